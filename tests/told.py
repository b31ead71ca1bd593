"""Events as hosts tell them."""

from __future__ import annotations

from typing import Any

from winstead.events import STATUSES, Event


def result(status: str, changes: dict[str, Any] | None = None, **more: Any) -> Event:
    """A result event."""
    event = {"event": "result", "host": "srv01", "resource": "Service/orders", "app": "orders", "status": status}
    return event | {"changes": changes or {}, "seconds": 0.41, "attempts": 1} | more


def host(status: str, name: str = "srv01", **more: Any) -> Event:
    """A host's last event."""
    return {"event": "host", "host": name, "status": status} | dict.fromkeys(STATUSES, 0) | {"seconds": 2.25} | more
