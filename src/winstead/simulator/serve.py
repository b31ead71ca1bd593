"""Simulated hosts as WinRM endpoints."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import trustme

from winstead.connection import SimulatedFaults
from winstead.errors import UsageError
from winstead.events import dump
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.host import SimulatedHost
from winstead.simulator.psrp import ModelBackend
from winstead.transports.simulated import state_file


def endpoint(name: str, faults: SimulatedFaults | None, users: Mapping[str, str], **options: Any) -> Endpoint:
    """The endpoint of a simulated host whose state lasts; `options` are those of Endpoint."""
    told = faults or SimulatedFaults()
    wire = Faults(
        refuse_logon=told.refuse_logon,
        delay=told.delay,
        drop_at=told.drop_at,
        drop_when=told.drop_when,
        silent_from=told.silent_from,
        ps_version=told.powershell,
    )
    host = SimulatedHost(name, state_file(name), told)
    return Endpoint(ModelBackend(host.run), users=users, faults=wire, away=host.is_away, **options)


def keep_up(names: Sequence[str], scheme: str, user: str, port: int) -> int:
    """Serves simulated hosts until Ctrl-C; says where each is, one JSON object a line."""
    if not names or scheme not in ("http", "https"):
        raise UsageError("name the hosts with --host (one or more); --scheme is http or https")
    given = os.environ.get("WINSTEAD_SIMULATED_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="winstead-")))
        options: dict[str, Any] = {"scheme": scheme}
        if scheme == "https":
            authority = trustme.CA()
            authority.cert_pem.write_to_path(folder / "ca.pem")
            certificate = authority.issue_cert("localhost", "127.0.0.1", *names)
            certificate.private_key_and_cert_chain_pem.write_to_path(folder / "host.pem")
            options["certificate"] = folder / "host.pem"
        for number, name in enumerate(names):
            served = endpoint(name, None, {user: password}, port=port + number if port else 0, **options)
            stack.enter_context(served)
            line = {"event": "simulated", "host": name, "url": served.url, "user": user}
            line |= {} if given else {"password": password}
            print(dump(line | ({"ca_file": str(folder / "ca.pem")} if scheme == "https" else {})), flush=True)
        print("simulated hosts are up: Ctrl-C ends them", file=sys.stderr)
        threading.Event().wait()
    return 0
