"""Which version of an app `latest`, or a range such as `>=1.4,<2`, is: of those that its source says there are."""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from winstead.apps import App
from winstead.choice import Choice, select
from winstead.errors import UsageError
from winstead.fetch import fetch_text, shown
from winstead.inventory import Inventory, load
from winstead.options import Options
from winstead.releasefiles import access_of
from winstead.resolve import apps_as

_SHOWN = 10  # versions that an error lists
# What stands for the version in a rendered path; no inventory holds it.
_MARK = "\ue000version\ue000"


def choose(options: Options, wish: str) -> tuple[str, str]:
    """The version that is meant, and what is to be said of the choice: nothing, where the wish is a version already.

    Raises UsageError where no version matches, or each of several apps has another; FetchError for a list that cannot
    be had.
    """
    if (wanted := specifier(wish)) is None:
        return wish, ""
    inventory = load(Path(options.inventory))
    names = select(inventory, Choice(options.host, options.group, options.exclude, options.app))
    apps = apps_as(inventory, names, options.app, _MARK)
    found: dict[str, str] = {}
    for name in dict.fromkeys(app.name for app in apps):
        here, where = _there(inventory, [app for app in apps if app.name == name], bool(wanted.prereleases))
        if (version := best(here, wanted)) is None:
            raise UsageError(f"app {name}: no version is '{wish}' at {where}; {_listed(here)}")
        found[name] = version
    if len(set(found.values())) > 1:
        each = ", ".join(f"{name} {version}" for name, version in found.items())
        raise UsageError(f"--version {wish} is another for each app ({each}): deploy one after the other")
    version = next(iter(found.values()), wish)
    return version, f"'{wish}' is version {version}" if found else ""


def specifier(wish: str) -> SpecifierSet | None:
    """What a wish asks for; None where it is a version, and no range. Raises UsageError for a range that is none."""
    wish = wish.strip()
    if wish == "latest":
        return SpecifierSet()
    if not re.search(r"[<>=~!*,]", wish):
        return None
    try:
        return SpecifierSet(wish if re.match(r"[<>=~!]", wish) else f"=={wish}")
    except InvalidSpecifier:
        raise UsageError(f"--version '{wish}' is no range: write latest, '1.5.*' or '>=1.4,<2'") from None


def best(versions: Iterable[str], wanted: SpecifierSet) -> str | None:
    """The highest version that matches; one before a release (1.0rc1) only where the range names such a one."""
    known = {text: version for text in versions if (version := _parsed(text)) is not None}
    matching = wanted.filter(known, prereleases=bool(wanted.prereleases))
    return max(matching, key=lambda text: (known[text], text), default=None)


def _parsed(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _listed(versions: Iterable[str]) -> str:
    """The newest of the versions that there are, for an error."""
    known = sorted((one for one in versions if _parsed(one)), key=lambda text: (Version(text), text), reverse=True)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"there are: {', '.join(known[:_SHOWN])}{more}" if known else "there are none"


def _there(inventory: Inventory, apps: Sequence[App], prereleases: bool) -> tuple[set[str], str]:
    """The versions that an app has for all hosts, and where they were looked for."""
    found: dict[str, set[str]] = {}
    for app in apps:
        source = app.source
        if source and source.path and _MARK in source.path:
            where = source.path.replace(_MARK, "*")
            found[where] = found[where] if where in found else of_files(source.path)
        elif source and source.versions:
            where = shown(source.versions)
            if where not in found:
                access = access_of(source, inventory.secrets).to(source.url or "", source.versions)
                found[where] = of_feed(fetch_text(source.versions, access), where, prereleases)
        else:
            raise UsageError(
                f"app {app.name} does not say which versions there are: give source a path with {{{{ version }}}}, "
                "or a url with versions, the address of a list"
            )
    return set.intersection(*found.values()), " and ".join(found)


def of_files(pattern: str) -> set[str]:
    """The versions for which there is a file; ``pattern`` is a path with the mark in the version's place."""
    parts = [re.escape(part) for part in pattern.split(_MARK)]
    form = re.compile(parts[0] + r"([^/\\]+)" + "".join(rf"{part}\1" for part in parts[1:-1]) + parts[-1])
    folder = Path(pattern.partition(_MARK)[0] + "x").parent
    inner = pattern.removeprefix(str(folder)) if str(folder) != "." else pattern
    files = folder.glob("*".join(glob.escape(part) for part in inner.lstrip("/\\").split(_MARK)))
    return {match[1] for file in files if file.is_file() and (match := form.fullmatch(str(file)))}


def of_feed(text: str, where: str, prereleases: bool) -> set[str]:
    """The versions in a JSON list of texts, or of objects with `version` or, as GitHub has it, `tag_name`.

    GitHub's drafts are none, nor is what it marks as a prerelease unless ``prereleases``. Raises UsageError.
    """
    try:
        rows = json.loads(text)
    except ValueError:
        raise UsageError(f"what is at {where} is no JSON") from None
    if not isinstance(rows, list):
        raise UsageError(f"what is at {where} is no list of versions")
    found = {str(version) for row in rows if (version := _version(row, prereleases))}
    return {re.sub(r"^[vV](?=\d)", "", one) for one in found}


def _version(row: Any, prereleases: bool) -> Any:
    if not isinstance(row, dict):
        return row if isinstance(row, str) else None
    left_out = row.get("draft") or (row.get("prerelease") and not prereleases)
    return None if left_out else row.get("version") or row.get("tag_name")
