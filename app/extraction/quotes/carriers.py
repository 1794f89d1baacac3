"""Who passed words on: "AFP, citing …, said", "told Reuters", "according to Interfax, … said"."""

from bisect import bisect_left

from spacy.tokens import Token

from app.extraction.attribution.source_reader import SourceReader
from app.extraction.quotes.finding import Finding, cue_of
from app.extraction.quotes.postposed_cues import POSTPOSED
from app.extraction.quotes.subjects import agent_of, is_passive, own_subject, with_conjuncts
from app.extraction.sentences import sentence_of
from app.facts.attribution import SourceKind

_CITING = {"cite", "quote"}
_TELLING = {"tell", "inform"}


def add_carriers(findings: list[Finding], reader: SourceReader) -> list[Finding]:
    """Note who carried each finding's words; a phrase that only names the carrier of another finding is taken out."""
    for finding in findings:
        _cited_by(finding)
        token = finding.cue.token if finding.cue else None
        if token is None:
            continue
        _citing(finding, token)
        _quoted_by(finding, token)
        _told_outlet(finding, token, reader)
    return _without_carrying_phrases(findings, reader)


def _citing(finding: Finding, cue: Token) -> None:
    """In "AFP, citing Seoul's spy agency, said" the source is the agency, via AFP."""
    subject = own_subject(cue)
    holders = [cue, *([subject] if subject is not None else [])]
    for holder in holders:
        for child in holder.children:
            if child.tag_ != "VBG" or child.lemma_ not in _CITING:
                continue
            cited = next((t for t in child.children if t.dep_ == "dobj"), None)
            if cited is not None and not finding.covers(child.idx, child.idx + 1):
                finding.via.append((finding.sources, cue_of(child)))
                finding.sources = with_conjuncts(cited)
                return


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
        if not carried:
            kept.append(phrase)
        for finding in carried:
            finding.via.insert(0, (phrase.sources, phrase.cue))
    return kept


def _cue_start(finding: Finding) -> int:
    return finding.cue.start if finding.cue is not None else -1


def _with_cue_in(phrase: Finding, by_cue: list[Finding]) -> list[Finding]:
    first = bisect_left(by_cue, phrase.start, key=_cue_start)
    return by_cue[first : bisect_left(by_cue, phrase.end, key=_cue_start)]


def _is_by_outlet(phrase: Finding, reader: SourceReader) -> bool:
    entities = [reader.read(source).entity for source in phrase.sources]
    return bool(entities) and all(entity is not None and entity.kind is SourceKind.OUTLET for entity in entities)


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
