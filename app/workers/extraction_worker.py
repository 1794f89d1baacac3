"""The outside of a worker, as the pool sees it."""

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing import forkserver
from typing import Any

from app.facts.errors import ExtractionTimedOut
from app.workers.worker_process import Answer, Failure, Request, serve_requests

# The pipeline remembers every word it meets: a worker that met too many makes room for a fresh one.
_MOST_REQUESTS = 2_000

# Forking the server itself would copy locks that its other threads hold; the fork server has one thread only.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["app.workers.preloaded"])
_starting = threading.Lock()


def load_models_ahead() -> None:
    """Have the fork server begin to load what workers need, without waiting for it."""
    forkserver.ensure_running()


class WorkerDied(Exception):
    """The worker ended before it answered."""


class ExtractionWorker:
    """One worker process. It answers one request at a time and belongs to one thread at a time."""

    def __init__(self, timeout_seconds: int) -> None:
        """Start the process without waiting for it. Raises OSError or EOFError where it cannot be started."""
        self._timeout_seconds = timeout_seconds
        self._owes_a_reply = False
        self._requests = 0
        with _starting:
            self._pipe, inner_end = _context.Pipe()
            try:
                self._process = _context.Process(
                    target=serve_requests, args=(inner_end, timeout_seconds), name="onrecord-extraction", daemon=True
                )
                self._process.start()
            finally:
                inner_end.close()

    @property
    def process_id(self) -> int | None:
        """The operating system's number of the process."""
        return self._process.pid

    def is_fit(self) -> bool:
        """Tell whether the process runs, owes no reply to an earlier request, and has not served its time."""
        return not self._owes_a_reply and self._requests < _MOST_REQUESTS and self._process.is_alive()

    def ask(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Have the worker call a function of `tasks.py`; what it raises is raised here.

        Raises WorkerDied, or ExtractionTimedOut; after either, as after an interrupt, the worker is no longer fit.
        """
        self._owes_a_reply = True
        self._requests += 1
        try:
            self._pipe.send(Request(function, arguments))
            if not self._pipe.poll(self._timeout_seconds):
                raise ExtractionTimedOut(self._timeout_seconds)
            reply = self._pipe.recv()
        except (EOFError, OSError) as gone:
            raise WorkerDied from gone
        self._owes_a_reply = False
        match reply:
            case Answer(value):
                return value
            case Failure(error):
                raise error

    def kill(self) -> None:
        """Have the operating system end the process, whatever it is doing. Any thread may call this."""
        with contextlib.suppress(ValueError):  # its own thread has given the process back already
            self._process.kill()

    def stop(self) -> None:
        """End the process and give back what it held."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()
