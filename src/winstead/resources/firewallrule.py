"""A rule of Windows' firewall."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from winstead.resources import Resource
from winstead.types import windows_path

# IANA's numbers of the protocols that have a name here; 256 is Windows' own for any of them.
_PROTOCOLS = {1: "icmpv4", 6: "tcp", 17: "udp", 58: "icmpv6", 256: "any"}
# Both lists: <https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule>.
_ADDRESS_WORDS = ("LocalSubnet", "DNS", "DHCP", "WINS", "DefaultGateway", "Internet", "Intranet")
_PORT_WORDS = {
    ("inbound", "tcp"): ("RPC", "RPCEPMap", "IPHTTPSIn"),
    ("inbound", "udp"): ("Teredo", "PlayToDiscovery"),
    ("outbound", "tcp"): ("IPHTTPSOut",),
}
_PROFILES = ("domain", "private", "public")


def _name(value: object) -> object:
    """A rule's name. A bar ends a field in Windows' own form of a rule, and the cmdlets take * ? [ ] ` for patterns."""
    if isinstance(value, str) and (re.search(r"[|*?\[\]`\x00-\x1f]", value) or value.lower() == "all"):
        raise ValueError(f"'{value}' is no name of a rule: not 'all', and none of | * ? [ ] ` in it")
    return value


def _title(value: object) -> object:
    if isinstance(value, str) and (re.search(r"[|\x00-\x1f]", value) or value.lower() == "all" or not value):
        raise ValueError(f"'{value}' is no name to display: not 'all', no | in it, and not empty")
    return value


def _protocol(value: object) -> object:
    """tcp, udp, icmpv4, icmpv6, any, or the number of another protocol as text."""
    text = str(value).strip().lower() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if text in _PROTOCOLS.values():
        return text
    if not re.fullmatch(r"\d{1,3}", text) or int(text) > 256:
        raise ValueError(f"{value!r} is no protocol: write tcp, udp, icmpv4, icmpv6, any or a number from 0 to 255")
    return _PROTOCOLS.get(int(text), str(int(text)))


