"""Who passed words on: "AFP, citing …, said", "told Reuters", "according to Interfax, … said"."""

from bisect import bisect_left

from spacy.tokens import Token

from app.extraction.attribution.roles import is_persons_noun
from app.extraction.attribution.source_reader import SourceReader
from app.extraction.attribution.source_words import BODY_NOUNS, DOCUMENT_NOUNS, GROUP_NOUNS, OUTLET_NOUNS, STATE_NOUNS
from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.finding import Finding, FindingIndex, cue_of
from app.extraction.quotes.learned_speech import TOLD_WISH
from app.extraction.quotes.postposed_cues import POSTPOSED
from app.extraction.quotes.subjects import agent_of, is_passive, own_subject, with_conjuncts
from app.extraction.sentences import sentence_of
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind
from app.facts.quote import QuoteKind

_LEAST_SHARE = 0.8
_TRUST_IN_CARRIED = 0.9
_CITING = {"cite", "quote"}
_TELLING = {"tell", "inform"}
_CARRYING = {"carry", "publish", "broadcast", "air", "print", "report", "quote", "cite", "release"}
_CARRIED = {"comment", "remark", "interview", "statement", "speech", "address", "article", "letter", "message"}
_CITED = BODY_NOUNS | DOCUMENT_NOUNS | GROUP_NOUNS | OUTLET_NOUNS | STATE_NOUNS
_REASONS = word_set(
    """
    approach caution change commitment competition concern condition conflict congestion cost crowd cut decline
    decrease deficit delay demand dispute doubt drop duty error expense failure fall fatigue fear fire flood
    flooding ground growth heat illness increase inflation injury interest issue lack law limit loss mistake
    need obligation policy precedent pressure price principle problem progress race reason right rise risk rule
    secrecy storm strain strike tension threat traffic trend use violation war weather wind
    """
)
_REASON_ENDINGS = ("ness", "ity", "ance", "ence", "age", "ation")
_OUTLETS = OUTLET_NOUNS | {"agency"}
_LONGEST_ASIDE = 4
_NEAR_CUE = 40


def add_carriers(findings: list[Finding], reader: SourceReader) -> list[Finding]:
    """Note who carried each finding's words; a phrase that only names the carrier of another finding is taken out.

    What somebody wants, expects or denies doing inside a statement stays where an outlet tells it.
    """
    findings = [one for one in findings if not _cites_backwards(one)]
    findings = _without_wishes_told_by_speakers(findings, reader)
    for finding in findings:
        _cited_by(finding)
        token = finding.cue.token if finding.cue else None
        if token is None:
            continue
        _said_then_reported(finding, token, reader)
        _citing(finding, token, reader)
        _quoted_by(finding, token)
        _told_outlet(finding, token, reader)
        _carried_by_outlet(finding, token, reader)
    return _without_carrying_phrases(findings, reader)


def _without_wishes_told_by_speakers(findings: list[Finding], reader: SourceReader) -> list[Finding]:
    """ "The Ledger reported that the guard believed boats to be fishing" tells the guard's belief; a minister who
    says what others want tells no more than that.
    """
    index = FindingIndex(findings)
    kept = []
    for finding in findings:
        is_wish = finding.rule == TOLD_WISH
        around = [one for one in index.meeting(finding) if _stands_in(finding, one)] if is_wish else []
        if not is_wish or any(_tells_of(one, finding, reader) for one in around):
            kept.append(finding)
    return kept


def _tells_of(report: Finding, wish: Finding, reader: SourceReader) -> bool:
    """Whether an outlet reports, in its own words, what somebody else wishes."""
    if report.kind is QuoteKind.DIRECT or wish.kind is QuoteKind.DIRECT or not _are_outlets(report.sources, reader):
        return False
    if any(source.pos_ == "PRON" for source in wish.sources):
        return False
    outlets = [reader.read(source).entity for source in report.sources]
    others = [reader.read(source).entity for source in wish.sources]
    return all(other is not None and other not in outlets for other in others)


def _stands_in(inner: Finding, outer: Finding) -> bool:
    cue = inner.cue
    return cue is not None and outer.covers(cue.start, cue.end) and all(outer.covers(*span) for span in inner.spans)


def _said_then_reported(finding: Finding, cue: Token, reader: SourceReader) -> None:
    """In "Two were missing, the ministry said, TASS reported" the source is the ministry, via TASS."""
    if not _are_outlets(finding.sources, reader):
        return
    for said, reported in [(child, cue) for child in cue.children] + [(cue, cue.head)]:
        if said.dep_ != "parataxis" or said.lemma_ not in cue_lexicon().speaking:
            continue
        speaker = own_subject(said)
        is_between = finding.end <= said.idx < reported.idx and own_subject(reported) in finding.sources
        if is_between and speaker is not None and speaker not in finding.sources:
            finding.via.append((finding.sources, cue_of(reported)))
            finding.sources, finding.cue = with_conjuncts(speaker), cue_of(said)
            return


