"""Secrets come from the environment, a command, the keyring or a terminal, and are in no exception's text."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from winstead.errors import SecretError
from winstead.inventory import SecretSource
from winstead.secrets import find, variable

SECRET = "s3cr3t \u00e9'\"$"


class Held(KeyringBackend):
    """A keyring in memory; locked, it answers nothing."""

    priority = 1.0
    locked = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """A secret that is held."""
        if self.locked:
            raise KeyringLocked("unlock it first")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Holds a secret."""
        self.held[service, username] = password


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """A keyring with nothing in it; no secret of this machine's own, and nobody at the terminal."""
    for name in [name for name in os.environ if name.startswith("WINSTEAD_SECRET_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CI", "true")
    before = keyring.get_keyring()
    made = Held()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def _prints(text: str, then: str = "") -> SecretSource:
    return SecretSource(command=[sys.executable, "-c", f"import os, sys; os.write(1, {text.encode()!r}); {then}"])


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINSTEAD_SECRET_ORDERS_DB", SECRET)
    assert variable("orders-db") == "WINSTEAD_SECRET_ORDERS_DB"
    assert find(["orders-db", "orders-db"], {"orders-db": _prints("other")}) == {"orders-db": SECRET}


@pytest.mark.parametrize("printed", [SECRET, f"{SECRET}\n", f"{SECRET}\r\n"])
def test_a_command_prints_it(printed: str) -> None:
    """Without the line's end, and with all else."""
    assert find(["db"], {"db": _prints(printed)}) == {"db": SECRET}


def test_a_command_keeps_blanks_and_lines() -> None:
    assert find(["key"], {"key": _prints(" a\n b\n\n")}) == {"key": " a\n b\n"}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (_prints(SECRET, "sys.exit(3)"), "ended with exit code 3"),
        (_prints(" \n"), "printed nothing"),
        (SecretSource(command=["/nowhere/pass"]), "/nowhere/pass could not be run: No such file or directory"),
        (SecretSource(command=[sys.executable, "-c", r"import os; os.write(1, b's3cr3t\xff')"]), "no UTF-8 text"),
    ],
)
def test_a_command_that_fails(source: SecretSource, says: str) -> None:
    with pytest.raises(SecretError) as caught:
        find(["db"], {"db": source})
    assert str(caught.value).startswith("secrets.db: ")
    assert says in str(caught.value)
    assert "s3cr3t" not in "".join(traceback.format_exception(caught.value)).replace(source.command[-1], "")


def test_the_keyring() -> None:
    keyring.set_password("winstead", "db", SECRET)
    keyring.set_password("other", "x", "y")
    assert find(["db"], {}) == {"db": SECRET}
    with pytest.raises(SecretError, match="no value for the secret 'x'"):
        find(["db", "x"], {})


def test_a_keyring_that_is_locked(held: Held) -> None:
    keyring.set_password("winstead", "db", SECRET)
    held.locked = True
    with pytest.raises(SecretError) as caught:
        find(["db"], {})
    assert str(caught.value) == "the secret 'db': the keyring did not answer (KeyringLocked): unlock it first"


def test_all_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINSTEAD_SECRET_C", SECRET)
    with pytest.raises(SecretError) as caught:
        find(["b", "a", "c", "d"], {"d": _prints("")})
    lines = str(caught.value).splitlines()
    assert lines[0] == (
        "no value for the secret 'a': set the variable WINSTEAD_SECRET_A, or give a command in the inventory: "
        "secrets: {a: {command: [...]}}"
    )
    assert [line.split("'")[1] for line in lines[:2]] == ["a", "b"]
    assert lines[2].startswith("secrets.d: ")
    assert len(lines) == 3
    assert SECRET not in str(caught.value)


ASK = """
import os
from winstead.secrets import find
found = find(["db"], {})
with open(os.environ["FOUND"], "w", encoding="utf-8") as out:
    out.write(found["db"])
"""


def test_a_terminal_is_asked(tmp_path: Path) -> None:
    """What is typed is not shown."""
    process, terminal = pytest.importorskip("pty", reason="Windows has no pseudo-terminals of this sort").fork()
    if process == 0:
        environment = {key: value for key, value in os.environ.items() if key != "CI"} | {
            "FOUND": str(tmp_path / "found"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        os.execve(sys.executable, [sys.executable, "-c", ASK], environment)
    shown = b""
    while b"Secret 'db': " not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, f"{SECRET}\n".encode())
    while chunk := _read(terminal):
        shown += chunk
    assert os.waitpid(process, 0)[1] == 0, shown
    os.close(terminal)
    assert (tmp_path / "found").read_text(encoding="utf-8") == SECRET
    assert b"s3cr3t" not in shown


def _read(terminal: int) -> bytes:
    """What a terminal shows; nothing once its program has ended."""
    try:
        return os.read(terminal, 1024)
    except OSError:
        return b""
