"""What is wrong in an inventory that can be seen without a host's vars, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from winstead.apps import App
from winstead.connection import Connection
from winstead.drafts import drafts
from winstead.errors import Mistake
from winstead.resources import kinds
from winstead.sections import SECTIONS, Draft, PartError, Raw, Section, property_names
from winstead.strict import nearest
from winstead.templates import is_name, syntax_mistake, texts_in
from winstead.yamlfile import Key, KeyPath, Tree, show_path

if TYPE_CHECKING:
    from winstead.inventory import Inventory

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def mistakes_of(
    tree: Tree, error: ValidationError, at: KeyPath, origins: Mapping[str, KeyPath] | None = None, rendered: bool = True
) -> Iterator[Mistake]:
    """The mistakes that a model found in the data at a key path, or, by key, at other paths.

    Where the data was not rendered, a value with a template in it is no mistake yet.
    """
    texts: dict[KeyPath, list[str]] = {}
    for one in error.errors(include_url=False):
        if rendered or one["type"] in ("missing", "extra_forbidden") or not _holds_template(one["input"]):
            texts.setdefault(_path_of(tree, one, at, origins or {}), []).append(
                one["msg"].removeprefix("Value error, ")
            )
    for path, several in texts.items():
        yield tree.mistake(path, ", or ".join(dict.fromkeys(several)))


def part_mistakes(tree: Tree, app: KeyPath, error: PartError, rendered: bool = True) -> Iterator[Mistake]:
    """The mistakes in a part of an app."""
    path = (*app, *error.path)
    if isinstance(error.reason, ValidationError):
        yield from mistakes_of(tree, error.reason, path, rendered=rendered)
    elif rendered or not _holds_template(_value_at(tree.data, path)):
        yield tree.mistake(path, error.reason)


def _path_of(tree: Tree, error: Any, at: KeyPath, origins: Mapping[str, KeyPath]) -> KeyPath:
    """The key path of an error's value: its own location names the members of unions too."""
    path, loc = at, error["loc"]
    if loc and loc[0] in origins:
        path, loc = origins[loc[0]], loc[1:]
    data = _value_at(tree.data, path)
    for key in loc:
        if key in _keys(data):
            data, path = data[key], (*path, key)
    return (*path, loc[-1]) if error["type"] == "missing" and loc else path


def _value_at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data[key] if key in _keys(data) else None
    return data


def _keys(data: Any) -> Collection[Key]:
    return data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()


def _holds_template(value: object) -> bool:
    return next(texts_in(value), None) is not None


def check_templates(tree: Tree) -> Iterator[Mistake]:
    """Templates that are none, and templates in keys."""
    for path, text in texts_in(tree.data):
        if why := syntax_mistake(text):
            yield tree.mistake(path, why)
    for path in tree.places:
        if path and "{{" in str(path[-1]):
            yield tree.mistake(path, "a key is taken as it is: {{ }} is for values")


def check_names(inventory: Inventory) -> Iterator[Mistake]:
    """Names that cannot be, and names of what is not there."""
    mistake = inventory.tree.mistake
    for section in ("hosts", "groups", "apps"):
        for name in getattr(inventory, section):
            if not _NAME.fullmatch(name):
                yield mistake((section, name), f"'{name}' is no name: letters, digits, - _ and . are taken")
    for name in inventory.hosts.keys() & inventory.groups.keys():
        yield mistake(("hosts", name), "there is a group of this name too: give one of them another")
    for path, apps in (one for one in _sections(inventory, "apps") if len(one[0]) > 1):
        yield from _unknown(inventory.tree, path, "app", apps, inventory.apps)
    for name, host in inventory.hosts.items():
        yield from _unknown(inventory.tree, ("hosts", name, "groups"), "group", host.groups, inventory.groups)
    for path, values in _sections(inventory, "vars"):
        for name in values:
            if name == "host":
                yield mistake((*path, name), "'host' is the host's name: call this one otherwise")
            elif not is_name(name):
                yield mistake((*path, name), f"no {{{{ }}}} can name '{name}': letters, digits and _ are taken")


def _unknown(tree: Tree, path: KeyPath, what: str, names: list[str], known: Mapping[str, object]) -> Iterator[Mistake]:
    for index, name in enumerate(names):
        if name not in known:
            yield tree.mistake((*path, index), f"there is no {what} '{name}'; {nearest(name, known)}")


def check_values(inventory: Inventory) -> Iterator[Mistake]:
    """What is wrong whatever the vars say: unknown keys and kinds, values of a wrong type that hold no template."""
    tree = inventory.tree
    for name, raw in inventory.apps.items():
        yield from _check_app(tree, name, raw)
    for path, raw in _sections(inventory, "connection"):
        try:
            Connection.model_validate(raw)
        except ValidationError as error:
            # A part of a connection may lack what another part gives: only its own keys are judged here.
            yield from (one for one in mistakes_of(tree, error, path, rendered=False) if one.path != show_path(path))
    for path, raws in _sections(inventory, "resources"):
        for index, raw in enumerate(raws):
            yield from _check_resource(inventory, (*path, index), raw)


