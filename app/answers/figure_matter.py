"""What a claimed figure is of, and whether a figure on record is of the same.

Every telling word of the claim's clause must be met in the recorded figure's own, by a word that means the same; what
befell the counted, whose they are, where they are and who did it must not differ. What a claim leaves unsaid is left
open. So a claim may be told in other words, with the verb as a noun or the other way round, never of something else.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.answers.claim_matter import Telling, are_told_apart, telling_of
from app.answers.figure_roles import Side, sides_of
from app.answers.matter_words import plain_terms, untelling_terms, what_is_told, with_phrases_as_words
from app.answers.terms import is_country_term, terms_of
from app.answers.thesaurus import WordKind, kind_of_term, near_terms
from app.answers.turning_words import is_negation, is_number
from app.facts.figure import Change, Figure, Modality, UnitKind
from app.facts.recorded import RecordedFigure
from app.facts.text_span import TextSpan

# Where another clause begins, of which a figure need not be.
_CLAUSE_EDGE = re.compile(
    r"[;:—–]|\band that\b|,\s+(?:and|so|who|which)\b|\b(?:while|whereas|although|because|but|including)\b"
    r"|\b(?:after|before|since|when|as|if)\b(?=[^,.]*\b(?:was|were|is|are|had|has|have)\b)"
    r"|,\s+(?=[\w,]+ of (?:them|whom|which)\b)"
)
_NUMBER_TERM = re.compile(r"\d|p\d")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*(?:\s+[A-ZÀ-Þ][\w’'.-]*)*")
# "The capture of two soldiers was a first": what follows is said of the capture, not of the two.
_TOLD_AS_NOUN = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts)\s+(?:\w+\s+)?(?P<noun>\w+)\s+(?:in\s+\w+\s+)?of\s*$")
_SAID_OF_IT = re.compile(
    r"\s(?:(?:is|was|were|has been|had been|have been)\s+(?:officially\s+)?"
    r"(?:announced|confirmed|reported|recorded|made public|known|due\b|an?\s+first\b|the\s+first\b|news\b)"
    r"|followed|came|marked|surprised|shocked)\b"
)
_CIRCUMSTANCE = re.compile(
    r"\b(?:in|on|at|aboard|during|near|off|after)\s+(?:the|a|an|its|their|this|that)?\s*([a-z]+)\b"
)
_RATE = re.compile(
    r"(?<!\bin )(?<!\bfor )(?<!\bover )(?<!\bwithin )(?<!\bafter )(?<!\bhalf )"
    r"\b(?:a|per|every|each)\s+(?P<time>second|minute|hour|day|night|week|month|year)\b(?!-|\s+(?:ago|earlier|before|later))"
    r"|\b(?P<adverb>hourly|daily|weekly|monthly|yearly|annually)\b"
)
_TIME_OF_ADVERB = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month"}
_NOMINAL_CHANGE = re.compile(
    r"\b(?:(?P<up>rise|increase|growth|jump)|(?P<down>fall|drop|decline|decrease))(?:\s+in\s+[\w’' -]+?)?\s+of\s*$"
)
_CURRENCY_WORD = re.compile(r"[^\W\d_]+$")
_COMPASS = re.compile(r"\b[Tt]he\s+(North|South)\b(?!\s+[A-Z])")
_NAMED_BY_COMPASS = {word: re.compile(rf"\b{word}\s+[A-Z]\w+") for word in ("North", "South")}
_CALLED_SO = {
    "north": frozenset({"countrykp", "countrymk"}),
    "south": frozenset({"countrykr", "countryss", "countryza"}),
}
_POSSESSIVE_PRONOUN = re.compile(r"\b(?:its|his|her|their|our|my|we)\b", re.IGNORECASE)
_NAMES_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]*\s+)+$")
_CASUALTIES = frozenset(terms_of("casualty casualties"))
_KILLED_OR_WOUNDED = (near_terms(*terms_of("killed")), near_terms(*terms_of("wounded")))
# A direction is told by the figure itself.
_DIRECTIONS = (near_terms(*terms_of("rose")), near_terms(*terms_of("fell")))
_SENT = near_terms(*terms_of("sent"))
# What is told of what came, went or is there may be left unsaid on either side.
_MAY_BE_UNSAID = frozenset({"sent"})
_ADDITIONS = frozenset(terms_of("another additional further extra remaining rest"))
_OF_MONEY = frozenset({"gained", "lost"})
# "The army has 300 soldiers": that alone is no rival of how many of them were sent, or run, or fell.
_ONLY_HAS = re.compile(r"\b(?:has|have|had|there\s+(?:are|were|is|was))\s*$", re.IGNORECASE)
_NAME_OF_COMPASS = re.compile(r"\b(?:North|South|East|West|[Tt]he (?:North|South))\b")
_COMPASS_WORD = re.compile(r"\b(?:north|south|east|west)(?:ern)?\b", re.IGNORECASE)
# A word between a number and what is counted ("40 night buses"), were it too common to be searched for.
_COUNTED_WORD = re.compile(r"(?<=\d\s)[a-z]{4,}(?=\s+[a-z])")
_WHEN = re.compile(
    r"\b(?:last|next|this|previous|past|same)\s+(?:year|month|week|quarter|season|spring|summer|autumn|winter|decade)\b"
    r"|\b(?:before|after|since|until|during)\s+(?:the\s+)?[a-z]+",
    re.IGNORECASE,
)
# "Velia" and "Velian": who comes from there.
_PEOPLE = frozenset(["n", "an", "ian", "ean", "ese", "ish", "i", "er"])
_SHORTEST_STEM_OF_NAME = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """What the clause of a figure says: the words before and behind it, and what they tell.

    `terms` are all of them with the figure's and its subject's, `around` those without the figure's own words;
    `outcomes` what befell the counted; `deeds` all that is told of them; `sides` on which side names stand;
    `directions` whether it rose or fell.
    """

    before: str
    after: str
    subject: str
    terms: frozenset[str]
    around: frozenset[str]
    outcomes: frozenset[str]
    deeds: frozenset[str]
    sides: Mapping[str, frozenset[Side]]
    directions: frozenset[int]
    is_negated: bool

    @property
    def text(self) -> str:
        """The clause with the subject in the figure's place."""
        return f"{self.before} | {self.subject} | {self.after}"


