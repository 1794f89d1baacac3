"""Requests that may be sent again under one key, and the answers that were kept of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestIdentity:
    """Who sent a request, under which key of theirs, and what tells it from any other request."""

    caller: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One go at answering a request. `article_id` is the article that an earlier go made, which was never answered."""

    id: str
    article_id: str | None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered, whole."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
