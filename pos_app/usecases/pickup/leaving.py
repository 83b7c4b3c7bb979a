"""Leaving knows what has to be true of an order before its goods, or money for them, may move."""

from __future__ import annotations

from pos_app.domain.handover import Handover, HandoverPlan, HandoverProof
from pos_app.domain.ids import OrderNumber
from pos_app.domain.money import Money
from pos_app.domain.refusals.orders import AgeNotChecked, NotChecked, OrderNotReady
from pos_app.usecases.pickup.order_desk import CheckedPeople, OpenedOrder, OrderDesk

# What proves who took the goods, where the check alone is not enough for the store.
BY_CHECK = "check"


class Leaving:
    """Whoever takes money for an order, or lets it go, asks here first.

    Errors: UnknownOrder, OrderGone, NotChecked, OrderNotReady, AgeNotChecked, PiecesLeft, NothingHandedOver.
    """

    def __init__(self, desk: OrderDesk, people: CheckedPeople) -> None:
        self._people = people
        self.desk = desk

    def handover(
        self,
        number: OrderNumber,
        plan: HandoverPlan,
        proof: HandoverProof | None = None,
    ) -> Handover:
        """The handover that may follow."""
        check = self._people.of(number)
        if check is None:
            raise NotChecked(number)
        opened = self.desk.open(number)
        if not opened.order.is_in_bays:
            raise OrderNotReady(number)
        limits = [
            line.age_limit for line in opened.lines if line.line.line_number not in plan.left_out
        ]
        if any(limits) and not plan.age_checked:
            raise AgeNotChecked(max(limits))
        handover = Handover(
            opened.order,
            plan,
            check,
            proof or HandoverProof(BY_CHECK),
            opened.costs(self.desk.currency),
            payments=opened.payments,
        )
        handover.check_whole()
        return handover

    def to_pay(self, number: OrderNumber, plan: HandoverPlan) -> Money:
        """What the customer owes for what leaves, negative what is owed to them."""
        opened: OpenedOrder = self.desk.open(number)
        return opened.to_pay(self.desk.currency, plan)

    def in_cash(self, number: OrderNumber, amount: Money) -> Money:
        """What of it goes through the drawer."""
        return self.desk.open(number).in_cash(amount)

    def end(self, number: OrderNumber) -> None:
        """The goods are theirs: whoever comes for more is checked again."""
        self._people.end(number)
        self.desk.bags.forget(number)
