"""The whole application on a migrated, empty database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from app.main import create_app
from app.settings import Settings
from app.workers.extraction import InProcessExtraction

TEXT = (
    "The Ostra rose by 40 centimetres overnight.\r\n\r\n"
    "“We expect up to 1,200 homes to lose power,” said Mina Sorel, director of the Dalmere Flood Office, on Tuesday. "
    "She denied that the dam had cracked.\r\n"
)
ARTICLE = {
    "text": TEXT,
    "title": "Dalmere braces for the Ostra",
    "publisher": "Dalmere Courier",
    "authors": ["Ida Quist"],
    "published_at": "2024-10-16",
    "url": "https://courier.example/dalmere-braces",
}
MakeClient = Callable[..., TestClient]


@pytest.fixture
def make_client() -> Iterator[MakeClient]:
    """Makes clients of the application on an archive, with the settings that a test wants otherwise."""
    with ExitStack() as running:

        def make(archive: Archive, **settings: Any) -> TestClient:
            app = create_app(
                Settings(database_url=archive.database_url, **settings),
                archive=archive,
                extraction=InProcessExtraction(),
            )
            return running.enter_context(TestClient(app, base_url="http://127.0.0.1:8000"))

        yield make


@pytest.fixture
def client(archive: Archive, make_client: MakeClient) -> TestClient:
    """A client of the application, once on SQLite and once on PostgreSQL."""
    return make_client(archive)


@pytest.fixture
def sqlite_client(sqlite_archive: Archive, make_client: MakeClient) -> TestClient:
    """A client of the application on SQLite alone: for what no database can change."""
    return make_client(sqlite_archive)
