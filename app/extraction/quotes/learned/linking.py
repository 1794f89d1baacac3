"""Which content belongs to which cue, and which source to both: small rankers over what stands between the spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.extraction.quotes.learned.encoding import EncodedText, Line
from app.extraction.quotes.learned.spans import Floats, Role, TaggedSpan
from app.extraction.quotes.learned.tagger import Pointing, TaggedText
from app.extraction.word_set import word_set

MOST_CUES = 8
MOST_SOURCES = 10
_PRONOUNS = word_set(
    "i you he she it we they me him her us them who whom that this these those one his hers which himself herself"
)
_STOPS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Ranker:
    """A network with one hidden layer that scores candidates (rows of features); the highest is chosen."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats

    def scores(self, features: Floats) -> Floats:
        """A score for each candidate."""
        values = (features - self.mean) / self.scale
        return np.asarray(np.maximum(values @ self.hidden + self.hidden_bias, 0) @ self.output, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as linked: fragments of content in reading order, with the chosen cue and source.

    `signals` are what the confidence is computed from.
    """

    contents: tuple[TaggedSpan, ...]
    cue: TaggedSpan | None
    source: TaggedSpan | None
    signals: tuple[float, ...]


class Surroundings:
    """What stands where in a text: sentence ends, lines, marks and the spans found, for counting between two places."""

    def __init__(self, text: str, encoded: EncodedText, lines: Sequence[Line], spans: Sequence[TaggedSpan]) -> None:
        self.text = text
        firsts = np.flatnonzero(encoded.is_first)
        self.word_starts = encoded.starts[firsts].tolist()
        self.word_ends = encoded.ends[np.append(firsts[1:], len(encoded)) - 1].tolist() if len(firsts) else []
        self.line_starts = [line.start for line in lines]
        quoted = [words for line in lines for words in line.quoted if words.depth == 0]
        self.quoted_starts = [words.outer_start for words in quoted]
        self.quoted_ends = [words.outer_end for words in quoted]
        self.sentence_ends = self._sentence_ends()
        self.starts_of_role = {role: [span.start for span in spans if span.role is role] for role in Role}

    def _sentence_ends(self) -> list[int]:
        found = []
        for number, (start, end) in enumerate(zip(self.word_starts, self.word_ends, strict=True)):
            if self.text[start:end] not in _STOPS:
                continue
            following = next((at for at in self.word_starts[number + 1 : number + 4] if self.text[at].isalnum()), None)
            is_initial = number > 0 and self.word_ends[number - 1] - self.word_starts[number - 1] == 1
            if following is None or (self.text[following].isupper() and not is_initial):
                found.append(start)
        return found

    def is_quoted(self, at: int) -> bool:
        """Tell whether a place stands in the outermost quotation marks."""
        index = bisect_right(self.quoted_starts, at) - 1
        return index >= 0 and at < self.quoted_ends[index]

    def between(self, left: TaggedSpan, right: TaggedSpan) -> list[float]:
        """Eighteen numbers that tell of the gap between two spans, the first of which need not stand first."""
        is_after = right.start < left.start
        first, second = (right, left) if is_after else (left, right)
        words = max(0, second.first_word - first.last_word - 1)
        start, end = first.end, max(first.end, second.start)
        sentences = _count(self.sentence_ends, start - 1, end)
        lines = _count(self.line_starts, start, end + 1)
        opened = _count(self.quoted_starts, start - 1, end + 1)
        closed = _count(self.quoted_ends, start, end + 2)
        gap = self.text[start:end].strip() if words <= 3 else "x"
        roles = [float(min(3, _count(self.starts_of_role[role], start, end))) for role in Role]
        return [
            float(np.log1p(words)) if words else 0.0,
            float(words == 0),
            float(words == 1),
            float(min(3, sentences)),
            float(sentences > 0),
            float(min(3, lines)),
            float(lines > 0),
            float(min(3, opened)),
            float(min(3, closed)),
            *roles,
            float(is_after),
            float(gap.strip("”“\"'’‘ ") == ","),
            float(gap.strip("”“\"'’‘ ") == ":"),
            float(words) / 50 if words < 150 else 3.0,
            float(is_after) * float(sentences > 0),
            float(is_after) * float(words <= 1),
        ]


def _count(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


class Linker:
    """Links the spans of one text by two rankers, which are trained: see `training/`."""

    def __init__(self, cue_ranker: Ranker, source_ranker: Ranker) -> None:
        self._cue_ranker = cue_ranker
        self._source_ranker = source_ranker

    def link(self, around: Surroundings, tagged: TaggedText, spans: Sequence[TaggedSpan]) -> list[Linked]:
        """Every attribution, in the order of its first content. Cues and sources without content are left out."""
        table = CandidateTable(around, tagged, spans)
        groups: dict[int, list[tuple[TaggedSpan, float]]] = {}
        alone: list[tuple[TaggedSpan, float]] = []
        for content in table.contents:
            candidates = table.cues_for(content)
            probabilities = _probabilities(self._cue_ranker.scores(table.cue_features(content, candidates)))
            best = int(probabilities.argmax())
            if best == len(candidates):
                alone.append((content, float(probabilities[best])))
            else:
                groups.setdefault(candidates[best], []).append((content, float(probabilities[best])))
        attributions: list[tuple[TaggedSpan | None, list[tuple[TaggedSpan, float]]]] = []
        attributions += [(table.cues[number], members) for number, members in groups.items()]
        attributions += [(None, [member]) for member in alone]
        linked = [self._with_source(table, cue, members) for cue, members in attributions]
        return sorted(linked, key=lambda one: one.contents[0].start)

    def _with_source(
        self, table: "CandidateTable", cue: TaggedSpan | None, members: list[tuple[TaggedSpan, float]]
    ) -> Linked:
        contents = tuple(content for content, _ in members)
        candidates = table.sources_for(cue, contents)
        probabilities = _probabilities(self._source_ranker.scores(table.source_features(cue, contents, candidates)))
        best = int(probabilities.argmax())
        source = table.sources[candidates[best]] if best < len(candidates) else None
        signals = table.signals(cue, contents, source, (min(part for _, part in members), float(probabilities[best])))
        return Linked(contents, cue, source, signals)


def _probabilities(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


class CandidateTable:
    """The spans of one text, with the candidates for each link and their features."""

    def __init__(self, around: Surroundings, tagged: TaggedText, spans: Sequence[TaggedSpan]) -> None:
        self._around = around
        self._tagged = tagged
        self.sources = [span for span in spans if span.role is Role.SOURCE]
        self.cues = [span for span in spans if span.role is Role.CUE]
        self.contents = [span for span in spans if span.role is Role.CONTENT]
        self._pointings: dict[tuple[int, int], Pointing] = {}

    def _pointing(self, span: TaggedSpan, kind: int) -> Pointing:
        key = (span.piece, kind)
        if key not in self._pointings:
            self._pointings[key] = self._tagged.pointing(span.piece, kind)
        return self._pointings[key]

    def cues_for(self, content: TaggedSpan) -> list[int]:
        """The cues nearest to a content, by their numbers."""
        return _nearest(self.cues, content, MOST_CUES)

    def sources_for(self, cue: TaggedSpan | None, contents: Sequence[TaggedSpan]) -> list[int]:
        """The sources nearest to a cue, or to the first content where there is none, by their numbers."""
        near = _nearest(self.sources, cue or contents[0], MOST_SOURCES - 2)
        return sorted({*near, *_nearest(self.sources, contents[0], 3), *_nearest(self.sources, contents[-1], 2)})

    def cue_features(self, content: TaggedSpan, candidates: Sequence[int]) -> Floats:
        """A row for each candidate, and a last one for "no cue of its own"."""
        pointing = self._pointing(content, 1)
        own = self._of_content(content)
        rows = [
            [
                *own,
                0.0,
                pointing.to(cue.piece, cue.end_piece),
                cue.certainty,
                cue.edge,
                float(self._around.is_quoted(cue.start)),
                self._pointing(cue, 0).nobody,
                *self._around.between(content, cue),
            ]
            for cue in (self.cues[number] for number in candidates)
        ]
        best = max((row[len(own) + 1] for row in rows), default=-14.0)
        rows.append([*own, 1.0, pointing.nobody, best, *([0.0] * 21)])
        return np.array(rows, dtype=np.float32)

    def source_features(
        self, cue: TaggedSpan | None, contents: Sequence[TaggedSpan], candidates: Sequence[int]
    ) -> Floats:
        """A row for each candidate, and a last one for "no source"."""
        pointings = [self._pointing(content, 0) for content in contents]
        of_cue = self._pointing(cue, 0) if cue is not None else pointings[0]
        own = self._of_content(contents[0])
        rows = []
        for source in (self.sources[number] for number in candidates):
            place = (source.piece, source.end_piece)
            rows.append(
                [
                    *own,
                    0.0,
                    of_cue.to(*place),
                    max(pointing.to(*place) for pointing in pointings),
                    pointings[0].to(*place),
                    float(cue is None),
                    *self._of_source(source),
                    *self._around.between(source, cue or contents[0]),
                    *self._around.between(source, _nearest_of(contents, source)),
                ]
            )
        best = max((row[len(own) + 1] for row in rows), default=-14.0)
        nobody = max(pointing.nobody for pointing in pointings)
        rows.append([*own, 1.0, of_cue.nobody, nobody, best, float(cue is None), *([0.0] * 42)])
        return np.array(rows, dtype=np.float32)

    def _of_content(self, content: TaggedSpan) -> list[float]:
        around = self._around
        size = content.last_word - content.first_word + 1
        return [
            float(around.is_quoted(content.start)),
            float(around.is_quoted(content.end - 1)),
            float(around.text[content.start].isupper()),
            float(np.log1p(size)),
            content.certainty,
        ]

    def _of_source(self, source: TaggedSpan) -> list[float]:
        words = self._around.text[source.start : source.end]
        return [
            float(words.lower() in _PRONOUNS),
            float(any(word[:1].isupper() for word in words.split()[1:])),
            float(words[:1].isupper()),
            source.certainty,
            source.edge,
            float(self._around.is_quoted(source.start)),
        ]

    def signals(
        self,
        cue: TaggedSpan | None,
        contents: Sequence[TaggedSpan],
        source: TaggedSpan | None,
        links: tuple[float, float],
    ) -> tuple[float, ...]:
        """What tells how likely an attribution is right."""
        around = self._around
        direct = [around.is_quoted(one.start) and around.is_quoted(one.end - 1) for one in contents]
        words = sum(one.last_word - one.first_word + 1 for one in contents)
        of_cue = self._pointing(cue, 0) if cue is not None else self._pointing(contents[0], 0)
        pointed = of_cue.to(source.piece, source.end_piece) if source is not None else of_cue.nobody
        return (
            min(one.certainty for one in contents),
            float(np.mean([one.certainty for one in contents])),
            min(one.edge for one in contents),
            contents[0].edge,
            cue.certainty if cue is not None else -2.0,
            cue.edge if cue is not None else -4.0,
            source.certainty if source is not None else -2.0,
            source.edge if source is not None else -4.0,
            float(np.log(max(links[0], 1e-4))),
            float(np.log(max(links[1], 1e-4))),
            max(pointed, -8.0),
            float(all(direct)),
            float(any(direct)),
            float(np.log1p(words)),
            float(words <= 3),
            float(len(contents) > 1),
            float(cue is None),
            float(source is None),
            float(around.text[source.start : source.end].lower() in _PRONOUNS) if source is not None else 0.0,
            float(around.is_quoted(contents[0].start)),
        )


def _nearest(spans: Sequence[TaggedSpan], place: TaggedSpan, most: int) -> list[int]:
    """The numbers of the spans with the fewest characters between them and a place, in reading order."""
    at = bisect_left(spans, place.start, key=lambda span: span.start)
    window = range(max(0, at - most), min(len(spans), at + most))
    by_distance = sorted(
        window, key=lambda number: max(spans[number].start - place.end, place.start - spans[number].end)
    )
    return sorted(by_distance[:most])


def _nearest_of(contents: Sequence[TaggedSpan], place: TaggedSpan) -> TaggedSpan:
    return min(contents, key=lambda one: max(one.start - place.end, place.start - one.end))
