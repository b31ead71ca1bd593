"""The task `reboot`: restarts hosts, and waits until each is back."""

from __future__ import annotations

import dataclasses

from pydantic import ValidationError

from winstead.commands import chosen, make_jobs, warn
from winstead.errors import UsageError
from winstead.options import Options
from winstead.releases import Deploy
from winstead.render import Call
from winstead.session import Session
from winstead.types import seconds


def restart_hosts(options: Options, if_needed: bool, batch: str, timeout: str) -> int:
    """Restarts the chosen hosts, in batches, and waits until each is back; the exit code.

    A batch in which a host is not back in time is the last one. Raises UsageError for this machine, and for flags that
    make no sense.
    """
    patience = _seconds(timeout)
    inventory, states = chosen(options, changes=True)
    if local := [state.name for state in states if state.connection.transport == "local"]:
        raise UsageError(f"{local[0]} is this machine, and winstead would end with it: restart it yourself (--exclude)")
    by_name = {state.name: state for state in states}
    batches = _batches(batch, list(by_name)) if by_name else []
    with Session(options, list(by_name)) as session:
        warn(session, states, resources=False)
        for index, names in enumerate(batches):
            if len(batches) > 1:
                session.say("info", f"batch {index + 1} of {len(batches)}: {', '.join(names)}")
            part = [by_name[name] for name in names]
            jobs = make_jobs(options, inventory, part, lambda state: [Call("Restart-Host", (if_needed,))], apply=True)
            last = session.run([dataclasses.replace(job, patience=patience) for job in jobs])
            failed = [name for name in names if last[name]["status"] not in ("ok", "changed")]
            left = [name for one in batches[index + 1 :] for name in one]
            if failed and left:
                session.say("error", f"it failed on {', '.join(failed)}; not begun: {', '.join(left)}")
                break
    return session.code


def _seconds(timeout: str) -> float:
    try:
        patience = seconds(timeout)
    except ValueError as error:
        raise UsageError(f"--timeout: {error}") from None
    if not patience:
        raise UsageError("--timeout: give the time that a host may take, such as 15m")
    return patience


def _batches(batch: str, names: list[str]) -> list[list[str]]:
    """The hosts in the batches that --batch asks for: all at once without one."""
    try:
        how = Deploy.model_validate({"batch": int(batch) if batch.isdecimal() else batch or "100%"})
    except ValidationError as error:
        raise UsageError(f"--batch: {error.errors()[0]['msg']}") from None
    return how.batches(names)
