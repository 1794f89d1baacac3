"""Facts as annotations: selected by their words and by their offsets."""

from app.api.addresses import Addresses
from app.api.formats.kinds import FIGURES, QUOTES
from app.api.formats.selectors import targets_of
from app.api.schemas.evidence import Evidence
from app.api.schemas.span import Span

HERE = Addresses("https://onrecord.example/")
TEXT = "😀 It rained. “The dam holds,” said Mina Sorel. She added nothing. “And the mayor agrees,” she said. Good."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), exact=words)


def evidence(first: Span, last: Span) -> Evidence:
    return QUOTES.example.evidence.model_copy(
        update={
            "start": first.start,
            "end": last.end,
            "exact": TEXT[first.start : last.end],
            "prefix": TEXT[max(0, first.start - 32) : first.start],
            "suffix": TEXT[last.end : last.end + 32],
        }
    )


def test_each_span_of_a_quote_is_a_target_and_what_lies_between_them_is_none() -> None:
    spans = [span("The dam holds"), span("And the mayor agrees")]
    quote = QUOTES.example.model_copy(update={"spans": spans, "evidence": evidence(*spans)})
    targets = targets_of(quote, HERE)
    assert len(targets) == 2
    for target, one in zip(targets, spans, strict=True):
        words, place = target["selector"]
        assert place == {"type": "TextPositionSelector", "start": one.start, "end": one.end}
        assert TEXT[place["start"] : place["end"]] == words["exact"] == one.exact
        assert TEXT[: one.start].endswith(words["prefix"])
        assert TEXT[one.end :].startswith(words["suffix"])
    assert [(len(one["selector"][0]["prefix"]), len(one["selector"][0]["suffix"])) for one in targets] == [
        (len("😀 It rained. “"), 32),
        (32, len(",” she said. Good.")),
    ]


def test_a_figure_is_one_target_in_the_text_of_its_article() -> None:
    [target] = targets_of(FIGURES.example, HERE)
    assert target["source"] == HERE.text(FIGURES.example.evidence.article.id)
    assert target["selector"][0]["exact"] == "up to 1,200"
