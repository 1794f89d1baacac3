"""Whether any API key exists."""

from app.archive.api_keys import any_api_key_exists
from app.archive.unit_of_work import Archive


class KeysInUse:
    """Remembers that keys exist: once they do, this service never again stands open, until it is started anew."""

    def __init__(self) -> None:
        self._seen = False

    def are_in_use(self, archive: Archive) -> bool:
        """Tell whether requests need a key."""
        if not self._seen:
            with archive.reading() as session:
                self._seen = any_api_key_exists(session)
        return self._seen
