"""Steps of a story in which an order that is not paid is paid by card at the counter, and some of it goes back."""

from __future__ import annotations

from collections.abc import Callable

from pos_app.domain.operation import Operation
from pos_app.domain.operations.pickup import (
    GIVE_BACK_IN_CASH,
    GIVE_BACK_REMAINDER,
    PAY_ORDER_ON_ACCOUNT,
    PAY_REMAINDER,
)
from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.stories.counter_steps import (
    HEART,
    MILK,
    SNACK_BOX,
    TEACUP,
    shows_code,
    stays,
)
from tests.stories.robots import Cashier
from tests.stories.value_card_steps import head_office_opens_account
from tests.stories.world import Shop

# Whose order it is.
BUYER = "13299"

Steps = tuple[tuple[Operation, Callable[[Cashier], None]], ...]
CarryOut = Callable[[Shop, Cashier, Steps], list[Operation]]


def take_cards_for_an_order(
    store: Shop, cashier: Cashier, terminal: SimulatedTerminal, carry_out: CarryOut
) -> list[Operation]:
    """What order 4715 still costs is paid in parts; what is refused then goes back, to the card and in cash."""
    terminal.behaves("approve")
    cashier.touches("Pickup")
    shows_code(cashier, "4715")
    carried_out = carry_out(store, cashier, ((PAY_REMAINDER, pay_remainder),))
    head_office_opens_account(store, BUYER)
    shows_code(cashier, "4715")
    carried_out += carry_out(store, cashier, ((PAY_ORDER_ON_ACCOUNT, pay_later),))
    terminal.behaves("part")
    half_is_paid(cashier, "£38.60", "£19.30", "B5", "F1")
    terminal.behaves("approve")
    carried_out += carry_out(store, cashier, ((GIVE_BACK_REMAINDER, give_back_remainder),))
    terminal.behaves("part")
    half_is_paid(cashier, "£20.90", "£10.45")
    terminal.behaves("decline")
    refuses_what_was_paid(cashier)
    carried_out += carry_out(store, cashier, ((GIVE_BACK_IN_CASH, give_back_in_cash),))
    terminal.behaves("approve")
    cashier.touches("Sell")
    return carried_out


def pay_remainder(cashier: Cashier) -> None:
    stays(cashier, TEACUP, SNACK_BOX, HEART, MILK)
    cashier.touches("Card £59.70, then hand over")
    cashier.is_told("Who waits")


def pay_later(cashier: Cashier) -> None:
    """Only the teacups go with them today."""
    stays(cashier, SNACK_BOX, HEART, MILK)
    cashier.touches("On account £17.70")
    cashier.is_told("Who waits")


def half_is_paid(cashier: Cashier, amount: str, half: str, *bays: str) -> None:
    """A terminal that takes half of what it is asked for: the other half is still to pay."""
    shows_code(cashier, "4715")
    for bay in bays:
        cashier.scans_code(f"BAY-{bay}")
    cashier.touches(f"Card {amount}, then hand over")
    cashier.is_told(f"Card {half}, then hand over")


def give_back_remainder(cashier: Cashier) -> None:
    stays(cashier, HEART, MILK)
    cashier.touches("£1.60 back to the card")
    cashier.is_told("Who waits")


def refuses_what_was_paid(cashier: Cashier) -> None:
    """The terminal does not give it back."""
    cashier.touches(HEART, f"Stays, {HEART}", "£7.25 back to the card")
    cashier.is_told("Give back £7.25 in cash")


def give_back_in_cash(cashier: Cashier) -> None:
    cashier.touches("Give back £7.25 in cash")
    cashier.is_told("Who waits")
