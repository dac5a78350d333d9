"""Nothing of the driver's passes the seam: each of its errors becomes one of ours."""

from __future__ import annotations

import inspect

import pytest
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
from toolgraph.store.driver_errors import as_ours, driver_errors

# Bases that the driver never raises as such, or not out of what the store calls, are mapped all the same.
MAPPED: dict[str, type[ToolgraphError]] = {
    "AuthConfigurationError": ConfigError,
    "AuthError": StoreAuthError,
    "BrokenRecordError": StoreError,
    "CertificateConfigurationError": ConfigError,
    "ClientError": StoreError,
    "ConfigurationError": ConfigError,
    "ConnectionAcquisitionTimeoutError": StoreUnavailable,
    "ConnectionPoolError": StoreUnavailable,
    "ConstraintError": StoreError,
    "CypherSyntaxError": QueryError,
    "CypherTypeError": QueryError,
    "DatabaseError": StoreError,
    "DatabaseUnavailable": StoreUnavailable,
    "DriverError": StoreError,
    "Forbidden": WriteRefused,
    "ForbiddenOnReadOnlyDatabase": StoreUnavailable,
    "GqlError": StoreError,
    "IncompleteCommit": StoreUnavailable,
    "Neo4jError": StoreError,
    "NotALeader": StoreUnavailable,
    "ReadServiceUnavailable": StoreUnavailable,
    "ResultConsumedError": StoreError,
    "ResultError": StoreError,
    "ResultFailedError": StoreError,
    "ResultNotSingleError": StoreError,
    "RoutingServiceUnavailable": StoreUnavailable,
    "ServiceUnavailable": StoreUnavailable,
    "SessionError": StoreError,
    "SessionExpired": StoreUnavailable,
    "TokenExpired": StoreAuthError,
    "TransactionError": StoreError,
    "TransactionNestingError": StoreError,
    "TransientError": StoreUnavailable,
    "UnsupportedServerProduct": StoreVersionError,
    "WriteServiceUnavailable": StoreUnavailable,
}
CODES: dict[str, type[ToolgraphError]] = {
    "Neo.ClientError.Statement.SyntaxError": QueryError,
    "Neo.ClientError.Statement.ParameterMissing": QueryError,
    "Neo.ClientError.Statement.ArithmeticError": QueryError,
    "Neo.ClientError.Procedure.ProcedureNotFound": QueryError,
    "Neo.ClientError.Schema.ConstraintValidationFailed": QueryError,
    "Neo.ClientError.Statement.AccessMode": WriteRefused,
    "Neo.ClientError.Security.Forbidden": WriteRefused,
    "Neo.ClientError.Security.Unauthorized": StoreAuthError,
    "Neo.ClientError.Security.AuthenticationRateLimit": StoreAuthError,
    "Neo.ClientError.Database.DatabaseNotFound": ConfigError,
    "Neo.ClientError.Transaction.TransactionTimedOut": StoreTimeout,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": StoreTimeout,
    "Neo.TransientError.Transaction.Terminated": StoreTimeout,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": StoreUnavailable,
    "Neo.TransientError.Database.DatabaseUnavailable": StoreUnavailable,
    "Neo.DatabaseError.General.UnknownError": StoreError,
}


def _classes() -> dict[str, type[Exception]]:
    found = inspect.getmembers(driver, lambda x: inspect.isclass(x) and issubclass(x, Exception))
    return {name: cls for name, cls in found if name in driver.__all__}


def _made(cls: type[Exception]) -> Exception:
    if issubclass(cls, driver.Neo4jError):
        exc: Exception = driver.Neo4jError._hydrate_neo4j(code="Neo.ClientError.General.Strange", message="it broke")
        exc.__class__ = cls
        return exc
    return cls("it broke")


def test_every_error_of_the_driver_is_in_the_table() -> None:
    """A release of the driver with a new error fails here, not at a user's."""
    assert MAPPED.keys() == _classes().keys()


@pytest.mark.parametrize("name", sorted(MAPPED))
def test_an_error_of_the_driver_becomes_ours(name: str) -> None:
    """Of the class in the table, with a fix, and with the driver's as its cause."""
    with pytest.raises(ToolgraphError) as raised, driver_errors("here"):
        raise _made(_classes()[name])
    assert type(raised.value) is MAPPED[name]
    assert raised.value.fix.strip()
    assert type(raised.value.__cause__).__name__ == name


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_of_the_server_becomes_ours(code: str) -> None:
    """What a server answers is told by its code, in the server's words."""
    found = as_ours(driver.Neo4jError._hydrate_neo4j(code=code, message="the server's words"), "here")
    assert type(found) is CODES[code]
    assert found.fix.strip()


def test_sockets_and_names_that_do_not_resolve_are_ours_too() -> None:
    """OSError and ValueError come out of the driver bare."""
    with pytest.raises(StoreUnavailable, match="no route"), driver_errors("here"):
        raise OSError("no route to host")
    with pytest.raises(ConfigError, match="here"), driver_errors("here"):
        raise ValueError("Cannot resolve address")
