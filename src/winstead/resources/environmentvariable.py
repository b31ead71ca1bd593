"""An environment variable, or entries of one that is a list."""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from winstead.literal import SecretRef
from winstead.resources import Resource
from winstead.types import Text, TextOrSecret


class EnvironmentVariable(Resource):
    """An environment variable of the machine or of the user who connects.

    With `list: true`, `value` is entries of a list such as PATH: they are added at its end or, with `ensure: absent`,
    removed, and all others stay. Programs that run already, services among them, see it when they are started anew.
    """

    name: str = Field(min_length=1, max_length=254, description="The variable.")
    value: TextOrSecret | tuple[Text, ...] | None = Field(
        None, description="Its text; `%NAME%` in it is replaced by Windows. With `list`, the entries."
    )
    scope: Literal["machine", "user"] = Field("machine", description="Whose it is.")
    list: bool = Field(False, description="Adds to and removes from a list with semicolons; the other entries stay.")

    @field_validator("name")
    @classmethod
    def _check_name(cls, value: str) -> str:
        if bad := re.search(r"[=|\x00-\x1f]", value):
            raise ValueError(f"'{value}' holds {bad[0]!r}: give a variable a name without it")
        return value

    @field_validator("value")
    @classmethod
    def _check_value(cls, value: TextOrSecret | tuple[str, ...] | None) -> TextOrSecret | tuple[str, ...] | None:
        for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            if "\0" in text:
                raise ValueError("the text holds a NUL, which no variable can")
            if len(text) > 32767:
                raise ValueError(f"the text has {len(text)} characters; Windows takes 32767")
        if value in ("", ()):
            raise ValueError("Windows has no empty variables: write ensure: absent to remove it")
        return value

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.list:
            self._check_entries(self.value)
        elif isinstance(self.value, tuple):
            raise ValueError("value is entries of a list: write list: true")
        elif self.value is None and self.ensure == "present":
            raise ValueError("write the value")
        elif self.name.upper() == "PATH":
            raise ValueError(f"{self.name} belongs to many programs: write list: true, and in value your own entries")
        return self

    def _check_entries(self, value: str | SecretRef | tuple[str, ...] | None) -> None:
        if not isinstance(value, tuple):
            raise ValueError("with list: true, value is the entries: write value: ['C:\\tools']")
        seen = set[str]()
        for entry in value:
            plain = entry.strip().rstrip("\\").casefold()
            if ";" in entry or not plain:
                raise ValueError(f"'{entry}' is no entry of a list: write each of them by itself")
            if plain in seen:
                raise ValueError(f"'{entry}' is given twice")
            seen.add(plain)

    @property
    def key(self) -> str:
        """``NAME``, ``NAME|user``, and for a list its entries besides: ``PATH|C:\\tools;D:\\more``."""
        entries = (";".join(self.value),) if isinstance(self.value, tuple) else ()
        return "|".join((self.name, *(("user",) if self.scope == "user" else ()), *entries))

    def properties(self) -> dict[str, object]:
        """Value; scope and list where they are not the machine's and false."""
        values = super().properties()
        if self.scope == "machine":
            del values["scope"]
        if not self.list:
            del values["list"]
        return values
