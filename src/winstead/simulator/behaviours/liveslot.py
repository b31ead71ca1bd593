"""Slots: which of an app's two is live, and the switch from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winstead.events import Event
from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.behaviours.portproxy import leads
from winstead.simulator.records import current_of, fill_slot, held_of, note, other_slot, slot_answer, switch_slot

if TYPE_CHECKING:
    from winstead.simulator.engine import Run
    from winstead.simulator.model import Model


class LiveSlot(Behaviour):
    """The live slot of the record that Release keeps; no request comes to a simulated host."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Which release is live, whether it runs, and whether the other slot rests."""
        held = held_of(host, name)
        if not held or held["live"] == "current":
            return {"ensure": "absent"}
        slot = desired["slots"][held["live"]]
        live, spare = (_service(host, desired, one) for one in (held["live"], other_slot(held["live"])))
        version = held["releases"][current_of(held)]["version"]
        rests = spare["state"] if spare["state"] != "absent" else "stopped"
        if rests == "stopped" and "start" in desired and spare.get("start", "manual") != "manual":
            rests = f"stopped, {spare['start']}"
        found = desired | {"version": version, "state": live["state"], "spare": rests}
        if "start" in desired:
            found["start"] = live.get("start")
        if "listen" in desired:
            found["forwards"] = leads(host, desired["listen"], slot["port"])
        answer = slot_answer(host, slot, version) if live["state"] == "running" else None
        return found | ({"healthy": answer} if answer else {})

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes the slot of the next release the live one, or brings the live one in order."""
        held = held_of(host, name)
        if not held or (held["next"] is None and held["live"] == "current"):
            raise HostError(f"there is no release in {name}: provision or deploy the app", "InvalidOperationException")
        if "restart" in changes and not held["next"]:
            fill_slot(host, held, str(current_of(held)), desired)
        switch_slot(host, held, held["next"] or held["live"], desired)
        release = str(current_of(held))
        if not desired.get("confirm") and held["releases"][release]["outcome"] != "good":
            held["releases"][release]["outcome"] = "good"
            note(held, "provision", release, None)


def restart_slot(run: Run, name: str, setting: State) -> Iterator[Event]:
    """Starts an app's release in the other slot, which becomes the live one, as Restart-Slot does."""

    def work(event: Event) -> None:
        held = held_of(run.model, setting["directory"])
        if not held or held["live"] == "current":
            text = f"no release of {name} is live on this host: provision or deploy it first"
            raise HostError(text, "InvalidOperationException")
        event["changes"]["slot"] = [held["live"], other_slot(held["live"])]
        if run.apply:
            fill_slot(run.model, held, str(current_of(held)), setting["live_slot"])
            switch_slot(run.model, held, held["next"], setting["live_slot"])

    yield run.reported(f"LiveSlot/{setting['directory']}", name, work)


def _service(host: Model, desired: State, slot: str) -> State:
    key = host.find("Service", desired["slots"][slot]["service"])
    return host.stored("Service")[key] if key else {"state": "absent"}
