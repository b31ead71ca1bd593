"""Files: text that the host wrote is kept, of a file that was sent only its hash."""

from __future__ import annotations

import codecs
import hashlib
from typing import TYPE_CHECKING

from winstead.simulator.behaviours import Behaviour, HostError, State
from winstead.simulator.behaviours.directory import forget, make_parents

if TYPE_CHECKING:
    from winstead.simulator.model import Model

_ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8-bom": (codecs.BOM_UTF8, "utf-8"),
    "utf-16": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
}


class File(Behaviour):
    """A file of the simulated host, with the folders above it."""

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its text and encoding, or its hash; a folder in its place is an error."""
        if host.find("Directory", name) is not None:
            raise HostError(f"there is a folder at {name}, where a file is wanted: move it away")
        key = host.find(kind, name)
        if key is None:
            return {"ensure": "absent"}
        held = host.stored(kind)[key]
        actual = {"ensure": "present", "encoding": held.get("encoding", "utf-8")}
        if "content" in desired:
            actual["content"] = _shown(held, len(desired["content"]))
        if "sha256" in desired:
            actual["sha256"] = held["sha256"] if "sha256" in held else hashlib.sha256(_bytes(held)).hexdigest()
        return actual

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Writes or removes it."""
        if desired["ensure"] == "absent":
            forget(host, name)
            return
        sha256 = desired.get("sha256")
        if sha256 and sha256 not in host.state["files"]:
            raise HostError(
                f"what belongs into {name} is not on this host: put it at C:\\ProgramData\\winstead\\files\\{sha256}, "
                f"or at files\\{sha256} beside the script when you run it by hand"
            )
        make_parents(host, name)
        values = {field: host.plain(value) for field, value in desired.items() if field != "ensure"}
        host.stored(kind)[host.find(kind, name) or name] = values


def _bytes(held: State) -> bytes:
    mark, encoding = _ENCODINGS[held["encoding"]]
    return mark + str(held["content"]).encode(encoding)


def _shown(held: State, expected: int) -> str:
    """The text as Read-TextFile gives it: one that is far longer than expected is only described."""
    if "content" not in held:
        return "(a file whose text the simulated host does not keep)"
    size = len(_bytes(held))
    return f"({size} bytes)" if size > 65536 + 4 * expected else str(held["content"])
