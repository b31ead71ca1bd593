"""Plans that are kept in a file, reviewed, and applied as they were reviewed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from winstead import planfile
from winstead.choice import shard
from winstead.commands import check, chosen, make_jobs, provision_calls, warn
from winstead.errors import MovedOnError, UsageError
from winstead.events import Event
from winstead.inventory import Inventory, load
from winstead.options import Options
from winstead.planfile import Plan, PlannedHost
from winstead.report import reports
from winstead.resolve import HostState, resolve
from winstead.run import Job, ended, run_jobs
from winstead.session import Session


class _Kept:
    """A report that keeps results and hosts' ends."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        if event["event"] in ("result", "host"):
            self.events.append(event)

    def close(self) -> None:
        """Keeps what there is."""


def plan(options: Options, out: str, exit_code: bool) -> int:
    """Plans the chosen hosts, and writes that to a file; the exit code.

    A plan of that name is gone first, so that none lasts that an interrupted run did not make. Raises UsageError where
    the file cannot be written.
    """
    inventory, states = chosen(options, changes=False, files=True)
    jobs = make_jobs(options, inventory, states, provision_calls, apply=False)
    file, kept, names = Path(out), _Kept(), [state.name for state in states]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"--out {out}: the plan cannot be written: {error.strerror}") from None
    made = [*reports(options.output, options.junit, names), kept]
    with Session(options, names, 3 if exit_code else 0, made) as session:
        warn(session, states)
        session.run(jobs)
        written = planfile.make(options, states, kept.events)
        planfile.write(file, written)
        session.say("info", f"the plan is in {file}")
        if unwell := _unwell(written):
            session.say("warning", f"{file} cannot be applied: {unwell}")
    return session.code


def apply(options: Options, plan_file: str) -> int:
    """Applies a plan's file to its hosts, or to a shard of them; the exit code.

    All of it must be as it was planned. What the inventory wants of any of its hosts, and the files to send, are
    compared first. Then the hosts that are to be changed are planned again, and where one says otherwise than the plan,
    or cannot be reached, nothing is applied to any of them. What changes on a host after that and before its own turn
    is not seen: all is rendered, and all secrets are there, before that look, so that there is nothing between it and
    the first changes; later hosts wait for their turn (`--forks` at once), and for their files to be sent.

    Raises UsageError for a file that is no plan, and for an inventory or files that have changed since.
    """
    if options.host or options.group or options.exclude or options.app:
        raise UsageError("--plan-file has the hosts and apps: leave out --host, --group, --exclude and --app")
    check(options)
    file = Path(plan_file)
    plan = planfile.read(file)
    inventory, states = _planned_states(options, file, plan)
    states = shard(options.shard, states)
    jobs = make_jobs(options, inventory, states, provision_calls, apply=True)
    with Session(options, [job.host for job in jobs]) as session:
        warn(session, states)
        if jobs:
            session.say("info", f"{file}, made {plan.made} by {plan.by}: is all still as it was?")
        if _still_so(options, session, jobs, plan.hosts):
            session.run(jobs)
    return session.code


def _unwell(plan: Plan) -> str:
    """The hosts whose plan did not come to a good end, with the reasons; nothing where there are none."""
    reasons = []
    for name, host in plan.hosts.items():
        errors = [f"{one.resource}: {one.error}" for one in host.results if one.error]
        if not host.well:
            reasons.append(f"{name} is {host.status} in it ({host.error or '; '.join(errors) or 'not said why'})")
    return ", ".join(reasons)


def _planned_states(options: Options, file: Path, plan: Plan) -> tuple[Inventory, list[HostState]]:
    """The inventory, and what it wants of the plan's hosts: just what it wanted then."""
    if unwell := _unwell(plan):
        raise UsageError(f"{file} cannot be applied: {unwell}")
    inventory = load(Path(options.inventory))
    if gone := [name for name in plan.hosts if name not in inventory.hosts]:
        raise UsageError(f"{file}: the inventory {options.inventory} has no host {', '.join(gone)} any more")
    states = resolve(inventory, plan.hosts, plan.choice.apps, download=True, files=True)
    found = [
        text
        for state in states
        for text in planfile.wishes_changed(state.name, plan.hosts[state.name].wanted, planfile.wanted(state))
    ]
    if found:
        raise UsageError(f"{file} is not what the inventory wants now, plan anew:\n" + "\n".join(found))
    return inventory, states


def _still_so(options: Options, session: Session, jobs: Sequence[Job], hosts: Mapping[str, PlannedHost]) -> bool:
    """Plans all hosts again; where one differs or fails, tells that, and that the others were left alone."""
    seen: list[Event] = []
    looks = [dataclasses.replace(job, setting=dataclasses.replace(job.setting, mode="Plan"), files=()) for job in jobs]
    last = {event["host"]: event for event in run_jobs(looks, seen.append, options.forks)}
    refused = {job.host: end for job in jobs if (end := _refusal(job, hosts[job.host], seen, last[job.host]))}
    if not refused:
        return True
    for event in seen:
        if event["event"] == "message" and event["host"] in refused:
            session.tell(event)
    for job in jobs:
        session.tell(refused.get(job.host) or ended(job.host, "skipped"))
    session.say("error", f"nothing was applied, on no host: the plan does not hold for {', '.join(refused)}")
    return False


def _refusal(job: Job, planned: PlannedHost, seen: Sequence[Event], last: Event) -> Event | None:
    """The last event of a host that the plan may not be applied to; None for one that is as it was."""
    if last.get("error"):
        return last
    now = [planfile.planned_result(one) for one in seen if one["event"] == "result" and one["host"] == job.host]
    if found := planfile.results_changed(planned.results, now):
        return ended(job.host, "failed", MovedOnError("\n".join(["not as it was when it was planned:", *found])))
    return None if last["status"] == planned.status else last
