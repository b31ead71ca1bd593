"""Reads YAML files with the place of every value, several files as one tree."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

from winstead.errors import InventoryError, Mistake

Key = str | int
KeyPath = tuple[Key, ...]
Place = tuple[str, int]


class _Loader(_Base):
    """YAML 1.2's core schema: no and on are text, not booleans, and 1:30 is no number.

    Nor is what would lose digits as a number: 007, 0o17 and +5 are text.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"0|-?[1-9][0-9]*|0x[0-9a-fA-F]+", "-0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), [*_first, ""])

_SCALARS: dict[str, Callable[[str], object]] = {
    "bool": lambda text: text.lower() == "true",
    "int": lambda text: int(text, 16) if text.startswith("0x") else int(text),
    "float": float,
    "null": lambda text: None,
    "str": str,
}
_STANDARD = "tag:yaml.org,2002:"
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
_MAX_DEPTH = 40
_MAX_VALUES = 500_000  # in one file; a few aliases of aliases make billions


@dataclass
class Tree:
    """The data of YAML files, and the place that each value has in them by its key path."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    folder: Path = field(default_factory=Path)

    def place(self, path: KeyPath) -> Place:
        """Where a value is, or the nearest one above it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return (str(self.folder), 0)

    def mistake(self, path: KeyPath, text: str) -> Mistake:
        """A mistake at a key path; control characters in its text are shown as escapes."""
        return Mistake(*self.place(path), show_path(path), text.translate(_CONTROLS))


def show_path(path: KeyPath) -> str:
    """A key path as it is shown: ``apps.orders.firewall[0].port``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def read_tree(path: Path) -> Tree:
    """The tree of a YAML file with what it includes, or of all YAML files of a folder.

    Raises InventoryError with all mistakes: no such file, wrong YAML, a key given twice, a cycle of includes.
    """
    if not path.exists():
        raise InventoryError(Mistake(str(path), 0, "", "there is no such inventory: name one with --inventory"))
    found = sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
    files = [one for one in found if not one.name.startswith(".")] if path.is_dir() else found
    if not files:
        raise InventoryError(Mistake(str(path), 0, "", "the folder holds no .yaml file"))
    joined = _Joined(Tree(folder=path if path.is_dir() else path.parent))
    for file in files:
        joined.add(file, ())
    if joined.mistakes:
        raise InventoryError(*joined.mistakes)
    return joined.tree


class _Joined:
    """Files that become one tree, and what is wrong in them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.mistakes: list[Mistake] = []
        self._done: set[Path] = set()

    def add(self, file: Path, parents: tuple[Path, ...]) -> None:
        """Reads a file and what it includes; a file that is named twice is read once."""
        real = file.resolve()
        if real in self._done:
            return
        self._done.add(real)
        read = _File(file)
        self.mistakes += read.mistakes
        includes = read.data.pop("include", None) or []
        if not isinstance(includes, list) or not all(isinstance(one, str) for one in includes):
            self.mistakes.append(Mistake(*read.places["include",], "include", "a list of file names is wanted"))
            includes = []
        self.mistakes += self._merge(read)
        for index, pattern in enumerate(includes):
            place = (*read.places["include", index], f"include[{index}]")
            names = sorted(glob.glob(pattern, root_dir=file.parent, recursive=True))  # noqa: PTH207  # takes absolute ones
            included = [one for one in (file.parent / name for name in names) if one.is_file()]
            if not included:
                self.mistakes.append(Mistake(*place, f"no file matches '{file.parent / pattern}'"))
            for one in included:
                chain = (*parents, real)
                if one.resolve() in chain:
                    cycle = " includes ".join(each.name for each in (*chain[chain.index(one.resolve()) :], one))
                    self.mistakes.append(Mistake(*place, f"the files include each other: {cycle}"))
                self.add(one, chain)

    def _merge(self, read: _File) -> Iterator[Mistake]:
        """Puts a file's data in: maps are joined key by key at the top and one below, lists are appended."""
        tree, shifted = self.tree, dict[Key, int]()
        for key, value in read.data.items():
            known = tree.data.get(key)
            if known is None:
                tree.data[key] = value
            elif isinstance(value, dict) and isinstance(known, dict):
                for name, inner in value.items():
                    if name in known:
                        yield self._twice((key, name), read.places[key, name])
                    else:
                        known[name] = inner
            elif isinstance(value, list) and isinstance(known, list):
                shifted[key] = len(known)
                known += value
            elif value is not None:
                yield self._twice((key,), read.places[key,])
        for path, place in read.places.items():
            if len(path) > 1 and path[0] in shifted:
                path = (path[0], int(path[1]) + shifted[path[0]], *path[2:])
            tree.places.setdefault(path, place)

    def _twice(self, path: KeyPath, place: Place) -> Mistake:
        file, line = self.tree.place(path)
        return Mistake(*place, show_path(path), f"given twice: also in {file}:{line}")


