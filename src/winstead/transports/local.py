"""This machine, by a PowerShell process for each script."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from subprocess import PIPE
from typing import IO, Any

from winstead.connection import Connection
from winstead.errors import AddressError, InterruptedRunError, ScriptError
from winstead.events import Event, parse
from winstead.render import Call, command_text
from winstead.transports.base import FileToSend, OpenHost, Setting

# The script and its values come by standard input, for arguments of a process can be read by everybody on the machine.
# When that ends, by stop or with the process that wrote it, the script is stopped as by Ctrl+C: its finally blocks run.
_START = """
$given = [Console]::In.ReadLine() | ConvertFrom-Json
$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadLine()))
$parameters = @{}
foreach ($one in $given.parameters.PSObject.Properties) { $parameters[$one.Name] = $one.Value }
$parameters['Secret'] = @{}
foreach ($one in $given.secrets.PSObject.Properties) {
    $parameters['Secret'][$one.Name] = [Net.NetworkCredential]::new('', $one.Value).SecurePassword
}
$utf8 = [Text.UTF8Encoding]::new($false)
$out = [IO.StreamWriter]::new([Console]::OpenStandardOutput(), $utf8)
$out.AutoFlush = $true
$work = 'param($script, $parameters, $out) & $script @parameters *>&1 | ForEach-Object { $out.WriteLine([string] $_) }'
$shell = [powershell]::Create('CurrentRunspace').AddScript($work)
$watch = [powershell]::Create().AddScript({
    param($shell)
    $null = [Console]::In.ReadLine()
    while ($shell.InvocationStateInfo.State -eq 'NotStarted') { Start-Sleep -Milliseconds 20 }
    $shell.Stop()
})
$null = $watch.AddArgument($shell).BeginInvoke()
try {
    $null = $shell.AddArgument([scriptblock]::Create($text)).AddArgument($parameters).AddArgument($out).Invoke()
} catch {
    $bytes = $utf8.GetBytes($_.Exception.GetBaseException().Message)
    [Console]::OpenStandardError().Write($bytes, 0, $bytes.Length)
    [Environment]::Exit(1)
}
[Environment]::Exit(0) # exit would wait for the reader of the input
"""
_ARGUMENTS = ("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-OutputFormat", "Text", "-EncodedCommand")
_PATIENCE = 30.0  # seconds that a stopped script has to come to its end
# Ctrl+C on the terminal is for winstead, which then ends the script in its own way.
_APART = int(getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0))


class Local:
    """Opens this machine: `powershell.exe` on Windows, else `pwsh` on the path."""

    @contextlib.contextmanager
    def open(self, connection: Connection, password: str | None) -> Iterator[OpenHost]:
        """This machine. Raises AddressError where it has no PowerShell."""
        name = "powershell.exe" if sys.platform == "win32" else "pwsh"
        program = shutil.which(name)
        if program is None:
            raise AddressError(f"this machine has no {name} on its path: transport local needs it")
        yield LocalHost(program)


class LocalHost:
    """This machine."""

    def __init__(self, program: str) -> None:
        self._command = [program, *_ARGUMENTS, base64.b64encode(_START.encode("utf-16-le")).decode("ascii")]
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def run(self, script: str, setting: Setting) -> Iterator[Event]:
        """Runs a script in a process of its own; each line that it writes is an event."""
        parameters = {"Mode": setting.mode, "Format": "Json", "LockTimeout": setting.lock_timeout}
        parameters |= {"By": setting.by, "RunId": setting.run_id, "Reboot": setting.reboot}
        yield from map(parse, self._lines(script, parameters, dict(setting.secrets)))

    def upload(self, file: FileToSend) -> bool:
        """Copies a file to where a run finds it."""
        script = command_text(Call("Copy-HostFile", (str(file.path), file.sha256, [file.to])))
        return list(self._lines(script, {}, {})) == ["True"]

    def stop(self) -> None:
        """Ends the process's input, at which it stops its script and ends."""
        self._stopped = True
        self._end_input()

    def _lines(self, script: str, parameters: dict[str, Any], secrets: dict[str, str]) -> Iterator[str]:
        lines = [json.dumps({"parameters": parameters, "secrets": secrets}).encode()]
        lines.append(base64.b64encode(script.encode("utf-8", "surrogatepass")))
        with tempfile.TemporaryFile() as errors:
            with self._started(errors, b"\n".join(lines) + b"\n") as process:
                assert process.stdout
                for line in process.stdout:
                    if text := line.decode("utf-8", "replace").strip():
                        yield text
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()
        if process.returncode and not self._stopped:
            raise ScriptError(said or f"PowerShell ended with exit code {process.returncode}")

    @contextlib.contextmanager
    def _started(self, errors: IO[bytes], given: bytes) -> Iterator[subprocess.Popen[bytes]]:
        with self._lock:
            if self._stopped:
                raise InterruptedRunError("interrupted before the script began")
            process = subprocess.Popen(
                self._command, stdin=PIPE, stdout=PIPE, stderr=errors, start_new_session=True, creationflags=_APART
            )
            assert process.stdin
            assert process.stdout
            with contextlib.suppress(BrokenPipeError):  # it ended at once, and says why on stderr
                process.stdin.write(given)
                process.stdin.flush()
            self._process = process
        try:
            yield process
        finally:
            self._end_input()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()

    def _end_input(self) -> None:
        with self._lock, contextlib.suppress(BrokenPipeError):  # the process is gone already
            if self._process and self._process.stdin:
                self._process.stdin.close()
