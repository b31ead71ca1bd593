"""Firewall rules: a fresh server has some, and Windows does not care for the case of programs and services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from winstead.simulator.behaviours import Behaviour, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_ANY = ["any"]


def _rule(display_name: str, **others: Any) -> State:
    """A rule that a server is delivered with."""
    plain: State = {"direction": "inbound", "action": "allow", "protocol": "tcp", "port": _ANY, "remote": _ANY}
    plain |= {"program": "any", "service": "any", "profiles": _ANY, "enabled": False}
    return {"display_name": display_name, **plain, **others}


class FirewallRule(Behaviour):
    """Rules by their names; nothing is filtered."""

    initial: ClassVar[dict[str, State]] = {
        "RemoteDesktop-UserMode-In-TCP": _rule(
            "Remote Desktop - User Mode (TCP-In)",
            port=["3389"],
            program="%SystemRoot%\\system32\\svchost.exe",
            service="termservice",
        ),
        "WINRM-HTTP-In-TCP": _rule(
            "Windows Remote Management (HTTP-In)",
            port=["5985"],
            program="System",
            profiles=["domain", "private"],
            enabled=True,
        ),
        "FPS-SMB-In-TCP": _rule("File and Printer Sharing (SMB-In)", port=["445"], program="System"),
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """The rule; a program or service that differs in case alone is the desired one."""
        actual = super().get(host, kind, name, desired)
        for field in ("program", "service"):
            if field in actual and str(actual[field]).lower() == str(desired[field]).lower():
                actual[field] = desired[field]
        return actual
