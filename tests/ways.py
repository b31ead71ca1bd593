"""Scripts for a real PowerShell and for what stands in its place, and the ways to run them."""

from __future__ import annotations

import base64
import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hosts import PASSWORD, RealHost
from winstead.connection import Connection
from winstead.events import Event
from winstead.literal import to_literal
from winstead.transports.base import OpenHost, Setting, Transport

Values = dict[str, Any]
_PARAMETERS = "param($Mode, $Format, $Secret = @{}, $LockTimeout, $By, $RunId)\n"


def _exists(file: str) -> bool:
    return Path(file).exists()


def _gated(given: Values, parameters: Values) -> Iterator[str]:
    yield "first"
    while not _exists(given["here"]):
        time.sleep(0.01)
    yield "second"


def _stopped(given: Values, parameters: Values) -> Iterator[str]:
    try:
        while True:
            yield "on"
            time.sleep(0.02)
    finally:
        Path(given["here"]).touch()


def _throws(given: Values, parameters: Values) -> Iterator[str]:
    yield "before"
    raise ValueError(given["text"])


def _unparsable(given: Values, parameters: Values) -> Iterator[str]:
    raise SyntaxError("Missing closing '}' in statement block or type definition.")


# Each script as a real PowerShell is given it, and what stands for it where there is none.
SCRIPTS: dict[str, tuple[str, Callable[[Values, Values], Iterator[str]]]] = {
    "lines": ("$lines", lambda given, parameters: iter(given["lines"])),
    "gated": (
        "'first'; while (-not [IO.File]::Exists($file)) { Start-Sleep -Milliseconds 20 }; 'second'",
        _gated,
    ),
    "parameters": (
        '"$Mode|$Format|$LockTimeout|$By|$RunId"',
        lambda given, parameters: iter(
            ["|".join(str(parameters[name]) for name in ("Mode", "Format", "LockTimeout", "By", "RunId"))]
        ),
    ),
    "secret": (
        "$text = [Net.NetworkCredential]::new('', $Secret['db']).Password;"
        "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text))",
        lambda given, parameters: iter([base64.b64encode(parameters["Secret"]["db"].encode()).decode()]),
    ),
    "betrayal": (
        "'it is ' + [Net.NetworkCredential]::new('', $Secret['db']).Password",
        lambda given, parameters: iter([f"it is {parameters['Secret']['db']}"]),
    ),
    "throws": ("'before'; throw $text", _throws),
    "unparsable": ("if ($true) { 'never'", _unparsable),
    "stopped": (
        "try { 'on'; Start-Sleep 1000 } finally { [IO.File]::WriteAllText($file, 'x') }",
        _stopped,
    ),
    "large": ("#" + "x" * 1_000_000 + "\n'ran'", lambda given, parameters: iter(["ran"])),
    "many": (
        'foreach ($n in 1..5000) { \'{"event":"message","level":"info","text":"\' + $n + \'"}\' }',
        lambda given, parameters: (
            json.dumps({"event": "message", "level": "info", "text": str(n)}) for n in range(1, 5001)
        ),
    ),
    "noise": (
        "Write-Host 'shown'; Write-Warning 'warned'; 42; '{\"event\":7}'; '[1]'; \"two`nlines\"",
        lambda given, parameters: iter(["shown", "warned", "42", '{"event":7}', "[1]", "two", "lines"]),
    ),
}


class Way:
    """A transport, a host that it reaches, and scripts as that host takes them."""

    def __init__(self, transport: Transport, connection: Connection, real: RealHost | None) -> None:
        self._transport, self.connection, self.real = transport, connection, real

    def open(self) -> contextlib.AbstractContextManager[OpenHost]:
        """The host."""
        return self._transport.open(self.connection, PASSWORD)

    def script(self, name: str, **given: Any) -> str:
        """One of SCRIPTS with its values; ``here`` is a path of this machine."""
        if self.real is None:
            return json.dumps({"name": name, "given": given}, default=str)
        if "here" in given:
            given["file"] = self.real.path(given.pop("here"))
        lines = [f"${name} = {to_literal(value)}" for name, value in given.items()]
        return _PARAMETERS + "\n".join([*lines, SCRIPTS[name][0]])

    def events(self, name: str, setting: Setting | None = None, **given: Any) -> list[Event]:
        """The events of a script."""
        with self.open() as host:
            return list(host.run(self.script(name, **given), setting or Setting()))


def model(script: str, parameters: Values) -> Iterator[str]:
    """What a host that runs Python in PowerShell's place does with a script."""
    called = json.loads(script)
    return SCRIPTS[called["name"]][1](called["given"], parameters)
