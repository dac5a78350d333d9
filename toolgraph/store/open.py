"""From what a user names to an open database."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from neo4j import Driver, GraphDatabase

from toolgraph.errors import ConfigError, StoreVersionError
from toolgraph.models.base import Artefact
from toolgraph.store.driver_errors import driver_errors
from toolgraph.store.embedded import DATABASE, READER, WRITER, Access, EmbeddedDatabase, served
from toolgraph.store.graph import GraphStore
from toolgraph.store.query import Dialect

_ADDRESS = re.compile(r"^(neo4j|bolt)(\+s|\+ssc)?://", re.IGNORECASE)
_URL = re.compile(r"^\w[\w+.-]*://")
_CONNECT_S = 4.0
_OLDEST = 5
_AGENT = re.compile(r"Neo4j/v?(\d+)")
# Without a handler of its own, what the driver logs while it retries would be printed between our messages.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class StoreAddress(Artefact):
    """Which database, and how to log in.

    Attributes:
        db: `neo4j://...` or `bolt://...`, or the folder of an embedded database.
        database: Name of the database in a Neo4j server; None for its default.
        query_timeout_s: Longest a user's query may run, above 0.
    """

    db: str
    user: str = "neo4j"
    password: str = ""
    database: str | None = None
    query_timeout_s: float = 60.0

    @property
    def is_server(self) -> bool:
        """Whether it names a server, and not a folder."""
        return bool(_ADDRESS.match(self.db))


def open_store(address: StoreAddress) -> GraphStore:
    """Connect to a server, or open an embedded database, making it if it is not there.

    Raises:
        StoreUnavailable: The server does not answer within a few seconds.
        StoreAuthError: It refuses the user.
        StoreVersionError: It is too old, or nothing we know.
        StoreLocked: Another process has the embedded database open.
        ConfigError: The folder holds something else, or the address is none.
    """
    if address.is_server:
        return _open_server(address)
    if _URL.match(address.db):
        raise ConfigError(
            f"{address.db} is not an address of a database.", "Use neo4j://HOST:7687, bolt://HOST:7687, or a folder."
        )
    folder = Path(address.db).expanduser()
    if access := served(folder):
        return _open_bolt(access, str(folder), None)
    server = EmbeddedDatabase(folder, query_timeout_s=address.query_timeout_s)
    try:
        return _open_bolt(server.access, str(folder), server)
    except BaseException:
        server.stop()
        raise


def _connect(uri: str, user: str, password: str, where: str) -> Driver:
    with driver_errors(where):
        driver = GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=_CONNECT_S,
            connection_acquisition_timeout=_CONNECT_S,
            max_transaction_retry_time=15.0,
            notifications_min_severity="OFF",
        )
        try:
            driver.verify_connectivity()
        except BaseException:
            driver.close()
            raise
    return driver


def _open_server(address: StoreAddress) -> GraphStore:
    driver = _connect(address.db, address.user, address.password, address.db)
    agent = str(driver.get_server_info().agent)
    found = _AGENT.match(agent)
    if found is None or int(found[1]) < _OLDEST:
        driver.close()
        raise StoreVersionError(
            f"The server at {address.db} is {agent!r}.",
            "Use Neo4j 5.26 LTS or a 2025/2026 release (docker-compose.yml).",
        )
    dialect: Dialect = "embedded" if "ArcadeDB" in agent else "neo4j"
    return GraphStore(driver, where=address.db, dialect=dialect, database=address.database)


def _open_bolt(access: Access, where: str, server: EmbeddedDatabase | None) -> GraphStore:
    driver = _connect(access.uri, WRITER, access.writer_password, where)
    reader = _connect(access.uri, READER, access.reader_password, where)
    return GraphStore(driver, where=where, dialect="embedded", database=DATABASE, reader=reader, server=server)
