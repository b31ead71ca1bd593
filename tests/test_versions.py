"""Which version `latest` or a range is: as packaging has it, of files and of lists, and what is said where none is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from cli import Done, winstead
from hosts import inventory
from sites import serving
from winstead.errors import UsageError
from winstead.fetch import FetchError
from winstead.options import Options
from winstead.versions import best, choose, of_feed, specifier

numbers = st.builds("{}.{}".format, st.integers(0, 3), st.integers(0, 3))
versions = st.builds(
    "{}{}".format, numbers, st.sampled_from(["", "", ".1", "a1", "rc2", ".dev3", ".post1", "+local.1"])
)
operators = st.sampled_from([">=", "<=", ">", "<", "~=", "!=", "=="])
ranges = st.lists(st.builds("{}{}".format, operators, versions.filter(lambda one: "+" not in one)), max_size=3)


@given(st.lists(versions, max_size=12), ranges)
def test_the_best_is_packagings(there: list[str], parts: list[str]) -> None:
    """The highest of those that the range lets through; one before a release only where the range names one."""
    wanted = SpecifierSet(",".join(parts))
    named = any(Version(part.lstrip("<>=~!")).is_prerelease for part in parts if not part.startswith("!="))
    assert bool(wanted.prereleases) == named
    matching = [Version(one) for one in wanted.filter(there, prereleases=named)]
    chosen = best([*there, "no version", "current"], wanted)
    assert (Version(chosen) if chosen else None) == max(matching, default=None)
    assert chosen is None or chosen in there


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("latest", "2.10.0"),
        ("1.5.*", "1.5.9"),
        ("==1.5.*", "1.5.9"),
        (">=1.4,<2", "1.10"),
        (" >=1.4, <2 ", "1.10"),
        ("~=1.5.1", "1.5.9"),
        (">2", "2.10.0"),
        (">=3.0rc1", "3.0rc2"),
        ("3.*", None),
        (">=3", None),
    ],
)
def test_wishes(wish: str, expected: str | None) -> None:
    wanted = specifier(wish)
    assert wanted is not None
    assert best(["1.5.0", "1.5.9", "1.10", "2.2.0", "2.10.0", "3.0rc1", "3.0rc2", "nightly"], wanted) == expected


@pytest.mark.parametrize("wish", ["", "1.4.2", "nightly", "2024-01", "v1"])
def test_a_version_is_taken_as_it_is(wish: str) -> None:
    """Without a look at the inventory."""
    assert choose(Options("nowhere.yaml"), wish) == (wish, "")


@pytest.mark.parametrize("wish", [">=x", "1.*.2", "*", ">=1,,<", "=1"])
def test_what_is_no_range(wish: str) -> None:
    with pytest.raises(UsageError, match=r"is no range: write latest, '1\.5\.\*' or '>=1\.4,<2'"):
        specifier(wish)


def test_feeds() -> None:
    rows = [
        {"tag_name": "v1.0.0"},
        {"tag_name": "v2.0.0", "prerelease": True},
        {"tag_name": "v3.0.0", "draft": True},
        {"version": "1.1.0"},
        {"name": "none"},
        None,
    ]
    assert of_feed(json.dumps(rows), "here", False) == {"1.0.0", "1.1.0"}
    assert of_feed(json.dumps(rows), "here", True) == {"1.0.0", "1.1.0", "2.0.0"}
    assert of_feed('["1.0", "v2.0", "version"]', "here", False) == {"1.0", "2.0", "version"}
    for wrong in ("{}", '"1.0"', "<html>"):
        with pytest.raises(UsageError, match="what is at here is no"):
            of_feed(wrong, "here", False)


def apps(folder: Path, source: str, more: str = "") -> Options:
    """Two hosts with an app that has this source."""
    text = f"""
connection: {{transport: simulated}}
hosts: {{one: {{apps: [orders{more}], vars: {{site: north}}}}, two: {{apps: [orders], vars: {{site: south}}}}}}
apps:
  orders: {{version: 0.1.0, source: {source}, directory: 'C:\\o', executable: o.exe}}
  other: {{source: {{path: 'other-{{{{ version }}}}.exe'}}, directory: 'C:\\x', executable: o.exe}}
