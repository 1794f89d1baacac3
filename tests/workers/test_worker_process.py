import pickle

import pytest

from app.facts.errors import ExtractionUnavailable, OnRecordError
from app.workers.worker_process import Answer, Failure, Request, prepare, reply_to


class _DemandingError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)
        self.second = second


def _fail_oddly() -> None:
    raise _DemandingError("one", "two")


def _fail_plainly() -> None:
    raise LookupError("nowhere")


def _take_too_much() -> None:
    raise MemoryError


@pytest.fixture(autouse=True)
def _prepared() -> None:
    prepare()


def test_the_answer_is_what_the_function_returns() -> None:
    assert reply_to(Request(divmod, (7, 3))) == Answer((2, 1))


def test_an_error_keeps_its_type_and_tells_where_it_was_raised() -> None:
    reply = reply_to(Request(_fail_plainly, ()))
    assert isinstance(reply, Failure)
    assert isinstance(reply.error, LookupError)
    assert "_fail_plainly" in reply.error.__notes__[0]


def test_an_error_that_cannot_cross_becomes_one_that_can() -> None:
    reply = reply_to(Request(_fail_oddly, ()))
    assert isinstance(reply, Failure)
    crossed = pickle.loads(pickle.dumps(reply.error))
    assert isinstance(crossed, RuntimeError)
    assert "_DemandingError: one" in str(crossed)


def test_running_out_of_memory_is_an_expected_failure() -> None:
    reply = reply_to(Request(_take_too_much, ()))
    assert isinstance(reply, Failure)
    assert isinstance(reply.error, ExtractionUnavailable)
    assert isinstance(reply.error, OnRecordError)
