"""A file: its text, or the bytes of a file of the controller."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from winstead.literal import SecretRef
from winstead.resources import Resource
from winstead.types import TextOrSecret, WindowsPath


class File(Resource):
    """A file with its folders, written whole or not at all; what is there keeps its permissions and attributes."""

    local: ClassVar[tuple[str, ...]] = ("source",)

    name: WindowsPath = Field(description="Where it lies, an absolute path.")
    content: TextOrSecret | None = Field(None, description="The whole text.")
    source: Path | None = Field(None, description="A file here whose bytes it gets; seen from the inventory's folder.")
    encoding: Literal["utf-8", "utf-8-bom", "utf-16"] = Field(
        "utf-8", description="How the text is written; utf-16 is little-endian with a byte order mark."
    )
    newline: Literal["as-given", "lf", "crlf"] = Field("as-given", description="How lines of the text end.")

    @field_validator("content")
    @classmethod
    def _check_content(cls, value: TextOrSecret | None) -> TextOrSecret | None:
        if isinstance(value, str):
            if value.startswith("\ufeff"):
                raise ValueError("the text starts with a byte order mark: leave it out, and write encoding: utf-8-bom")
            at = next((at for at, char in enumerate(value) if "\ud800" <= char <= "\udfff"), None)
            if at is not None:
                raise ValueError(f"character {at + 1} is half of a surrogate pair, which no encoding has: leave it out")
        return value

    @field_validator("source")
    @classmethod
    def _check_source(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is not None and info.data.get("ensure") == "present" and not value.is_file():
            raise ValueError(f"there is no file {value}")
        return value

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        given = [field for field in ("content", "source") if getattr(self, field) is not None]
        if self.ensure == "present" and len(given) != 1:
            raise ValueError("write one of content, template and source" + (", not two" if given else ""))
        if self.newline != "as-given" and not isinstance(self.content, str | None):
            raise ValueError("a secret is written as it is: leave newline out")
        if self.source and self.model_fields_set & {"encoding", "newline"}:
            raise ValueError("a source is copied byte for byte: leave encoding and newline out")
        return self

    def files(self) -> dict[str, Path]:
        """The source by its SHA-256. Raises OSError where it cannot be read."""
        return {sha256(self.source): self.source} if self.source and self.ensure == "present" else {}

    def properties(self) -> dict[str, object]:
        """Content and encoding, or the source's SHA-256; nothing of them for a file that is to go.

        Raises OSError where the source cannot be read.
        """
        values = super().properties()
        for field in ("content", "source", "encoding", "newline"):
            values.pop(field, None)
        if self.ensure == "absent":
            return values
        if self.source:
            return values | {"sha256": sha256(self.source)}
        return values | {"content": self._text(), "encoding": self.encoding}

    def _text(self) -> str | SecretRef | None:
        if self.newline == "as-given" or not isinstance(self.content, str):
            return self.content
        return self.content.replace("\r\n", "\n").replace("\n", "\n" if self.newline == "lf" else "\r\n")


def sha256(path: Path) -> str:
    """A file's SHA-256 in lower-case hexadecimal, read anew only when its time or size changed.

    Raises OSError where it cannot be read.
    """
    known = path.stat()
    return _sha256(path, known.st_mtime_ns, known.st_size)


@cache
def _sha256(path: Path, _modified: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
