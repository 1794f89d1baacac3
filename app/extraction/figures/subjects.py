"""What a quantity counts or measures."""

import re

from spacy.tokens import Token

from app.extraction.figures.clauses import clause_subject, governing_verb, upwards
from app.extraction.figures.draft import Draft
from app.extraction.figures.gaps import PART_NOUNS
from app.extraction.figures.joining import CHANGE_LEMMAS
from app.extraction.figures.measures import is_unit_word
from app.extraction.parsed_article import ParsedArticle
from app.extraction.word_set import word_set
from app.facts.figure import Subject, UnitKind

_DEMONSTRATIVES = word_set("these those this that such")
_OBJECT_VERBS = word_set(
    "cut raise lower reduce increase boost lift trim slash hike put set keep hold expand widen push bring drive "
    "pull take see estimate value"
)
_TRADING_VERBS = word_set("sell buy purchase acquire")
_SPENDING_VERBS = word_set("pay spend offer borrow charge set raise want seek invest allocate earmark lend give donate")
_MORE = re.compile(r"(?:more|other|further|additional)\s+")
_HANDLING_VERBS = word_set(
    "need receive borrow earn get have owe collect steal seize donate send transfer withdraw make deposit claim"
)
_KINDS_WITH_OF = (UnitKind.RATIO, UnitKind.LENGTH, UnitKind.MASS, UnitKind.AREA, UnitKind.VOLUME, UnitKind.RATE)
_OFFSET = re.compile(r"\s+(?:later|after|ago|before|earlier|since|from now)(?!\w)")
_SLASHED = re.compile(r"/\S+")
_REACHING_VERBS = word_set("reach exceed top total hit number surpass equal approach average be")
_WORTH_VERBS = _REACHING_VERBS | word_set(
    "cost fetch stand amount represent command run be go sell trade post report earn generate yield make contain hold "
    "have include see bring add need require save produce account"
)
_YARDSTICKS = word_set("gdp gnp product income output turnover sales revenue")
_EXPECTING = word_set("expect forecast predict anticipate project foresee")
_QUANTIFIERS = word_set("many few several more most some such much fewer less other others")
_SUMMARIES = word_set("average median mean total maximum minimum")
_CHANGED = word_set("slid fell rose sank shrank lost grew leapt dove")
_WORDS_TO_CHANGE = 5
_LASTING = word_set("last take run be average live survive span reach")
_CHANGE_NOUNS = word_set(
    "rise increase growth climb jump surge gain advance fall drop decline decrease cut reduction slide plunge slump "
    "hike boost loss swing change improvement"
)
_TOTALLING = word_set("total cost average weigh measure number exceed")
_TELLING = word_set("say tell write report add show announce note state suggest claim estimate")


def find_subject(draft: Draft, article: ParsedArticle) -> Subject | None:
    """The noun phrase counted or measured, with its qualifiers; None rather than a guess."""
    if draft.holder is not None:
        return _phrase(draft.holder, article, skip_until=0) if draft.holder.pos_ in ("NOUN", "PROPN") else None
    if draft.converts is not None:
        return find_subject(draft.converts, article)
    if draft.borrowed_from is not None and draft.noun is None:
        return find_subject(draft.borrowed_from, article)
    if draft.noun is not None and draft.unit != "point" and draft.kind is not UnitKind.DURATION:
        return _counted_phrase(draft, draft.noun, article)
    if draft.kind is UnitKind.DURATION and (
        (not _lasts(draft) and draft.change is None) or _OFFSET.match(draft.text, draft.end)
    ):
        return None
    if draft.unit is None and draft.kind is UnitKind.OTHER and _is_handled(draft):
        return None
    if draft.unit == "person" and draft.noun is None:
        return None
    noun = _measured(draft)
    if noun is None and draft.change is not None:
        noun = _before_change(draft)
    if (
        noun is None
        or not (noun.pos_ in ("NOUN", "PROPN") or _is_numbered_name(noun) or _acts_as_noun(noun))
        or noun.ent_type_ in ("DATE", "TIME")
        or _is_other_figure(noun)
    ):
        return None
    slashed = _SLASHED.match(article.text, draft.end)
    end = slashed.end() if slashed else draft.end
    return _phrase(noun, article, skip_until=0 if not _inside(draft, noun) else end)


