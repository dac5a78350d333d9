"""The driver's errors as ours, each the most specific one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from toolgraph.errors import (
    ConfigError,
    QueryError,
    StoreAuthError,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
    StoreVersionError,
    ToolgraphError,
    WriteRefused,
)

_TIMED_OUT = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "Terminated", "LockClientStopped")
_WRITES = ("Statement.AccessMode", "Security.Forbidden", "Request.Invalid", "Statement.NotSystemDatabaseError")
_QUERY = ("Neo.ClientError.Statement", "Neo.ClientError.Procedure", "Neo.ClientError.Schema")


@contextmanager
def driver_errors(where: str) -> Iterator[None]:
    """Run what talks to the database; whatever the driver raises comes out as one of our errors.

    Args:
        where: The database, as the user named it.

    Raises:
        StoreError: Or a subclass of it, or QueryError, or ConfigError.
    """
    try:
        yield
    except (driver.DriverError, driver.GqlError) as exc:
        raise as_ours(exc, where) from exc
    except OSError as exc:
        raise _unavailable(where, str(exc)) from exc
    except ValueError as exc:  # the driver's answer to an address it cannot parse or resolve
        raise ConfigError(
            f"{where} is not an address of a database: {exc}.", "Use neo4j://HOST:7687, or a folder."
        ) from exc


def as_ours(exc: Exception, where: str) -> ToolgraphError:
    """The error of ours that says the same as one of the driver's."""
    if isinstance(exc, driver.UnsupportedServerProduct):
        return StoreVersionError(
            f"{where} speaks no version of Bolt that we do.", "Use Neo4j 5.26 LTS or a 2025/2026 release."
        )
    if isinstance(exc, driver.ConfigurationError):
        return ConfigError(f"{where}: {_text(exc)}.", "Use neo4j://HOST:7687 or bolt://HOST:7687.")
    if isinstance(exc, (driver.ServiceUnavailable, driver.SessionExpired, driver.ConnectionPoolError)):
        return _unavailable(where, _text(exc))
    found = None
    if isinstance(exc, driver.Neo4jError):
        found = _of_access(exc, where) or _of_query(exc, where)
    code = f" ({exc.code})" if isinstance(exc, driver.Neo4jError) else ""
    return found or StoreError(
        f"{where}: {_text(exc)}{code}.", "Run the command again with -vv and report it if it stays."
    )


def _unavailable(where: str, why: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The database at {where} does not answer ({why[:200]}).",
        "Start it (`docker compose up -d`, or `make neo4j` in a checkout), or leave --db out to use the embedded one.",
    )


def _of_access(exc: driver.Neo4jError, where: str) -> ToolgraphError | None:
    """Who may come in, to which database, and whether it is there."""
    code, text = exc.code or "", _text(exc)
    if "credentials of this connection are no longer valid" in text:  # the embedded server's farewell
        return _unavailable(where, "it was stopped")
    if isinstance(exc, driver.AuthError) or "AuthenticationRateLimit" in code:
        return StoreAuthError(
            f"{where} refuses the user name or password.",
            "Set NEO4J_USERNAME and NEO4J_PASSWORD, or --user and --password.",
        )
    if "DatabaseNotFound" in code:
        return ConfigError(f"{where}: {text}", "Name a database that exists with NEO4J_DATABASE or --database.")
    return None


def _of_query(exc: driver.Neo4jError, where: str) -> ToolgraphError | None:
    """What a query may not do, or cannot."""
    code, text = exc.code or "", _text(exc)
    if code.endswith(_TIMED_OUT):
        return StoreTimeout(
            f"The query ran longer than it may ({where}).", "Narrow it, add a LIMIT, or raise --timeout."
        )
    if isinstance(exc, driver.Forbidden) or any(word in code for word in _WRITES):
        return WriteRefused(f"The query was refused: {text}", "If it is meant to change the graph, add --write.")
    if isinstance(exc, driver.TransientError):
        return _unavailable(where, text)
    wrong = isinstance(exc, (driver.CypherSyntaxError, driver.CypherTypeError)) or "Unknown procedure" in text
    if wrong or code.startswith(_QUERY):
        return QueryError(f"The query is wrong: {text}", "Mend it; `toolgraph cypher --help` has examples.")
    return None


def _text(exc: Exception) -> str:
    text = getattr(exc, "message", None) or str(exc)
    return " ".join(str(text).split()).rstrip(".")
