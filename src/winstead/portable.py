"""What the headers of a Windows program say, and whether it can be a service by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# https://learn.microsoft.com/windows/win32/debug/pe-format
_MACHINES = {0x014C: "x86", 0x8664: "x64", 0xAA64: "arm64", 0x01C0: "arm", 0x01C4: "arm", 0x0200: "ia64"}
_DLL = 0x2000
_GUI = 2
_WRITABLE_CODE = 0xA0000000  # IMAGE_SCN_MEM_WRITE | IMAGE_SCN_MEM_EXECUTE
_IMPORTS, _SIGNATURE, _MANAGED = 1, 4, 14  # data directories; the signature's address is one in the file
_SYMBOL = 18  # bytes of an entry in the symbol table, which the string table follows

_DISPATCHER = "StartServiceCtrlDispatcher"
_DISPATCHER_NAMES = (_DISPATCHER.encode("ascii"), _DISPATCHER.encode("utf-16-le"))
# A Go program with this package has the names of all functions of Windows that the package can look up, called or not.
# Of the package's own functions it has those alone that are called (tried with the package that comes with Go 1.19).
_GO_PACKAGE = b"golang.org/x/sys/windows."
# What is left of a program's imports when a packer has hidden them.
_LOADER = {b"LoadLibraryA", b"LoadLibraryW", b"GetProcAddress", b"VirtualProtect", b"VirtualAlloc", b"ExitProcess"}
# The SHA-256 of ".net core bundle\n" is in every program that starts .NET, with or without the assemblies in it:
# https://github.com/dotnet/runtime/blob/main/src/native/corehost/apphost/bundle_marker.cpp
_NET_HOST = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
_SLACK = 4096  # bytes by which a file may be longer or shorter than its headers say: linkers pad to as much

_KINDS = {
    b"PK\x03\x04": "a ZIP archive",
    b"\x7fELF": "a program for Linux (ELF)",
    b"\xcf\xfa\xed\xfe": "a program for macOS (Mach-O)",
    b"\xca\xfe\xba\xbe": "a Java class or a program for macOS",
    b"\xd0\xcf\x11\xe0": "an installer package (MSI) or an old Office document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"#!": "a script",
}
_SCRIPTS = (".bat", ".cmd", ".jar", ".js", ".ps1", ".py", ".vbs")


@dataclass(frozen=True)
class Program:
    """What a program's file tells of it.

    ``machine`` is x86, x64, arm64, arm, ia64, or the header's number in hexadecimal digits; ``gui`` whether it is made
    for windows instead of a console; ``managed`` whether it runs on .NET. ``calls_dispatcher`` says whether it calls
    StartServiceCtrlDispatcher, as every service must within 30 s
    (<https://learn.microsoft.com/windows/win32/services/service-entry-point>); None where the file does not tell: what
    is managed gets it through the framework, what is packed or carries a payload may hide it.
    """

    machine: str
    gui: bool
    managed: bool
    calls_dispatcher: bool | None


def examine(path: Path) -> Program:
    """What the file of a Windows program says of it; read again only when it has changed.

    Raises ValueError for what is no Windows program or not all of one, naming the file and what it is; OSError for
    what cannot be read.
    """
    stat = path.stat()
    return _examined(path.absolute(), stat.st_mtime_ns, stat.st_size)


def service_refusal(path: Path) -> str | None:
    """Why Windows could not run this program as a service by itself; None where it can, or the file does not tell.

    Raises ValueError and OSError as ``examine`` does.
    """
    program = examine(path)
    if program.calls_dispatcher is not False:
        return None
    override = "or, if it is a service all the same, write service: {native_check: off}"
    if program.gui:
        return (
            f"{path.name} is a program with windows and never calls the service control dispatcher: services have no "
            "desktop that anyone sees, and it would end with error 1053 after 30 s. Start it when a user logs on "
            f"(autostart, or scheduled_task: {{schedule: logon}}), {override}"
        )
    return (
        f"{path.name} never calls the service control dispatcher: as a service it would end with error 1053 after "
        "30 s. Run it through a wrapper (service: {wrapper: nssm | winsw | shawl}), as a scheduled task, " + override
    )


@lru_cache(maxsize=256)
def _examined(path: Path, changed: int, size: int) -> Program:
    """The program at ``path``; ``changed`` and ``size`` tell its contents from earlier ones."""
    import pefile  # here, for it takes a twentieth of a second that few commands need

    data = path.read_bytes()
    if not data.startswith(b"MZ"):
        raise ValueError(f"{path} is no Windows program: it is {_kind(path, data)}")
    try:
        headers = pefile.PE(data=data, fast_load=True)
        headers.parse_data_directories([_IMPORTS])
    except pefile.PEFormatError as error:
        raise ValueError(f"{path} is no Windows program, or not all of one: {error.value}") from error
    if headers.FILE_HEADER.Characteristics & _DLL:
        raise ValueError(f"{path} is a library (DLL), no program")
    missing = _end(headers, data) - len(data)
    if missing >= _SLACK:
        raise ValueError(f"{path} is cut short: its headers tell of {missing} bytes more than it has")
    managed = bool(_directory(headers, _MANAGED)[1]) or _NET_HOST in data
    return Program(
        machine=_MACHINES.get(headers.FILE_HEADER.Machine, f"{headers.FILE_HEADER.Machine:#06x}"),
        gui=headers.OPTIONAL_HEADER.Subsystem == _GUI,
        managed=managed,
        calls_dispatcher=_calls_dispatcher(data, managed or _hides(headers, data)),
    )


def _kind(path: Path, data: bytes) -> str:
    if not data:
        return "empty"
    if path.suffix.lower() in _SCRIPTS:
        return f"a {path.suffix.lower()} file: give the program that runs it as executable, and the file as argument"
    return next((kind for start, kind in _KINDS.items() if data.startswith(start)), "of another kind")


def _calls_dispatcher(data: bytes, hidden: bool) -> bool | None:
    """Told by the name, which stands in the imports, or where a program looks it up itself, as Go's do."""
    if _GO_PACKAGE in data:
        return _GO_PACKAGE + _DISPATCHER_NAMES[0] in data
    if any(name in data for name in _DISPATCHER_NAMES):
        return True
    return None if hidden else False


def _hides(headers: Any, data: bytes) -> bool:
    """Whether a program unpacks its code first, or carries a payload, such as another program with its libraries."""
    if any(section.Characteristics & _WRITABLE_CODE == _WRITABLE_CODE for section in headers.sections):
        return True
    imported = {one.name for library in getattr(headers, "DIRECTORY_ENTRY_IMPORT", ()) for one in library.imports}
    signature = _directory(headers, _SIGNATURE)[1]
    return imported <= _LOADER or len(data) - _end(headers, data) - signature >= _SLACK


def _end(headers: Any, data: bytes) -> int:
    """Where the sections and the symbol table end in the file, in bytes."""
    table = headers.FILE_HEADER.PointerToSymbolTable
    ends = [one.PointerToRawData + one.SizeOfRawData for one in headers.sections if one.PointerToRawData]
    if table:
        strings = table + _SYMBOL * headers.FILE_HEADER.NumberOfSymbols
        ends.append(strings + int.from_bytes(data[strings : strings + 4], "little"))
    return max(ends, default=0)


def _directory(headers: Any, number: int) -> tuple[int, int]:
    """A data directory's address and size; zeros where the header has none."""
    directories = headers.OPTIONAL_HEADER.DATA_DIRECTORY
    if number >= len(directories):
        return 0, 0
    return directories[number].VirtualAddress, directories[number].Size
