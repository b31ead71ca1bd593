"""Files from the network by their SHA-256, each fetched once: the programs of service wrappers."""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import os
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, model_validator

from winstead.errors import WinsteadError
from winstead.strict import Strict
from winstead.types import digest

_LARGEST = 2**28  # bytes that a member may have, so that an archive made to fill the disk does not
_LARGEST_TEXT = 2**20
# What zipfile raises for archives that are broken, encrypted, or packed in a way that it does not know.
_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, lzma.LZMAError, ValueError)


class FetchError(WinsteadError):
    """A file is not to be had, or is another than its hash says."""

    exit_code = 2


@dataclass(frozen=True)
class Release:
    """A project's own release: its version, its address, and the program in it where that is a ZIP archive."""

    version: str
    url: str
    member: str


# Nobody's hash stands here: the inventory gives it, from a source that its author trusts.
WRAPPERS: Mapping[str, Release] = MappingProxyType(
    {
        "nssm": Release("2.24", "https://nssm.cc/release/nssm-2.24.zip", "nssm-2.24/win64/nssm.exe"),
        "winsw": Release(
            "2.12.0", "https://github.com/winsw/winsw/releases/download/v2.12.0/WinSW-x64.exe", "WinSW-x64.exe"
        ),
        "shawl": Release(
            "1.7.0", "https://github.com/mtkennerly/shawl/releases/download/v1.7.0/shawl-v1.7.0-win64.zip", "shawl.exe"
        ),
    }
)


def _address(value: object) -> object:
    if not isinstance(value, str) or not re.match(r"https?://[^/]", value):
        raise ValueError(f"'{value}' is no address to fetch from: write https://...")
    shown(value)  # which takes it apart
    return value


def shown(url: str) -> str:
    """An address without what may be secret: a user's name, a password, a query. Raises ValueError for what is none."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


class Wrapper(Strict):
    """Where the program of a service wrapper comes from: the project's own release, unless `path` or `url` is given."""

    path: str | None = Field(None, min_length=1, description="A local file, from the inventory's folder.")
    url: Annotated[str, BeforeValidator(_address)] | None = Field(None, description="Where it is fetched from, once.")
    sha256: Annotated[str, BeforeValidator(digest)] | None = Field(
        None, description="The SHA-256 of the file, or of the ZIP archive that it is in; needed unless `path` is given."
    )
    member: str | None = Field(None, min_length=1, description="The program's name in the ZIP archive.")

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> Self:
        if self.path and self.url:
            raise ValueError("path and url are both given: write one of them")
        return self


def wrapper_file(name: str, wrapper: Wrapper, folder: Path, download: bool) -> Path:
    """The local file of a wrapper's program; ``folder`` is the inventory's.

    What is not in the cache is fetched if ``download`` is true. Raises FetchError, also for a missing hash.
    """
    release = WRAPPERS[name]
    try:
        if wrapper.path:
            file = _local(folder / wrapper.path, wrapper.sha256)
        elif download:
            file = fetch(wrapper.url or release.url, wrapper.sha256)
        else:
            file = _cached(wrapper.url or release.url, wrapper.sha256)
        return member(file, wrapper.member or release.member) if wrapper.member or _is_zip(file) else file
    except (FetchError, OSError) as error:
        raise FetchError(f"wrappers.{name}: {error}") from error


