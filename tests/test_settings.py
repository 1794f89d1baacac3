import dataclasses

import pytest

from app.settings import Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_default_database_is_a_file_in_the_working_directory() -> None:
    assert Settings().database_url == "sqlite:///onrecord.db"


def test_every_setting_is_read_from_its_variable() -> None:
    settings = Settings.from_environment(
        {
            "ONRECORD_DATABASE_URL": "postgresql+psycopg://archive",
            "ONRECORD_MAX_UPLOAD_BYTES": "1000",
            "ONRECORD_PUBLIC_READ": "true",
            "ONRECORD_EXTRACTION_PROCESSES": "3",
            "ONRECORD_EXTRACTION_TIMEOUT_SECONDS": "7",
            "ONRECORD_EXTRACTOR": "rules",
        }
    )
    defaults = dataclasses.asdict(Settings())
    assert {name: value for name, value in dataclasses.asdict(settings).items() if value == defaults[name]} == {}


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.from_environment({"ONRECORD_EXTRACTION_PROCESSES": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "printed"),
    [
        ("ONRECORD_MAX_UPLOAD_BYTES", "0"),
        ("ONRECORD_MAX_UPLOAD_BYTES", "20 MB"),
        ("ONRECORD_EXTRACTION_PROCESSES", "-1"),
        ("ONRECORD_EXTRACTION_TIMEOUT_SECONDS", "1.5"),
        ("ONRECORD_PUBLIC_READ", "perhaps"),
        ("ONRECORD_EXTRACTOR", "best"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(variable: str, printed: str) -> None:
    with pytest.raises(ValueError, match=variable):
        Settings.from_environment({variable: printed})


@pytest.mark.parametrize(("printed", "expected"), [("1", True), ("YES", True), ("off", False), (" False ", False)])
def test_truth_is_told_in_the_usual_words(printed: str, *, expected: bool) -> None:
    assert Settings.from_environment({"ONRECORD_PUBLIC_READ": printed}).public_read is expected


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().public_read = True  # type: ignore[misc]