@dataclass(frozen=True, slots=True)
class ClaimedMatter:
    """What a claimed figure is of, in search terms: each of `terms` must be met on record, `movement` may be unsaid.

    `names` and `circumstances` may be met by the title or the source. `seats` stand for their state, `compass`
    ("the North") for any state that may be called so. `beside_others`: another figure stands in its clause.
    """

    terms: frozenset[str]
    movement: frozenset[str]
    names: frozenset[str]
    circumstances: frozenset[str]
    compass: frozenset[str]
    seats: frozenset[str]
    clause: Clause
    change: Change | None
    rate: str | None
    telling: Telling
    beside_others: bool


@dataclass(frozen=True, slots=True)
class RecordedMatter:
    """What a figure on record is of, and the terms that its article's title and its sources add."""

    recorded: RecordedFigure
    clause: Clause
    title: frozenset[str]
    sources: frozenset[str]
    title_sides: Mapping[str, frozenset[Side]]
    speaker: frozenset[str]
    rate: str | None
    telling: Telling

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.recorded.figure


def read_matter(claimed: Figure, others: Iterable[Figure] = ()) -> ClaimedMatter:
    """What a claimed figure is of. `others` are the other figures of the same text, whose numbers are none of it."""
    figures = [one.span for one in others if one.sentence == claimed.sentence and one.span != claimed.span]
    clause = _clause_of(claimed, figures)
    unit = (claimed.quantity.unit or "").replace("_", " ").replace("/", " ")
    rate = _rate_of(claimed, clause)
    terms = clause.around - {term for term in clause.around if kind_of_term(term) is WordKind.SOFT} - untelling_terms()
    terms -= frozenset(terms_of(f"{unit} {rate or ''} each every per"))
    movement = terms & _SENT
    plain = plain_terms(counted=True) - frozenset(one for one in clause.around if is_country_term(one))
    names = _names_in(clause.text)
    named = [terms_of(word) for word in clause.text.split() if word[:1].isupper()]
    seats = frozenset(
        term
        for terms_of_one in named
        if any(map(is_country_term, terms_of_one))
        for term in terms_of_one
        if not is_country_term(term) and Side.GOAL not in clause.sides.get(term, ())
    )
    return ClaimedMatter(
        terms=terms - movement - plain - seats,
        movement=movement,
        names=names,
        circumstances=frozenset(term for found in _CIRCUMSTANCE.findall(clause.text) for term in terms_of(found)),
        compass=frozenset(word.lower() for word in _COMPASS.findall(clause.text)),
        seats=seats,
        clause=clause,
        change=_change_of(claimed, clause),
        rate=rate,
        telling=telling_of(claimed),
        beside_others=any(
            claimed.start - len(clause.before) <= span.start and span.end <= claimed.end + len(clause.after)
            for span in figures
        ),
    )


