"""What sources do where the cue does not tell: "said it would pay" promises, "said it must close" wants."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from app.extraction.attribution.source_reader import SourceReader
from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.finding import Finding
from app.extraction.quotes.reported_speech import stance_of
from app.extraction.quotes.subjects import is_passive, own_subject
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind
from app.facts.quote import QuoteKind, Stance

_FUTURE = {"will", "would", "shall", "'ll", "’ll", "wo"}
_PERFECT = {"have", "had", "has", "'ve", "’ve", "having"}
_HEDGES = {"probably", "presumably"}
_WONDERING = re.compile(r"to know (?:who|what|which|when|where|why|how|whether|if)\b")
_SENTENCE_END = re.compile(r"[.!?…]\W*\s|,[”\"’']")
_OF_THE_PAST = {"recall", "remember", "recount", "reminisce"}
_SPEAKERS = {"i", "we"}
_THIRD = {"he", "she", "it", "they"}
_LIKING = {"like", "love", "prefer"}
_ATTITUDES = {
    **dict.fromkeys(("believe", "think", "suspect", "assume", "reckon", "guess", "estimate"), Stance.BELIEVES),
    **dict.fromkeys(("expect", "anticipate", "fear"), Stance.PREDICTS),
    **dict.fromkeys(("hope", "want", "wish", "prefer"), Stance.WANTS),
    "doubt": Stance.DOUBTS,
}
_DOUBTING = {"doubtful", "sceptical", "skeptical", "unconvinced"}
_SURE = {"convinced", "sure", "certain"}
_HABITUAL = {"often", "always", "usually", "sometimes", "frequently", "regularly", "occasionally", "once"}
_NO_DEED = word_set(
    """
    be become have need see know like love want prefer think say hope regret remember understand seem feel argue
    describe call welcome expect suggest depend mean believe consider appear die lose win fail fall
    """
)
_NEVER = {"never", "longer"}
_OUTCOMES = word_set(
    """
    be become begin break change climb close collapse come continue contract decline decrease deepen
    deteriorate die diminish disappear double drop ease emerge end expand explode face fade fail fall finish
    flood freeze get go grow happen hit improve increase intensify jump last lead lose melt miss occur open
    outgrow overtake pass peak plunge reach recede recover resume return rise sag shave shrink sink slide
    slip slow slump soar spread stagnate stall start stop strengthen surge survive take triple tumble turn
    vanish weaken win worsen
    """
)
_LIKELY = {"likely", "unlikely", "bound", "certain", "doomed"}
_CHANCES = {"likely", "probably", "soon", "eventually", "inevitably", "never"}
_NO_ORDERS = {
    "look",
    "see",
    "imagine",
    "remember",
    "guess",
    "believe",
    "thank",
    "mind",
    "suppose",
    "wait",
    "forget",
    "say",
    "ask",
}


def stance_told(finding: Finding, reader: SourceReader, text: str, doc: Doc) -> Stance:
    """The stance of a finding, from its content where a cue like "said" leaves it open."""
    if finding.stance is Stance.WANTS and _WONDERING.match(text, finding.start):
        return Stance.ASKS
    if finding.stance is not Stance.ASSERTS or (finding.cue is not None and finding.cue.lemma in _OF_THE_PAST):
        return finding.stance
    if finding.kind is not QuoteKind.INDIRECT and _is_one_question(text, finding):
        return Stance.ASKS
    cue = finding.cue.token if finding.cue else None
    told = _of_cue_phrase(cue) if cue is not None else None
    verb = _main_verb(finding, doc)
    return told or (_stance(verb, finding, reader) if verb is not None else None) or Stance.ASSERTS


def _is_one_question(text: str, finding: Finding) -> bool:
    """Whether all that is said is one question, and not a statement that ends in one."""
    return text.endswith("?", 0, finding.end) and _SENTENCE_END.search(text, finding.start, finding.end - 1) is None


def _of_cue_phrase(cue: Token) -> Stance | None:
    """ "The judge was sceptical that …", "in the opinion of the critic …"."""
    if cue.pos_ == "AUX" or cue.lemma_ in {"remain", "seem"}:
        return _doubt(cue)
    nouns = [child.lemma_ for child in cue.children if child.dep_ == "pobj" and cue.lower_ == "in"]
    return cue_lexicon().nouns.get(nouns[0]) if nouns else None


def _main_verb(finding: Finding, doc: Doc) -> Token | None:
    """The verb that heads the content's first sentence."""
    start, end = finding.spans[0]
    for token in doc.char_span(start, end, alignment_mode="expand") or ():
        is_top = token.head is token or not (start <= token.head.idx < end)
        if is_top and token.pos_ in {"VERB", "AUX"}:
            return token
    return None


