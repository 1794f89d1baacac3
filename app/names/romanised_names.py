"""One form for the usual romanisations of Slavic, Arabic and Korean names."""

import re
from collections.abc import Sequence
from functools import cache

from app.names.given_names import common_form
from app.names.name_words import name_words

_SPELLINGS_INSIDE = (
    ("ks", "x"),
    ("shch", "sch"),
    ("ousk", "ovsk"),
    ("oy", "oi"),
    ("yiia", "ia"),
    ("iia", "ia"),
    ("iya", "ia"),
    ("dh", "d"),
    ("dd", "d"),
    ("tz", "ts"),
)
_SLAVIC_ADJECTIVE = re.compile(r"(?<=[a-z]{2})(?:skyy|skiy|skii|skij|skyi|sky|ski)$")
_FINAL_EI = re.compile(r"(?<=[a-z]{2})e[yij]$")
_FINAL_I = re.compile(r"(?<=[a-z]{2})(?:iy|yy|ii|ij|yi|y)$")
_GLIDE_BETWEEN_VOWELS = re.compile(r"(?<=[aeiou])ye")
_GLIDE_BEFORE_U = re.compile(r"(?<=[bcdfghklmnprstvz])yu")
_H_INSIDE = re.compile(r"(?<=[a-z])kh(?=[a-z])")
_SON_OF = re.compile(r"(?<=[eo]v)ych$")
_GLIDE_AFTER_CONSONANT = re.compile(r"(?<=[a-z]{2}[lnrtds])y(?=[aeou])")
_SLAVIC = re.compile(r"(?:[oe]va?|ina?|enko|sk(?:[iy]|[iy][iyj])|chuk)$")
_SLAVIC_SOUNDS = (
    (re.compile(r"(?<=[^aeiouy])y(?=[^aeiouy])"), "i"),
    (re.compile(r"(?<=[^aeiou])yo"), "e"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"^zh"), "j"),
)
_OV_AFTER_CH = re.compile(r"(?<=ch)y?ov(?=a?$)")
_SERVANT_OF = re.compile(r"\babd(?:[aeiou]l)? ?(?=[a-z]{3})")
_ARABIC_SOUNDS = (
    (re.compile(r"q|(?<=[a-z])gh"), "k"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"[ae]h?$"), "a"),
    (re.compile(r"ou|oo|o"), "u"),
    (re.compile(r"ee|ei|ie|e|iy(?=[aeiou])|y(?![aeiou])"), "i"),
    (re.compile(r"([a-z])\1"), r"\1"),
)
_SHORT_VOWELS = re.compile(r"(?<!^)[iu](?!$)")
_NUMERAL = re.compile(r"[ivx]+")
_LONG_NAME = 5
_FEWEST_CONSONANTS = 4
_KOREAN_SYLLABLES = {
    spelling: spellings[0]
    for spellings in (
        ("yeol", "yul", "youl", "yol"),
        ("suk", "seok", "sok"),
        ("yoon", "yun", "youn"),
        ("hyun", "hyeon", "hyon"),
        ("young", "yeong", "yong"),
        ("jung", "jeong", "chung", "chong", "jong"),
        ("sung", "seong", "song"),
        ("kyung", "gyeong", "kyong", "kyeong"),
        ("chul", "cheol", "chol"),
        ("un", "eun"),
        ("byeong", "byong", "byung", "pyong"),
        ("cho", "jo"),
        ("park", "pak", "bak"),
        ("lee", "yi", "rhee", "ri"),
        ("lim", "rim", "im"),
        ("choi", "choe"),
        ("roh", "noh", "no", "ro"),
        ("kang", "gang"),
        ("hee", "hui"),
        ("sun", "seon", "son"),
        ("geun", "kun", "keun"),
        ("kook", "guk", "kuk", "gook"),
        ("goo", "gu", "koo", "ku"),
        ("joo", "ju"),
        ("soo", "su"),
        ("doo", "du"),
        ("hwa", "wha"),
        ("shik", "sik"),
        ("beom", "bum", "pom"),
        ("hoon", "hun"),
        ("joon", "jun"),
        ("moon", "mun"),
        ("hyuk", "hyeok", "hyok"),
        ("wook", "uk", "ook"),
        ("seop", "sup", "sub", "sop"),
        ("woo", "u", "wu"),
        ("gi", "ki"),
        ("shin", "sin"),
        ("bae", "pae"),
    )
    for spelling in spellings
}
_SYLLABLES_OF_GIVEN_NAME = 2
_KOREAN_FAMILIES = name_words("korean_family_names")
_KOREAN_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjh])?(?:yeo|yae|wae|[yw]?(?:ae|eo|oo|ou|eu|ee|ui|oe|[aeiou]))(?:ng|[nmlkgpbt])?"
)


