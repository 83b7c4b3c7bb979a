"""Rings knows what the counter asks whoever works here, and what was answered to whoever asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pos_app.ports.changes import Changes
from pos_app.ports.late import load
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.refusal_notice import NoticeAction
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.domain.customer_order import RingAnswer
    from pos_app.usecases.pickup.ring_picker import Answer, Ring, Rings, RungPicker

REPEAT_SECONDS = 20
SUBJECT = "ring"


class RingWatch:
    """Says it with a sound and three keys in front of any screen, again and again, until somebody has answered.

    Protects: the next scan closes it and counts; a question is never lost by that.
    """

    def __init__(self, application: Application, desk: Desk, navigation: Navigation) -> None:
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._asked: tuple[Ring, ...] = ()
        self._told_until_us = desk.now_us()
        self._seconds = 0

    def changes_heard(self, changes: Changes) -> None:
        """Orders moved, or somebody else works here."""
        if changes & (Changes.ORDERS | Changes.OPERATOR) and self._works():
            self._desk.runner.run(self._read, self._was_read)

    def second_passed(self) -> None:
        """As long as nobody has answered."""
        self._seconds += 1
        if self._asked and self._seconds % REPEAT_SECONDS == 0:
            self._tell()

    def opened(self) -> None:
        """The three answers come in front."""
        if self._asked:
            ring = self._asked[0]
            sheet = load("ring_sheet")(ring.number, ring.asked_by)
            sheet.answered.connect(partial(self._answer, ring))
            sheet.left.connect(self._navigation.close_sheet)
            self._navigation.tell_sheet(sheet)

    def _works(self) -> bool:
        me = self._application.signed_on()
        if me is None:
            self._asked = ()
        return me is not None

    def _read(self) -> Rings:
        return self._application.places.pickup.read_rings()

    def _was_read(self, rings: Rings) -> None:
        before, self._asked = self._asked, rings.asked
        for answer in rings.answers:
            self._hear(answer)
        if before and not self._asked:
            self._desk.mend(SUBJECT)
        if set(self._asked) - set(before):
            self._seconds = 0
            self._tell()

    def _hear(self, answer: Answer) -> None:
        """Whoever asked hears it once, wherever they are by then."""
        is_ours = answer.asked_at == self._application.facts.workstation
        if is_ours and answer.answered_us > self._told_until_us:
            self._told_until_us = answer.answered_us
            words = load("ring_words")(answer.answer, answer.answered_by, answer.number)
            self._desk.tell(NoticeState(NoticeKind.SUCCESS, words, subject=SUBJECT))

    def _tell(self) -> None:
        ring = self._asked[0]
        text = tr(
            "{name} at the counter asks for order {number}.", name=ring.asked_by, number=ring.number
        )
        notice = NoticeState(
            NoticeKind.ARRIVAL,
            text,
            key_text=tr("Answer"),
            key_action=NoticeAction.ANSWER_RING,
            subject=SUBJECT,
        )
        self._desk.tell(notice)
        self.opened()

    def _answer(self, ring: Ring, answer: RingAnswer) -> None:
        self._navigation.close_sheet()
        step = partial(
            self._application.places.pickup.answer_ring, number=ring.number, answer=answer
        )
        self._desk.runner.run(step, self._was_answered)

    def _was_answered(self, result: RungPicker) -> None:
        self._asked = tuple(ring for ring in self._asked if ring.number != result.number)
        self._desk.mend(SUBJECT)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, tr("The counter reads your answer.")))
