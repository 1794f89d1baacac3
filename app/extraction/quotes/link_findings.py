"""Turning findings into quotes of known sources: resolving, nesting, carrying."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from app.extraction.attribution.entity_table import Entity
from app.extraction.attribution.pronouns import is_impersonal
from app.extraction.attribution.source_reader import SourceReader, same_source
from app.extraction.attribution.source_words import (
    PRONOUNS_FEMALE,
    PRONOUNS_MALE,
    PRONOUNS_MANY,
    PRONOUNS_SPEAKER,
    PRONOUNS_THING,
)
from app.extraction.parsed_article import ParsedArticle
from app.extraction.quotes.finding import Finding, FoundCue
from app.facts.attribution import (
    AttributedSource,
    Attribution,
    Cue,
    Origin,
    SourceKind,
    ViaLink,
    is_unidentified,
    unidentified,
)
from app.facts.quote import QuoteKind
from app.facts.reading import FoundSource
from app.facts.text_span import TextSpan

_THIRD_PARTY_RULES = {"source phrase", "clause"}
_DEEPEST = 100
_OF_NOBODY = 0.4
_PEOPLE = PRONOUNS_MALE | PRONOUNS_FEMALE | PRONOUNS_MANY
_KINDS_OF_PRONOUNS = {
    SourceKind.PERSON: PRONOUNS_MALE
    | PRONOUNS_FEMALE
    | {"i", "me", "my", "myself", "one", "someone", "somebody", "old"},
    SourceKind.GROUP: PRONOUNS_MANY | {"we", "us", "our", "everyone", "those", "both"},
    SourceKind.UNKNOWN: PRONOUNS_THING | {"who", "whom", "whose", "which"},
}
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
    attributor = _Attributor(article, reader, resolved, _Register())
    ids = {id(finding): f"quo_{number}" for number, finding in enumerate(kept, 1)}
    linked = []
    open_ones: list[Finding] = []
    for finding in kept:
        open_ones = [other for other in open_ones if other.end > finding.start][-_DEEPEST:]
        around = _innermost_around(finding, open_ones)
        open_ones.append(finding)
        attribution = attributor.attribution(finding, around)
        confidence = _confidence(finding, around, resolved)
        linked.append(Linked(ids[id(finding)], finding, attribution, ids[id(around)] if around else None, confidence))
    return LinkedFindings(tuple(linked), attributor.register.found())


def _confidence(finding: Finding, around: Finding | None, resolved: dict[int, list[_Named]]) -> float:
    """A rule's confidence, less where nobody could be made out or where the quote around says the same."""
    confidence = finding.confidence
    named = resolved[id(finding)]
    if finding.sources and all(is_unidentified(one.entity.name) for one in named):
        if not finding.is_learned and finding.sources[0].tag_ != "NNS":
            confidence *= 0.8
        confidence = min(confidence, _OF_NOBODY) if named and finding.cue is None else confidence
    if around is None or finding.kind is QuoteKind.DIRECT:
        return confidence
    own = {id(one.entity) for one in named}
    repeats = bool(own & {id(one.entity) for one in resolved[id(around)]})
    if repeats:
        return min(confidence, 0.45)
    if around.kind is QuoteKind.DIRECT:
        tells_of_another = finding.is_learned or finding.rule in _THIRD_PARTY_RULES
        return min(confidence, 0.5 if tells_of_another and own else 0.45)
    return confidence


def _resolve(finding: Finding, reader: SourceReader, resolved: dict[int, list[_Named]]) -> list[_Named] | None:
    """The entities a finding is attributed to, empty where nobody is named; None where it cannot stand."""
    if finding.same_speaker_as is not None:
        earlier = resolved.get(id(finding.same_speaker_as))
        if not earlier:
            return None
        return [_Named(one.head if finding.cue is not None else None, one.entity) for one in earlier]
    named: list[_Named] = []
    spoke: list[Entity] = []
    for head in _with_states_of_governments(finding.sources):
        if head.lower_ in PRONOUNS_SPEAKER and not finding.is_learned:
            return None
        if head.lemma_.lower() in _NOBODY and head.pos_ == "NOUN" and head.tag_ == "NNS":
            continue
        entities = reader.read(head).entities if head.lower_ not in PRONOUNS_SPEAKER else ()
        spoke.extend(entities)
        if not entities and (finding.is_learned or head.lower_ in _PEOPLE):
            entities = _unresolved(head)
        named.extend(_Named(None if finding.is_elided else head, entity) for entity in entities)
    if spoke and finding.cue is not None:
        reader.note_speakers(finding.sources[0], tuple(spoke))
    is_thing = bool(finding.sources) and finding.sources[0].lower_ in {"it", "this", "that", "one", "what"}
    if not named and is_thing and finding.kind is not QuoteKind.DIRECT and not finding.is_learned:
        return None
    return named


