"""A file in chunks, deflated where that helps: once for all the hosts that it is sent to at one time."""

from __future__ import annotations

import threading
import zlib
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from weakref import WeakValueDictionary

from winstead.transports.base import FileToSend

_SAMPLE = 2**16
_KEPT = 8  # deflated chunks; a host that is further behind has its own made
_shared: WeakValueDictionary[tuple[Path, str, int], Chunks] = WeakValueDictionary()
_sharing = threading.Lock()


class Chunks:
    """A file's chunks by number, for any number of threads."""

    def __init__(self, path: Path, size: int) -> None:
        """``size`` of a chunk in bytes. Raises OSError where the file cannot be read."""
        self._path, self._size = path, size
        self.length = path.stat().st_size
        self._lock = threading.Lock()
        self._made: dict[int, Future[bytes]] = {}

    @cached_property
    def deflated(self) -> bool:
        """Whether each chunk is compressed: pieces from all over the file get a tenth smaller."""
        sample = b"".join(self._read(self.length * part // 4, _SAMPLE) for part in range(4))
        return len(_deflate(sample)) < 0.9 * len(sample)

    def __getitem__(self, number: int) -> bytes:
        """The chunk of this number, from 0 on; deflated by who asks first. Raises OSError as above."""
        if not self.deflated:
            return self._read(number * self._size, self._size)
        with self._lock:
            made = self._made.get(number)
            awaited = made is not None
            if made is None:
                made = self._made[number] = Future()
                if len(self._made) > _KEPT:
                    del self._made[next(iter(self._made))]
        if not awaited:
            try:
                made.set_result(_deflate(self._read(number * self._size, self._size)))
            except BaseException as error:  # whatever it is, others wait for it
                made.set_exception(error)
        return made.result()

    def _read(self, start: int, size: int) -> bytes:
        with self._path.open("rb") as source:
            source.seek(start)
            return source.read(size)


def chunks_of(file: FileToSend, size: int) -> Chunks:
    """The chunks of a file, shared with all that send it now. Raises OSError where it cannot be read."""
    with _sharing:
        key = (file.path, file.sha256, size)
        found = _shared.get(key)
        if found is None:
            found = _shared[key] = Chunks(file.path, size)
        return found


def _deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()
