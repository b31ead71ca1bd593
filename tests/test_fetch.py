"""Files are fetched once, whole, and with the right hash or not at all: from a real server that fails as told."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import trustme

from sites import CONTENT, SHA256, serving
from winstead import download
from winstead.connection import Retry
from winstead.fetch import FetchError, cache_folder, fetch

OTHER = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, waits that are short, no proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(download, "_RETRY", Retry(max_retries=3, delay=0.01))
    monkeypatch.setenv("WINSTEAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept(cache: Path) -> list[str]:
    """What lies in the cache."""
    return sorted(file.name for file in cache.iterdir()) if cache.exists() else []


def test_a_file_is_downloaded_once(cache: Path) -> None:
    with serving() as site:
        for sha256 in (SHA256, SHA256.upper()):
            assert fetch(site.url, sha256) == cache / SHA256
        assert site.requests == [("/file.zip", None)]
    assert (cache / SHA256).read_bytes() == CONTENT
    assert fetch(site.url, SHA256) == cache / SHA256  # without a network
    assert kept(cache) == [SHA256]


def test_a_cache_may_be_named(tmp_path: Path) -> None:
    with serving() as site:
        assert fetch(site.url, SHA256, tmp_path / "other") == tmp_path / "other" / SHA256


def test_a_spoilt_file_in_the_cache_is_fetched_anew(cache: Path) -> None:
    cache.mkdir()
    (cache / SHA256).write_bytes(CONTENT[:-1] + b"?")
    with serving() as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT


def test_another_hash_is_shown_and_nothing_kept(cache: Path) -> None:
    with serving() as site, pytest.raises(FetchError, match=f"has the SHA-256 {SHA256}, not {OTHER} as given") as told:
        fetch(site.url, OTHER)
    assert told.value.exit_code == 2
    assert len(site.requests) == 1
    assert kept(cache) == []


@pytest.mark.parametrize("missing", [None, ""])
def test_a_missing_hash_is_shown_not_made_up(missing: str | None) -> None:
    with serving() as site:
        with pytest.raises(FetchError, match=rf"no sha256 is given\. What is at .*/file\.zip has {SHA256}: compare it"):
            fetch(site.url, missing)
        fetch(site.url, SHA256)
        assert len(site.requests) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_fault_that_heals(status: int) -> None:
    with serving(status, status) as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT
        assert len(site.requests) == 3


def test_a_fault_that_lasts(cache: Path) -> None:
    with (
        serving(*[503] * 9) as site,
        pytest.raises(FetchError, match="cannot be fetched: HTTP 503 Service Unavailable"),
    ):
        fetch(site.url, SHA256)
    assert len(site.requests) == 4
    assert kept(cache) == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_fault_that_does_not_heal(status: int) -> None:
    with serving(status) as site, pytest.raises(FetchError, match=rf"/file\.zip cannot be fetched: HTTP {status} "):
        fetch(site.url, SHA256)
    assert len(site.requests) == 1


def test_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=rf"http://127\.0\.0\.1:{port}/x cannot be fetched: Connection refused"):
        fetch(f"http://127.0.0.1:{port}/x", SHA256)


@pytest.mark.parametrize("headers", [{"ETag": '"1"'}, {"Last-Modified": "Sun, 31 Aug 2014 12:00:00 GMT"}])
@pytest.mark.parametrize("fault", ["cut", "hang"])
def test_a_lost_connection_goes_on_where_it_stopped(
    fault: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_TIMEOUT", (30.0, 1.0))
    with serving(fault, 503, "cut", headers=headers) as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT
        ranges = [asked for _, asked in site.requests]
    assert ranges == [None, "bytes=131072-", "bytes=131072-", "bytes=196608-"]


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}])
def test_without_a_version_it_starts_again(headers: dict[str, str]) -> None:
    """What is at the address may have changed in between."""
    with serving("cut", headers=headers) as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT
        assert [asked for _, asked in site.requests] == [None, None]


def test_another_version_starts_again() -> None:
    with serving("cut", "new", content=bytes(len(CONTENT)), headers={"ETag": '"1"'}) as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT
        assert [asked for _, asked in site.requests] == [None, "bytes=131072-"]


def test_a_range_that_is_refused_starts_again() -> None:
    with serving("cut", 416) as site:
        assert fetch(site.url, SHA256).read_bytes() == CONTENT
        assert [asked for _, asked in site.requests] == [None, "bytes=131072-", None]


def test_a_server_that_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "_TIMEOUT", (30.0, 0.2))
    with (
        serving(*["hang"] * 9) as site,
        pytest.raises(FetchError, match=r"no answer in time \(30 s for a connection, 0\.2"),
    ):
        fetch(site.url, SHA256)
    assert len(site.requests) == 4


def test_an_untrusted_certificate_is_refused_at_once() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    with serving(tls=tls) as site, pytest.raises(FetchError, match="certificate verify failed"):
        fetch(site.url, SHA256)
    assert site.requests == []


def test_the_environments_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as site:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.server_port}")
        assert fetch("http://files.example/file.zip", SHA256).read_bytes() == CONTENT
        assert site.requests == [("http://files.example/file.zip", None)]


def test_keys_in_an_address_are_not_shown() -> None:
    with serving(404) as site, pytest.raises(FetchError) as told:
        fetch(site.url.replace("//", "//user:hunter2@") + "?sig=hunter3", SHA256)
    assert site.requests == [("/file.zip?sig=hunter3", None)]
    assert "hunter" not in str(told.value)
    with pytest.raises(FetchError) as told:
        fetch("http://?sig=hunter3", SHA256)
    assert "hunter" not in str(told.value)


def test_several_processes_fetch_one_file(cache: Path) -> None:
    code = f"from winstead.fetch import fetch; print(fetch(URL, {SHA256!r}))"
    with serving(*["cut"] * 2) as site:
        command = [sys.executable, "-c", code.replace("URL", repr(site.url))]
        running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        said = {process.communicate(timeout=120)[0].strip() for process in running}
    assert said == {str(cache / SHA256)}
    assert (cache / SHA256).read_bytes() == CONTENT
    assert kept(cache) == [SHA256]


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files needs a Unix")
def test_a_full_disk_is_told_and_nothing_left(cache: Path) -> None:
    code = """
        import resource, signal
        from winstead.fetch import FetchError, fetch
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            fetch(URL, SHA256)
        except FetchError as error:
            print(error)
    """
    with serving() as site:
        code = textwrap.dedent(code).replace("URL", repr(site.url)).replace("SHA256", repr(SHA256))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
        assert done.stdout == f"{site.url} cannot be kept in {cache}: File too large\n", done.stderr
        assert len(site.requests) == 1
    assert kept(cache) == []


def test_a_cache_that_is_no_folder(cache: Path) -> None:
    cache.write_text("")
    with serving() as site, pytest.raises(FetchError, match=r"cannot be kept in .*cache: "):
        fetch(site.url, SHA256)


@pytest.mark.parametrize(
    ("platform", "variable", "inside"),
    [("linux", "XDG_CACHE_HOME", "."), ("win32", "LOCALAPPDATA", "."), ("darwin", "HOME", "Library/Caches")],
)
def test_the_users_cache_is_the_default(
    platform: str, variable: str, inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WINSTEAD_CACHE")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert cache_folder() == tmp_path / inside / "winstead" / "files"
