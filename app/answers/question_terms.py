"""The words of a question, as groups of search terms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rapidfuzz.fuzz import ratio

from app.answers.known_sources import KnownSources
from app.answers.question import TermGroup, Wanted
from app.answers.question_frame import QuestionFrame
from app.answers.question_words import AUXILIARIES
from app.answers.terms import UNITED_NATIONS, country_term, is_country_term, is_stop_word, stem, terms_of
from app.answers.thesaurus import WordKind, kind_of_term, near_terms, related_terms
from app.names.countries import NamedAs, find_country, is_common_word
from app.names.fold import fold
from app.names.name_index import NamePair

_PREPOSITIONS = frozenset(["about", "on", "of", "regarding", "concerning", "that", "to", "over", "for", "in"])
_WEIGHTS = {
    WordKind.THING: 1.0,
    WordKind.OUTCOME: 1.2,
    WordKind.MOVEMENT: 0.5,
    WordKind.SETTING: 0.5,
    WordKind.SOFT: 0.3,
    WordKind.UNLISTED: 1.0,
}
_COUNTRY_WEIGHT = 0.8
_COUNTED_WEIGHT = 1.5
_NAME_WEIGHT = 1.3
_PLACE_WEIGHT = 0.5
_LONGEST_NAME = 5
_COUNTING = frozenset(["many", "much", "number", "keyword", "percentage", "large"])
# Who are said to be of a country, and to whom something befell.
_ITS_PEOPLE = related_terms(stem("soldier")) | related_terms(stem("prisoner"))
_HALVES = frozenset(["north", "south"])
# Who or what does something is not what befell ("destroyer").
_DOERS = ("er", "ers", "or", "ors")


@dataclass(frozen=True, slots=True)
class TopicTerms:
    """What a question's topic comes to: its groups, the one that is counted, the names in it, the words of no use."""

    groups: tuple[TermGroup, ...]
    counted: TermGroup | None
    mentions: tuple[str, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that belong together: a country's name, a source's name with the known names it matches, or one word."""

    start: int
    words: tuple[str, ...]
    country: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The words as asked."""
        return " ".join(self.words)


def read_topic(frame: QuestionFrame, known: KnownSources) -> TopicTerms:
    """Turn the words to search for into groups of terms."""
    counted_at = _counted_position(frame)
    agent_ends = _agent_end(frame)
    groups: list[TermGroup] = []
    mentions: list[str] = []
    ignored: list[str] = []
    counted: TermGroup | None = None
    for piece in _pieces(frame.topic, known, counted_at):
        made = _groups_of_piece(piece, is_agent=frame.wants is Wanted.FIGURES and piece.start < agent_ends)
        if _is_place(frame.topic, piece):
            made = [replace(group, weight=_PLACE_WEIGHT) for group in made]
        if piece.start == counted_at and made:
            counted = made[0] = _as_counted(made[0])
        if piece.country is not None and _is_of_whom(frame, piece, counted_at):
            made = [replace(group, counts_its=True) for group in made]
        if piece.start > 0 and _is_bare_name(piece):
            made = [replace(group, anchored=True) for group in made]
        if piece.names:
            mentions.append(piece.text)
            if counted_at is not None and piece.start < counted_at and piece.text.endswith("'s"):
                made = [replace(group, key=False, weight=_PLACE_WEIGHT) for group in made]
        if not made:
            ignored.extend(word.lower() for word in piece.words)
        groups += made
    made_one = _joined_numbers(_joined_outcomes(_unique(groups)))
    return TopicTerms(made_one, counted, tuple(mentions), tuple(dict.fromkeys(ignored)))


def groups_of_name(name: str, known_names: Sequence[NamePair]) -> tuple[TermGroup, ...]:
    """A name's words as groups that must all be met, each in every spelling of the known names."""
    words = tuple(name.split())
    found = _country_at(words, 0)
    if found is not None and found[0] == len(words):
        return tuple(_groups_of_piece(_Piece(0, words, found[1])))
    return tuple(_groups_of_piece(_Piece(0, words, None, tuple(known_names)), always_key=True))


def words_as_groups(words: str) -> tuple[TermGroup, ...]:
    """The groups of words that are no names."""
    return tuple(_group_of_word(word, term, always_key=False) for word in words.split() for term in terms_of(word))


def _pieces(words: Sequence[str], known: KnownSources, counted_at: int | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    position = 0
    while position < len(words):
        country = _country_at(words, position)
        name = _name_at(words, position, known) if position != counted_at else None
        if name is not None and (country is None or len(name.words) > country[0]):
            piece = name
        elif country is not None:
            piece = _Piece(position, tuple(words[position : position + country[0]]), country[1])
        else:
            piece = _Piece(position, (words[position],))
        pieces.append(piece)
        position += len(piece.words)
    return pieces


def _is_of_whom(frame: QuestionFrame, piece: _Piece, counted_at: int | None) -> bool:
    """Tell a country whose people are asked for: those counted, or among keywords also those whom something befell."""
    after = piece.start + len(piece.words)
    if not frame.is_keywords or after >= len(frame.topic):
        return counted_at == after
    made = terms_of(frame.topic[after])
    return any(kind_of_term(term) is WordKind.OUTCOME or term in _ITS_PEOPLE for term in made)


def _is_place(words: Sequence[str], piece: _Piece) -> bool:
    """Tell where something happened ("in Kursk"), which facts often leave to the sentences around them."""
    before = words[piece.start - 1].lower() if piece.start else ""
    return _is_bare_name(piece) and before in {"in", "at", "near", "around"}


def _is_bare_name(piece: _Piece) -> bool:
    """Tell a word with a capital that is neither a country's nor a known source's name."""
    return piece.country is None and not piece.names and piece.words[0][0].isupper()


def _country_at(words: Sequence[str], position: int) -> tuple[int, str, NamedAs] | None:
    folded = tuple(fold(word) or word for word in words)
    if any(" " in word for word in folded):
        folded = tuple(word.replace(" ", "") for word in folded)
    found = find_country(folded, position)
    if found is not None and found[0] == 1 and is_common_word(folded[position]) and not words[position][0].isupper():
        return None
    return found


def _name_at(words: Sequence[str], position: int, known: KnownSources) -> _Piece | None:
    """The longest run of words from here that names a known source; in small letters only a name that is whole."""
    first = words[position]
    if not first[0].isupper():
        return _small_name_at(words, position, known)
    pool = known.find(first)
    for length in range(_capitals_from(words, position), 1, -1):
        run = tuple(words[position : position + length])
        matched = known.find(" ".join(run)) if pool else []
        if matched:
            return _Piece(position, run, None, tuple(known.names_of(matched)))
    return _Piece(position, (first,), None, tuple(known.names_of(pool))) if pool else None


def _small_name_at(words: Sequence[str], position: int, known: KnownSources) -> _Piece | None:
    """The longest run of words from here that is a whole name of a source, or a family name or acronym by itself."""
    pool = known.names_of(known.find(words[position]))
    for length in range(min(_LONGEST_NAME, len(words) - position) if pool else 1, 1, -1):
        run = tuple(words[position : position + length])
        matched = {one for one, name in known.names_of(known.find(" ".join(run))) if _is_whole(name, run)}
        if matched:
            return _Piece(position, run, None, tuple(known.names_of(matched)))
    if not _could_be_small_name(words[position]):
        return None
    ids = {one for one, name in pool if _ends_in(name, words[position])}
    return _Piece(position, (words[position],), None, tuple(known.names_of(ids))) if ids else None


def _is_whole(name: str, words: Sequence[str]) -> bool:
    """Tell whether words typed without capitals are a whole name, whatever its spelling."""
    asked = fold(" ".join(words)).replace(" ", "")
    return name[:1].isupper() and ratio(fold(name).replace(" ", ""), asked) >= 85


def _capitals_from(words: Sequence[str], position: int) -> int:
    run = takewhile(lambda word: word[0].isupper(), words[position : position + _LONGEST_NAME])
    return sum(1 for _ in run)


def _could_be_small_name(word: str) -> bool:
    made = terms_of(word)
    return len(word) >= 3 and len(made) == 1 and made[0].isalpha() and kind_of_term(made[0]) is WordKind.UNLISTED


def _ends_in(name: str, word: str) -> bool:
    """Tell whether a name is, or ends in, a word typed without its capital: a family name or an acronym."""
    words = name.split()
    if not words or not words[-1][0].isupper():
        return False
    return ratio(fold(words[-1]), fold(word)) >= 75 and (len(words) > 1 or words[-1].isupper())


def _groups_of_piece(piece: _Piece, *, is_agent: bool = False, always_key: bool = False) -> list[TermGroup]:
    if piece.country is not None:
        seat_terms = {term for term in terms_of(piece.text) if not is_country_term(term)}
        term = country_term(piece.country)
        key = is_agent or always_key
        return [TermGroup(piece.text, term, frozenset({term, *seat_terms}), _COUNTRY_WEIGHT, key=key, anchored=True)]
    made = terms_of(piece.text)
    if piece.names:
        name_terms = {term for _, name in piece.names for term in terms_of(name)}
        halves = _countries_by_half(piece)
        weight = _NAME_WEIGHT / max(1, len(made))
        spelt = [frozenset({term, *halves, *_spellings(term, name_terms)}) for term in made]
        return [
            TermGroup(piece.text, term, terms, weight, key=True, name=True)
            for term, terms in zip(made, spelt, strict=True)
        ]
    return [_group_of_word(piece.text if len(made) == 1 else term, term, always_key=always_key) for term in made]


def _countries_by_half(piece: _Piece) -> frozenset[str]:
    """The countries that names tell by the first half of one: "the North" of "North Korean state media"."""
    if fold(piece.text.removesuffix("'s")) not in _HALVES:
        return frozenset()
    named = [terms_of(name)[:1] for _, name in piece.names if fold(name).startswith(fold(piece.text[:5]))]
    return frozenset(term for terms in named for term in terms if is_country_term(term))


def _group_of_word(word: str, term: str, *, always_key: bool) -> TermGroup:
    if term[0].isdigit():
        return TermGroup(word, term, frozenset({term}), _COUNTED_WEIGHT, key=True)
    if word == "un":
        # Typed without capitals it may be either.
        either = frozenset({term, UNITED_NATIONS})
        return TermGroup(word, term, either, _WEIGHTS[WordKind.UNLISTED], always_key, either, listed=False)
    kind = kind_of_term(term)
    if kind is WordKind.OUTCOME and word.lower().endswith(_DOERS):
        kind = WordKind.UNLISTED
    if kind is WordKind.UNLISTED:
        return TermGroup(word, term, frozenset({term}), _WEIGHTS[kind], always_key, listed=False)
    is_outcome = kind is WordKind.OUTCOME
    return TermGroup(
        word, term, related_terms(term), _WEIGHTS[kind], always_key or is_outcome, near_terms(term), is_outcome
    )


def _as_counted(group: TermGroup) -> TermGroup:
    return replace(group, weight=_COUNTED_WEIGHT, key=True)


def _joined_outcomes(groups: tuple[TermGroup, ...]) -> tuple[TermGroup, ...]:
    """Outcomes asked for side by side ("killed or wounded") as one group, since either will do."""
    outcomes = [group for group in groups if group.outcome]
    if len(outcomes) < 2:
        return groups
    joined = replace(
        outcomes[0],
        word=" ".join(one.word for one in outcomes),
        terms=frozenset().union(*(group.terms for group in outcomes)),
        near=frozenset().union(*(group.near for group in outcomes)),
    )
    kept = [group for group in groups if group not in outcomes]
    return (*kept, joined)


def _joined_numbers(groups: tuple[TermGroup, ...]) -> tuple[TermGroup, ...]:
    """Numbers asked for side by side ("11,000 or 12,000") as one group: a fact mostly states but one of them."""
    numbers = [group for group in groups if group.is_number]
    if len(numbers) < 2:
        return groups
    joined = replace(
        numbers[0],
        word=" ".join(one.word for one in numbers),
        terms=frozenset().union(*(group.terms for group in numbers)),
    )
    return (*(group for group in groups if group not in numbers), joined)


def _counted_position(frame: QuestionFrame) -> int | None:
    """Where the counted noun stands: the first plural or known noun after "how many", before any verb."""
    if frame.quantity not in _COUNTING or frame.counted_from is None:
        return None
    run: list[int] = []
    position = frame.counted_from
    while position < min(len(frame.topic), frame.speech_at or len(frame.topic)):
        word = frame.topic[position].lower()
        if frame.quantity == "large" and not run and word in AUXILIARIES:
            position += 1
            continue
        if word in AUXILIARIES or (word in _PREPOSITIONS and run):
            break
        country = _country_at(frame.topic, position)
        if country is None and _is_doing(frame.topic[position]):
            break
        if country is None and not is_stop_word(word):
            run.append(position)
        position += country[0] if country else 1
    plural = [i for i in run if frame.topic[i].islower() and _looks_counted(frame.topic[i])]
    return plural[0] if plural else (run[0] if run else None)


def _looks_counted(word: str) -> bool:
    made = terms_of(word)
    return word.endswith("s") or bool(made and kind_of_term(made[0]) is WordKind.THING)


def _agent_end(frame: QuestionFrame) -> int:
    """Where the part of a question ends that says who did it: at its verb."""
    end = len(frame.topic) if frame.speech_at is None else frame.speech_at
    for position in range((frame.counted_from or 0) + 1, end):
        if _is_doing(frame.topic[position]) or frame.topic[position].lower() in {"in", "to"}:
            return position
    return end


def _is_doing(word: str) -> bool:
    """Tell a verb of movement or outcome ("sent", "killed") from the plural of a noun ("deaths")."""
    made = terms_of(word)
    is_verb = bool(made) and kind_of_term(made[0]) in (WordKind.MOVEMENT, WordKind.OUTCOME)
    return is_verb and not word.endswith("s")


def _spellings(term: str, name_terms: Iterable[str]) -> list[str]:
    """Terms of the names meant that spell this term otherwise ("zelenskiy"), or join it to others ("jongun")."""
    if term == UNITED_NATIONS:
        return []
    return [
        other
        for other in name_terms
        if ratio(term, other) >= 75 or (min(len(term), len(other)) >= 2 and _is_end_of(*sorted((term, other), key=len)))
    ]


def _is_end_of(short: str, long: str) -> bool:
    return long.startswith(short) or long.endswith(short)


def _unique(groups: Iterable[TermGroup]) -> tuple[TermGroup, ...]:
    best: dict[str, TermGroup] = {}
    for group in groups:
        if group.term not in best or (group.key and not best[group.term].key):
            best[group.term] = group
    return tuple(best.values())
