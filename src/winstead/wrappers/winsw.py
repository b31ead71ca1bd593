"""WinSW: its settings are an XML file beside its program, and of the program's name.

The elements are those of docs/xml-config-file.md and docs/logging-and-error-reporting.md of
<https://github.com/winsw/winsw> and of its XMLSchema.xsd. Those about the service itself have an effect when WinSW
installs it, which it never does here: they say what the Service says. WinSW 3 would set them at each start but for
`autoRefresh`. The commands before and after a start and a stop are WinSW 3's: 2 takes no notice of them.
"""

from __future__ import annotations

import math
import ntpath
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

import jinja2

from winstead.literal import SecretRef
from winstead.logs import Logs, Rotate
from winstead.render import xml_environment
from winstead.resources.service import Recovery
from winstead.types import seconds
from winstead.wrappers.keys import Wrapped, WrapperKeys, stop_of

KNOWN = {"stop", "priority", "prestart", "poststart", "prestop", "poststop"}
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\ufffe\uffff\ud800-\udfff]")
_DAY = 86400
_START = {"automatic": "Automatic", "automatic-delayed": "Automatic", "manual": "Manual"}
_RECOVERY = {"actions": ["restart 5s"]}


@dataclass(frozen=True)
class _Log:
    """Where WinSW writes output: folder, then name with out or err behind it (out is None: nowhere); how it rotates."""

    folder: str
    name: str
    out: str | None
    err: str
    mode: str = "append"
    kilobytes: int = 0
    keep: int = 0


def rotates(rotate: Rotate) -> bool:
    """Whether WinSW rotates like that: by size with a number that stay, or by size and each midnight, and all stay."""
    if rotate.size is None:
        return False
    return rotate in (Rotate(size=rotate.size, keep=rotate.keep or 1), Rotate(size=rotate.size, every=_DAY))


def outputs(stdout: str | None, stderr: str | None) -> tuple[str, ...]:
    r"""The files that WinSW writes: without stderr, ``logs\orders.log`` and ``logs\orders.err.log``.

    Raises ValueError for what WinSW cannot write.
    """
    if stdout is None and stderr is None:
        return ()
    log = _log(stdout, stderr)
    return tuple(ntpath.join(log.folder, log.name + end) for end in (log.out, log.err) if end is not None)


def drafts(wrapped: Wrapped, keys: WrapperKeys) -> list[tuple[str, dict[str, Any]]]:
    """The XML beside the wrapper's program, and the service, which restarts for a new XML.

    Secrets are no part of the XML: they are variables of the service, as is what XML cannot hold.
    """
    stop = stop_of(keys, wrapped.service)
    if keys.stop is not None and (set(stop.waits) != {"ctrl_c"} or not stop.kill):
        raise ValueError("stop: winsw knows one way alone: [ctrl_c 10s, kill]")
    plain = {name: value for name, value in wrapped.environment.items() if not _hidden(value)}
    file = ntpath.splitext(wrapped.wrapper_path)[0] + ".xml"
    values = {
        "path": wrapped.wrapper_path,
        "arguments": [],
        "environment": {name: value for name, value in wrapped.environment.items() if name not in plain},
        "recovery": _RECOVERY,
        "stop_timeout": stop.timeout,
        "restart_on": [f"File/{file}"],
    }
    content = _xml(wrapped, keys, plain, math.ceil(stop.waits["ctrl_c"]))
    return [("File", {"name": file, "content": content}), ("Service", values)]


def _hidden(value: str | SecretRef) -> bool:
    """Whether a variable is no part of the XML, whose attributes keep no tabs, and unset what is set to nothing."""
    return isinstance(value, SecretRef) or not value or "\t" in value or bool(_CONTROL.search(value))


def _xml(wrapped: Wrapped, keys: WrapperKeys, environment: dict[str, Any], stop: int) -> str:
    service = wrapped.service
    recovery = Recovery.model_validate(service.get("recovery", _RECOVERY))
    commands = [(name, getattr(keys, name)) for name in ("prestart", "poststart", "prestop", "poststop")]
    start = service.get("start")
    return _template().render(
        name=wrapped.name,
        display_name=service.get("display_name", wrapped.name),
        description=" ".join(str(service.get("description", "")).split()),
        program=wrapped.program,
        arguments=subprocess.list2cmdline(wrapped.arguments),
        directory=wrapped.directory,
        environment=sorted(environment.items()),
        start_mode=_START.get(str(start)),
        delayed=start == "automatic-delayed",
        depends_on=sorted(service.get("depends_on", ())),
        failures=[_failure(action) for action in recovery.actions],
        reset=int(recovery.reset),
        stop=stop,
        priority=keys.priority and keys.priority.replace("-", ""),
        log=_logging(wrapped.logs),
        commands=[(name, one.program, subprocess.list2cmdline(one.arguments)) for name, one in commands if one],
    )


def _failure(action: str) -> tuple[str, int]:
    what, *delay = action.split()
    return what, math.ceil(seconds(delay[0])) if delay else 0


def _logging(logs: Logs | None) -> _Log | None:
    if logs is None or not (logs.stdout or logs.stderr):
        return None
    log = _log(logs.stdout, logs.stderr)
    rotate = logs.rotate
    if rotate is None or rotate.size is None or not rotates(rotate):
        return log
    mode = "roll-by-size-time" if rotate.every else "roll-by-size"
    return _Log(log.folder, log.name, log.out, log.err, mode, math.ceil(rotate.size / 1024), rotate.keep or 0)


def _log(stdout: str | None, stderr: str | None) -> _Log:
    """WinSW puts both files into one folder, and their names together from what they begin with alike and an end."""
    path, name = ntpath.split(stdout or stderr or "")
    stem, end = ntpath.splitext(name)
    if stdout is None:
        return _Log(path, stem, None, end)
    if stderr is None:
        return _Log(path, stem, end, f".err{end}")
    other_path, other = ntpath.split(stderr)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))
    if other_path.lower() != path.lower() or not common or other.lower() == name.lower():
        raise ValueError(
            "logs: winsw writes output and errors to two files of one folder, whose names begin alike: write "
            f"stderr: {ntpath.join(path, f'{stem}.err{end}')}, or leave it out"
        )
    return _Log(path, common, name.removeprefix(common), other.removeprefix(common))


def _refuse_control(value: object) -> object:
    if isinstance(value, str) and (bad := _CONTROL.search(value)):
        raise ValueError(f"winsw's settings are XML, which cannot hold the character {bad[0]!r}: '{value:.80}'")
    return value


@cache
def _template() -> jinja2.Template:
    return xml_environment(_refuse_control).get_template("winsw.xml.j2")
