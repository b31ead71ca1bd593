"""PowerShell literals of Python values: the one way by which data gets into a script.

What is written is ASCII where the value is, reads back equal in Windows PowerShell 5.1 and PowerShell 7, and never runs
as code. It does not depend on how the file's lines end: text of several lines is an array of its lines, joined, so that
an editor, git or a transport that turns LF into CRLF changes no value. Nor does a line of the script ever start with
text from a value. Characters that cannot be seen, such as those that turn the direction of writing, stand as numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WIDTH = 80  # of a list or table on one line, with room for what stands before it

# PowerShell's tokenizer takes each of these as a single quote (CharExtensions.IsSingleQuote, about_Quoting_Rules).
_QUOTE = re.compile("['\u2018-\u201b]")

# Control characters but tab, marks of direction and of zero width, line separators, lone surrogates, non-characters.
_UNSEEN = re.compile(
    "([\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff])"
)

# A word that a table takes as a key without quotes, and that about_Reserved_Words does not list.
_BARE_KEY = re.compile(
    r"(?!(?i:assembly|base|begin|break|catch|class|clean|command|configuration|continue|data|define|do|dynamicparam|else"
    r"|elseif|end|enum|exit|filter|finally|for|foreach|from|function|hidden|if|in|inlinescript|interface|module"
    r"|namespace|parallel|param|private|process|public|return|sequence|static|switch|throw|trap|try|type|until|using|var"
    r"|while|workflow)\Z)[A-Za-z_][A-Za-z0-9_]*"
)


@dataclass(frozen=True)
class SecretRef:
    """A secret in the place of a value: the script holds its name, and takes it from ``$Secret`` when it runs."""

    name: str


def to_literal(value: object, indent: int = 0) -> str:
    """The PowerShell expression for a value; it may stand as an argument, in an array, or in a hashtable.

    str, bool, int, float, bytes, None, lists, tuples, tables with text as keys, and SecretRef. A list or table that is
    too long for a line takes several, indented by four blanks for each of ``indent`` levels and one more.

    Raises ValueError, with the value's place, for what PowerShell has no literal for: numbers beyond 64 bits, infinity,
    keys that differ in case alone, other types.
    """
    write = _WRITERS.get(type(value))
    if write is None:
        kind = next((kind for kind in _WRITERS if isinstance(value, kind)), None)
        if kind is None:
            raise ValueError(f"PowerShell has no literal for {type(value).__name__}: {value!r:.80}")
        write = _WRITERS[kind]
    return write(value, indent)


def _write_text(value: str, indent: int) -> str:
    if value.isprintable():
        return _quote(value)
    newline, name = ("\r\n", "`r`n") if value.count("\r") == value.count("\n") == value.count("\r\n") else ("\n", "`n")
    lines = [_line(line) for line in value.split(newline)]
    return lines[0] if len(lines) == 1 else f'({_array(lines, indent)} -join "{name}")'


def _line(text: str) -> str:
    parts = _UNSEEN.split(text)
    if len(parts) == 1:
        return _quote(text)
    written = [f"[char]0x{ord(part):04X}" if at % 2 else _quote(part) for at, part in enumerate(parts) if part]
    return f"(-join @({', '.join(written)}))"


def _quote(text: str) -> str:
    return "'" + (_QUOTE.sub(_twice, text) if _QUOTE.search(text) else text) + "'"


def _twice(match: re.Match[str]) -> str:
    return match[0] * 2


def _array(items: list[str], indent: int) -> str:
    inline = f"@({', '.join(items)})"
    if "\n" not in inline and len(inline) + 4 * indent <= _WIDTH:
        return inline
    margin = "\n" + "    " * indent
    return f"@({margin}    " + f",{margin}    ".join(items) + f"{margin})"


def _write_list(value: Sequence[object], indent: int) -> str:
    items: list[str] = []
    try:
        for one in value:
            items.append(to_literal(one, indent + 1))
    except ValueError as error:
        raise ValueError(f"[{len(items)}]: {error}") from error
    if len(items) == 1 and isinstance(value[0], list | tuple | bytes):
        items[0] = f", {items[0]}"  # @(@(1)) is @(1)
    return _array(items, indent)


def _write_table(value: Mapping[object, object], indent: int) -> str:
    entries: list[tuple[str, str]] = []
    for key, one in value.items():
        try:
            entries.append((_key(key, indent + 1), to_literal(one, indent + 1)))
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from error
    if len({key.casefold() for key, _ in entries}) < len(entries):
        raise ValueError(f"keys that differ in case alone are one in PowerShell: {', '.join(map(str, value))}")
    inline = "; ".join([f"{key} = {text}" for key, text in entries])
    if "\n" not in inline and len(inline) + 4 * indent <= _WIDTH:
        return f"@{{ {inline} }}" if inline else "@{ }"
    margin, width = "\n" + "    " * indent, max([len(key) for key, _ in entries])
    return "@{" + "".join([f"{margin}    {key:<{width}} = {text}" for key, text in entries]) + margin + "}"


@lru_cache(maxsize=1024)
def _key(key: object, indent: int) -> str:
    if not isinstance(key, str):
        raise ValueError(f"a key is text, not {type(key).__name__}")
    bare = _BARE_KEY.fullmatch(key)
    return bare[0] if bare else _write_text(key, indent)


def _write_int(value: int, _: int) -> str:
    if not -(2**63) <= value < 2**63:
        raise ValueError(f"PowerShell's whole numbers have 64 bits: {value}")
    return _signed(str(int(value)))


def _write_float(value: float, _: int) -> str:
    if not math.isfinite(value):
        raise ValueError(f"PowerShell has no literal for the number {value}")
    return _signed(repr(float(value)))


def _signed(number: str) -> str:
    return f"({number})" if number[0] == "-" else number  # a command takes a bare -5 as text


_WRITERS: dict[type, Callable[..., str]] = {
    str: _write_text,
    bool: lambda value, _: "$true" if value else "$false",
    int: _write_int,
    float: _write_float,
    type(None): lambda value, _: "$null",
    bytes: lambda value, _: f"([byte[]] @({', '.join(map(str, value))}))",
    list: _write_list,
    tuple: _write_list,
    SecretRef: lambda value, indent: f"$Secret[{_write_text(value.name, indent)}]",
    Mapping: _write_table,
    dict: _write_table,
}
