"""The engine's rules over the model: what ps1/engine does on Windows, with equal events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from winstead.events import STATUSES, Event, dump, host_status, message
from winstead.masking import hidden, masked
from winstead.reboot import allows
from winstead.simulator import restart
from winstead.simulator.behaviours import Behaviour, HostError, State, behaviours
from winstead.simulator.model import Model
from winstead.simulator.psrp import SecretText

_SHOWN = 2000  # characters of a text that events show
_MAX_RETRIES = 3
_DELAY = 2.0  # seconds before the first new attempt
_HOLDS = Behaviour()


@dataclass
class Run:
    """One run on a simulated host."""

    model: Model
    host: str
    apply: bool
    secrets: Mapping[str, str] = field(repr=False)
    reboot: str = "never"
    failed_once: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    run_id: str = ""
    failure: str = ""
    locked: bool = True
    pending: Event = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    visited: set[str | None] = field(default_factory=set)
    sequence: int = 0
    changed_at: dict[str, int] = field(default_factory=dict)
    restarted_at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what, resource in self.model.state["unfinished"]:
            self._note(what, resource)

    def _note(self, what: str, resource: str) -> None:
        self.sequence += 1
        (self.changed_at if what == "changed" else self.restarted_at)[resource] = self.sequence

    def _record(self, what: str, resource: str) -> None:
        self._note(what, resource)
        if self.apply:
            self.model.state["unfinished"].append([what, resource])

    def resource(self, kind: str, name: str, given: State) -> Iterator[Event]:
        """One resource: its messages, then its result."""
        start = time.monotonic()
        event: Event = {"event": "result", "host": self.host, "resource": f"{kind}/{name}"}
        event |= {"app": given["app"]} if given.get("app") else {}
        event |= {"status": "skipped", "changes": {}, "seconds": 0.0, "attempts": 0}
        if not self.counts["failed"]:
            self.visited |= {f"{kind}/{name}", given.get("sha256")}
            yield from self._attempts(kind, name, given, event)
        self.counts[event["status"]] += 1
        event["seconds"] = round(time.monotonic() - start, 3)
        yield self.masked(event)
        if self.model.needs_restart and not self.counts["failed"] and self.may_restart:
            yield from restart.suspend(self)

    @property
    def may_restart(self) -> bool:
        """Whether this run may restart the host now."""
        return allows(self.reboot, restart.minute())

    def _attempts(self, kind: str, name: str, given: State, event: Event) -> Iterator[Event]:
        """Attempts until one succeeds or its error will not heal, as Invoke-WithRetry makes them."""
        resource = f"{kind}/{name}"
        for attempt in range(1, _MAX_RETRIES + 2):
            event["attempts"] = attempt
            failure: HostError | None = None
            try:
                self._sync(kind, name, given, event)
            except HostError as error:
                failure = error
            for text in self.model.messages:
                yield self.masked(message("warning", f"{resource}: {text}", self.host))
            self.model.messages.clear()
            if failure is None:
                event["status"] = "ok" if not event["changes"] else "changed" if self.apply else "would_change"
                return
            if not failure.transient or attempt > _MAX_RETRIES:
                event["status"] = "failed"
                event["error"] = {"message": str(failure), "type": failure.type, "transient": failure.transient}
                self.failure = f"{resource}: {failure}"
                return
            wait = _DELAY * 2 ** (attempt - 1)
            text = f"{resource}: attempt {attempt} failed, the next in {wait:.1f} s: {failure}"
            yield self.masked(message("warning", text, self.host))
            time.sleep(wait)

    def _sync(self, kind: str, name: str, given: State, event: Event) -> None:
        """One attempt, as Sync-Resource makes it; the event gets the changes that the first one found."""
        resource = f"{kind}/{name}"
        behaviour = behaviours().get(kind, _HOLDS)
        properties = {key: value for key, value in given.items() if key not in ("app", "restart_on")}
        desired = {"ensure": "present"} | properties
        actual = behaviour.get(self.model, kind, name, desired)
        changes = compare(desired, actual)
        since = self.restarted_at.get(resource, 0)
        causes = [one for one in given.get("restart_on", []) if self.changed_at.get(one, 0) > since]
        if causes and actual["ensure"] == "present" and not changes.keys() & {"ensure", "state"}:
            changes["restart"] = [None, causes]
        if event["attempts"] == 1:
            for key, (old, new) in changes.items():
                event["changes"][key] = [self.shown(old, new), self.shown(new, new)]
        if event["changes"]:
            self._record("changed", resource)
        if self.apply and changes:
            self._fail_as_told(resource, kind)
            behaviour.set(self.model, kind, name, desired, actual, changes)
            left = compare(desired, behaviour.get(self.model, kind, name, desired))
            if left:
                raise HostError(f"does not hold after it was set: {', '.join(sorted(left))}")
        if causes:
            self._record("restarted", resource)

    def reported(self, resource: str, app: str | None, work: Callable[[Event], None], always: bool = False) -> Event:
        """Does what is no resource, as Invoke-Reported does; ``work`` gets the event."""
        start = time.monotonic()
        event: Event = {"event": "result", "host": self.host, "resource": resource} | ({"app": app} if app else {})
        event |= {"status": "skipped", "changes": {}, "seconds": 0.0, "attempts": 0}
        if always or not self.counts["failed"]:
            try:
                if self.apply:
                    self._fail_as_told(resource, resource.partition("/")[0])
                work(event)
                event["status"] = "ok" if not event["changes"] else "changed" if self.apply else "would_change"
            except HostError as error:
                event["status"] = "failed"
                event["error"] = {"message": str(error), "type": error.type, "transient": error.transient}
                self.failure = f"{resource}: {error}"
        self.counts[event["status"]] += 1
        event["seconds"] = round(time.monotonic() - start, 3)
        return self.masked(event)

    def _fail_as_told(self, resource: str, kind: str) -> None:
        told = self.model.faults.fail.get(resource)
        if told == "always" or (told == "once" and resource not in self.failed_once):
            self.failed_once.add(resource)
            raise HostError("simulated fault", "IOException", transient=told == "once")
        if self.model.faults.disk_full and kind in ("File", "Directory"):
            raise HostError("There is not enough space on the disk.", "IOException")

    def masked(self, event: Event) -> Event:
        """An event without the run's secrets."""
        return masked(event, self.secrets.values())

    def shown(self, value: Any, desired: Any) -> Any:
        """A value as events show it, as Get-ShownValue makes it."""
        if value is None:
            return None
        if isinstance(desired, SecretText):
            return "***"
        if isinstance(value, dict):
            known = desired if isinstance(desired, dict) else {}
            return {key: self.shown(one, known[key]) if key in known else "***" for key, one in value.items()}
        if isinstance(value, list):
            wanted = [*desired, *value] if isinstance(desired, list) else [None] * len(value)
            return [self.shown(one, other) for one, other in zip(value, wanted, strict=False)]
        if not isinstance(value, str) or len(value) <= _SHOWN:
            return value
        text = str(hidden(value, self.secrets.values()))
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}... ({len(value)} characters)"

    def tell(self, event: Event) -> str:
        """An event as the line that goes out; kept, for this run on another connection."""
        self.told.append(dump(event))
        return self.told[-1]

    def resumed(self) -> bool:
        """Takes up what this very run has told before its connection was lost; whether it had come to its end."""
        last = self.model.state.get("last_run")
        if not self.apply or not last or last["id"] != self.run_id:
            return False
        self.told += last["told"]
        return last["status"] not in ("interrupted", "restarting")

    def complete(self, status: str, by: str, apps: State) -> None:
        """Writes the journal, and clears what only an unfinished run needs, as Complete-Run does."""
        line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "by": by, "apps": apps, "status": status}
        self.model.state["journal"].append(line | self.counts)
        if self.run_id and self.locked:
            self.model.state["last_run"] = {"id": self.run_id, "status": status, "told": self.told}
        if self.locked and status not in ("failed", "interrupted", "restarting"):
            self._clear()
        self.model.save()

    def _clear(self) -> None:
        state = self.model.state
        kept = self.changed_at.keys() - self.visited
        lines = [one for one in state["unfinished"] if one[0] == "restarted" or one[1] in kept]
        state["unfinished"] = lines if kept else []
        state["files"] = {sha256: True for sha256 in state["files"] if sha256 not in self.visited}

    @property
    def status(self) -> str:
        """The host's status."""
        return host_status(self.counts)


def compare(desired: State, actual: State) -> State:
    """The properties that differ, as Compare-State finds them."""
    changes: State = {}
    present = actual["ensure"] == "present"
    if desired["ensure"] != actual["ensure"]:
        changes["ensure"] = [actual["ensure"], desired["ensure"]]
    if desired["ensure"] == "absent":
        return changes
    for key, value in desired.items():
        old = actual.get(key) if present else None
        if key != "ensure" and not same(old, value):
            changes[key] = [old, value]
    return changes


def same(left: Any, right: Any) -> bool:
    """Whether two values are the same, as Test-SameValue finds: in Python alone 1 is True."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)
