"""What is on record after the server is killed in the middle of two hundred uploads."""

import http.client
import json
import signal
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from app.archive.articles import get_article, get_article_text, get_facts_of_article
from app.archive.new_article import sha256_of
from app.archive.unit_of_work import Archive
from app.facts.filters import ArticleFilter
from app.facts.paging import PageRequest
from app.use_cases.list_articles import list_articles
from tests.served import descendants_of, start_server, wait_until_gone

_UPLOADS = 200
_ANSWERED_BEFORE_THE_KILL = 40
_SENDERS = 4


def _text(number: int) -> str:
    return (
        f"The harbour master, Ada Quill, said on Monday that {number + 300} boats had left the port of Lindow.\n"
        f"“We counted {number + 20} barges as well,” she said.\n"
    )


class _Uploads:
    """Sends uploads one after another from several threads, and keeps what was answered."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._numbers: SimpleQueue[int] = SimpleQueue()
        for number in range(_UPLOADS):
            self._numbers.put(number)
        self.answered: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self._threads = [threading.Thread(target=self._send_all) for _ in range(_SENDERS)]
        for thread in self._threads:
            thread.start()

    def _send_all(self) -> None:
        connection = http.client.HTTPConnection(self._host, timeout=60)
        try:
            while True:
                self._send(connection, self._numbers.get_nowait())
        except (Empty, OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def _send(self, connection: http.client.HTTPConnection, number: int) -> None:
        body = json.dumps({"text": _text(number), "url": f"https://lindow.example/{number}"})
        connection.request("POST", "/v1/articles", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 201, told
        self.texts[told["article"]["id"]] = _text(number)
        self.answered[told["article"]["id"]] = [fact["id"] for fact in told["quotes"] + told["figures"]]

    def wait_for(self, count: int) -> None:
        while len(self.answered) < count and any(thread.is_alive() for thread in self._threads):
            time.sleep(0.01)

    def end(self) -> None:
        for thread in self._threads:
            thread.join(60)


def test_what_was_answered_is_whole_after_a_kill_and_nothing_is_half_there(database_url: str, tmp_path: Path) -> None:
    server = start_server(tmp_path, database_url)
    assert server.stderr is not None
    with server.stderr:
        address = server.stderr.readline().split()[3]
        # The log has to be read, or a full pipe would hold the server up.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        uploads = _Uploads(address)
        uploads.wait_for(_ANSWERED_BEFORE_THE_KILL)
        workers = descendants_of(server.pid)
        server.send_signal(signal.SIGKILL)
        server.wait()
        uploads.end()
        assert wait_until_gone(workers) == []
    assert _ANSWERED_BEFORE_THE_KILL <= len(uploads.answered) < _UPLOADS
    _check_what_is_on_record(database_url, uploads)


def _check_what_is_on_record(database_url: str, uploads: _Uploads) -> None:
    archive = Archive(database_url)
    with archive.reading() as session:
        on_record = {one.id for one in list_articles(session, ArticleFilter(), PageRequest(limit=_UPLOADS)).items}
        assert uploads.answered.keys() <= on_record
        # Each upload under way at the kill may have become durable just before it could be answered.
        assert len(on_record) <= len(uploads.answered) + _SENDERS
        for article_id in on_record:
            article, text = get_article(session, article_id), get_article_text(session, article_id)
            quotes, figures = get_facts_of_article(session, article_id)
            assert article.sha256 == sha256_of(text)
            assert (article.counts.quotes, article.counts.figures) == (len(quotes), len(figures))
            assert figures
            if article_id in uploads.answered:
                assert text == uploads.texts[article_id]
                assert [one.id for one in quotes] + [one.id for one in figures] == uploads.answered[article_id]
    archive.dispose()
