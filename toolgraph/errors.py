"""Everything that toolgraph raises on purpose.

Each error says what is wrong (`problem`) and what to do now (`fix`), and knows the exit code of the
command line. The tree::

    ToolgraphError                exit 1   a user's mistake, unless a subclass says otherwise
    ├── SpecError                          a file is not a tool spec, or not readable as one
    ├── RecordError                        a JSONL record is not what the command reads
    ├── QueryError                         a user's Cypher is wrong
    │   └── WriteRefused                   a user's Cypher writes, and --write was not given
    ├── QueryFileError            exit 70  a file in cypher/ breaks the header rules (a bug of ours)
    ├── SampleError                        the graph cannot give the chains that were asked for
    ├── ConfigError                        an option, setting or run folder does not fit
    ├── ExportError               exit 3   a record that its target would reject
    ├── MissingExtra                       an optional package is not installed
    ├── StoreError                exit 4   the database
    │   ├── StoreUnavailable               it does not answer
    │   ├── StoreAuthError                 it answers, and refuses the user or password
    │   ├── StoreVersionError              it answers, and is not one we work with
    │   ├── StoreLocked                    another process holds it
    │   └── StoreTimeout                   the query ran longer than it may
    └── ModelError                exit 4   the language model or tool server does not answer as it should
"""

from __future__ import annotations


class ToolgraphError(Exception):
    """A mistake that a person can mend.

    Args:
        problem: What is wrong: what, where, got and expected.
        fix: What to do now; never empty.
    """

    exit_code = 1
    retryable = False

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem, fix)
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.problem}\n  {self.fix}"


class SpecError(ToolgraphError):
    """A file or server gave something that is not a tool spec."""


class RecordError(ToolgraphError):
    """A line of a JSONL file is not the record that the command reads."""


class QueryError(ToolgraphError):
    """A user's Cypher is wrong: syntax, a missing parameter, an unknown function."""


class WriteRefused(QueryError):
    """A user's Cypher would change the database or read files, and --write was not given."""


class QueryFileError(ToolgraphError):
    """A file in cypher/ breaks the rules of its header: a bug in toolgraph."""

    exit_code = 70


class SampleError(ToolgraphError):
    """The graph cannot give the chains that were asked for."""


class ConfigError(ToolgraphError):
    """An option, a setting or a run folder does not fit."""


class ExportError(ToolgraphError):
    """A record that its target format would reject or corrupt."""

    exit_code = 3


class MissingExtra(ToolgraphError):
    """An optional package that this command needs is not installed."""


class StoreError(ToolgraphError):
    """The database did something that we cannot go on from."""

    exit_code = 4


class StoreUnavailable(StoreError):
    """The database does not answer; starting it or retrying may help."""

    retryable = True


class StoreAuthError(StoreError):
    """The database answers, and refuses the user name or password."""


class StoreVersionError(StoreError):
    """The database answers, and is too old or not one that toolgraph works with."""


class StoreLocked(StoreError):
    """Another process holds the embedded database."""

    retryable = True


class StoreTimeout(StoreError):
    """A query ran longer than its timeout and was ended."""

    exit_code = 1


class ModelError(ToolgraphError):
    """A language model or tool server does not answer, or not as its protocol says."""

    exit_code = 4
    retryable = True
