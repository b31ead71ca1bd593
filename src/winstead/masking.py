"""Keeps secrets out of what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from winstead.events import Event

# What an event is about is no secret, and must stay legible where a secret is a word of it.
_PLAIN = ("event", "host", "resource", "app", "status", "level")


def masked(event: Event, secrets: Iterable[str]) -> Event:
    """An event with *** in the place of each secret, but for the names in it."""
    texts = list(secrets)
    return {key: value if key in _PLAIN else hidden(value, texts) for key, value in event.items()}


def hidden(value: Any, secrets: Iterable[str]) -> Any:
    """A value with *** in the place of each secret; the longest goes first, for one may be part of another."""
    return _hidden(value, sorted(filter(None, secrets), key=len, reverse=True))


def _hidden(value: Any, secrets: list[str]) -> Any:
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "***")
        return value
    if isinstance(value, dict):
        return {key: _hidden(one, secrets) for key, one in value.items()}
    return [_hidden(one, secrets) for one in value] if isinstance(value, list) else value
