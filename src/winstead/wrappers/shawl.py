"""shawl: its settings are arguments of its own, see docs/cli.md of <https://github.com/mtkennerly/shawl> (1.4.0)."""

from __future__ import annotations

import ntpath
from collections.abc import Mapping
from typing import Any

from winstead.logs import Rotate
from winstead.wrappers.keys import Wrapped, WrapperKeys, stop_of

KNOWN = {"exit_actions", "stop", "priority"}
_EVERY = {3600: "hourly", 86400: "daily"}
_NEVER = 2**63 - 1  # bytes: shawl has no way to say that a log is not rotated


def rotates(rotate: Rotate) -> bool:
    """Whether shawl rotates like that: by size, or each day or hour, with a number of old ones that stay."""
    due = rotate.size if rotate.every is None else rotate.every in _EVERY and rotate.size is None
    return bool(due) and rotate == Rotate(size=rotate.size, every=rotate.every, keep=rotate.keep) and bool(rotate.keep)


def outputs(stdout: str | None, stderr: str | None) -> tuple[str, ...]:
    r"""The file that shawl writes: ``logs\orders.log`` becomes ``logs\orders_rCURRENT.log``.

    Raises ValueError for two files, and for one that does not end in ``.log``.
    """
    if (stdout or stderr) != (stderr or stdout):
        raise ValueError("logs: shawl writes output and errors to one file: leave stderr out")
    path = stdout or stderr
    if path is None:
        return ()
    if not path.endswith(".log"):
        raise ValueError(f"logs: shawl writes to files that end in .log alone, and '{path}' does not")
    return (path.removesuffix(".log") + "_rCURRENT.log",)


def drafts(wrapped: Wrapped, keys: WrapperKeys) -> list[tuple[str, dict[str, Any]]]:
    """The service: shawl's command line; what Windows does when it fails, so that a program comes back."""
    stop = stop_of(keys, wrapped.service)
    if keys.stop is not None and (set(stop.waits) != {"ctrl_c"} or not stop.kill):
        raise ValueError("stop: shawl knows one way alone: [ctrl_c 10s, kill]")
    arguments = ["run", "--name", wrapped.name, "--cwd", wrapped.directory]
    arguments += ["--stop-timeout", str(round(stop.waits["ctrl_c"] * 1000))]
    arguments += _exit_arguments(keys.exit_actions)
    if keys.priority:
        arguments += ["--priority", keys.priority]
    arguments += [*_log_arguments(wrapped), "--", wrapped.program, *wrapped.arguments]
    values: dict[str, Any] = {
        "path": wrapped.wrapper_path,
        "arguments": arguments,
        "environment": dict(wrapped.environment),
        "stop_timeout": stop.timeout,
    }
    if keys.exit_actions is None:
        values["recovery"] = {"actions": ["restart 5s"]}
    return [("Service", values)]


def _exit_arguments(actions: Mapping[str, str] | None) -> list[str]:
    """Without actions shawl starts nothing again: it ends, as the program did, and Windows' recovery does."""
    if actions is None:
        return ["--no-restart"]
    if bad := sorted(set(actions.values()) - {"restart", "exit"}):
        raise ValueError(f"exit_actions: shawl knows restart and exit, not {bad[0]}: nssm does")
    default = actions.get("default", "restart")
    # As shawl reads them: numbers of 32 bits with a sign.
    others = [_signed(code) for code, action in actions.items() if code != "default" and action != default]
    if default == "restart":
        return ["--restart-if-not", ",".join(others)] if others else ["--restart"]
    return ["--restart-if", ",".join(others)] if others else ["--no-restart"]


def _signed(code: str) -> str:
    number = int(code)
    return str(number - 2**32 if number >= 2**31 else number)


def _log_arguments(wrapped: Wrapped) -> list[str]:
    logs = wrapped.logs
    if logs is None or not outputs(logs.stdout, logs.stderr):
        return ["--no-log"]
    folder, name = ntpath.split(str(logs.stdout or logs.stderr))
    arguments = ["--log-dir", folder, "--log-cmd-as", name.removesuffix(".log")]
    if logs.rotate and rotates(logs.rotate):
        due = _EVERY[round(logs.rotate.every)] if logs.rotate.every else f"bytes={logs.rotate.size}"
        return [*arguments, "--log-rotate", due, "--log-retain", str(logs.rotate.keep)]
    return [*arguments, "--log-rotate", f"bytes={_NEVER}"]
