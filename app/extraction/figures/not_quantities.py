"""Numbers that are no quantities: dates, times, ordinals, identifiers, scores, list and telephone numbers."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from app.extraction.figures.measures import measure_after
from app.extraction.figures.numerals import Numeral, NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.period import Period

_NOT_LETTERS = re.compile(r"(?:st|nd|rd|th|am|pm|AM|PM|s|[a-z]?\d|[A-Z]|[A-Z]{2}[A-Za-z]+)$")
_IDENTIFIER_BEFORE = re.compile(
    r"[A-Za-z)][-–/_.:#’']$|[#№]$|\w[@:]$|\+\d*$|(?<![A-Za-z\d])\d{1,2}/$|(?<!\w)(?:[Nn]o|[Nn]os|[Nn]r|[Aa]rt|[Ss]ec|[Vv]ol|pp?)\.\s?$"
)
_NOT_IDENTIFIER = re.compile(
    r"(?i:\b(?:magnitude|now|sub|minus|plus|mid|pre|post|non|under|over|us|up|to|and|or|the|a|of))[-–]$"
)
_AFTER_MEASURE = re.compile(r"\d[A-Za-z]{1,3}[/-]$")
_CLOCK_AFTER = re.compile(r":\d\d|\s?(?:[ap]\.?\s?m\b|o[’']clock)|\.\d\d\s?[ap]\.?m|\s?(?:GMT|BST|EST|EDT|PDT|UTC)\b")
_CLOCK_BEFORE = re.compile(r"\d:$")
_SCORE = re.compile(r"(?<![\w.,$£€])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w%$£€]|[.,]\d|[-–/]\w|\s?(?:%|per\s?cent|percent))")
_VOTE = re.compile(
    r"(?:(?<=\bvote\s)|(?<=\blost\s)|(?<=\bvoted\s)|(?<=\bvote was\s)|(?<=\bvote of\s))"
    r"\d{1,3}\s?(?:to|[-–])\s?\d{1,3}(?!\w)|(?<!\w)\d{1,3}-to-(?:1|one)(?!\w)"
)
_PHONE = re.compile(
    r"(?<!\w)(?:\+\d{1,3}[\s-])?\(?\d{2,5}\)?[\s.-]\d{3,4}[.-]\d{3,4}(?!\w)|(?<!\w)\d{3}-\d{4}(?!\w)|\+\d[\d\s-]{7,}"
)
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s+(?=[A-Z“\"])")
_DIALLED = re.compile(r"(?i:\b(?:call|dial|phone|ring)(?:s|ed|led|ing|ling)?\s)(?:911|999|112|000|111|101)$")
_EMERGENCY = re.compile(r"(?:911|999|112|000)\s(?:calls?|operators?|dispatchers?|emergency|handlers?|recordings?)\b")
_PART_OF_SERIES = re.compile(r"\b(?P<series>[A-Za-z]+)\s\d{1,3}\sof\s$")
# Things of a name that ends in a number, in the plural: "Boeing 737s", "Model 3s".
MODELS = re.compile(r"\s(?P<model>(?:[A-Z][\w-]*\s){1,2}[A-Z]{0,3}-?\d[\w-]*?)[’']?s\b(?!\s[A-Z])")
_IDENTIFYING_NOUNS = word_set(
    "article articles chapter page pages section room ward grade phase stage type level channel route highway "
    "flight model number no season "
    "episode week day game round line gate platform volume part step tier category class act paragraph clause "
    "resolution "
    "area block unit hill height hole zip bus train size interstate group area formula section item figure "
    "table season "
    "top big covid version generation lot district precinct apollo proposition amendment title mark serie ligue last"
)
_NOUN_LIKE = word_set("NN NNS NNP NNPS JJ HYPH CD JJR JJS")
_SMALL_FIGURE = 4000


def is_quantity(numeral: Numeral, text: str, index: TokenIndex, periods: Sequence[Period]) -> bool:
    """Tell whether a printed number counts or measures something."""
    if text.endswith(("Group of ", '="', "='"), 0, numeral.start) or _stands_alone(numeral, text):
        return False
    if numeral.form is not NumeralForm.DIGITS:
        return not (any(_names_date(period, numeral) for period in periods) or _is_name_in_words(numeral, text, index))
    if any(_names_date(period, numeral) for period in periods) or _is_time(numeral, text):
        return False
    if numeral.sign:
        return True
    return not (_is_score(numeral, text) or _is_identifier(numeral, text) or _is_named(numeral, text, index))


def _stands_alone(numeral: Numeral, text: str) -> bool:
    """Whether bare digits are all that a line has: the number of a page, a list's item or a gallery's picture."""
    if numeral.form is not NumeralForm.DIGITS or numeral.sign or numeral.letters or numeral.magnitude != 1:
        return False
    begin, end = text.rfind("\n", 0, numeral.start) + 1, text.find("\n", numeral.end)
    line = text[begin : end if end >= 0 else len(text)]
    return line.strip(" .)\t\r") == text[numeral.start : numeral.end]


def _is_name_in_words(numeral: Numeral, text: str, index: TokenIndex) -> bool:
    """A capitalised word that is part of a name ("BBC One", "the Big Three"); an ordinal in "a third party"."""
    token, after = index.at(numeral.start), index.from_offset(numeral.end)
    printed = text[numeral.start : numeral.end]
    if numeral.form is NumeralForm.FRACTION:
        return (
            not printed.endswith("s")
            and after is not None
            and after.tag_ in _NOUN_LIKE
            and re.match(r"[\s-](?:percentage|points?)\b", text[numeral.end : numeral.end + 12]) is None
            and after.i == token.i + len(printed.split())
        )
    before = index.before(token)
    if not printed[0].isupper() or " " in printed:
        return False
    is_first = before is None or before.is_punct
    is_initials = after is not None and after.text.isupper() and len(after) > 1 and after.tag_ in ("NN", "NNP")
    is_name = after is not None and after.tag_ == "NNP" and not after.text.endswith("s") and not is_first
    if is_initials and after is not None:
        return not _describes_noun(after)
    if is_name:
        return True
    return not is_first and before is not None and before.tag_ in ("NNP", "NNPS") and printed.istitle()


def _describes_noun(initials: Token) -> bool:
    """Initials before what is counted: "Two US soldiers", "One UK fluid ounce"; not the broadcaster "One ABC"."""
    following = initials.nbor() if initials.i + 1 < len(initials.doc) else None
    return following is not None and following.tag_ in ("NN", "NNS", "JJ") and following.is_lower


def _names_date(period: Period, numeral: Numeral) -> bool:
    """A number inside the words of a date, but not the length of a stretch of time ("the past four months")."""
    if not (period.span.start <= numeral.start and numeral.end <= period.span.end):
        return False
    after = period.span.exact[numeral.end - period.span.start :]
    return re.match(r"[\s-]+(?:hour|day|week|month|quarter|year|decade)s?(?!\w)", after) is None


def _is_time(numeral: Numeral, text: str) -> bool:
    return bool(
        _CLOCK_AFTER.match(text, numeral.end) or _CLOCK_BEFORE.search(text, max(0, numeral.start - 2), numeral.start)
    )


def _is_score(numeral: Numeral, text: str) -> bool:
    begin = max(0, numeral.start - 20)
    for pattern in (_PHONE, _VOTE, _SCORE):
        for match in pattern.finditer(text, begin, min(len(text), numeral.end + 20)):
            if match.start() <= numeral.start and numeral.end <= match.end():
                return pattern is not _SCORE or not _reads_as_range(match, text)
    if text.startswith(")", numeral.end) and "(" not in text[max(0, numeral.start - 30) : numeral.start]:
        return True
    listed = _LIST_NUMBER.match(text, text.rfind("\n", 0, numeral.start) + 1)
    return listed is not None and listed.end() > numeral.start


def _reads_as_range(match: re.Match[str], text: str) -> bool:
    low, high = (int(part) for part in re.split(r"\s?[-–]\s?", match[0]))
    following = re.match(r"\s?-?([a-z°′″]+)", text[match.end() : match.end() + 24])
    if low >= high or following is None:
        return False
    return following[1] not in word_set(
        "at in on to and win loss defeat victory draw lead by with after in over against for down up vote as from"
    )


def _is_identifier(numeral: Numeral, text: str) -> bool:
    if numeral.letters and _NOT_LETTERS.match(numeral.letters) and not _is_measure_letter(numeral):
        return True
    before = text[max(0, numeral.start - 12) : numeral.start]
    if numeral.is_signed and re.search(r"\w$|[A-Z]{3} $", before) and text[numeral.start] in "-−–":
        return True
    if _IDENTIFIER_BEFORE.search(before) and not (_NOT_IDENTIFIER.search(before) or _AFTER_MEASURE.search(before)):
        return True
    after = text[numeral.end : numeral.end + 3]
    if re.match(r"[-–/][A-Z]|[’']s\b|\.\d+\.", after):
        return True
    return not numeral.letters and re.match(r"/\d", after) is not None


def _is_measure_letter(numeral: Numeral) -> bool:
    return numeral.letters in (
        "W",
        "V",
        "J",
        "C",
        "F",
        "K",
        "M",
        "B",
        "T",
        "N",
        "A",
        "L",
        "GB",
        "MB",
        "TB",
        "GW",
        "MW",
        "GHz",
        "MHz",
        "GWh",
        "MWh",
        "TWh",
        "Mbps",
        "THz",
        "GJ",
        "MJ",
        "Nm",
        "PS",
        "Hz",
        "MT",
        "Mt",
        "Gt",
    )


def _is_named(numeral: Numeral, text: str, index: TokenIndex) -> bool:
    """A plain number that belongs to a name: "Article 4", "Boeing 737 Max", "10 Downing Street", "FTSE 100"."""
    printed = text[numeral.start : numeral.end]
    if (
        not printed.isdigit()
        or numeral.magnitude != 1
        or re.match(r"\s?(?:%|per\s?cent|percent|°)", text[numeral.end : numeral.end + 9])
    ):
        return False
    if measure_after(text, numeral.end, touching=False) is not None or MODELS.match(text, numeral.end):
        return False
    if (part := _PART_OF_SERIES.search(text, max(0, numeral.start - 30), numeral.start)) is not None:
        ends = re.match(r"\s*[.,;:)\n]", text[numeral.end : numeral.end + 2]) is not None
        return ends and index.at(part.start("series")).tag_ in ("NN", "NNP")
    if _EMERGENCY.match(text, numeral.start) or _DIALLED.search(text, max(0, numeral.start - 14), numeral.end):
        return True
    token = index.at(numeral.start)
    before, after = index.before(token), index.from_offset(numeral.end)
    if before is not None and before.text[:1].islower() and not before.text.islower() and before.text.isalpha():
        return True
    if _is_name_before(before) and not _counts_plural(after, index):
        return True
    if (
        before is not None
        and before.lower_ in _IDENTIFYING_NOUNS
        and (before.tag_ != "JJ" or before.lower_ == "top")
        and not _counts_plural(after, index)
    ):
        return True
    return _is_name_after(after, token, index) and int(printed) < _SMALL_FIGURE * 25


def _is_name_before(before: Token | None) -> bool:
    if before is None:
        return False
    if before.tag_ not in ("NNP", "NNPS"):
        return False
    return before.text[0].isupper() and not (before.is_sent_start and before.tag_ != "NNP")


def _counts_plural(after: Token | None, index: TokenIndex) -> bool:
    """Whether a plural common noun follows, perhaps after adjectives, so that a number before it counts."""
    if after is None or after.is_sent_start:
        return False
    for word, _ in zip(index.onwards(after), range(5), strict=False):
        if word.tag_ in ("NNS", "NNPS"):
            return True
        if word.tag_ not in ("JJ", "NN", "VBN", "HYPH", "NNP", "VBG") or (word.tag_ == "NNP" and word.i == after.i):
            return False
    return False


def _is_name_after(after: Token | None, token: Token, index: TokenIndex) -> bool:
    """A capitalised name follows that no plural noun ends: "787 Dreamliner", "737 Max jets", "10 Downing Street"."""
    if after is None or after.is_sent_start or after.tag_ != "NNP" or not after.text[0].isupper():
        return False
    before = index.before(token)
    if before is not None and before.tag_ in ("JJ", "NN", "NNP", "POS") and not before.is_punct:
        return True
    for word, _ in zip(index.onwards(after), range(6), strict=False):
        if word.tag_ in ("NNS", "NNPS") or (word.text.endswith("s") and word.tag_ == "NNP"):
            return False
        if word.tag_ not in ("NNP", "JJ", "NN", "HYPH", "POS", "CC"):
            return True
    return True
