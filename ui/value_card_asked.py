"""Value card asked knows what is done with a gift card or a credit that was scanned, and how one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pos_app.domain.card import CardKind
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.ports.late import load
from pos_app.usecases.checkout.completing import PaidSale
from pos_app.usecases.checkout.pay_part import PartPaidNow
from pos_app.usecases.checkout.value_cards import CardRead
from ui.application import Application
from ui.desk import Desk
from ui.navigation import Navigation
from ui.notice_state import NoticeKind, NoticeState
from ui.routes import Route
from ui.screens.checkout.adding import Adding
from ui.screens.checkout.value_card_sheet import CardChoices
from ui.translation import tr


class ValueCardAsked:
    """On the way to pay a card pays at once; at the till it says what it is worth, and what may be done with it."""

    def __init__(
        self,
        application: Application,
        desk: Desk,
        navigation: Navigation,
        adding: Adding,
        paid: Callable[[PaidSale], None],
    ) -> None:
        """paid: a sale is on disk."""
        self._application = application
        self._desk = desk
        self._navigation = navigation
        self._adding = adding
        self._paid = paid
        self._number = ""

    def asked(self) -> None:
        """The entry of the menu was touched: whose number is not known yet."""
        self._number = ""
        self._show(CardChoices(tr("Gift card"), tr("Scan the card, or type its number.")))

    def scanned(self, number: str) -> None:
        """A card was held to the scanner, or its number typed."""
        self._number = number
        if self._navigation.current is Route.TENDER:
            self._pay()
            return
        if self._navigation.current is not Route.TILL:
            self._navigation.go(Route.TILL)
        read = partial(self._application.places.value_cards.read, number=number)
        self._desk.runner.run(read, self._read)

    def _read(self, result: CardRead) -> None:
        self._show(_choices(result))

    def _show(self, choices: CardChoices) -> None:
        sheet = load("value_card_sheet")(choices, self._desk.currency)
        sheet.number_typed.connect(self.scanned)
        sheet.pay_touched.connect(self._pay)
        sheet.amount_taken.connect(self._sell)
        sheet.left.connect(self._navigation.close_sheet)
        self._navigation.tell_sheet(sheet)
        sheet.setFocus()

    def _pay(self) -> None:
        self._navigation.close_sheet()
        step = partial(self._application.places.value_cards.pay, number=self._number)
        self._desk.runner.run(step, self._part_taken)

    def _sell(self, minor: int) -> None:
        self._navigation.close_sheet()
        amount = Money(minor, self._desk.currency)
        sell = self._application.places.value_cards.sell
        self._adding.card(partial(sell, number=self._number, amount=amount))

    def _part_taken(self, result: PartPaidNow) -> None:
        if result.paid is not None:
            self._paid(result.paid)
            return
        taken = format_money(result.taken)
        text = tr("{amount} is paid by gift card. Take the rest.", amount=taken)
        self._desk.tell(NoticeState(NoticeKind.SUCCESS, text, subject="payment"))


def _choices(read: CardRead) -> CardChoices:
    known = read.known
    is_credit = known.kind is CardKind.STORE_CREDIT
    name = tr("Store credit") if is_credit else tr("Gift card")
    amount = min(read.spendable, read.left, key=_minor)
    pay = tr("Pay {amount} with it", amount=format_money(amount)) if amount.amount_minor else ""
    load_text = tr("Sell it") if known.kind is None else tr("Load it")
    return CardChoices(
        title=f"{name} ••{read.last_digits}",
        hint=_worth(read),
        pay=pay,
        load="" if is_credit or not known.is_good else load_text,
        is_known=True,
    )


def _worth(read: CardRead) -> str:
    if not read.known.is_good:
        return tr("Stopped by head office. It pays nothing.")
    if read.balance is None:
        return tr("Not known here. A new card is sold with the amount that you type.")
    worth = format_money(read.balance)
    if read.known.is_offline:
        limit = format_money(read.spendable)
        return tr(
            "Worth {amount} when last heard of. Offline it pays {limit}.", amount=worth, limit=limit
        )
    return tr("Worth {amount}.", amount=worth)


def _minor(amount: Money) -> int:
    return amount.amount_minor
