"""What can go wrong, told in facts; the edge decides how to say it."""

from collections.abc import Callable, Mapping, Sequence


class OnRecordError(Exception):
    """The base of every expected failure. Every one crosses from process to process whole."""

    def __reduce__(self) -> tuple[Callable[..., "OnRecordError"], tuple[object, ...]]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[OnRecordError], args: tuple[object, ...], state: Mapping[str, object]) -> OnRecordError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class NotOnRecord(OnRecordError):
    """No article, fact or source has this id."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(f"no {what} has the id {identifier}")
        self.what = what
        self.identifier = identifier


class NoLongerOnRecord(OnRecordError):
    """The article or fact with this id was deleted."""

    def __init__(self, what: str, identifier: str) -> None:
        super().__init__(f"the {what} {identifier} was deleted")
        self.what = what
        self.identifier = identifier


class UndoneCorrection(NoLongerOnRecord):
    """The correction with this id was undone."""

    def __init__(self, identifier: str) -> None:
        super().__init__("correction", identifier)
        self.args = (f"the correction {identifier} was undone",)


class MergedSource(OnRecordError):
    """Another source stands for the one with this id."""

    def __init__(self, identifier: str, kept: str) -> None:
        super().__init__(f"the source {identifier} was merged into {kept}")
        self.identifier = identifier
        self.kept = kept


class CorrectionConflict(OnRecordError):
    """A correction that does not go together with those in force."""


class UnusableFields(OnRecordError):
    """Values of a body that cannot be used, each with the steps that lead to it and the reason."""

    def __init__(self, reasons: Sequence[tuple[tuple[str | int, ...], str]]) -> None:
        super().__init__("; ".join(reason for _, reason in reasons))
        self.reasons = tuple(reasons)


class InvalidCursor(OnRecordError):
    """A cursor that is not ours, or belongs to another list, filter or sort."""


class InvalidArgument(OnRecordError):
    """A caller's value that cannot be used, with the name of the parameter or field it was given in."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class UnreadableDocument(OnRecordError):
    """A document that cannot be read as what it says it is."""


class BrokenDocument(UnreadableDocument):
    """The document's structure is damaged."""


class EncryptedDocument(UnreadableDocument):
    """The document needs a password."""


class DocumentWithoutText(UnreadableDocument):
    """The document is empty, or holds only pictures of text."""


class UnstorableText(UnreadableDocument):
    """The text holds characters that cannot be stored: NUL, or halves of surrogate pairs."""


class UnsupportedMediaType(OnRecordError):
    """A kind of document that no reader here reads."""

    def __init__(self, media_type: str, supported: Sequence[str]) -> None:
        super().__init__(f"{media_type} is not read here, only {', '.join(supported)}")
        self.media_type = media_type
        self.supported = tuple(supported)


class UnsupportedLanguage(OnRecordError):
    """A text in a language that version one does not read."""

    def __init__(self, language: str) -> None:
        super().__init__(f"the text is in {language}; only English is read so far")
        self.language = language


class DocumentTooLarge(OnRecordError):
    """A document over the size that is accepted."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"a document may hold at most {max_bytes} bytes")
        self.max_bytes = max_bytes


class ExtractionUnavailable(OnRecordError):
    """No worker could read the article just now."""


class TooManyExports(OnRecordError):
    """As many exports are being sent as may be at once."""


class ExtractionTimedOut(OnRecordError):
    """Reading a document or an article took longer than is allowed."""

    def __init__(self, timeout_seconds: int) -> None:
        super().__init__(f"reading it took longer than the {timeout_seconds} seconds that are allowed")
        self.timeout_seconds = timeout_seconds


class IdempotencyKeyReused(OnRecordError):
    """A key that was sent with another request before."""


class RequestUnderWay(OnRecordError):
    """A request sent again while the first one of its key is still being answered."""


class ArchiveUnavailable(OnRecordError):
    """The database does not answer, or could not give a connection in time."""
