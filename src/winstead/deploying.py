"""Brings releases onto hosts, in batches that wait for health, and takes them back."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from winstead.apps import App
from winstead.choice import shard
from winstead.commands import Calls, make_jobs, of_all_shards, work
from winstead.drafts import live_slot
from winstead.errors import UsageError
from winstead.events import Event
from winstead.inventory import Inventory
from winstead.keeping import log_paths
from winstead.notices import NoticeError, carry_out, secrets_in
from winstead.options import Options
from winstead.reboot import DONE
from winstead.releases import Deploy
from winstead.render import Call, resource_call
from winstead.resolve import HostState
from winstead.resources.healthcheck import HealthCheck
from winstead.resources.liveslot import LiveSlot
from winstead.resources.release import Release, version_key
from winstead.run import Job, run_jobs
from winstead.secrets import find
from winstead.session import Session
from winstead.types import seconds
from winstead.versions import choose

_GOOD = ("ok", "changed")
# Where CI says which commit it works on: GitHub, GitLab, Jenkins.
_COMMIT = ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")


@dataclass(frozen=True)
class Wish:
    """What the command line says of a deployment."""

    version: str = ""
    commit: str = ""
    allow_downgrade: bool = False
    force: bool = False

    @property
    def known_commit(self) -> str | None:
        """The commit, from the command line or from what CI says."""
        return self.commit or next((os.environ[name] for name in _COMMIT if os.environ.get(name)), None)


def deploy(options: Options, wish: Wish) -> int:
    """Brings a release of the chosen apps onto the chosen hosts; the exit code.

    Raises UsageError where an older release would take the place of a newer one, and for a shard of hosts of an app
    that runs something once: each shard would run it.
    """
    version, choice = choose(options, wish.version)
    inventory, states, apps = _released(options, files=True, version=version)
    _check_once(options, states)
    found = _survey(options, inventory, states)
    if not wish.allow_downgrade:
        _check_downgrade(states, found)
    with Session(options, [state.name for state in states]) as session:
        if choice:
            session.say("info", choice)
        unreachable = [event for event in found if event["event"] == "host" and event["status"] not in _GOOD]
        for event in unreachable:
            session.tell(event)
        if unreachable:
            session.say("error", f"nothing was begun: {len(unreachable)} of {len(states)} hosts could not be looked at")
        for name in apps if not unreachable else ():
            own = [state for state in states if name in state.apps]
            if not _Deployment(options, inventory, session, name, own, wish).run():
                break
    return session.code


def rollback(options: Options, to: str, force: bool) -> int:
    """Takes the chosen apps back to an earlier release on the chosen hosts; the exit code."""
    inventory, states, apps = _released(options)
    more = {"to": to or None, "force": force, "reason": "it was taken back by hand"}

    def calls(state: HostState) -> list[Call]:
        return [Call("Undo-Release", (name, _setting(state.apps[name]) | more)) for name in apps if name in state.apps]

    return work(options, inventory, states, calls, apply=True)


def show(options: Options, history: int) -> int:
    """Shows which releases are where, with so many lines of what was done with them; the exit code."""
    inventory, states, _ = _released(options, changes=False)
    return work(options, inventory, states, lambda state: _look(state, history), apply=False)


def _released(
    options: Options, files: bool = False, version: str = "", changes: bool = True
) -> tuple[Inventory, list[HostState], list[str]]:
    """The inventory, the hosts with the chosen apps that have releases, and those apps."""
    if changes and not options.app:
        raise UsageError("no app chosen: name it with --app")
    inventory, states = of_all_shards(options, changes, files, version)
    apps = {name: app for state in states for name, app in state.apps.items()}
    released = [name for name, app in apps.items() if app.released]
    if without := [name for name in apps if name not in released and options.app]:
        raise UsageError(f"app {without[0]} has no releases: give it version, source, and a relative executable")
    states = [state for state in states if any(name in released for name in state.apps)]
    if not states:
        raise UsageError("none of the chosen hosts has an app with releases")
    return inventory, shard(options.shard, states), released


def _look(state: HostState, history: int) -> list[Call]:
    return [
        Call("Get-AppRelease", (name, {"directory": app.directory, "history": history}))
        for name, app in state.apps.items()
        if app.released
    ]


def _survey(options: Options, inventory: Inventory, states: Sequence[HostState]) -> list[Event]:
    """What is on the hosts now, before anything is begun."""
    events: list[Event] = []
    run_jobs(make_jobs(options, inventory, states, lambda state: _look(state, 0), False), events.append, options.forks)
    return events


def _check_once(options: Options, states: Sequence[HostState]) -> None:
    for name, app in (found for state in states for found in state.apps.items()):
        how = app.deploy or Deploy()
        if options.shard and any(hook and hook.once for hook in (how.before_stop, how.before_start, how.after_start)):
            raise UsageError(f"{name} runs a hook once in a deployment, and each shard is one: leave out --shard")


def _check_downgrade(states: Sequence[HostState], found: Sequence[Event]) -> None:
    wanted = {(state.name, name): app.version or "" for state in states for name, app in state.apps.items()}
    for event in found:
        if event["event"] == "release" and event.get("current"):
            version = wanted[event["host"], event["app"]]
            if version_key(event["current"]) > version_key(version):
                raise UsageError(
                    f"{event['host']}: {event['app']} {event['current']} is there, and {version} is older: give "
                    "--allow-downgrade, or take it back with rollback"
                )


def _health(app: App) -> dict[str, object] | None:
    """How to see that an app is well: as it says, or that its service runs; what switches slots sees to it itself."""
    if app.slots:
        return None
    raw = app.health or ({"service": app.service_name} if app.service is not None else None)
    return HealthCheck.model_validate({"name": app.name, **raw}).properties() if raw else None


def _setting(app: App) -> dict[str, object]:
    """What Confirm-Release and Undo-Release are told of an app."""
    how = app.deploy or Deploy()
    timeout = seconds((app.service or {}).get("stop_timeout", 30))
    setting: dict[str, object] = {
        "directory": app.directory,
        "service": None if app.slots else app.service_name,
        "stop_timeout": timeout,
        "version": None,
    }
    setting |= {"health": _health(app), "successes": how.successes}
    setting |= {"live_slot": live_slot(app)} if app.slots else {}
    return setting | ({"after_rollback": how.after_rollback.properties()} if how.after_rollback else {})


class _Deployment:
    """One app on its way onto its hosts."""

    def __init__(
        self,
        options: Options,
        inventory: Inventory,
        session: Session,
        name: str,
        states: Sequence[HostState],
        wish: Wish,
    ) -> None:
        self.options, self.inventory, self.session, self.name, self.wish = options, inventory, session, name, wish
        self.states = {state.name: state for state in states}
        self.how = states[0].apps[name].deploy or Deploy()
        self.batches = self.how.batches(list(self.states))
        told = [one for state in states if (how := state.apps[name].deploy) for one in (*how.told_before, *how.restore)]
        self.secrets = find(secrets_in(told), inventory.secrets)

    def run(self) -> bool:
        """Goes from batch to batch; whether all went well enough."""
        failures: list[str] = []
        for index, batch in enumerate(self.batches):
            if index and self.how.pause:
                time.sleep(self.how.pause)
            if len(self.batches) > 1:
                self.session.say("info", f"{self.name}: batch {index + 1} of {len(self.batches)}: {', '.join(batch)}")
            if not self._tell(batch, "drain"):
                self._tell(batch, "restore")
                return self._end(index, "could not begin")
            last = self.session.run(self._jobs(batch, self._deploy_calls(index)))
            failed = [host for host in batch if last[host]["status"] not in _GOOD]
            failures += failed
            over = bool(failed) and len(failures) > self.how.max_failures and self.how.on_failure != "continue"
            if over and self.how.on_failure == "rollback":
                others = [host for host in batch if host not in failed]
                self.session.run(self._jobs(others, self._undo_calls(f"it failed on {', '.join(failed)}")))
            serving = [host for host in batch if host not in failed or self._is_back(host)]
            restored = self._tell(serving, "restore")
            if over or not restored:
                return self._end(index, f"failed on {', '.join(failed)}" if failed else "could not go on")
        return True

    def _is_back(self, host: str) -> bool:
        """Whether a host has taken its release back, and serves with the old one."""
        return self.session.results.get((host, f"Rollback/{self.name}")) == "changed"

    def _end(self, index: int, text: str) -> bool:
        """Says why it ends early, and which hosts were not begun; False."""
        self.session.failed = True
        left = [host for batch in self.batches[index + 1 :] for host in batch]
        self.session.say("error", f"{self.name} {text}" + (f"; not begun: {', '.join(left)}" if left else ""))
        return False

    def _tell(self, hosts: Sequence[str], what: Literal["drain", "restore"]) -> bool:
        """Tells a load balancer or the like of each host; whether all was taken."""
        taken = True
        for host in hosts:
            how = self.states[host].apps[self.name].deploy or Deploy()
            try:
                carry_out(how.told_before if what == "drain" else how.restore, self.secrets)
            except NoticeError as error:
                self.session.say("error", f"{what}: {error}", host)
                taken = False
        return taken

    def _jobs(self, hosts: Sequence[str], calls: Calls) -> list[Job]:
        done = {host for host, resource in self.session.results if resource == f"Reboot/{host}"}
        states = [self.states[host] for host in hosts]
        # Two apps on a host are one run: it is restarted once.
        states = [dataclasses.replace(state, reboot=DONE) if state.name in done else state for state in states]
        return make_jobs(self.options, self.inventory, states, calls, True)

    def _undo_calls(self, reason: str) -> Calls:
        def calls(state: HostState) -> list[Call]:
            app = state.apps[self.name]
            more = {"version": app.version, "reason": reason, "force": False}
            return [Call("Undo-Release", (self.name, _setting(app) | more))]

        return calls

    def _deploy_calls(self, index: int) -> Calls:
        def calls(state: HostState) -> list[Call]:
            app = state.apps[self.name]
            first = state.name == self.batches[0][0]
            setting = _setting(app) | {"version": app.version, "rollback": self.how.on_failure == "rollback"}
            setting |= {"files": log_paths(app), "commit": self.wish.known_commit}
            if self.how.after_start and (first or not self.how.after_start.once):
                setting["after_start"] = self.how.after_start.properties()
            before = []
            if self.how.watch and index == 0 and setting["health"]:
                setting["watch"] = self.how.watch.model_dump(exclude_none=True)
                if app.event_source is not None:
                    setting["event_source"] = {"log": "Application", **app.event_source}
                before = [Call("Measure-Response", (self.name, {"health": setting["health"]}))]
            # What the host waits for from before comes first, so that the app is found healthy after it.
            restart, left = (Call("Request-Restart", (act,)) for act in (True, False))
            confirm = Call("Confirm-Release", (self.name, setting))
            return [restart, *before, *self._resource_calls(state, first), confirm, left]

        return calls

    def _resource_calls(self, state: HostState, first: bool) -> list[Call]:
        """The app's resources; its health is waited for at the end."""
        made = []
        for resource in state.resources:
            if resource.app not in (None, self.name) or resource.id == f"HealthCheck/{self.name}":
                continue
            if isinstance(resource, Release):
                hooks = ("before_stop", "before_start")
                left_out = {key: None for key in hooks if (hook := getattr(resource, key)) and hook.once and not first}
                more = {"confirm": True, "force": self.wish.force, "commit": self.wish.known_commit}
                resource = resource.model_copy(update=left_out | more)
            elif isinstance(resource, LiveSlot):
                left_out = {"before_stop": None} if (hook := resource.before_stop) and hook.once and not first else {}
                resource = resource.model_copy(update=left_out | {"confirm": True})
            made.append(resource_call(resource))
        return made