"""
    return Options(str(inventory(folder, text)), host=("*",), app=("*",) if more else ("orders",))


def made(folder: Path, *names: str) -> None:
    """Files of these names."""
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(b"MZ")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("orders-{{ version }}.exe", ["orders-{}.exe"]),
        ("dist/{{ version }}/orders-{{ version }}.zip", ["dist/{0}/orders-{0}.zip"]),
        ("[x]/{{ version }}/o.exe", ["[x]/{}/o.exe"]),
        ("{{ site }}/o-{{ version }}.exe", ["north/o-{}.exe", "south/o-{}.exe"]),
    ],
)
def test_files(path: str, names: list[str], tmp_path: Path) -> None:
    for name in names:
        made(tmp_path, *(name.format(version) for version in ("1.4.2", "1.10.0", "2.0.0rc1", "new")))
    made(tmp_path, "orders-9.txt", "dist/9.0/orders-9.1.zip", "north/o-7.0.exe", "x/8.0/o.exe")
    (tmp_path / "orders-9.9.exe").mkdir()
    options = apps(tmp_path, f"{{path: '{path}'}}")
    assert choose(options, "latest") == ("1.10.0", "'latest' is version 1.10.0")
    assert choose(options, "1.4.*")[0] == "1.4.2"
    assert choose(options, ">=2.0.0rc1")[0] == "2.0.0rc1"


def test_none_matches(tmp_path: Path) -> None:
    """At most ten are listed, the newest first."""
    made(tmp_path, *(f"o-1.{number}.exe" for number in range(12)))
    options = apps(tmp_path, "{path: 'o-{{ version }}.exe'}")
    with pytest.raises(UsageError) as told:
        choose(options, ">=2")
    listed = ", ".join(f"1.{number}" for number in range(11, 1, -1))
    assert str(told.value) == (f"app orders: no version is '>=2' at {tmp_path}/o-*.exe; there are: {listed} and 2 more")
    with pytest.raises(UsageError, match=r"no version is 'latest' at .*/q-\*\.exe; there are none"):
        choose(apps(tmp_path, "{path: 'q-{{ version }}.exe'}"), "latest")
    with pytest.raises(UsageError, match="app orders does not say which versions there are"):
        choose(apps(tmp_path, "{path: 'o-1.1.exe'}"), "latest")
    with pytest.raises(UsageError, match="no app 'x'"):
        choose(Options(options.inventory, host=("*",), app=("x",)), "latest")


def test_each_app_has_another(tmp_path: Path) -> None:
    made(tmp_path, "o-1.0.exe", "other-2.0.exe")
    with pytest.raises(UsageError, match=r"is another for each app \(orders 1\.0, other 2\.0\)"):
        choose(apps(tmp_path, "{path: 'o-{{ version }}.exe'}", ", other"), "latest")


def test_a_list_at_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked with the headers of the release's own server, once; without them on another."""
    monkeypatch.setenv("WINSTEAD_SECRET_TOKEN", "t0p-s3cret")
    with serving() as site, serving() as other:
        for one in (site, other):
            one.pages["/list"] = b'[{"tag_name": "v1.4.0"}, {"tag_name": "v1.5.0"}]'
        for one in (site, other):
            at = one.url.replace("file.zip", "list?per_page=100")
            one.pages["/list?per_page=100"] = one.pages["/list"]
            source = (
                f"{{url: '{site.url}?v={{{{ version }}}}', headers: {{X-Token: {{secret: token}}}}, versions: '{at}'}}"
            )
            assert choose(apps(tmp_path, source), "latest")[0] == "1.5.0"
        assert [told.get("X-Token") for told in site.told] == ["t0p-s3cret"]
        assert [told.get("X-Token") for told in other.told] == [None]
        site.pages["/none"] = b"{}"
        with pytest.raises(UsageError, match=r"what is at .*/none is no list of versions"):
            choose(apps(tmp_path, f"{{url: '{site.url}', versions: '{site.url[:-8]}none'}}"), "latest")
    with pytest.raises(FetchError, match="list cannot be fetched"), serving(*[404] * 3) as gone:
        choose(apps(tmp_path, f"{{url: '{gone.url}', versions: '{gone.url[:-8]}list'}}"), "latest")


def test_deploy_says_what_it_chose(tmp_path: Path) -> None:
    """On simulated hosts, from the command line; a range that nothing matches is exit code 2."""
    made(tmp_path, "o-1.4.0.exe", "o-1.5.0.exe", "o-2.0.0.exe")

    def run(task: str, *more: str) -> Done:
        options = apps(tmp_path, "{path: 'o-{{ version }}.exe'}")
        shared = ("--inventory", options.inventory, "--host", "*", "--app", "orders", "--output", "json")
        return winstead(task, *shared, *more, WINSTEAD_SIMULATED=str(tmp_path / "state"))

    done = run("deploy", "--version", ">=1.4,<2")
    assert done.code == 0, done
    assert "'>=1.4,<2' is version 1.5.0" in [event.get("text") for event in done.events]
    assert [event["changes"]["version"] for key, event in done.results("changed").items() if "Release/" in key] == [
        [None, "1.5.0"]
    ] * 2
    assert run("deploy", "--version", "latest").code == 0
    done = run("deploy", "--version", ">=3")
    assert (done.code, done.out) == (2, "")
    assert "no version is '>=3'" in done.err
    for file in tmp_path.glob("*.exe"):
        file.unlink()
    # What only takes back, or looks, needs no files.
    assert run("rollback").code == 0
    shown = [event["current"] for event in run("releases").events if event["event"] == "release"]
    assert shown == ["1.5.0", "1.5.0"]