def _before_change(draft: Draft) -> Token | None:
    """The noun right before a word of change that the parse took for a noun ("ether slid 2.5%")."""
    for back in range(1, min(_WORDS_TO_CHANGE, draft.first.i)):
        word = draft.first.nbor(-back)
        if word.is_sent_start:
            return None
        if word.lemma_.lower() in CHANGE_LEMMAS or word.lower_ in _CHANGED:
            before = word.nbor(-1)
            return before if before.pos_ in ("NOUN", "PROPN") else None
    return None


def _acts_as_noun(word: Token) -> bool:
    """A rare noun taken for an adjective or verb where it is the subject: "ether slid"."""
    return word.dep_ in ("nsubj", "nsubjpass") and word.pos_ in ("ADJ", "VERB") and word.lower_ not in _QUANTIFIERS


def _is_numbered_name(number: Token) -> bool:
    """The head of a name that ends in a number: "the S&P 500"."""
    return number.pos_ == "NUM" and any(
        child.pos_ == "PROPN" and child.dep_ in ("compound", "nmod") for child in number.lefts
    )


def _is_handled(draft: Draft) -> bool:
    """A bare number that acts or is acted on ("has placed 49", "dozens held signs") measures nothing else there."""
    if draft.first.dep_ in ("nsubj", "nsubjpass"):
        return True
    return draft.first.dep_ == "dobj" and draft.first.head.lemma_ not in _REACHING_VERBS


def _is_other_figure(noun: Token) -> bool:
    """A unit behind a number of its own ("14,000 miles") is nothing that is measured."""
    return is_unit_word(noun.lower_) and any(
        child.like_num or child.dep_ in ("nummod", "quantmod") for child in noun.lefts
    )


def _counted_phrase(draft: Draft, noun: Token, article: ParsedArticle) -> Subject | None:
    if article.text.startswith("-", draft.numeral.end):
        return _phrase(_compounded(noun), article, skip_until=draft.end)
    numeral = draft.numeral if draft.borrowed_from is None else draft.borrowed_from.numeral
    is_same_thing = draft.borrowed_from is None or draft.is_part_of_whole or noun.lemma_ in PART_NOUNS
    return _phrase(noun, article, skip_until=numeral.end, with_complement=is_same_thing)


def _compounded(noun: Token) -> Token:
    """The noun that a compound describes: the building of "a nine-storey building"."""
    while noun.dep_ in ("compound", "amod", "nmod", "npadvmod") and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _lasts(draft: Draft) -> bool:
    """Whether a length of time is of something: "a five-year plan", "the siege lasted 90 days"; not "in four years"."""
    anchor = draft.anchor
    if (
        anchor.dep_ in ("compound", "amod", "nmod") and draft.noun is None and anchor.head.i > anchor.i
    ) or "old" in draft.text[draft.start : draft.end]:
        return True
    verb = governing_verb(anchor)
    if anchor.head.lower_ == "for" and verb is not None and verb.lemma_ in _LASTING:
        return True
    return anchor.dep_ in ("dobj", "attr", "npadvmod", "appos") and verb is not None and verb.lemma_ in _LASTING


def _inside(draft: Draft, noun: Token) -> bool:
    return noun.left_edge.idx <= draft.start and draft.end <= noun.idx


def _measured(draft: Draft) -> Token | None:
    if draft.kind in _KINDS_WITH_OF and (complement := _of_complement(draft.anchor)):
        shared = _of_clause_above(draft) if _is_yardstick(complement) else None
        return shared or complement
    if draft.kind is UnitKind.MULTIPLE:
        verb = draft.first if draft.first.pos_ == "VERB" else governing_verb(draft.anchor)
        return _of_verb(verb, draft) if verb is not None else None
    for word in upwards(draft.anchor):
        if word.idx >= draft.start and word.idx < draft.end:
            if word.dep_ == "appos" or word.head.i == word.i:
                return None
            continue
        if (
            word.pos_ in ("NOUN", "PROPN")
            and word.dep_ in ("compound", "amod", "nmod")
            and word.head.pos_ in ("NOUN", "PROPN")
        ):
            continue
        if word.lower_ in _SUMMARIES and word.dep_ in ("dobj", "pobj", "npadvmod", "attr"):
            continue
        if word.pos_ == "NOUN" and word.lemma_.lower() in _CHANGE_NOUNS and word.idx < draft.start:
            return _what_changed(word)
        if word.pos_ in ("NOUN", "PROPN"):
            return _noun_above(_whole_term(word), draft)
        if word.pos_ in ("VERB", "AUX"):
            return _of_verb(_told_verb(word), draft)
    return None