def _sections(inventory: Inventory, key: str) -> Iterator[tuple[KeyPath, Any]]:
    yield (key,), getattr(inventory, key)
    for section in ("groups", "hosts"):
        for name, member in getattr(inventory, section).items():
            yield (section, name, key), getattr(member, key)


def _check_app(tree: Tree, name: str, raw: Raw) -> Iterator[Mistake]:
    path = ("apps", name)
    found = list(_check_sections(tree, path, raw))
    if "name" in raw:
        found.append(tree.mistake((*path, "name"), f"unknown key; the app's name is its key, '{name}'"))
    try:
        app = App.model_validate({**raw, "name": name})
    except ValidationError as error:
        found += mistakes_of(tree, error, path, rendered=False)
        for at, section, part in _parts(path, raw):
            found += _besides(found, _check_alone(tree, at, section, part))
    else:
        try:
            for draft in drafts(app):
                found += _besides(found, _check_draft(tree, draft.below("apps", name)))
        except PartError as error:
            found += _besides(found, part_mistakes(tree, path, error, rendered=False))
    yield from found


def _besides(found: list[Mistake], more: Iterator[Mistake]) -> list[Mistake]:
    """Those of more mistakes with none at their places yet, nor below: a whole that is wrong for a part is no news."""
    paths = [one.path for one in found]
    return [one for one in more if not any(path.startswith(one.path) for path in paths)]


def _parts(path: KeyPath, raw: Raw) -> Iterator[tuple[KeyPath, Section, Raw]]:
    """An app's parts that become resources, with their key paths."""
    for name, section in SECTIONS.items():
        value = raw.get(name)
        parts: list[tuple[KeyPath, Any]] = [((*path, name), value)]
        if isinstance(value, list):
            parts = [((*path, name, index), part) for index, part in enumerate(value)]
        yield from ((at, section, part) for at, part in parts if isinstance(part, dict))


def _check_sections(tree: Tree, path: KeyPath, raw: Raw) -> Iterator[Mistake]:
    """Unknown keys in an app's parts, whatever else is wrong with the app."""
    for at, section, part in _parts(path, raw):
        for key in part:
            if key in section.elsewhere:
                yield tree.mistake((*at, key), f"this comes from {section.elsewhere[key]}: write it there")
            elif key not in section.keys:
                yield tree.mistake((*at, key), f"unknown key; {nearest(key, section.keys)}")


def _check_alone(tree: Tree, path: KeyPath, section: Section, part: Raw) -> Iterator[Mistake]:
    """What is wrong with the values of an app's part, where the app is too wrong to say the rest."""
    known = (section.keys & property_names(section.kind)) - {"name", *section.added}
    values = {key: value for key, value in part.items() if key in known}
    try:
        kinds()[section.kind].model_validate(values)
    except ValidationError as error:
        inside = tuple(show_path((*path, key)) for key in values)
        yield from (one for one in mistakes_of(tree, error, path, rendered=False) if one.path.startswith(inside))


def _check_resource(inventory: Inventory, path: KeyPath, raw: Raw) -> Iterator[Mistake]:
    kind, tree = raw.get("kind"), inventory.tree
    if not isinstance(kind, str) or kind not in kinds():
        text = f"there is no kind '{kind}'; {nearest(str(kind), kinds())}" if kind else "a resource needs a kind"
        yield tree.mistake((*path, "kind") if kind else path, text)
        return
    known = property_names(kind)
    found = [tree.mistake((*path, key), f"unknown key; {nearest(key, known)}") for key in raw.keys() - known - {"kind"}]
    if "app" in raw and raw["app"] not in inventory.apps:
        text = f"there is no app '{raw['app']}'; {nearest(str(raw['app']), inventory.apps)}"
        found.append(tree.mistake((*path, "app"), text))
    draft = Draft(kind, {key: value for key, value in raw.items() if key != "kind"}, path)
    yield from found + _besides(found, _check_draft(tree, draft))


def _check_draft(tree: Tree, draft: Draft) -> Iterator[Mistake]:
    values = dict(draft.values)
    if draft.kind == "File":
        template = values.pop("template", None)
        if template is not None and values.keys() & {"content", "source"}:
            yield tree.mistake((*draft.path, "template"), "write one of content, template and source, not two")
        elif isinstance(template, str):
            values["content"] = "{{ }}"
            if "{{" not in template and not (tree.folder / template).is_file():
                yield tree.mistake((*draft.path, "template"), f"there is no file {tree.folder / template}")
        elif template is not None:
            yield tree.mistake((*draft.path, "template"), "the name of a file is wanted")
            return
    for key in kinds()[draft.kind].local:
        if isinstance(values.get(key), str):
            values[key] = str(tree.folder / values[key])
    try:
        kinds()[draft.kind].model_validate(values)
    except ValidationError as error:
        yield from mistakes_of(tree, error, draft.path, draft.origins, rendered=False)
