"""A Go program of 50 MB that is really code: much of the standard library, and programs of the Go toolchain in it."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT

SIZE = 50 * 2**20
_OWN = 6 * 2**20  # bytes of the standard library's code, about
_MADE = ROOT / ".cache" / "benchmarks" / "program.exe"
_NOT_IMPORTED = re.compile(r"internal|vendor|^plugin$|^log/syslog$|^unsafe$|^embed$|^runtime/")


def go_program() -> Path:
    """The program, built once for Windows with the Go compiler on the path. Raises CalledProcessError."""
    if not _MADE.exists():
        _MADE.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="winstead-") as folder:
            _write_source(Path(folder))
            command = ["build", "-trimpath", "-ldflags", "-s -w", "-o", str(_MADE), "."]
            _go(*command, cwd=folder, GOOS="windows", GOARCH="amd64")
    return _MADE


def _write_source(folder: Path) -> None:
    packages = [one for one in _go("list", "std").split() if not _NOT_IMPORTED.search(one)]
    imports = "\n".join(f'\t_ "{package}"' for package in packages)
    (folder / "go.mod").write_text("module big\n\ngo 1.19\n", encoding="ascii")
    (folder / "main.go").write_text(
        f'package main\n\nimport (\n\t"embed"\n{imports}\n)\n\n//go:embed parts\nvar parts embed.FS\n\n'
        'func main() {\n\tentries, err := parts.ReadDir("parts")\n\tprintln(len(entries), err == nil)\n}\n',
        encoding="ascii",
    )
    (folder / "parts").mkdir()
    room = SIZE - _OWN
    tools = Path(_go("env", "GOTOOLDIR").strip())
    for tool in sorted(tools.iterdir(), key=lambda file: file.stat().st_size, reverse=True):
        (folder / "parts" / tool.name).write_bytes(tool.read_bytes()[:room])
        room = max(0, room - tool.stat().st_size)


def _go(*arguments: str, cwd: str | None = None, **variables: str) -> str:
    environment = {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-buildvcs=false", **variables}
    command = ["go", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