def _told_verb(verb: Token) -> Token:
    """The verb of the sentence that "…, the commission said, …" breaks into: nothing hangs by the aside itself."""
    is_aside = verb.dep_ == "parataxis" and verb.lemma_ in _TELLING and verb.head.pos_ in ("VERB", "AUX")
    return verb.head if is_aside else verb


def _is_yardstick(complement: Token) -> bool:
    """What a share is only measured by: the GDP of "a debt of 90% of GDP"."""
    is_bare = all(child.dep_ in ("amod", "compound", "nmod") for child in complement.lefts)
    return is_bare and complement.lower_ in _YARDSTICKS


def _of_clause_above(draft: Draft) -> Token | None:
    verb = governing_verb(draft.anchor)
    subject = (_of_verb(verb, draft) or clause_subject(verb)) if verb is not None else None
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def _of_complement(anchor: Token) -> Token | None:
    for child in anchor.children:
        if child.lower_ == "of":
            return next(
                (inner for inner in child.children if inner.dep_ == "pobj" and inner.pos_ in ("NOUN", "PROPN")), None
            )
    return None


def _whole_term(noun: Token) -> Token:
    """The "margin" of "a margin of error of 3 points": the head of a term whose second noun has no word of its own."""
    preposition = noun.head
    is_bare = noun.dep_ == "pobj" and preposition.lower_ == "of" and noun.n_lefts == 0 and noun.tag_ == "NN"
    term = preposition.head
    return term if is_bare and term.pos_ == "NOUN" and not is_unit_word(term.lower_) else noun


def _what_changed(change: Token) -> Token | None:
    """What a rise or fall is of: its "in" phrase, or what it stands beside ("sales grew …, an increase of 9 million").

    "A rise from the 2 percent who …" tells nothing that the 2 percent is a share of.
    """
    inner = _complement_of(change, "in")
    if inner is not None and inner.pos_ == "NOUN" and inner.ent_type_ not in ("DATE", "TIME"):
        return inner
    verb = governing_verb(change) if _is_aside(change) else None
    if verb is not None and (subject := clause_subject(verb)) is not None and subject.idx < change.idx:
        return subject
    return None if _complement_of(change, "from") is not None else change


def _complement_of(noun: Token, preposition: str) -> Token | None:
    """The noun that a preposition right of a noun leads to."""
    for child in noun.rights:
        if child.lower_ == preposition:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _noun_above(noun: Token, draft: Draft) -> Token | None:
    if noun.idx >= draft.end or any(child.lower_ in ("of", "worth") for child in noun.children) or noun.pos_ == "NOUN":
        return noun
    return None


def _of_verb(verb: Token, draft: Draft) -> Token | None:
    if draft.is_multiple or verb.lemma_ in _OBJECT_VERBS | _SPENDING_VERBS | _TRADING_VERBS:
        measured = next(
            (
                child
                for child in verb.children
                if child.dep_ in ("dobj", "nsubjpass") and not _is_of_draft(child, draft) and not _is_aside(child)
            ),
            None,
        )
        if measured is not None:
            return measured
        if verb.dep_ == "relcl" and verb.lemma_ not in _SPENDING_VERBS and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
    if (totalled := _before_total(verb)) is not None:
        return totalled
    if verb.lemma_ in _SPENDING_VERBS:
        purpose = next((child for child in verb.children if child.lower_ in ("for", "on")), None)
        return (
            next((child for child in purpose.children if child.dep_ == "pobj"), None) if purpose is not None else None
        )
    return _of_clause(verb, draft)


def _before_total(verb: Token) -> Token | None:
    """The noun right before a participle that says how much it comes to: "bribes totalling 900,000"."""
    if verb.tag_ != "VBG" or verb.lemma_ not in _TOTALLING or verb.is_sent_start:
        return None
    before = verb.nbor(-1)
    return before if before.pos_ in ("NOUN", "PROPN") else None


def _is_aside(noun: Token) -> bool:
    """Whether a comma stands right before the phrase, which then stands for another noun: ", a state seen as …"."""
    first = noun.left_edge
    return first.i > 0 and not first.is_sent_start and first.nbor(-1).text == ","


