"""Tender presenter knows how a sale is paid by other cash, by card, and by several of them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from pos_app.domain.money import Money
from pos_app.domain.money_format import MINUS, format_money, format_short
from pos_app.domain.tender import quick_cash
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.checkout.read_basket import BasketReading
from pos_app.usecases.register import Register
from ui.card_board import CardPhase
from ui.card_keys import card_key_touched
from ui.card_taking import CardTaking
from ui.card_words import card_state
from ui.cash_taking import CashTaking
from ui.desk import Desk
from ui.other_ways import OtherWays
from ui.payment_words import tender_words
from ui.routes import Route
from ui.screens.tender.foreign_typed import ForeignTyped
from ui.screens.tender.view_state import ALL_WAYS, TenderState
from ui.translation import tr
from ui.typed_amount import TypedAmount

_OFFERS = 3
_CODE_LENGTH_MAX = 12
CARD, ALONE, NO_NOTES = "card", "alone", "no_notes"


class Typing(Enum):
    """What digits are typed for."""

    CASH = "cash"
    CODE = "code"
    NOTES = "notes"


class TenderPresenter:
    """Digits fill from the right; nothing typed means all that is left, less than that is a part."""

    def __init__(
        self,
        register: Register,
        desk: Desk,
        show: Callable[[TenderState], None],
        cash: CashTaking,
        card: CardTaking,
        others: OtherWays,
    ) -> None:
        self._register = register
        self._desk = desk
        self._show = show
        self._cash = cash
        self._card = card
        self._others = others
        card.board.watch(self.render)
        self._basket = BasketView((), Money(0, desk.currency), 0)
        self._typed = TypedAmount(desk.currency)
        self._typing = Typing.CASH
        self._foreign = ForeignTyped()
        self._ways_open = False
        self._code = ""
        self._code_amount: Money | None = None

    def opened(self) -> None:
        """The screen came to the front."""
        self._begin_anew()
        self.reread()

    def reread(self) -> None:
        """A part was paid, or the basket is another."""
        self._desk.runner.run(self._register.read_basket, self._basket_read)

    def digit_pressed(self, digits: str) -> None:
        """A digit, or 00; of a code also a letter."""
        if self._typing is Typing.CODE:
            self._code = (self._code + digits)[:_CODE_LENGTH_MAX]
            self.render()
        elif self._typing is Typing.NOTES:
            self._foreign.press(digits)
            self.render()
        elif digits.isdecimal() and self._typed.press(digits):
            self.render()

    def erased(self) -> None:
        """The last digit was wrong."""
        if self._typing is Typing.CODE:
            self._code = self._code[:-1]
        elif self._typing is Typing.NOTES:
            self._foreign.erase()
        else:
            self._typed.erase()
        self.render()

    def offer_touched(self, key: str) -> None:
        """A likely note was handed over."""
        self._cash.take(Money(int(key), self._desk.currency), self.render)

    def way_touched(self, key: str) -> None:
        """Another means of payment, for what was typed or for all that is left."""
        amount = None if self._typed.is_empty else self._typed.amount
        self._ways_open = key == ALL_WAYS and not self._ways_open
        if key == ALL_WAYS:
            self.render()
        elif key == CARD:
            self._begin_anew()
            self._card.take(amount)
        elif self._others.has(key):
            self._others.take(key, amount, self._part_taken)
        elif self._typing is Typing.CASH and self._foreign.choose(key, self._basket):
            self._typing = Typing.NOTES
            self.render()
        elif self._typing is not Typing.CASH:
            self._begin_anew()
            self.render()
        else:
            self._typing, self._code_amount = Typing.CODE, amount
            self.render()

    def card_key_touched(self, key: str) -> None:
        """What a person does about the terminal."""
        card_key_touched(self._card, key)

    def primary_touched(self) -> None:
        """Take what was typed; with nothing typed, all that is left by card, or in cash where there is no terminal."""
        if self._typing is Typing.CODE:
            self._cash.take_code(self._code, self._code_amount, self.render, self._part_taken)
        elif self._typing is Typing.NOTES:
            notes = self._foreign.notes(self._basket)
            self._cash.take_notes(notes, self.render, self._part_taken)
        elif self._typed.is_empty and self._card.has_terminal:
            self._card.take(None)
        elif self._cash_given < self._basket.left_in_cash:
            self._cash.take_part(self._cash_given, self.render, self._part_taken)
        else:
            self._cash.take(self._cash_given, self.render)

    def back_touched(self) -> None:
        """Back to the basket; what was taken so far stays with it."""
        if self._card.progress.phase is CardPhase.NOT_KNOWN:
            self._card.set_aside()
        else:
            self._desk.go(Route.TILL)

    def render(self) -> None:
        """Draw the payment as it is."""
        if self._typing is Typing.NOTES:
            self._show(self._notes_state())
            return
        card, left = self._card.progress, self._basket.left
        in_cash = self._basket.left_in_cash
        is_idle = card.phase is CardPhase.NONE
        typing_code = self._typing is Typing.CODE
        given, typed = self._cash_given, not self._typed.is_empty
        balance = given - in_cash
        enough = balance.amount_minor >= 0
        self._show(
            TenderState(
                to_pay=_to_pay(self._basket),
                given_caption=tr("Approval code") if typing_code else tr("Cash given"),
                given=self._code if typing_code else format_money(given) if typed else "",
                balance_caption=self._balance_caption(enough=enough, typed=typed),
                balance=_balance(self._basket, balance, typed=typed),
                offers=()
                if typing_code
                else _offers(in_cash, has_terminal=self._card.has_terminal),
                primary=self._primary(left, given, typed=typed),
                can_pay=is_idle and left.amount_minor > 0 and (not typing_code or bool(self._code)),
                parts=_parts(self._basket),
                paid=_paid_so_far(self._basket),
                ways=self._ways(typed=typed) if is_idle else (),
                ways_open=self._ways_open,
                card=card_state(card),
                busy=self._cash.is_running,
            )
        )

    def _notes_state(self) -> TenderState:
        """Digits are notes of another currency; what they are worth here stands beside them."""
        basket = self._basket
        return TenderState(
            to_pay=format_money(basket.left),
            **self._foreign.words(basket),
            offers=(),
            can_pay=basket.left.amount_minor > 0,
            ways=((NO_NOTES, tr("No notes")),),
            busy=self._cash.is_running,
        )

    def _ways(self, *, typed: bool) -> tuple[tuple[str, str], ...]:
        if self._typing is Typing.CODE:
            return ((ALONE, tr("No code")),)
        card = ((CARD, _card_words(self._typed.amount, self._basket)),) if typed else ()
        alone = (ALONE, tr("Stand-alone terminal"))
        others = self._others.keys(self._typed.amount if typed else None)
        notes = () if typed else self._foreign.keys(self._basket)
        return (*(card if self._card.has_terminal else ()), alone, *others, *notes)

    @property
    def _cash_given(self) -> Money:
        return self._basket.left_in_cash if self._typed.is_empty else self._typed.amount

    def _balance_caption(self, *, enough: bool, typed: bool) -> str:
        if not typed and self._basket.parts:
            return tr("Left to pay")
        return tr("Give back") if enough else tr("Still to pay")

    def _primary(self, left: Money, given: Money, *, typed: bool) -> str:
        if self._typing is Typing.CODE:
            amount = left if self._code_amount is None else self._code_amount
            return tr("Card {amount}", amount=format_money(amount))
        if typed:
            return tr("Take {amount}", amount=format_money(given))
        if self._card.has_terminal:
            return tr("Card {amount}", amount=format_money(left))
        return tr("Exact {amount}", amount=format_money(self._basket.left_in_cash))

    def _begin_anew(self) -> None:
        self._typed.clear()
        self._typing, self._code, self._code_amount = Typing.CASH, "", None
        self._ways_open = False

    def _part_taken(self) -> None:
        self._begin_anew()
        self.reread()

    def _basket_read(self, reading: BasketReading) -> None:
        self._basket = reading.basket
        self._others.reread(reading.basket, self.render)
        self.render()


def _paid_so_far(basket: BasketView) -> tuple[str, str] | None:
    if not basket.parts:
        return None
    return tr("Paid so far"), MINUS + format_money(basket.to_pay - basket.left)


def _card_words(amount: Money, basket: BasketView) -> str:
    """What was typed, and what of it the buyer gets in cash where the store gives any."""
    more = amount - basket.left
    if 0 < more.amount_minor <= basket.cashback_max_minor:
        return tr(
            "Card {amount}, {cash} of it in cash",
            amount=format_money(amount),
            cash=format_money(more),
        )
    return tr("Card {amount}", amount=format_money(amount))


def _parts(basket: BasketView) -> tuple[tuple[str, str], ...]:
    """What was taken so far, each with its sum."""
    return tuple((tender_words(part), MINUS + format_money(part.amount)) for part in basket.parts)


def _to_pay(basket: BasketView) -> str:
    """What is to pay, and what of it coins can pay where that is something else."""
    words = format_money(basket.to_pay)
    if basket.left == basket.left_in_cash:
        return words
    in_cash = tr("{amount} in cash", amount=format_money(basket.left_in_cash))
    return f"{words} · {in_cash}"


def _offers(left: Money, *, has_terminal: bool) -> tuple[tuple[str, str], ...]:
    exact = ((str(left.amount_minor), tr("Exact")),) if has_terminal else ()
    notes = quick_cash(left, _OFFERS - len(exact))
    return (*((str(note.amount_minor), format_short(note)) for note in notes), *exact)


def _balance(basket: BasketView, balance: Money, *, typed: bool) -> str:
    if not typed:
        return format_money(basket.left) if basket.parts else ""
    return format_money(balance if balance.amount_minor >= 0 else -balance)
