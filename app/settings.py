"""Settings: the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from app.facts.extractor import QuoteMethod


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set, each from the environment variable of the same name in capitals after `ONRECORD_`."""

    database_url: str = "sqlite:///onrecord.db"
    max_upload_bytes: int = 20 * 1024 * 1024
    public_read: bool = False
    extraction_processes: int = 2
    extraction_timeout_seconds: int = 120
    extractor: QuoteMethod = QuoteMethod.LEARNED

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read every setting. Raises ValueError, naming the variable, where one cannot be used."""
        defaults = cls()
        return cls(
            database_url=environment.get("ONRECORD_DATABASE_URL") or defaults.database_url,
            max_upload_bytes=_whole_number(environment, "ONRECORD_MAX_UPLOAD_BYTES", defaults.max_upload_bytes),
            public_read=_truth(environment, "ONRECORD_PUBLIC_READ", default=defaults.public_read),
            extraction_processes=_whole_number(
                environment, "ONRECORD_EXTRACTION_PROCESSES", defaults.extraction_processes
            ),
            extraction_timeout_seconds=_whole_number(
                environment, "ONRECORD_EXTRACTION_TIMEOUT_SECONDS", defaults.extraction_timeout_seconds
            ),
            extractor=_method(environment, "ONRECORD_EXTRACTOR", defaults.extractor),
        )


def _whole_number(environment: Mapping[str, str], name: str, default: int) -> int:
    printed = environment.get(name)
    if not printed:
        return default
    if not printed.strip().isdecimal() or int(printed) < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, not {printed!r}")
    return int(printed)


def _truth(environment: Mapping[str, str], name: str, *, default: bool) -> bool:
    printed = environment.get(name)
    if not printed:
        return default
    match printed.strip().lower():
        case "1" | "true" | "yes" | "on":
            return True
        case "0" | "false" | "no" | "off":
            return False
        case _:
            raise ValueError(f"{name} must be true or false, not {printed!r}")


def _method(environment: Mapping[str, str], name: str, default: QuoteMethod) -> QuoteMethod:
    printed = environment.get(name)
    if not printed:
        return default
    try:
        return QuoteMethod(printed.strip().lower())
    except ValueError:
        raise ValueError(f"{name} must be one of {', '.join(QuoteMethod)}, not {printed!r}") from None
