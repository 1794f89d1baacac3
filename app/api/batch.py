"""Answering a batch line by line: read side by side a few lines ahead, stored and answered one after the other."""

import math
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import anyio
import anyio.to_thread
from anyio.abc import TaskGroup
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api import problem_types
from app.api.batch_lines import LineSplitter, SentLine
from app.api.bodies import model_of_json
from app.api.errors import RequestProblem, describe_failure, describe_problem
from app.api.ingesting import prepare, store
from app.api.request_id import request_id_of
from app.api.schemas.article_input import ArticleInput
from app.api.schemas.batch import BatchAnswer
from app.api.schemas.problem import Problem
from app.api.service import Service
from app.facts.errors import DocumentTooLarge, OnRecordError
from app.use_cases.ingest_article import IngestedArticle, PreparedArticle

NDJSON = "application/x-ndjson"

# What is received ahead of what is read: enough to notice at once that most callers have gone, little enough to hold.
_CHUNKS_AHEAD = 8
_LINES_AHEAD_PER_PROCESS = 2


class BatchResponse(Response):
    """A line of answer for each line of the request's body, sent as soon as what it tells is durable.

    The answer begins while the body is still coming in. The body is read no faster than it is worked off. When the
    caller leaves, what was answered stays, no more lines are begun, and nothing is left half stored.
    """

    media_type = NDJSON

    def __init__(self, service: Service) -> None:
        self._service = service
        self.status_code = 200
        self.background = None
        # Proxies that gather answers would keep the first lines back until the last one was sent.
        self.init_headers({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        chunks = request.stream()
        # Whoever waits for "100 Continue" is told so when the body is first asked for: before the answer begins.
        first = await anext(chunks, b"")
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if await _Batch(self._service, request, receive, send).work_off(first, chunks):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


@dataclass(slots=True)
class _Line:
    """A line under way. `outcome` is there once it is `ready`."""

    number: int
    size: int
    ready: anyio.Event = field(default_factory=anyio.Event)
    outcome: PreparedArticle | IngestedArticle | Problem = field(init=False)


class _RoomAhead:
    """How many lines, and bytes of them, may be under way at once. A single line always may."""

    def __init__(self, max_lines: int, max_bytes: int) -> None:
        self._max_lines = max_lines
        self._max_bytes = max_bytes
        self._lines = 0
        self._bytes = 0
        self._freed = anyio.Event()

    async def take(self, size: int) -> None:
        while self._lines and (self._lines >= self._max_lines or self._bytes + size > self._max_bytes):
            self._freed = anyio.Event()
            await self._freed.wait()
        self._lines += 1
        self._bytes += size

    def give_back(self, size: int) -> None:
        self._lines -= 1
        self._bytes -= size
        self._freed.set()


class _Batch:
    def __init__(self, service: Service, request: Request, receive: Receive, send: Send) -> None:
        self._service = service
        self._request = request
        self._receive = receive
        self._send = send
        settings = service.settings
        self._max_bytes = settings.max_upload_bytes
        self._room = _RoomAhead(_LINES_AHEAD_PER_PROCESS * settings.extraction_processes + 1, self._max_bytes)
        self._caller_is_gone = False

    async def work_off(self, first: bytes, chunks: AsyncIterator[bytes]) -> bool:
        """Answer every line in order. Tells whether the caller stayed to the end."""
        chunks_in, chunks_out = anyio.create_memory_object_stream[bytes](_CHUNKS_AHEAD)
        lines_in, lines_out = anyio.create_memory_object_stream[_Line](math.inf)
        with chunks_in, chunks_out, lines_in, lines_out:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._take_body, first, chunks, chunks_in, tasks)
                tasks.start_soon(self._begin_lines, chunks_out, lines_in, tasks)
                async for line in lines_out:
                    await self._answer(line)
                tasks.cancel_scope.cancel()
        return not self._caller_is_gone

    async def _take_body(
        self, first: bytes, chunks: AsyncIterator[bytes], taken: MemoryObjectSendStream[bytes], tasks: TaskGroup
    ) -> None:
        try:
            with taken:
                await taken.send(first)
                async for chunk in chunks:
                    await taken.send(chunk)
            # Nothing more can come but word that the caller has gone.
            while (await self._receive())["type"] != "http.disconnect":
                pass
        except ClientDisconnect:
            pass
        self._caller_is_gone = True
        tasks.cancel_scope.cancel()

    async def _begin_lines(
        self, chunks: MemoryObjectReceiveStream[bytes], begun: MemoryObjectSendStream[_Line], tasks: TaskGroup
    ) -> None:
        splitter = LineSplitter(self._max_bytes)
        with begun:
            async for chunk in chunks:
                for sent in splitter.feed(chunk):
                    await self._begin(sent, begun, tasks)
            for sent in splitter.end():
                await self._begin(sent, begun, tasks)

    async def _begin(self, sent: SentLine, begun: MemoryObjectSendStream[_Line], tasks: TaskGroup) -> None:
        await self._room.take(sent.size)
        line = _Line(sent.number, sent.size)
        begun.send_nowait(line)
        tasks.start_soon(self._prepare, line, sent.content)

    async def _prepare(self, line: _Line, content: bytes | None) -> None:
        # A place is waited for as long as it takes: other lines and other callers have theirs in turn.
        async with self._service.ingest_places:
            line.outcome = await anyio.to_thread.run_sync(self._prepared, content)
        line.ready.set()

    async def _answer(self, line: _Line) -> None:
        await line.ready.wait()
        told = await anyio.to_thread.run_sync(self._stored, line)
        body = told.model_dump_json(exclude_none=True).encode() + b"\n"
        await self._send({"type": "http.response.body", "body": body, "more_body": True})
        self._room.give_back(line.size)

    def _prepared(self, content: bytes | None) -> PreparedArticle | IngestedArticle | Problem:
        try:
            if content is None:
                raise DocumentTooLarge(self._max_bytes)
            article: ArticleInput = model_of_json(ArticleInput, content)
            return prepare(self._service, article.text, article.to_metadata())
        except Exception as error:
            return self._problem_of(error)

    def _stored(self, line: _Line) -> BatchAnswer:
        outcome = self._outcome_of(line)
        if isinstance(outcome, Problem):
            return BatchAnswer(line=line.number, status=outcome.status, problem=outcome)
        return BatchAnswer(line=line.number, status=201 if outcome.is_new else 200, article_id=outcome.article.id)

    def _outcome_of(self, line: _Line) -> IngestedArticle | Problem:
        if isinstance(line.outcome, Problem):
            return line.outcome
        try:
            return store(self._service, line.outcome)
        except Exception as error:
            return self._problem_of(error)

    def _problem_of(self, error: Exception) -> Problem:
        """Tell a failure, even one that nobody expected: it must not cost the other lines."""
        if isinstance(error, RequestProblem | OnRecordError):
            return describe_failure(self._request, error)
        self._service.log.failed(error, request_id_of(self._request))
        return describe_problem(self._request, problem_types.INTERNAL_ERROR, "The line could not be worked off")
