"""Cash moves knows what goes into a drawer and out of it beside sales: paid in and out, the safe, another till."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.money import Money


class CashMove(StrEnum):
    """Why cash moves, by the field's names (ARTS: PaidIn, PaidOut, TenderPickup, TenderLoan)."""

    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    PICKUP = "tender_pickup"
    LOAN = "tender_loan"
    # what one register lends another one; each of the two writes down its side
    LENT = "till_loan_given"
    BORROWED = "till_loan_taken"
    # notes to the safe and the same in coins back
    CHANGE = "change_order"

    @property
    def is_into_drawer(self) -> bool:
        """True when the drawer holds more afterwards."""
        return self in (CashMove.PAID_IN, CashMove.LOAN, CashMove.BORROWED)

    @property
    def is_between_tills(self) -> bool:
        """True when the other side of it is another register."""
        return self in (CashMove.LENT, CashMove.BORROWED)


@dataclass(frozen=True, slots=True)
class CashMoves:
    """The sums of one drawer and day, each zero or more; a pickup goes to the safe, a loan comes from it.

    change_order: what was changed at the safe, which leaves the sum as it was.
    """

    paid_in: Money
    paid_out: Money
    tender_pickup: Money
    tender_loan: Money
    till_loan_given: Money
    till_loan_taken: Money
    change_order: Money

    @property
    def net(self) -> Money:
        """What all of it added to the drawer; negative when more was taken out."""
        came = self.paid_in + self.tender_loan + self.till_loan_taken
        return came - self.paid_out - self.tender_pickup - self.till_loan_given

    def with_one_more(self, move: CashMove, amount: Money) -> CashMoves:
        """The sums after another move."""
        return replace(self, **{move.value: getattr(self, move.value) + amount})


def sums_by_move(moves: CashMoves) -> dict[str, int]:
    """Minor units by kind of move, as a fact and a row keep them."""
    return {move.value: getattr(moves, move.value).amount_minor for move in CashMove}


def read_sums(by_move: Mapping[str, int], currency: str) -> CashMoves:
    """What `sums_by_move` gave; a kind that is not named moved nothing."""
    return CashMoves(*(Money(by_move.get(move, 0), currency) for move in CashMove))
