"""The inside of a worker: a process that answers one request after another over a pipe."""

import functools
import gc
import os
import pickle
import resource
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from typing import Any

from app.facts.errors import ExtractionUnavailable
from app.workers.tasks import warm_up

_MAX_MEMORY_BYTES = 3 * 1024**3
_SECONDS_OF_GRACE = 5
_NICENESS = 5


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to do: a function of `tasks.py` and its arguments."""

    function: Callable[..., Any]
    arguments: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """What the function raised."""

    error: Exception


@functools.cache
def prepare() -> None:
    """Load models and libraries, once; a process forked after this call has them already.

    One worker takes one core: libraries are told so before the first of them is loaded.
    """
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[variable] = "1"
    warm_up()
    gc.collect()
    gc.freeze()


def serve_requests(pipe: "connection.Connection[Answer | Failure, Request]", timeout_seconds: int) -> None:
    """Answer requests until the parent goes away, giving way to the parent where processors are short.

    The parent ends a worker that takes too long. Should the parent be gone by then, the alarm does, even inside a
    library's loop that never comes back to Python.
    """
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory()
    while True:
        try:
            request = pipe.recv()
        except (EOFError, OSError):
            return
        signal.alarm(timeout_seconds + _SECONDS_OF_GRACE)
        reply = reply_to(request)
        signal.alarm(0)
        pipe.send(reply)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
    os._exit(0)


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = _MAX_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MAX_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def reply_to(request: Request) -> Answer | Failure:
    """Do what is asked. Whatever goes wrong is a Failure whose error can cross to the parent."""
    try:
        prepare()
        return Answer(request.function(*request.arguments))
    except MemoryError:
        return Failure(ExtractionUnavailable("reading it needs more memory than a worker may take"))
    except Exception as error:
        return Failure(_portable(error))


def _portable(error: Exception) -> Exception:
    """Keep an error as it is where it can cross to the parent, else as a RuntimeError of the same words."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
