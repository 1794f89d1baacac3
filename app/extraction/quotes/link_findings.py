"""Turning findings into quotes of known sources: resolving, nesting, carrying."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from app.extraction.attribution.entity_table import Entity
from app.extraction.attribution.source_reader import SourceReader, same_source
from app.extraction.attribution.source_words import PRONOUNS_SPEAKER
from app.extraction.parsed_article import ParsedArticle
from app.extraction.quotes.finding import Finding, FoundCue
from app.facts.attribution import AttributedSource, Attribution, Cue, Origin, ViaLink
from app.facts.quote import QuoteKind
from app.facts.reading import FoundSource
from app.facts.text_span import TextSpan

_THIRD_PARTY_RULES = {"source phrase", "clause"}
_NOBODY = {"report", "rumor", "rumour", "speculation", "expectation", "word", "news"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A finding with its id, its attribution, and the quote it stands in."""

    id: str
    finding: Finding
    attribution: Attribution
    within: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class LinkedFindings:
    """The findings that stand, in reading order, and their sources."""

    findings: tuple[Linked, ...]
    sources: tuple[FoundSource, ...]


@dataclass(slots=True)
class _Register:
    """The sources met so far, numbered in the order of their first quote."""

    entities: list[Entity] = field(default_factory=list)

    def id_of(self, entity: Entity) -> str:
        for number, known in enumerate(self.entities, 1):
            if same_source(known, entity):
                return f"src_{number}"
        self.entities.append(entity)
        return f"src_{len(self.entities)}"

    def found(self) -> tuple[FoundSource, ...]:
        return tuple(
            FoundSource(
                f"src_{number}", entity.name, entity.kind, entity.named, tuple(entity.aliases), entity.description
            )
            for number, entity in enumerate(self.entities, 1)
        )


@dataclass(frozen=True, slots=True)
class _Named:
    head: Token | None
    entity: Entity


def link_findings(article: ParsedArticle, findings: list[Finding], reader: SourceReader) -> LinkedFindings:
    """Resolve the sources of findings in reading order, leave out those that cannot stand, and nest the rest."""
    resolved: dict[int, list[_Named]] = {}
    kept: list[Finding] = []
    for finding in findings:
        named = _resolve(finding, reader, resolved)
        if named is None:
            continue
        resolved[id(finding)] = named
        kept.append(finding)
    kept = _without_doubles(kept)
    register = _Register()
    ids = {id(finding): f"quo_{number}" for number, finding in enumerate(kept, 1)}
    linked = []
    for finding in kept:
        around = _innermost_around(finding, kept)
        attribution = _attribution(article, finding, around, resolved, reader, register)
        confidence = _confidence(finding, around, resolved)
        linked.append(Linked(ids[id(finding)], finding, attribution, ids[id(around)] if around else None, confidence))
    return LinkedFindings(tuple(linked), register.found())


def _confidence(finding: Finding, around: Finding | None, resolved: dict[int, list[_Named]]) -> float:
    """A rule's confidence, less where nobody could be made out or where the quote around says the same."""
    confidence = finding.confidence
    if finding.sources and not resolved[id(finding)] and finding.sources[0].tag_ != "NNS":
        confidence *= 0.8
    if around is None or finding.kind is QuoteKind.DIRECT:
        return confidence
    own = {id(one.entity) for one in resolved[id(finding)]}
    repeats = bool(own & {id(one.entity) for one in resolved[id(around)]})
    if repeats:
        return min(confidence, 0.45)
    if around.kind is QuoteKind.DIRECT:
        return min(confidence, 0.5 if finding.rule in _THIRD_PARTY_RULES and own else 0.45)
    return confidence


def _resolve(finding: Finding, reader: SourceReader, resolved: dict[int, list[_Named]]) -> list[_Named] | None:
    """The entities a finding is attributed to, empty where nobody is named; None where it cannot stand."""
    if finding.same_speaker_as is not None:
        earlier = resolved.get(id(finding.same_speaker_as))
        if not earlier:
            return None
        return [_Named(one.head if finding.cue is not None else None, one.entity) for one in earlier]
    named = []
    for head in _with_states_of_governments(finding.sources):
        if head.lower_ in PRONOUNS_SPEAKER:
            return None
        if head.lemma_.lower() in _NOBODY and head.pos_ == "NOUN" and head.tag_ == "NNS":
            continue
        entity = reader.read(head).entity
        if entity is not None:
            if finding.cue is not None:
                reader.note_speaker(head, entity)
            named.append(_Named(head, entity))
    if not named and finding.sources and finding.sources[0].lower_ in {"it", "this", "that", "one", "what"}:
        return None
    return named


