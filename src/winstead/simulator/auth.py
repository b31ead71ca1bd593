"""Who may log on to an endpoint, and by what: Basic, Negotiate (SPNEGO), NTLM, client certificates."""

from __future__ import annotations

import base64
import hmac
import logging
import os
import tempfile
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import spnego
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding
from pypsrp.encryption import WinRMEncryption
from spnego.channel_bindings import GssChannelBindings

_log = logging.getLogger(__name__)
CERTIFICATE = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"
_SCHEMES = {"negotiate": "Negotiate", "ntlm": "NTLM", "basic": 'Basic realm="WSMAN"', "certificate": CERTIFICATE}
# Python's own acceptors, not the platform's: they take their users from a file.
_OWN = spnego.NegotiateOptions.use_negotiate | spnego.NegotiateOptions.use_ntlm
_ntlm_lock = threading.Lock()


class Gate:
    """The users of one endpoint and how they may log on; ``close`` deletes the file that NTLM needs.

    Raises ValueError for an unknown way to log on, and for a user or password that pyspnego's file cannot hold.
    """

    def __init__(self, users: Mapping[str, str], auth: Collection[str], bindings: GssChannelBindings | None) -> None:
        if unknown := sorted(set(auth) - set(_SCHEMES)):
            raise ValueError(f"auth: {', '.join(unknown)} is not one of {', '.join(_SCHEMES)}")
        self.auth = frozenset(auth)
        self.challenges = [text for name, text in _SCHEMES.items() if name in self.auth]
        self._users = {user.removeprefix(".\\").lower(): password for user, password in users.items()}
        self._bindings = bindings
        self._folder = tempfile.TemporaryDirectory(prefix="winstead-")
        self._file = Path(self._folder.name, "users")
        self._file.touch(mode=0o600)
        self._file.write_text("\n".join(_ntlm_lines(users)), encoding="utf-8")

    def close(self) -> None:
        """Deletes what the gate keeps on disk."""
        self._folder.cleanup()

    def password_is(self, user: str, password: str) -> bool:
        """Whether there is such a user with that password; names are told apart as on Windows, without case."""
        expected = self._users.get(user.removeprefix(".\\").lower())
        return expected is not None and hmac.compare_digest(expected.encode(), password.encode())

    def step(self, context: spnego.ContextProxy | None, scheme: str, token: bytes) -> tuple[spnego.ContextProxy, bytes]:
        """Takes a token into ``context`` (None: a new one): the context and the token to answer with.

        Raises SpnegoError when the user or password is wrong.
        """
        with self._ntlm_users():
            context = context or spnego.server(protocol=scheme, channel_bindings=self._bindings, options=_OWN)
            return context, context.step(token) or b""

    @contextmanager
    def _ntlm_users(self) -> Iterator[None]:
        # pyspnego's acceptor knows users by this variable alone, and a process may have endpoints with other users.
        # It is emptied, not deleted: another thread may be reading the variables one by one, as requests does.
        with _ntlm_lock:
            before = os.environ.get("NTLM_USER_FILE", "")
            os.environ["NTLM_USER_FILE"] = str(self._file)
            try:
                yield
            finally:
                os.environ["NTLM_USER_FILE"] = before


def _ntlm_lines(users: Mapping[str, str]) -> Iterator[str]:
    for user, password in users.items():
        domain, _, name = user.rpartition("\\")
        for line in {f"{domain}:{name}:{password}", f"{domain or '.'}:{name}:{password}"}:
            if line.count(":") != 2 or len(line.splitlines()) != 1:
                raise ValueError(f"user {user!r}: neither name nor password may hold a colon or a line break here")
            yield line


class Logon:
    """Who is logged on over one TCP connection; NTLM authenticates, and encrypts with the keys of, a connection."""

    def __init__(self, gate: Gate, has_certificate: bool) -> None:
        self._gate = gate
        self._has_certificate = has_certificate
        self._context: spnego.ContextProxy | None = None
        self.encryption: WinRMEncryption | None = None

    def check(self, authorization: str | None) -> tuple[bool, list[str]]:
        """Whether a request with that header is let in, and the WWW-Authenticate headers to answer with."""
        if authorization is None and self.encryption is not None:
            return True, []
        scheme, _, value = (authorization or "").partition(" ")
        name = "certificate" if scheme == CERTIFICATE else scheme.lower()
        if name in self._gate.auth:
            if name in ("negotiate", "ntlm"):
                return self._negotiate(scheme, value)
            if self._has_certificate if name == "certificate" else self._basic(value):
                return True, []
        return False, self._gate.challenges

    def _basic(self, value: str) -> bool:
        try:
            raw = base64.b64decode(value)
        except ValueError:  # no Base64
            return False
        # RFC 7617 leaves the encoding open: clients send UTF-8 or, as requests does, Latin-1.
        texts = [raw.decode(encoding, errors="replace").partition(":") for encoding in ("utf-8", "latin-1")]
        return any(self._gate.password_is(user, password) for user, _, password in texts)

    def _negotiate(self, scheme: str, value: str) -> tuple[bool, list[str]]:
        if self.encryption is not None:  # logged on already: a token starts anew
            self._context = self.encryption = None
        try:
            self._context, token = self._gate.step(self._context, scheme.lower(), base64.b64decode(value))
        except Exception as error:  # pyspnego raises KeyError, struct.error and others for tokens that are none
            _log.debug("%s: logon refused: %r", scheme, error)
            self._context = None
            return False, self._gate.challenges
        if self._context.complete:
            self.encryption = WinRMEncryption(self._context, WinRMEncryption.SPNEGO)
        answer = f"{scheme} {base64.b64encode(token).decode()}"
        return self._context.complete, [answer] if token else []


def channel_bindings(certificate: Path) -> GssChannelBindings:
    """What binds a logon to the TLS channel of a server with that certificate: RFC 5929's tls-server-end-point."""
    leaf = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    algorithm = leaf.signature_hash_algorithm
    digest = Hash(SHA256() if algorithm is None or algorithm.name in ("md5", "sha1") else algorithm)
    digest.update(leaf.public_bytes(Encoding.DER))
    return GssChannelBindings(application_data=b"tls-server-end-point:" + digest.finalize())
