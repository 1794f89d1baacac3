"""What the trained model finds, as findings: fitted to the quotation marks, with stance and heads from the grammar."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from app.extraction.attribution.source_words import PRONOUNS_SPEAKER
from app.extraction.blocks import Block, BlockRole
from app.extraction.lead_ins import end_of_lead_in
from app.extraction.quotes.cue_lexicon import Frame, cue_lexicon
from app.extraction.quotes.finding import LEARNED, Finding, FindingIndex, FoundCue, Stretch, Workspace, lemma_of
from app.extraction.quotes.learned.encoding import Line
from app.extraction.quotes.learned.find_attributions import FoundAttribution, find_attributions
from app.extraction.quotes.learned.model import load_model
from app.extraction.quotes.postposed_cues import POSTPOSED
from app.extraction.quotes.quotation_marks import QuotedWords, find_quoted_words
from app.extraction.quotes.reported_speech import stance_of
from app.extraction.quotes.subjects import find_subject, is_passive, own_subject, with_conjuncts
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_SURE = 0.5
_LEAST_OF_RULES = 0.55
_OF_RULES = 0.5
_OF_NESTED = 0.55
_SELDOM_RIGHT = {"infinitive"}  # where the model says nothing, what somebody "wants to" do is mostly nothing said
_OF_SPEECH = 0.6
_OF_MUDDLED = 0.4
_LEAST_LIKE = 0.5
_NESTING = {"clause", "as", "for", "passive", "source phrase", "denied claim", "answered claim", POSTPOSED}
_WISHES = {"infinitive", "gerund"}
TOLD_WISH = "told wish"
_EDGE = " \t\r\n\u00a0,;:—–-"
_MARKS = "“”\"„‟「」『』《》«»‹›‘’'"
_LEAD = re.compile(r"(?:and\s+)?that\s+(?=\S)")
_REQUEST = re.compile(r"(?!whether|if|how|why|what|when|where|who)(?:\S+ ){0,7}?(?:not )?to \w", re.IGNORECASE)
_PREPOSITIONS = {
    "of": Frame.OF,
    "for": Frame.FOR,
    "on": Frame.ON,
    "about": Frame.ABOUT,
    "against": Frame.AGAINST,
    "as": Frame.AS,
    "to": Frame.INFINITIVE,
    "at": Frame.AT,
}
_LEANING = {"conj", "advcl", "xcomp", "dep", "parataxis"}
_NOBODY = {"there", "it", "this", "that", "what", "which", "who"}
_CALLING = {"call", "brand", "dub", "label", "term"}
_UNWILLING = {"refuse", "decline", "fail"}
_NAMING = {"NOUN", "PROPN", "PRON"}
_STANDING_FOR = {"NUM", "DET", "ADJ"}
_SPEAKING_POS = {"VERB", "AUX", "NOUN"}


def read_by_model(text: str, blocks: Sequence[Block]) -> list[FoundAttribution]:
    """What the model finds in the article's own text. It needs no grammar, so that it can be run beside the parse."""
    lines = []
    for block in blocks:
        start = end_of_lead_in(text, block)
        if block.role is BlockRole.BODY and start < block.end:
            quoted = [words for words in find_quoted_words(text, block) if words.outer_end > start]
            lines.append(Line(start, block.end, quoted))
    return find_attributions(load_model(), text, lines)


def find_learned_speech(space: Workspace, attributions: Sequence[FoundAttribution]) -> list[Finding]:
    """Every attribution of the model as a finding; direct speech is noted in the workspace."""
    findings = (_finding(space, found) for found in attributions)
    return [finding for finding in findings if finding is not None]


def _finding(space: Workspace, found: FoundAttribution) -> Finding | None:
    spans = _joined([span for content in found.contents for span in fitted_to_marks(space, content)])
    if not spans:
        return None
    kind, marks = kind_of(space, spans)
    if kind is not QuoteKind.DIRECT:
        spans = [trimmed for span in spans if (trimmed := _trimmed(space.text, span)) is not None]
        if not spans:
            return None
    else:
        _note_speech(space, spans)
    cue = _cue(space, found.cue)
    stance = _stance(cue, spans, space.text, kind)
    confidence = found.confidence
    sources = _heads(space, found.source, cue)
    if stance is None or _is_muddled(spans, cue, sources):
        stance, confidence = stance or Stance.ASSERTS, min(confidence, _OF_MUDDLED)
    if cue is not None and cue.token is not None and confidence >= _SURE:
        space.used_cues.add(cue.token.i)
    subject = _subject(space, cue) if not sources else None
    if subject is None:
        return Finding(kind, marks, spans, stance, cue, sources, confidence, LEARNED)
    finding = Finding(kind, marks, spans, stance, cue, with_conjuncts(subject), confidence, LEARNED)
    finding.is_elided = cue is not None and subject.head is not cue.token
    return finding


