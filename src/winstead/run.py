"""Runs hosts' scripts, many at once; what goes wrong on a host is an event, and ends no other host."""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import tenacity

from winstead.connection import Connection
from winstead.errors import BusyError, ConnectionFailedError, InterruptedRunError, ScriptError, WinsteadError
from winstead.events import STATUSES, Event, Sink, host_status, message
from winstead.masking import masked
from winstead.reboot import DONE, WAIT, pending_text, restart_text
from winstead.restarts import come_back
from winstead.transports import transport
from winstead.transports.base import FileToSend, OpenHost, Setting


@dataclass(frozen=True)
class Job:
    """All that is needed to work on one host; can be pickled."""

    host: str
    connection: Connection
    script: str = field(repr=False)
    setting: Setting
    password: str | None = field(default=None, repr=False)
    files: tuple[FileToSend, ...] = ()
    services: tuple[str, ...] = ()  # of its apps: waited for after a restart
    patience: float = WAIT  # seconds until a host that restarts is given up


class Opened:
    """The hosts that are worked on now, so that a run can be stopped from outside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hosts: dict[str, OpenHost] = {}
        self.stopping = threading.Event()

    @contextlib.contextmanager
    def holding(self, name: str, host: OpenHost) -> Iterator[None]:
        """Knows a host as long as it is open. Raises InterruptedRunError when none is to be begun any more."""
        with self._lock:
            if self.stopping.is_set():
                raise InterruptedRunError("interrupted before it began")
            self._hosts[name] = host
        try:
            yield
        finally:
            with self._lock:
                del self._hosts[name]

    def stop(self) -> list[tuple[str, ConnectionFailedError]]:
        """Ends the scripts that run, and lets none begin; gives the hosts that could not be told."""
        with self._lock:
            self.stopping.set()
            hosts = dict(self._hosts)
        lost: list[tuple[str, ConnectionFailedError]] = []

        def stop(name: str) -> None:
            try:
                hosts[name].stop()
            except ConnectionFailedError as error:
                lost.append((name, error))

        with concurrent.futures.ThreadPoolExecutor(max(1, len(hosts))) as executor:
            list(executor.map(stop, hosts))
        return lost


def run_jobs(
    jobs: Sequence[Job], sink: Sink, forks: int = 50, executor: concurrent.futures.Executor | None = None
) -> list[Event]:
    """Runs jobs on threads, or on an executor that takes their place; gives the hosts' last events.

    ``sink`` gets every event, from one thread at a time: as they come on threads, and when a host is done on an
    executor, which may be another machine's. KeyboardInterrupt ends the scripts on the hosts (those of an executor run
    on), and is raised again once every host has told how it ended.
    """
    lock = threading.Lock()
    last: list[Event] = []

    def tell(event: Event) -> None:
        with lock:
            if event["event"] == "host":
                last.append(event)
            sink(event)

    opened = Opened()
    threads = concurrent.futures.ThreadPoolExecutor(max(1, min(forks, len(jobs))), "host")
    futures: dict[Future[list[Event]], Job] = {}
    try:
        for job in jobs:
            one = executor.submit(run_job, job) if executor else threads.submit(run_job, job, tell, opened)
            futures[one] = job
        for future in concurrent.futures.as_completed(futures):
            if executor is None:
                future.result()  # its events are told already
                continue
            for event in _result(futures[future], future):
                tell(event)
    except BaseException:  # Ctrl-C, or nobody reads what the sink writes
        _stop(futures, opened, tell)
        raise
    finally:
        threads.shutdown(wait=True)
    return last


def run_job(job: Job, sink: Sink | None = None, opened: Opened | None = None) -> list[Event]:
    """Works on one host, and gives its events; the last one is the host's own."""
    return _HostRun(job, sink, opened or Opened()).run()


def _stop(futures: dict[Future[list[Event]], Job], opened: Opened, tell: Sink) -> None:
    """Ends what runs and takes back what does not yet."""
    unstarted = [job for future, job in futures.items() if future.cancel()]
    for name, error in opened.stop():
        tell(message("error", f"could not be told to stop: {error}", name))
    for job in unstarted:
        tell(ended(job.host, "skipped", InterruptedRunError("interrupted before it began")))


def _result(job: Job, future: Future[list[Event]]) -> list[Event]:
    """A job's events; where the executor failed, an event that says so."""
    try:
        return future.result()
    except Exception as error:  # whatever an executor raises when it loses a worker
        return [ended(job.host, "failed", error)]


def ended(
    host: str, status: str, failure: Exception | None = None, counts: Counter[str] | None = None, seconds: float = 0.0
) -> Event:
    """A host's last event, with what it failed for."""
    event: Event = {"event": "host", "host": host, "status": status}
    event |= {name: (counts or Counter())[name] for name in STATUSES}
    if failure:
        transient = isinstance(failure, WinsteadError) and failure.transient
        event["error"] = {"message": str(failure), "type": type(failure).__name__, "transient": transient}
    return event | {"seconds": round(seconds, 3)}


