"""Secrets by name: from the environment, a command, the system's keyring, or a question on the terminal."""

from __future__ import annotations

import getpass
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping

from winstead.errors import SecretError
from winstead.inventory import SecretSource

_COMMAND_SECONDS = 60


def variable(name: str) -> str:
    """The environment variable that a secret is looked for in: ``orders-db`` is ``WINSTEAD_SECRET_ORDERS_DB``."""
    return "WINSTEAD_SECRET_" + re.sub(r"\W", "_", name).upper()


def find(names: Iterable[str], sources: Mapping[str, SecretSource]) -> dict[str, str]:
    """The texts of secrets by their names. Raises SecretError, with all that are missing and why."""
    found: dict[str, str] = {}
    problems: list[str] = []
    for name in sorted(set(names)):
        try:
            text = _find(name, sources.get(name))
        except SecretError as error:
            problems.append(str(error))
            continue
        if text:
            found[name] = text
        else:
            problems.append(
                f"no value for the secret '{name}': set the variable {variable(name)}, or give a command in the "
                f"inventory: secrets: {{{name}: {{command: [...]}}}}"
            )
    if problems:
        raise SecretError("\n".join(problems))
    return found


def _find(name: str, source: SecretSource | None) -> str | None:
    text = os.environ.get(variable(name)) or (_from_command(name, source) if source else _from_keyring(name))
    if not text and sys.stdin.isatty() and not os.environ.get("CI"):
        return getpass.getpass(f"Secret '{name}': ")
    return text


def _from_command(name: str, source: SecretSource) -> str:
    """What the command prints, without the last line end. Its own errors go to the terminal alone."""
    program = source.command[0]
    try:
        done = subprocess.run(
            source.command, stdout=subprocess.PIPE, timeout=_COMMAND_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
        text = done.stdout.decode("utf-8")
    except subprocess.TimeoutExpired:
        raise SecretError(f"secrets.{name}: {program} did not end within {_COMMAND_SECONDS} s") from None
    except OSError as error:
        raise SecretError(f"secrets.{name}: {program} could not be run: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SecretError(f"secrets.{name}: what {program} printed is no UTF-8 text") from None
    if done.returncode or not text.strip():
        what = f"ended with exit code {done.returncode}" if done.returncode else "printed nothing"
        raise SecretError(f"secrets.{name}: {program} {what}: see what it says when run by hand")
    return text.removesuffix("\n").removesuffix("\r")


def _from_keyring(name: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return None  # the extra is not installed
    try:
        return keyring.get_password("winstead", name)
    except NoKeyringError:
        return None  # nor has this machine one
    except KeyringError as error:
        raise SecretError(
            f"the secret '{name}': the keyring did not answer ({type(error).__name__}): {error}"
        ) from None
