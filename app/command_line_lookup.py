"""What `onrecord lookup` prints."""

from urllib.parse import urlencode

from app import command_line_output as output
from app.api.schemas.lookup import Lookup, LookupItem, Searched, Summary, UnderstoodQuery
from app.facts.attribution import Attribution, Origin
from app.facts.recorded import RecordedFact, RecordedQuote
from app.use_cases.look_up_facts import LookupAnswer, LookupRequest


def print_lookup_as_json(request: LookupRequest, answer: LookupAnswer) -> None:
    """Print what answers a question as `GET /v1/lookup` gives it."""
    more = {"q": request.q, "limit": request.limit, "cursor": answer.next_cursor}
    wire = Lookup(
        query=UnderstoodQuery.of(answer.query),
        summary=Summary.of(answer.summary),
        items=[LookupItem.of(item) for item in answer.items],
        next=f"/v1/lookup?{urlencode(more)}" if answer.next_cursor else None,
        searched=Searched.of(answer.searched),
    )
    output.print_json(wire.model_dump(mode="json", by_alias=True))


def print_lookup(answer: LookupAnswer) -> None:
    """Print what answers a question for a person to read."""
    if answer.summary is not None:
        output.print_text(answer.summary.text)
        output.print_text("")
    if answer.items:
        output.print_table(("Who", "What", "Where", "Fact"), [_row_of_fact(item.fact) for item in answer.items])
    searched = f"{answer.searched.facts} facts of {answer.searched.articles} articles were searched."
    output.tell(searched if answer.items else f"Nothing on record answers that. {searched}")


def _row_of_fact(fact: RecordedFact) -> output.Row:
    article = fact.evidence.article
    own = fact.quote if isinstance(fact, RecordedQuote) else fact.figure
    published = article.published_at.text[:10] if article.published_at else "undated"
    where = f"{article.publisher or article.title or article.id}, {published}"
    return (_who(own.attribution), _what(fact), where, fact.id)


def _who(attribution: Attribution) -> str:
    match attribution.origin:
        case Origin.PUBLISHER:
            return "(the publisher)"
        case Origin.NAMED | Origin.UNNAMED:
            names = " and ".join(source.name for source in attribution.sources) or "(nobody named)"
            via = ", ".join(source.name for link in attribution.via for source in link.sources)
            return f"{names}, via {via}" if via else names


def _what(fact: RecordedFact) -> str:
    if isinstance(fact, RecordedQuote):
        return f"{fact.quote.stance}: {fact.quote.text}"
    return fact.evidence.sentence.exact
