"""What the tasks do: from an inventory and a choice of hosts to jobs, and from events to reports and an exit code."""

from __future__ import annotations

import getpass
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from winstead.choice import Choice, none_left, select, shard
from winstead.errors import UsageError
from winstead.events import dump, message
from winstead.inventory import Inventory, load
from winstead.options import Options
from winstead.reboot import LOCAL
from winstead.render import Call, render, resource_call, secrets_of
from winstead.resolve import HostState, resolve
from winstead.resources.service import Service
from winstead.run import Job
from winstead.secrets import find
from winstead.session import Session
from winstead.transports.base import FileToSend, Setting

Calls = Callable[[HostState], list[Call]]


def provision(options: Options, apply: bool, exit_code: bool = False) -> int:
    """Plans or applies the resources of the chosen hosts; the exit code."""
    inventory, states = chosen(options, changes=apply, files=True)
    return work(options, inventory, states, provision_calls, apply, would_change=3 if exit_code else 0)


def facts(options: Options) -> int:
    """Shows what the chosen hosts are; the exit code."""
    inventory, states = chosen(options, changes=False)
    return work(options, inventory, states, lambda state: [Call("Get-HostFacts")], apply=False)


def render_scripts(options: Options, out: str) -> int:
    """Writes the chosen hosts' scripts with the files that they need, or prints the only one."""
    _, states = chosen(options, changes=False, files=True)
    if not states:
        print(none_left(options.shard), file=sys.stderr)
        return 0
    if not out:
        if len(states) != 1:
            raise UsageError(f"{len(states)} hosts are chosen: give --out FOLDER, or choose one")
        sys.stdout.write(script_of(states[0], provision_calls(states[0])))
        return 0
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for state in states:
        text = script_of(state, provision_calls(state))
        encoding = "ascii" if text.isascii() else "utf-8-sig"
        (folder / f"{state.name}.ps1").write_text(text, encoding=encoding, newline="\r\n")
        for sha256, path in state.files.items():
            (folder / "files").mkdir(exist_ok=True)
            (folder / "files" / sha256).write_bytes(path.read_bytes())
        print(folder / f"{state.name}.ps1")
    return 0


def list_hosts(options: Options) -> int:
    """Lists the chosen hosts."""
    inventory, states = chosen(options, changes=False)
    rows = [
        {
            "event": "inventory",
            "host": state.name,
            "transport": state.connection.transport,
            "address": state.connection.address,
            "groups": inventory.hosts[state.name].groups,
            "apps": list(state.apps),
        }
        for state in states
    ]
    if options.output == "json":
        for row in rows or [message("info", none_left(options.shard))]:
            print(dump(row))
        return 0
    if not rows:
        print(none_left(options.shard))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("host", "reached by", "groups", "apps", box=None, pad_edge=False)
    for row in rows:
        reached = f"{row['transport']} {row['address']}" if row["transport"] == "winrm" else str(row["transport"])
        table.add_row(str(row["host"]), reached, ", ".join(row["groups"]), ", ".join(row["apps"]))
    Console(soft_wrap=True).print(table)
    return 0


def chosen(
    options: Options, changes: bool, files: bool = False, version: str = ""
) -> tuple[Inventory, list[HostState]]:
    """The inventory, and what the chosen hosts of the shard are to hold: none, where the shard is empty.

    With ``files``, what is sent to them must be here. Raises UsageError for a choice of nothing, InventoryError for
    what is wrong in the inventory.
    """
    inventory, states = of_all_shards(options, changes, files, version)
    return inventory, shard(options.shard, states)


def of_all_shards(
    options: Options, changes: bool, files: bool = False, version: str = ""
) -> tuple[Inventory, list[HostState]]:
    """As ``chosen``, for who chooses further before the hosts are parted by ``shard``."""
    check(options)
    inventory = load(Path(options.inventory))
    choice = Choice(options.host, options.group, options.exclude, options.app)
    if changes and choice.empty and not options.yes:
        choice = _ask(inventory, choice)
    names = select(inventory, choice)
    states = resolve(inventory, names, choice.apps, download=True, files=files, version=version)
    if choice.apps:
        states = [state for state in states if state.apps]
        if not states:
            raise UsageError(f"none of the chosen hosts has app {' or '.join(choice.apps)}")
    return inventory, states