def _citing(finding: Finding, cue: Token, reader: SourceReader) -> None:
    """The source of "AFP, citing Seoul's spy agency, said" or "AFP reported, citing …, that": the agency, via AFP."""
    subject = own_subject(cue)
    holders = [cue, *([subject] if subject is not None else [])]
    for citing in [cue, *(child for holder in holders for child in holder.children), *_aside_after(cue)]:
        if citing.tag_ != "VBG" or citing.lemma_ not in _CITING:
            continue
        cited = _cited(citing)
        if cited is None or cited in finding.sources or finding.covers(citing.idx, citing.idx + 1):
            continue
        if _may_be_cited(cited, reader):
            finding.via.append((finding.sources, cue_of(citing)))
            finding.sources = with_conjuncts(cited)
            if citing == cue and cue.head.lemma_ in cue_lexicon().speaking:
                finding.cue = cue_of(cue.head)
            return


def _cites_backwards(finding: Finding) -> bool:
    """Whether "The Times, citing Der Spiegel, …" was read as what Der Spiegel cites."""
    cue = finding.cue.token if finding.cue else None
    if cue is None or cue.tag_ != "VBG" or cue.lemma_ not in _CITING:
        return False
    return bool(finding.sources) and cue.idx < finding.sources[0].idx and finding.end <= cue.idx


def _aside_after(cue: Token) -> list[Token]:
    """The word that opens an aside between commas right after a cue, whatever the parse makes of it."""
    sentence = sentence_of(cue)
    for token in cue.doc[cue.i + 1 : min(cue.i + 2 + _LONGEST_ASIDE, sentence.end - 1)]:
        if token.text == ",":
            return [token.nbor(1)]
        if token.pos_ in {"VERB", "AUX"} or token.lower_ == "that":
            return []
    return []


def _cited(citing: Token) -> Token | None:
    """Who or what is cited: the object, also where the parse takes it for a subject."""
    after = [child for child in citing.children if child.i > citing.i]
    for relation in ("dobj", "nsubj"):
        for child in after:
            if child.dep_ == relation:
                return child
    return None


def _may_be_cited(head: Token, reader: SourceReader) -> bool:
    """Tell whether somebody or a document is cited, and not a reason ("citing high costs")."""
    words = {head.lower_, head.lemma_.lower()}
    if words & _CITED or is_persons_noun(head.lemma_.lower()):
        return True
    if head.pos_ == "PRON":
        return head.tag_ != "WDT" and head.lower_ not in {"it", "this", "that", "what"}
    if head.pos_ == "PROPN":
        entity = reader.read(head).entity
        return entity is not None and entity.kind is not SourceKind.UNKNOWN
    return not words & _REASONS and not head.lemma_.lower().endswith(_REASON_ENDINGS)


def _cited_by(finding: Finding) -> None:
    """In "according to local papers cited by the mayor" the papers are the source, via the mayor."""
    for source in finding.sources:
        for child in source.children:
            if child.tag_ == "VBN" and child.lemma_ in _CITING and (carriers := agent_of(child)):
                finding.via.append((carriers, cue_of(child)))
                return


def _quoted_by(finding: Finding, cue: Token) -> None:
    if cue.dep_ != "pcomp" or cue.head.lower_ != "as" or cue.head.head.lemma_ not in _CITING:
        return
    quoting = cue.head.head
    carriers = agent_of(quoting)
    if not is_passive(quoting):
        subject = own_subject(quoting)
        carriers = with_conjuncts(subject) if subject is not None else []
    if carriers:
        finding.via.append((carriers, cue_of(quoting)))


def _told_outlet(finding: Finding, cue: Token, reader: SourceReader) -> None:
    if cue.lemma_ not in _TELLING:
        return
    for child in cue.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ == "PROPN" and not finding.covers(child.idx, child.idx + 1):
            entity = reader.read(child).entity
            if entity is not None and entity.named and entity.kind is SourceKind.OUTLET:
                finding.via.append(([child], None))


def _carried_by_outlet(finding: Finding, cue: Token, reader: SourceReader) -> None:
    """ "As reported by Le Monde, …", "in comments carried by Interfax", "in an interview with the Courier"."""
    if finding.via or _are_outlets(finding.sources, reader):
        return
    sentence = sentence_of(cue)
    for token in cue.doc[max(sentence.start, cue.i - _NEAR_CUE) : min(sentence.end, cue.i + _NEAR_CUE)]:
        if finding.covers(token.idx, token.idx + 1):
            continue
        carriers: list[Token] = []
        if token.tag_ == "VBN" and token.lemma_ in _CARRYING and _is_of_speaking(token, cue):
            carriers = agent_of(token)
        elif token.lower_ in {"with", "to"} and token.head.lemma_ == "interview" and _is_in(token.head, cue):
            carriers = [t for child in token.children if child.dep_ == "pobj" for t in with_conjuncts(child)]
        if carriers and _are_outlets(carriers, reader):
            finding.via.append((carriers, cue_of(token) if token.tag_ == "VBN" else None))
            return


