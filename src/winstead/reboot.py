"""Whether a run may restart a host, and what is said of one that waits for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from winstead.events import Event
from winstead.transports.base import Setting

DONE = "done"  # the run has restarted the host once, and does not again
LOCAL = "local"  # winstead would end with the host
WAIT = 900.0  # seconds until a host that restarts is given up

_TIME = r"([01]?\d|2[0-3]):([0-5]\d)"
_WINDOW = rf"\s*{_TIME}\s*-\s*{_TIME}\s*"


def window(value: object) -> str:
    """A time of the day as ``HH:MM-HH:MM``; the second time is the first minute after it, and may be the next day's.

    Raises ValueError for anything else, and for two times that are the same.
    """
    match = re.fullmatch(_WINDOW, value, re.ASCII) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is no time of the day: write '02:00-04:00', or '22:00-04:00' across midnight")
    start, end = (f"{int(hours):02}:{minutes}" for hours, minutes in (match.groups()[:2], match.groups()[2:]))
    if start == end:
        raise ValueError(f"'{value}' has no minute in it: write if_needed for a restart at any time")
    return f"{start}-{end}"


def reboot(value: object) -> str:
    """``never``, ``if_needed``, or the window of ``{window: '02:00-04:00'}``. Raises ValueError for anything else."""
    if isinstance(value, dict) and value.keys() == {"window"}:
        return window(value["window"])
    if value not in ("never", "if_needed"):
        raise ValueError(f"{value!r} is not known: write never, if_needed, or {{window: '02:00-04:00'}}")
    return str(value)


Reboot = Annotated[
    str,
    BeforeValidator(reboot),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["never", "if_needed"]},
                {
                    "type": "object",
                    "properties": {"window": {"type": "string", "pattern": f"^{_WINDOW}$"}},
                    "required": ["window"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def allows(policy: str, minute: int) -> bool:
    """Whether a host may be restarted at a minute of its day, as Test-RestartAllowed says it."""
    match = re.fullmatch(_WINDOW, policy)
    if not match:
        return policy == "if_needed"
    first, second, third, fourth = map(int, match.groups())
    start, end = first * 60 + second, third * 60 + fourth
    return start <= minute < end if start < end else minute >= start or minute < end


def restart_text(told: Event, patience: float) -> str:
    """What a person is told of a host that restarts now; ``told`` is its event, ``patience`` is in seconds."""
    why = f" ({', '.join(map(str, told['reasons']))})" if told["reasons"] else ""
    return f"restarts{why}: waiting up to {patience:g} s until it is back"


def pending_text(pending: Mapping[str, Any], last: Event, setting: Setting) -> str:
    """What a person is told of a host that waits for a restart.

    ``pending`` is what the host said of it, ``last`` its last event, ``setting`` that of the run.
    """
    policy, by_hand = setting.reboot, f"`reboot --host {last['host']}`"
    what = f"waits for a restart ({', '.join(map(str, pending.get('reasons', [])))})"
    if policy == DONE:
        return f"still {what} after it was restarted: it is not restarted again in this run"
    if policy == LOCAL:
        return f"{what}: it is this machine, restart it yourself"
    if policy == "never":
        return f"{what}: {by_hand} restarts it, and reboot: if_needed in the inventory lets a run do so"
    if last["status"] == "failed":
        return f"{what}: it is not restarted after a failure; {by_hand} restarts it"
    if pending.get("may"):
        return f"{what}: provision restarts it"
    hours = f"between {policy.replace('-', ' and ')}; it is {pending.get('time')} there"
    return f"{what}: a run restarts it {hours}, and {by_hand} restarts it now"
