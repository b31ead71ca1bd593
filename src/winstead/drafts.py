"""An app becomes the resources that it is made of, in an order that works."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from winstead.apps import App, is_absolute
from winstead.identity import ManagedAccount, UserAccount
from winstead.keeping import log_rotation, private_folder, runner_files, watchdog_files
from winstead.releases import Deploy, Source
from winstead.resources.liveslot import LiveSlot
from winstead.resources.release import archive_of
from winstead.sections import Draft, Raw
from winstead.ways import started, way
from winstead.yamlfile import KeyPath

_RIGHTS = {"service": "SeServiceLogonRight", "scheduled_task": "SeBatchLogonRight"}
# Of a user that nobody is to log on as by hand.
_DENIED = ("SeDenyInteractiveLogonRight", "SeDenyRemoteInteractiveLogonRight")

FileOf = Callable[[str], Path]
ReleaseOf = Callable[[Source], Path]
# What is said of an address, and not of a file.
_OF_URL = ("url", "checksum", "headers", "proxy", "timeout")


def drafts(app: App, wrapper_file: FileOf | None = None, release_file: ReleaseOf | None = None) -> Iterator[Draft]:
    """The resources of an app: what starts it comes after all that it needs.

    ``wrapper_file`` gives the local file of a wrapper by its name; without it that file is left out. ``release_file``
    gives that of a release that this machine downloads; without it the release is as if hosts did.
    """
    yield from _packages(app)
    folders = {app.directory.lower()} if app.directory else set[str]()
    if app.directory:
        yield Draft("Directory", {"name": app.directory}, ("directory",), {"name": ("directory",)})
    files: list[str] = []
    if app.released:
        yield Draft("Directory", {"name": app.at(".")}, ("directory",), {"name": ("directory",)})
    elif app.source and app.program:
        files.append(app.program)
        origins: Mapping[str, KeyPath] = {"name": ("executable",), "source": ("source", "path")}
        yield Draft("File", {"name": app.program, "source": app.source.path}, ("source",), origins)
    for index, raw in enumerate(app.files):
        values = _placed(app, raw, "name")
        files += [values["name"]] if isinstance(values.get("name"), str) else []
        yield Draft("File", values, ("files", index))
    yield from _account(app)
    yield from _folders(app)
    yield from _permissions(app, folders | {one.lower() for one in files})
    if app.event_source is not None:
        yield Draft("EventSource", app.event_source, ("event_source",))
    for index, raw in enumerate(app.firewall):
        name = app.name if index == 0 else f"{app.name}-{index + 1}"
        yield Draft("FirewallRule", {"name": name, **raw}, ("firewall", index))
    for one in app.instances:
        yield from runner_files(one)
    if app.program:
        yield started(app)
    if app.released:
        yield _release(app, release_file)
    yield from _kept_running(app, files, wrapper_file)


def _kept_running(app: App, files: list[str], wrapper_file: FileOf | None) -> Iterator[Draft]:
    """What starts the app, or the app in each slot, and keeps it well."""
    restart_on = [f"File/{path}" for path in files]
    for one in app.instances:
        for draft in way(one, files, wrapper_file) if one.way else ():
            restart_on.append(f"{draft.kind}/{draft.values['name']}")
            yield draft
        yield from log_rotation(one)
        yield from watchdog_files(one)
    if app.slots:
        yield _live_slot(app, restart_on)
    elif app.health is not None and app.way == "service":
        yield Draft("HealthCheck", {"name": app.name, **app.health}, ("health",))


def _packages(app: App) -> Iterator[Draft]:
    """What is installed for the app, and what must be there; other apps may want the same."""
    for index, raw in enumerate(app.packages):
        yield Draft("Package", raw, ("packages", index), shared=True)
    for index, raw in enumerate(app.requires):
        yield Draft("Package", {**raw, "manager": "none"}, ("requires", index), shared=True)


def _release(app: App, release_file: ReleaseOf | None) -> Draft:
    """The current release; what starts the app comes after it."""
    given = app.source
    source: Raw = {key: getattr(given, key) for key in given.model_fields_set} if given else {}
    source = {key: value for key, value in source.items() if key not in ("via", "versions")}
    if "path" in source:
        source["source"] = source.pop("path")
    if given and given.via == "controller" and release_file:
        source = {key: value for key, value in source.items() if key not in _OF_URL}
        source |= {"source": str(release_file(given)), "archive": given.archive or archive_of(given.url or "")}
    values: Raw = {"name": app.directory, "version": app.version, "executable": app.executable, **source}
    if app.service is not None:
        slots = {one.slot: {"service": one.service_name} for one in app.slots}
        values |= {"slots": slots} if slots else {"service": app.service_name}
        values |= {key: app.service[key] for key in ("stop_timeout",) if key in app.service}
    if app.deploy:
        values |= {key: getattr(app.deploy, key) for key in ("before_start", "retain")}
        values |= {} if app.slots else {"before_stop": app.deploy.before_stop}
    origins: dict[str, KeyPath] = {key: ("source", key) for key in source}
    origins |= {"source": ("source", "url" if given and given.url else "path")}
    origins |= {key: (key,) for key in ("version", "executable")} | {"name": ("directory",)}
    return Draft("Release", values, ("source",), origins)


def live_slot(app: App) -> dict[str, object]:
    """What commands are told of an app's slots: a LiveSlot's properties."""
    return LiveSlot.model_validate(_live_slot(app, []).values).properties()


def _live_slot(app: App, restart_on: list[str]) -> Draft:
    """The slot that is live; what changes of what runs in the slots starts it anew."""
    how, service = app.deploy or Deploy(), app.service or {}
    slots: Raw = {}
    for one, port in zip(app.slots, how.ports or (), strict=True):
        health = {"name": app.name, **(one.health or {})}
        watched_as = one.name if one.watchdog else None
        slots[str(one.slot)] = {"service": one.service_name, "port": port, "health": health, "watched_as": watched_as}
    values: Raw = {"name": app.directory, "version": app.version, "slots": slots, "restart_on": restart_on}
    values |= {key: getattr(how, key) for key in ("listen", "smoke", "switch", "before_stop", "successes")}
    values |= {key: service[key] for key in ("start", "stop_timeout") if key in service}
    values |= {"drain": how.drain} if how.drain else {}
    return Draft("LiveSlot", values, ("deploy",))


def _placed(app: App, raw: Raw, key: str) -> Raw:
    """Values with the path under a key put into the app's folder, as ``name``."""
    values = {one: value for one, value in raw.items() if one != key}
    if key in raw:
        values = {"name": app.at(raw[key]) if isinstance(raw[key], str) else raw[key], **values}
    return values


