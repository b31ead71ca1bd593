"""`{{ … }}` in an inventory's values: sandboxed Jinja expressions, where a lone one keeps its type.

Values know `{{ }}` alone, so `{%` and `{#` are text in them, and line ends stay; a template file is all of Jinja.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from winstead.strict import nearest
from winstead.yamlfile import Key, KeyPath

Values = Mapping[str, Any]
Failed = Callable[[KeyPath, str], None]

# What tells where an expression ends: strings, in which braces are text, and braces.
_TOKEN = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[{}]", re.DOTALL)


class TemplateError(ValueError):
    """A value's template is wrong, or uses a name that is not known."""


@dataclass(frozen=True)
class _Expression:
    evaluate: TemplateExpression
    names: frozenset[str]


def _as_text(value: object) -> object:
    """A value as it stands within text: true and false as in YAML; a list, a map or nothing is a mistake."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float | jinja2.Undefined):
        return value
    if isinstance(value, Mapping) and value.keys() == {"secret"}:
        raise TemplateError("a secret cannot stand within text: it is never part of a script")
    raise TemplateError(f"{_kind(value)} cannot stand within text")


def _plain(value: Any) -> Any:
    """What an expression gave, as YAML might have it. Raises TemplateError or jinja2.UndefinedError."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises what is undefined
    raise TemplateError(f"gives {_kind(value)}, which is no value")


def _kind(value: object) -> str:
    words = {"NoneType": "nothing (null)", "list": "a list", "dict": "a map"}
    return words.get(type(value).__name__, f"a {type(value).__name__}")


@cache
def _environment(newline: str = "\n") -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        finalize=_as_text,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence=newline,
    )


@cache
def _parts(text: str) -> tuple[str | _Expression, ...]:
    """A value's text and expressions, in order. Raises jinja2.TemplateSyntaxError."""
    parts: list[str | _Expression] = []
    at = 0
    while (start := text.find("{{", at)) >= 0:
        end = _end(text, start + 2)
        source = text[start + 2 : end].strip()
        evaluate = _environment().compile_expression(source, undefined_to_none=False)
        tree = _environment().parse(f"{{{{ {source} }}}}")
        parts += [*([text[at:start]] if start > at else []), _Expression(evaluate, _names(tree))]
        at = end + 2
    return (*parts, text[at:]) if at < len(text) else tuple(parts)


def _names(tree: nodes.Template) -> frozenset[str]:
    return frozenset(meta.find_undeclared_variables(tree))


def _end(text: str, start: int) -> int:
    """Where the braces are that close an expression."""
    depth = 0
    for match in _TOKEN.finditer(text, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}" and depth:
            depth -= 1
        elif match[0] == "}" and text.startswith("}}", match.start()):
            return match.start()
    raise jinja2.TemplateSyntaxError("'}}' is missing; a '{{' that is text is written {{ '{{' }}", 1)


def render_text(text: str, values: Values) -> Any:
    """A text with its expressions put in; the expression's own value where the text is nothing else.

    Raises TemplateError.
    """
    try:
        parts = _parts(text)
        if len(parts) == 1 and isinstance(parts[0], _Expression):
            return _plain(parts[0].evaluate(values))
        return "".join(one if isinstance(one, str) else str(_as_text(one.evaluate(values))) for one in parts)
    except Exception as error:
        # An expression can raise anything at all; it is the inventory's, and so is the mistake.
        raise TemplateError(f"'{_short(text)}': {_reason(error, values)}") from None


def render_file(text: str, values: Values) -> str:
    """A template file's text with all that Jinja knows carried out; its lines end as they did.

    Raises TemplateError, with the line.
    """
    line = 0
    try:
        return _template(text).render(values)
    except jinja2.TemplateSyntaxError as error:
        line, reason = error.lineno, _reason(error, values)
    except Exception as error:
        frames = [one.lineno for one in traceback.extract_tb(error.__traceback__) if "<template>" in one.filename]
        line, reason = (frames or [0])[-1] or 0, _reason(error, values)
    raise TemplateError(f"line {line}: {reason}")


@cache
def _template(text: str) -> jinja2.Template:
    return _environment("\r\n" if "\r\n" in text else "\n").from_string(text)


def _reason(error: Exception, values: Values) -> str:
    if isinstance(error, jinja2.UndefinedError):
        name = re.fullmatch(r"'(\w+)' is undefined", error.message or "")
        return f"there is no '{name[1]}' here; {nearest(name[1], values)}" if name else str(error.message)
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"no template: {error.message}"
    return str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"


def render_value(value: Any, values: Values, failed: Failed) -> Any:
    """A value with the templates in it rendered; what is wrong is told with its key path, and stays as it is."""

    def walk(one: Any, path: KeyPath) -> Any:
        if isinstance(one, str) and "{{" in one:
            try:
                return render_text(one, values)
            except TemplateError as error:
                failed(path, str(error))
                return one
        if isinstance(one, dict):
            return {key: walk(inner, (*path, key)) for key, inner in one.items()}
        if isinstance(one, list):
            return [walk(inner, (*path, index)) for index, inner in enumerate(one)]
        return one

    return walk(value, ())


def resolve_vars(raw: Values, fixed: Values, failed: Failed) -> dict[str, Any]:
    """Vars that may use each other, each rendered; a cycle or a mistake is told with its key path from the var on."""
    done: dict[str, Any] = dict(fixed)
    above: list[str] = []

    def resolve(name: str) -> None:
        if name in above:
            failed((name,), f"vars use each other: {' uses '.join([*above[above.index(name) :], name])}")
            done[name] = raw[name]
            return
        above.append(name)
        for used in sorted(names_in(raw[name])):
            if used in raw and used not in done:
                resolve(used)
        above.pop()
        if name not in done:
            done[name] = render_value(raw[name], done, lambda path, text: failed((name, *path), text))

    for name in raw:
        if name not in done:
            resolve(name)
    return done


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts with templates in a value, with their key paths."""
    if isinstance(value, str):
        if "{{" in value:
            yield path, value
    elif isinstance(value, dict | list):
        items: Iterator[tuple[Key, Any]] = iter(value.items() if isinstance(value, dict) else enumerate(value))
        for key, one in items:
            yield from texts_in(one, (*path, key))


def names_in(value: Any) -> frozenset[str]:
    """The names that the templates in a value use; a template that is wrong has none, and is told when rendered."""
    found = frozenset[str]()
    for _, text in texts_in(value):
        if not syntax_mistake(text):
            found |= frozenset().union(*(part.names for part in _parts(text) if isinstance(part, _Expression)))
    return found


def is_name(word: str) -> bool:
    """Whether an expression can name a var so."""
    return word.isidentifier() and word != "self" and names_in(f"{{{{ {word} }}}}") == {word}


def syntax_mistake(text: str) -> str | None:
    """Why a text is no template, or None."""
    try:
        _parts(text)
    except jinja2.TemplateSyntaxError as error:
        return f"'{_short(text)}': {_reason(error, {})}"
    return None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
