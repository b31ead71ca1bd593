"""Releases from addresses, and what is wrong with what comes: refused, or survived, and the old release stays."""

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
from typing import Any

import pytest

import archives
from archives import PROGRAM, packed, tarred
from hosts import PASSWORD, WINHOST, Shell, connection_to, real_host, shell_on
from sites import CONTENT, SHA256, Site, serving
from winstead.events import Event
from winstead.render import function_texts, render, resource_call, secrets_of
from winstead.resources.release import Release
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import FileToSend, OpenHost, Setting
from winstead.transports.winrm import WinRM

pytestmark = pytest.mark.real
FOLDER = "C:\\files\\app"
SECRETS = {"token": "t0p-s3cret"}


class App:
    """An app on a real host, whose release 1.0.0 is the current one."""

    def __init__(self, opened: OpenHost, shell: Shell, folder: Path, at: str = FOLDER) -> None:
        self._opened, self.shell, self._folder, self.at = opened, shell, folder, at
        self._number = 0

    def run(self, **values: Any) -> list[Event]:
        """The events of an apply."""
        given = {"name": self.at, "version": "2.0.0", "executable": "app.exe", "timeout": 5} | values
        if "url" not in given:
            del given["timeout"]
        release = Release.model_validate(given)
        for sha256, path in release.files().items():
            self._opened.upload(FileToSend(path, sha256, release.name))
        calls = [resource_call(release)]
        secrets = {name: SECRETS[name] for name in secrets_of(calls)}
        events = list(self._opened.run(render("srv", calls), Setting("Apply", secrets, by="tests")))
        assert SECRETS["token"] not in json.dumps(events)
        return events

    def apply(self, **values: Any) -> Event:
        """The result of an apply."""
        return next(event for event in self.run(**values) if event["event"] == "result")

    def changed(self, **values: Any) -> None:
        """An apply that does what it should."""
        event = self.apply(**values)
        assert event["status"] == "changed", event["error"]["message"]

    def sent(self, content: bytes, suffix: str) -> dict[str, Any]:
        """The values of a release that comes from here."""
        self._number += 1
        file = self._folder / f"{self._number}{suffix}"
        file.write_bytes(content)
        return {"source": str(file)}

    def refused(self, **values: Any) -> str:
        """What an apply fails with, which leaves the old release as it was."""
        event = self.apply(**values)
        assert event["status"] == "failed", event
        self.check("1.0.0", b"old")
        text: str = event["error"]["message"]
        return text

    def check(self, version: str, program: bytes) -> None:
        """Which release is the current one, and that nothing else is left."""
        found = self.shell(
            f"$at = '{self.at}'\n@((Get-FileHash $at\\current\\app.exe).Hash, @((Get-ChildItem $at -Force).Name), "
            "@((Get-ChildItem $at\\releases -Force).Name))"
        )
        assert found[0] == hashlib.sha256(program).hexdigest().upper()
        assert {*found[1]} - {"current.old"} == {"current", "releases", "releases.json"}
        assert {one for one in found[2] if not one.startswith(".download.")} <= {"1.0.0", version}
        record = json.loads(self.shell(f"[IO.File]::ReadAllText('{self.at}\\releases.json')"))
        assert record["order"][-1] == version
        assert record["underway"] is None


@pytest.fixture(scope="module")
def opened(served: Endpoint) -> Iterator[OpenHost]:
    """The host, open over WinRM."""
    with WinRM().open(connection_to(served), PASSWORD) as one:
        yield one


@pytest.fixture
def app(opened: OpenHost, shell: Shell, tmp_path: Path) -> App:
    """An app with its first release."""
    shell(f"Remove-Item '{FOLDER}' -Recurse -Force -ErrorAction 0")
    made = App(opened, shell, tmp_path)
    made.changed(version="1.0.0", **made.sent(b"old", ".exe"))
    return made


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


def _web(site: Site, **values: Any) -> dict[str, Any]:
    """The values of a release from a site's file."""
    return {"url": site.url.replace("file.zip", "app.exe")} | values


def _attempts(events: list[Event]) -> list[str]:
    """What was said of attempts that failed."""
    return [event["text"] for event in events if "attempt" in event.get("text", "")]


def test_a_wrong_hash(app: App) -> None:
    """Of an address, and of its checksum file."""
    with serving() as site:
        site.pages["/app.exe.sha256"] = b"0" * 64
        for more in ({"sha256": "0" * 64}, {"checksum": site.url.replace("file.zip", "app.exe.sha256")}):
            message = app.refused(**_web(site, **more))
            assert re.search(
                rf"what came from {site.url[:-8]}app\.exe has the SHA-256 {SHA256}, and not 0{{64}}", message
            )
        assert app.shell(f"@((Get-ChildItem '{FOLDER}\\releases' -Force).Name)") == "1.0.0"
        app.changed(**_web(site, sha256=SHA256))
        app.check("2.0.0", CONTENT)


def test_a_file_that_is_not_there(app: App) -> None:
    """Is asked for once; the address is told without its query."""
    with serving(404) as site:
        event = app.apply(**_web(site, url=f"{site.url}?sig=t0p-s3cret"))
        assert (event["status"], event["attempts"], event["error"]["transient"]) == ("failed", 1, False)
        assert re.search(r"file\.zip cannot be fetched: .*404", event["error"]["message"]), event
        assert site.requests == [("/file.zip?sig=t0p-s3cret", None)]
    app.check("1.0.0", b"old")


