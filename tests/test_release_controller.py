"""Releases that the controller downloads: once, by their hash, with headers and a proxy; and what is said else."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import winstead
from hosts import PASSWORD, USER, RealHost, inventory
from sites import CONTENT, SHA256, serving
from winstead import download
from winstead.connection import Retry
from winstead.errors import InventoryError
from winstead.fetch import Access, FetchError, fetch
from winstead.inventory import load
from winstead.resolve import HostState, resolve
from winstead.resources.release import Release
from winstead.simulator.endpoint import Endpoint

OTHER = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, waits that are short, no proxy of the environment, a secret."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(download, "_RETRY", Retry(max_retries=3, delay=0.01))
    monkeypatch.setenv("WINSTEAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("WINSTEAD_SECRET_TOKEN", "t0p-s3cret")
    return tmp_path / "cache"


def states(folder: Path, source: str, files: bool = True) -> list[HostState]:
    """Three hosts with an app of this source."""
    text = f"""
hosts: {{one: {{apps: [orders]}}, two: {{apps: [orders]}}, three: {{apps: [orders]}}}}
apps:
  orders:
    version: 1.4.2
    directory: 'C:\\orders'
    executable: orders.exe
    source:
      via: controller
      {source}
"""
    return resolve(load(inventory(folder, text)), ["one", "two", "three"], files=files)


def release(state: HostState) -> Release:
    """The release of a host."""
    return next(one for one in state.resources if isinstance(one, Release))


def mistake(folder: Path, source: str) -> str:
    """What is wrong with a source, on its line."""
    with pytest.raises(InventoryError) as told:
        states(folder, source)
    assert len(told.value.mistakes) == 1
    return str(told.value).replace(f"{folder}/", "")


def test_it_is_downloaded_once_for_all_hosts(tmp_path: Path, cache: Path) -> None:
    with serving() as site:
        found = states(tmp_path, f"url: '{site.url}?v={{{{ version }}}}'\n      sha256: {SHA256}")
        assert site.requests == [("/file.zip?v=1.4.2", None)]
    for state in found:
        assert state.files == {SHA256: cache / SHA256}
        values = release(state).properties()
        assert (values["archive"], values["sha256"]) == ("zip", SHA256)
        assert not {"url", "headers", "proxy", "source"} & {*values}
    again = states(tmp_path, f"url: '{site.url}?v={{{{ version }}}}'\n      sha256: {SHA256}")
    assert again == found  # without a network


def test_only_where_files_are_needed(tmp_path: Path) -> None:
    with serving() as site:
        found = states(tmp_path, f"url: '{site.url}'\n      sha256: {SHA256}", files=False)
        assert site.requests == []
    assert release(found[0]).url == site.url


@pytest.mark.parametrize(
    "text",
    [
        SHA256,
        f"{SHA256.upper()}  file.zip\n",
        f"{OTHER}  a.zip\r\n# x\n{SHA256} *dist/file.zip\r\n{OTHER}  file.zip.sig\n",
    ],
)
def test_the_hash_is_at_an_address(text: str, tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/sums"] = text.encode()
        found = states(tmp_path, f"url: '{site.url}'\n      checksum: '{site.url[:-8]}sums'")
        assert [path for path, _ in site.requests] == ["/sums", "/file.zip"]
    assert [*found[2].files] == [SHA256]


@pytest.mark.parametrize("text", ["<html>", f"{SHA256}  a.zip", f"{OTHER}  file.zip\n{SHA256}  file.zip", SHA256[1:]])
def test_no_hash_is_at_an_address(text: str, tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/sums"] = text.encode()
        said = mistake(tmp_path, f"url: '{site.url}'\n      checksum: '{site.url[:-8]}sums'")
    says = f"{site.url[:-8]}sums has no SHA-256 of file.zip, or more than one (host one and 2 more)"
    assert said == f"hosts.yaml:10: apps.orders.source.url: {says}"


def test_headers_and_proxies(tmp_path: Path) -> None:
    """Headers go to the first server alone, and so does what ~/.netrc might say."""
    headers = "headers: {Authorization: {secret: token}, PRIVATE-TOKEN: {secret: token}}"
    with serving() as site, serving() as other:
        site.pages["/first.zip"] = other.url
        site.pages["/sums"] = SHA256.encode()
        states(tmp_path, f"url: '{site.url[:-8]}first.zip'\n      checksum: '{site.url[:-8]}sums'\n      {headers}")
        for told in site.told:
            assert (told["Authorization"], told["PRIVATE-TOKEN"]) == ("t0p-s3cret", "t0p-s3cret")
        assert len(site.told) == 2
        assert not {"Authorization", "PRIVATE-TOKEN"} & {*other.told[0]}


def test_a_proxy(tmp_path: Path) -> None:
    with serving() as site:
        proxy = site.url.removesuffix("/file.zip")
        states(tmp_path, f"url: http://files.example/o.zip\n      sha256: {SHA256}\n      proxy: '{proxy}'")
        assert site.requests == [("http://files.example/o.zip", None)]


def test_netrc_has_no_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a header is given; requests would put what it has in the header's place."""
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with serving() as site:
        fetch(site.url, SHA256, access=Access({"Authorization": "token x"}))
        assert site.told[0]["Authorization"] == "token x"


