"""What text the databases can keep."""

from app.facts.errors import InvalidArgument, UnstorableText


def is_storable(text: str) -> bool:
    """Tell whether a text is without NUL, which PostgreSQL refuses, and without halves of surrogate pairs."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def check_storable_text(text: str) -> None:
    """Raise UnstorableText where a text cannot be kept."""
    if not is_storable(text):
        raise UnstorableText("the text holds a NUL character or half of a surrogate pair")


def check_storable_field(name: str, value: str | None) -> None:
    """Raise InvalidArgument, naming the field, where a value cannot be kept or looked for."""
    if value is not None and not is_storable(value):
        raise InvalidArgument(name, "holds a NUL character or half of a surrogate pair")
