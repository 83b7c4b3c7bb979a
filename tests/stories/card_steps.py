"""Steps of a story in which cards are taken, and parts of a sale."""

from __future__ import annotations

from functools import partial

from pos_app.domain.foreign_notes import FOREIGN_NOTES
from pos_app.domain.operation import Operation
from pos_app.domain.operations.payment import (
    PAY_CARD_ALONE,
    PAY_FOREIGN_NOTES,
    PAY_PART_CASH,
    PAY_WITH_CASHBACK,
)
from pos_app.domain.tender import CASHBACK_MAX
from storeday.shop import OAT_DRINK
from tests.stories.robots import Cashier
from tests.stories.test_returns import head_office_has_set
from tests.stories.world import Shop


def pay_card(cashier: Cashier) -> None:
    cashier.pays_by_card("£12.75")
    cashier.is_told("Card ••4411 £12.75 for £12.75")


def cancel_card(cashier: Cashier) -> None:
    cashier.touches("Cancel at the terminal")
    cashier.is_told("Cancelled. Nothing was taken.")
    cashier.touches("Back to the basket")


def settle_payment(cashier: Cashier) -> None:
    cashier.touches("It says approved")
    cashier.is_told("Next customer")


def pay_part_cash(cashier: Cashier) -> None:
    cashier.touches("Cash…")
    cashier.hands.keys_in("100")
    cashier.touches("Take £1.00")
    cashier.is_told("Left to pay £0.95")


def pay_card_alone(cashier: Cashier) -> None:
    cashier.touches("Stand-alone terminal")
    cashier.hands.keys_in("998877")
    cashier.touches("Card £0.95")
    cashier.is_told("Next customer")


def pay_with_cashback(store: Shop, cashier: Cashier) -> None:
    """Head office lets a card bring thirty pounds in cash; the terminal is deaf, so its code is typed."""
    head_office_has_set(store, CASHBACK_MAX, "3000")
    cashier.touches("Next customer")
    cashier.scans(OAT_DRINK)
    cashier.touches("Cash…")
    cashier.hands.keys_in("1195")
    cashier.touches("Stand-alone terminal")
    cashier.hands.keys_in("998878")
    cashier.touches("Card £11.95")
    cashier.is_told("998878 £11.95 for £1.95")


def pay_foreign_notes(store: Shop, cashier: Cashier) -> None:
    """Head office takes euros at 85 pence, and change is in pounds."""
    head_office_has_set(store, FOREIGN_NOTES, "EUR=0.85")
    cashier.touches("Next customer")
    cashier.scans(OAT_DRINK)
    cashier.touches("Cash…", "Notes: €5")
    cashier.is_told("Give back £2.30")
    cashier.touches("Take €5.00")
    cashier.is_told("Foreign notes £4.25 for £1.95")


def parts(store: Shop) -> tuple[tuple[Operation, partial[None]], ...]:
    """Parts of a sale, and more than all of one, in their order."""
    return (
        (PAY_PART_CASH, partial(pay_part_cash)),
        (PAY_CARD_ALONE, partial(pay_card_alone)),
        (PAY_WITH_CASHBACK, partial(pay_with_cashback, store)),
        (PAY_FOREIGN_NOTES, partial(pay_foreign_notes, store)),
    )
