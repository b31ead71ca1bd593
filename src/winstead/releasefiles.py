"""Files of releases that this machine downloads, once, and sends to hosts like its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from winstead.errors import SecretError
from winstead.fetch import Access, FetchError, fetch, fetch_text, shown
from winstead.inventory import SecretSource
from winstead.literal import SecretRef
from winstead.releases import Source
from winstead.secrets import find

_LINE = re.compile(r"([0-9A-Fa-f]{64})(?:\s+\*?(.*))?")


class ReleaseFiles:
    """Fetches the files of sources; asks for each once, whatever comes of it, however many hosts want it."""

    def __init__(self, secrets: Mapping[str, SecretSource]) -> None:
        self._secrets = secrets
        self._known: dict[str, Path | FetchError | SecretError] = {}

    def get(self, source: Source) -> Path:
        """The local file of a source with ``url``, in the cache. Raises FetchError, or SecretError."""
        key = source.model_dump_json(include={"url", "sha256", "checksum", "proxy"})
        if key not in self._known:
            try:
                self._known[key] = self._fetch(source)
            except (FetchError, SecretError) as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, Path):
            return found
        raise found

    def _fetch(self, source: Source) -> Path:
        access, url = access_of(source, self._secrets), source.url or ""
        digest = source.sha256 or checksum(source.checksum or "", url, access.to(url, source.checksum or ""))
        return fetch(url, digest, access=access)


def access_of(source: Source, secrets: Mapping[str, SecretSource]) -> Access:
    """How a source's server is asked. Raises SecretError for a secret of its headers that is nowhere."""
    wanted = {value.name for value in source.headers.values() if isinstance(value, SecretRef)}
    known = find(wanted, secrets)
    headers = {
        name: known[value.name] if isinstance(value, SecretRef) else value for name, value in source.headers.items()
    }
    return Access(headers, source.proxy, source.timeout)


def checksum(address: str, url: str, access: Access) -> str:
    """The SHA-256 of what is at ``url``, from a checksum file: the only one in it, or the one beside the file's name.

    Raises FetchError where there is none, or more than one.
    """
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    lines = [match for line in fetch_text(address, access).splitlines() if (match := _LINE.fullmatch(line.strip()))]
    found = [line for line in lines if re.split(r"[\\/]", line[2] or "")[-1] == name]
    if not found and len(lines) == 1 and not lines[0][2]:
        found = lines
    if len(found) != 1:
        raise FetchError(f"{shown(address)} has no SHA-256 of {name}, or more than one")
    return found[0][1].lower()