def _is_of_speaking(participle: Token, cue: Token) -> bool:
    """Whether a participle tells how words came: "as reported by" of the cue, or "carried by" of comments."""
    if participle.head == cue and participle.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ == "as" for child in participle.children)
    return participle.dep_ == "acl" and participle.head.lemma_ in _CARRIED and _is_in(participle.head, cue)


def _is_in(words: Token, cue: Token) -> bool:
    """Whether something was said in an interview, remarks or the like."""
    return words.dep_ == "pobj" and words.head.lower_ in {"in", "during"} and cue in words.ancestors


def _without_carrying_phrases(findings: list[Finding], reader: SourceReader) -> list[Finding]:
    """ "According to Interfax, the minister said …" and "The minister said …, Interfax reported": via Interfax."""
    kept = []
    by_cue = sorted((finding for finding in findings if finding.cue is not None), key=_cue_start)
    for phrase in findings:
        carried: list[Finding] = []
        if phrase.rule == "source phrase":
            carried = [finding for finding in _with_cue_in(phrase, by_cue) if _is_carried(phrase, finding)]
        elif phrase.rule == POSTPOSED and _is_by_outlet(phrase, reader):
            carried = [finding for finding in _with_cue_in(phrase, by_cue) if _is_whole_report(phrase, finding)][:1]
        elif phrase.is_learned and (_is_according_to(phrase) or _is_by_outlet(phrase, reader)):
            carried = [finding for finding in _with_cue_in(phrase, by_cue) if _is_all_of(phrase, finding)][:1]
        if not carried:
            kept.append(phrase)
        for finding in carried:
            finding.via.insert(0, (phrase.sources, phrase.cue))
            finding.confidence = max(finding.confidence, _TRUST_IN_CARRIED * phrase.confidence)
    return kept


def _cue_start(finding: Finding) -> int:
    return finding.cue.start if finding.cue is not None else -1


def _with_cue_in(phrase: Finding, by_cue: list[Finding]) -> list[Finding]:
    first = bisect_left(by_cue, phrase.start, key=_cue_start)
    return by_cue[first : bisect_left(by_cue, phrase.end, key=_cue_start)]


def _is_according_to(phrase: Finding) -> bool:
    return phrase.cue is not None and phrase.cue.lemma == "according"


def _is_all_of(phrase: Finding, finding: Finding) -> bool:
    """Tell whether little stands in a phrase's content beside another finding with its cue and its source."""
    if finding is phrase or finding.cue is None or not finding.sources or len(phrase.spans) > 1:
        return False
    if not phrase.covers(finding.start, finding.end):
        return False
    places = [(finding.start, finding.end), (finding.cue.start, finding.cue.end)]
    places += [(source.left_edge.idx, source.idx + len(source)) for source in finding.sources]
    start, end = min(first for first, _ in places), max(last for _, last in places)
    return end - start >= _LEAST_SHARE * (phrase.end - phrase.start)


def _is_by_outlet(phrase: Finding, reader: SourceReader) -> bool:
    """Whether outlets say so, by name or as "the newspaper". Nothing else is read: see `_are_outlets`."""
    if any(head.pos_ != "PROPN" and head.lemma_.lower() not in _OUTLETS for head in phrase.sources):
        return False
    entities = [reader.read(source).entity for source in phrase.sources]
    return bool(entities) and all(entity is not None and entity.kind is SourceKind.OUTLET for entity in entities)


def _are_outlets(heads: list[Token], reader: SourceReader) -> bool:
    """Whether names are all of outlets. Nothing but names is read: whom "he" means depends on what was read before."""
    if not heads or any(head.pos_ != "PROPN" for head in heads):
        return False
    entities = [reader.read(head).entity for head in heads]
    return all(entity is not None and entity.kind is SourceKind.OUTLET for entity in entities)


def _is_whole_report(phrase: Finding, finding: Finding) -> bool:
    """What an outlet reports is no more than who said what."""
    if finding is phrase or finding.cue is None or not finding.sources or len(phrase.spans) > 1:
        return False
    is_inside = phrase.covers(finding.start, finding.end) and phrase.covers(finding.cue.start, finding.cue.end)
    ends_with_it = max(finding.end, finding.cue.end) >= phrase.end - 2
    head = finding.sources[0]
    sentence = sentence_of(head)
    return is_inside and ends_with_it and not sentence.text[: head.left_edge.idx - sentence.start_char].count(",")


def _is_carried(phrase: Finding, finding: Finding) -> bool:
    """The other finding's cue clause is the main clause of what the phrase attributes."""
    token = finding.cue.token if finding.cue else None
    if finding is phrase or token is None or finding.rule == "source phrase":
        return False
    if not phrase.sources or not finding.sources:
        return False
    inside = finding.cue is not None and phrase.covers(finding.cue.start, finding.cue.end)
    return inside and token.dep_ == "ROOT" and sentence_of(token) == sentence_of(phrase.sources[0])