def _stance(verb: Token, finding: Finding, reader: SourceReader) -> Stance | None:
    subject = own_subject(verb)
    if subject is None:
        return Stance.WANTS if finding.kind is QuoteKind.DIRECT and _is_order(verb) else None
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    is_own = _is_speaker(subject, finding, reader)
    adverbs = {child.lower_ for child in verb.children if child.dep_ in {"advmod", "neg"}}
    if is_own and (attitude := _attitude(verb, helpers)) is not None:
        return attitude
    if (is_own or subject.lower_ == "it") and (doubt := _doubt(verb)) is not None:
        return doubt
    if helpers & _PERFECT or any(child.lower_ == "no" for child in subject.children) or subject.lower_ == "nobody":
        return None
    if adverbs & _HEDGES and not helpers & _FUTURE:
        return Stance.BELIEVES
    if helpers & {"should", "must", "ought"} or (verb.lemma_ == "need" and not is_own and _needs_doing(verb)):
        return Stance.WANTS
    if verb.lemma_ == "be" and any(child.dep_ == "acomp" and child.lower_ in _LIKELY for child in verb.children):
        return Stance.PREDICTS if any(child.dep_ in {"xcomp", "ccomp"} for child in _subtree_of_likely(verb)) else None
    return _of_future(verb, helpers, adverbs, is_own=is_own) if helpers & _FUTURE else None


def _subtree_of_likely(verb: Token) -> Iterator[Token]:
    return (part for child in verb.children if child.dep_ == "acomp" for part in (*child.children, *verb.children))


def _of_future(verb: Token, helpers: set[str], adverbs: set[str], *, is_own: bool) -> Stance | None:
    is_conditional = any(child.dep_ == "advcl" and _opens_with_if(child) for child in verb.children)
    if adverbs & _HABITUAL or (is_conditional and not helpers & {"will", "'ll", "’ll"}):
        return None
    is_negated = any(child.dep_ == "neg" for child in verb.children) and not adverbs & _NEVER
    if is_own:
        is_deed = verb.lemma_ not in _NO_DEED and not is_passive(verb) and not is_negated
        return Stance.PROMISES if is_deed else None
    return Stance.PREDICTS if not is_negated and (verb.lemma_ in _OUTCOMES or adverbs & _CHANCES) else None


def _opens_with_if(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless"} for child in clause.children)


def _attitude(verb: Token, helpers: set[str]) -> Stance | None:
    """What the speakers say of themselves: "she believed that …", "we would like to …"."""
    if verb.lemma_ in _LIKING and helpers & {"would", "'d", "’d"}:
        return Stance.WANTS
    stance = _ATTITUDES.get(verb.lemma_)
    if helpers & _PERFECT or (stance is Stance.PREDICTS and _has(verb, "neg")):
        return None
    if stance is None or not (_has(verb, "ccomp") or _has(verb, "xcomp")):
        return None
    return stance_of(verb, stance)


def _doubt(verb: Token) -> Stance | None:
    """ "It was doubtful that …", "she was not convinced that …"."""
    if not (_has(verb, "acomp") or verb.lower_ in _SURE):
        return None
    words = {child.lower_ for child in verb.children if child.dep_ == "acomp"} | {verb.lower_}
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    return Stance.DOUBTS if (words & _DOUBTING and not is_negated) or (words & _SURE and is_negated) else None


def _has(verb: Token, relation: str) -> bool:
    return any(child.dep_ == relation for child in verb.children)


def _needs_doing(verb: Token) -> bool:
    """ "They need to act", not "they needed four minutes to do it"."""
    return not _has(verb, "dobj") and any(
        child.tag_ == "VB" and any(part.tag_ == "TO" for part in child.children) for child in verb.rights
    )


def _is_order(verb: Token) -> bool:
    """ "Sell the cooker", "Do not make us pay", "Please call": a bare verb that opens the sentence."""
    if verb.tag_ != "VB" or verb.lemma_ in _NO_ORDERS:
        return False
    before = [token for token in verb.lefts if not token.is_punct and token.dep_ != "advcl"]
    return all(
        token.lower_ in {"please", "do", "don't", "n't", "not", "never", "just", "let", "’t", "don"} for token in before
    )


def _is_speaker(subject: Token, finding: Finding, reader: SourceReader) -> bool:
    """Whether a subject inside the content stands for the source."""
    word = subject.lower_
    if word in _SPEAKERS:
        return True
    if word not in _THIRD or not finding.sources or finding.kind is QuoteKind.DIRECT:
        return False
    source = reader.read(finding.sources[0]).entity
    meant = reader.read(subject).entity
    if source is None or meant is not None:
        return source is not None and meant is source
    is_person = source.kind is SourceKind.PERSON
    return is_person if word in {"he", "she"} else not is_person