def _port(text: str) -> str:
    """One port, a range, or a word, in its one spelling."""
    words = {word.lower(): word for group in _PORT_WORDS.values() for word in group}
    if text.lower() in words:
        return words[text.lower()]
    match = re.fullmatch(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?", text)
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 0 < low <= high < 65536:
        raise ValueError(f"'{text}' is no port: write a number from 1 to 65535, a range such as 8000-8010, or any")
    return str(low) if low == high else f"{low}-{high}"


def _address(text: str) -> str:
    """One address, subnet, range, or a word for addresses, in its one spelling."""
    words = {f"{word}{version}".lower(): f"{word}{version}" for word in _ADDRESS_WORDS for version in ("", "4", "6")}
    if text.lower() in words:
        return words[text.lower()]
    try:
        if "/" in text:
            network = ipaddress.ip_network(text)
            if network.prefixlen == 0:
                raise ValueError("that is every address: write any")
            return str(network[0] if network.num_addresses == 1 else network)
        low, *rest = [ipaddress.ip_address(one.strip()) for one in text.split("-", 1)]
    except ValueError as error:
        raise ValueError(
            f"'{text}' is no address: {error}; write 10.1.2.3, 10.0.0.0/8, 10.0.0.1-10.0.0.9, LocalSubnet or any"
        ) from error
    if "%" in text:
        raise ValueError(f"'{text}': the firewall knows no scopes: leave out what follows %")
    if not rest or low == rest[0]:
        return str(low)
    if low.version != rest[0].version or int(low) > int(rest[0]):
        raise ValueError(f"'{text}' is no range: write two addresses of one kind, the lower one first")
    return f"{low}-{rest[0]}"


def _several(one: Callable[[str], str]) -> Callable[[object], tuple[str, ...]]:
    """A validator of one thing or a list of them: sorted, each once; any stands alone."""

    def validate(value: object) -> tuple[str, ...]:
        items = value if isinstance(value, list | tuple) else [value]
        if not items or any(isinstance(item, bool) or not isinstance(item, int | str) for item in items):
            raise ValueError(f"{value!r}: write one, a list of them, or any")
        texts = [str(item).strip() for item in items]
        if "any" in (text.lower() for text in texts):
            if len(texts) > 1:
                raise ValueError("any says it all: write it alone, or leave it out")
            return ("any",)
        return tuple(sorted({one(text) for text in texts}))

    return validate


def _profile(text: str) -> str:
    if text.lower() not in _PROFILES:
        raise ValueError(f"'{text}' is no profile: write domain, private, public or any")
    return text.lower()


def _profiles(value: object) -> tuple[str, ...]:
    found = _several(_profile)(value)
    return ("any",) if found == _PROFILES else found


def _program(value: object) -> str:
    """A program's path, which may start with an environment variable; System for the kernel; any."""
    if isinstance(value, str) and value.lower() in ("any", "system"):
        return "any" if value.lower() == "any" else "System"
    match = re.fullmatch(r"(%[^%\\/:|]+%)([\\/].+)", value) if isinstance(value, str) else None
    return f"{match[1]}{windows_path('C:' + match[2])[2:]}" if match else windows_path(value)


def _service(value: object) -> str:
    if isinstance(value, str) and value.lower() == "any":
        return "any"
    if not isinstance(value, str) or not re.fullmatch(r"\*|[^/\\|*?\x00-\x1f]{1,256}", value):
        raise ValueError(f"{value!r} is no service: write its short name, * for services only, or any")
    return value


class FirewallRule(Resource):
    """A rule of the firewall, changed in place, so that there is no moment without it.

    What is not written here is what the default says, so a change by hand is seen. A rule that is made gets the group
    `winstead`; one that was there keeps its group, and what has no property here.
    """

    name: Annotated[str, BeforeValidator(_name)] = Field(
        min_length=1, max_length=255, description="The rule's unique name (`-Name`; not the one that people see)."
    )
    display_name: Annotated[str, BeforeValidator(_title)] | None = Field(
        None, description="The name that people see; the rule's name unless given."
    )
    direction: Literal["inbound", "outbound"] = Field(
        "inbound", description="Which connections: those to this host or from it. A change makes the rule anew."
    )
    action: Literal["allow", "block"] = Field("allow", description="What becomes of them. A block beats every allow.")
    protocol: Annotated[str, BeforeValidator(_protocol)] = Field(
        "tcp", description="tcp, udp, icmpv4, icmpv6, any, or a number."
    )
    port: Annotated[tuple[str, ...], BeforeValidator(_several(_port))] = Field(
        ("any",),
        description="A port, a range (`8000-8010`), a word such as RPC, or a list: inbound this host's own port, "
        "outbound the other side's. The port of the other end is left alone.",
    )
    remote: Annotated[tuple[str, ...], BeforeValidator(_several(_address))] = Field(
        ("any",),
        description="The other side: an address, a subnet (`10.0.0.0/8`), a range, a word (LocalSubnet), or a list.",
    )
    program: Annotated[str, BeforeValidator(_program)] = Field(
        "any", description="The program's path (`%ProgramFiles%` and the like may start it), System, or any."
    )
    service: Annotated[str, BeforeValidator(_service)] = Field(
        "any", description="A service's short name, `*` for services only, or any."
    )
    profiles: Annotated[tuple[str, ...], BeforeValidator(_profiles)] = Field(
        ("any",), description="In which networks it holds: domain, private, public, a list of them, or any."
    )
    enabled: bool = Field(True, description="Whether it holds at all.")

    @model_validator(mode="after")
    def _fits_together(self) -> FirewallRule:
        if self.port != ("any",) and self.protocol not in ("tcp", "udp"):
            raise ValueError(f"port is for protocol tcp and udp; {self.protocol} has none: leave port out")
        words = _PORT_WORDS.get((self.direction, self.protocol), ())
        if wrong := [one for one in self.port if one.isalpha() and one not in ("any", *words)]:
            raise ValueError(f"port {wrong[0]} does not go with {self.direction} {self.protocol}: write a number")
        return self

    def properties(self) -> dict[str, object]:
        """With the name to display, whatever it comes from."""
        return {**super().properties(), "display_name": self.display_name or self.name}
