"""Steps of a story in which cards are taken, and parts of a sale."""

from __future__ import annotations

from pos_app.domain.operations.payment import PAY_CARD_ALONE, PAY_PART_CASH
from tests.stories.robots import Cashier


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


PARTS = (
    (PAY_PART_CASH, pay_part_cash),
    (PAY_CARD_ALONE, pay_card_alone),
)
