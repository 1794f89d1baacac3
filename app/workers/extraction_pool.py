"""Extraction in processes of its own, so that lookups stay quick while articles are being read."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.facts.errors import ExtractionUnavailable
from app.facts.extractor import QuoteMethod
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument
from app.workers import tasks
from app.workers.extraction_worker import ExtractionWorker, WorkerDied

_ATTEMPTS = 2


class ExtractionPool:
    """A fixed number of worker processes that threads may share.

    Untrusted bytes are parsed in the workers too. A worker that dies is replaced and its request done again; one that
    takes longer than `timeout_seconds` is ended and replaced, and ExtractionTimedOut raised.
    """

    def __init__(self, processes: int, timeout_seconds: int, method: QuoteMethod = QuoteMethod.LEARNED) -> None:
        """`method` is how quotes are found."""
        self._method = method
        self._timeout_seconds = timeout_seconds
        self._places = tuple(_Place(timeout_seconds) for _ in range(processes))
        self._free_places: queue.LifoQueue[_Place] = queue.LifoQueue()
        self._is_running = False

    def start(self) -> None:
        """Start the workers and wait until each has loaded its models. Raises ExtractionUnavailable."""
        try:
            for place in self._places:
                place.open()
            for place in self._places:
                place.ask(tasks.warm_up)
        except Exception as error:
            for place in self._places:
                place.close()
            raise ExtractionUnavailable(f"the workers could not be started: {error}") from error
        self._free_places = queue.LifoQueue()
        for place in self._places:
            self._free_places.put(place)
        self._is_running = True

    def stop(self) -> None:
        """End every worker. Requests under way raise ExtractionUnavailable."""
        if not self._is_running:
            return
        self._is_running = False
        for place in self._places:
            place.interrupt()
        for place in [self._free_places.get() for _ in self._places]:
            place.close()
            self._free_places.put(place)  # a request that still waits for its turn finds it closed

    def is_ready(self) -> bool:
        """Tell whether a request would be taken up: by a free worker, else in its turn."""
        if not self._is_running:
            return False
        try:
            place = self._free_places.get_nowait()
        except queue.Empty:
            return True
        try:
            return place.is_manned()
        finally:
            self._free_places.put(place)

    def process_ids(self) -> tuple[int, ...]:
        """The operating system's numbers of the worker processes."""
        return tuple(number for place in self._places if (number := place.process_id) is not None)

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        """Read the clean text and the metadata of an uploaded document."""
        document: ReadDocument = self._ask(tasks.read_document, content, media_type, file_name)
        return document

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        """Find every fact of an article."""
        reading: Reading = self._ask(tasks.read_article, text, context, self._method)
        return reading

    def _ask(self, function: Callable[..., Any], *arguments: object) -> Any:
        with self._free_place() as place:
            return place.ask(function, *arguments)

    @contextmanager
    def _free_place(self) -> "Iterator[_Place]":
        if not self._is_running:
            raise ExtractionUnavailable("the workers are not running")
        try:
            place = self._free_places.get(timeout=self._timeout_seconds)
        except queue.Empty:
            raise ExtractionUnavailable("every worker is busy") from None
        try:
            yield place
        finally:
            self._free_places.put(place)


class _Place:
    """The place of one worker, manned again whenever its worker is gone. It belongs to one thread at a time."""

    def __init__(self, timeout_seconds: int) -> None:
        self._timeout_seconds = timeout_seconds
        self._worker: ExtractionWorker | None = None
        self._is_open = False

    @property
    def process_id(self) -> int | None:
        worker = self._worker
        return None if worker is None else worker.process_id

    def open(self) -> None:
        self._is_open = True
        self._man()

    def is_manned(self) -> bool:
        try:
            self._man()
        except ExtractionUnavailable:
            return False
        return True

    def ask(self, function: Callable[..., Any], *arguments: object) -> Any:
        for _ in range(_ATTEMPTS):
            worker = self._man()
            try:
                return worker.ask(function, *arguments)
            except WorkerDied:
                continue
            finally:
                self._dismiss_unless_fit()
        raise ExtractionUnavailable(f"{_ATTEMPTS} workers ended, one after the other, while reading it")

    def interrupt(self) -> None:
        """Have a request under way fail at once. Any thread may call this."""
        self._is_open = False
        worker = self._worker
        if worker is not None:
            worker.kill()

    def close(self) -> None:
        self._is_open = False
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _man(self) -> ExtractionWorker:
        self._dismiss_unless_fit()
        if not self._is_open:
            raise ExtractionUnavailable("the workers are being stopped")
        if self._worker is None:
            try:
                self._worker = ExtractionWorker(self._timeout_seconds)
            except (OSError, EOFError) as error:
                raise ExtractionUnavailable(f"no worker could be started: {error}") from error
            if not self._is_open:  # `interrupt` came while the worker was being started, and has not seen it
                self.close()
                raise ExtractionUnavailable("the workers are being stopped")
        return self._worker

    def _dismiss_unless_fit(self) -> None:
        if self._worker is not None and not self._worker.is_fit():
            self._worker.stop()
            self._worker = None
