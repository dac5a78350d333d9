"""The links into one tool, as binding looks at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from toolgraph.meaning.text import words


class Fit(NamedTuple):
    """One stored FITS link, from the side of the tool that takes the value; the one to be bound first sorts first.

    Attributes:
        optional: Whether a call may leave the parameter out.
        loss: Minus the score.
    """

    optional: bool
    loss: float
    parameter: str
    producer: str
    field: str
    reasons: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Of the link, 0 to 1."""
        return -self.loss


@dataclass
class Inputs:
    """What a tool takes.

    Attributes:
        fits: Every link into it, by parameter, surest first.
        opaque: Paths of required inputs that only another call knows, sorted.
    """

    fits: tuple[Fit, ...] = ()
    opaque: tuple[str, ...] = ()
    _into: dict[str, tuple[Fit, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, fits: Iterable[Fit], opaque: Iterable[str]) -> Inputs:
        """From links and paths in any order."""
        return cls(tuple(sorted(fits, key=_by_parameter)), tuple(sorted(opaque)))

    @cached_property
    def unspoken(self) -> tuple[str, ...]:
        """Paths of required inputs that nobody says although they could, where links give them: degrees of a point."""
        return tuple(parameter for parameter in self._linked if _is_degree(parameter))

    @cached_property
    def pointing(self) -> tuple[str, ...]:
        """Paths of required inputs that say which thing is meant, where links give them."""
        return tuple(p for p in self._linked if words(p)[-1:] in (("id",), ("sku",), ("code",)))

    @cached_property
    def _linked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.parameter for f in self.fits if not f.optional))

    @cached_property
    def by_giver(self) -> dict[str, tuple[Fit, ...]]:
        """The links by the tool that gives."""
        found: dict[str, list[Fit]] = {}
        for fit in self.fits:
            found.setdefault(fit.producer, []).append(fit)
        return {giver: tuple(fits) for giver, fits in found.items()}

    def into(self, parameter: str) -> tuple[Fit, ...]:
        """The links into one parameter, surest first."""
        if parameter not in self._into:
            self._into[parameter] = tuple(f for f in self.fits if f.parameter == parameter)
        return self._into[parameter]


def _is_degree(path: str) -> bool:
    return words(path)[-1:] in (("latitude",), ("longitude",))


def _by_parameter(fit: Fit) -> tuple[str, float, str, str]:
    return fit.parameter, fit.loss, fit.producer, fit.field