def _unresolved(head: Token) -> tuple[Entity, ...]:
    """A source of this article only, for a pronoun of which the article does not tell safely whom it means.

    It goes by no name; what stands for nobody ("you", "this", "it is said") is no source at all.
    """
    word = head.lower_
    kind = next((kind for kind, words in _KINDS_OF_PRONOUNS.items() if word in words), None)
    if kind is None or (word in PRONOUNS_THING and is_impersonal(head)):
        return ()
    return (Entity(unidentified(kind), kind, named=False),)


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
    known: set[tuple[tuple[int, int], ...]] = set()
    for finding in findings:
        if tuple(finding.spans) not in known:
            known.add(tuple(finding.spans))
            kept.append(finding)
    return kept


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


def _repeats(link: ViaLink, before: ViaLink | None) -> bool:
    """Whether a link of a chain names the same carriers as the one before it."""
    return before is not None and [one.id for one in link.sources] == [one.id for one in before.sources]


@dataclass(frozen=True, slots=True)
class _Attributor:
    """Builds attributions from what was resolved, numbering sources as they are met."""

    article: ParsedArticle
    reader: SourceReader
    resolved: dict[int, list[_Named]]
    register: _Register

    def attribution(self, finding: Finding, around: Finding | None) -> Attribution:
        """Who a finding is attributed to, and through whom."""
        named = self.resolved[id(finding)]
        sources = self._attributed(named)
        cue = self._cue(finding.cue)
        via = self._via(finding, around)
        if any(one.entity.named for one in named) or (named and cue is None):
            return Attribution(Origin.NAMED, sources, cue, via)
        if cue is None:
            return Attribution.to_publisher()
        return Attribution(Origin.UNNAMED, sources, cue, via)

    def _attributed(self, named: list[_Named]) -> tuple[AttributedSource, ...]:
        sources: dict[str, AttributedSource] = {}
        for one in named:
            identifier = self.register.id_of(one.entity)
            mention = self._mention(one.head) if one.head is not None else None
            sources.setdefault(identifier, AttributedSource(identifier, one.entity.name, one.entity.kind, mention))
        return tuple(sources.values())

    def _mention(self, head: Token) -> TextSpan:
        words = self.reader.read(head).mention.words
        return self.article.span(words.start_char, words.end_char)

    def _cue(self, cue: FoundCue | None) -> Cue | None:
        return Cue(self.article.span(cue.start, cue.end), cue.lemma) if cue is not None else None

    def _via(self, finding: Finding, around: Finding | None) -> tuple[ViaLink, ...]:
        """The chain from the publisher inwards: who carried the quote around, who said that, then the own carriers."""
        links: list[ViaLink] = []
        own = {id(one.entity) for one in self.resolved[id(finding)]}
        if around is not None:
            outer = self.resolved[id(around)]
            links.extend(self._own_links(around))
            if outer and not {id(one.entity) for one in outer} & own:
                links.append(ViaLink(self._attributed(outer), self._cue(around.cue)))
        links.extend(self._own_links(finding))
        return tuple(link for link, before in zip(links, [None, *links], strict=False) if not _repeats(link, before))

    def _own_links(self, finding: Finding) -> list[ViaLink]:
        links = []
        for heads, cue in finding.via:
            named = [_Named(head, entity) for head in heads if (entity := self.reader.read(head).entity) is not None]
            if named:
                links.append(ViaLink(self._attributed(named), self._cue(cue)))
        return links