def _is_muddled(spans: Sequence[Stretch], cue: FoundCue | None, sources: Sequence[Token]) -> bool:
    """Whether cue or source stand in the content, or the cue only names where somebody has it from ("citing two")."""
    places = [(source.idx, source.idx + len(source)) for source in sources]
    places += [(cue.start, cue.end)] if cue is not None else []
    is_inside = any(start <= place[0] and place[1] <= end for place in places for start, end in spans)
    return is_inside or (cue is not None and cue.lemma == "cite")


def _subject(space: Workspace, cue: FoundCue | None) -> Token | None:
    """Who a cue's verb tells to speak, itself or through the verb it leans on ("…, adding that", "… and warned of")."""
    token = cue.token if cue is not None else None
    if token is None or token.pos_ != "VERB" or is_passive(token) or token.tag_ == "VBN":
        return None
    subject = own_subject(token)
    if subject is None and token.dep_ in _LEANING:
        subject = find_subject(token)
    if subject is None or subject.lower_ in _NOBODY:
        return None
    is_beside = space.quoted_around(subject.idx) is space.quoted_around(token.idx)
    return subject if is_beside else None


def settled(learned: Sequence[Finding], direct: Sequence[Finding]) -> list[Finding]:
    """What the model found and what the marks tell, made one.

    Of two findings of the same words the model's stays, unless it names nobody or is unsure. Direct speech inside
    another's words is nested in them, and so is what the model found inside direct speech that it did not see.
    """
    index = FindingIndex(learned)
    gone: set[Finding] = set()
    added: list[Finding] = []
    stands_for: dict[Finding, Finding] = {}
    for printed in direct:
        speech = printed
        if printed.same_speaker_as is not None:
            speaker = stands_for.get(printed.same_speaker_as)
            if speaker is None:
                continue
            speech = replace(printed, same_speaker_as=speaker)
        meeting = [one for one in index.meeting(speech) if one not in gone]
        stand = _settled(meeting, speech)
        gone |= set(meeting) - set(stand)
        added += [one for one in stand if one not in meeting]
        stands_for[printed] = max(stand, key=lambda one: _likeness(one, speech))
    return [one for one in learned if one not in gone] + added


def _settled(meeting: list[Finding], speech: Finding) -> list[Finding]:
    """What stands of one direct speech and of the findings that share words with it."""
    if not meeting:
        return [speech]
    if any(_is_nested(speech, one) for one in meeting) and _is_third_party(speech, meeting):
        return [*meeting, replace(speech, confidence=_OF_NESTED)]
    parts = [one for one in meeting if _has_heads_of(one, speech) and _lies_in(one, speech)]
    others = [one for one in meeting if one not in parts]
    if all(_is_spoken_in(one, speech) for one in others):
        inner = [one for one in others if one.cue is not None and speech.covers(one.cue.start, one.cue.end)]
        return [replace(speech, confidence=max([_OF_SPEECH, *(one.confidence for one in parts)])), *inner]
    same = max(meeting, key=lambda one: _likeness(one, speech))
    if _likeness(same, speech) < _LEAST_LIKE:
        return meeting
    if _has_heads_of(same, speech):
        same.confidence = max(same.confidence, _OF_SPEECH)
        if same.kind is QuoteKind.MIXED:
            same.kind, same.marks, same.spans = speech.kind, speech.marks, list(speech.spans)
    elif (not same.sources or same.confidence < _SURE) and (speech.sources or speech.same_speaker_as is not None):
        return [*(one for one in meeting if one is not same), replace(speech, confidence=_OF_SPEECH)]
    return meeting


def _lies_in(part: Finding, speech: Finding) -> bool:
    return all(speech.covers(*span) for span in part.spans)