def _with_states_of_governments(heads: list[Token]) -> list[Token]:
    """ "The governments of Russia and North Korea" are two sources, each under its state's name."""
    found: list[Token] = []
    for head in heads:
        owners = [
            token
            for child in head.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for thing in child.children
            if thing.dep_ == "pobj"
            for token in (thing, *thing.conjuncts)
        ]
        is_government = head.lemma_.lower() in {"government", "governments"}
        states = [token for token in owners if token.ent_type_ == "GPE"]
        found.extend(states if is_government and states else [head])
    return found


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    """Leave out a finding whose content another one already holds word for word."""
    kept: list[Finding] = []
    for finding in findings:
        if any(_is_double(finding, other) for other in kept):
            continue
        kept.append(finding)
    return kept


def _is_double(finding: Finding, other: Finding) -> bool:
    return finding.spans == other.spans


def _innermost_around(finding: Finding, findings: list[Finding]) -> Finding | None:
    cue = finding.cue
    around = [
        other
        for other in findings
        if other is not finding
        and all(other.covers(start, end) for start, end in finding.spans)
        and finding.spans != other.spans
        and (cue is None or other.covers(cue.start, cue.end) or other.kind is QuoteKind.DIRECT)
    ]
    return min(around, key=lambda other: sum(end - start for start, end in other.spans), default=None)


def _attribution(
    article: ParsedArticle,
    finding: Finding,
    around: Finding | None,
    resolved: dict[int, list[_Named]],
    reader: SourceReader,
    register: _Register,
) -> Attribution:
    named = resolved[id(finding)]
    sources = _attributed(article, named, reader, register)
    cue = _cue(article, finding.cue)
    via = _via(article, finding, around, resolved, reader, register)
    if any(entity.entity.named for entity in named) or (named and cue is None):
        return Attribution(Origin.NAMED, sources, cue, via)
    if cue is None:
        return Attribution(Origin.PUBLISHER)
    return Attribution(Origin.UNNAMED, sources, cue, via)


def _attributed(
    article: ParsedArticle, named: list[_Named], reader: SourceReader, register: _Register
) -> tuple[AttributedSource, ...]:
    sources: dict[str, AttributedSource] = {}
    for one in named:
        identifier = register.id_of(one.entity)
        mention = _mention(article, one.head, reader) if one.head is not None else None
        sources.setdefault(identifier, AttributedSource(identifier, one.entity.name, one.entity.kind, mention))
    return tuple(sources.values())


def _mention(article: ParsedArticle, head: Token, reader: SourceReader) -> TextSpan:
    words = reader.read(head).mention.words
    return article.span(words.start_char, words.end_char)


def _cue(article: ParsedArticle, cue: FoundCue | None) -> Cue | None:
    return Cue(article.span(cue.start, cue.end), cue.lemma) if cue is not None else None


def _via(
    article: ParsedArticle,
    finding: Finding,
    around: Finding | None,
    resolved: dict[int, list[_Named]],
    reader: SourceReader,
    register: _Register,
) -> tuple[ViaLink, ...]:
    """The chain from the publisher inwards: first who carried the quote around, then who said that, then the own one."""
    links: list[ViaLink] = []
    own = {id(one.entity) for one in resolved[id(finding)]}
    if around is not None:
        outer = resolved[id(around)]
        links.extend(_own_links(article, around, reader, register))
        if outer and not {id(one.entity) for one in outer} & own:
            links.append(ViaLink(_attributed(article, outer, reader, register), _cue(article, around.cue)))
    links.extend(_own_links(article, finding, reader, register))
    return tuple(links)


def _own_links(article: ParsedArticle, finding: Finding, reader: SourceReader, register: _Register) -> list[ViaLink]:
    links = []
    for heads, cue in finding.via:
        carriers = [_Named(head, entity) for head in heads if (entity := reader.read(head).entity) is not None]
        if carriers:
            links.append(ViaLink(_attributed(article, carriers, reader, register), _cue(article, cue)))
    return links
