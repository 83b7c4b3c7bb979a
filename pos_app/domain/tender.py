"""Tender knows what a sale is paid with, and which notes and coins a buyer is likely to hand over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Money, Rounding, divide
from pos_app.domain.refusals.payment import AmountTooLarge, AmountTooSmall, NotAnAmount

CASH_MINOR_MAX = 1_000_000
AMOUNT_DIGITS_MAX = 9
# Name of the store's configuration: the smallest amount that coins pay, in minor units.
CASH_ROUNDING = "cash_rounding"
COIN_MINOR_MIN = 50
# Name of the store's configuration: how much cash may be given with a card payment, in minor units; none by default.
CASHBACK_MAX = "cashback_max_minor"


class TenderKind(StrEnum):
    """A means of payment; CARD_ALONE is a card at a terminal that the register does not speak to.

    EXCHANGE is what goods that came back are worth: it pays the sale of those that are taken for them. ROUNDING is what
    no coin pays where small coins are not used: its own line, positive or negative, so that tenders add up to the sale.
    ONLINE is what an order was paid with elsewhere: head office gives it back.
    """

    CASH = "cash"
    CARD = "card"
    CARD_ALONE = "card_alone"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    EXCHANGE = "exchange"
    ROUNDING = "rounding"
    POINTS = "points"
    ACCOUNT = "account"
    FOREIGN_CASH = "foreign_cash"
    ONLINE = "online"

    @property
    def rule(self) -> TenderRule:
        """What holds for it."""
        return _RULES[self]


@dataclass(frozen=True, slots=True)
class TenderRule:
    """What holds for a means of payment: change is given only where more than is to pay may be handed over."""

    may_overpay: bool = False
    opens_drawer: bool = False
    asks_terminal: bool = False


_RULES = {
    TenderKind.CASH: TenderRule(may_overpay=True, opens_drawer=True),
    TenderKind.CARD: TenderRule(asks_terminal=True),
    TenderKind.CARD_ALONE: TenderRule(),
    TenderKind.GIFT_CARD: TenderRule(),
    TenderKind.STORE_CREDIT: TenderRule(),
    TenderKind.EXCHANGE: TenderRule(),
    TenderKind.ROUNDING: TenderRule(),
    TenderKind.POINTS: TenderRule(),
    TenderKind.ACCOUNT: TenderRule(),
    TenderKind.FOREIGN_CASH: TenderRule(may_overpay=True, opens_drawer=True),
    TenderKind.ONLINE: TenderRule(),
}


CARDS = (TenderKind.CARD, TenderKind.CARD_ALONE)


@dataclass(frozen=True, slots=True)
class TenderProof:
    """What says where money came from, so that it can go back there; never the number of a bank's card.

    payment: id of its intent in hexadecimal; brand, last_digits, approval: of a bank's card; card: the salted hash
    of a gift card or credit; reference: what the terminal calls the payment, so that it can give it back; foreign:
    notes of another currency, and what one unit of it paid.
    """

    payment: str = ""
    brand: str = ""
    last_digits: str = ""
    approval: str = ""
    card: str = ""
    reference: str = ""
    foreign_currency: str = ""
    foreign_minor: int = 0
    foreign_rate: str = ""


NO_PROOF = TenderProof()


@dataclass(frozen=True, slots=True)
class TenderLine:
    """What was given and what went back; `amount` is what the tender pays of the sale."""

    kind: TenderKind
    given: Money
    change: Money
    proof: TenderProof = NO_PROOF

    @property
    def amount(self) -> Money:
        """The part of the sale that this tender pays."""
        return self.given - self.change


def cash_unit(value: str) -> int:
    """The smallest amount that coins pay as a setting says it, 1 where every minor unit has its coin."""
    return max(1, int(value)) if value.isascii() and value.isdecimal() else 1


def in_cash(amount: Money, unit_minor: int) -> Money:
    """What of an amount coins pay: the nearest that they can, a half up."""
    units = divide(amount.amount_minor, unit_minor, Rounding.HALF_UP)
    return Money(units * unit_minor, amount.currency)


def cash_tenders(to_pay: Money, given: Money, unit_minor: int) -> tuple[TenderLine, ...]:
    """Cash for all that is left to pay as the last of them, before it what no coin pays. Errors: as of pay_cash."""
    due = in_cash(to_pay, unit_minor)
    cash = pay_cash(due, given)
    if due == to_pay:
        return (cash,)
    return TenderLine(TenderKind.ROUNDING, to_pay - due, Money(0, due.currency)), cash


def pay_cash(to_pay: Money, given: Money) -> TenderLine:
    """Cash for all that is left to pay: refuses too little, and more than one drawer takes."""
    if given.amount_minor > CASH_MINOR_MAX:
        raise AmountTooLarge(Money(CASH_MINOR_MAX, given.currency))
    if given < to_pay:
        raise AmountTooSmall(to_pay, given)
    return TenderLine(TenderKind.CASH, given, given - to_pay)


def cash_out(amount: Money, unit_minor: int) -> tuple[TenderLine, ...]:
    """Cash that the drawer gives since another tender took more than was to pay: below zero, so that all add up.

    Before it what no coin pays.
    """
    nothing, given = Money(0, amount.currency), in_cash(amount, unit_minor)
    out = TenderLine(TenderKind.CASH, nothing, given)
    if given == amount:
        return (out,)
    return TenderLine(TenderKind.ROUNDING, given - amount, nothing), out


def check_part(kind: TenderKind, left: Money, amount: Money) -> None:
    """Refuse nothing at all, and more than is left where no change is given. Errors: AmountTooSmall, AmountTooLarge."""
    if amount.amount_minor <= 0:
        raise AmountTooSmall(left, amount)
    if amount > left and not kind.rule.may_overpay:
        raise AmountTooLarge(left)


def amount_of_digits(digits: str, currency: str) -> Money:
    """An amount typed on a pad, filled from the right: "1250" is 12.50."""
    if not digits.isascii() or not digits.isdigit() or len(digits) > AMOUNT_DIGITS_MAX:
        raise NotAnAmount(digits)
    return Money(int(digits), currency)


def quick_cash(to_pay: Money, count: int = 2) -> tuple[Money, ...]:
    """The likeliest amounts handed over, smallest first, each more than what is to pay.

    People round up to a note that they have: 37.62 is paid with 40 or 50, 20.38 with 25 or 30. Coins of one and
    two are only likely for sums that they cover alone.
    """
    likely: set[int] = set()
    currency = CURRENCIES[to_pay.currency]
    for piece in currency.pieces:
        if (
            piece >= currency.note_min
            or piece > to_pay.amount_minor >= piece // 2 >= COIN_MINOR_MIN
        ):
            likely.add((to_pay.amount_minor // piece + 1) * piece)
    return tuple(Money(amount, to_pay.currency) for amount in sorted(likely)[:count])


def change_in_pieces(change: Money) -> tuple[tuple[int, int], ...]:
    """Notes and coins for an amount as (denomination_minor, count), largest first, fewest pieces."""
    rest, pieces = change.amount_minor, []
    for denomination in CURRENCIES[change.currency].pieces:
        count, rest = divmod(rest, denomination)
        if count:
            pieces.append((denomination, count))
    return tuple(pieces)