@pytest.mark.parametrize("value", ["qx\nqy", "qключ", " qx"])
def test_a_secret_that_is_no_header(value: str) -> None:
    """Is not shown."""
    with serving() as site, pytest.raises(FetchError, match="the header X-Key holds what no header may") as told:
        fetch(site.url, SHA256, access=Access({"X-Key": value}))
    assert "q" not in str(told.value)


def test_a_server_that_fails(tmp_path: Path) -> None:
    """Once for all hosts; told with file, line and key path."""
    with serving(*[404] * 9) as site:
        said = mistake(tmp_path, f"url: '{site.url}?sig=t0p-s3cret'\n      sha256: {SHA256}")
        assert len(site.requests) == 1
    cause = f"{site.url} cannot be fetched: HTTP 404 Not Found (host one and 2 more)"
    assert said == f"hosts.yaml:10: apps.orders.source.url: {cause}"
    with serving(content=CONTENT[1:]) as site:
        said = mistake(tmp_path, f"url: '{site.url}'\n      sha256: {SHA256}")
        assert len(site.requests) == 1
    assert f"apps.orders.source.url: what is at {site.url} has the SHA-256 " in said


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("url: 'http://x/a.zip'", "source: via: controller needs sha256, or checksum"),
        ("path: a.zip", "source: via is for url alone"),
        ("url: 'x'", "source.url: 'x' is no address"),
        (
            f"url: 'http://x/a'\n      sha256: {SHA256}\n      headers: {{Range: x}}",
            "the header Range is set by winstead",
        ),
        (f"url: 'http://x/a'\n      sha256: {SHA256}\n      headers: {{'a b': x}}", "'a b' is no name of a header"),
    ],
)
def test_sources_that_are_wrong(source: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InventoryError) as told:
        states(tmp_path, source)
    assert says in str(told.value)


def test_a_secret_that_is_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    headers = "headers: {X-Key: {secret: gone}}"
    said = mistake(tmp_path, f"url: 'http://127.0.0.1:9/x'\n      sha256: {SHA256}\n      {headers}")
    assert said.startswith("hosts.yaml:10: apps.orders.source.url: no value for the secret 'gone'")


@pytest.mark.real
def test_onto_a_host_that_has_no_way_out(tmp_path: Path, real: RealHost, served: Endpoint) -> None:
    """It is fetched once here, and sent once."""
    with serving() as site:
        text = f"""
connection: {{user: {USER}, password: {{secret: h}}, scheme: http, auth: ntlm, address: 127.0.0.1, port: {served.port},
  connect_timeout: 60s}}
hosts: {{h: {{apps: [sent]}}}}
apps:
  sent:
    version: 1.4.2
    source: {{via: controller, url: '{site.url.removesuffix(".zip")}.exe', sha256: {SHA256}}}
    directory: 'C:\\cases\\sent'
    executable: sent.exe
"""
        shared = ("--inventory", inventory(tmp_path, text), "--app", "sent", "--host", "h", "--output", "json")
        variables = {"WINSTEAD_SECRET_H": PASSWORD, "WINSTEAD_CACHE": str(tmp_path / "cache")}
        done = winstead("deploy", *shared, **variables)
        assert done.code == 0, done.out
        again = winstead("deploy", *shared, **variables)
        assert (again.code, again.results("changed")) == (0, {})
        assert len(site.requests) == 1
    assert (real.drive / "cases/sent/current/sent.exe").read_bytes() == CONTENT
    said = [event["text"] for event in (*done.events, *again.events) if event["event"] == "message"]
    assert [text.split()[0] for text in said] == ["sent"]
    assert winstead("uninstall", *shared, **variables).code == 0
