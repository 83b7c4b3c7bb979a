"""Desk knows what every presenter has at hand: the runner, the strip, the way to another screen, the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.ports.clock import Clock
from ui.figures import LocalTime
from ui.notice_state import NoticeState
from ui.routes import Route
from ui.runner import Runner


@dataclass(frozen=True, slots=True)
class Desk:
    """The few things that screens share; none of them knows a screen."""

    runner: Runner
    go: Callable[[Route], None]
    tell: Callable[[NoticeState], None]
    mend: Callable[[str], None]
    clock: Clock
    local: LocalTime
    currency: str

    def now_us(self) -> int:
        """The corrected time now, microseconds UTC."""
        reading = self.clock.read()
        return reading.wall_us + (reading.centre_offset_ms or 0) * 1000
