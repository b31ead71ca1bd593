"""Invoke's program as the command `winstead`: exit code 2 for wrong usage, and `report` takes bare file names."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

from invoke import Exit, ParseError, Program

# Tasks that take bare words, and the flag that these stand for.
_BARE = {"report": "file"}


class WinsteadProgram(Program):
    """Invoke's program with exit code 2 for wrong usage, and bare names for flags that may be given often."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Parses what stands before the tasks."""
        try:
            super().parse_core(argv)
        except ParseError as error:
            raise Exit(str(error), code=2) from None

    def parse_tasks(self) -> None:
        """Parses the tasks and their flags."""
        task, *words = self.core.unparsed or [""]
        if task in _BARE:
            parameters = inspect.signature(self.collection[task].body).parameters.values()
            valued = {f"--{one.name.replace('_', '-')}" for one in parameters if not isinstance(one.default, bool)}
            self.core.unparsed = [task, *_flagged(words, f"--{_BARE[task]}", valued)]
        try:
            super().parse_tasks()
        except ParseError as error:
            raise Exit(str(error), code=2) from None


def _flagged(words: Iterable[str], flag: str, valued: set[str]) -> list[str]:
    """Words of a command line with a flag before each that is neither a flag nor one's value.

    Invoke knows no positional argument of several values.
    """
    made: list[str] = []
    for word in words:
        bare = not word.startswith("-") and not (made and made[-1] in valued)
        made += [flag, word] if bare else [word]
    return made
