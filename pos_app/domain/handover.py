"""Handover knows what has to be true before goods leave with somebody, and what the fact of it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pos_app.domain.customer_order import CustomerOrder, OrderLine, RingAnswer
from pos_app.domain.facts import Body, FactDraft, FactKind
from pos_app.domain.ids import CustomerNumber, FactId, ItemId, OrderNumber
from pos_app.domain.money import Money, UnitPrice, extend
from pos_app.domain.payment import Payment, order_balance
from pos_app.domain.payment_facts import tender_body
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
class Goods:
    """So much of an item that lies here for a line, in thousandths; is_instead: in the place of what was ordered."""

    line: OrderLine
    item_id: ItemId
    milli: int
    is_instead: bool = False


@dataclass(frozen=True, slots=True)
class GoodsCosts:
    """What goods of an order cost; units: how each item is counted; instead: what a unit of a substitute costs today.

    Protects: what takes the place of something costs what it costs itself, and never more than what was ordered.
    """

    currency: str
    units: Mapping[ItemId, str] = field(default_factory=dict)
    instead: Mapping[ItemId, UnitPrice] = field(default_factory=dict)

    def of(self, goods: Goods) -> Money:
        """What the customer pays for them."""
        ordered = self.ordered(goods)
        price = self.instead.get(goods.item_id) if goods.is_instead else None
        if price is None:
            return ordered
        return min(ordered, extend(price, self._quantity(goods.line, goods.milli)))

    def ordered(self, goods: Goods) -> Money:
        """What as much of what was ordered costs: this was paid where the order was paid online."""
        return self._at_price(goods.line, goods.milli)

    def of_line(self, line: OrderLine) -> Money:
        """What is still here of a line costs so much."""
        total = Money(0, self.currency)
        for goods in parts_of(line):
            total = total + self.of(goods)
        return total

    def of_ordered(self, line: OrderLine) -> Money:
        """All that was ordered of a line costs so much, found or not."""
        return self._at_price(line, line.quantity_milli)

    def _at_price(self, line: OrderLine, milli: int) -> Money:
        price = UnitPrice.of_minor(line.price_minor, self.currency)
        return extend(price, self._quantity(line, milli))

    def _quantity(self, line: OrderLine, milli: int) -> Quantity:
        return Quantity(milli, self.units.get(line.item_id, EACH))


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What is given out of one order: bags by number; lines that are refused or stay, by line number.

    refused_instead: lines of which the customer takes what was ordered, and not what took its place.
    """

    pieces: frozenset[int]
    refused: frozenset[int] = frozenset()
    staying: frozenset[int] = frozenset()
    age_checked: bool = False
    refused_instead: frozenset[int] = frozenset()

    @property
    def left_out(self) -> frozenset[int]:
        """Lines of which nothing leaves."""
        return self.refused | self.staying

    def leaves(self, goods: Goods) -> bool:
        """They go with the customer."""
        number = goods.line.line_number
        refuses = goods.is_instead and number in self.refused_instead
        return number not in self.left_out and not refuses

    def refuses(self, goods: Goods) -> bool:
        """The customer does not want them."""
        number = goods.line.line_number
        is_swap = goods.is_instead and number in self.refused_instead
        return number in self.refused or (is_swap and number not in self.staying)


@dataclass(frozen=True, slots=True)
class HandoverProof:
    """How one can see later who took it; commitment: of a side record, "" where the check is enough."""

    how: str
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class PaidRemainder:
    """What came into the drawer for it, and by which fact; negative what went out of it.

    rounding: what of the remainder no coin pays; fact_id: None where that is all of it.
    """

    amount: Money
    fact_id: FactId | None
    rounding: Money


