import pickle

import pytest

from app.facts import errors

_ERRORS = [
    errors.NotOnRecord("quote", "quo_1"),
    errors.NoLongerOnRecord("article", "art_1"),
    errors.InvalidArgument("value_gte", "is not a number"),
    errors.UnsupportedMediaType("image/png", ["text/plain", "text/html"]),
    errors.UnsupportedLanguage("fr"),
    errors.DocumentTooLarge(1024),
    errors.ExtractionTimedOut(30),
    errors.UndoneCorrection("mrg_1"),
    errors.MergedSource("src_1", "src_2"),
    errors.UnusableFields([(("fact_ids", 1), "not of the source")]),
    errors.BrokenDocument("the file breaks off"),
]


@pytest.mark.parametrize("error", _ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_crosses_from_process_to_process_whole(error: errors.OnRecordError) -> None:
    crossed = pickle.loads(pickle.dumps(error))
    assert type(crossed) is type(error)
    assert str(crossed) == str(error)
    assert vars(crossed) == vars(error)
