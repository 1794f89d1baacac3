"""A batch over a real connection: line for line, to callers who leave, and through the death of the server."""

import json
import signal
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.archive.articles import get_article, get_article_text, get_facts_of_article, list_article_ids
from app.archive.new_article import sha256_of
from app.archive.unit_of_work import Archive
from tests.served import descendants_of, start_server, wait_until_gone

_LINES = 60
_ANSWERED_BEFORE_THE_KILL = 12


def _text(number: int) -> str:
    return (
        f"The harbour master, Ada Quill, said on Monday that {number + 300} boats had left the port of Lindow.\n"
        f"“We counted {number + 20} barges as well,” she said.\n"
    )


def _line(number: int) -> bytes:
    return json.dumps({"text": _text(number), "url": f"https://lindow.example/{number}"}).encode() + b"\n"


class _Call:
    """One batch, sent and answered piece by piece."""

    def __init__(self, address: str, **headers: str) -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self._incoming = self._socket.makefile("rb")
        self._unzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in headers.values() else None
        told = {"Host": parts.netloc, "Content-Type": "application/x-ndjson", "Transfer-Encoding": "chunked", **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self._socket.sendall(f"POST /v1/articles/batch HTTP/1.1\r\n{head}\r\n".encode())
        self.is_answered = False

    def send(self, body: bytes) -> None:
        self._socket.sendall(b"%x\r\n%s\r\n" % (len(body), body))

    def answer(self) -> Any:
        """The next line of the answer; None after the last."""
        if not self.is_answered:
            self.status, self.headers = self._read_head()
            self.is_answered = True
        size = int(self._incoming.readline(), 16)
        body = self._incoming.read(size)
        self._incoming.readline()
        told = self._unzip.decompress(body) if self._unzip else body
        return json.loads(told) if told else None

    def _read_head(self) -> tuple[int, dict[str, str]]:
        status = int(self._incoming.readline().split()[1])
        headers = {}
        while (line := self._incoming.readline().decode().strip()) != "":
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        return status, headers

    def close(self) -> None:
        self._incoming.close()
        self._socket.close()


class _Server:
    def __init__(self, folder: Path, database_url: str) -> None:
        self.process = start_server(folder, database_url)
        assert self.process.stderr is not None
        self.address = self.process.stderr.readline().split()[3]
        self.log: list[str] = []
        # The log has to be read, or a full pipe would hold the server up.
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            for line in self.process.stderr:
                self.log.append(line)

    def wait_for_log(self, words: str) -> None:
        deadline = time.monotonic() + 60
        while not any(words in line for line in self.log):
            assert time.monotonic() < deadline, self.log
            time.sleep(0.02)

    def kill(self) -> None:
        workers = descendants_of(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        assert wait_until_gone(workers) == []


@contextmanager
def _served(folder: Path, database_url: str) -> Iterator[_Server]:
    server = _Server(folder, database_url)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
            server.process.wait(60)
        server._reader.join()


def test_a_line_is_answered_before_the_next_one_is_sent(sqlite_url: str, tmp_path: Path) -> None:
    with _served(tmp_path, sqlite_url) as server:
        for accepted, status in (("identity", 201), ("gzip", 200)):
            call = _Call(server.address, **{"Accept-Encoding": accepted})
            for number in range(3):
                call.send(_line(number))
                answer = call.answer()
                assert (answer["line"], answer["status"]) == (number + 1, status)
            assert call.status == 200
            assert call.headers.get("content-encoding") == ("gzip" if accepted == "gzip" else None)
            call._socket.sendall(b"0\r\n\r\n")
            assert call.answer() is None
            call.close()


def test_who_waits_to_be_told_to_continue_is_told_before_the_answer_begins(sqlite_url: str, tmp_path: Path) -> None:
    with _served(tmp_path, sqlite_url) as server:
        call = _Call(server.address, Expect="100-continue")
        assert call._read_head() == (100, {})
        call.send(_line(1))
        assert call.answer()["status"] == 201
        call.close()


def _on_record(database_url: str) -> dict[str, str]:
    """The text of everything on record, by its article's id; each article is whole."""
    archive = Archive(database_url)
    found = {}
    with archive.reading() as session:
        for identifier in list_article_ids(session):
            article, text = get_article(session, identifier), get_article_text(session, identifier)
            quotes, figures = get_facts_of_article(session, identifier)
            assert article.sha256 == sha256_of(text)
            assert (article.counts.quotes, article.counts.figures) == (len(quotes), len(figures))
            assert figures
            found[identifier] = text
    archive.dispose()
    return found


def test_of_a_caller_who_leaves_what_was_answered_stays_and_no_more_is_done(database_url: str, tmp_path: Path) -> None:
    with _served(tmp_path, database_url) as server:
        call = _Call(server.address)
        call.send(b"".join(_line(number) for number in range(_LINES)))
        answered = [call.answer()["article_id"] for _ in range(3)]
        call.close()
        server.wait_for_log("/v1/articles/batch")
        left = _on_record(database_url)
        time.sleep(1)
        assert _on_record(database_url) == left
        assert [left[identifier] for identifier in answered] == [_text(number) for number in range(3)]
        # The answers to some more may have been under way to a caller who did not wait for them.
        assert len(left) < _LINES / 2


@pytest.mark.parametrize("ends_body", [True, False])
def test_a_batch_cut_short_by_a_kill_is_sent_again_without_loss_or_doubles(
    database_url: str, tmp_path: Path, *, ends_body: bool
) -> None:
    lines = b"".join(_line(number) for number in range(_LINES))
    with _served(tmp_path, database_url) as server:
        call = _Call(server.address)
        call.send(lines)
        if ends_body:
            call._socket.sendall(b"0\r\n\r\n")
        answered = [call.answer() for _ in range(_ANSWERED_BEFORE_THE_KILL)]
        server.kill()
        call.close()
    left = _on_record(database_url)
    assert [left[one["article_id"]] for one in answered] == [_text(n) for n in range(_ANSWERED_BEFORE_THE_KILL)]
    assert len(left) < _LINES
    with _served(tmp_path, database_url) as server:
        call = _Call(server.address)
        call.send(lines)
        again = [call.answer() for _ in range(_LINES)]
        call._socket.sendall(b"0\r\n\r\n")
        assert call.answer() is None
        call.close()
    assert [one["status"] for one in again] == [200] * len(left) + [201] * (_LINES - len(left))
    assert [one["article_id"] for one in again[: len(answered)]] == [one["article_id"] for one in answered]
    on_record = _on_record(database_url)
    assert [on_record[one["article_id"]] for one in again] == [_text(number) for number in range(_LINES)]
    assert len(on_record) == _LINES
