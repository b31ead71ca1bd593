"""What an app says of its releases: where they come from, and how they are brought onto hosts."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, field_validator, model_validator

from winstead.notices import Notice, Notices
from winstead.resources.healthcheck import web_address
from winstead.resources.liveslot import Switching
from winstead.resources.release import Headers, Hook, Retain, RetainKey, archive_of
from winstead.strict import Strict
from winstead.types import Duration, Size, digest


class Source(Strict):
    """Where an app's program comes from; with the app's `version`, each one is a release in a folder of its own."""

    path: str | None = Field(
        None,
        min_length=1,
        description="A local file, from the inventory's folder; sent where it is not there yet.",
    )
    url: str | None = Field(None, description="An address that the host downloads it from.")
    share: str | None = Field(None, description="Its path on a share, which the host reads.")
    sha256: Annotated[str, BeforeValidator(digest)] | None = Field(None, description="The file's hash.")
    checksum: str | None = Field(None, description="The address of a file with that hash.")
    headers: Headers = Field({}, description="Headers for the address, such as Authorization.")
    proxy: str | None = Field(None, description="A proxy on the way to the address.")
    timeout: Duration | None = Field(None, gt=0, description="How long the server may be silent.")
    archive: Literal["none", "zip", "tar.gz"] | None = Field(
        None, description="What kind of archive the file is: by its name unless given."
    )
    max_size: Size | None = Field(None, description="How many bytes an archive may hold; 4 GB unless given.")
    publisher: str | None = Field(None, description="Who must have signed the program (Authenticode).")
    via: Literal["host", "controller"] = Field(
        "host", description="Who downloads it: each host, or winstead, once, which sends it to them."
    )
    versions: str | None = Field(
        None,
        description="The address of a JSON list of the versions that there are, for `--version latest`: texts, or "
        "objects with `version` or `tag_name`.",
    )

    @field_validator("url", "checksum", "proxy", "versions")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else web_address(value)

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        given = [one for one in ("path", "url", "share") if getattr(self, one) is not None]
        if len(given) != 1:
            raise ValueError("write one of path, url and share" + (f", not {' and '.join(given)}" if given else ""))
        if not self.url and (extra := self.model_fields_set & {"via", "versions"}):
            raise ValueError(f"{min(extra)} is for url alone")
        if self.via == "controller" and not self.sha256 and not self.checksum:
            raise ValueError("via: controller needs sha256, or checksum, the address of a file with it")
        return self

    @property
    def program(self) -> Path | None:
        """The program, where it lies here as it is."""
        packed = (self.archive or archive_of(self.path or "")) != "none"
        return None if self.path is None or packed else Path(self.path)

    @property
    def only_path(self) -> bool:
        """Whether there is nothing but a local file, which needs no release to lie in."""
        return self.model_fields_set == {"path"}


def _amount(value: object) -> object:
    """A number of hosts, or a share of them such as ``25%``."""
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    share = isinstance(value, str) and re.fullmatch(r"([1-9]\d?|100)%", value)
    if not whole and not share:
        raise ValueError(f"{value!r} is no number of hosts: write 3, or 25%")
    return value


def amount(value: int | str, hosts: int) -> int:
    """How many of so many hosts an amount is: at least one."""
    return value if isinstance(value, int) else max(1, math.ceil(hosts * int(value.rstrip("%")) / 100))


Port = Annotated[int, Field(ge=1, le=65535)]
Amount = Annotated[
    int | str,
    BeforeValidator(_amount),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^([1-9][0-9]?|100)%$"}]}
    ),
]


class Watch(Strict):
    """What must hold for a while on the first hosts, besides health, before the others get a release."""

    time: Duration = Field(60.0, gt=0, description="How long they are watched.")
    interval: Duration = Field(1.0, gt=0, description="How long to wait between two looks.")
    max_failures: int = Field(0, ge=0, description="How many looks may find the app not healthy.")
    max_restarts: int = Field(0, ge=0, description="How often its process may be another one.")
    errors: str | None = Field(None, min_length=1, description="What a line of its logs has that tells of an error.")
    max_errors: int = Field(0, ge=0, description="How many such lines may come.")
    max_events: int | None = Field(
        None, ge=0, description="How many errors its `event_source` may write to the event log."
    )
    max_response: Duration | None = Field(
        None, gt=0, description="How long the health check's answer may take on the average."
    )
    max_slower: float | None = Field(
        None, gt=0, description="How many times as long it may take as with the old release: `2`."
    )

    @field_validator("errors")
    @classmethod
    def _check_errors(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"'{value}' is no regular expression: {error}") from None
        return value


class Deploy(Switching):
    """How a new release is brought onto the hosts."""

    strategy: Literal["all", "rolling", "canary", "blue_green"] = Field(
        "rolling",
        description="All hosts at once, in batches, on some of them first; or in batches, on each host beside the old "
        "release, which goes on until the new one takes over.",
    )
    ports: tuple[Port, Port] | None = Field(
        None, description="blue_green: the ports of the two slots, blue and green; `{{ slot.port }}` for the app."
    )
    batch: Amount = Field(1, description="How many hosts at once: `3`, `25%`.")
    pause: Duration = Field(0.0, description="How long to wait between two batches.")
    canary: Amount = Field(1, description="How many hosts are first.")
    watch: Watch | None = Field(None, description="What must hold on the first hosts for a while.")
    max_failures: int = Field(0, ge=0, description="How many hosts may fail before it ends.")
    on_failure: Literal["rollback", "stop", "continue"] = Field(
        "rollback", description="rollback: the batch gets its old release back, and the rest is not begun."
    )
    successes: int = Field(3, ge=1, description="How many looks in a row must find the app healthy.")
    drain: Annotated[
        Annotated[Notices, Tag("told")] | Annotated[Duration, Tag("time")],
        Discriminator(lambda value: "time" if isinstance(value, str | int | float) else "told"),
    ] = Field(
        (),
        description="Who is told, from here, before a host is worked on: a load balancer. blue_green: how long the old "
        "release goes on after the switch.",
    )
    restore: Notices = Field((), description="Who is told when the host serves again.")
    retain: RetainKey = Field(
        default_factory=Retain, description="Which releases stay on a host: `5`, or `{count: 5, days: 90}`."
    )
    before_stop: Hook | None = Field(None, description="Run before the old release is stopped.")
    before_start: Hook | None = Field(None, description="Run before the new release is started.")
    after_start: Hook | None = Field(None, description="Run after the new release was started.")
    after_rollback: Hook | None = Field(None, description="Run after an old release was started again.")

    @model_validator(mode="after")
    def _check_strategy(self) -> Self:
        given = self.model_fields_set
        if self.strategy != "canary" and (extra := given & {"canary", "watch"}):
            raise ValueError(f"{min(extra)} is for strategy: canary")
        if self.strategy != "blue_green" and (extra := given & {"ports", *Switching.model_fields}):
            raise ValueError(f"{min(extra)} is for strategy: blue_green")
        if (self.strategy == "blue_green") != isinstance(self.drain, float) and self.drain != ():
            raise ValueError("drain is a time with strategy: blue_green, and else who is told: {url: ...}")
        if self.strategy == "blue_green":
            self._check_slots()
        if self.strategy == "all" and (extra := given & {"batch", "pause"}):
            raise ValueError(f"{min(extra)} is for strategy: rolling or canary")
        return self

    def _check_slots(self) -> None:
        if self.ports is None or self.ports[0] == self.ports[1]:
            raise ValueError("blue_green needs ports, one for each slot: ports: [8081, 8082]")
        if not self.listen and not self.switch:
            raise ValueError("blue_green needs listen, the app's own port, or switch, a command that leads to a slot")
        if self.restore:
            raise ValueError("restore is for the other strategies: with blue_green a host serves all the time")

    @property
    def told_before(self) -> tuple[Notice, ...]:
        """Who is told before a host is worked on."""
        return self.drain if isinstance(self.drain, tuple) else ()

    def batches(self, hosts: list[str]) -> list[list[str]]:
        """The hosts in the groups that they are worked on in, one after another."""
        if self.strategy == "all":
            return [hosts]
        first = amount(self.canary, len(hosts)) if self.strategy == "canary" else 0
        rest = hosts[first:]
        count = amount(self.batch, len(hosts))
        if self.strategy == "canary" and "batch" not in self.model_fields_set:
            count = len(rest) or 1
        batches = [hosts[:first], *(rest[at : at + count] for at in range(0, len(rest), count))]
        return [batch for batch in batches if batch]
