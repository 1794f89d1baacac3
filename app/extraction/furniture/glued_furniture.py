"""Cutting off what the page glued to a line of the article without a break: credits, headings, counts, breadcrumbs."""

import re

from app.extraction.furniture.lines import Line

_MAX_CUTS = 20
_MAX_TAIL = 260
_CREDIT_WORDS = re.compile(
    r"\b(?:photos?|images?|pictures?|credits?|courtesy|screenshot|screengrab|getty|shutterstock|pxhere|pixabay|unsplash|pexels|wikimedia)\b"
    r"|사진|제공|캡처|写真|图片|攝影",
    re.IGNORECASE,
)
_STRICT_CREDIT_WORDS = re.compile(
    r"(?:file )?(?:photo|image|picture|photograph|credit|screenshot|screengrab|graphic|illustration)s?\b"
    r"|.*\b(?:getty images|ap photo|epa-efe|shutterstock|file photo)\b|사진|写真",
    re.IGNORECASE,
)
_SLASHED_NAMES = re.compile(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}(?:/[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})+")
_LAST_BRACKETS = re.compile(r"[\[(（【]([^\[\]()（）【】]{1,200})[\])）】]\.?$")
_FIRST_BRACKETS = re.compile(r"[\[(（【]([^\[\]()（）【】]{1,200})[\])）】]\s*")
_CAPTION_OF_CREDIT = re.compile(
    r"(?:^|(?<=[.!?”\"] ))(?:file )?(?:photos?|images?|pictures?|photographs?|pictured)\b[^.!?]{0,200}$", re.IGNORECASE
)
_COPYRIGHT_TAIL = re.compile(
    r"(?<=[.!?”\"'’)])\s*(?:©|ⓒ|\(c\) ?\d{4}|copyright ?(?:©|ⓒ|\(c\)|\d{4}))[^\n]{0,150}$", re.IGNORECASE
)
_BREADCRUMB = re.compile(
    r"(?:(?:home|top|main|news) ?[»›>]|[^»›>.!?]{1,40} »)(?: ?[^»›>.!?]{1,40} ?[»›>])*\s*", re.IGNORECASE
)
_HEADINGS = (
    r"(?:Photo Gallery(?: ?\d+(?: total)?)?|Most Read|Leave a (?:Comment|Reply)|ADVERTISEMENT|Advertisement"
    r"|(?:Related|Recommended|More|Most Read|Most Popular|Latest) (?:Articles|Stories|News|Posts|Topics)"
    r"|Share (?:this|on) (?:article|story|Twitter|Facebook|X|LINE|LinkedIn|WhatsApp)"
    r"|Read (?:More|more|Also|also)|\d[\d,]* (?:Comments|Shares|Views)|This site uses Akismet)"
)
_GLUED_IN_FRONT = re.compile(rf"{_HEADINGS}(?=[A-Z“\"‘][a-z’'A-Z]|[“\"‘])")
_CAPITALS_IN_FRONT = re.compile(r"ADVERTISEMENT(?: -)? (?=[A-Z“\"‘])")
_GLUED_BEHIND = re.compile(rf"(?<=[.!?”\"’…])\s*{_HEADINGS}(?=$|[\s:]*[A-Z“\"‘])")


def cut_glued(line: Line) -> tuple[tuple[Line, bool], ...]:
    """Cut a line into its parts, in order, each with whether it is surely furniture. Mostly the line is one part."""
    parts: list[tuple[Line | None, bool]] = []
    rest: Line | None = line
    for _ in range(_MAX_CUTS):
        if rest is None:
            break
        length = len(rest.words)
        if front := _length_of_front(rest):
            parts.append((rest.part(0, front), True))
            rest = rest.part(front, length)
            continue
        behind = _GLUED_BEHIND.search(rest.words)
        if behind is None:
            break
        parts += [(rest.part(0, behind.start()), False), (rest.part(behind.start(), behind.end()), True)]
        rest = rest.part(behind.end(), length)
    parts.append((rest, False))
    return tuple(
        piece for part, is_furniture in parts if part for piece in _cut_credits(part, is_furniture=is_furniture)
    )


def _length_of_front(line: Line) -> int:
    words = line.words
    match = _GLUED_IN_FRONT.match(words) or _CAPITALS_IN_FRONT.match(words)
    if match is None and any(mark in words[:200] for mark in "»›>") and "«" not in words[:200]:
        match = _BREADCRUMB.match(words)
        if match and len(words[match.end() : match.end() + 400].split()) < 4:
            return 0
    return match.end() if match else 0


def _cut_credits(line: Line, *, is_furniture: bool) -> tuple[tuple[Line, bool], ...]:
    if is_furniture:
        return ((line, True),)
    length = len(line.words)
    first = _end_of_first_credit(line.words)
    last = max(first, _start_of_last_credit(line.words))
    body = line.part(first, last)
    is_caption = body is not None and last < length and not body.ends_as_sentence and body.word_count <= 20
    parts = ((line.part(0, first), True), (body, is_caption), (line.part(last, length), True))
    return tuple((part, is_cut) for part, is_cut in parts if part)


def _end_of_first_credit(words: str) -> int:
    match = _FIRST_BRACKETS.match(words)
    return match.end() if match and _is_credit(match.group(0)[0], match.group(1)) else 0


def _start_of_last_credit(words: str) -> int:
    offset = max(0, len(words) - _MAX_TAIL)
    tail = words[offset:]
    if match := _COPYRIGHT_TAIL.search(tail):
        return offset + match.start()
    match = _LAST_BRACKETS.search(tail)
    if match is None or not _is_credit(match.group(0)[0], match.group(1)):
        return len(words)
    caption = _CAPTION_OF_CREDIT.search(tail[: match.start()].rstrip())
    return offset + (caption.start() if caption else match.start())


def _is_credit(bracket: str, inside: str) -> bool:
    inside = inside.strip()
    if _SLASHED_NAMES.fullmatch(inside):
        return True
    if bracket in "[【":
        return _CREDIT_WORDS.search(inside) is not None
    return _STRICT_CREDIT_WORDS.match(inside) is not None
