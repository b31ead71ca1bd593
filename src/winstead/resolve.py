"""An inventory and a choice of hosts to what each of these hosts is to hold."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winstead.apps import OF_SLOT, App
from winstead.checks import part_mistakes
from winstead.connection import Connection
from winstead.drafts import drafts
from winstead.errors import InventoryError, Mistake, SecretError
from winstead.fetch import FetchError, Wrapper, wrapper_file
from winstead.hostvalues import HostValues
from winstead.inventory import Inventory, Raw
from winstead.releasefiles import ReleaseFiles
from winstead.releases import Source
from winstead.resources import Resource, kinds
from winstead.resources.release import SLOTS, Release
from winstead.sections import Draft, PartError
from winstead.strict import nearest
from winstead.templates import TemplateError, render_file
from winstead.yamlfile import KeyPath, show_path


@dataclass(frozen=True)
class HostState:
    """A host with its values put in: how it is reached, and what it is to hold, in order."""

    name: str
    connection: Connection
    resources: tuple[Resource, ...]
    apps: dict[str, App] = field(default_factory=dict)
    reboot: str = "never"

    @property
    def files(self) -> dict[str, Path]:
        """The local files that its resources need on the host, by SHA-256."""
        return {key: path for resource in self.resources for key, path in resource.files().items()}


def resolve(
    inventory: Inventory,
    names: Iterable[str],
    apps: Sequence[str] = (),
    download: bool = False,
    files: bool = False,
    version: str = "",
) -> list[HostState]:
    """What each of these hosts is to hold; with apps (names or patterns), only what belongs to those.

    With ``files``, the files of releases must be here. ``version`` is that of the apps, whatever the inventory says.

    Wrappers' programs that are not here yet are fetched if ``download`` is true. Raises InventoryError with the
    mistakes of all hosts.
    """
    mistakes: dict[Mistake, list[str]] = {}
    fetched = ReleaseFiles(inventory.secrets) if files else None
    made = [_Resolver(inventory, name, mistakes, apps, download, fetched, version).state() for name in names]
    _tell(mistakes)
    return made


def apps_as(inventory: Inventory, names: Iterable[str], apps: Sequence[str], version: str) -> list[App]:
    """The chosen apps as each of these hosts would have them in a version. Raises InventoryError."""
    mistakes: dict[Mistake, list[str]] = {}
    made = [app for name in names for app in _Resolver(inventory, name, mistakes, apps, version=version).apps()]
    _tell(mistakes)
    return made


def _tell(mistakes: Mapping[Mistake, list[str]]) -> None:
    if mistakes:
        raise InventoryError(*(_of_hosts(mistake, hosts) for mistake, hosts in mistakes.items()))


def _of_hosts(mistake: Mistake, hosts: list[str]) -> Mistake:
    if mistake.path.startswith("hosts."):
        return mistake
    several = f" and {len(hosts) - 1} more" if len(hosts) > 1 else ""
    return replace(mistake, text=f"{mistake.text} (host {hosts[0]}{several})")


def _slots_of(values: Raw) -> list[Raw]:
    """What the templates of an app know besides in each of its slots; one with nothing where it has none."""
    how = values.get("deploy")
    ports = how.get("ports") if isinstance(how, dict) and how.get("strategy") == "blue_green" else None
    if not isinstance(ports, list) or len(ports) != len(SLOTS):
        return [{}]
    return [{"slot": {"name": name, "port": port}} for name, port in zip(SLOTS, ports, strict=True)]


class _Resolver(HostValues):
    """Puts one host together, and collects what is wrong on the way."""

    def __init__(
        self,
        inventory: Inventory,
        name: str,
        mistakes: dict[Mistake, list[str]],
        chosen: Sequence[str],
        download: bool = False,
        fetched: ReleaseFiles | None = None,
        version: str = "",
    ) -> None:
        super().__init__(inventory, name, mistakes)
        self.chosen, self.download, self.fetched, self.version = chosen, download, fetched, version

    def _is_chosen(self, app: object) -> bool:
        return not self.chosen or any(fnmatch.fnmatchcase(str(app), pattern) for pattern in self.chosen)

    def state(self) -> HostState:
        """The whole host, or what belongs to the chosen apps."""
        connection = self.connection()
        found: list[tuple[KeyPath, Resource]] = []
        for path, raws in self._parts("resources"):
            for index, raw in enumerate(raws):
                if not self.chosen or ("app" in raw and self._is_chosen(raw["app"])):
                    values = {key: value for key, value in raw.items() if key != "kind"}
                    draft = Draft(raw["kind"], self._render(values, (*path, index)), (*path, index))
                    found += self._resource(draft, self.vars)
        apps = self.apps()
        for app in apps:
            for draft in self._drafts(app):
                for path, resource in self._resource(draft, self.vars | self._own(app)):
                    if not draft.shared or not any(one == resource for _, one in found):
                        found.append((path, resource))
        self._check_together(found)
        resources = tuple(resource for _, resource in found)
        return HostState(self.name, connection, resources, {app.name: app for app in apps}, self.reboot())

    def apps(self) -> list[App]:
        """The chosen apps of the host, in order."""
        names = dict.fromkeys(name for _, part in self._parts("apps") for name in part)
        return [app for name in names if self._is_chosen(name) and (app := self._app(name))]

    @staticmethod
    def _own(app: App) -> dict[str, str]:
        """What an app's templates know besides the host's vars."""
        return {
            key: value for key, value in (("version", app.version), ("directory", app.directory)) if value is not None
        }

    def _app(self, name: str) -> App | None:
        raw, path = self.inventory.apps[name], ("apps", name)
        more: Raw = {}
        for key in ("version", "directory"):
            if key in raw:
                more[key] = self._render(raw[key], (*path, key), more)
        if self.version:
            more["version"] = self.version
        values = self._render({key: one for key, one in raw.items() if key not in (*more, *OF_SLOT)}, path, more)
        source = values.get("source")
        if isinstance(source, dict) and isinstance(source.get("path"), str):
            values["source"] = source | {"path": str(self.inventory.folder / source["path"])}
        slots = _slots_of(values)
        made = [app for slot in slots if (app := self._in_slot(name, more | values, more | slot))]
        if len(made) < len(slots):
            return None
        try:
            return made[0].with_slots(made[1]) if len(made) > 1 else made[0]
        except PartError as error:
            self._note(part_mistakes(self.inventory.tree, path, error))
            return None

    def _in_slot(self, name: str, values: Raw, known: Raw) -> App | None:
        """An app with what it has once for each slot, of which ``known`` tells; or at all, where it has none."""
        raw, path = self.inventory.apps[name], ("apps", name)
        own = self._render({key: raw[key] for key in OF_SLOT if key in raw}, path, known)
        try:
            return App.model_validate({**values, **own, "name": name})
        except ValidationError as error:
            self._refused(error, path)
            return None

    def _drafts(self, app: App) -> Iterator[Draft]:
        """The app's resources; its own are marked as such."""
        try:
            for draft in drafts(app, self._wrapper_file, self._release_file if self.fetched else None):
                values = draft.values if draft.shared else draft.values | {"app": app.name}
                yield replace(draft, values=values).below("apps", app.name)
        except PartError as error:
            self._note(part_mistakes(self.inventory.tree, ("apps", app.name), error))

    def _wrapper_file(self, name: str) -> Path:
        wrapper = next((one for known, one in self.inventory.wrappers.items() if known == name), Wrapper())
        try:
            return wrapper_file(name, wrapper, self.inventory.folder, self.download)
        except FetchError as error:
            raise PartError(("service", "wrapper"), str(error)) from None

    def _release_file(self, source: Source) -> Path:
        if self.fetched is None:
            raise ValueError("no files of releases are wanted")
        try:
            return self.fetched.get(source)
        except (FetchError, SecretError) as error:
            raise PartError(("source", "url"), str(error)) from None

    def _resource(self, draft: Draft, known: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Resource]]:
        values = draft.values
        if draft.kind == "File" and "template" in values:
            content = self._template(values["template"], (*draft.path, "template"), known)
            values = {key: value for key, value in values.items() if key != "template"} | {"content": content}
        for key in kinds()[draft.kind].local:
            if isinstance(values.get(key), str):
                values = values | {key: str(self.inventory.folder / values[key])}
        try:
            made = kinds()[draft.kind].model_validate(values)
        except ValidationError as error:
            self._refused(error, draft.path, draft.origins)
            return
        if self.fetched and isinstance(made, Release) and (refusal := made.refusal()):
            self._fail(draft.origins.get("source", draft.path), refusal)
        yield draft.path, made

    def _template(self, name: object, path: KeyPath, known: Mapping[str, Any]) -> str:
        file = self.inventory.folder / str(name)
        try:
            return render_file(file.read_bytes().decode("utf-8-sig"), known)
        except OSError as error:
            self._fail(path, f"the template {file} cannot be read: {error.strerror}")
        except UnicodeDecodeError:
            self._fail(path, f"the template {file} is no UTF-8 text")
        except TemplateError as error:
            self._fail(path, f"{file}: {error}")
        return ""

    def _check_together(self, found: list[tuple[KeyPath, Resource]]) -> None:
        """Each resource once, and restart_on names what is there; of apps chosen alone, others may be named."""
        first: dict[str, KeyPath] = {}
        for path, resource in found:
            other = first.setdefault(resource.id.lower(), path)
            if other is not path:
                file, line = self.inventory.tree.place(other)
                self._fail(path, f"{resource.id} is given twice: also by {show_path(other)} in {file}:{line}")
        ids = [resource.id for _, resource in found]
        for path, resource in found if not self.chosen else ():
            for index, name in enumerate(resource.restart_on):
                if name.lower() not in first:
                    where = (*path, "restart_on", index)
                    self._fail(where, f"there is no resource '{name}' on this host; {nearest(name, ids)}")
