"""Other ways knows what a known customer may pay with beside cash and cards: their points, and on account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.pay_account import AccountRead
from pos_app.usecases.checkout.pay_part import PartPaidNow
from pos_app.usecases.checkout.pay_points import PointsRead
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.translation import tr

POINTS, ACCOUNT = "points", "account"


class OtherWays:
    """Looks them up when the basket is somebody's; nothing is loaded for a sale of nobody known."""

    def __init__(
        self, application: Application, desk: Desk, paid: Callable[[PaidSale], None]
    ) -> None:
        """paid: a sale is on disk."""
        self._application = application
        self._desk = desk
        self._paid = paid
        # what each may pay now, by key
        self._pays: dict[str, Money] = {}

    def reread(self, basket: BasketView, done: Callable[[], None]) -> None:
        """The basket is another, or a part of it was paid."""
        self._pays = {}
        if basket.customer is not None and basket.left.amount_minor > 0:
            places, run = self._application.places, self._desk.runner.run
            run(places.loyalty.read, partial(self._read, POINTS, done))
            run(places.accounts.read, partial(self._read, ACCOUNT, done))

    def has(self, key: str) -> bool:
        """Whether a key is one of these."""
        return key in (POINTS, ACCOUNT)

    def keys(self, typed: Money | None) -> tuple[tuple[str, str], ...]:
        """What each may pay, as key and words; typed: what was typed of it; who cannot pay that much is not offered."""
        return tuple(
            (key, _key_words(key, most if typed is None else typed))
            for key, most in self._pays.items()
            if most.amount_minor and (typed is None or typed <= most)
        )

    def take(self, key: str, amount: Money | None, done: Callable[[], None]) -> None:
        """So much in one of these ways, None for as much as it pays."""
        places = self._application.places
        pay = places.loyalty.pay if key == POINTS else places.accounts.pay
        self._desk.runner.run(partial(pay, amount=amount), partial(self._taken, key, done))

    def _read(self, key: str, done: Callable[[], None], result: PointsRead | AccountRead) -> None:
        self._pays[key] = result.pays
        done()

    def _taken(self, key: str, done: Callable[[], None], result: PartPaidNow) -> None:
        if result.paid is not None:
            self._paid(result.paid)
            return
        taken = format_money(result.taken)
        if key == POINTS:
            text = tr("{amount} is paid by points. Take the rest.", amount=taken)
        else:
            text = tr("{amount} is on account. Take the rest.", amount=taken)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text, subject="payment"))
        done()


def _key_words(key: str, amount: Money) -> str:
    if key == POINTS:
        return tr("Points {amount}", amount=format_money(amount))
    return tr("On account {amount}", amount=format_money(amount))
