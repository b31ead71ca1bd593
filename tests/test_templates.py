"""`{{ … }}`: types stay, text stays, and nothing gets out of the sandbox."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winstead.templates import TemplateError, render_file, render_text, render_value, resolve_vars
from winstead.yamlfile import KeyPath

VALUES: dict[str, Any] = {
    "port": 80,
    "on": True,
    "none": None,
    "names": ["a", "b"],
    "db": {"secret": "db"},
    "result": "r",
    "context": "c",
    "crlf": "a\r\nb",
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ port }}", 80),
        ("{{port}}", 80),
        ("{{ on }}", True),
        ("{{ none }}", None),
        ("{{ names }}", ["a", "b"]),
        ("{{ db }}", {"secret": "db"}),
        ("{{ port + 1 }}", 81),
        ("{{ [port, {'a': {'b': port}}] }}", [80, {"a": {"b": 80}}]),
        ("{{ nowhere | default(5) }}", 5),
        ("{{ names | map('upper') | list }}", ["A", "B"]),
        ("{{ range(2) | list }}", [0, 1]),
        ("{{ 'a&b' | escape }}", "a&amp;b"),
        ("{{ result }}{{ context }}", "rc"),
        (" {{ port }}", " 80"),
        ("{{ port }}{{ port }}", "8080"),
        ("a{{ on }}b{{ 1.5 }}", "atrueb1.5"),
        ("{{ names | join(';') }}!", "a;b!"),
        ("{{ '}}' }}{{ \"{{\" }}", "}}{{"),
        ("{{ '{{ port }}' }}", "{{ port }}"),
        ("{{ port }}}", "80}"),
        ("{% if x %}{# no #}{{ port }}", "{% if x %}{# no #}80"),
        ("{{ port }}\r\n{{ crlf }}\r\n\n", "80\r\na\r\nb\r\n\n"),
        ("#{{ port }}\n  {{ port }}\n", "#80\n  80\n"),
    ],
)
def test_values(text: str, value: object) -> None:
    assert render_text(text, VALUES) == value
    assert type(render_text(text, VALUES)) is type(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ prot }}", "'{{ prot }}': there is no 'prot' here; did you mean 'port'?"),
        ("{{ [prot] }}", "'{{ [prot] }}': there is no 'prot' here; did you mean 'port'?"),
        ("x{{ prot }}", "'x{{ prot }}': there is no 'prot' here; did you mean 'port'?"),
        ("{{ db.name }}", "'{{ db.name }}': 'dict object' has no attribute 'name'"),
        ("x{{ names }}", "'x{{ names }}': a list cannot stand within text"),
        ("x{{ none }}", "'x{{ none }}': nothing (null) cannot stand within text"),
        ("x{{ db }}", "'x{{ db }}': a secret cannot stand within text: it is never part of a script"),
        ("{{ names | map('upper') }}", "'{{ names | map('upper') }}': gives a generator, which is no value"),
        ("{{ port.bit_length }}", "'{{ port.bit_length }}': gives a builtin_function_or_method, which is no value"),
        ("{{ port / 0 }}", "'{{ port / 0 }}': ZeroDivisionError: division by zero"),
        ("{{ names.append(1) }}", "SecurityError"),
        ("{{ ''.__class__.__mro__ }}", "SecurityError"),
        ("{{ ''.__class__ }}", "SecurityError"),
        ("{{ ('%s' | attr('format'))(port) }}{{ cycler.__init__.__globals__ }}", "SecurityError"),
        ("{{ '{0.__class__}'.format(port) }}", "SecurityError"),
        ("{{ port", "'{{ port': no template: '}}' is missing"),
        ("{{ 'a }}", "'{{ 'a }}': no template"),
        ("{{ a\n b }}", "'{{ a b }}': no template"),
    ],
)
def test_mistakes(text: str, says: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render_text(text, VALUES)
    assert says in str(caught.value)
    assert caught.value.__cause__ is None


def _refuse(path: KeyPath, text: str) -> None:
    pytest.fail(f"{path}: {text}")


@given(st.text(st.characters()).filter(lambda text: "{{" not in text))
def test_text_without_braces_is_unchanged(text: str) -> None:
    assert render_value({"a": [text]}, {}, _refuse) == {"a": [text]}


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}"), min_size=1))
def test_text_around_an_expression_is_unchanged(text: str) -> None:
    assert render_text(f"{text}{{{{ port }}}}{text}", VALUES) == f"{text}80{text}"


_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters())
_JSON = st.recursive(_SCALARS, lambda one: st.lists(one) | st.dictionaries(st.text(), one), max_leaves=8)


@given(_JSON)
def test_a_var_comes_through_unchanged(value: object) -> None:
    """Also one with braces in it: what a template gave is not looked at again."""
    rendered = render_value(["{{ var }}"], {"var": value}, _refuse)[0]
    assert rendered == value
    assert repr(rendered) == repr(value)


@given(st.text(st.characters()))
def test_any_text_with_braces_is_rendered_or_refused(text: str) -> None:
    """Whatever stands in the braces, the answer is a value or a mistake that names it."""
    failed: list[str] = []
    value = render_value("a{{" + text, VALUES, lambda path, text: failed.append(text))
    assert isinstance(value, str)
    assert not failed or failed[0].startswith("'a{{")


@given(st.text(st.characters()))
def test_text_in_a_string_of_an_expression(text: str) -> None:
    """Braces and quotes in it do not end the expression."""
    quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("\r", "\\r").replace("\n", "\\n")
    assert render_text("{{ '" + quoted + "' }}", {}) == text


def _vars(raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    failed: dict[str, str] = {}
    done = resolve_vars(raw, {"host": "srv01"}, lambda path, text: failed.update({".".join(map(str, path)): text}))
    return done, failed


def test_vars_use_each_other_in_any_order() -> None:
    done, failed = _vars(
        {"a": "{{ b }}{{ c.d }}", "b": "{{ host }}", "c": {"d": ["{{ b }}"]}, "e": "{{ c }}"} | {"c": {"d": "x"}}
    )
    assert failed == {}
    assert done == {"host": "srv01", "a": "srv01x", "b": "srv01", "c": {"d": "x"}, "e": {"d": "x"}}


def test_vars_in_a_cycle() -> None:
    _, failed = _vars({"a": "{{ b }}", "b": ["{{ c }}"], "c": {"d": "x{{ a }}"}, "d": "{{ d }}", "e": {"f": "{{ g }}"}})
    assert failed["a"] == "vars use each other: a uses b uses c uses a"
    assert failed["d"] == "vars use each other: d uses d"
    assert failed["e.f"].startswith("'{{ g }}': there is no 'g' here")


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("{% for name in names %}\n  {{ name }}\n{% endfor %}\nend\n", "  a\n  b\nend\n"),
        ("{% if on %}\r\n{{ port }}\r\n{% endif %}\r\n", "80\r\n"),
        ("{# a comment #}{{ on }}\n\n", "true\n\n"),
        ("{% set x = port + 1 %}{{ x }}", "81"),
        ("{{- port -}}  !", "80!"),
    ],
)
def test_a_file_is_all_of_jinja(text: str, rendered: str) -> None:
    assert render_file(text, VALUES) == rendered


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n\n{{ prot }}", "line 3: there is no 'prot' here; did you mean 'port'?"),
        ("\n{% for x in names %}\n{{ x.y }}{% endfor %}", "line 3: 'str object' has no attribute 'y'"),
        ("\n{% if %}", "line 2: no template: Expected an expression, got 'end of statement block'"),
        ("\n{{ db }}", "line 2: a secret cannot stand within text: it is never part of a script"),
        ("{{ names.__class__ }}", "line 1: SecurityError: access to attribute '__class__' of 'list' object is unsafe."),
    ],
)
def test_mistakes_in_a_file(text: str, says: str) -> None:
    with pytest.raises(TemplateError) as caught:
        render_file(text, VALUES)
    assert str(caught.value) == says