def _account(app: App) -> Iterator[Draft]:
    """The user that the app runs as, and the right to log on that the way of running it needs."""
    if not isinstance(app.account, UserAccount | ManagedAccount) or app.way not in _RIGHTS:
        return
    path: KeyPath = ("account",)
    rights = [_RIGHTS[app.way]]
    if isinstance(app.account, UserAccount) and app.account.create:
        password = {"password": app.account.password} if app.account.password else {"random": True}
        name = app.account.user.removeprefix(".\\")
        description = f"Runs {app.name}. Made by winstead."
        yield Draft("LocalUser", {"name": name, "description": description, **password}, path)
        yield from (Draft("UserRight", {"name": one, "account": app.account_name}, path) for one in _DENIED)
    yield from (Draft("UserRight", {"name": one, "account": app.account_name}, path) for one in rights)


def _folders(app: App) -> Iterator[Draft]:
    """The app may read its folder; its data and its logs are its own."""
    if app.way in (None, "autostart"):
        return
    # Who says what a path's permissions are says all of them.
    known = {app.at(one["path"]).lower() for one in app.permissions if isinstance(one.get("path"), str)}
    if app.directory and app.program and app.account != "LocalSystem" and app.directory.lower() not in known:
        for account in app.account_names:
            values = {"name": app.directory, "account": account, "rights": "read-execute"}
            yield Draft("Permission", values, ("directory",), {"account": ("account",)})
    logs = [path for one in app.instances if one.logs for path in (one.logs.stdout, one.logs.stderr)]
    places: list[tuple[str, KeyPath]] = [(path, ("data", index)) for index, path in enumerate(app.data)]
    places += [(path.replace("/", "\\").rpartition("\\")[0], ("logs",)) for path in logs if path]
    for path, at in places:
        folder = app.at(path)
        if folder.lower() not in known:
            known.add(folder.lower())
            yield from private_folder(folder, app.account_names, "modify", at)


def _permissions(app: App, known: set[str]) -> Iterator[Draft]:
    for index, raw in enumerate(app.permissions):
        values, path = _placed(app, raw, "path"), raw.get("path")
        origins: dict[str, KeyPath] = {"name": ("permissions", index, "path")}
        relative = isinstance(path, str) and not is_absolute(path)
        if relative and values["name"].lower() not in known and raw.get("ensure") != "absent":
            known.add(values["name"].lower())
            yield Draft("Directory", {"name": values["name"]}, ("permissions", index), origins)
        if app.way is None or "account" in raw:
            yield Draft("Permission", values, ("permissions", index), origins)
            continue
        for account in app.account_names:
            of_app = origins | {"account": ("account",)}
            yield Draft("Permission", values | {"account": account}, ("permissions", index), of_app)