def read_recorded_matter(recorded: RecordedFigure) -> RecordedMatter:
    """What a figure on record is of."""
    own = recorded.figure
    title = recorded.evidence.article.title or ""
    clause = _clause_of(own, title=title)
    sources = own.attribution.sources
    return RecordedMatter(
        recorded,
        clause,
        frozenset(terms_of(title)),
        # "South Korea's headquarters believes": not of the South for that.
        frozenset(t for t in terms_of(" ".join(one.name for one in sources)) if not is_country_term(t)),
        sides_of(title, "", ""),
        _speaker_terms(own) if _POSSESSIVE_PRONOUN.search(clause.text) else frozenset(),
        _rate_of(own, clause),
        telling_of(own),
    )


def wording_of_figure(recorded: RecordedFigure) -> Hashable:
    """What is equal only where `read_recorded_matter` reads the same: for copies of one sentence."""
    own = recorded.figure
    spans = tuple((span.start - own.sentence.start, span.end - own.sentence.start) for span in _frame_of(own))
    sources = tuple(source.name for source in own.attribution.sources)
    told = (own.quantity, own.subject.name if own.subject else None, own.change, own.modality)
    return own.sentence.exact, own.start - own.sentence.start, told, spans, sources, recorded.evidence.article.title


def is_same_matter(matter: ClaimedMatter, claimed: Figure, recorded: RecordedMatter, *, surely: bool) -> bool:
    """Tell whether a figure on record is of what is claimed.

    `surely` asks for what a contradiction needs: names stand on record on the very side that the claim puts them on,
    and no other part or batch is meant.
    """
    if not matter.terms and not matter.movement:
        return False
    if not _tells_the_same(matter, recorded) or not _is_met(matter, recorded):
        return False
    if not _same_sides(matter, recorded, surely=surely) or not _same_subject(claimed, recorded.figure):
        return False
    if matter.clause.is_negated != recorded.clause.is_negated and recorded.figure.modality is not Modality.DENIED:
        return False
    if surely and (are_told_apart(matter.telling, recorded.telling) or _is_narrower(matter, claimed, recorded)):
        return False
    if not matter.telling.batch & _ADDITIONS <= recorded.telling.batch:
        return False
    ours, theirs = matter.telling.told, recorded.telling.told
    return ours <= _MAY_BE_UNSAID | recorded.clause.deeds if not theirs else not ours or not ours.isdisjoint(theirs)


def _is_narrower(matter: ClaimedMatter, claimed: Figure, recorded: RecordedMatter) -> bool:
    """Tell whether a claim may be of another part, place or time than a figure on record: then it is no rival of it.

    Its subject, a compass point or a time must not be told more closely than on record, no other figure may stand in
    its clause, and where it says that there are so many, and no more, so must the record, or of the same place.
    """
    if matter.beside_others:
        return True
    own, sentence = recorded.figure, recorded.figure.sentence.exact
    told = recorded.clause.terms | recorded.title | recorded.speaker | frozenset(terms_of(sentence))
    subject = terms_of(claimed.subject.name) if claimed.subject is not None else ()
    if any(near_terms(term).isdisjoint(told) and not _NUMBER_TERM.match(term) for term in subject):
        return True
    known = f"{sentence} {recorded.recorded.evidence.article.title or ''}".lower()
    kinds = [word for word in _COUNTED_WORD.findall(claimed.text) if not is_number(word) and word not in known]
    if any(near_terms(term).isdisjoint(told) for word in kinds for term in terms_of(word) or (word,)):
        return True
    posted = matter.clause.text
    points = _COMPASS_WORD.findall(posted) if not _NAME_OF_COMPASS.search(posted) else []
    times = [match.group() for match in _WHEN.finditer(posted)]
    if any(word.lower() not in known for word in (*points, *times)):
        return True
    if not _ONLY_HAS.search(matter.clause.before) or _ONLY_HAS.search(recorded.clause.before):
        return False
    return own.quantity.unit_kind is UnitKind.COUNT and not _are_at_one_place(matter.clause, recorded.clause)


