"""A plan as a file: what was reviewed, so that this and nothing else is applied."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from winstead.commands import caller, provision_calls, resource_calls, script_of
from winstead.errors import UsageError
from winstead.events import STATUSES, Event
from winstead.literal import to_literal
from winstead.options import Options
from winstead.report.lines import change_text
from winstead.resolve import HostState
from winstead.strict import Strict

FORMAT = 1
_WELL = ("ok", "would_change")


class PlannedResult(Strict):
    """What the plan says of one resource; secrets are masked in it."""

    resource: str
    status: Literal["ok", "changed", "would_change", "failed", "skipped"]
    changes: dict[str, tuple[Any, Any]] = Field({})
    error: str | None = None

    @property
    def text(self) -> str:
        """It as a reader is told."""
        event: Event = {"changes": self.changes} | ({"error": {"message": self.error}} if self.error else {})
        return f"{self.status.replace('_', ' ')} {change_text(event)}".rstrip()


class Wanted(Strict):
    """What the inventory wants of a host, as hashes (SHA-256), so that a change of it is noticed."""

    reached: str = Field(description="The transport, address and port.")
    script: str = Field(description="The whole script.")
    reboot: str = Field("never", description="Whether the host may be restarted.")
    resources: dict[str, str] = Field({}, description="Each resource, to name those that differ.")
    files: dict[str, str] = Field({}, description="The files that would be sent, by the resource that needs them.")


class PlannedHost(Strict):
    """One host of a plan."""

    wanted: Wanted
    status: str
    error: str | None = None
    results: tuple[PlannedResult, ...] = ()

    @property
    def well(self) -> bool:
        """Whether its plan came to a good end."""
        return self.status in _WELL


class PlannedChoice(Strict):
    """What was chosen on the command line."""

    hosts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    shard: str | None = None


class Plan(Strict):
    """A plan: when and by whom it was made, for which choice, and its hosts in the inventory's order."""

    winstead_plan: Literal[1] = Field(1, description="The version of this format.")
    made: str = Field(description="When, in UTC.")
    by: str = Field(description="Who, from where.")
    choice: PlannedChoice
    hosts: dict[str, PlannedHost]


def wanted(state: HostState) -> Wanted:
    """What the inventory wants of a host now."""
    connection, calls = state.connection, resource_calls(state)
    return Wanted(
        reached=f"{connection.transport} {connection.address} {connection.port or connection.scheme}",
        script=_sha256(script_of(state, provision_calls(state))),
        reboot=state.reboot,
        resources={
            one.id: _sha256(to_literal(list(call.arguments[2:])))
            for one, call in zip(state.resources, calls, strict=True)
        },
        files={one.id: key for one in state.resources for key in one.files()},
    )


def make(options: Options, states: Sequence[HostState], events: Iterable[Event]) -> Plan:
    """The plan that a run's events tell of."""
    results: dict[str, dict[str, PlannedResult]] = {state.name: {} for state in states}
    ends: dict[str, Event] = {}
    for event in events:
        if event["event"] == "result":
            results[event["host"]][event["resource"]] = planned_result(event)
        elif event["event"] == "host":
            ends[event["host"]] = event
    hosts = {
        state.name: PlannedHost(
            wanted=wanted(state),
            status=ends[state.name]["status"],
            error=ends[state.name].get("error", {}).get("message"),
            results=tuple(results[state.name].values()),
        )
        for state in states
    }
    choice = PlannedChoice(
        hosts=options.host, groups=options.group, exclude=options.exclude, apps=options.app, shard=options.shard
    )
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return Plan(made=made, by=caller(), choice=choice, hosts=hosts)


def planned_result(event: Event) -> PlannedResult:
    """What a result event says, without what differs from run to run."""
    status = event["status"] if event["status"] in STATUSES else "failed"
    error = event.get("error", {}).get("message")
    return PlannedResult(resource=event["resource"], status=status, changes=event["changes"], error=error)


def write(file: Path, plan: Plan) -> None:
    """Writes a plan, whole or not at all. Raises UsageError where it cannot be written."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(json.dumps(plan.model_dump(), indent=1) + "\n", encoding="ascii")
        part.replace(file)
    except OSError as error:
        raise UsageError(f"{file}: the plan cannot be written: {error.strerror}") from None


def read(file: Path) -> Plan:
    """The plan of a file. Raises UsageError where it is none, or one of another format, with the file's name."""
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: the plan cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is no plan file: {error}") from None
    if not isinstance(data, dict) or "winstead_plan" not in data:
        raise UsageError(f"{file} is no plan file: plan --out writes one")
    if data["winstead_plan"] != FORMAT:
        found = str(data["winstead_plan"])
        raise UsageError(f"{file} is a plan of format {found:.20}, this winstead knows {FORMAT}: plan anew")
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{file} is no plan file: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def wishes_changed(host: str, then: Wanted, now: Wanted) -> list[str]:
    """What the inventory wants otherwise of a host than its plan says, a line each; none where all is the same."""
    found = [] if then.reached == now.reached else [f"reached as {now.reached}, in the plan {then.reached}"]
    found += [] if then.reboot == now.reboot else [f"reboot is {now.reboot}, in the plan {then.reboot}"]
    found += _keys_changed("", then.resources, now.resources)
    found += _keys_changed("the file for ", then.files, now.files)
    if not found and then.script != now.script:
        found = ["its script is another: of another winstead, other releases, or in another order"]
    return [f"{host}: {text}" for text in found]


def _keys_changed(what: str, then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    found = [f"{what}{key} is another" for key in then if key in now and then[key] != now[key]]
    found += [f"{what}{key} is not in the plan" for key in now if key not in then]
    return found + [f"{what}{key} is in the plan alone" for key in then if key not in now]


def results_changed(then: Iterable[PlannedResult], now: Iterable[PlannedResult]) -> list[str]:
    """What a host's plan says otherwise now, a line for each resource; none where all is the same."""
    old, new = ({one.resource: one for one in results} for results in (then, now))
    found = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before and after and (before.status, before.changes) != (after.status, after.changes):
            same = before.text == after.text
            found.append(f"{name}: now {after.text}; in the plan {'other texts' if same else before.text}")
        elif not before or not after:
            found.append(f"{name}: {'not in the plan' if after else 'in the plan alone'}")
    return found


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
