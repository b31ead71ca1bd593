"""How a host is reached."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from winstead.strict import Strict
from winstead.types import Duration, Secret

_ENCRYPTING = ("negotiate", "ntlm", "kerberos", "credssp")


class Retry(Strict):
    """How often a failed connection is tried again, and how long to wait before: 2, 4, 8 ... seconds."""

    max_retries: int = Field(3, ge=0, le=100, description="How often it is tried again.")
    delay: Duration = Field(2.0, description="The first wait; each later one is twice as long.")
    max_delay: Duration = Field(60.0, description="The longest wait.")


class SimulatedFaults(Strict):
    """How a simulated host fails, so that what happens then can be tried."""

    refuse_logon: bool = Field(False, description="No user is let in.")
    delay: Duration = Field(0.0, description="Added to each request.")
    drop_at: int | None = Field(None, ge=1, description="The request whose connection is cut.")
    drop_when: Literal["before", "after"] = Field("before", description="Cut before or after it was carried out.")
    silent_from: int | None = Field(None, ge=1, description="The first of the requests that are never answered.")
    powershell: str = Field("7.4.6", description="The version of PowerShell that it tells.")
    fail: dict[str, Literal["once", "always"]] = Field({}, description="Resources (`Kind/name`) that cannot be set.")
    unhealthy: dict[str, str] = Field(
        {},
        description="What health checks of apps answer when they fail: of `orders`, of one version (`orders 1.5.0`), "
        "of that version while it is watched (`orders 1.5.0 watched`).",
    )
    disk_full: bool = Field(False, description="No file can be written.")
    restart_pending: dict[str, Literal["once", "always"]] = Field(
        {}, description="What it waits for a restart for, such as `servicing`: until its first one, or ever again."
    )
    restart_after: tuple[str, ...] = Field((), description="Packages whose installers say that it must be restarted.")
    restart_takes: Duration = Field(1.0, description="How long it is away when it restarts.")
    restart: Literal["refused", "lost"] | None = Field(
        None, description="It does not restart, or does not come back from it."
    )


class Connection(Strict):
    """How a host is reached: given at the top, in a group or a host, merged key by key."""

    transport: Literal["winrm", "local", "simulated"] = Field(
        "winrm", description="winrm: over the network; local: this machine; simulated: a simulated host."
    )
    address: str = Field("", description="Name or address of the host; the host's name in the inventory unless given.")
    port: int | None = Field(None, ge=1, le=65535, description="5986 for https, 5985 for http unless given.")
    scheme: Literal["https", "http"] = Field("https", description="http only with an auth that encrypts messages.")
    auth: Literal["negotiate", "ntlm", "kerberos", "credssp", "certificate", "basic"] = Field(
        "negotiate", description="How the user is authenticated."
    )
    user: str | None = Field(None, description="The user, as 'DOMAIN\\user', 'user@domain' or a local name.")
    password: Secret | None = Field(None, description="The password, by the name of its secret.")
    certificate_file: str | None = Field(None, description="The user's certificate (PEM), for auth certificate.")
    key_file: str | None = Field(None, description="The certificate's key (PEM), for auth certificate.")
    ca_file: str | None = Field(None, description="The authority (PEM) that signed the host's certificate.")
    verify: bool = Field(True, description="Whether the host's certificate is checked; false is said in the output.")
    proxy: str | None = Field(None, description="An HTTP proxy on the way to the host.")
    connect_timeout: Duration = Field(10.0, description="How long a host may take to answer at first.")
    operation_timeout: Duration = Field(20.0, ge=1, description="How long WinRM holds a request without an answer.")
    retry: Retry = Field(default_factory=Retry, description="What is done when the connection fails.")
    faults: SimulatedFaults | None = Field(None, description="How a simulated host fails.")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.faults and self.transport != "simulated":
            raise ValueError("faults are for transport simulated")
        if self.transport == "winrm" and self.scheme == "http" and self.auth not in _ENCRYPTING:
            raise ValueError(
                f"auth {self.auth} over plain http would show all to the network: "
                f"use scheme https, or auth {' or '.join(_ENCRYPTING)}"
            )
        if self.transport == "winrm" and self.auth == "certificate" and not (self.certificate_file and self.key_file):
            raise ValueError("auth certificate needs certificate_file and key_file")
        if self.transport == "winrm" and self.auth == "basic" and not (self.user and self.password):
            raise ValueError("auth basic needs user and password")
        return self
