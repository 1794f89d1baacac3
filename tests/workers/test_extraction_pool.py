import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.facts.errors import DocumentWithoutText, ExtractionTimedOut, ExtractionUnavailable, UnsupportedMediaType
from app.facts.reading import ArticleContext, Reading
from app.workers import extraction_worker
from app.workers.extraction import InProcessExtraction
from app.workers.extraction_pool import ExtractionPool

_CONTEXT = ArticleContext()
_TEXT = "The mayor of Lindow said that 40 trees had been planted along the canal.\n"


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractionPool]:
    pool = ExtractionPool(processes=1, timeout_seconds=60)
    pool.start()
    yield pool
    pool.stop()


@pytest.fixture
def hasty_pool() -> Iterator[ExtractionPool]:
    pool = ExtractionPool(processes=1, timeout_seconds=1)
    pool.start()
    yield pool
    pool.stop()


def _in_thread(action: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    results: list[object] = []

    def run() -> None:
        try:
            results.append(action())
        except Exception as error:
            results.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


def _is_gone(process_id: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_worker_reads_what_this_process_would_read(pool: ExtractionPool) -> None:
    assert pool.read_article(_TEXT, _CONTEXT) == InProcessExtraction().read_article(_TEXT, _CONTEXT)


def test_a_worker_reads_documents(pool: ExtractionPool) -> None:
    assert "canal" in pool.read_document(_TEXT.encode(), "text/plain", "trees.txt").text


def test_an_expected_error_crosses_with_its_type_and_its_facts(pool: ExtractionPool) -> None:
    with pytest.raises(UnsupportedMediaType) as raised:
        pool.read_document(b"\x89PNG\r\n\x1a\n" + bytes(32), "image/png", "trees.png")
    assert raised.value.media_type == "image/png"
    assert "text/plain" in raised.value.supported


def test_an_error_leaves_the_worker_at_work(pool: ExtractionPool) -> None:
    before = pool.process_ids()
    with pytest.raises(DocumentWithoutText):
        pool.read_document(b" \n", "text/plain", None)
    pool.read_article(_TEXT, _CONTEXT)
    assert pool.process_ids() == before


def test_a_request_is_answered_though_its_worker_is_killed(pool: ExtractionPool) -> None:
    (killed,) = pool.process_ids()
    os.kill(killed, signal.SIGSTOP)
    thread, results = _in_thread(lambda: pool.read_article(_TEXT, _CONTEXT))
    time.sleep(0.2)
    os.kill(killed, signal.SIGKILL)
    thread.join(30)
    assert isinstance(results[0], Reading)
    assert pool.process_ids() != (killed,)


def test_an_idle_worker_that_is_killed_is_replaced(pool: ExtractionPool) -> None:
    (killed,) = pool.process_ids()
    os.kill(killed, signal.SIGKILL)
    assert _is_gone(killed)
    assert pool.is_ready()
    assert isinstance(pool.read_article(_TEXT, _CONTEXT), Reading)
    assert pool.process_ids() != (killed,)


def test_a_request_that_ends_every_worker_is_given_up(pool: ExtractionPool) -> None:
    thread, results = _in_thread(lambda: pool.read_article(_TEXT * 20_000, _CONTEXT))
    killed: set[int] = set()
    while thread.is_alive():
        for process_id in set(pool.process_ids()) - killed:
            time.sleep(0.2)
            os.kill(process_id, signal.SIGKILL)
            killed.add(process_id)
        time.sleep(0.02)
    assert isinstance(results[0], ExtractionUnavailable)
    assert isinstance(pool.read_article(_TEXT, _CONTEXT), Reading)


def test_a_request_that_takes_too_long_ends_its_worker_and_not_the_pool(hasty_pool: ExtractionPool) -> None:
    (stopped,) = hasty_pool.process_ids()
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(ExtractionTimedOut):
        hasty_pool.read_article(_TEXT, _CONTEXT)
    assert _is_gone(stopped)
    assert isinstance(hasty_pool.read_article(_TEXT, _CONTEXT), Reading)


def test_a_worker_that_served_its_time_is_replaced(pool: ExtractionPool, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pool.process_ids()
    monkeypatch.setattr(extraction_worker, "_MOST_REQUESTS", 1)
    pool.read_article(_TEXT, _CONTEXT)
    assert isinstance(pool.read_article(_TEXT, _CONTEXT), Reading)
    assert pool.process_ids() != before


def test_threads_share_the_workers(pool: ExtractionPool) -> None:
    threads = [_in_thread(lambda: pool.read_article(_TEXT, _CONTEXT)) for _ in range(8)]
    for thread, _ in threads:
        thread.join(60)
    assert all(isinstance(results[0], Reading) for _, results in threads)


def test_stopping_leaves_no_worker_and_no_request_waiting() -> None:
    pool = ExtractionPool(processes=2, timeout_seconds=60)
    pool.start()
    workers = pool.process_ids()
    threads = [_in_thread(lambda: pool.read_article(_TEXT * 20_000, _CONTEXT)) for _ in range(3)]
    time.sleep(0.2)
    pool.stop()
    for thread, results in threads:
        thread.join(10)
        assert isinstance(results[0], ExtractionUnavailable)
    assert all(_is_gone(worker) for worker in workers)
    assert not pool.is_ready()


def test_a_pool_that_was_not_started_says_so() -> None:
    pool = ExtractionPool(processes=1, timeout_seconds=1)
    assert not pool.is_ready()
    with pytest.raises(ExtractionUnavailable):
        pool.read_article(_TEXT, _CONTEXT)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
            import time
            from app.workers.extraction_pool import ExtractionPool

            if __name__ == "__main__":
                pool = ExtractionPool(processes=2, timeout_seconds=60)
                pool.start()
                print(*pool.process_ids(), flush=True)
                time.sleep(60)
            """)
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(number) for number in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == 2
    assert all(_is_gone(worker) for worker in workers)
