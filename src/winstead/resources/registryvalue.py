"""A value in the registry."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from winstead.resources import Resource
from winstead.types import Secret, Text

_HIVES = {
    "HKEY_LOCAL_MACHINE": "HKLM",
    "HKEY_CURRENT_USER": "HKCU",
    "HKEY_CLASSES_ROOT": "HKCR",
    "HKEY_USERS": "HKU",
    "HKEY_CURRENT_CONFIG": "HKCC",
}
_FORM = "write 'HKLM\\Key\\value', in single quotes"
_Value = Annotated[int, Field(strict=True)] | Text | Secret | tuple[Text, ...]


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name of a value: {_FORM}")
    hive, _, path = value.partition("\\")
    hive = hive.removesuffix(":").upper()
    hive = _HIVES.get(hive, hive)
    if hive not in _HIVES.values():
        raise ValueError(f"'{value}' starts with no hive, which is one of {', '.join(_HIVES.values())}: {_FORM}")
    key, double, own = path.partition("\\\\")
    if not double:
        key, _, own = path.rpartition("\\")
    if not key or key.startswith("\\"):
        raise ValueError(f"'{value}' names a value and no key: {_FORM}")
    if any(len(part) > 255 for part in key.split("\\")) or len(own) > 16383 or re.search(r"[\x00\ud800-\udfff]", value):
        raise ValueError(f"'{value:.80}' is too long for Windows (255 characters a key), or holds a NUL")
    own = "(default)" if own.lower() in ("", "(default)") else own
    return f"{hive}\\{key}\\{own}" if "\\" not in own else f"{hive}\\{key}\\\\{own}"


def _check_kind(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError(
            f"{value!r} is neither text nor a whole number: put it in quotes, or write type: DWord and 1 or 0"
        )
    return value


def _text(value: _Value) -> _Value:
    if isinstance(value, int | tuple):
        raise ValueError(f"{value!r:.80} is no text: put it in quotes, or write type: DWord, QWord or MultiString")
    if isinstance(value, str) and "\0" in value:
        raise ValueError("the text holds a NUL, where Windows would end it: write type: Binary")
    return value


def _number(bits: int, value: _Value) -> _Value:
    if not isinstance(value, int) or not 0 <= value < 2**bits:
        raise ValueError(f"{value!r:.80} is no whole number from 0 to {2**bits - 1}")
    return value


def _texts(value: _Value) -> _Value:
    if not isinstance(value, tuple) or any(not text or "\0" in text for text in value):
        raise ValueError("a MultiString is a list of texts, none of them empty: write value: [one, two]")
    return value


def _bytes(value: _Value) -> _Value:
    try:
        return bytes.fromhex(value if isinstance(value, str) else "?").hex()
    except ValueError:
        raise ValueError(f"{value!r:.80} is not bytes in hexadecimal: write value: '00ff10'") from None


_CHECKS: dict[str, Callable[[_Value], _Value]] = {
    "String": _text,
    "ExpandString": _text,
    "DWord": partial(_number, 32),
    "QWord": partial(_number, 64),
    "MultiString": _texts,
    "Binary": _bytes,
}


class RegistryValue(Resource):
    r"""A value in the registry's 64-bit view, with its key; `absent` removes the value and leaves the key.

    What follows the last backslash is the value's own name: `HKLM\Key\value`. `HKLM\Key\(default)` or `HKLM\Key\\` is
    the key's default value, and `HKLM\Key\\C:\app.exe` one with backslashes in its name.
    """

    name: Annotated[str, BeforeValidator(_name)] = Field(
        description=r"`HKLM\Key\value`, `HKLM\Key\(default)`, or `HKLM\Key\\a\b` for a value called `a\b`; "
        "the hives are HKLM, HKCU, HKCR, HKU and HKCC."
    )
    type: Literal["String", "ExpandString", "DWord", "QWord", "MultiString", "Binary"] = Field(
        "String", description="Its type; in ExpandString, Windows replaces `%NAME%`."
    )
    value: Annotated[_Value | None, BeforeValidator(_check_kind)] = Field(
        None,
        description="A text or secret, a number without sign, a list of texts, or bytes in hexadecimal (`'00ff10'`).",
    )

    @field_validator("value")
    @classmethod
    def _check_value(cls, value: _Value | None, info: ValidationInfo) -> _Value | None:
        kind = info.data.get("type")
        return value if value is None or kind is None else _CHECKS[kind](value)

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.ensure == "present" and self.value is None:
            raise ValueError("write the value")
        return self

    def properties(self) -> dict[str, object]:
        """Type and value; a QWord as text, for PowerShell has no literal beyond 63 bits."""
        values = super().properties()
        if self.type == "QWord" and self.value is not None:
            values["value"] = str(self.value)
        return values
