"""What goes wrong on the way to a host, in words that say where it is and what to do."""

from __future__ import annotations

import contextlib
import errno
import socket
import ssl
from collections.abc import Iterator

import requests
from pypsrp.exceptions import AuthenticationError, WinRMError, WinRMTransportError, WSManFaultError
from spnego.exceptions import SpnegoError

from winstead.connection import Connection
from winstead.errors import AddressError, CertificateError, ConnectionFailedError, LogonFailedError, UsageError

_ACCESS_DENIED = 5
_UNKNOWN = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


@contextlib.contextmanager
def explained(connection: Connection) -> Iterator[None]:
    """Turns what pypsrp and requests raise into winstead's errors."""
    port = connection.port or (5986 if connection.scheme == "https" else 5985)
    where = f"{connection.scheme}://{connection.address}:{port}"
    try:
        yield
    except (AuthenticationError, SpnegoError) as error:
        raise LogonFailedError(_logon_text(where, connection, error)) from error
    except ImportError as error:
        extra = f"pip install winstead[{connection.auth}]"
        raise UsageError(f"auth {connection.auth} needs an extra: {extra} ({error})") from error
    except requests.RequestException as error:
        raise _lost(where, connection, error) from error
    except WSManFaultError as error:
        text = f"{where}: WinRM said: {error.reason or error.message} (code {error.code})"
        if error.code == _ACCESS_DENIED:
            raise LogonFailedError(f"{text}: is {connection.user} an administrator there?") from error
        raise ConnectionFailedError(text) from error
    except WinRMTransportError as error:
        if error.code in (408, 429) or error.code >= 500:
            raise ConnectionFailedError(f"{where} answered with HTTP {error.code}") from error
        raise AddressError(f"{where} answered with HTTP {error.code}: is that WinRM's port?") from error
    except WinRMError as error:
        raise ConnectionFailedError(f"{where}: {error}") from error


def _logon_text(where: str, connection: Connection, error: Exception) -> str:
    who = connection.user or "(the one who runs this)"
    reason = str(error) if isinstance(error, SpnegoError) else "wrong name or password, or auth not allowed there"
    return f"{where} refused the user {who} with auth {connection.auth}: {reason}"


def _lost(where: str, connection: Connection, error: requests.RequestException) -> ConnectionFailedError:
    cause = _innermost(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return CertificateError(
            f"{where}: the certificate is not valid for it: {cause.verify_message}; "
            "give ca_file, or the name in the certificate as address (verify: false turns the check off)"
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return ConnectionFailedError(f"{where}: the proxy in between: {_text(cause)}")
    if isinstance(error, requests.exceptions.Timeout):
        first, later = connection.connect_timeout, connection.operation_timeout
        return ConnectionFailedError(
            f"{where} does not answer (connect_timeout {first:g} s, operation_timeout {later:g} s)"
        )
    if isinstance(cause, socket.gaierror) and cause.errno in _UNKNOWN:
        return AddressError(f"{where}: there is no such name: give the host's address")
    if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return AddressError(f"{where}: TLS failed: {cause.reason or cause}: is that WinRM's port for https?")
    if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
        return ConnectionFailedError(f"{where}: connection refused: does WinRM run there, on that port?")
    return ConnectionFailedError(f"{where}: the connection was lost: {_text(cause)}")


def _innermost(error: BaseException) -> BaseException:
    """The first cause of an error, on which requests and urllib3 lay others."""
    inner = error.__cause__ or error.__context__
    return _innermost(inner) if inner else error


def _text(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]
