"""Customer side knows what the customer may see of a sale: lines, total, change; never names, notes or refusals."""

from __future__ import annotations

from typing import Protocol

from ui.customer_state import CustomerState
from ui.screens.checkout.view_state import CheckoutState, Question
from ui.screens.done.view_state import DoneState
from ui.translation import tr

LINES_SHOWN = 6


class CustomerSide(Protocol):
    """The window that faces the customer."""

    def render_state(self, state: CustomerState) -> None:
        """Show something else."""
        ...

    def close_window(self) -> None:
        """It ends with the till."""
        ...


class NoCustomerSide:
    """A till without a second window."""

    def render_state(self, state: CustomerState) -> None:
        """Nobody looks."""

    def close_window(self) -> None:
        """There is none."""


def welcome(store_name: str) -> CustomerState:
    """Between two customers."""
    return CustomerState((), tr("Welcome to {store}", store=store_name), "")


def basket_side(state: CheckoutState, store_name: str) -> CustomerState:
    """The last lines and what is to pay; a question about age is said as a sentence."""
    if not state.lines:
        return welcome(store_name)
    asks_age = state.question is not None and state.question.kind is Question.AGE
    sentence = tr("One moment, your age is checked for this item.") if asks_age else ""
    totals = state.totals
    return CustomerState(state.lines[-LINES_SHOWN:], totals.caption, totals.amount, sentence)


def change_side(state: DoneState) -> CustomerState:
    """The change, until the next scan."""
    if state.is_exact:
        return CustomerState((), tr("Paid. Thank you."), "")
    return CustomerState((), tr("Your change"), state.change, tr("Thank you."))