def _are_at_one_place(one: Clause, other: Clause) -> bool:
    goals = [{term for term, sides in clause.sides.items() if Side.GOAL in sides} for clause in (one, other)]
    return any(_are_one_name(ours, theirs) for ours in goals[0] for theirs in goals[1])


def rise_alike(matter: ClaimedMatter, recorded: RecordedMatter) -> bool:
    """Tell whether two figures are rises, falls or levels alike, whatever words tell it."""
    return matter.change is _change_of(recorded.figure, recorded.clause)


def rates_alike(matter: ClaimedMatter, recorded: RecordedMatter) -> bool:
    """Tell whether both figures are told of the same time ("every day"), or neither is; units that tell it count."""
    return recorded.figure.quantity.unit_kind is UnitKind.RATE or matter.rate == recorded.rate


def measures_alike(matter: ClaimedMatter, claimed: Figure, own: Figure) -> bool:
    """Tell whether two figures are in one unit, whatever words name it; times told beside it are left to rates."""
    ours, theirs = claimed.quantity.unit, own.quantity.unit
    if matter.rate is not None and own.quantity.unit_kind is UnitKind.RATE:
        return _is_one_unit(f"{ours}/{matter.rate}", theirs or "")
    if claimed.quantity.unit_kind is not own.quantity.unit_kind:
        return False
    if ours == theirs:
        return True
    if claimed.quantity.unit_kind is UnitKind.MONEY:
        return _print_one_currency(claimed, own)
    if ours is None or theirs is None:
        return False
    if claimed.quantity.unit_kind is UnitKind.COUNT and _is_outcome(ours) != _is_outcome(theirs):
        return True
    return ours.islower() and theirs.islower() and _is_one_unit(ours, theirs)


def _is_one_unit(ours: str, theirs: str) -> bool:
    units = [terms_of(unit.replace("_", " ").replace("/", " ")) for unit in (ours, theirs)]
    return len(units[0]) == len(units[1]) and all(
        not near_terms(one).isdisjoint(near_terms(other)) for one, other in zip(*units, strict=True)
    )


def _is_outcome(unit: str) -> bool:
    """ "3,000 casualties" are 3,000 of whoever was killed or wounded."""
    terms = terms_of(unit)
    return len(terms) == 1 and kind_of_term(terms[0]) is WordKind.OUTCOME


def _print_one_currency(claimed: Figure, own: Figure) -> bool:
    """ "28.7 trillion won" in both texts, whichever country's won each of them was taken for."""
    words = [_CURRENCY_WORD.search(figure.text) for figure in (claimed, own)]
    return words[0] is not None and words[1] is not None and words[0].group() == words[1].group()


def _clause_of(figure: Figure, others: Sequence[TextSpan] = (), title: str = "") -> Clause:
    """The clause of its sentence that a figure stands in, without what only tells who says it and when.

    "The North" is the state that the title calls so.
    """
    sentence = figure.sentence
    printed = list(sentence.exact)
    for span in [*_frame_of(figure), *others]:
        if sentence.covers(span):
            begin = span.start - sentence.start
            printed[begin : begin + len(span.exact)] = " " * len(span.exact)
    text = "".join(printed)
    begin, end = max(0, figure.span.start - sentence.start), figure.span.end - sentence.start
    first = max((edge.end() for edge in _CLAUSE_EDGE.finditer(text, 0, begin)), default=0)
    edge = _CLAUSE_EDGE.search(text, end)
    before, after = text[first:begin], text[end : edge.start() if edge else len(text)]
    noun = _TOLD_AS_NOUN.search(before)
    if noun is not None and _is_of_a_deed(noun.group("noun")):
        said = _SAID_OF_IT.search(after)
        after = after[: said.start()] if said else after
    return _read_clause(figure, _with_states_named(before, title), _with_states_named(after, title))


def _with_states_named(text: str, title: str) -> str:
    """A text with "North Korea" for "the North" where the title names one such state, and no other."""

    def named(match: re.Match[str]) -> str:
        states = {terms_of(name): name for name in _NAMED_BY_COMPASS[match.group(1)].findall(title)}
        is_one = len(states) == 1 and all(map(is_country_term, next(iter(states))))
        return next(iter(states.values())) if is_one else match.group()

    return _COMPASS.sub(named, text)


