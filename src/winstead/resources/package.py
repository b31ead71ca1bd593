"""A package: a program that a package manager or an installer brings onto the host."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from packaging.specifiers import InvalidSpecifier, Specifier, SpecifierSet
from packaging.version import InvalidVersion, Version
from pydantic import BeforeValidator, Field, StrictBool, field_validator, model_validator

from winstead.resources import Resource
from winstead.resources.file import sha256
from winstead.resources.healthcheck import web_address
from winstead.types import Duration, Text, digest, windows_path

_MANAGED = ("chocolatey", "scoop", "winget")
_FILES = ("msi", "exe")
# Properties that not every manager has, and which do.
_ONLY = {
    "pinned": _MANAGED,
    "source": _MANAGED,
    "arguments": (*_MANAGED, *_FILES),
    "bootstrap": ("chocolatey", "scoop"),
    "timeout": (*_MANAGED, *_FILES),
    **dict.fromkeys(("path", "share", "sha256", "product", "uninstall_arguments"), _FILES),
}
# What ids are made of: https://docs.chocolatey.org/en-us/create/create-packages (NuGet's), Scoop's manifests' names,
# https://learn.microsoft.com/windows/package-manager/package/manifest (Publisher.Package).
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_PLAIN = re.compile(r'[^"&|<>^%!\r\n]*')  # what cmd.exe leaves alone, which Scoop is started by
_LEADING = re.compile(r"\s*[vV]?([0-9]+(?:\.[0-9]+)*)")
_REQUIRED = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._+-]*?)\s*([~=!<>].*)?")


def comparisons(value: object) -> str:
    """Comparisons of versions as Python's packaging has them, without blanks and in the order that they are written in.

    Raises ValueError for what is none, and for those that a host cannot make: of local versions and of texts (`===`).
    """
    if value == "latest":
        return "latest"
    if isinstance(value, bool | int | float):
        raise ValueError(f"{value!r} is no text: write '=={value}' or '>={value}', in quotes")
    made: list[str] = []
    for one in str(value).split(","):
        try:
            found = Specifier(one.strip())
        except InvalidSpecifier:
            raise ValueError(f"'{one}' is no comparison: write '>=2.40', '==1.2.*', '>=1,<2' or latest") from None
        if found.operator == "===" or "+" in found.version:
            raise ValueError(
                f"'{one}': neither === nor a local version can be compared on a host: leave out what follows +"
            )
        made.append(str(found))
    return ",".join(made)


def satisfies(version: str, wanted: str) -> bool:
    """Whether a version is one of those that comparisons ask for, as Test-PackageVersion finds it on a host.

    Pre-releases are among them. Of a version that packaging does not know, the leading groups of digits count.
    """
    try:
        known = Version(version)
    except InvalidVersion:
        leading = _LEADING.match(version)
        if not leading:
            return False
        known = Version(leading[1])
    return SpecifierSet(wanted).contains(known, prereleases=True)


def requirement(value: object) -> object:
    """What ``git>=2.40`` says as a map: name and version. Raises ValueError for a text that says no name."""
    if not isinstance(value, str) or "{{" in value:
        return {"name": value} if isinstance(value, str) else value
    match = _REQUIRED.fullmatch(value)
    if not match:
        raise ValueError(f"'{value}' is no requirement: write git, 'git>=2.40', or {{name: git, version: '>=2.40'}}")
    return {"name": match[1]} | ({"version": match[2].strip()} if match[2] else {})


def _bootstrap(value: object) -> object:
    if isinstance(value, str) and re.match(r"(?i)https?:", value):
        return web_address(value)
    return windows_path(value)


class Package(Resource):
    """A program that a package manager or an installer brings; `manager: none` only looks whether it is there.

    What is installed is looked up once in a run for each manager. winget is asked for each package, for its list is a
    table for people, cut to a width: a name in wide letters may put its columns out of step. Versions that Python's
    packaging does not know, such as 2.40.0.windows.1 or 1.8.0_392, count by their leading groups of digits. Scoop's
    latest is what its buckets on the host know: `scoop update` is not run.
    """

    local: ClassVar[tuple[str, ...]] = ("path",)

    name: str = Field(min_length=1, max_length=256, description="The package's id, or with manager none the program's.")
    manager: Literal["chocolatey", "scoop", "winget", "msi", "exe", "none"] = Field(
        description="What installs it; none only looks whether it is there."
    )
    version: Annotated[str, BeforeValidator(comparisons)] | None = Field(
        None, description="Which versions will do: `'>=2.40'`, `'==1.2.*'`, `'>=1,<2'`, or latest; any unless given."
    )
    pinned: StrictBool | None = Field(None, description="Whether its version stays when others are updated.")
    source: Text | None = Field(
        None, min_length=1, description="Where it comes from: an internal feed's name or address; Scoop's bucket."
    )
    path: Path | None = Field(None, description="The installer's file here; seen from the inventory's folder.")
    share: str | None = Field(
        None, pattern=r"^(\\\\[^\\]+\\[^\\]+\\.+|[A-Za-z]:\\.+)$", description="Its path on a share, or on the host."
    )
    sha256: Annotated[str, BeforeValidator(digest)] | None = Field(None, description="The hash of that file.")
    arguments: tuple[Text, ...] = Field((), description="More for the installer: `[/S]`, `[INSTALLLEVEL=2]`.")
    product: str | None = Field(
        None,
        min_length=1,
        description="What Windows' list of programs calls it, `*` for anything; the name unless given.",
    )
    uninstall_arguments: tuple[Text, ...] = Field((), description="More for its uninstaller: `[/S]`.")
    check: tuple[Text, ...] | None = Field(
        None, min_length=1, description="A command whose output says its version: `[git, --version]`."
    )
    bootstrap: Annotated[str, BeforeValidator(_bootstrap)] | None = Field(
        None,
        description="What the manager itself is installed from where it is missing: for Chocolatey the address of an "
        "internal feed, or a folder, share or file with its package; for Scoop the install script.",
    )
    timeout: Duration = Field(3600.0, gt=0, description="How long the installer may take.")

    @field_validator("path")
    @classmethod
    def _check_path(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError(f"there is no file {value}")
        return value

    @model_validator(mode="after")
    def _check_manager(self) -> Self:
        for key in sorted(self.model_fields_set & _ONLY.keys()):
            if self.manager not in _ONLY[key]:
                raise ValueError(f"{key} is for {' and '.join(_ONLY[key])}: leave it out")
        if self.manager not in _FILES and not _ID.fullmatch(self.name):
            raise ValueError(f"'{self.name}' is no id of a package: letters, digits, . _ + and - are taken")
        if self.version == "latest" and self.manager not in _MANAGED:
            raise ValueError(f"manager {self.manager} knows no latest version: write which will do, such as '>=2.40'")
        if self.manager in ("scoop", "winget") and re.search(r"[:/\\]", self.source or ""):
            command = "scoop bucket add" if self.manager == "scoop" else "winget source add"
            raise ValueError(f"{self.manager} takes a source by its name: add it with `{command}`, and give that")
        if self.manager == "scoop" and not all(map(_PLAIN.fullmatch, (*self.arguments, self.source or ""))):
            raise ValueError(
                'scoop is started by cmd.exe, which would read " & | < > ^ % ! in its own way: leave them out'
            )
        if self.manager == "none" and self.ensure == "absent":
            raise ValueError("manager none removes nothing: leave it out, or say what it was installed by")
        return self

    @model_validator(mode="after")
    def _check_file(self) -> Self:
        if self.manager not in _FILES or self.ensure == "absent":
            return self
        given = [key for key in ("path", "share") if getattr(self, key) is not None]
        if len(given) != 1:
            raise ValueError("write one of path (a file here) and share" + (", not both" if given else ""))
        if self.manager == "exe" and "arguments" not in self.model_fields_set:
            raise ValueError(
                "an installer shows windows that nobody sees: give the arguments that keep it quiet, as [/S]"
            )
        if self.path and self.sha256 not in (None, found := sha256(self.path)):
            raise ValueError(f"{self.path} has the SHA-256 {found}, and not {self.sha256}")
        return self

    @property
    def key(self) -> str:
        """Its name; of one that is only looked for, with its version, for apps may want different ones."""
        return f"{self.name}{self.version or ''}" if self.manager == "none" else self.name

    def files(self) -> dict[str, Path]:
        """The installer by its SHA-256. Raises OSError where it cannot be read."""
        return {sha256(self.path): self.path} if self.path and self.ensure == "present" else {}

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; of one that is to go, what it takes to remove it."""
        values = {key: value for key, value in super().properties().items() if value != ()}
        values.pop("path", None)
        if self.manager == "none":
            values.pop("timeout")
            return values | {"check": self.check or (self.name, "--version")}
        if self.manager in _FILES and (self.product or not self.check or self.ensure == "absent"):
            values["product"] = self.product or self.name
        if self.ensure == "absent":
            gone = ("version", "pinned", "source", "share", "sha256", "arguments", "check", "bootstrap")
            return {key: value for key, value in values.items() if key not in gone}
        if self.path:
            values |= {"sha256": sha256(self.path), "file": self.path.name}
        return values
