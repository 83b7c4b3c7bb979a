"""Attaching knows whose sale it is, found by card, phone or name, and which coupons count for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.customer import Customer
from pos_app.domain.ids import CustomerNumber
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.usecases.checkout.attach_customer import AttachedCustomer
from ui.application import Application
from ui.desk import Desk
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.usecases.checkout.attach_coupon import CouponTaken
    from pos_app.usecases.checkout.pay_account import AccountRead


class Attaching:
    """The name stands at the till while the sale is open, and goes with it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        attached: Callable[[AttachedCustomer | CouponTaken], None],
    ) -> None:
        self._application = application
        self._register = application.register
        self._desk = desk
        self._attached = attached
        self.customer: Customer | None = None

    def words(self) -> str:
        """Who it is, and how many points they have."""
        who = self.customer
        if who is None:
            return ""
        return tr("{name} · {points} points", name=who.name, points=str(who.points))

    def card_scanned(self, card: str) -> None:
        """A loyalty card, wherever one is."""
        self._desk.runner.run(partial(self._register.attach_customer, card=card), self._done)

    def chosen(self, number: str) -> None:
        """Somebody of those who were found."""
        step = partial(self._register.attach_customer, number=CustomerNumber(number))
        self._desk.runner.run(step, self._done)

    def taken_off(self) -> None:
        """It is nobody's sale."""
        self._desk.runner.run(self._register.detach_customer, self._done)

    def coupon_shown(self, code: str) -> None:
        """A code that no item has: it counts where a promotion has it, else it is unknown."""
        step = partial(self._register.coupons().attach, code=code)
        self._desk.runner.run(step, self._coupon_taken)

    def _coupon_taken(self, result: CouponTaken) -> None:
        self._desk.go(Route.TILL)
        self._attached(result)
        if result.saves_minor:
            saved = format_money(Money(result.saves_minor, self._desk.currency))
            words = tr("Coupon: {name}. It saves {amount}.", name=result.name, amount=saved)
        elif result.waits_for is not None:
            words = tr("Coupon: {name}. It counts once its customer is here.", name=result.name)
        else:
            words = tr("Coupon: {name}. It takes nothing off yet.", name=result.name)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))

    def _done(self, result: AttachedCustomer) -> None:
        self.customer = result.customer
        self._desk.go(Route.TILL)
        self._attached(result)
        self._say(self.words() or tr("The sale is nobody’s now."))
        if result.customer is not None:
            self._desk.runner.run(self._application.places.accounts.read, self._account_read)

    def _account_read(self, read: AccountRead) -> None:
        owes = _account_words(read)
        if owes:
            self._say(f"{self.words()} · {owes}")

    def _say(self, words: str) -> None:
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, words))


def _account_words(read: AccountRead) -> str:
    """What is owed of how much may be; "" where there is no account."""
    if read.known is None:
        return ""
    if not read.known.is_good:
        return tr("Account stopped")
    return tr(
        "owes {owed} of {limit}", owed=format_money(read.owed), limit=format_money(read.limit)
    )