def test_a_server_that_heals(app: App) -> None:
    """Is asked again after 2 s."""
    with serving(503) as site:
        events = app.run(**_web(site))
        assert len(site.requests) == 2
    assert len(_attempts(events)) == 1
    assert re.search(r"app\.exe cannot be fetched: .*503", _attempts(events)[0])
    app.check("2.0.0", CONTENT)


def test_a_slow_server(app: App) -> None:
    """Is waited for; one that falls silent is asked again, for what is missing."""
    with serving("slow") as site:
        assert app.apply(**_web(site))["attempts"] == 1
    app.check("2.0.0", CONTENT)
    with serving("hang") as site:
        events = app.run(**_web(site, version="3.0.0", timeout=1))
        assert [asked for _, asked in site.requests] == [None, "bytes=131072-"]
    assert f"app.exe was lost after 131072 of {len(CONTENT)} bytes: no answer within 1 s" in _attempts(events)[0]


HALF = "bytes=131072-"


@pytest.mark.parametrize(
    ("faults", "headers", "ranges"),
    [
        (["cut"], {"ETag": '"1"'}, [None, HALF]),
        (["cut"], {"Last-Modified": "Sun, 31 Aug 2014 12:00:00 GMT"}, [None, HALF]),
        (["cut"], {"ETag": 'W/"1"'}, [None, None]),
        (["cut"], {}, [None, None]),
        (["cut", "whole"], {"ETag": '"1"'}, [None, HALF]),
        (["cut", 416], {"ETag": '"1"'}, [None, HALF, None]),
        (["cut", "other"], {"ETag": '"1"'}, [None, HALF, None]),
    ],
)
def test_a_connection_that_is_cut(
    faults: list[str | int], headers: dict[str, str], ranges: list[str | None], app: App
) -> None:
    """Goes on where it was cut, if the server's content is known to be the same."""
    with serving(*faults, headers=headers) as site:
        app.changed(**_web(site))
        assert [asked for _, asked in site.requests] == ranges
        tags = [told.get("If-Range") for told in site.told]
        assert tags == [next(iter(headers.values())) if asked else None for asked in ranges]
    app.check("2.0.0", CONTENT)


def test_other_content_is_begun_anew(app: App) -> None:
    """And what is left of an earlier run's is gone on with."""
    with serving("cut", "new", content=bytes(len(CONTENT)), headers={"ETag": '"1"'}) as site:
        app.changed(**_web(site))
        assert [asked for _, asked in site.requests] == [None, HALF]
    app.check("2.0.0", CONTENT)
    with serving("cut", *[404] * 3) as site:
        assert app.apply(**_web(site, version="3.0.0"))["status"] == "failed"
        site.faults.clear()
        app.changed(**_web(site, version="3.0.0"))
        assert [asked for _, asked in site.requests] == [None, HALF, HALF]


HEADERS = {"Authorization": {"secret": "token"}, "Accept": "application/octet-stream", "X-Kind": "release"}


def test_headers_go_to_the_first_server_alone(app: App) -> None:
    """Also those that .NET Framework has properties for; a secret is in no event, which ``App.run`` looks at."""
    with serving() as site, serving() as other:
        site.pages["/app.exe"] = "/there"
        site.pages["/there"] = f"{other.url[:-8]}app.exe"
        app.changed(**_web(site, headers=HEADERS))
        for told in site.told:
            assert (told["Authorization"], told["Accept"], told["X-Kind"]) == (
                SECRETS["token"],
                "application/octet-stream",
                "release",
            )
        assert [path for path, _ in site.requests] == ["/app.exe", "/there"]
        assert not {"Authorization", "X-Kind"} & {*other.told[0]}
        site.pages["/app.exe"] = "/app.exe"
        app_message = app.apply(**_web(site, version="3.0.0", headers=HEADERS))["error"]["message"]
        assert "leads on to" in app_message
        site.pages["/app.exe"] = "ftp://127.0.0.1/app.exe"
        assert "leads on to ftp://" in app.apply(**_web(site, version="3.0.0"))["error"]["message"]
    app.check("2.0.0", CONTENT)


def test_checksum_files(app: App) -> None:
    """One hash, or one for each of several files."""
    other = "0" * 64
    texts = {
        "bare": SHA256.upper(),
        "one": f"{SHA256} *app.exe\n",
        "several": f"# hashes\n{other}  not-app.exe\r\n{other}  app.exe.txt\n{SHA256}  dist/app.exe\n",
    }
    missing = {
        "none": f"{other}  a.exe\n{SHA256}  b.exe",
        "other": f"{SHA256}  b.exe",
        "no": "<html>",
        "twice": f"{other} app.exe\n{SHA256} app.exe",
    }
    with serving() as site:
        at = site.url.removesuffix("file.zip")
        for name, text in (texts | missing).items():
            site.pages[f"/{name}"] = text.encode()
        for name in missing:
            message = app.refused(**_web(site, checksum=f"{at}{name}"))
            assert message == f"{at}{name} has no SHA-256 of app.exe, or more than one"
        for number, name in enumerate(texts):
            app.changed(**_web(site, version=f"2.0.{number}", checksum=f"{at}{name}"))


def test_a_proxy(app: App) -> None:
    """Is what the host asks; it knows the server's name, and the host does not."""
    with serving() as site:
        values = _web(site, url="http://files.example/app.exe", proxy=site.url.removesuffix("/file.zip"))
        app.changed(**values)
        assert site.requests == [("http://files.example/app.exe", None)]
    app.check("2.0.0", CONTENT)
    with serving() as gone:
        proxy = gone.url.removesuffix("/file.zip")
    event = app.apply(**(values | {"version": "3.0.0", "proxy": proxy}))
    assert (event["status"], event["attempts"], event["error"]["transient"]) == ("failed", 4, True)


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
