"""The sorts of value that requests hold, each checked at the door."""

import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PlainValidator, StringConstraints, WithJsonSchema

from app.facts.partial_date import PartialDate

_LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
_CALENDAR_DATE_OR_INSTANT = re.compile(
    r"\d{4}(-\d{2}(-\d{2}([Tt]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2}))?)?)?", re.ASCII
)
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


def _refuse_control_characters(text: str) -> str:
    if any(unicodedata.category(character) in _UNPRINTABLE for character in text):
        raise ValueError("control characters and line breaks have no place here")
    return text


def _refuse_other_than_web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError("an absolute http or https URL is needed")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a URL with a user name or password in it is not stored")
    if any(character.isspace() for character in text):
        raise ValueError("a URL holds no white space")
    if parts.port == 0:
        raise ValueError("a URL's port runs from 1 to 65535")
    return text


def _read_partial_date(value: Any) -> PartialDate:
    if not isinstance(value, str):
        raise ValueError("a date is text such as 2024, 2024-10, 2024-10-18 or 2024-10-18T09:30:00Z")
    text = value.strip()
    if not _CALENDAR_DATE_OR_INSTANT.fullmatch(text):
        raise ValueError(
            "neither a date such as 2024, 2024-10 or 2024-10-18 nor an instant such as 2024-10-18T09:30:00Z"
        )
    return PartialDate.parse(text.upper())


def _read_language_tag(tag: str) -> str:
    if not re.fullmatch(_LANGUAGE_TAG, tag):
        raise ValueError("a language is a BCP 47 tag such as en or pt-BR")
    language, *subtags = tag.split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([language.lower(), *(cased.get(len(subtag), str.lower)(subtag) for subtag in subtags)])


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_refuse_control_characters),
]
"""One line of words: trimmed, not blank, without control characters."""

Title = Annotated[Line, Field(max_length=1000)]
Name = Annotated[Line, Field(max_length=300)]
Words = Annotated[Line, Field(max_length=500)]
Identifier = Annotated[Line, Field(max_length=64)]
WebAddress = Annotated[Line, Field(max_length=2048), AfterValidator(_refuse_other_than_web_address)]
LanguageTag = Annotated[
    str, Field(max_length=35, json_schema_extra={"pattern": _LANGUAGE_TAG}), AfterValidator(_read_language_tag)
]
Authors = Annotated[tuple[Name, ...], Field(max_length=50)]
Date = Annotated[
    PartialDate,
    PlainValidator(_read_partial_date),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([Tt].+)?)?)?$",
        }
    ),
]
"""A year, a month, a day (ISO 8601) or an instant (RFC 3339)."""