@dataclass(frozen=True, slots=True)
class Handover:
    """One order given out, as its fact says it; payments: what cards paid and got back for it, which it claims."""

    order: CustomerOrder
    plan: HandoverPlan
    check: PersonCheck
    proof: HandoverProof
    costs: GoodsCosts
    paid: PaidRemainder | None = None
    payments: tuple[Payment, ...] = ()

    @property
    def rest_waits(self) -> bool:
        """The customer comes again for more."""
        return bool(self.plan.staying)

    @property
    def taken(self) -> tuple[Goods, ...]:
        """What leaves."""
        return tuple(goods for goods in self._goods if self.plan.leaves(goods))

    @property
    def refused(self) -> tuple[Goods, ...]:
        """What the customer does not want."""
        return tuple(goods for goods in self._goods if self.plan.refuses(goods))

    @property
    def _goods(self) -> tuple[Goods, ...]:
        return tuple(goods for line in goods_of(self.order) for goods in parts_of(line))

    @property
    def refund(self) -> Money:
        """What goes back to the original tender of an order that was paid online."""
        total = Money(0, self.costs.currency)
        for goods in self.refused:
            total = total + self.costs.ordered(goods)
        for goods in self.taken:
            total = total + self._cheaper_by(goods)
        return total

    def _cheaper_by(self, goods: Goods) -> Money:
        return self.costs.ordered(goods) - self.costs.of(goods)

    def _left(self, goods: Goods) -> Body:
        """What leaves; what goes back for it is said where it took the place of something dearer."""
        back = self._cheaper_by(goods).amount_minor
        return {**_told(goods), "refund_minor": back} if back else _told(goods)

    def draft(self) -> FactDraft:
        """The fact, which names nobody."""
        refused: list[Body] = [
            {**_told(goods), "refund_minor": self.costs.ordered(goods).amount_minor}
            for goods in self.refused
        ]
        body: Body = {
            "order_number": self.order.number,
            "lines": [self._left(goods) for goods in self.taken],
            "pieces": sorted(self.plan.pieces),
            "refused": refused,
            "rest_waits": self.rest_waits,
            "checked": self.check.how.value,
            "person": self.check.person.value,
            "proof": {"how": self.proof.how, "commitment": self.proof.commitment},
        }
        if self.plan.age_checked:
            body["age_checked"] = True
        if self.payments:
            body["payments"] = [payment.payment_id.hex for payment in self.payments]
            body["tenders"] = [*_still_paid(self.payments)]
            by_card = order_balance(self.payments, self.costs.currency)
            body["paid_by_card_minor"] = by_card.amount_minor
        if self.paid is not None:
            body["paid"] = _paid(self.paid)
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
        if not self.taken and not self.refused:
            raise NothingHandedOver


def goods_of(order: CustomerOrder) -> tuple[OrderLine, ...]:
    """The lines of which something was found and has not left."""
    return tuple(line for line in order.lines if still_here_milli(line) > 0)


def still_here_milli(line: OrderLine) -> int:
    """What was found of a line and has not left, in thousandths."""
    return max(0, line.picked_milli - line.handed_milli)


def parts_of(line: OrderLine) -> tuple[Goods, ...]:
    """What lies here for a line: what was ordered, and what takes the place of some of it."""
    left, swaps = still_here_milli(line), []
    for swap in line.instead:
        milli = min(left, swap.quantity_milli)
        left -= milli
        swaps.append(Goods(line, swap.item_id, milli, is_instead=True))
    found = (Goods(line, line.item_id, left), *swaps)
    return tuple(goods for goods in found if goods.milli)


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


def order_rung(number: OrderNumber) -> FactDraft:
    """The counter asks whoever fetches it."""
    return FactDraft(FactKind.ORDER_RUNG, {"order_number": number})


def ring_answered(number: OrderNumber, answer: RingAnswer) -> FactDraft:
    """What the counter is told."""
    return FactDraft(FactKind.RING_ANSWERED, {"order_number": number, "answer": answer.value})


def _still_paid(payments: tuple[Payment, ...]) -> Iterator[Body]:
    """What each card has paid that did not go back to it, as a sale says it."""
    for payment in payments:
        if payment.back is None:
            name = payment.payment_id.hex
            gone = [one for one in payments if one.back is not None and one.back.part.of == name]
            left = order_balance((payment, *gone), payment.tender.given.currency)
            if left.amount_minor > 0:
                yield tender_body(replace(payment.tender, given=left, change=left - left))


def _paid(paid: PaidRemainder) -> Body:
    body: Body = {"amount_minor": paid.amount.amount_minor, "currency": paid.amount.currency}
    if paid.fact_id is not None:
        body["fact_id"] = paid.fact_id.hex
    if paid.rounding.amount_minor:
        body["rounding_minor"] = paid.rounding.amount_minor
    return body


def _told(goods: Goods) -> Body:
    told: Body = {
        "line_number": goods.line.line_number,
        "item_id": goods.item_id,
        "quantity_milli": goods.milli,
    }
    return {**told, "instead_of": goods.line.item_id} if goods.is_instead else told
