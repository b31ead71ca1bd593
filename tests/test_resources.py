"""Every case of tests/resources, on a simulated host and on a real PowerShell: planned, applied, read back by other
means, applied again, changed by hand, repaired, removed; and both hosts give equal events.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

import programs
from hosts import PASSWORD, USER, RealHost, Shell, connection_to, shell_on
from winstead.events import Event
from winstead.render import folder, render, resource_call, secrets_of
from winstead.resources import Resource, kinds
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.host import SimulatedHost
from winstead.simulator.psrp import ModelBackend
from winstead.transports.base import FileToSend, OpenHost, Setting
from winstead.transports.winrm import WinRM

Case = dict[str, Any]
FOLDER = Path(__file__).parent / "resources"
SECRETS = {"case": "s3cr3t'$(text)\"", "other": "another one"}


def _cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['case']}")


CASES = list(_cases())


class Subject:
    """A host that cases are played on; keeps every event, to be compared with another's."""

    def __init__(self, opened: OpenHost) -> None:
        self._opened = opened
        self.events: list[Event] = []

    def run(self, mode: str, resource: Resource) -> Event:
        """The resource's result event."""
        calls = [resource_call(resource)]
        for sha256, path in resource.files().items() if mode == "Apply" else ():
            self._opened.upload(FileToSend(path, sha256, resource.name))
        secrets = {name: SECRETS[name] for name in secrets_of(calls)}
        events = list(self._opened.run(render("case", calls), Setting(mode, secrets, by="tests")))
        assert events[-1]["event"] == "host", events
        text = json.dumps(events)
        assert not [one for one in SECRETS.values() if json.dumps(one)[1:-1] in text], "a secret is in the events"
        self.events += [{key: value for key, value in event.items() if key != "seconds"} for event in events]
        return next(event for event in events if event["event"] == "result")

    def by_hand(self, change: Case, resource: Resource) -> None:
        """Changes the host as an administrator would."""
        raise NotImplementedError

    def read_back(self, expected: Case) -> None:
        """Checks the host by other means than the resource's own."""


class Real(Subject):
    """A real host."""

    def __init__(self, opened: OpenHost, shell: Shell) -> None:
        super().__init__(opened)
        self._shell = shell

    def by_hand(self, change: Case, resource: Resource) -> None:
        """By PowerShell."""
        self._shell(change["powershell"])

    def read_back(self, expected: Case) -> None:
        """By PowerShell."""
        assert self._shell(expected["powershell"]) == expected["expect"]


class Simulated(Subject):
    """A simulated host."""

    def __init__(self, opened: OpenHost, host: SimulatedHost) -> None:
        super().__init__(opened)
        self._host = host

    def by_hand(self, change: Case, resource: Resource) -> None:
        """In the model's state."""
        if "setup" in change:
            return
        kind, key = type(resource).__name__, self._host.model.find(type(resource).__name__, resource.key)
        assert key is not None, f"{resource.id} is not on the simulated host"
        if change.get("simulated_absent"):
            del self._host.model.stored(kind)[key]
        else:
            self._host.model.stored(kind)[key].update(change["simulated"])


def _resource(values: Case) -> Resource:
    given = {key: value for key, value in values.items() if key != "kind"}
    for key in kinds()[values["kind"]].local:
        if isinstance(given.get(key), str):
            given[key] = str(FOLDER / given[key])
    return kinds()[values["kind"]].model_validate(given)


def _play(subject: Subject, case: Case) -> None:
    """The whole life of a case's resource."""
    for values in case.get("before", []):
        assert subject.run("Apply", _resource(values))["status"] in ("ok", "changed")
    resource = _resource(case["resource"])
    if "fails" in case:
        _play_failure(subject, case["fails"], resource)
        return
    _change(subject, resource, case)
    event = subject.run("Plan", resource)
    assert (event["status"], event["changes"]) == ("ok", {}), event
    for drift in _listed(case.get("drift")):
        subject.by_hand(drift, resource)
        _change(subject, resource, drift)
    for later in case.get("then", []):
        resource = _resource(later["resource"])
        _change(subject, resource, later)
    if case.get("remove") is not False:
        absent = _resource({**_last(case)["resource"], "ensure": "absent"})
        _change(subject, absent, {"changes": {"ensure": ["present", "absent"]}, **case.get("remove", {})})


