"""Feeds that every reader reads."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.addresses import Addresses
from app.api.formats.atom_feed import FeedPage, write_atom
from app.api.formats.kinds import FIGURES, QUOTES
from app.api.schemas import examples
from app.api.schemas.attribution import Attribution
from app.facts.attribution import Origin
from tests.api.formats.atom import checked_feed

HERE = Addresses("https://onrecord.example/")
PAGE = FeedPage("On Record: quotes", f"{HERE.base}v1/quotes", f"{HERE.base}v1/quotes?limit=1", None)


def quote(**changes: Any) -> Any:
    return QUOTES.example.model_copy(update=changes)


def with_sentence(text: str) -> Any:
    evidence = QUOTES.example.evidence
    sentence = evidence.sentence.model_copy(update={"exact": text})
    return quote(text=text, evidence=evidence.model_copy(update={"sentence": sentence}))


def test_an_entry_tells_who_said_what_and_where_it_stands() -> None:
    feed = checked_feed(write_atom([QUOTES.example, FIGURES.example], PAGE, HERE))
    entry = feed.entries[0]
    assert entry.title == "Mina Sorel (predicts): We expect up to 1,200 homes to lose power"
    assert [author.name for author in entry.authors] == ["Mina Sorel"]
    assert entry.content[0].value == examples.QUOTE["evidence"]["sentence"]["exact"]
    assert entry.content[0].type == "text/plain"
    links = {link.rel: link.href for link in entry.links}
    assert entry.link == HERE.quote(examples.QUOTE_ID)
    assert links == {"alternate": HERE.quote(examples.QUOTE_ID), "via": "https://courier.example/dalmere-braces"}
    assert feed.entries[1].title == "Mina Sorel (planned): up to 1,200 [homes]"


def test_an_entry_is_known_by_the_uuid_of_its_fact_under_every_address() -> None:
    feeds = [checked_feed(write_atom([QUOTES.example], PAGE, Addresses(base))) for base in ("https://a/", "https://b/")]
    assert [feed.entries[0].id for feed in feeds] == ["urn:uuid:0192c5d4-cc9a-7a22-9b8a-87d8d85699c2"] * 2
    assert feeds[0].entries[0].updated == "2024-10-25T22:38:30Z"


def test_an_empty_feed_is_valid_and_the_same_at_any_time() -> None:
    feed = checked_feed(write_atom([], PAGE, HERE))
    assert feed.entries == []
    assert feed.feed.updated == "1970-01-01T00:00:00Z"


def test_the_pages_of_a_feed_are_one_feed_and_lead_on() -> None:
    following = FeedPage(
        PAGE.title, PAGE.list_address, f"{PAGE.list_address}?cursor=x", f"{PAGE.list_address}?cursor=y"
    )
    first, second = (checked_feed(write_atom([QUOTES.example], page, HERE)) for page in (PAGE, following))
    assert first.feed.id == second.feed.id
    links = {link.rel: link.href for link in second.feed.links}
    assert links == {"self": following.page_address, "first": PAGE.list_address, "next": following.next_address}


@pytest.mark.parametrize(
    ("attribution", "author"),
    [
        (Attribution(origin=Origin.PUBLISHER, sources=[], cue=None, via=[]), "Dalmere Courier"),
        (Attribution(origin=Origin.UNNAMED, sources=[], cue=QUOTES.example.attribution.cue, via=[]), "Unnamed sources"),
    ],
)
def test_where_no_one_is_named_no_one_is_made_up(attribution: Attribution, author: str) -> None:
    feed = checked_feed(write_atom([quote(attribution=attribution)], PAGE, HERE))
    assert [one.name for one in feed.entries[0].authors] == [author]


def test_a_day_is_not_made_an_instant() -> None:
    assert "published" not in checked_feed(write_atom([QUOTES.example], PAGE, HERE)).entries[0]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_makes_a_valid_feed(text: str) -> None:
    feed = write_atom([with_sentence(text)], FeedPage(text, PAGE.list_address, PAGE.page_address, None), HERE)
    checked_feed(feed)


def test_characters_that_xml_cannot_hold_are_replaced_and_others_kept() -> None:
    feed = checked_feed(write_atom([with_sentence("a\x01\x0b\x1f\ufffe<&>\U0001f600b")], PAGE, HERE))
    assert feed.entries[0].content[0].value == "a\ufffd\ufffd\ufffd\ufffd<&>\U0001f600b"