def _of_clause(verb: Token, draft: Draft) -> Token | None:
    """The subject of the clause, unless another object stands between, or the quantity is what the subject handles."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in _EXPECTING and not any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return None
    if any(not _is_of_draft(child, draft) and child.idx < draft.start for child in objects):
        return None
    subject = clause_subject(verb)
    is_currency = subject is not None and is_unit_word(subject.lower_)
    if draft.kind is UnitKind.MONEY and objects and not is_currency and not _may_be_worth(verb):
        return None
    return None if subject is None or draft.start <= subject.idx < draft.end else subject


def _may_be_worth(verb: Token) -> bool:
    """Whether the subject of a verb with a sum for its object is what has that price, size or change."""
    return verb.lemma_ not in _HANDLING_VERBS and (verb.lemma_ in _WORTH_VERBS or verb.lemma_ in CHANGE_LEMMAS)


def _is_of_draft(word: Token, draft: Draft) -> bool:
    return word.left_edge.idx <= draft.numeral.start < word.idx + len(word)


def _phrase(head: Token, article: ParsedArticle, *, skip_until: int, with_complement: bool = True) -> Subject | None:
    """The noun with the words that belong to it: modifiers before, one "of" phrase after."""
    start, end = head.idx, head.idx + len(head)
    for child in head.lefts:
        if (
            child.dep_ not in ("punct", "cc", "prep", "advmod", "quantmod", "predet", "nummod")
            and child.left_edge.idx >= skip_until
            and not _is_clause(child)
        ):
            start = min(start, child.left_edge.idx)
    for child in head.rights:
        if head.pos_ == "PROPN" and child.is_digit and child.idx == end + 1 and child.dep_ in ("nummod", "appos"):
            end = child.idx + len(child)
        if with_complement and child.lower_ == "of" and child.idx < end + 2:
            end = max(end, _right_end(child))
    if (more := _MORE.match(article.text, start, end)) is not None:
        start = more.end()
    while start < end and article.text[start] in " -\n\"“’'.,(":
        start += 1
    if start >= end:
        return None
    span = article.span(start, end)
    return Subject(_name(head, span.exact, article), span)


def _is_clause(child: Token) -> bool:
    """Whether a verb with what belongs to it stands before a noun, as a quotation before its speaker's age does."""
    return child.pos_ in ("VERB", "AUX") and child.dep_ not in ("amod", "compound", "nmod")


def _right_end(preposition: Token) -> int:
    pobj = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if (
        pobj is None
        or pobj.pos_ in ("NUM", "SYM")
        or pobj.text[0].isdigit()
        or is_unit_word(pobj.lower_)
        or any(child.dep_ in ("nummod", "quantmod") for child in pobj.lefts)
    ):
        return preposition.idx - 1
    return pobj.idx + len(pobj)


def _name(head: Token, printed: str, article: ParsedArticle) -> str:
    """The phrase without its article; after "these" the fuller phrase with the same head printed before."""
    words = printed.replace("“", "").replace("”", "").replace('"', "").split() or [printed]
    if words[0].lower() in _DEMONSTRATIVES:
        return _earlier_name(head, article) or " ".join(words[1:]) or printed
    if pointed := _pointed_complement(head, article):
        return f"{head.text} of {pointed}"
    return " ".join(words[1:]) if words[0].lower() in ("the", "a", "an") and len(words) > 1 else " ".join(words)


def _pointed_complement(head: Token, article: ParsedArticle) -> str | None:
    """What "that party" of "members of that party" is, by the fuller phrase printed before."""
    for child in head.rights:
        noun = next((inner for inner in child.children if inner.dep_ == "pobj"), None) if child.lower_ == "of" else None
        if noun is not None and any(word.lower_ in _DEMONSTRATIVES for word in noun.lefts):
            return _earlier_name(noun, article)
    return None


def _earlier_name(head: Token, article: ParsedArticle) -> str | None:
    floor = max(0, head.i - 250)
    for index in range(head.i - 1, floor, -1):
        word = article.doc[index]
        if word.lemma_ != head.lemma_ or word.pos_ not in ("NOUN", "PROPN"):
            continue
        modifiers = [child for child in word.lefts if child.dep_ in ("amod", "compound", "nmod") and child.tag_ != "CD"]
        if modifiers:
            start = min(child.left_edge.idx for child in modifiers)
            return " ".join(article.text[start : word.idx + len(word)].split())
    return None
