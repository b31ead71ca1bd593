"""What is wrong with the files of releases: refused, and the old release stays."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import archives
from archives import PROGRAM, packed, tarred
from hosts import PASSWORD, WINHOST, Shell, connection_to, real_host, shell_on
from sites import CONTENT, serving
from unpacking import FOLDER, App
from winstead.render import function_texts
from winstead.transports.winrm import WinRM

pytest_plugins = ("release_fixtures",)

pytestmark = pytest.mark.real


def _broken(archive: bytes, part: bytes) -> bytes:
    """An archive with one bit of a part of it turned."""
    at = archive.index(part)
    return archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]


ZIP = packed({"app.exe": PROGRAM, "data/big.bin": CONTENT})
TAR = tarred({"app.exe": PROGRAM, "data/big.bin": CONTENT})
STORED = packed({"app.exe": PROGRAM}, zipfile.ZIP_STORED)
WRONG: dict[str, tuple[bytes, str, str]] = {
    "a truncated zip": (ZIP[:-100], ".zip", "it is no whole ZIP archive"),
    "half a zip": (ZIP[: len(ZIP) // 2], ".zip", "it is no whole ZIP archive"),
    "no zip": (b"<html>not found</html>", ".zip", "it is no whole ZIP archive"),
    "an empty zip": (b"", ".zip", "it is no whole ZIP archive"),
    "a list that is broken": (_broken(ZIP, b"PK\x01\x02"), ".zip", "it is no whole ZIP archive"),
    "a stored file that is broken": (_broken(STORED, PROGRAM), ".zip", "'app.exe' is not what was packed"),
    "a packed file that is broken": (_broken(ZIP, CONTENT[5000:5010]), ".zip", "'data/big.bin' is not what was packed"),
    "a packed file that is no such": (archives.with_field(STORED, 10, "<H", 8), ".zip", "'app.exe' "),
    "a zip with a link": (archives.packed_link("app.exe", "/etc/passwd"), ".zip", "'app.exe', which is a link"),
    "an encrypted zip": (archives.with_field(STORED, 8, "<H", 1), ".zip", "'app.exe', which is encrypted"),
    "no program": (packed({"other.exe": PROGRAM}), ".zip", "there is no app.exe in the release"),
    "a truncated tar": (TAR[:-200], ".tar.gz", "the archive was cut|no whole gzip archive|cannot be read"),
    "half a tar": (TAR[: len(TAR) // 2], ".tar.gz", "'data/big.bin'"),
    "no tar": (b"<html>not found</html>", ".tar.gz", "it is no whole gzip archive"),
    "a tar that is broken": (_broken(TAR, TAR[100000:100010]), ".tar.gz", "no whole gzip archive"),
    "a tar with a link": (archives.tarred_as("l", tarfile.SYMTYPE, "C:\\"), ".tar.gz", "'l', which is a link"),
    "a tar with a hard link": (archives.tarred_as("l", tarfile.LNKTYPE, "../x"), ".tar.gz", "'l', which is a link"),
    "a tar with a device": (archives.tarred_as("d", tarfile.CHRTYPE), ".tar.gz", "'d', which is .* neither a file"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused(what: str, app: App) -> None:
    """With its name, and where it came from; nothing of it is used."""
    content, suffix, says = WRONG[what]
    message = app.refused(**app.sent(content, suffix))
    assert message.startswith("release 2.0.0, the file that was sent, cannot be used: "), message
    assert re.search(says, message), message


BAD = [
    "../x",
    "..\\x",
    "a/../../x",
    "/x",
    "\\x",
    "//srv/share/x",
    "C:x",
    "C:\\x",
    "a:b",
    "con",
    "a/AUX.txt",
    "nul .txt",
]
BAD += ["com1", "LPT\u00b9.log", "x.", "x ", "a./x", "a//x", "..", "...", "a\tb", 'a"b', "a|b", "a*b", "conin$", ""]
GOOD = {"a": "a", "./a/b": "a\\b", "a/": "a", "console.txt": "console.txt", "com10": "com10", ".a": ".a", "./": ""}


def test_paths_out_of_the_folder(app: App) -> None:
    """And names that Windows does not have; in any archive nothing of it is used."""
    made = [packed({"app.exe": PROGRAM, name: b"x"}) for name in ("../x", "..\\x", "C:x", "con")]
    for content in made:
        assert "which is no path in the release's folder" in app.refused(**app.sent(content, ".zip"))
    for name in ("../../x", "C:\\x", "data/aux.txt"):
        said = app.refused(**app.sent(tarred({"app.exe": PROGRAM, name: b"x"}), ".tar.gz"))
        assert f"the archive holds '{name}', which is no path in the release's folder" in said


def test_names_in_archives(shell: Shell) -> None:
    """All of them, by the function that looks at them."""
    function = function_texts("Join-ArchivePath")
    names = json.dumps([*BAD, *GOOD]).replace("'", "''")
    found = shell(
        f"{function}\n$Names = ConvertFrom-Json '{names}'\n"
        "@(foreach ($one in $Names) { try { Join-ArchivePath -Into 'C:\\at' -Name $one } catch { 'refused' } })"
    )
    expected = dict.fromkeys(BAD, "refused") | {name: f"C:\\at\\{to}".rstrip("\\") for name, to in GOOD.items()}
    assert dict(zip([*BAD, *GOOD], found, strict=True)) == expected


@pytest.mark.parametrize(
    ("content", "suffix", "says"),
    [
        (packed({"app.exe": PROGRAM, "big": bytes(2**20)}), ".zip", "max_size is 100000 bytes, .* 'big' has 1048576"),
        (
            tarred({"app.exe": PROGRAM, "big": bytes(2**20)}),
            ".tar.gz",
            "max_size is 100000 bytes, .* 'big' has 1048576",
        ),
        (packed({f"{number}": bytes(30000) for number in range(5)}), ".zip", "max_size is 100000 bytes"),
        (archives.tar_bomb(2**20), ".tar.gz", "max_size is 100000 bytes"),
        (archives.lying(5), ".zip", "'app.exe' is not what was packed|'app.exe' cannot be read"),
        (archives.with_field(packed({"app.exe": PROGRAM}), 24, "<I", 5000), ".zip", "'app.exe'"),
        (archives.with_field(packed({"app.exe": PROGRAM}), 24, "<I", 2**31), ".zip", "max_size is 100000"),
    ],
)
def test_more_than_there_may_be(content: bytes, suffix: str, says: str, app: App) -> None:
    """By what the archive says, and by what it holds."""
    message = app.refused(**app.sent(content, suffix), max_size=100000)
    assert re.search(says, message), message


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_kinds_of_tar(kind: int, app: App) -> None:
    """With long names, and folders."""
    long = f"{'folder-' * 12}/{'name-' * 15}end.txt"
    app.changed(**app.sent(tarred({"./app.exe": PROGRAM, long: b"long"}, kind), ".tgz"))
    app.check("2.0.0", PROGRAM)
    name = long.replace("/", "\\")
    assert app.shell(f"[IO.File]::ReadAllText('{FOLDER}\\current\\{name}')") == "long"


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(not WINHOST, reason="needs a small disk, which is mounted here")
def test_the_disk_is_full(tmp_path: Path) -> None:
    """While it is downloaded, and while it is unpacked; once there is room, the next run does it."""
    with (
        _small_disk(tmp_path / "disk") as disk,
        serving(content=CONTENT[:100000]) as site,
        real_host(f"small{os.getpid()}") as host,
        host.endpoint() as served,
        WinRM().open(connection_to(served), PASSWORD) as opened,
        shell_on(served) as shell,
    ):
        app = App(opened, shell, tmp_path, host.path(disk) + "\\app")
        app.changed(version="1.0.0", **app.sent(b"old", ".exe"))
        big = app.sent(packed({"app.exe": PROGRAM, "big": bytes(300000)}), ".zip")
        filler = disk / "filler"
        for values in (big, {"url": f"{site.url[:-8]}app.exe"}):
            filler.write_bytes(bytes(170000))
            message = app.refused(**values)
            assert "disk" in message.lower(), message
            assert host.path(disk) in message
            assert {one.name for one in (disk / "app/releases").iterdir()} == {"1.0.0"}
        filler.unlink()
        app.changed(url=f"{site.url[:-8]}app.exe")
        app.check("2.0.0", CONTENT[:100000])


def test_an_unsigned_program(app: App) -> None:
    """Is refused where a publisher is wanted."""
    message = app.refused(**app.sent(PROGRAM, ".exe"), publisher="Contoso Ltd")
    assert re.search(r"cannot be used: the program's signature does not hold \((NotSigned|UnknownError)\)", message), (
        message
    )


def test_a_share(app: App) -> None:
    """Its file is copied, and looked at; by a path of this host that is written like one, for it has no shares."""
    folder = "C:\\files\\share"
    app.shell(f"$null = mkdir {folder} -Force; [IO.File]::WriteAllText('{folder}\\app.exe', 'of the share')")
    share = f"\\\\.\\{folder}\\app.exe"
    message = app.refused(share=share.replace("app.exe", "gone.exe"))
    assert f"there is no file {share[:-7]}gone.exe that this host's run can read" in message
    message = app.refused(share=share, sha256="0" * 64)
    assert f"what came from {share} has the SHA-256 " in message
    app.changed(share=share, sha256=hashlib.sha256(b"of the share").hexdigest())
    app.check("2.0.0", b"of the share")
