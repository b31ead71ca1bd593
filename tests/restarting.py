"""A real host that can be restarted: where its shutdown.exe stands, a stand-in tells this side to end and boot it."""

from __future__ import annotations

import contextlib
import shutil
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import programs
from hosts import PASSWORD, USER, RealHost, Shell, end_and_boot, real_host, shell_on
from winstead.simulator.endpoint import Endpoint


class Restarting:
    """A real host behind an endpoint whose port stays, and what its shutdown.exe was called with.

    ``codes`` are the exit codes that its next calls end with; 0 unless given, and then the host is ended, with all its
    processes and connections, and booted, and served again if ``returns``.
    """

    def __init__(self, host: RealHost) -> None:
        self.host = host
        self.calls: list[list[str]] = []
        self.codes: list[int] = []
        self.returns = True
        self._endpoint = self._serve(0)
        self._restarts: list[threading.Thread] = []
        self.port = self._endpoint.port

    def _serve(self, port: int) -> Endpoint:
        return Endpoint(self.host.backend(), users={USER: PASSWORD}, port=port).start()

    def called(self, arguments: list[str]) -> int:
        """What a call of shutdown.exe answers."""
        self.calls.append(arguments)
        code = self.codes.pop(0) if self.codes else 0
        if code == 0 and "/r" in arguments:
            self._restarts.append(threading.Thread(target=self._restart))
            self._restarts[-1].start()
        return code

    def _restart(self) -> None:
        self._endpoint.close()
        end_and_boot(self.host.name)
        if self.returns:
            self._endpoint = self._serve(self.port)

    def boot(self) -> None:
        """Lets a host that did not return come back."""
        self.returns = True
        self._endpoint = self._serve(self.port)

    @contextlib.contextmanager
    def shell(self) -> Iterator[Shell]:
        """A PowerShell on the host."""
        with shell_on(self._endpoint) as opened:
            yield opened

    def close(self) -> None:
        """Ends the endpoint, once no restart is on its way."""
        for thread in self._restarts:
            thread.join()
        self._endpoint.close()


@contextlib.contextmanager
def restarting_host(name: str) -> Iterator[Restarting]:
    """A fresh winhost that can be restarted, gone afterwards."""
    with real_host(name) as host:
        made = Restarting(host)

        class Answer(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                arguments = self.rfile.read().decode().split("\n")
                self.wfile.write(str(made.called(arguments)).encode())

        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
            _put_stand_in(host, server.server_address[1])
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield made
            finally:
                server.shutdown()
                thread.join()
                made.close()


def _put_stand_in(host: RealHost, port: Any) -> None:
    program = host.drive / "windows" / "system32" / "shutdown.exe"
    program.unlink()  # the file itself is every host's
    shutil.copy(programs.shutdown(), program)
    (host.drive / "shutdown.port").write_text(str(port))
