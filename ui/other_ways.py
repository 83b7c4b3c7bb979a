"""Other ways knows what a known customer may pay with beside cash and cards: their points."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.pay_part import PartPaidNow
from pos_app.usecases.checkout.pay_points import PointsRead
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr

POINTS = "points"


class OtherWays:
    """Looks them up when the basket is somebody's; nothing is loaded for a sale of nobody known."""

    def __init__(
        self, application: Application, desk: Desk, paid: Callable[[PaidSale], None]
    ) -> None:
        """paid: a sale is on disk."""
        self._application = application
        self._desk = desk
        self._paid = paid
        self._pays: Money | None = None

    def reread(self, basket: BasketView, done: Callable[[], None]) -> None:
        """The basket is another, or a part of it was paid."""
        self._pays = None
        if basket.customer is not None and basket.left.amount_minor > 0:
            self._desk.runner.run(self._application.places.loyalty.read, partial(self._read, done))

    def keys(self, typed: Money | None) -> tuple[tuple[str, str], ...]:
        """What each may pay, as key and words; typed: what was typed of it."""
        most = self._pays
        if most is None or not most.amount_minor:
            return ()
        amount = most if typed is None else typed
        return ((POINTS, tr("Points {amount}", amount=format_money(amount))),)

    def take(self, amount: Money | None, done: Callable[[], None]) -> None:
        """Points for so much, None for as much as they pay."""
        step = partial(self._application.places.loyalty.pay, amount=amount)
        self._desk.runner.run(step, partial(self._taken, done))

    def _read(self, done: Callable[[], None], result: PointsRead) -> None:
        self._pays = result.pays
        done()

    def _taken(self, done: Callable[[], None], result: PartPaidNow) -> None:
        if result.paid is not None:
            self._paid(result.paid)
            return
        taken = format_money(result.taken)
        text = tr("{amount} is paid by points. Take the rest.", amount=taken)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text, subject="payment"))
        done()