def _is_spoken_in(inner: Finding, speech: Finding) -> bool:
    """Whether content and source both stand in some direct speech, so that the speaker reports them."""
    return (
        bool(inner.sources)
        and _lies_in(inner, speech)
        and all(speech.covers(token.idx, token.idx + len(token)) for token in inner.sources)
    )


def _likeness(left: Finding, right: Finding) -> float:
    both = sum(_shared(a, b) for a in left.spans for b in right.spans)
    return both / (_length(left) + _length(right) - both)


def _length(finding: Finding) -> int:
    return sum(end - start for start, end in finding.spans)


def _has_heads_of(left: Finding, right: Finding) -> bool:
    return bool({token.i for token in left.sources} & {token.i for token in right.sources})


def unclaimed(candidates: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """Of some findings, those that share no word with any of others."""
    index = FindingIndex(findings)
    return [candidate for candidate in candidates if not index.meeting(candidate)]


def with_reports(findings: Sequence[Finding], reported: Sequence[Finding]) -> list[Finding]:
    """Findings with what the rules find in reports of which the model says nothing surer.

    What stands whole inside another's content, with its own cue and source, is nested: the model knows one level
    only. Of what others want or deny doing, a TOLD_WISH, it is for `add_carriers` to keep what outlets tell. The rest
    takes the place of what the model was unsure of.
    """
    index = FindingIndex(findings)
    gone: set[Finding] = set()
    added: list[Finding] = []
    for report in reported:
        if report.confidence < _LEAST_OF_RULES or report.cue is None:
            continue
        meeting = index.meeting(report)
        report.spans = [_before_cues(span, meeting) for span in report.spans]
        around = [one for one in meeting if one.confidence >= _SURE and _is_nested(report, one)]
        if around:
            if report.rule in _NESTING | _WISHES and _is_third_party(report, around):
                rule = TOLD_WISH if report.rule in _WISHES else report.rule
                added.append(replace(report, confidence=_OF_NESTED, rule=rule))
        elif report.rule not in _SELDOM_RIGHT and all(one.confidence < _SURE for one in meeting):
            gone |= {one for one in meeting if _likeness(one, report) >= _LEAST_LIKE}
            added.append(replace(report, confidence=_OF_RULES))
    return [one for one in findings if one not in gone] + added


def _before_cues(span: Stretch, around: Sequence[Finding]) -> Stretch:
    """A stretch cut where the content that holds its beginning ends and that content's own cue follows."""
    start, end = span
    for one in around:
        for left, right in one.spans:
            cue = one.cue
            if cue is not None and left <= start < right < end and right <= cue.start < end:
                end = right
    return start, end


def _is_nested(inner: Finding, outer: Finding) -> bool:
    cue = inner.cue
    return cue is not None and outer.covers(cue.start, cue.end) and all(outer.covers(*span) for span in inner.spans)


def _is_third_party(inner: Finding, around: Sequence[Finding]) -> bool:
    """Whether somebody else is reported to speak: not the speaker around, and nobody whom only "I" or "it" names."""
    heads = {token.i for one in around for token in one.sources}
    if not inner.sources or any(token.i in heads or token.lower_ in PRONOUNS_SPEAKER for token in inner.sources):
        return False
    same = {token.lower_ for one in around for token in one.sources}
    return all(token.lower_ not in same for token in inner.sources)


def without_retold(findings: Sequence[Finding], answers: Sequence[Finding]) -> list[Finding]:
    """Findings but for those that say of an interview's answer, or of a part of it, that "I" said it."""
    index = FindingIndex(answers)
    kept = []
    for finding in findings:
        meeting = index.meeting(finding)
        inside = any(answer.covers(finding.start, finding.end) for answer in meeting)
        holds = any(finding.covers(answer.start, answer.end) for answer in meeting)
        own = not finding.sources or finding.sources[0].lower_ in PRONOUNS_SPEAKER
        if not holds and not (inside and own):
            kept.append(finding)
    return kept


def fitted_to_marks(space: Workspace, content: Stretch) -> list[Stretch]:
    """A stretch that neither cuts quoted words in two nor holds outer marks without its own words around them."""
    start, end = _stripped(space.text, *content, _EDGE)
    for words in space.quoted_meeting(start, end):
        if words.depth:
            continue
        share = _shared((start, end), (words.start, words.end)) / (words.end - words.start)
        if words.outer_start <= start and end <= words.outer_end:
            is_most = share >= 0.6
            start, end = (words.start, words.end) if is_most else (max(start, words.start), min(end, words.end))
        elif _is_all_of(space.text, words, (start, end)):
            start, end = words.start, words.end
        elif share >= 0.5:
            start, end = min(start, words.outer_start), max(end, words.outer_end)
        elif share and words.outer_start <= start:
            start = min(words.outer_end, end)
        elif share:
            end = max(words.outer_start, start)
    start, end = _stripped(space.text, start, end, " \t\r\n\u00a0")
    return [(start, end)] if start < end and any(map(str.isalnum, space.text[start:end])) else []


def _is_all_of(text: str, words: QuotedWords, stretch: Stretch) -> bool:
    """Whether nothing but marks and spaces stands in a stretch beside some quoted words."""
    start, end = stretch
    outside = text[start : max(start, min(words.outer_start, end))] + text[min(max(words.outer_end, start), end) : end]
    return not any(map(str.isalnum, outside))


def _joined(spans: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def kind_of(space: Workspace, spans: Sequence[Stretch]) -> tuple[QuoteKind, QuotationMarks]:
    """Direct where every span stands in marks, mixed where quoted words stand in one, else indirect."""
    met = [words for start, end in spans for words in space.quoted_meeting(start, end) if not words.depth]
    if not met:
        return QuoteKind.INDIRECT, QuotationMarks.NONE
    balanced = all(words.opened and words.closed for words in met)
    marks = QuotationMarks.PAIRED if balanced else QuotationMarks.UNBALANCED
    own = all(any(words.start <= start and end <= words.end for words in met) for start, end in spans)
    if not own:
        return QuoteKind.MIXED, marks
    return (QuoteKind.DIRECT if _is_speech(space, spans) else QuoteKind.MIXED), marks


def _is_speech(space: Workspace, spans: Sequence[Stretch]) -> bool:
    """Whether words in marks are a sentence of their own and not a part of the reporting one ("called it “a sham”")."""
    start, end = spans[0][0], spans[-1][1]
    text = space.text
    before = text[max(0, start - 3) : start].rstrip(_MARKS + " ")
    stands_apart = not before or before[-1] in ",:.!?…—–\n" or "\n" in text[max(0, start - 3) : start]
    is_sentence = text[start].isupper() or not text[start].isalpha()
    ends_apart = text[end - 1] in ",.!?…—" or text[end : end + 2].strip(_MARKS)[:1] in {",", "."}
    return len(spans) > 1 or (stands_apart and (is_sentence or ends_apart)) or (is_sentence and ends_apart)


def _trimmed(text: str, span: Stretch) -> Stretch | None:
    start, end = _stripped(text, *span, _EDGE)
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    if end - start > 1 and text[end - 1] == "." and not re.search(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.$", text[start:end]):
        end -= 1
    return (start, end) if start < end else None


def _stripped(text: str, start: int, end: int, edge: str) -> Stretch:
    while start < end and text[start] in edge:
        start += 1
    while start < end and text[end - 1] in edge:
        end -= 1
    return start, end


def _shared(left: Stretch, right: Stretch) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _note_speech(space: Workspace, spans: Sequence[Stretch]) -> None:
    for start, end in spans:
        for words in space.quoted_meeting(start, end):
            if not words.depth and words.start <= start and end <= words.end and not space.is_speech(words):
                space.add_speech(words)


def _cue(space: Workspace, stretch: Stretch | None) -> FoundCue | None:
    if stretch is None:
        return None
    tokens = _tokens(space, stretch)
    if not tokens:
        return FoundCue(*stretch, space.text[slice(*stretch)].lower(), None)
    lexicon = cue_lexicon()
    verbal = [t for t in tokens if t.pos_ in {"VERB", "AUX"}]
    known = [t for t in verbal if lemma_of(t) in lexicon.speaking or lemma_of(t) in lexicon.verbs]
    known = known or [t for t in tokens if t.pos_ == "NOUN" and lemma_of(t) in lexicon.nouns]
    verbs = [t for t in tokens if t.pos_ in _SPEAKING_POS]
    head = next(iter(known or verbs), None)
    if tokens[0].lower_ == "according":
        return FoundCue(tokens[0].idx, tokens[-1].idx + len(tokens[-1]), "according", tokens[0])
    if head is None:
        return FoundCue(tokens[0].idx, tokens[-1].idx + len(tokens[-1]), lemma_of(tokens[0]), tokens[0])
    return FoundCue(head.idx, head.idx + len(head), lemma_of(head), head)


def _stance(cue: FoundCue | None, spans: Sequence[Stretch], text: str, kind: QuoteKind) -> Stance | None:
    """What the source does with the content; None where a negated cue attributes nothing."""
    if cue is None or cue.token is None:
        return Stance.ASSERTS
    token = cue.token
    lexicon = cue_lexicon()
    spoken = lexicon.speaking.get(cue.lemma)
    if kind is QuoteKind.DIRECT:
        if spoken in {None, Stance.ASSERTS} and text[spans[-1][0] : spans[-1][1]].endswith("?"):
            return Stance.ASKS
        return Stance.ASSERTS if spoken in {None, Stance.DENIES, Stance.DOUBTS} else spoken
    if token.pos_ == "NOUN" and cue.lemma in lexicon.nouns:
        return lexicon.nouns[cue.lemma]
    frames = lexicon.verbs.get(cue.lemma, {})
    frame = _frame(text, cue, spans[0])
    if frame is Frame.CLAUSE and cue.lemma in _CALLING:
        frame = Frame.AS
    stance = frames.get(frame) or frames.get(Frame.CLAUSE) or frames.get(Frame.AS) or spoken
    stance = stance or next(iter(frames.values()), Stance.ASSERTS)
    if stance is Stance.ASKS and _REQUEST.match(text[spans[0][0] : spans[0][1]]):
        stance = Stance.WANTS
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in _UNWILLING:
        return Stance.DOUBTS if stance is Stance.CONFIRMS else None
    return stance_of(token, stance)


def _frame(text: str, cue: FoundCue, content: Stretch) -> Frame:
    first = re.match(r"\W*(\w+)", text[content[0] : content[1]])
    between = text[cue.end : content[0]].split() if cue.end <= content[0] else []
    for word in (between[-1] if between else "", first.group(1) if first else ""):
        if word.lower() in _PREPOSITIONS:
            return _PREPOSITIONS[word.lower()]
    if first and first.group(1).endswith("ing"):
        return Frame.GERUND
    return Frame.CLAUSE


def _heads(space: Workspace, stretch: Stretch | None, cue: FoundCue | None) -> list[Token]:
    """The head words of a source: of its noun phrase, and of those joined to it by "and"."""
    tokens = [token for token in _tokens(space, stretch) if not token.is_punct] if stretch is not None else []
    if not tokens:
        return []
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head is token]
    for parts, candidates in ((_NAMING, tops), (_NAMING, tokens), (_STANDING_FOR, tops), (_STANDING_FOR, tokens)):
        heads = [token for token in candidates if token.pos_ in parts]
        if heads:
            break
    head = _named_head(heads[0] if heads else tokens[-1])
    if head.pos_ not in _NAMING and head.head.pos_ in _NAMING and head.head.i > head.i:
        return with_conjuncts(head.head)  # the model cut the phrase after its first word
    if head.dep_ == "npadvmod" and head.head.dep_ == "amod" and head.head.head.pos_ in _NAMING:
        return with_conjuncts(head.head.head)  # only "State" of "State-run One TV"
    if head.dep_ == "poss" and head.pos_ == "PRON" and _is_subject(head.head, cue):
        return with_conjuncts(head.head)  # only "his" of "his wife"
    return [token for token in with_conjuncts(head) if token.i in inside]


def _is_subject(token: Token, cue: FoundCue | None) -> bool:
    verb = cue.token if cue is not None else None
    return verb is not None and verb.pos_ == "VERB" and own_subject(verb) == token


def _named_head(token: Token) -> Token:
    """The word that a part of a name hangs on, where the parse tore the name apart."""
    while token.dep_ in {"compound", "flat"} and token.head.i > token.i and token.head.pos_ == "PROPN":
        token = token.head
    return token


def _tokens(space: Workspace, stretch: Stretch | None) -> list[Token]:
    if stretch is None:
        return []
    words = space.doc.char_span(*stretch, alignment_mode="expand")
    return [token for token in words if not token.is_space] if words is not None else []
