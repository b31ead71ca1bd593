"""The programs of service wrappers: from a path or an address, out of archives, and never without what was asked."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sites import CONTENT, SHA256, serving
from winstead.fetch import WRAPPERS, FetchError, Wrapper, member, wrapper_file

OTHER = "0" * 64


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("WINSTEAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "cache"


def kept(cache: Path) -> list[str]:
    """What lies in the cache."""
    return sorted(file.name for file in cache.iterdir()) if cache.exists() else []


def archive(files: dict[str, bytes], to: Path, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """A ZIP archive with these files."""
    with zipfile.ZipFile(to, "w", packing) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return to


def test_a_member_is_unpacked_into_the_cache(tmp_path: Path, cache: Path) -> None:
    packed = archive({"a/": b"", "a/win32/x.exe": b"32", "a/win64/x.exe": b"64"}, tmp_path / "a.zip")
    for _ in range(2):
        assert member(packed, "a/win64/x.exe").read_bytes() == b"64"
    assert member(packed, "a/win32/x.exe").read_bytes() == b"32"
    assert kept(cache) == sorted(hashlib.sha256(content).hexdigest() for content in (b"32", b"64"))


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_packings(packing: int, tmp_path: Path) -> None:
    assert member(archive({"x": CONTENT}, tmp_path / "a.zip", packing), "x").read_bytes() == CONTENT


@pytest.mark.parametrize("name", ["x.exe", "a/", "a/../a/x.exe"])
def test_a_missing_member(name: str, tmp_path: Path) -> None:
    packed = archive({"a/": b"", "a/x.exe": b"", "b": b""}, tmp_path / "a.zip")
    with pytest.raises(FetchError, match=rf"a\.zip holds no file '{name}'; it holds a/x\.exe, b$"):
        member(packed, name)


@pytest.mark.parametrize("name", ["../../outside", "/outside", "C:\\outside"])
def test_a_members_name_leads_nowhere(name: str, tmp_path: Path, cache: Path) -> None:
    packed = archive({name: b"x"}, tmp_path / "a.zip")
    before = sorted(tmp_path.rglob("*"))
    assert member(packed, name).parent == cache
    assert sorted({*tmp_path.rglob("*")} - {*before}) == [cache, *cache.iterdir()]


def test_a_member_that_is_too_large(tmp_path: Path, cache: Path) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made, made.open("x", "w") as file:
        for _ in range(257):
            file.write(bytes(2**20))
    with pytest.raises(FetchError, match="has 269484032 bytes, more than the 268435456 allowed"):
        member(packed, "x")
    assert kept(cache) == []


def test_a_member_that_is_larger_than_it_says(tmp_path: Path, cache: Path) -> None:
    packed = archive({"x": bytes(50_000_000)}, tmp_path / "a.zip")
    said = (50_000_000).to_bytes(4, "little")
    packed.write_bytes(packed.read_bytes().replace(said, (1000).to_bytes(4, "little")))
    with pytest.raises(FetchError, match="cannot be read as a ZIP archive: Bad CRC-32"):
        member(packed, "x")
    assert kept(cache) == []


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(FetchError, match=r"a\.zip cannot be read as a ZIP archive: File is not a zip file"):
        member(tmp_path / "a.zip", "x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@hypothesis.given(st.data())
def test_a_broken_archive_is_told_or_whole(tmp_path: Path, data: st.DataObject) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", data.draw(st.sampled_from([0, 8, 12, 14]))) as made:
        made.writestr("x", CONTENT[:500])
        made.writestr("y", b"y")
    spoilt = bytearray(buffer.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(spoilt) - 1), min_size=1, max_size=4)):
        spoilt[place] = data.draw(st.integers(0, 255))
    packed = tmp_path / "a.zip"
    packed.write_bytes(spoilt)
    with contextlib.suppress(FetchError):
        assert member(packed, "x").read_bytes() == CONTENT[:500]


def wrapper(**values: object) -> Wrapper:
    """A wrapper as the inventory gives it."""
    return Wrapper.model_validate(values)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"path": "a", "url": "https://a/b"}, "path and url are both given: write one of them"),
        ({"sha256": "abc"}, "'abc' is no SHA-256: write its 64 hexadecimal digits, in quotes"),
        ({"sha256": 5}, "'5' is no SHA-256"),
        ({"url": "ftp://a/b"}, "'ftp://a/b' is no address to fetch from: write https://..."),
        ({"url": "https://[a/b"}, "Invalid IPv6 URL"),
        ({"sha": "a"}, "unknown key; did you mean 'sha256'?"),
    ],
)
def test_mistakes_in_a_wrapper(values: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as told:
        wrapper(**values)
    assert said in told.value.errors()[0]["msg"]


def test_a_wrappers_url_is_fetched_where_that_is_wanted(tmp_path: Path) -> None:
    with serving() as site:
        given = wrapper(url=site.url, sha256=SHA256.upper())
        with pytest.raises(FetchError, match=r"^wrappers\.nssm: http://.*/file\.zip is not in the cache yet$"):
            wrapper_file("nssm", given, tmp_path, download=False)
        assert site.requests == []
        file = wrapper_file("nssm", given, tmp_path, download=True)
        assert file.read_bytes() == CONTENT
    assert wrapper_file("nssm", given, tmp_path, download=False) == file


def test_a_wrapper_without_a_hash(tmp_path: Path) -> None:
    with serving() as site:
        given = wrapper(url=site.url)
        with pytest.raises(FetchError, match=r"^wrappers\.shawl: no sha256 is given for http://.*; fetching it shows"):
            wrapper_file("shawl", given, tmp_path, download=False)
        with pytest.raises(FetchError, match=rf"^wrappers\.shawl: no sha256 is given\. What is at .* has {SHA256}: "):
            wrapper_file("shawl", given, tmp_path, download=True)


def test_the_projects_own_release_is_the_default(tmp_path: Path) -> None:
    for name, release in WRAPPERS.items():
        with pytest.raises(FetchError, match=rf"^wrappers\.{name}: {release.url} is not in the cache yet$"):
            wrapper_file(name, wrapper(sha256=OTHER), tmp_path, download=False)
        assert release.version in release.url


def test_a_wrapper_in_a_fetched_archive(tmp_path: Path) -> None:
    packed = archive({"shawl.exe": b"MZ", "other/shawl.exe": b"MZ other"}, tmp_path / "a.zip").read_bytes()
    with serving(content=packed) as site:
        values = {"url": site.url, "sha256": hashlib.sha256(packed).hexdigest()}
        assert wrapper_file("shawl", wrapper(**values), tmp_path, download=True).read_bytes() == b"MZ"
        other = wrapper(**values, member="other/shawl.exe")
        assert wrapper_file("shawl", other, tmp_path, download=True).read_bytes() == b"MZ other"
        wrong = wrapper(**values, member="nssm.exe")
        with pytest.raises(FetchError, match=r"holds no file 'nssm\.exe'; it holds other/shawl\.exe, shawl\.exe$"):
            wrapper_file("shawl", wrong, tmp_path, download=True)


def test_a_wrapper_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "x.exe").write_bytes(CONTENT)
    for values in ({"path": "x.exe"}, {"path": "x.exe", "sha256": SHA256}, {"path": str(tmp_path / "x.exe")}):
        assert wrapper_file("winsw", wrapper(**values), tmp_path, download=False) == tmp_path / "x.exe"
    with pytest.raises(
        FetchError, match=rf"^wrappers\.winsw: .*/x\.exe has the SHA-256 {SHA256}, not {OTHER} as given$"
    ):
        wrapper_file("winsw", wrapper(path="x.exe", sha256=OTHER), tmp_path, download=False)
    with pytest.raises(FetchError, match=r"^wrappers\.winsw: there is no file .*/y\.exe$"):
        wrapper_file("winsw", wrapper(path="y.exe"), tmp_path, download=False)
    with pytest.raises(FetchError, match=r"^wrappers\.winsw: .*/x\.exe cannot be read as a ZIP archive"):
        wrapper_file("winsw", wrapper(path="x.exe", member="a"), tmp_path, download=False)


def test_a_release_that_was_fetched_by_hand(tmp_path: Path) -> None:
    archive({"nssm-2.24/win64/nssm.exe": b"64", "nssm-2.24/win32/nssm.exe": b"32"}, tmp_path / "nssm-2.24.zip")
    given = wrapper(path="nssm-2.24.zip")
    assert wrapper_file("nssm", given, tmp_path, download=False).read_bytes() == b"64"
    given = wrapper(path="nssm-2.24.zip", member="nssm-2.24/win32/nssm.exe")
    assert wrapper_file("nssm", given, tmp_path, download=False).read_bytes() == b"32"