def check(options: Options) -> None:
    """Raises UsageError for a shared flag that makes no sense."""
    if options.forks < 1:
        raise UsageError(f"--forks {options.forks}: give the number of hosts to work on at once, 1 or more")
    if options.output not in ("text", "json", "github"):
        raise UsageError(f"--output {options.output} is not known: text, json or github")
    shard(options.shard, ())


def _ask(inventory: Inventory, choice: Choice) -> Choice:
    """Asks for hosts on a terminal. Raises UsageError where nobody can answer."""
    names = ", ".join(inventory.hosts)
    if not sys.stdin.isatty() or os.environ.get("CI"):
        raise UsageError(f"no host chosen: give --host or --group, or --yes for all of them ({names})")
    print(f"hosts: {names}", file=sys.stderr)
    print("Which? Names or patterns, * for all: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().replace(",", " ").split()
    if not answer:
        raise UsageError("no host chosen")
    return Choice(tuple(answer), choice.groups, choice.exclude, choice.apps)


def resource_calls(state: HostState) -> list[Call]:
    """The calls that bring all resources of a host to their desired state, in order."""
    return [resource_call(resource) for resource in state.resources]


def provision_calls(state: HostState) -> list[Call]:
    """Those of its resources; then a host that waits for a restart gets one, where the inventory allows it."""
    return [*resource_calls(state), Call("Request-Restart", (True,))]


def script_of(state: HostState, calls: list[Call]) -> str:
    """The host's script that makes these calls."""
    versions = {name: app.version or "" for name, app in state.apps.items()}
    return render(state.name, calls, versions)


def work(
    options: Options,
    inventory: Inventory,
    states: Sequence[HostState],
    calls_of: Calls,
    apply: bool,
    would_change: int = 0,
) -> int:
    """Makes a job for each host, and runs them all under the reports; the exit code, ``would_change`` if one would."""
    jobs = make_jobs(options, inventory, states, calls_of, apply)
    with Session(options, [state.name for state in states], would_change) as session:
        warn(session, states, calls_of in (resource_calls, provision_calls))
        session.run(jobs)
    return session.code


def warn(session: Session, states: Sequence[HostState], resources: bool = True) -> None:
    """Says what a person should know before hosts are worked on; with ``resources``, of their apps too."""
    for state in states:
        for level, text in _warnings(state, resources):
            session.say(level, text, state.name)


def caller() -> str:
    """Who runs this, and where."""
    return f"{getpass.getuser()} from {socket.gethostname()}"


def make_jobs(
    options: Options, inventory: Inventory, states: Sequence[HostState], calls_of: Calls, apply: bool
) -> list[Job]:
    """A job for each host. Raises SecretError for a secret that is nowhere."""
    calls = {state.name: calls_of(state) for state in states}
    wanted = {name for one in calls.values() for name in secrets_of(one)}
    wanted |= {state.connection.password.name for state in states if state.connection.password}
    secrets = find(wanted, inventory.secrets)
    jobs = []
    for state in states:
        own = {name: secrets[name] for name in secrets_of(calls[state.name])}
        reboot = LOCAL if state.connection.transport == "local" else state.reboot
        setting = Setting("Apply" if apply else "Plan", own, options.lock_timeout, caller(), reboot=reboot)
        password = state.connection.password
        files = [
            FileToSend(path, sha256, resource.name)
            for resource in state.resources
            if apply and any(call.command == "Invoke-Resource" for call in calls[state.name])
            for sha256, path in resource.files().items()
        ]
        script = script_of(state, calls[state.name])
        given = secrets[password.name] if password else None
        services = tuple(one.name for one in state.resources if isinstance(one, Service) and one.state == "running")
        jobs.append(Job(state.name, state.connection, script, setting, given, tuple(files), services))
    return jobs


def _warnings(state: HostState, resources: bool) -> Iterator[tuple[str, str]]:
    connection = state.connection
    if connection.transport == "simulated":
        yield "info", "a simulated host: nothing real is shown or changed"
    if connection.transport == "winrm" and connection.scheme == "https" and not connection.verify:
        yield "warning", "its certificate is not checked (verify: false): anybody on the way can read and change all"
    if resources:
        yield from (("warning", text) for app in state.apps.values() for text in app.warnings)
