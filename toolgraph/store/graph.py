"""The seam: read with a query file, write rows with one, ask what a user asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Protocol

from neo4j import READ_ACCESS, Driver, ManagedTransaction, Query, Session, unit_of_work

from toolgraph.errors import QueryFileError, StoreTimeout, WriteRefused
from toolgraph.store.cypher_text import refused_in, returned_columns
from toolgraph.store.driver_errors import driver_errors
from toolgraph.store.plain import plain_value
from toolgraph.store.query import Dialect, load_query, query_names
from toolgraph.store.query import Query as QueryFile

Row = dict[str, Any]

# A write costs nearly the same for 1 row and 1,000; the embedded database hangs on messages over 16 MiB.
_BATCH_ROWS = 5_000
_BATCH_BYTES = 4_000_000
_LATE_S = 0.5  # between the server's own timeout and ours
_GRACE_S = 3.0  # between the server's own timeout and giving up on a server that does not even answer


class Answer(NamedTuple):
    """What a user's query gave: column names, and rows of plain values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Server(Protocol):
    """A database that lives in this process and stops with the store."""

    def stop(self) -> None:
        """Stop it, with everything written."""


class GraphStore:
    """One open database. Use as a context manager, or `close()` it.

    Attributes:
        where: The database as the user named it.
        dialect: Which sibling of a query file fits.
    """

    def __init__(
        self,
        driver: Driver,
        *,
        where: str,
        dialect: Dialect,
        database: str | None = None,
        reader: Driver | None = None,
        server: Server | None = None,
    ) -> None:
        self.where, self.dialect = where, dialect
        self._driver, self._reader, self._server = driver, reader or driver, server
        self._database = database
        self._has_schema = False

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection, and stop the database if it is embedded. Twice does no harm."""
        if self._reader is not self._driver:
            self._reader.close()
        self._driver.close()
        if self._server is not None:
            self._server.stop()

    def read(self, name: str, **params: Any) -> list[Row]:
        """All rows of a read query.

        Args:
            name: Of the file, such as `sample/line`.
            params: Exactly what its header declares.

        Raises:
            QueryFileError: There is no such query, or a parameter is missing or unknown.
            StoreUnavailable: The database does not answer.
        """
        query = self._load(name, params)
        return [dict(zip(query.returns, row, strict=True)) for row in self._rows(query, params)]

    def _rows(self, query: QueryFile, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        def work(tx: ManagedTransaction) -> list[tuple[Any, ...]]:
            return [tuple(record.values()) for record in tx.run(query.text, dict(params))]

        with driver_errors(self.where), self._session() as session:
            return session.execute_read(work)

    def write(self, name: str, rows: Iterable[Row], **params: Any) -> int:
        """Send rows to a write query in batches, each a transaction of its own.

        Returns:
            How many rows were sent.

        Raises:
            QueryFileError: There is no such query, or a parameter is missing or unknown.
            StoreUnavailable: The database does not answer; earlier batches are stored.
        """
        self.prepare()
        query = self._load(name, {**params, "rows": ()})
        sent = 0
        with driver_errors(self.where), self._session() as session:
            for batch in batches(rows):
                session.execute_write(_run, query.text, {**params, "rows": batch})
                sent += len(batch)
        return sent

    def prepare(self) -> None:
        """Create what constraints and indexes are missing; done before the first write."""
        if self._has_schema:
            return
        with driver_errors(self.where), self._session() as session:
            for name in query_names():
                if name.startswith("schema/"):
                    session.execute_write(_run, self._load(name, {}).text, {})
        self._has_schema = True

    def ask(
        self, text: str, params: Mapping[str, Any] | None = None, *, timeout_s: float = 60.0, write: bool = False
    ) -> Answer:
        """Run a user's own query.

        Args:
            timeout_s: Seconds until it is ended; above 0.
            write: Allow it to change the graph and to read files.

        Raises:
            WriteRefused: It would change the database or read a file or URL, and `write` is False.
            QueryError: It is wrong.
            StoreTimeout: It ran too long.
            StoreUnavailable: The database does not answer.
        """
        if write:
            self.prepare()
        elif found := refused_in(text):
            raise WriteRefused(
                f"The query does more than read: {found}. Nothing was changed.",
                "If it is meant to change the graph, add --write.",
            )
        return _within(timeout_s + _GRACE_S, lambda: self._ask(text, dict(params or {}), timeout_s, write), self.where)

    def _ask(self, text: str, params: dict[str, Any], timeout_s: float, write: bool) -> Answer:
        driver = self._driver if write else self._reader
        deadline = time.monotonic() + timeout_s + _LATE_S

        @unit_of_work(timeout=timeout_s)
        def work(tx: ManagedTransaction) -> Answer:
            result = tx.run(text, params)
            rows = [_in_time(record, deadline, self.where) for record in result]
            _in_time((), deadline, self.where)  # else what was given up as too late would be committed
            # The embedded database names no columns where there are no rows.
            return Answer(tuple(result.keys()) or returned_columns(text), rows)

        with driver_errors(self.where):
            if not write and self.dialect == "neo4j":
                self._refuse_by_plan(text, params)
            with driver.session(database=self._database, fetch_size=2000) as session:
                return session.execute_write(work) if write else session.execute_read(work)

    def _refuse_by_plan(self, text: str, params: dict[str, Any]) -> None:
        """Neo4j says by EXPLAIN what a query is; its READ mode lets LOAD CSV through, the plan shows it."""
        with self._reader.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            summary = session.run(Query("EXPLAIN " + text), params).consume()
        if summary.query_type not in (None, "r") or "LoadCSV" in str(summary.plan):
            raise WriteRefused(
                "The query does more than read. Nothing was changed.",
                "If it is meant to change the graph, add --write.",
            )

    def _load(self, name: str, params: Mapping[str, Any]) -> QueryFile:
        query = load_query(name, self.dialect)
        if set(params) != set(query.params):
            raise QueryFileError(
                f"{query.path} takes {sorted(query.params)} and was given {sorted(params)}.",
                "Report this: toolgraph calls one of its own queries wrongly.",
            )
        return query

    def _session(self) -> Session:
        return self._driver.session(database=self._database, fetch_size=5000)


def _run(tx: ManagedTransaction, text: str, params: Row) -> None:
    tx.run(text, params).consume()


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in batches of at most 5,000 and about 4 MB."""
    batch: list[Row] = []
    size = 0
    for row in rows:
        weight = _weight(row)
        if batch and (len(batch) >= _BATCH_ROWS or size + weight > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += weight
    if batch:
        yield batch


def _weight(value: Any) -> int:
    if isinstance(value, str):
        return len(value) + 4
    if isinstance(value, dict):
        return sum(len(k) + _weight(v) for k, v in value.items())
    if isinstance(value, Sequence):
        return 4 + sum(map(_weight, value))
    return 9


def _in_time(record: Iterable[Any], deadline: float, where: str) -> tuple[Any, ...]:
    """The plain values of a record; the embedded database does not end a query by itself that gives row after row."""
    if time.monotonic() > deadline:
        raise _timed_out(where)
    return tuple(plain_value(v) for v in record)


def _timed_out(where: str) -> StoreTimeout:
    return StoreTimeout(f"The query ran longer than it may ({where}).", "Narrow it, add a LIMIT, or raise --timeout.")


def _within(seconds: float, work: Callable[[], Answer], where: str) -> Answer:
    """The outcome of `work`, or StoreTimeout: the embedded database checks its own timeout only between records."""
    outcome: list[Answer | BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as exc:  # noqa: BLE001 - handed to the caller's thread
            outcome.append(exc)

    thread = threading.Thread(target=run, daemon=True, name="toolgraph-query")
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise _timed_out(where)
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
