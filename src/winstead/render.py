"""Renders a host's script: values become PowerShell literals, functions come word for word from ps1/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from winstead.literal import SecretRef, to_literal
from winstead.resources import Resource

_FUNCTION = re.compile(r"^function ([A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+)", re.MULTILINE)
_WORD = re.compile(r"\b[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+\b")
_ENGINE = ("Invoke-Run",)
# These only look, or leave the work to Windows, and may take as long as they like: no other run waits for them.
_UNLOCKED = {
    "Get-AppLog",
    "Get-AppRelease",
    "Get-AppStatus",
    "Get-HostFacts",
    "Get-RestartState",
    "Invoke-AppRun",
}


class Code(str):
    """Text that may stand in a script as it is: a literal, or a function from ps1/."""

    __slots__ = ()


@dataclass(frozen=True)
class Call:
    """One line of a script's work: a command with the values that it is given."""

    command: str
    arguments: tuple[object, ...] = ()


def folder(name: str) -> Path:
    """Where ``ps1`` or ``templates`` lies: in the package once installed, else in the checkout."""
    package = Path(__file__).parent / name
    return package if package.is_dir() else Path(__file__).parents[2] / name


def resource_call(resource: Resource) -> Call:
    """The call that brings one resource to its desired state."""
    kind = type(resource).__name__
    return Call("Invoke-Resource", (Code(kind), resource.key, resource.properties()))


def render(host: str, calls: Sequence[Call], apps: Mapping[str, str] | None = None) -> str:
    """The script for one host, a pure function of its arguments.

    Raises ValueError for a value that PowerShell has no literal for.
    """
    names = {name for call in calls for name in _commands_of(call)}
    secrets = sorted({name for call in calls for name in _secrets_of(call.arguments)})
    return _template().render(
        host=host,
        calls=calls,
        apps=dict(apps or {}),
        secrets=secrets,
        functions=_functions(frozenset(names)),
        lock=not names <= _UNLOCKED,
    )


def function_texts(*names: str) -> str:
    """Functions of ps1/ with those that they need, for a transport's own use."""
    return "\n".join(_functions(frozenset(names), engine=False))


def host_script(name: str, function: str) -> str:
    """A script that lies on hosts and works there by itself: templates/NAME.ps1.j2 with the functions that it needs."""
    functions = _functions(frozenset([function]), engine=False)
    return environment().get_template(f"{name}.ps1.j2").render(functions=functions)


def command_text(call: Call) -> str:
    """A command line after the functions that it needs, for a transport's own use."""
    words = [_command(call.command), *(_literal(value) for value in call.arguments)]
    return f"{function_texts(call.command)}\n{' '.join(words)}"


def secrets_of(calls: Iterable[Call]) -> set[str]:
    """The names of the secrets that a script with these calls asks for."""
    return {name for call in calls for name in _secrets_of(call.arguments)}


def _commands_of(call: Call) -> Iterator[str]:
    yield call.command
    if call.command == "Invoke-Resource":
        yield f"Get-{call.arguments[0]}State"
        yield f"Set-{call.arguments[0]}State"


def _secrets_of(value: object) -> Iterator[str]:
    if isinstance(value, SecretRef):
        yield value.name
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _secrets_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _secrets_of(one)


@cache
def _sources() -> dict[str, str]:
    """Every function of ps1/ by its name."""
    found: dict[str, str] = {}
    for file in sorted(folder("ps1").rglob("*.ps1")):
        text = file.read_text(encoding="ascii")
        starts = [match.start() for match in _FUNCTION.finditer(text)]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            match = _FUNCTION.match(text, start)
            if match:
                found[match[1]] = text[start:end].strip()
    return found


@cache
def _functions(names: frozenset[str], engine: bool = True) -> tuple[str, ...]:
    """The functions that these need, themselves included, sorted by name."""
    sources, needed, open_names = _sources(), set[str](), {*names, *(_ENGINE if engine else ())}
    while open_names:
        name = open_names.pop()
        needed.add(name)
        open_names |= {word for word in _WORD.findall(sources[name]) if word in sources} - needed
    return tuple(sources[name] for name in sorted(needed))


def _literal(value: object, indent: int = 0) -> Code:
    return value if isinstance(value, Code) else Code(to_literal(value, indent))


def _source(value: str) -> Code:
    if value not in _sources().values():
        raise ValueError("only functions of ps1/ may stand in a script as they are")
    return Code(value)


def _command(value: str) -> Code:
    if value not in _sources():
        raise ValueError(f"there is no function {value} in ps1/")
    return Code(value)


def _refuse_others(value: object) -> object:
    if not isinstance(value, Code):
        raise TypeError(f"a value reached the script without the filter ps: {value!r:.80}")
    return value


@cache
def environment() -> jinja2.Environment:
    """The Jinja environment of templates that hold PowerShell: nothing gets in but through ``| ps``."""
    made = _environment(_refuse_others, autoescape=False)
    made.filters |= {"ps": _literal, "source": _source, "command": _command}
    return made


def xml_environment(finalize: Callable[[object], object] | None = None) -> jinja2.Environment:
    """A Jinja environment of templates that make XML: every value is escaped, after ``finalize`` has seen it."""
    return _environment(finalize, autoescape=True)


def _environment(finalize: Callable[[object], object] | None, autoescape: bool) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("templates")),
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template() -> jinja2.Template:
    return environment().get_template("script.ps1.j2")
