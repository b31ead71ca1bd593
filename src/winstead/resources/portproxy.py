"""A port whose connections Windows forwards."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from winstead.resources import Resource

_V4 = re.compile(r"(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}")
_SCHEMA = WithJsonSchema({"type": ["string", "integer"], "examples": [8080, "10.0.0.5:8080"]})


def _split(value: object) -> tuple[str, int]:
    """The address, or nothing, and the port of an endpoint. Raises ValueError for anything else."""
    match = re.fullmatch(r"(?:([^\s:/]*):)?(\d{1,5})", str(value)) if isinstance(value, int | str) else None
    if not match or isinstance(value, bool) or not 0 < int(match[2]) < 65536:
        raise ValueError(f"{value!r} is no port: write 8080, or '10.0.0.5:8080' (IPv4)")
    return match[1] or "", int(match[2])


def listening(value: object) -> str:
    """What is listened on: ``8080`` for all addresses, or ``10.0.0.5:8080``. Raises ValueError for anything else."""
    address, port = _split(value)
    if address in ("", "*", "0.0.0.0"):  # all of them, as Windows takes it
        return str(port)
    if not _V4.fullmatch(address):
        raise ValueError(f"'{address}' is no address of the host to listen on: write one such as 10.0.0.5, or the port")
    return f"{address}:{port}"


def connecting(value: object) -> str:
    """Where to connect to, ``address:port``; a port alone is the host's own. Raises ValueError for anything else."""
    address, port = _split(value)
    if not re.fullmatch(r"[A-Za-z0-9.-]*", address):
        raise ValueError(f"'{address}' is no address to connect to: write one such as 127.0.0.1, or a name")
    return f"{address or '127.0.0.1'}:{port}"


Listen = Annotated[str, BeforeValidator(listening), _SCHEMA]
Connect = Annotated[str, BeforeValidator(connecting), _SCHEMA]


class PortProxy(Resource):
    """A port whose TCP connections Windows forwards (`netsh interface portproxy`, v4tov4), by its service IP Helper.

    A change holds for the connections to come. `absent` forwards them no longer.
    """

    name: Listen = Field(description="The port that is listened on, or `address:port`.")
    connect: Connect | None = Field(None, description="The port to connect to, or `address:port`.")

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.ensure == "present" and self.connect is None:
            raise ValueError("write connect, the port to connect to, or address:port")
        return self

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; `forwards` is compared: the service that does it runs."""
        values = super().properties()
        return values if self.ensure == "absent" else values | {"forwards": True}