def _is_of_a_deed(noun: str) -> bool:
    """Tell "the capture of two" from "a unit of two"."""
    terms = terms_of(noun)
    kinds = {kind_of_term(term) for term in terms}
    is_told = any(what_is_told(term) for term in terms) or bool(kinds & {WordKind.MOVEMENT, WordKind.OUTCOME})
    return is_told or noun.endswith(("ing", "ion", "ment"))


def _read_clause(figure: Figure, before: str, after: str) -> Clause:
    subject = figure.subject.name if figure.subject else ""
    around = _words_of(f"{before} {after} {subject}")
    terms = around | _words_of(figure.span.exact)
    outcomes = frozenset(term for term in terms if kind_of_term(term) is WordKind.OUTCOME)
    is_counted = figure.quantity.unit_kind in (UnitKind.COUNT, UnitKind.OTHER)
    return Clause(
        before=before,
        after=after,
        subject=subject,
        terms=terms,
        around=around,
        outcomes=outcomes.difference(*_DIRECTIONS),
        deeds=frozenset(told for term in terms if (told := what_is_told(term))),
        sides=sides_of(before, subject if is_counted else "", after),
        directions=frozenset(number for number, words in enumerate(_DIRECTIONS) if words & terms),
        is_negated=any(is_negation(word) for word in _plain_words(f"{before} {figure.span.exact} {after}")),
    )


