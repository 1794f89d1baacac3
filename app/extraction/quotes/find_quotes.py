"""Finding who said what."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.attribution.source_reader import SourceReader
from app.extraction.blocks import BlockRole
from app.extraction.lead_ins import end_of_lead_in
from app.extraction.parsed_article import ParsedArticle
from app.extraction.periods.find_periods import find_periods
from app.extraction.quotes.answered_claims import find_answered_claims
from app.extraction.quotes.carriers import add_carriers
from app.extraction.quotes.content_stance import stance_told
from app.extraction.quotes.direct_speech import find_direct_speech, find_nested_speech
from app.extraction.quotes.finding import Finding, Workspace
from app.extraction.quotes.interview_layout import find_interview_answers
from app.extraction.quotes.learned.find_attributions import FoundAttribution
from app.extraction.quotes.learned.model import load_model
from app.extraction.quotes.learned_speech import (
    find_learned_speech,
    read_by_model,
    settled,
    unclaimed,
    with_reports,
    without_retold,
)
from app.extraction.quotes.link_findings import Linked, link_findings
from app.extraction.quotes.postposed_cues import POSTPOSED, find_postposed_speech
from app.extraction.quotes.quotation_marks import find_quoted_words
from app.extraction.quotes.reported_speech import find_mixed_remains, find_reported_speech
from app.extraction.quotes.signed_quotes import find_signed_quotes
from app.extraction.quotes.source_phrases import find_source_phrases
from app.extraction.quotes.speaking_times import find_speaking_time
from app.extraction.quotes.uncued_speech import find_uncued_speech, find_unmarked_speech
from app.extraction.quotes.unsaid import doubt_unsaid
from app.facts.extractor import Extractor, QuoteMethod
from app.facts.period import Period
from app.facts.quote import Quote
from app.facts.reading import FoundSource

_SURE = 0.5
_RULES = Extractor("rules-quotes", "1")


@dataclass(frozen=True, slots=True)
class FoundQuotes:
    """The quotes of one article and the sources they are attributed to."""

    sources: tuple[FoundSource, ...]
    quotes: tuple[Quote, ...]


def find_quotes(
    article: ParsedArticle,
    method: QuoteMethod = QuoteMethod.LEARNED,
    attributions: Sequence[FoundAttribution] | None = None,
) -> FoundQuotes:
    """Find the quotes of an article, in reading order, each with its cue and its source resolved.

    Only the article's own text is read. Of a headline nothing is taken but what a body sentence says in the same
    words, and that stands there. `attributions` are what the model found, where it has been run already.
    `confidence` is the share of such quotes that is right where the model found them; for what rules find it is one
    value a rule, and low (under 0.5) where the rule is often wrong.
    """
    space = _workspace(article)
    if not space.body:
        return FoundQuotes((), ())
    match method:
        case QuoteMethod.LEARNED:
            extractor = load_model().extractor
            learned = read_by_model(article.text, article.blocks) if attributions is None else attributions
            findings, reader = _find_by_model(space, learned)
        case QuoteMethod.RULES:
            extractor = _RULES
            findings, reader = _find_by_rules(space)
    doubt_unsaid(findings)
    findings = [one for one in findings if any(map(str.isalnum, article.text[one.start : one.end]))]
    findings.sort(key=lambda finding: (finding.start, -finding.end))
    linked = link_findings(article, findings, reader)
    contents = [stretch for found in linked.findings for stretch in found.finding.spans]
    periods = find_periods(article)
    times = [find_speaking_time(article, found.finding, contents, periods) for found in linked.findings]
    for found in linked.findings:
        found.finding.stance = stance_told(found.finding, reader, article.text, article.doc)
    quotes = tuple(_quote(article, found, time, extractor) for found, time in zip(linked.findings, times, strict=True))
    return FoundQuotes(linked.sources, quotes)


def _find_by_rules(space: Workspace) -> tuple[list[Finding], SourceReader]:
    findings = find_direct_speech(space)
    findings += unclaimed(find_signed_quotes(space), findings)
    findings += find_nested_speech(space)
    findings += find_interview_answers(space)
    findings += find_answered_claims(space)
    findings += find_postposed_speech(space, findings)
    findings += find_reported_speech(space)
    findings += find_source_phrases(space)
    reader = SourceReader(space.doc, _spoken_of(space, findings))
    findings = add_carriers(findings, reader)
    findings += find_uncued_speech(space, findings)
    findings += find_unmarked_speech(space, findings)
    findings += find_mixed_remains(space, findings)
    return findings, reader


def _find_by_model(space: Workspace, attributions: Sequence[FoundAttribution]) -> tuple[list[Finding], SourceReader]:
    """What the model finds, and beside it what layout and marks tell by themselves."""
    signed = find_signed_quotes(space)
    interview = find_interview_answers(space)
    direct = find_direct_speech(space)
    findings = unclaimed(settled(find_learned_speech(space, attributions), direct), signed)
    findings = without_retold(findings, interview) + interview + signed
    findings += unclaimed(find_nested_speech(space), findings)
    reported = find_answered_claims(space) + find_postposed_speech(space, findings)
    reported += find_reported_speech(space) + find_source_phrases(space)
    findings = with_reports(findings, reported)
    reader = SourceReader(space.doc, _spoken_of(space, findings))
    findings = add_carriers(findings, reader)
    findings += find_uncued_speech(space, findings)
    findings += find_unmarked_speech(space, findings)
    return findings, reader


def _workspace(article: ParsedArticle) -> Workspace:
    blocks = list(article.blocks_of(BlockRole.BODY))
    lines = [(block.start, block.end) for block in blocks]
    body = [(end_of_lead_in(article.text, block), block.end) for block in blocks]
    quoted = [words for block in blocks for words in find_quoted_words(article.text, block)]
    return Workspace(article.text, article.doc, lines, body, quoted)


def _spoken_of(space: Workspace, findings: Sequence[Finding]) -> frozenset[int]:
    """The words that no pronoun outside may stand for: direct speech, and names in a statement before its own cue.

    In "The summit would come later, he predicted" the one who predicts is nowhere in what he predicts.
    """
    spoken = {token.i for words in space.speech for token in space.tokens_in(words.start, words.end)}
    referring = [source for finding in findings for source in finding.sources if source.pos_ == "PRON"]
    for finding in (one for one in findings if one.confidence >= _SURE):
        follows = finding.is_learned and finding.cue is not None and finding.cue.start >= finding.spans[0][1]
        if (finding.rule == POSTPOSED or follows) and not any(
            finding.covers(token.idx, token.idx + 1) for token in referring
        ):
            tokens = (token for start, end in finding.spans for token in space.tokens_in(start, end))
            spoken.update(token.i for token in tokens if token.pos_ != "PRON")
    return frozenset(spoken)


def _quote(article: ParsedArticle, found: Linked, said_at: Period | None, extractor: Extractor) -> Quote:
    finding = found.finding
    spans = tuple(article.span(start, end) for start, end in finding.spans)
    return Quote(
        id=found.id,
        kind=finding.kind,
        marks=finding.marks,
        spans=spans,
        stance=finding.stance,
        said_at=said_at,
        within=found.within,
        attribution=found.attribution,
        sentence=article.sentence_around(finding.start, finding.end),
        confidence=round(found.confidence, 2),
        extractor=extractor,
    )
