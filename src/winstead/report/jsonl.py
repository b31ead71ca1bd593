"""Events as they are, one JSON object a line."""

from __future__ import annotations

from typing import TextIO

from winstead.events import Event, dump


class JsonReport:
    """Writes each event as a line of JSON."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def __call__(self, event: Event) -> None:
        """Writes an event at once."""
        print(dump(event), file=self._out, flush=True)

    def close(self) -> None:
        """Writes nothing more."""
