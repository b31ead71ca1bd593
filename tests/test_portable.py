"""What the headers of programs say: of programs built here, real wrappers, and files that are broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import programs
from winstead.portable import Program, examine, service_refusal

CONSOLE = Program("x64", gui=False, managed=False, calls_dispatcher=False)
SERVICE = Program("x64", gui=False, managed=False, calls_dispatcher=True)
UNTOLD = Program("x64", gui=False, managed=False, calls_dispatcher=None)
TOLD_BY_NAME = """package main

import "golang.org/x/sys/windows"

func main() { BODY }
"""
CALL = "if err := windows.StartServiceCtrlDispatcher(&windows.SERVICE_TABLE_ENTRY{}); err != nil { panic(err) }"
STUB = """#include <windows.h>
int start(void) { return GetProcAddress(LoadLibraryA("advapi32"), "x") != 0; }
"""


def go(architecture: str, flags: str = "") -> Path:
    """The worker for another machine, or as a program with windows."""
    folder = programs.SOURCES / "worker"
    command = ["go", "build", "-trimpath", "-ldflags", f"-s -w {flags}".strip(), "-o", "worker.exe", "."]
    variables = {"GOOS": "windows", "GOARCH": architecture, "CGO_ENABLED": "0"}
    return programs._built(folder, [folder / "main.go", folder / "go.mod"], command, variables)


def go_with_package(folder: Path, body: str) -> Path:
    """A Go program with golang.org/x/sys/windows, the copy of it that Go brings for its own commands."""
    root = subprocess.run(["go", "env", "GOROOT"], capture_output=True, text=True, check=True, timeout=60).stdout
    package = "golang.org/x/sys"
    shutil.copytree(Path(root.strip(), "src/cmd/vendor", package), folder / "vendor" / package)
    (folder / "main.go").write_text(TOLD_BY_NAME.replace("BODY", body))
    (folder / "go.mod").write_text(f"module told\n\ngo 1.19\n\nrequire {package} v0.0.0\n")
    names = "\n".join(f"{package}/{name}" for name in ("windows", "internal/unsafeheader"))
    (folder / "vendor" / "modules.txt").write_text(f"# {package} v0.0.0\n## explicit\n{names}\n")
    command = ["go", "build", "-trimpath", "-ldflags", "-s -w", "-o", "told.exe", "."]
    variables = {"GOOS": "windows", "GOARCH": "amd64", "CGO_ENABLED": "0", "GOFLAGS": "-buildvcs=false -mod=vendor"}
    return programs._built(folder, [folder / "main.go", folder / "go.mod"], command, variables)


def changed(source: Path, to: Path, change: Callable[[pefile.PE], None], added: bytes = b"") -> Path:
    """A copy of a program with other headers, and bytes at its end."""
    headers = pefile.PE(data=source.read_bytes())
    change(headers)
    to.write_bytes(bytes(headers.write()) + added)
    return to


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (programs.orders, SERVICE),
        (programs.service, SERVICE),
        (programs.nssm, SERVICE),
        (programs.console, CONSOLE),
        (programs.worker, CONSOLE),
        (programs.winsw, Program("x86", gui=False, managed=True, calls_dispatcher=None)),
        (partial(go, "386"), Program("x86", gui=False, managed=False, calls_dispatcher=False)),
        (partial(go, "arm64"), Program("arm64", gui=False, managed=False, calls_dispatcher=False)),
        (partial(go, "amd64", "-H=windowsgui"), Program("x64", gui=True, managed=False, calls_dispatcher=False)),
    ],
    ids=["orders", "service", "nssm", "console", "worker", "winsw", "x86", "arm64", "gui"],
)
def test_programs(build: Callable[[], Path], said: Program) -> None:
    assert examine(build()) == said


@pytest.mark.parametrize(("body", "said"), [("println(windows.GetCurrentProcessId())", CONSOLE), (CALL, SERVICE)])
def test_a_go_program_with_all_names_calls_what_its_functions_say(body: str, said: Program, tmp_path: Path) -> None:
    """Both have the name of Windows' function: the package has a variable for each that it can look up."""
    program = go_with_package(tmp_path, body)
    assert b"StartServiceCtrlDispatcherW" in program.read_bytes()
    assert examine(program) == said


def test_a_packed_program_does_not_tell(tmp_path: Path) -> None:
    def unpack_in_place(headers: pefile.PE) -> None:
        headers.sections[0].Characteristics |= 0xA0000000

    packed = changed(programs.console(), tmp_path / "packed.exe", unpack_in_place)
    assert examine(packed) == UNTOLD
    assert service_refusal(packed) is None


def test_a_program_that_looks_up_all_it_calls_does_not_tell(tmp_path: Path) -> None:
    (tmp_path / "stub.c").write_text(STUB)
    flags = ["-nostdlib", "-Wl,-e,start", "-s"]
    command = ["x86_64-w64-mingw32-gcc", *flags, "stub.c", "-lkernel32", "-o", "stub.exe"]
    assert examine(programs._built(tmp_path, [tmp_path / "stub.c"], command, {})) == UNTOLD


def test_a_program_with_a_payload_does_not_tell(tmp_path: Path) -> None:
    program = tmp_path / "bundled.exe"
    program.write_bytes(programs.console().read_bytes() + os.urandom(20_000))
    assert examine(program) == UNTOLD


