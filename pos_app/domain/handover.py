"""Handover knows what has to be true before goods leave with somebody, and what the fact of it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pos_app.domain.customer_order import CustomerOrder, OrderLine
from pos_app.domain.facts import Body, FactDraft, FactKind
from pos_app.domain.ids import CustomerNumber, FactId, ItemId, OrderNumber
from pos_app.domain.money import Money, UnitPrice, extend
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refusals.orders import NothingHandedOver, PiecesLeft


class Person(StrEnum):
    """Who stands at the counter."""

    BUYER = "buyer"
    ALTERNATE = "alternate"


class HowChecked(StrEnum):
    """What the customer showed."""

    CODE = "code"
    ID = "id"
    NAME_PHONE = "name_phone"
    MANAGER = "manager"


class ShortWay(StrEnum):
    """What becomes of an order that is not whole."""

    WAIT = "wait"
    PART_NOW = "part_now"
    OTHER_STORE = "other_store"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class PersonCheck:
    """Somebody was checked, for these orders of one buyer; customer: "" where the order names nobody."""

    orders: tuple[OrderNumber, ...]
    how: HowChecked
    person: Person
    customer: CustomerNumber
    name: str

    @property
    def is_buyer(self) -> bool:
        """Their own history, points and suggestions may be shown."""
        return self.person is Person.BUYER


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What is given out of one order: bags by number; lines that are refused or stay, by line number.

    taken_for: the age limit that somebody has looked at; proof_commitment: of the side record with name or signature.
    """

    pieces: frozenset[int]
    refused: frozenset[int] = frozenset()
    staying: frozenset[int] = frozenset()
    age_checked: bool = False


@dataclass(frozen=True, slots=True)
class HandoverProof:
    """How one can see later who took it; commitment: of a side record, "" where the check is enough."""

    how: str
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class PaidRemainder:
    """What was still to pay, and the fact by which it came into the drawer."""

    amount: Money
    fact_id: FactId


@dataclass(frozen=True, slots=True)
class Handover:
    """One order given out, as its fact says it."""

    order: CustomerOrder
    plan: HandoverPlan
    check: PersonCheck
    proof: HandoverProof
    currency: str
    units: Mapping[ItemId, str] = field(default_factory=dict)
    paid: PaidRemainder | None = None

    @property
    def rest_waits(self) -> bool:
        """The customer comes again for more."""
        return bool(self.plan.staying)

    @property
    def taken(self) -> tuple[OrderLine, ...]:
        """The lines that leave."""
        left_here = self.plan.refused | self.plan.staying
        return tuple(line for line in goods_of(self.order) if line.line_number not in left_here)

    def refund(self, line: OrderLine) -> Money:
        """What goes back to the original tender for a refused line."""
        return line_amount(line, self.currency, self.units.get(line.item_id, EACH))

    def draft(self) -> FactDraft:
        """The fact, which names nobody."""
        refused: list[Body] = [
            {**_goods(line), "refund_minor": self.refund(line).amount_minor}
            for line in goods_of(self.order)
            if line.line_number in self.plan.refused
        ]
        body: Body = {
            "order_number": self.order.number,
            "lines": [_goods(line) for line in self.taken],
            "pieces": sorted(self.plan.pieces),
            "refused": refused,
            "rest_waits": self.rest_waits,
            "checked": self.check.how.value,
            "person": self.check.person.value,
            "proof": {"how": self.proof.how, "commitment": self.proof.commitment},
        }
        if self.plan.age_checked:
            body["age_checked"] = True
        if self.paid is not None:
            body["paid"] = {
                "amount_minor": self.paid.amount.amount_minor,
                "currency": self.paid.amount.currency,
                "fact_id": self.paid.fact_id.hex,
            }
        return FactDraft(FactKind.ORDER_HANDED_OVER, body, version=2)

    def check_whole(self) -> None:
        """Errors: PiecesLeft while a bay is forgotten, NothingHandedOver when nothing leaves."""
        left = [
            piece.bay
            for piece in self.order.waiting_pieces
            if piece.piece not in self.plan.pieces and not self.rest_waits
        ]
        if left:
            raise PiecesLeft(tuple(dict.fromkeys(left)))
        if not self.taken and not self.plan.refused:
            raise NothingHandedOver


def goods_of(order: CustomerOrder) -> tuple[OrderLine, ...]:
    """The lines of which something was found and has not left."""
    return tuple(line for line in order.lines if still_here_milli(line) > 0)


def still_here_milli(line: OrderLine) -> int:
    """What was found of a line and has not left, in thousandths."""
    return max(0, line.picked_milli - line.handed_milli)


def line_amount(line: OrderLine, currency: str, unit: str) -> Money:
    """What is still here of a line costs so much."""
    price = UnitPrice.of_minor(line.price_minor, currency)
    return extend(price, Quantity(still_here_milli(line), unit))


def order_claimed(number: OrderNumber) -> FactDraft:
    """Somebody goes to the customer."""
    return FactDraft(FactKind.ORDER_CLAIMED, {"order_number": number})


def order_checked(
    number: OrderNumber, method: HowChecked, person: Person, *, ok: bool
) -> FactDraft:
    """Somebody showed who they are, or failed to."""
    body: Body = {
        "order_number": number,
        "method": method.value,
        "person": person.value,
        "ok": ok,
    }
    return FactDraft(FactKind.ORDER_CHECKED, body)


def order_resolved(number: OrderNumber, way: ShortWay) -> FactDraft:
    """The customer decided what becomes of an order that is not whole."""
    return FactDraft(FactKind.ORDER_RESOLVED, {"order_number": number, "way": way.value})


def order_put_back(number: OrderNumber) -> FactDraft:
    """The goods of an order that nobody fetched lie on their shelves again."""
    return FactDraft(FactKind.ORDER_PUT_BACK, {"order_number": number})


def _goods(line: OrderLine) -> Body:
    return {
        "line_number": line.line_number,
        "item_id": line.item_id,
        "quantity_milli": still_here_milli(line),
    }