class _File:
    """One YAML file: its data, the place of each value, and what is wrong."""

    def __init__(self, file: Path) -> None:
        self.name = str(file)
        self.data: dict[str, Any] = {}
        self.places: dict[KeyPath, Place] = {}
        self.mistakes: list[Mistake] = []
        self._above: set[int] = set()
        self._left = _MAX_VALUES
        root = self._compose(file)
        if isinstance(root, yaml.MappingNode):
            self.data = self._map(root, ())
        elif root is not None:
            self._say(root, (), "a map of keys is wanted at the top")

    def _say(self, at: yaml.Node, path: KeyPath, text: str) -> None:
        self.mistakes.append(Mistake(self.name, at.start_mark.line + 1, show_path(path), text))

    def _compose(self, file: Path) -> yaml.Node | None:
        raw, line, text = b"", 0, ""
        try:
            raw = file.read_bytes()
            source = raw.decode("utf-8-sig")
            line = _too_deep(source)
            if not line:
                return yaml.compose(source, Loader=_Loader)
            text = f"nested more than {_MAX_DEPTH} deep"
        except OSError as error:
            text = f"cannot be read: {error.strerror}"
        except UnicodeDecodeError as error:
            line, text = raw.count(b"\n", 0, error.start) + 1, f"is no UTF-8 text (byte {error.start})"
        except yaml.MarkedYAMLError as error:
            line, text = _explain(raw, error)
        except yaml.reader.ReaderError as error:
            line = raw.decode().count("\n", 0, error.position) + 1
            text = f"no YAML: the character U+{_code(error.character):04X} is written as an escape, in double quotes"
        self.mistakes.append(Mistake(self.name, line, "", text))
        return None

    def _value(self, at: yaml.Node, path: KeyPath) -> Any:
        self.places[path] = (self.name, at.start_mark.line + 1)
        self._left -= 1
        if self._left < 0:
            if self._left == -1:
                self._say(at, path[:3], f"the file's aliases make more than {_MAX_VALUES:,} values of it")
            return None
        if id(at) in self._above:
            self._say(at, path, "this alias holds itself")
            return None
        if len(path) > _MAX_DEPTH:
            self._say(at, path[:3], f"nested more than {_MAX_DEPTH} deep")
            return None
        if not isinstance(at, yaml.CollectionNode):
            return self._scalar(at, path)
        if at.tag not in (f"{_STANDARD}map", f"{_STANDARD}seq"):
            self._say(at, path, f"the tag {_show_tag(at.tag)} is not taken: leave it out")
        self._above.add(id(at))
        if isinstance(at, yaml.MappingNode):
            made: Any = self._map(at, path)
        else:
            made = [self._value(one, (*path, index)) for index, one in enumerate(at.value)]
        self._above.remove(id(at))
        return made

    def _scalar(self, at: yaml.Node, path: KeyPath) -> Any:
        convert = _SCALARS.get(at.tag.removeprefix(_STANDARD))
        try:
            if convert:
                return convert(at.value)
            self._say(at, path, f"the tag {_show_tag(at.tag)} is not taken: leave it out")
        except ValueError:
            self._say(at, path, f"'{at.value:.60}' is no {at.tag.removeprefix(_STANDARD)}: write it in quotes")
        return None

    def _map(self, at: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        self.places[path] = (self.name, at.start_mark.line + 1)
        made: dict[str, Any] = {}
        for key_at, value_at in at.value:
            key = key_at.value
            if not isinstance(key, str):
                self._say(key_at, path, "a list or map stands for a key: a value with {{ }} is put in quotes")
            elif key == "<<":
                self._say(key_at, path, "'<<' is not taken: put what is shared into a group")
            elif key in made:
                line = self.places[(*path, key)][1]
                self._say(key_at, (*path, key), f"given twice in one map: also in line {line}")
            else:
                made[key] = self._value(value_at, (*path, key))
                self.places[(*path, key)] = (self.name, key_at.start_mark.line + 1)
        return made


def _too_deep(source: str) -> int:
    """The line where lists and maps are nested too deeply, or 0: libyaml's nodes would overflow the stack."""
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def _explain(raw: bytes, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """The line of wrong YAML, and what is wrong there."""
    mark, lines = error.problem_mark or error.context_mark, raw.splitlines()
    if mark is None:
        return 0, f"no YAML: {error}"
    line = lines[mark.line] if mark.line < len(lines) else b""
    if line.lstrip(b" ").startswith(b"\t"):
        return mark.line + 1, "no YAML: a tab stands where blanks are wanted: YAML is indented with blanks alone"
    context = f"{error.context}: " if error.context else ""
    hint = "; put a value with {{ }} in quotes" if b"{{" in line else ""
    return mark.line + 1, f"no YAML: {context}{error.problem}{hint}"


def _show_tag(tag: str) -> str:
    return tag.replace(_STANDARD, "!!")


def _code(character: int | str | bytes) -> int:
    return character if isinstance(character, int) else ord(character)