def test_a_signature_is_no_payload(tmp_path: Path) -> None:
    added = os.urandom(20_000)

    def sign(headers: pefile.PE) -> None:
        directory = headers.OPTIONAL_HEADER.DATA_DIRECTORY[4]
        directory.VirtualAddress, directory.Size = len(headers.__data__), len(added)

    assert examine(changed(programs.console(), tmp_path / "signed.exe", sign, added)) == CONSOLE


def test_symbols_are_no_payload(tmp_path: Path) -> None:
    """What a compiler leaves for debuggers follows the sections, as what bundlers append does."""
    command = ["x86_64-w64-mingw32-gcc", "-municode", "-g", "console.c", "-o", "console.exe"]
    program = programs._built(programs.SOURCES, [programs.SOURCES / "console.c"], command, {})
    assert pefile.PE(str(program)).FILE_HEADER.NumberOfSymbols > 500
    assert examine(program) == CONSOLE


def test_a_program_that_starts_net_does_not_tell(tmp_path: Path) -> None:
    program = tmp_path / "host.exe"
    marker = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
    program.write_bytes(programs.console().read_bytes() + marker)
    assert examine(program) == Program("x64", gui=False, managed=True, calls_dispatcher=None)


def test_a_service_may_be_a_program_with_windows(tmp_path: Path) -> None:
    def gui(headers: pefile.PE) -> None:
        headers.OPTIONAL_HEADER.Subsystem = 2

    program = changed(programs.service(), tmp_path / "gui.exe", gui)
    assert examine(program) == Program("x64", gui=True, managed=False, calls_dispatcher=True)
    assert service_refusal(program) is None


@pytest.mark.parametrize("build", [programs.orders, programs.service, programs.nssm, programs.winsw])
def test_no_reason_against_a_service(build: Callable[[], Path]) -> None:
    assert service_refusal(build()) is None


def test_reasons_against_a_service() -> None:
    assert service_refusal(programs.console()) == (
        "console.exe never calls the service control dispatcher: as a service it would end with error 1053 after 30 s. "
        "Run it through a wrapper (service: {wrapper: nssm | winsw | shawl}), as a scheduled task, or, if it is a "
        "service all the same, write service: {native_check: off}"
    )
    assert service_refusal(go("amd64", "-H=windowsgui")) == (
        "worker.exe is a program with windows and never calls the service control dispatcher: services have no desktop "
        "that anyone sees, and it would end with error 1053 after 30 s. Start it when a user logs on (autostart, or "
        "scheduled_task: {schedule: logon}), or, if it is a service all the same, write service: {native_check: off}"
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"PK\x03\x04 and so on", "is no Windows program: it is a ZIP archive"),
        ("a", b"\x7fELF and so on", r"is no Windows program: it is a program for Linux \(ELF\)"),
        ("a.sh", b"#!/bin/sh\n", "is no Windows program: it is a script"),
        ("a.CMD", b"@echo off\r\n", r"it is a \.cmd file: give the program that runs it as executable"),
        ("a.exe", b"", "is no Windows program: it is empty"),
        ("a.exe", b"hello", "is no Windows program: it is of another kind"),
        ("a.exe", b"MZ", "is no Windows program, or not all of one: "),
        ("a.exe", b"MZ" + bytes(200), "is no Windows program, or not all of one: "),
    ],
)
def test_what_is_no_program(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ValueError, match=rf"/{name} {said}|/{name} is no Windows program: {said}"):
        examine(file)
    with pytest.raises(ValueError, match=name):
        service_refusal(file)


def test_a_library_is_no_program(tmp_path: Path) -> None:
    def library(headers: pefile.PE) -> None:
        headers.FILE_HEADER.Characteristics |= 0x2000

    with pytest.raises(ValueError, match=r"/a\.dll is a library \(DLL\), no program"):
        examine(changed(programs.console(), tmp_path / "a.dll", library))


def test_half_a_program_is_none(tmp_path: Path) -> None:
    data = programs.console().read_bytes()
    file = tmp_path / "half.exe"
    file.write_bytes(data[:8000])
    with pytest.raises(ValueError, match=rf"half\.exe is cut short: .* {len(data) - 8000} bytes more than it has"):
        examine(file)


def test_a_program_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.exe"
    shutil.copy(programs.console(), file)
    assert examine(file) == CONSOLE
    shutil.copy(programs.service(), file)
    assert examine(file) == SERVICE


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        examine(tmp_path / "a.exe")


def told(data: bytes, folder: Path) -> Program | str:
    """What is said of a file with these bytes: a program, or why it is none."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".exe") as file:  # a new name each: what is told is kept
        file.write(data)
        file.flush()
        try:
            return examine(Path(file.name))
        except ValueError as error:
            return str(error)


BROKEN = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)


@BROKEN
@given(st.data())
def test_broken_headers_are_told(tmp_path: Path, data: st.DataObject) -> None:
    """Any bytes of the headers and of the imports changed, and the file cut anywhere."""
    program = bytearray(programs.console().read_bytes())
    places = st.one_of(st.integers(0, 1023), st.integers(0, len(program) - 1))
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        program[place] = data.draw(st.integers(0, 255))
    length = data.draw(st.one_of(st.just(len(program)), st.integers(0, len(program))))
    assert told(bytes(program[:length]), tmp_path)


@BROKEN
@given(st.binary(max_size=2000), st.sampled_from([b"", b"MZ", b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0"]))
def test_random_bytes_are_told(tmp_path: Path, data: bytes, start: bytes) -> None:
    assert told(start + data, tmp_path)
