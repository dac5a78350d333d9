"""One `store` fixture over all databases. A server is started once a session and emptied between tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.neo4j_server import Server
from tests.store.databases import DATABASES, Database, emptied
from toolgraph.store import GraphStore, StoreAddress, open_store

Open = Callable[[str], Database]


@pytest.fixture(scope="session")
def open_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """A database by its name, opened when it is first asked for and kept for the session."""
    opened: dict[str, Database] = {}

    def open_one(name: str) -> Database:
        if name not in opened:
            address = _address(name, request, tmp_path_factory.mktemp("databases"))
            opened[name] = Database(address, open_store(address))
        return opened[name]

    yield open_one
    for database in opened.values():
        database.store.close()


def _address(name: str, request: pytest.FixtureRequest, folder: Path) -> StoreAddress:
    if name == "embedded":
        return StoreAddress(db=str(folder / "graph"))
    server: Server = request.getfixturevalue(name)
    return StoreAddress(db=server.uri, user=server.user, password=server.password)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, open_database: Open) -> Database:
    """Each database in turn, empty."""
    found = open_database(request.param)
    emptied(found.store)
    return found


@pytest.fixture
def store(database: Database) -> GraphStore:
    """The open store of each database in turn, empty."""
    return database.store
