"""When the next request may start: the user's limits, the endpoint's own refusals, and failures in a row."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Literal, NamedTuple

_WINDOW_S = 5.0  # over which the rate that an endpoint really serves is measured
_GROWTH_FAST, _GROWTH = 0.30, 0.01  # a second: until the second refusal, and from then on
_BACKOFF_S, _BACKOFF_MAX_S = 0.5, 30.0
_CUT = 0.98
_SLOWEST = 0.2  # requests a second
_FEW, _FEW_AT_FIRST = 0.03, 0.3  # share of refusals that is no reason to change the pace
_FAILURES_MAX = 12  # in a row, over all threads, until the breaker opens
_PAUSE_S, _PAUSE_MAX_S = 2.0, 60.0
_TICK_S = 0.2  # how soon a stop is noticed while waiting


class Rates(NamedTuple):
    """Limits that the user gives; None for none.

    Attributes:
        rpm: Requests a minute.
        tpm: Tokens a minute, prompt and completion.
        patience_s: How long nothing may succeed until the run gives up.
    """

    rpm: float | None = None
    tpm: float | None = None
    patience_s: float = 600.0


class Pace:
    """Spaces requests out, for all threads together.

    A refusal (429) pauses all for as long as the endpoint says, else longer each time, with jitter; then the pace is
    set to what the endpoint really served, and grows slowly from there. That a few requests probe a little above the
    limit now and then is how a change of the limit is noticed.

    Args:
        tell: Called with one sentence when the breaker opens.
    """

    def __init__(self, rates: Rates, tell: Callable[[str], None] = lambda _: None) -> None:
        self.rates, self._tell = rates, tell
        self.stopped = threading.Event()
        self._rng = Random(os.getpid())
        self._gate = threading.Lock()  # one waits for its turn, the others for the gate: no crowd wakes at each slot
        self._lock = threading.Lock()
        now = time.monotonic()
        self._next_at = self._tokens_at = self._paused_until = self._grown_at = now
        self._rate: float | None = None  # requests a second that the endpoint has taught; None while it refuses none
        self._cuts = self._in_a_row = self._failures = self._openings = 0
        self._served: deque[float] = deque(maxlen=2_000)
        self._refused: deque[float] = deque(maxlen=2_000)
        self._first_at: float | None = None
        self._good_at = now

    def wait(self, tokens: int) -> bool:
        """Wait for this request's turn; False when the run is stopped meanwhile.

        Args:
            tokens: The most that it may take.
        """
        with self._gate:
            while not self.stopped.is_set():
                with self._lock:
                    now = time.monotonic()
                    left = max(self._next_at, self._tokens_at, self._paused_until) - now
                    if left <= 0:
                        self._take(now, tokens)
                        return True
                self.stopped.wait(min(left, _TICK_S))
        return False

    def _take(self, now: float, tokens: int) -> None:
        if self._first_at is None:
            self._first_at = self._good_at = now
        if self.rates.tpm:
            self._tokens_at = max(self._tokens_at, now) + tokens * 60 / self.rates.tpm
        rate = self._allowed(now)
        if rate:
            self._next_at = max(self._next_at, now - 1 / rate) + 1 / rate

    def _allowed(self, now: float) -> float | None:
        """Requests a second for now."""
        if self._rate is not None:
            growth = _GROWTH_FAST if self._cuts < 2 else _GROWTH
            self._rate *= (1 + growth) ** (now - self._grown_at)
            self._grown_at = now
        given = self.rates.rpm / 60 if self.rates.rpm else None
        return min((r for r in (self._rate, given) if r is not None), default=None)

    def used(self, reserved: int, tokens: int) -> None:
        """A request took fewer tokens than were set aside for it."""
        if self.rates.tpm and tokens < reserved:
            with self._lock:
                self._tokens_at -= (reserved - tokens) * 60 / self.rates.tpm

    def succeeded(self) -> None:
        """A request was answered."""
        with self._lock:
            self._good_at = time.monotonic()
            self._served.append(self._good_at)
            self._in_a_row = self._failures = self._openings = 0

    def limited(self, started_at: float, retry_after_s: float | None) -> None:
        """A request that started then was refused for being one too many."""
        with self._lock:
            now = time.monotonic()
            self._refused.append(now)
            if retry_after_s is not None:
                self._paused_until = max(self._paused_until, now + min(retry_after_s, self.rates.patience_s))
            served, refused = self._lately(now)
            few = _FEW if self._rate is not None else _FEW_AT_FIRST
            if refused < few * (served + refused) or (self._cuts and started_at < self._grown_at):
                return  # a gateway's whim, or it was under way before the pace was last cut and tells nothing new
            if retry_after_s is None:
                pause = min(_BACKOFF_MAX_S, _BACKOFF_S * 2**self._in_a_row) * self._rng.uniform(0.5, 1.0)
                self._paused_until = max(self._paused_until, now + pause)
            self._in_a_row += 1
            self._cut(now, served)

    def _lately(self, now: float) -> tuple[int, int]:
        """How many requests were served and refused within the window."""
        began = now - _WINDOW_S
        return sum(at >= began for at in self._served), sum(at >= began for at in self._refused)

    def _cut(self, now: float, served: int) -> None:
        """Set the pace to what was served lately."""
        began = max(now - _WINDOW_S, self._first_at if self._first_at is not None else now)
        rate = served / max(1.0, now - began)
        self._rate = max(_SLOWEST, rate if self._rate is None or self._cuts < 2 else min(rate, self._rate * _CUT))
        self._cuts += 1
        self._grown_at = now
        self._next_at = max(self._next_at, self._paused_until)

    def failed(self, why: str) -> Literal["go on", "give up"]:
        """A request failed otherwise; whether there is still hope."""
        with self._lock:
            now = time.monotonic()
            if now - self._good_at > self.rates.patience_s:
                return "give up"
            self._failures += 1
            if self._failures < _FAILURES_MAX or now < self._paused_until:
                return "go on"
            pause = min(_PAUSE_MAX_S, _PAUSE_S * 2**self._openings) * self._rng.uniform(0.75, 1.0)
            self._openings += 1
            self._failures = _FAILURES_MAX - 1  # one more failure after the pause opens it again
            self._paused_until = now + pause
        self._tell(f"The endpoint fails again and again ({why}); pausing for {pause:.0f} s.")
        return "go on"

    def hopeless(self) -> bool:
        """Whether nothing has succeeded for longer than the user's patience."""
        with self._lock:
            return time.monotonic() - self._good_at > self.rates.patience_s