def _words_of(text: str) -> frozenset[str]:
    return frozenset(term for term in terms_of(with_phrases_as_words(text)) if not _NUMBER_TERM.match(term))


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[\w’']+", text.casefold().replace("’", "'"))


def _frame_of(figure: Figure) -> list[TextSpan]:
    """What of a sentence tells who says it and when, not what is said."""
    attribution = figure.attribution
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    cues = [attribution.cue, *(link.cue for link in attribution.via)]
    spans = [source.mention for source in everyone] + [cue.span if cue else None for cue in cues]
    spans += [period.span if period else None for period in (figure.period, figure.said_at)]
    return [span for span in spans if span is not None]


def _speaker_terms(figure: Figure) -> frozenset[str]:
    """What the speaker is called where a clause speaks of "its forces": "Ukrainian President" tells whose."""
    mentions = [source.mention for source in figure.attribution.sources if source.mention is not None]
    words = []
    for mention in mentions:
        before = _NAMES_BEFORE.search(figure.sentence.exact[: max(0, mention.start - figure.sentence.start)])
        words += [before.group() if before else "", mention.exact]
    return frozenset(terms_of(" ".join([*words, *(source.name for source in figure.attribution.sources)])))


def _name_runs(text: str) -> list[tuple[str, ...]]:
    return [terms_of(run) for run in _NAME.findall(text)]


def _names_in(text: str) -> frozenset[str]:
    return frozenset(term for run in _name_runs(text) for term in run)


def _rate_of(figure: Figure, clause: Clause) -> str | None:
    """ "340 patients every day": the time that a count is told of."""
    if figure.quantity.unit_kind is not UnitKind.COUNT:
        return None
    found = _RATE.search(clause.after) or _RATE.search(clause.before)
    if found is None:
        return None
    return found.group("time") or _TIME_OF_ADVERB.get(found.group("adverb"), "year")


def _change_of(figure: Figure, clause: Clause) -> Change | None:
    """The direction of a figure that is itself a rise or fall, told by a noun as well ("a rise of 3 percent")."""
    if figure.quantity.unit_kind is UnitKind.MONEY and clause.deeds & _OF_MONEY:
        return None
    nominal = _NOMINAL_CHANGE.search(clause.before)
    if figure.change is not None or nominal is None:
        return figure.change
    return Change.UP if nominal.group("up") else Change.DOWN


def _tells_the_same(matter: ClaimedMatter, recorded: RecordedMatter) -> bool:
    """Tell whether nothing befell the counted on record that the claim does not tell, and none rose that fell."""
    ours, theirs = matter.clause, recorded.clause
    if ours.directions and theirs.directions and ours.directions.isdisjoint(theirs.directions):
        return False
    near = frozenset().union(*(near_terms(term) for term in ours.outcomes))
    if any(term not in near and what_is_told(term) not in ours.deeds for term in theirs.outcomes):
        return False
    if ours.outcomes & _CASUALTIES and not theirs.outcomes & _CASUALTIES:
        return all(theirs.outcomes & words for words in _KILLED_OR_WOUNDED)
    return True


def _is_met(matter: ClaimedMatter, recorded: RecordedMatter) -> bool:
    told = recorded.clause.terms
    around = recorded.title | recorded.sources | recorded.speaker
    unmet = {term for term in matter.terms if not _is_told(term, told, recorded.clause.deeds)}
    has_own_circumstance = _CIRCUMSTANCE.search(recorded.clause.text) is not None
    for term in unmet:
        is_open = term in matter.names or (term in matter.circumstances and not has_own_circumstance)
        if not is_open or (near_terms(term).isdisjoint(around) and not _is_name_in(term, matter, told)):
            return False
    if any(_CALLED_SO[word].isdisjoint(told) for word in matter.compass):
        return False
    return len(unmet) < len(matter.terms) or bool(matter.movement and matter.movement <= told)


def _is_told(term: str, told: frozenset[str], deeds: frozenset[str]) -> bool:
    if not near_terms(term).isdisjoint(told):
        return True
    deed = what_is_told(term)
    return deed is not None and deed in deeds


def _is_name_in(term: str, matter: ClaimedMatter, told: frozenset[str]) -> bool:
    return term in matter.names and any(_are_one_name(term, other) for other in told)


def _are_one_name(one: str, other: str) -> bool:
    """Tell whether one is a place and the other who comes from there."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_STEM_OF_NAME:
        return shorter == longer
    return shorter == longer or (longer.startswith(shorter) and longer[len(shorter) :] in _PEOPLE)


def _same_sides(matter: ClaimedMatter, recorded: RecordedMatter, *, surely: bool) -> bool:
    """Tell whether no name stands on another side: who captures is not who is captured, nor where that happens."""
    terms = matter.clause.sides.keys() - matter.seats
    return all(_is_on_side(term, matter, recorded, surely=surely) for term in terms)


def _is_on_side(term: str, matter: ClaimedMatter, recorded: RecordedMatter, *, surely: bool) -> bool:
    is_suffered = bool(matter.clause.outcomes)
    sides = _alike(matter.clause.sides[term], is_suffered=is_suffered)
    meant = _CALLED_SO[term] | {term} if term in matter.compass else {term}
    known = _alike(_sides_of(meant, recorded.clause.sides), is_suffered=is_suffered)
    if known:
        return not sides.isdisjoint(known)
    if term not in matter.names or term in recorded.speaker:
        return True
    if any(_are_one_name(term, other) for other in recorded.clause.terms):
        return not (surely and is_country_term(term))
    # Known from the title or the source alone: not beside another on the same side in the clause.
    of_title = _alike(_sides_of({term}, recorded.title_sides), is_suffered=is_suffered)
    if of_title or (is_country_term(term) and Side.GOAL in sides):
        return not sides.isdisjoint(of_title)
    filled = _alike(frozenset().union(*recorded.clause.sides.values()), is_suffered=is_suffered)
    return sides.isdisjoint(filled)


def _alike(sides: frozenset[Side], *, is_suffered: bool) -> frozenset[Side]:
    """Sides as they are compared: who sends some is where they come from, but who kills some is not whose they are."""
    from_there = {Side.SOURCE, Side.OWNER} if is_suffered else {Side.SOURCE, Side.OWNER, Side.DOER}
    return frozenset(Side.SOURCE if side in from_there else side for side in sides)


def _sides_of(terms: Iterable[str], sides: Mapping[str, frozenset[Side]]) -> frozenset[Side]:
    return frozenset(side for term in terms for name, own in sides.items() if _are_one_name(term, name) for side in own)


def _same_subject(claimed: Figure, own: Figure) -> bool:
    """Tell whether what is counted or measured is alike: the same head, and no other country's."""
    if claimed.subject is None or own.subject is None:
        return True
    ours, theirs = terms_of(claimed.subject.name), terms_of(own.subject.name)
    countries = [{term for term in terms if is_country_term(term)} for terms in (ours, theirs)]
    if all(countries) and countries[0].isdisjoint(countries[1]):
        return False
    is_counted = claimed.quantity.unit_kind is UnitKind.COUNT
    if is_counted or not ours or not theirs:
        return True
    told = frozenset((*theirs, *terms_of(own.sentence.exact)))
    return not near_terms(ours[-1]).isdisjoint(told)
