"""Endpoints to test on, and pypsrp's side of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import trustme
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan

from winstead.simulator.endpoint import Endpoint

USERS = {"deploy": "s3cret word", "CORP\\admin": "Pässwörd"}


class Certificates:
    """An authority, a server's certificate and a client's, as files."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.authority, self.server, self.client = (folder / f"{name}.pem" for name in ("ca", "server", "client"))
        self.authority.write_bytes(authority.cert_pem.bytes())
        self.server.write_bytes(authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.bytes())
        self.client.write_bytes(authority.issue_cert("deploy@example").private_key_and_cert_chain_pem.bytes())


Serve = Callable[..., Endpoint]


def client(endpoint: Endpoint, certificates: Certificates, **options: Any) -> WSMan:
    """pypsrp's connection, as a user that is known."""
    https = endpoint.scheme == "https"
    given: dict[str, Any] = {"username": "deploy", "password": USERS["deploy"], "auth": "basic" if https else "ntlm"}
    given["cert_validation"] = str(certificates.authority) if https else True
    return WSMan("127.0.0.1", port=endpoint.port, ssl=https, **given | options)


@contextmanager
def pool(endpoint: Endpoint, certificates: Certificates, **options: Any) -> Iterator[RunspacePool]:
    """An open runspace pool."""
    with client(endpoint, certificates, **options) as wsman, RunspacePool(wsman) as opened:
        yield opened


def invoke(opened: RunspacePool, script: str, parameters: dict[str, Any] | None = None, given: Any = None) -> Any:
    """What a script gives; it must give no error."""
    shell = PowerShell(opened)
    shell.add_script(script).add_parameters(parameters or {})
    shell.invoke(given)
    assert [str(error) for error in shell.streams.error] == []
    shell.close()
    return shell.output
