"""What reads like a quote and says that nobody said it: "no official has confirmed", "never said", "if she says"."""

from collections.abc import Sequence

from spacy.tokens import Token

from app.extraction.quotes.finding import Finding
from app.facts.quote import QuoteKind, Stance

_NEAR = 4
_DENYING_PARTS = {"det", "amod", "preconj", "advmod", "neg", "cc"}
_NOBODY = {"no", "neither", "nor", "nobody", "none", "nothing", "few", "hardly", "scarcely", "barely"}
_SUPPOSING = {"if", "unless", "whether", "until"}
_OF_UNSAID = 0.4
_AFFIRMING = {Stance.ASSERTS, Stance.CONFIRMS, Stance.BELIEVES}


def doubt_unsaid(findings: Sequence[Finding]) -> None:
    """Lower the confidence of every finding whose cue is denied or only supposed, or whose subject is nobody.

    Figures in such reports are no more than possible. A denied cue of reported speech has a stance of its own ("did not
    doubt that …") and is left alone.
    """
    for finding in findings:
        cue = finding.cue.token if finding.cue is not None else None
        unsaid = cue is not None and (is_conditional(cue) or (finding.kind is QuoteKind.DIRECT and is_negated(cue)))
        if unsaid or _is_said_of_nobody(finding.sources):
            finding.confidence = min(finding.confidence, _OF_UNSAID)
            if finding.kind is not QuoteKind.DIRECT and finding.stance in _AFFIRMING:
                finding.stance = Stance.DOUBTS


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied by a word that hangs on it ("did not say", "never said")."""
    return any(
        (child.dep_ == "neg" and abs(child.i - verb.i) <= _NEAR) or child.lower_ in {"never", "nor", "neither"}
        for child in verb.children
    )


def is_conditional(verb: Token) -> bool:
    """Tell whether a verb is only supposed ("if she says", "whether he said")."""
    return any(child.dep_ == "mark" and child.lower_ in _SUPPOSING for child in verb.children)


def _is_said_of_nobody(sources: Sequence[Token]) -> bool:
    """Whether a subject denies that anybody, or more than few, did it: "no official", "hardly anyone"."""
    for head in sources:
        words = [head, *(child for child in head.lefts if child.dep_ in _DENYING_PARTS)]
        before = head.doc[max(0, head.left_edge.i - 1) : head.left_edge.i]
        if any(token.lower_ in _NOBODY for token in [*words, *before]):
            return True
    return False
