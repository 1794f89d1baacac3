import json
from collections import Counter
from urllib.parse import urlsplit

import pytest

from app.facts.partial_date import PartialDate
from tests.seeds.seed_facts import SEEDS, seed_facts, seed_manifest

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".eml": "message/rfc822"}
FIELDS = {"file", "media_type", "title", "publisher", "authors", "published_at", "url", "language"}


def test_manifest_lists_every_file_once_and_no_other() -> None:
    files = {path.name for path in SEEDS.iterdir()} - {"manifest.json"}
    assert sorted(entry["file"] for entry in seed_manifest()) == sorted(files)


def test_manifest_declares_its_publishers_invented() -> None:
    about = json.loads((SEEDS / "manifest.json").read_text("utf-8"))["about"]
    assert "publishers" in about
    assert "invented" in about


@pytest.mark.parametrize("entry", seed_manifest(), ids=lambda entry: entry["file"])
def test_entry_has_every_field_and_the_media_type_of_its_file(entry: dict[str, str]) -> None:
    assert set(entry) == FIELDS
    assert entry["media_type"] == MEDIA_TYPES["." + entry["file"].rsplit(".", 1)[1]]


@pytest.mark.parametrize("entry", seed_manifest(), ids=lambda entry: entry["file"])
def test_entry_is_dated_within_the_reported_events(entry: dict[str, str]) -> None:
    published_at = PartialDate.parse(entry["published_at"])
    assert entry["published_at"].startswith(entry["file"][:10])
    assert 2023 <= published_at.earliest.year <= 2025


@pytest.mark.parametrize("entry", seed_manifest(), ids=lambda entry: entry["file"])
def test_url_is_reserved_and_the_publishers_own(entry: dict[str, str]) -> None:
    host = urlsplit(entry["url"]).hostname
    assert host == entry["publisher"].lower().replace(" ", "-") + ".example"


def test_one_url_has_a_second_version_with_another_text() -> None:
    counts = Counter(entry["url"] for entry in seed_manifest())
    versions = [entry for entry in seed_manifest() if counts[entry["url"]] > 1]
    texts = [(SEEDS / entry["file"]).read_bytes() for entry in versions]
    assert len(versions) == 2
    assert texts[0] != texts[1]
    assert versions[0]["published_at"] < versions[1]["published_at"]


def test_one_text_is_republished_by_another_publisher() -> None:
    publishers_of: dict[bytes, set[str]] = {}
    for entry in seed_manifest():
        publishers_of.setdefault((SEEDS / entry["file"]).read_bytes(), set()).add(entry["publisher"])
    assert [len(publishers) for publishers in publishers_of.values() if len(publishers) > 1] == [2]


@pytest.mark.parametrize("section", ["facts", "not_facts"])
def test_gold_speaks_of_seed_files_and_of_their_words(section: str) -> None:
    files = {entry["file"] for entry in seed_manifest()}
    assert {fact.file for fact in seed_facts(section)} <= files


def test_gold_holds_enough_to_judge_by() -> None:
    assert len(seed_facts("facts")) >= 40
    assert len(seed_facts("not_facts")) >= 10
