"""Decides whether a press counts or is the same thumb landing twice."""

import time
from collections.abc import Callable

from ui.theme.tokens import SECOND_PRESS_MS

_NS_PER_MS = 1_000_000


class PressGuard:
    """Refuses a second press within the guard time, and any press while held back."""

    def __init__(
        self, guard_ms: int = SECOND_PRESS_MS, clock: Callable[[], int] = time.monotonic_ns
    ) -> None:
        self._guard_ns = guard_ms * _NS_PER_MS
        self._clock = clock
        self._closed_until: int | None = None

    def accepts(self) -> bool:
        """Whether a press now counts; one that counts starts the guard time."""
        now = self._clock()
        if self._closed_until is not None and now < self._closed_until:
            return False
        self._closed_until = now + self._guard_ns
        return True

    def hold(self, duration_ms: int) -> None:
        """Refuse every press for a while from now."""
        self._closed_until = self._clock() + duration_ms * _NS_PER_MS