def _last(case: Case) -> Case:
    return case["then"][-1] if case.get("then") else case


def _listed(value: Any) -> list[Case]:
    return value if isinstance(value, list) else [value] if value else []


def _change(subject: Subject, resource: Resource, expected: Case) -> None:
    """Planned, applied with the very changes of the plan, which so has made none; read back; and found as it is."""
    planned, applied = subject.run("Plan", resource), subject.run("Apply", resource)
    assert (planned["status"], applied["status"]) == ("would_change", "changed"), (planned, applied)
    assert planned["changes"] == applied["changes"]
    if "changes" in expected:
        assert applied["changes"] == expected["changes"]
    if "read_back" in expected:
        subject.read_back(expected["read_back"])
    event = subject.run("Apply", resource)
    assert (event["status"], event["changes"]) == ("ok", {}), event


def _play_failure(subject: Subject, expected: Case, resource: Resource) -> None:
    event = subject.run("Apply", resource)
    assert event["status"] == "failed", event
    assert re.search(expected["message"], event["error"]["message"]), event
    for key in ("type", "transient"):
        assert event["error"][key] == expected.get(key, event["error"][key])


@pytest.fixture(scope="module")
def subjects(
    real: RealHost, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[OpenHost, Shell, OpenHost, SimulatedHost]]:
    """A real and a simulated host, both open over WinRM."""
    simulated = SimulatedHost("case")
    service = real.drive / "cases/service/service.exe"
    service.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(programs.service(), service)
    for place in ("ProgramData/chocolatey/bin/choco", "ProgramData/scoop/shims/scoop-stand-in", "cases/package/setup"):
        program = (real.drive / place).with_suffix(".exe")
        program.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(programs.choco(), program)
    shutil.copy(programs.SOURCES / "choco" / "scoop.cmd", real.drive / "ProgramData/scoop/shims/scoop.cmd")
    with (
        real.endpoint() as there,
        Endpoint(ModelBackend(simulated.run), users={USER: PASSWORD}) as here,
        WinRM().open(connection_to(there), PASSWORD) as real_open,
        WinRM().open(connection_to(here), PASSWORD) as simulated_open,
        shell_on(there) as shell,
    ):
        yield real_open, shell, simulated_open, simulated


@pytest.mark.real
@pytest.mark.parametrize("case", [case for case in CASES if "invalid" not in case.values[0]])
def test_case(case: Case, subjects: tuple[OpenHost, Shell, OpenHost, SimulatedHost]) -> None:
    """Both hosts do what the case says, with equal events."""
    real_open, shell, simulated_open, host = subjects
    simulated = Simulated(simulated_open, host)
    real = Real(real_open, shell)
    if "setup" in case:
        shell(case["setup"])
    _play(real, case)
    _play(simulated, case)
    assert simulated.events == real.events


@pytest.mark.parametrize("case", [case for case in CASES if "invalid" in case.values[0]])
def test_invalid(case: Case) -> None:
    """The model refuses it, and says what is wrong."""
    with pytest.raises(ValidationError, match=case["error"]):
        _resource(case["invalid"])


def test_every_kind_has_cases() -> None:
    """A kind is a model, a ps1 and cases, each named after it."""
    names = {name.lower() for name in kinds()}
    assert {file.stem for file in FOLDER.glob("*.yaml")} == names
    assert {file.stem for file in (folder("ps1") / "resources").glob("*.ps1")} == set(kinds())
