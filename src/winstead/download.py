"""Downloads over HTTP: again where a fault may heal, and on from where an earlier connection was lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import requests
import tenacity

from winstead.connection import Retry
from winstead.fetch import Access, FetchError, shown

_RETRY = Retry(max_retries=3, delay=1.0)
_TIMEOUT = (10.0, 30.0)  # seconds: for the connection, and for each piece of the answer
_PIECE = 2**16
_RANGE = requests.codes.requested_range_not_satisfiable


def download(url: str, file: Path, access: Access | None = None) -> None:
    """Downloads what is at an address into a file; a proxy is taken from the environment unless one is given.

    Raises FetchError for what cannot be had, OSError where the file cannot be written.
    """
    access = access or Access()
    waits = (_TIMEOUT[0], access.timeout or _TIMEOUT[1])
    for name, value in access.headers.items():
        # Said here, for the library would show the value, which may be secret.
        if not re.fullmatch(r"[!-~](?:[ -~\t]*[!-~])?", value):
            raise FetchError(f"the header {name} holds what no header may: blanks around it, line ends, or no ASCII")
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(may_heal),
        stop=tenacity.stop_after_attempt(_RETRY.max_retries + 1),
        wait=tenacity.wait_exponential(_RETRY.delay, max=_RETRY.max_delay) + tenacity.wait_random(0, _RETRY.delay / 5),
        reraise=True,
    )
    try:
        with file.open("w+b") as opened, _Session(access.headers) as session:
            session.headers.update(access.headers)
            if access.proxy:
                session.proxies = {"http": access.proxy, "https": access.proxy}
                session.trust_env = False  # which has no say then
            elif access.headers:
                session.auth = _keep  # or what ~/.netrc has would take the place of a header
            retrying(_Download(session, url, opened, waits).attempt)
    except requests.RequestException as error:
        raise FetchError(f"{shown(url)} cannot be fetched: {reason(url, error, waits)}") from error


def _keep(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """A request as it is."""
    return request


class _Session(requests.Session):
    """Where a server leads on to another one, that one does not get the headers, of which any may be secret."""

    def __init__(self, own: Iterable[str]) -> None:
        super().__init__()
        self._own = tuple(own)

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        """Called by requests for each redirection."""
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]
        before, now = str(response.request.url), str(prepared_request.url)
        if self.should_strip_auth(before, now):  # type: ignore[no-untyped-call]
            for name in self._own:
                prepared_request.headers.pop(name, None)


@dataclass
class _Download:
    """A download into a file; ``version`` is the server's name for what has come so far, if it gives one."""

    session: requests.Session
    url: str
    file: BinaryIO
    timeout: tuple[float, float]
    version: str | None = None

    def attempt(self) -> None:
        """One connection: on from what is there, if it is still of the server's file."""
        headers = {"Accept-Encoding": "identity"}  # the hash is of the file as it is
        if self.version:
            headers |= {"Range": f"bytes={self.file.tell()}-", "If-Range": self.version}
        with self.session.get(self.url, headers=headers, stream=True, timeout=self.timeout) as answer:
            if answer.status_code == _RANGE:
                self.version = None
            answer.raise_for_status()
            if answer.status_code != requests.codes.partial_content:
                self.file.seek(0)
                self.file.truncate()
            tag = answer.headers.get("ETag", "W/")
            # A weak tag may stand for other bytes: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
            self.version = answer.headers.get("Last-Modified") if tag.startswith("W/") else tag
            for piece in answer.iter_content(_PIECE):
                self.file.write(piece)


def may_heal(error: BaseException) -> bool:
    """Whether another try may succeed: after lost connections, time-outs, HTTP 408, 429 and 5xx."""
    if isinstance(error, requests.HTTPError):
        return error.response.status_code in (408, _RANGE, 429) or error.response.status_code >= 500
    if isinstance(error, requests.exceptions.SSLError):
        return False
    return isinstance(error, requests.ConnectionError | requests.Timeout | requests.exceptions.ChunkedEncodingError)


def reason(url: str, error: requests.RequestException, waits: tuple[float, float]) -> str:
    """What went wrong, from the first cause, on which requests and urllib3 lay others.

    ``waits`` are the seconds that a connection, and each piece of an answer, were given.
    """
    if isinstance(error, requests.HTTPError):
        return f"HTTP {error.response.status_code} {error.response.reason}"
    inner: BaseException = error
    while cause := inner.__cause__ or inner.__context__:
        inner = cause
    if isinstance(error, requests.Timeout) or isinstance(inner, TimeoutError):
        return f"no answer in time ({waits[0]:g} s for a connection, {waits[1]:g} s for each piece)"
    proxy = "the proxy in between: " if isinstance(error, requests.exceptions.ProxyError) else ""
    text = inner.strerror if isinstance(inner, OSError) and inner.strerror else str(inner)
    return proxy + text.replace(url, shown(url))
