"""Reading e-mail (RFC 5322)."""

import email
import email.policy
import re
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from app.facts.article import ArticleMetadata
from app.facts.errors import BrokenDocument, DocumentWithoutText
from app.readers.character_set import decode
from app.readers.clean_text import clean_layout, clean_text
from app.readers.document import ReadDocument
from app.readers.html_page import read_markup
from app.readers.printed_date import read_date
from app.readers.wrapped_lines import join_paragraphs

_MAX_BOUNDARIES = 2_000
_MAX_NESTING = 200
_MAX_PARTS = 500
_MAX_HEADER = 4_000
_WRAPPED_AT = 80
_QUOTED_REPLY = re.compile(r"(?m)^>")


def read_email(content: bytes) -> ReadDocument:
    """Read a message: its plain text, else its HTML, with the subject as title and the senders' names as authors.

    Replies and signatures stay; attachments are left out. Paragraphs that were wrapped to a width are joined again.
    Raises BrokenDocument where the bytes are no message, DocumentWithoutText where it has neither sort of text.
    """
    message = _parse(content)
    parts = _text_parts(message)
    plain = [text for part in parts if part.get_content_type() == "text/plain" and (text := _plain_text(part))]
    if plain:
        return ReadDocument("\n\n".join(plain), _metadata_of(message))
    pages = [_words(part) for part in parts if part.get_content_type() == "text/html"]
    for page in pages:
        if page.strip():
            return ReadDocument(read_markup(page).text, _metadata_of(message))
    raise DocumentWithoutText("the e-mail holds no text, only headers or attachments")


def _parse(content: bytes) -> Message:
    if content.count(b"\n--") > _MAX_BOUNDARIES or content.lower().count(b"boundary=") > _MAX_NESTING:
        raise BrokenDocument("the e-mail is cut into more parts than a message has")
    try:
        # The old policy reads headers as they are: the new one takes minutes over some hostile ones.
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise BrokenDocument("the e-mail cannot be taken apart") from error
    if not message.keys():
        raise BrokenDocument("the document is given as an e-mail, but it does not begin with headers")
    if any(len(str(value)) > _MAX_HEADER for part in message.walk() for value in part.get_all("Content-Type", [])):
        raise BrokenDocument("the e-mail has a header of more than a reasonable length")
    return message


def _text_parts(message: Message) -> list[Message]:
    parts: list[Message] = []
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list):
            if part.get_content_type() != "message/rfc822" or part is message:
                waiting[:0] = [inner for inner in payload if isinstance(inner, Message)]
        elif part.get_content_maintype() == "text" and not _is_attached(part):
            parts.append(part)
    return parts


def _is_attached(part: Message) -> bool:
    return _header(part, "Content-Disposition").strip().lower().startswith("attachment")


def _words(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    charset = part.get_param("charset")
    return decode(payload, charset if isinstance(charset, str) else None) if isinstance(payload, bytes) else ""


def _plain_text(part: Message) -> str:
    text = clean_text(_words(part)).strip()
    if str(part.get_param("format") or "").lower() == "flowed":
        return clean_layout(_unflow(text, keeps_space=str(part.get_param("delsp") or "").lower() != "yes"))
    lines = text.split("\n")
    if len(lines) > 3 and max(map(len, lines)) <= _WRAPPED_AT and not _QUOTED_REPLY.search(text):
        return "\n".join(join_paragraphs(lines))
    return clean_layout(text)


def _unflow(text: str, *, keeps_space: bool) -> str:
    """Join the lines of RFC 3676: one that ends with a space goes on in the next."""
    lines: list[str] = []
    goes_on = False
    for printed in text.split("\n"):
        line = printed.removeprefix(" ")
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
        if goes_on and not keeps_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _header(part: Message, name: str) -> str:
    """The value of a header as it was sent, cut to a reasonable length; the empty text where there is none."""
    for key, value in part.raw_items():
        if key.lower() == name.lower():
            return " ".join(decode(str(value)[:_MAX_HEADER].encode("utf-8", errors="surrogateescape")).split())
    return ""


def _decoded(printed: str) -> str:
    try:
        words = str(make_header(decode_header(printed)))
    except (ValueError, LookupError):
        # Words in an unknown character set, or in none: they are kept as they were sent.
        words = printed
    return clean_layout(words.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8"))


def _metadata_of(message: Message) -> ArticleMetadata:
    return ArticleMetadata(
        title=" ".join(_decoded(_header(message, "Subject")).split()) or None,
        authors=tuple(dict.fromkeys(_senders(message))),
        published_at=read_date(_header(message, "Date")),
    )


def _senders(message: Message) -> list[str]:
    try:
        addresses = getaddresses([_header(message, "From")])
    except (RecursionError, IndexError, ValueError):
        return []
    return [sender for name, address in addresses if (sender := _decoded(name) or address.strip())]