class _HostRun:
    """One host's run: what it has said so far, over as many connections as it takes."""

    def __init__(self, job: Job, sink: Sink | None, opened: Opened) -> None:
        self.job, self.sink, self.opened = job, sink, opened
        self.setting = dataclasses.replace(job.setting, run_id=uuid.uuid4().hex)
        self.secrets = [*job.setting.secrets.values(), job.password or ""]
        self.attempts = 0
        self.events: list[Event] = []
        self.results: dict[str, Event] = {}
        self.ended: Event | None = None
        self.restart: Event | None = None
        self.pending: Event = {}
        self.retry = job.connection.retry

    def run(self) -> list[Event]:
        """The whole run, with as many tries as the connection's policy allows."""
        start = time.monotonic()
        status, failure = "", None
        try:
            self._with_retries()
            if self.restart and self._return(self.restart) and self.restart["left"]:
                self._with_retries()
        except Exception as error:  # a host's failure is a value, whatever it is
            status, failure = self._explain(error)
        counts = Counter(str(event["status"]) for event in self.results.values())
        if self.ended and self.ended["status"] == "busy":
            status, failure = "busy", BusyError(self.ended["error"])
        last = ended(self.job.host, status or host_status(counts), failure, counts, time.monotonic() - start)
        if self.pending:
            text = pending_text(self.pending, last, self.setting)
            self._emit(message("warning", text, self.job.host))
            last["restart_reasons"] = self.pending.get("reasons", [])
        self._emit(last)
        return self.events

    def _with_retries(self) -> None:
        attempts = tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._may_heal),
            stop=tenacity.stop_after_attempt(self.retry.max_retries + 1),
            wait=tenacity.wait_exponential(self.retry.delay, max=self.retry.max_delay)
            + tenacity.wait_random(0, self.retry.delay / 5),
            sleep=self._wait,
            before_sleep=self._say_retry,
            reraise=True,
        )
        attempts(self._attempt)

    @contextlib.contextmanager
    def _open(self) -> Iterator[OpenHost]:
        opened = transport(self.job.connection.transport).open(self.job.connection, self.job.password)
        with opened as host, self.opened.holding(self.job.host, host):
            yield host

    def _attempt(self) -> None:
        self.attempts += 1
        known = self.restart
        try:
            self._work()
        except ConnectionFailedError:
            if self.restart is known:
                raise
            return  # it was expected: the host restarts
        if self.ended is None and self.restart is known:
            raise ScriptError("the script did not come to its end")

    def _work(self) -> None:
        with self._open() as host:
            for file in self.job.files:
                began = time.monotonic()
                if host.upload(file):
                    size = file.path.stat().st_size / 2**20
                    text = f"sent {file.path.name}: {size:.1f} MB in {time.monotonic() - began:.1f} s"
                    self._emit(message("info", text, self.job.host))
            for event in host.run(self.job.script, self.setting):
                self._take(event)

    def _return(self, told: Event) -> bool:
        """Waits until a host that restarts is back, and tells that as a result; whether it is."""
        self.setting = dataclasses.replace(self.setting, reboot=DONE)
        self._emit(message("info", restart_text(told, self.job.patience), self.job.host))
        stop = self.opened.stopping
        result, reasons = come_back(told, self.job.services, self._open, stop, self.job.patience)
        self.pending = {"reasons": reasons} if reasons else {}
        self.results[result["resource"]] = result
        self._emit(result)
        return bool(result["status"] == "changed")

    def _take(self, event: Event) -> None:
        """Passes an event on, unless it is known from before the connection was lost."""
        event = masked(event | {"host": self.job.host}, self.secrets)
        if event["event"] == "host":
            self.ended, self.pending = event, event.get("restart", {})
            return
        if event["event"] == "restart":
            self.restart = self.restart or event
            return
        if event.get("resource") == f"Reboot/{self.job.host}" and self.restart:
            if event["status"] == "changed":
                return  # it is told when the host is back
            self.restart = None
        if self.attempts > 1 and event in self.events:
            return
        if event["event"] == "result":
            known = self.results.get(event["resource"], {}).get("status")
            if known == event["status"] or (known, event["status"]) == ("changed", "ok"):
                return
            self.results[event["resource"]] = event
        self._emit(event)

    def _emit(self, event: Event) -> None:
        event = masked(event, self.secrets)
        self.events.append(event)
        if self.sink:
            self.sink(event)

    def _may_heal(self, failure: BaseException) -> bool:
        lost = isinstance(failure, ConnectionFailedError) and failure.transient
        return lost and not self.opened.stopping.is_set()

    def _wait(self, seconds: float) -> None:
        self.opened.stopping.wait(seconds)

    def _say_retry(self, state: tenacity.RetryCallState) -> None:
        failure = state.outcome.exception() if state.outcome else None
        wait = state.next_action.sleep if state.next_action else 0
        text = f"attempt {state.attempt_number} failed, the next in {wait:.1f} s: {failure}"
        self._emit(message("warning", text, self.job.host))

    def _explain(self, error: Exception) -> tuple[str, Exception]:
        """The host's status, and what to say of it."""
        if isinstance(error, InterruptedRunError):
            return "failed" if self.results or self.restart else "skipped", error
        if self.opened.stopping.is_set():
            return "failed", InterruptedRunError("interrupted")
        return "unreachable" if isinstance(error, ConnectionFailedError) else "failed", error
