"""Reads the script that a simulated host is sent: which commands it calls, and with which values.

Nothing is run. Arguments are literals, above all those that ``to_literal`` writes, and come back equal; what only
PowerShell could work out is refused, so that no call is ever left out or done with another value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache

import tree_sitter
import tree_sitter_powershell
from tree_sitter import Node as Tree

from winstead.literal import SecretRef

# A function from the first to the last of its lines, as ps1/ lays them out. They are most of a script, and to parse
# them takes most of the time. No value looks like one: text of several lines is written as an array of its lines.
_FUNCTION = re.compile(r"^function [\w-]+ \{[ \r]*\n(?:(?!\}).*\n)*\}[ \r]*$", re.MULTILINE)

# What PowerShell's tokenizer takes as a single quote, twice: in a string in single quotes each stands for one.
_PAIR = re.compile("['\u2018-\u201b]{2}")
_QUOTE = re.compile("['\u2018-\u201b]")

_WORD = re.compile(r"[A-Za-z_\\][\w.:\\/-]*")
_VARIABLE = re.compile(r"\$\w+")
_WHOLE = re.compile(r"-?[0-9]+")
_REAL = re.compile(r"-?[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?", re.IGNORECASE)
_ESCAPES = {'"`n"': "\n", '"`r`n"': "\r\n"}
_CONSTANTS = {"$true": True, "$false": False, "$null": None}


class ReadError(ValueError):
    """A place in a script that cannot be understood without PowerShell; ``line`` counts from 1."""

    def __init__(self, line: int, text: str, why: str = "is no literal that can be read without PowerShell") -> None:
        self.line = line
        self.text = text
        super().__init__(f"line {line}: {text!r:.100} {why}")


@dataclass(frozen=True)
class Variable:
    """A variable of the script in the place of a value."""

    name: str


@dataclass(frozen=True)
class Block:
    """A script block in the place of a value; the calls in it are in the list, after the one that it is given to."""


@dataclass
class Call:
    """One call of a command: its values by position and by name (a switch is True), and the line where it stands."""

    name: str
    arguments: list[object]
    parameters: dict[str, object]
    line: int


def read_calls(script: str, names: Collection[str]) -> list[Call]:
    """The calls of the commands ``names``, in the order in which they are made.

    Calls count at the script's top level and in script blocks there, not in function definitions.

    Raises ReadError for a script that does not parse, an argument that is no literal, and one of these commands within
    an if, a loop or a try.
    """
    short = _FUNCTION.sub(lambda match: "\n" * match[0].count("\n"), script)
    if not short.strip():
        return []  # functions alone, which a transport defines for later
    root = tree_sitter.Parser(_language()).parse(short.encode("utf-8", "surrogatepass")).root_node
    if root.has_error:
        raise _error(next(_broken(root)), "cannot be parsed")
    return list(_calls(root, {name.lower(): name for name in names}, None))


@cache
def _language() -> tree_sitter.Language:
    return tree_sitter.Language(tree_sitter_powershell.language())


def _text(tree: Tree) -> str:
    return (tree.text or b"").decode("utf-8", "surrogatepass")


def _error(tree: Tree, *why: str) -> ReadError:
    return ReadError(tree.start_point[0] + 1, _text(tree), *why)


def _broken(tree: Tree) -> Iterator[Tree]:
    if tree.is_error or tree.is_missing:
        yield tree
    for child in tree.children:
        if child.has_error:
            yield from _broken(child)


def _calls(tree: Tree, names: dict[str, str], within: str | None) -> Iterator[Call]:
    """The calls in a piece of script; ``within`` is the kind of statement that may run it never or often."""
    children = tree.named_children
    if tree.type == "command":
        words = [child for child in children if child.type in ("command_name", "command_name_expr")]
        name = names.get(_text(words[0]).strip("'\"").lower())
        if name and within:
            raise _error(tree, f"is called in {within!r}: whether and how often, only PowerShell can tell")
        if name:
            elements = [child for child in children if child.type == "command_elements"]
            given = [one for child in elements for one in child.children if one.type != "command_argument_sep"]
            yield _call(name, tree, given)
            children = [one for one in map(_core, given) if one.type == "script_block_expression"]
    elif tree.type.endswith("_statement"):
        within = tree.type.removesuffix("_statement")
    for child in children:
        if child.type not in ("function_statement", "class_statement"):
            yield from _calls(child, names, within)


def _call(name: str, tree: Tree, given: list[Tree]) -> Call:
    call = Call(name, [], {}, tree.start_point[0] + 1)
    awaiting: str | None = None
    for one in given:
        core = _core(one)
        if core.type == "command_parameter":
            awaiting = _text(core)[1:]
            if awaiting.lower() in map(str.lower, call.parameters):
                raise _error(tree, f"gives -{awaiting} twice")
            call.parameters[awaiting] = True
            continue
        if core.type == "expression_with_unary_operator" and _text(core).startswith("-"):
            raise _error(core, "is text to a command: write it in parentheses")
        value = _text(core) if core.type == "generic_token" and _WORD.fullmatch(_text(core)) else _value(core)
        if awaiting is None:
            call.arguments.append(value)
        else:
            call.parameters[awaiting] = value
        awaiting = None
    return call


def _core(tree: Tree) -> Tree:
    """The tree within those that only wrap it: the grammar has a dozen for each value, one for each precedence."""
    return tree.named_descendant_for_byte_range(tree.start_byte, tree.end_byte) or tree


def _parts(tree: Tree) -> list[Tree]:
    return [child for child in tree.named_children if child.type != "comment"]


def _value(tree: Tree) -> object:
    tree = _core(tree)
    read = _READERS.get(tree.type)
    if read is None:
        raise _error(tree)
    return read(tree)


def _read_string(tree: Tree) -> str:
    text = _text(tree)[1:-1]
    if "\n" in text:
        raise _error(tree, "has line ends of its own: write its lines as an array, joined")
    if _QUOTE.search(_PAIR.sub("", text)):
        raise _error(tree, "ends at a typographic quote")
    return _PAIR.sub(lambda pair: pair[0][1], text)


def _read_number(tree: Tree) -> int | float:
    text = _text(tree)
    if _WHOLE.fullmatch(text) and -(2**63) <= int(text) < 2**63:
        return int(text)
    if _WHOLE.fullmatch(text) or not _REAL.fullmatch(text):
        raise _error(tree)
    return float(text)


def _read_variable(tree: Tree) -> object:
    text = _text(tree)
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if not _VARIABLE.fullmatch(text):
        raise _error(tree)
    return Variable(text[1:])


def _read_array(tree: Tree) -> list[object]:
    """``@( )`` takes apart what is in it: an array in it is the array itself."""
    inner = [one for statements in _parts(tree) for one in _parts(statements)]
    if not inner:
        return []
    if len(inner) > 1:
        raise _error(tree, "is written without commas")
    value = _value(inner[0])
    return list(value) if isinstance(value, list | bytes) else [value]


def _read_items(tree: Tree) -> list[object]:
    return [_value(child) for child in _parts(tree)]


def _read_table(tree: Tree) -> dict[str, object]:
    table: dict[str, object] = {}
    seen: set[str] = set()
    entries = [one for body in _parts(tree) for one in _parts(body)]
    for entry in entries:
        key_tree, value_tree = _parts(entry)
        core = _core(key_tree)
        key = _text(core) if core.type == "simple_name" else _value(core)
        if not isinstance(key, str) or key.casefold() in seen:
            raise _error(entry, "has a key that is no text, or is there already")
        seen.add(key.casefold())
        table[key] = _value(value_tree)
    return table


def _read_unary(tree: Tree) -> object:
    sign, operand = tree.children[0], _parts(tree)[-1]
    if sign.type == "-":
        return _read_number(tree)
    if sign.type == ",":
        return [_value(operand)]
    if sign.type == "-join":
        return _joined(tree, _value(operand), "")
    return _value(sign)


def _read_cast(tree: Tree) -> object:
    kind, operand = _parts(tree)
    if _text(kind) == "[char]" and re.fullmatch("0x[0-9A-F]{4}", _text(operand)):
        return chr(int(_text(operand), 16))
    numbers = _value(operand)
    if _text(kind) != "[byte[]]" or not isinstance(numbers, list):
        raise _error(tree)
    if not all(isinstance(one, int) and 0 <= one < 256 for one in numbers):
        raise _error(tree, "has numbers that are no bytes")
    return bytes(numbers)


def _read_join(tree: Tree) -> str:
    left, sign, right = _parts(tree)
    separator = _ESCAPES.get(_text(right))
    if _text(sign) != "-join" or separator is None:
        raise _error(tree)
    return _joined(tree, _value(left), separator)


def _joined(tree: Tree, value: object, separator: str) -> str:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _error(tree)
    return separator.join(value)


def _read_access(tree: Tree) -> SecretRef:
    owner, key = _parts(tree)
    name = _value(key)
    if _text(owner).lower() != "$secret" or not isinstance(name, str):
        raise _error(tree)
    return SecretRef(name)


_READERS: dict[str, Callable[[Tree], object]] = {
    "verbatim_string_characters": _read_string,
    "decimal_integer_literal": _read_number,
    "real_literal": _read_number,
    "variable": _read_variable,
    "array_expression": _read_array,
    "array_literal_expression": _read_items,
    "hash_literal_expression": _read_table,
    "parenthesized_expression": lambda tree: _value(*_parts(tree)),
    "expression_with_unary_operator": _read_unary,
    "cast_expression": _read_cast,
    "comparison_expression": _read_join,
    "element_access": _read_access,
    "script_block_expression": lambda tree: Block(),
}
