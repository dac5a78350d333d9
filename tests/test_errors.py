"""Everything that toolgraph raises says what is wrong and what to do, and survives a process boundary."""

from __future__ import annotations

import inspect
import pickle

import pytest

from toolgraph import errors
from toolgraph.errors import ToolgraphError

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, ToolgraphError)]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_says_what_to_do(kind: type[ToolgraphError]) -> None:
    """Problem and fix are both in the text that a user sees."""
    with pytest.raises(ToolgraphError) as raised:
        raise kind("It is broken.", "Mend it.")
    assert type(raised.value) is kind
    assert str(raised.value) == "It is broken.\n  Mend it."
    assert kind.exit_code in {1, 3, 4, 70}


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_survives_pickling(kind: type[ToolgraphError]) -> None:
    """A worker process hands its error over with class, problem and fix."""
    copy = pickle.loads(pickle.dumps(kind("It is broken.", "Mend it.")))
    assert (type(copy), copy.problem, copy.fix) == (kind, "It is broken.", "Mend it.")


def test_there_are_few_and_the_tree_shows_all() -> None:
    """At most 18 classes, each drawn in the tree of the module's docstring and described by its own."""
    assert len(CLASSES) <= 18
    assert errors.__doc__ is not None
    for kind in CLASSES:
        assert kind.__name__ in errors.__doc__
        assert kind.__doc__
