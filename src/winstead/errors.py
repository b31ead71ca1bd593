"""winstead's errors.

    WinsteadError                 every one of them; has an exit code
    ├── UsageError                wrong words on the command line                      2
    ├── InventoryError            one or more mistakes in the inventory                2
    ├── SecretError               a secret that is not to be had                       2
    ├── FetchError                a file that is not to be had, or not as its hash     2
    ├── NoticeError               a load balancer that did not take what it was told   1
    ├── ConnectionFailedError     a host that could not be reached, or was lost        4
    │   ├── AddressError          an address that is none, or where no WinRM answers   4
    │   ├── LogonFailedError      a host that refused the user                         4
    │   └── CertificateError      a host whose certificate does not hold               4
    ├── MovedOnError              a host that is not any more as its plan says         1
    ├── UnsupportedHostError      a host with a PowerShell that is too old             1
    ├── ScriptError               a script that could not run, or not to its end       1
    ├── RestartError              a host that did not come back from its restart       1
    ├── BusyError                 a host that another run works on                     5
    └── InterruptedRunError       a run that was ended from outside                  130

What goes wrong on a host is no exception but an event: see events.py.
"""

from __future__ import annotations

from dataclasses import dataclass


class WinsteadError(Exception):
    """Base of all errors that winstead raises.

    Its text is for the user; ``transient`` says whether another try may succeed.
    """

    exit_code = 1
    transient = False


class UsageError(WinsteadError):
    """The command line asks for something that does not exist or make sense."""

    exit_code = 2


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake in an inventory: where it is, and what is wrong."""

    file: str
    line: int
    path: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.text}" if self.path else f"{place}: {self.text}"


class InventoryError(WinsteadError):
    """The inventory holds mistakes; ``mistakes`` has them all, in the order of their places."""

    exit_code = 2

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(str(one) for one in self.mistakes))


class SecretError(WinsteadError):
    """A secret is not known, or its source did not give it."""

    exit_code = 2


class ConnectionFailedError(WinsteadError):
    """A host could not be reached, or the connection to it was lost; tried again by the connection's policy."""

    exit_code = 4
    transient = True


class AddressError(ConnectionFailedError):
    """A host's name is not known, or what answers there is not WinRM; never retried."""

    transient = False


class LogonFailedError(ConnectionFailedError):
    """A host was reached and refused the user; never retried."""

    transient = False


class CertificateError(ConnectionFailedError):
    """A host's certificate is not trusted or is another's; never retried."""

    transient = False


class MovedOnError(WinsteadError):
    """A host is not any more what it was when its plan was made."""


class UnsupportedHostError(WinsteadError):
    """A host's PowerShell is older than 5.1."""


class ScriptError(WinsteadError):
    """A script could not run on a host, or did not come to its end."""


class RestartError(WinsteadError):
    """A host did not restart, did not come back, or came back without its services."""


class BusyError(WinsteadError):
    """Another run worked on a host for longer than was to be waited."""

    exit_code = 5
    transient = True


class InterruptedRunError(WinsteadError):
    """A run was ended from outside, by Ctrl-C."""

    exit_code = 130
