"""Archives as they come from build servers, and as they never should."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile

PROGRAM = b"MZ the program of 2.0"


def packed(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these files, whatever they are called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.compress_type = name, packing  # the constructor makes it a harmless one
            archive.writestr(entry, content)
    return made.getvalue()


def packed_link(name: str, to: str) -> bytes:
    """A ZIP archive with a symbolic link, as Unix packs it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, to)
    return made.getvalue()


def with_field(archive: bytes, at: int, form: str, value: int) -> bytes:
    """A ZIP archive of one file, with another value in its entry of the list at the end."""
    made = bytearray(archive)
    struct.pack_into(form, made, archive.rindex(b"PK\x01\x02") + at, value)
    return bytes(made)


def tarred(files: dict[str, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar.gz of these files."""
    return _tarred([(tarfile.TarInfo(name), content) for name, content in files.items()], kind)


def tarred_as(name: str, kind: bytes, to: str = "") -> bytes:
    """A tar.gz with one entry of a kind: a link, a device."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, to
    return _tarred([(entry, b"")], tarfile.PAX_FORMAT)


def _tarred(entries: list[tuple[tarfile.TarInfo, bytes]], kind: int) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz", format=kind) as archive:
        for entry, content in entries:
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()


def tar_bomb(size: int) -> bytes:
    """A tar.gz with nothing in it, and so many zeros after its end."""
    return gzip.compress(gzip.decompress(tarred({"app.exe": PROGRAM})) + bytes(size))


def lying(length: int) -> bytes:
    """A ZIP archive whose one file holds more than it says, and its checksum is that of all."""
    made = with_field(packed({"app.exe": PROGRAM + bytes(10**6)}), 24, "<I", length)
    at = made.index(b"PK\x03\x04")
    return made[: at + 22] + struct.pack("<I", length) + made[at + 26 :]
