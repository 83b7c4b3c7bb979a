"""Weighing knows how an item in hand gets its weight from the scale, and what is said until it has."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.ports.device_lines import Scale, ScaleState
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.screens.checkout.adding import Adding
from ui.translation import tr

SUBJECT = "weight"


class Weighing:
    """Takes the weight as soon as the scale stands still; until then a person may type it."""

    def __init__(
        self, scale: Scale, desk: Desk, adding: Adding, weighed: Callable[[], None]
    ) -> None:
        self._scale = scale
        self._desk = desk
        self._adding = adding
        self._weighed = weighed

    def changed(self) -> None:
        """The scale says something else than before; `weighed` closes the question."""
        if not self._adding.is_weighing:
            return
        weight = self._scale.take()
        if weight is None:
            self.say()
            return
        self._desk.mend(SUBJECT)
        self._adding.weighed(weight.milli)
        self._weighed()

    def say(self) -> None:
        """What to do at the scale; nothing where there is none."""
        words = _words(self._scale.reading().state) if self._scale.name else ""
        if words:
            self._desk.tell(NoticeState(NoticeKind.QUESTION, words, subject=SUBJECT))


def _words(state: ScaleState) -> str:
    return {
        ScaleState.STABLE: tr("Lift it off the scale and put it on again, or type the weight."),
        ScaleState.MOVES: tr("Scale moves. Keep hands off until it settles."),
        ScaleState.EMPTY: tr("Put it on the scale, or type the weight."),
        ScaleState.TOO_HEAVY: tr("Too heavy for the scale. Take some off, weigh in two parts."),
        ScaleState.BELOW_ZERO: tr("Scale is below zero. Clear it and press its zero key."),
        ScaleState.GONE: tr("Scale does not answer. Type the weight, then look at its cable."),
    }[state]
