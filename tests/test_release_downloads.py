"""Releases from addresses: what goes wrong on the way is survived, or told, and the old release stays."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sites import CONTENT, SHA256, Site, serving
from unpacking import FOLDER, SECRETS, App
from winstead.events import Event

pytest_plugins = ("release_fixtures",)

pytestmark = pytest.mark.real


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
