"""The release of an app that is the current one on a host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from packaging.version import InvalidVersion, Version
from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from winstead.literal import SecretRef
from winstead.resources import Resource
from winstead.resources.file import sha256
from winstead.resources.healthcheck import web_address
from winstead.strict import Strict
from winstead.types import Duration, Size, Text, TextOrSecret, WindowsPath, digest

_OF_URL = {"headers", "proxy", "checksum", "timeout"}
# Which the request has of its own.
_OWN_HEADERS = {"connection", "content-length", "date", "expect", "host", "if-modified-since", "if-range"}
_OWN_HEADERS |= {"proxy-connection", "range", "transfer-encoding", "accept-encoding"}
_ARCHIVES = {".zip": "zip", ".tar.gz": "tar.gz", ".tgz": "tar.gz"}


def web_headers(value: dict[str, str | SecretRef]) -> dict[str, str | SecretRef]:
    """Headers for an address. Raises ValueError for a name or a text that no header has, and for the request's own."""
    for name, one in value.items():
        if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
            raise ValueError(f"'{name}' is no name of a header")
        if name.lower() in _OWN_HEADERS:
            raise ValueError(f"the header {name} is set by winstead: leave it out")
        if isinstance(one, str) and not re.fullmatch(r"[!-~]([ -~\t]*[!-~])?", one):
            raise ValueError(f"the header {name} holds what no header may: blanks around it, line ends, or no ASCII")
    return value


Headers = Annotated[dict[str, TextOrSecret], AfterValidator(web_headers)]


class Retain(Strict):
    """Which releases stay on a host; the current and the last good one before it always do."""

    count: int = Field(5, ge=1, le=1000, description="How many.")
    days: float | None = Field(None, gt=0, description="How old they may be.")


class Hook(Strict):
    """What is run at a point of a deployment: a program, or PowerShell; it must end with 0 in its time."""

    command: tuple[Text, ...] | None = Field(None, min_length=1, description="A program and its arguments.")
    powershell: str | None = Field(None, min_length=1, description="A script's text; what throws has failed.")
    timeout: Duration = Field(300.0, gt=0, description="How long it may take.")
    once: bool = Field(False, description="On the first host of a deployment alone, such as a migration.")

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.command is None) == (self.powershell is None):
            raise ValueError("write one of command and powershell")
        return self

    def properties(self) -> dict[str, object]:
        """As PowerShell takes it: who runs it once is decided here."""
        return self.model_dump(exclude_none=True, exclude={"once"})


SlotName = Literal["blue", "green"]
SLOTS: tuple[SlotName, SlotName] = ("blue", "green")


class SlotService(Strict):
    """What runs in a slot of an app."""

    service: str = Field(min_length=1, description="The service that runs the release in it.")


RetainKey = Annotated[
    Retain,
    BeforeValidator(
        lambda value: {"count": value} if isinstance(value, int) else value,
        json_schema_input_type=Annotated[int, Field(ge=1, le=1000)] | Retain,
    ),
]


