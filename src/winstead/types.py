"""Types that inventories are written in: Windows paths, durations, sizes, and values that may be secrets."""

from __future__ import annotations

import math
import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from winstead.literal import SecretRef

_DURATION = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION_TEXT = r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*"
_SIZE = {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30, "TB": 2**40}
_SIZE_TEXT = r"\s*(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)\s*"


def seconds(value: object) -> float:
    """The seconds in a duration such as ``500ms``, ``30s``, ``5m``, ``1h`` or ``7d``; a number is seconds.

    Raises ValueError for anything else.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf:
        return value
    match = re.fullmatch(_DURATION_TEXT, value, re.ASCII) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is no duration: write 500ms, 30s, 5m, 1h or 7d")
    return float(match[1]) * _DURATION[match[2]]


def size(value: object) -> int:
    """The bytes in a size such as ``512KB``, ``10MB`` or ``1.5GB``; a whole number is bytes.

    A KB is 1024 bytes, a MB 1024 KB and so on, as PowerShell and the Explorer count
    (<https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_numeric_literals>).

    Raises ValueError for anything else.
    """
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    match = re.fullmatch(_SIZE_TEXT, value, re.ASCII) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is no size: write 512KB, 10MB or 1GB")
    return round(float(match[1]) * _SIZE[match[2]])


def digest(value: object) -> str:
    """A SHA-256 in lower-case hexadecimal digits. Raises ValueError for anything else."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9A-Fa-f]{64}", value):
        raise ValueError(f"'{value}' is no SHA-256: write its 64 hexadecimal digits, in quotes")
    return value.lower()


def windows_path(value: object) -> str:
    r"""An absolute Windows path with backslashes and none at its end, but for a drive's root (``C:\``).

    Raises ValueError for a relative path, a wildcard or a character that Windows does not take in names
    (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no path")
    path = one_spelling(value)
    if not re.match(r"[A-Za-z]:\\|\\\\[^\\?.]+\\[^\\]+", path):
        raise ValueError(f"'{value}' is no absolute Windows path: write it as 'C:\\folder\\file', in single quotes")
    if bad := re.search(r'[<>"|?*\x00-\x1f]', path) or re.search(":", path[2:]):
        raise ValueError(f"'{value}' holds {bad[0]!r}, which no Windows path may")
    if any(part in (".", "..") or part != part.rstrip(" .") for part in path[3:].split("\\")):
        raise ValueError(f"'{value}' has a part that is . or .. or ends in a blank or a full stop")
    return path


def one_spelling(path: str) -> str:
    """A path with single backslashes and none at its end, but for a drive's root."""
    path = path.replace("/", "\\")
    path = path[:2] + re.sub(r"\\{2,}", r"\\", path[2:])
    return path.rstrip("\\") if len(path) > 3 else path


def text(value: object) -> object:
    """Text, or a whole number as its digits; not one with a fraction, whose digits YAML may have changed.

    Raises ValueError for other scalars.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, bool | float):
        raise ValueError(f"{value!r} is no text: write it in quotes")
    return value


def secret(value: object) -> SecretRef:
    """The secret that ``{secret: name}`` stands for.

    Raises ValueError for anything else, and does not show it: it may be the secret itself.
    """
    if isinstance(value, SecretRef):
        return value
    if isinstance(value, dict) and value.keys() == {"secret"} and isinstance(value["secret"], str) and value["secret"]:
        return SecretRef(value["secret"])
    raise ValueError("a secret is wanted, by its name: write {secret: NAME}, and never the secret itself")


def password(value: object) -> SecretRef | str:
    """A secret by its name, or ``random``: that of a LocalUser whose password is made on the host.

    Raises ValueError for anything else, and does not show it.
    """
    return "random" if value == "random" else secret(value)


def text_or_secret(value: object) -> object:
    """Text as ``text`` takes it, or a secret by its name. Raises ValueError for other scalars."""
    if isinstance(value, dict):
        return secret(value)
    return text(value)


_SECRET_SCHEMA = {
    "type": "object",
    "properties": {"secret": {"type": "string", "minLength": 1, "description": "The secret's name."}},
    "required": ["secret"],
    "additionalProperties": False,
}
_TEXT_SCHEMA = {"type": ["string", "integer"]}

WindowsPath = Annotated[str, BeforeValidator(windows_path), WithJsonSchema({"type": "string"})]
Duration = Annotated[
    float,
    BeforeValidator(seconds),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": f"^{_DURATION_TEXT}$"}, {"type": "number", "minimum": 0}],
            "examples": ["30s", "5m", "1h"],
        }
    ),
]
Size = Annotated[
    int,
    BeforeValidator(size),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": f"^{_SIZE_TEXT}$"}, {"type": "integer", "minimum": 0}],
            "examples": ["10MB", "1GB"],
        }
    ),
]
Secret = Annotated[SecretRef, BeforeValidator(secret), WithJsonSchema(_SECRET_SCHEMA)]
Password = Annotated[
    SecretRef | str, BeforeValidator(password), WithJsonSchema({"anyOf": [_SECRET_SCHEMA, {"const": "random"}]})
]
Text = Annotated[str, BeforeValidator(text), WithJsonSchema(_TEXT_SCHEMA)]
TextOrSecret = Annotated[
    str | SecretRef, BeforeValidator(text_or_secret), WithJsonSchema({"anyOf": [_TEXT_SCHEMA, _SECRET_SCHEMA]})
]
