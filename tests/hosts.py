"""Real Windows hosts for tests: winhost's where WINSTEAD_WINHOST names the program, or this machine on Windows."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan

from winstead.connection import Connection
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.pwsh import PwshBackend

USER, PASSWORD = "Administrator", "Passw0rd!"
WINHOST = os.environ.get("WINSTEAD_WINHOST", "")
HAS_REAL = bool(WINHOST) or sys.platform == "win32"
MISSING = "needs a real PowerShell on Windows: WINSTEAD_WINHOST names no winhost program, and this is no Windows"
_QUIET = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"]
_SECONDS = 120
_PATIENT = {"connect_timeout": "60s"}  # a machine that runs tests may be busy


class RealHost:
    """A Windows host that lasts as long as its context."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def drive(self) -> Path:
        """Its drive C:, as this machine sees it."""
        return Path("C:\\") if not WINHOST else Path(_winhost("path", self.name).strip())

    def command(self, *arguments: str) -> list[str]:
        """The command that starts a PowerShell on it."""
        return [WINHOST, "pwsh", self.name, *arguments] if WINHOST else ["pwsh", *arguments]

    def path(self, path: Path) -> str:
        """A path of this machine as the host names it."""
        return f"Z:{path}".replace("/", "\\") if WINHOST else str(path)

    def powershell(self, text: str) -> str:
        """What PowerShell prints for a text, run in a process of its own."""
        return run([*self.command(*_QUIET), "-Command", text])

    def file(self, path: Path, *arguments: str) -> str:
        """What a script file prints, with nobody at a terminal."""
        return run([*self.command(*_QUIET), "-File", self.path(path), *arguments])

    def file_at_terminal(self, path: Path, *arguments: str, answer: str) -> str:
        """What a script file shows to a person who runs it at a terminal and gives an answer to its question."""
        command = [*self.command("-NoProfile", "-ExecutionPolicy", "Bypass"), "-File", self.path(path), *arguments]
        return at_terminal(command, answer)

    def registry(self, folder: Path) -> str:
        """The whole of its machine's and its user's registry."""
        text = ""
        for hive in ("HKLM", "HKCU"):
            file = folder / f"{hive}.reg"
            program = [WINHOST, "run", self.name, "reg.exe"] if WINHOST else ["reg.exe"]
            run([*program, "export", hive, self.path(file), "/y"])
            text += file.read_text(encoding="utf-16")
        return text

    def backend(self) -> PwshBackend:
        """A back end whose shells are PowerShell processes on it."""
        return PwshBackend(self.command("-NoProfile", "-NoLogo", "-s"))

    @contextlib.contextmanager
    def endpoint(self, faults: Faults | None = None, **options: Any) -> Iterator[Endpoint]:
        """A WinRM endpoint of it."""
        with Endpoint(self.backend(), users={USER: PASSWORD}, faults=faults, **options) as endpoint:
            yield endpoint


class Shell:
    """A PowerShell that stays open: by hand, and by other means than winstead's own."""

    def __init__(self, pool: RunspacePool) -> None:
        self._pool = pool

    def __call__(self, text: str) -> Any:
        """What the text gives, as its JSON tells it."""
        shell = PowerShell(self._pool).add_script(
            f"$result = $(\n{text}\n)\nConvertTo-Json -Compress -InputObject $result"
        )
        output = shell.invoke()
        assert not shell.had_errors, [str(error) for error in shell.streams.error]
        return json.loads("\n".join(map(str, output)))


@contextlib.contextmanager
def shell_on(endpoint: Endpoint) -> Iterator[Shell]:
    """A PowerShell on an endpoint's host."""
    client = WSMan("127.0.0.1", port=endpoint.port, ssl=False, auth="ntlm", username=USER, password=PASSWORD)
    with client, RunspacePool(client) as pool:
        yield Shell(pool)


def connection_to(endpoint: Endpoint, **more: Any) -> Connection:
    """How an endpoint of a test is reached: over http with NTLM."""
    values = {"address": "127.0.0.1", "port": endpoint.port, "scheme": "http", "auth": "ntlm", "user": USER} | _PATIENT
    return Connection.model_validate(values | more)


@contextlib.contextmanager
def real_host(name: str) -> Iterator[RealHost]:
    """A fresh winhost of a name, gone afterwards; on Windows the machine itself."""
    if not WINHOST:
        yield RealHost(os.environ["COMPUTERNAME"])
        return
    _winhost("create", name)
    try:
        _winhost("boot", name)
        yield RealHost(name)
    finally:
        _winhost("destroy", name)


def end_and_boot(name: str) -> None:
    """Ends all that runs on a winhost, and boots it."""
    _winhost("stop", name)
    _winhost("boot", name)


def _winhost(*arguments: str) -> str:
    return run([WINHOST, *arguments])


def run(command: list[str], given: str = "") -> str:
    """What a command prints; fails with all of it when the command does."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def at_terminal(command: list[str], answer: str) -> str:
    """What a command shows on a terminal of its own, where its first question gets an answer; without escape codes."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    tty.setraw(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed: the command has ended
        while data := os.read(terminal, 65536):
            if b":" in shown + data and b":" not in shown:
                os.write(terminal, f"{answer}\r".encode())
            shown += data
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    text = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]|\x1b\][^\x07]*\x07", "", shown.decode())
    assert os.waitstatus_to_exitcode(status) == 0, text
    return text


def inventory(folder: Path, text: str) -> Path:
    """An inventory file with this text."""
    file = folder / "hosts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def events_of(output: str) -> list[dict[str, Any]]:
    """The events of JSON lines; a line that is none fails."""
    return [json.loads(line) for line in output.splitlines()]