@dataclass(frozen=True)
class Access:
    """How a server is asked: with headers, which go to that server alone; by a proxy; how long it may be silent."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy: str | None = None
    timeout: float | None = None  # seconds

    def to(self, url: str, other: str) -> Access:
        """The same for another address: without the headers, where that is on another server."""
        same = urlsplit(url)[:2] == urlsplit(other)[:2]
        return self if same else Access({}, self.proxy, self.timeout)


def fetch(url: str, sha256: str | None, cache: Path | None = None, access: Access | None = None) -> Path:
    """The local file with this SHA-256: from the cache, else from the address; never downloaded twice.

    Interrupted downloads go on where they stopped, if the server can. Several processes may fetch the same file.
    Raises FetchError where it cannot be had or has another hash; and where none is given, with the hash it has.
    """
    cache = cache or cache_folder()
    if sha256 and _holds(cache / sha256.lower(), sha256):
        return cache / sha256.lower()
    from winstead.download import download  # here, for requests takes a while that few commands need

    try:
        with _part(cache) as part:
            download(url, part, access)
            found = _hash(part)
            if sha256 and found != sha256.lower():
                raise FetchError(f"what is at {shown(url)} has the SHA-256 {found}, not {sha256.lower()} as given")
            file = _kept(part, cache)
    except OSError as error:
        raise FetchError(f"{shown(url)} cannot be kept in {cache}: {error.strerror}") from error
    if not sha256:
        raise FetchError(
            f"no sha256 is given. What is at {shown(url)} has {found}: compare it with the project's own statement, "
            "then write it"
        )
    return file


def fetch_text(url: str, access: Access | None = None) -> str:
    """The text at an address, in UTF-8, of a megabyte at most. Raises FetchError."""
    from winstead.download import download  # here, see above

    with tempfile.TemporaryDirectory(prefix="winstead-") as folder:
        file = Path(folder) / "text"
        try:
            download(url, file, access)
            with file.open("rb") as opened:
                content = opened.read(_LARGEST_TEXT + 1)
        except OSError as error:
            raise FetchError(f"{shown(url)} cannot be kept in {folder}: {error.strerror}") from error
    if len(content) > _LARGEST_TEXT:
        raise FetchError(f"what is at {shown(url)} has more than {_LARGEST_TEXT} bytes: that is no such text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FetchError(f"what is at {shown(url)} is no UTF-8 text") from None


def member(archive: Path, name: str, cache: Path | None = None) -> Path:
    """The local file with the contents of one file in a ZIP archive, unpacked into the cache.

    Raises FetchError for an archive that cannot be read, a file that is not in it, or one larger than 256 MB.
    """
    cache = cache or cache_folder()
    try:
        with zipfile.ZipFile(archive) as opened, _part(cache) as part:
            entry = _entry(opened, archive, name)
            with opened.open(entry) as source, part.open("wb") as to:
                shutil.copyfileobj(source, to)  # in pieces: an archive may hold more than it says, and then fails
            return _kept(part, cache)
    except _BROKEN as error:
        text = str(error) or type(error).__name__
        raise FetchError(f"{archive} cannot be read as a ZIP archive: {text}") from error
    except OSError as error:
        text = error.strerror or str(error)
        raise FetchError(f"'{name}' cannot be taken out of {archive} into {cache}: {text}") from error


def cache_folder() -> Path:
    """Where fetched files are kept: the variable WINSTEAD_CACHE, else a folder of the user's caches."""
    if given := os.environ.get("WINSTEAD_CACHE"):
        return Path(given)
    if sys.platform == "win32":
        caches = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        caches = Path.home() / "Library" / "Caches"
    else:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "winstead" / "files"


@contextlib.contextmanager
def _part(cache: Path) -> Iterator[Path]:
    """A place in the cache for a file that is not whole yet."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="part-", dir=cache) as folder:
        yield Path(folder) / "part"


def _kept(part: Path, cache: Path) -> Path:
    """The file at its place in the cache, which its hash names."""
    file = cache / _hash(part)
    if not _holds(file, file.name):
        part.replace(file)
    return file


def _local(file: Path, sha256: str | None) -> Path:
    if not file.is_file():
        raise FetchError(f"there is no file {file}")
    if sha256 and not _holds(file, sha256):
        raise FetchError(f"{file} has the SHA-256 {_hash(file)}, not {sha256} as given")
    return file


def _cached(url: str, sha256: str | None) -> Path:
    if not sha256:
        raise FetchError(f"no sha256 is given for {shown(url)}; fetching it shows the one that it has")
    file = cache_folder() / sha256
    if not _holds(file, sha256):
        raise FetchError(f"{shown(url)} is not in the cache yet")
    return file


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _holds(file: Path, sha256: str) -> bool:
    return file.is_file() and _hash(file) == sha256.lower()


def _is_zip(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"PK\x03\x04"


def _entry(opened: zipfile.ZipFile, archive: Path, name: str) -> zipfile.ZipInfo:
    files = {entry.filename: entry for entry in opened.infolist() if not entry.filename.endswith("/")}
    if name not in files:
        there = ", ".join(sorted(files)[:20]) or "nothing"
        raise FetchError(f"{archive} holds no file '{name}'; it holds {there}{', ...' if len(files) > 20 else ''}")
    if files[name].file_size > _LARGEST:
        raise FetchError(f"'{name}' in {archive} has {files[name].file_size} bytes, more than the {_LARGEST} allowed")
    return files[name]