class Release(Resource):
    """The release of an app that is the current one, in a folder of its own below `releases`; `current` leads there.

    A service of the app is stopped for the switch, and started by what comes after. Of an app with slots it is put
    into the slot that rests, for LiveSlot to switch to it.
    """

    local: ClassVar[tuple[str, ...]] = ("source",)

    name: WindowsPath = Field(description="The app's folder.")
    version: Text = Field(
        "", max_length=100, pattern=r"^([A-Za-z0-9][A-Za-z0-9._+-]*)?$", description="The release's version."
    )
    executable: str = Field("", description="The program in the release.")
    source: Path | None = Field(None, description="The file here that it comes in; seen from the inventory's folder.")
    url: str | None = Field(None, description="The address that the host downloads it from.")
    share: str | None = Field(None, pattern=r"^\\\\[^\\]+\\[^\\]+\\.+", description="Its path on a share.")
    sha256: Annotated[str, BeforeValidator(digest)] | None = Field(None, description="The hash of that file.")
    checksum: str | None = Field(None, description="The address of a file with that hash.")
    headers: Headers = Field({}, description="Headers for the address, such as Authorization.")
    proxy: str | None = Field(None, description="A proxy on the way to it.")
    timeout: Duration = Field(60.0, gt=0, description="How long the server may be silent.")
    archive: Literal["none", "zip", "tar.gz"] | None = Field(
        None, description="What kind of archive the file is: by its name unless given."
    )
    max_size: Size = Field(4 * 2**30, description="How many bytes an archive may hold.")
    publisher: str | None = Field(None, description="Who must have signed the program (Authenticode).")
    service: str | None = Field(None, description="The service that runs it.")
    slots: dict[SlotName, SlotService] | None = Field(
        None, min_length=2, description="The slots, blue and green, of which a new release gets the one that rests."
    )
    stop_timeout: Duration = Field(30.0, description="How long the service may take to stop.")
    retain: RetainKey = Field(
        default_factory=Retain, description="Which releases stay: `5`, or `{count: 5, days: 90}`."
    )
    before_stop: Hook | None = Field(None, description="Run before the old release is stopped.")
    before_start: Hook | None = Field(None, description="Run before the new release is started.")
    confirm: bool = Field(False, description="It counts as good only when a deployment has found it healthy.")
    force: bool = Field(False, description="Also a release that was taken back.")
    commit: str | None = Field(None, description="The commit that it was built from, for the record.")

    @field_validator("url", "checksum", "proxy")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else web_address(value)

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.ensure == "absent":
            return self
        if not self.version or not self.executable:
            raise ValueError("a release has a version and an executable")
        given = [one for one in ("source", "url", "share") if getattr(self, one) is not None]
        if len(given) != 1:
            raise ValueError("write one of source, url and share" + (f", not {' and '.join(given)}" if given else ""))
        if not self.url and (extra := self.model_fields_set & _OF_URL):
            raise ValueError(f"{min(extra)} is for url alone")
        return self

    def refusal(self) -> str | None:
        """Why the source cannot be sent: it is not here, or is another file than its hash says."""
        if self.source is None or self.ensure == "absent":
            return None
        if not self.source.is_file():
            return f"there is no file {self.source}"
        found = sha256(self.source)
        return (
            f"{self.source} has the SHA-256 {found}, and not {self.sha256}"
            if self.sha256 not in (None, found)
            else None
        )

    def files(self) -> dict[str, Path]:
        """The source by its SHA-256. Raises OSError where it cannot be read."""
        return {sha256(self.source): self.source} if self.source and self.ensure == "present" else {}

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; `whole` is compared: the program is the one that came with the release."""
        values = super().properties()
        if self.ensure == "absent":
            return {key: value for key, value in values.items() if key in ("ensure", "app", "restart_on")}
        values |= {"archive": self.archive or archive_of(str(self.source or self.url or self.share)), "whole": True}
        values["retain"] = self.retain.model_dump(exclude_none=True)
        for key in ("before_stop", "before_start"):
            if (hook := getattr(self, key)) is not None:
                values[key] = hook.properties()
        if self.slots:
            values["slots"] = {name: slot.model_dump() for name, slot in self.slots.items()}
        for key in ("headers", "confirm", "force"):
            if not values[key]:
                del values[key]
        if self.source:
            values["sha256"] = sha256(self.source)
            del values["source"]
        if not self.url:
            del values["timeout"]
        return values


def archive_of(name: str) -> str:
    """The kind of archive that a file is by its name: none, zip or tar.gz."""
    path = name.partition("?")[0].lower()
    return next((kind for suffix, kind in _ARCHIVES.items() if path.endswith(suffix)), "none")


def version_key(text: str) -> tuple[bool, Version, str]:
    """What versions are sorted by: as packaging orders them, and those that it does not know before all others."""
    try:
        return True, Version(text), text
    except InvalidVersion:
        return False, Version("0"), text