def spelling_key(word: str) -> str:
    """One form for the usual romanisations of one word of a name ("zelensky", "zelenskiy", "zelenskyy")."""
    word = _SON_OF.sub("ich", _H_INSIDE.sub("h", _GLIDE_BEFORE_U.sub("iu", _GLIDE_BETWEEN_VOWELS.sub("e", word))))
    for spelt, plain in _SPELLINGS_INSIDE:
        word = word.replace(spelt, plain)
    for sound, plain in _SLAVIC_SOUNDS if _SLAVIC.search(word) else ():
        word = sound.sub(plain, word)
    word = _OV_AFTER_CH.sub("ev", _GLIDE_AFTER_CONSONANT.sub("i", word))
    if len(word) > 4 and word.startswith("ye"):
        word = word[1:]
    if word.startswith("qa"):
        word = f"g{word[1:]}"
    for ending, plain in ((_SLAVIC_ADJECTIVE, "ski"), (_FINAL_EI, "ei"), (_FINAL_I, "i")):
        if ending.search(word):
            return ending.sub(plain, word)
    return word


def arabic_key(words: Sequence[str], *, has_article: bool) -> str | None:
    """One form for the romanisations of an Arabic or Persian name; None for a name of another language.

    `words` are folded, without the article; it tells the language as well as a given name does. Vowels count by their
    sound, and only `a` inside words of four consonants, where others come and go.
    """
    named = [common_form(word) for word in words]
    if not has_article and not any(_sounds_arabic(word) for word in named):
        return None
    joined = _SERVANT_OF.sub("abd", " ".join(named))
    return "".join(_arabic_word(word) for word in joined.split())


def korean_key(words: Sequence[str]) -> str | None:
    """One form for the romanisations of a Korean name, family name first; None for a name that may not be one.

    Some syllables that Koreans tell apart fall together: it takes more than this key to tell that two are one.
    `words` are lower-case and still have their hyphens.
    """
    if len(words) < 2 or words[0] not in _KOREAN_FAMILIES:
        return None
    syllables = [part for word in words[1:] for part in word.split("-")]
    if len(syllables) == 1 and syllables[0] not in _KOREAN_SYLLABLES:
        syllables = _KOREAN_SYLLABLE.findall(syllables[0])
        if "".join(syllables) != words[1]:
            return None
    if not 1 <= len(syllables) <= _SYLLABLES_OF_GIVEN_NAME or not all(
        syllable in _KOREAN_SYLLABLES or _KOREAN_SYLLABLE.fullmatch(syllable) for syllable in syllables
    ):
        return None
    return " ".join(_KOREAN_SYLLABLES.get(syllable, syllable) for syllable in (words[0], *syllables))


def _sounds_arabic(word: str) -> bool:
    """Tell whether a word is an Arabic given name, or several written as one ("Amirhossein")."""
    if _SERVANT_OF.match(word) is not None:
        return True
    sound, names, long_names = _arabic_word(word), *_sounds_of_arabic_names()
    return sound in names or sound.startswith(long_names) or sound.endswith(long_names)


@cache
def _sounds_of_arabic_names() -> tuple[frozenset[str], tuple[str, ...]]:
    sounds = frozenset(_arabic_word(common_form(name)) for name in name_words("arabic_given_names"))
    return sounds, tuple(sound for sound in sounds if len(sound) >= _LONG_NAME)


def _arabic_word(word: str) -> str:
    if _NUMERAL.fullmatch(word):
        return word
    for sound, plain in _ARABIC_SOUNDS:
        word = sound.sub(plain, word)
    consonants = sum(letter not in "aiu" for letter in word)
    return _SHORT_VOWELS.sub("", word) if consonants >= _FEWEST_CONSONANTS else word
