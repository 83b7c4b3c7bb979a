"""Noting knows how a colleague writes down what others should know about the buyer at hand."""

from __future__ import annotations

from functools import partial

from pos_app.ports.late import load
from pos_app.usecases.pickup.note_customer import WORDS_MAX, NotedCustomer
from pos_app.usecases.pickup.open_order import CounterCard
from pos_app.usecases.pickup_desk import PickupDesk
from ui.desk import Desk
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.pickup_flow import PickupFlow
from ui.translation import tr


class Noting:
    """A sheet, one line; only about who stands here and agreed to be known."""

    def __init__(
        self, pickup: PickupDesk, desk: Desk, flow: PickupFlow, navigation: Navigation
    ) -> None:
        self._pickup = pickup
        self._desk = desk
        self._flow = flow
        self._navigation = navigation

    def touched(self) -> None:
        """Write one."""
        card = self._flow.card
        if card is not None and may_note(card) and card.known is not None:
            sheet = load("note_sheet")(card.known.name, WORDS_MAX)
            sheet.answered.connect(self._keep)
            sheet.left.connect(self._navigation.close_sheet)
            self._navigation.open_sheet(sheet)
            sheet.begin()

    def _keep(self, words: str) -> None:
        self._navigation.close_sheet()
        number = self._flow.number
        if number is not None:
            step = partial(self._pickup.note_customer, number=number, words=words)
            self._desk.runner.run(step, self._noted)

    def _noted(self, result: NotedCustomer) -> None:
        text = tr("Noted. Colleagues read it from now on.")
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text))


def may_note(card: CounterCard) -> bool:
    """The buyer stands here, and agreed to be known."""
    return card.check is not None and card.known is not None
