"""Apply knows what a fact does at the centre: it is applied, or parked for a person; it is never refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from central.core.card_facts import CARD_FACTS, Step, card_effect, redeemed
from central.core.card_records import CardMovement
from central.core.cards import move_cards
from central.core.counts import book_movements
from central.core.feed import Change, store_feed
from central.core.held_ports import HeldRecord
from central.core.held_sales import HeldOfStep
from central.core.later_goods import order_goods
from central.core.loyalty import move_points, points_of_sale
from central.core.once_ports import SpentRecord
from central.core.order_effects import Doubt, OrderEffect, Situation
from central.core.order_facts import ORDER_EFFECTS
from central.core.parcel_facts import PARCEL_EFFECTS
from central.core.pick_facts import PICK_EFFECTS
from central.core.ports import Transaction
from central.core.promotion_uses import Offered, count_uses, offered
from central.core.purchase_ports import PointsMoved
from central.core.put_back import Step as PutBackStep
from central.core.put_back import put_back_rows
from central.core.questions import oversold, question_row, unlisted_goods
from central.core.records import (
    Cell,
    OpenQuestion,
    Outcome,
    PurchaseRecord,
    RetrievedRecord,
    ReturnRecord,
    Row,
    SaleRecord,
    StockMovement,
)
from central.core.retrieved_sales import RetrievedSales
from central.core.return_facts import TAKES_BACK, VOIDED, ReturnsOfStep, told_where_sold
from central.core.sale_body import SaleBody, read_sale
from central.core.sold_facts import purchase_of, sale_record
from central.core.spent_once import SpentOfStep
from central.core.stock_facts import STOCK_EFFECTS
from central.core.till_loans import LoanRecord, LoansOfStep
from central.core.unseen_facts import hand_over_unseen
from pos_app.domain.facts import Fact, FactKind
from sync.wire.messages import GROUP_ROWS_MAX, FactReceipt

# The rows that changed, by table of the store's feed, and what the feeds of other stores are told.
Carried = tuple[dict[str, list[Row]], dict[str, list[Change]]]
APPLIED: Literal["applied"] = "applied"
PARKED: Literal["parked"] = "parked"
SUM_DIFFERS = "sum_differs"
UNKNOWN_VERSION = "unknown_version"
OTHER_BUSINESS_UNIT = "other_business_unit"
# What the centre understands; kinds without an effect here are kept and are applied as they are.
KNOWN_VERSIONS = {
    *((str(kind), 1) for kind in FactKind if kind is not FactKind.DAMAGED),
    (str(FactKind.ORDER_HANDED_OVER), 2),
}
_ORDER_EFFECTS = {
    **ORDER_EFFECTS,
    FactKind.ORDER_HANDED_UNSEEN: hand_over_unseen,
    **PICK_EFFECTS,
    **PARCEL_EFFECTS,
    **STOCK_EFFECTS,
}


@dataclass(frozen=True, slots=True)
class _Decision:
    """One fact with all that follows from it."""

    outcome: Outcome
    sale: SaleRecord | None = None
    purchase: PurchaseRecord | None = None
    offered: Offered | None = None
    points: PointsMoved | None = None
    movements: tuple[StockMovement, ...] = ()
    order: OrderEffect | None = None
    cards: tuple[CardMovement, ...] = ()
    returned: ReturnRecord | None = None
    retrieved: RetrievedRecord | None = None
    held: HeldRecord | None = None
    loans: tuple[LoanRecord, ...] = ()
    spent: tuple[SpentRecord, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()

    @property
    def row_count(self) -> int:
        of_order = self.order.row_count if self.order else 0
        used = 0 if self.offered is None else 3 * len(self.offered.saved_minor)
        # what came back is put back
        back = len(self.returned.movements) if self.returned else 1
        told = of_order + 2 * len(self.cards) + len(self.questions) + used + len(self.spent)
        return 4 + back + len(self.movements) + told


def apply_facts(
    transaction: Transaction, business_unit: str, facts: Sequence[Fact], now_us: int
) -> dict[str, list[Change]]:
    """Apply facts that were never decided before; gives what feeds are to be told, that of their store first.

    Each change holds the new stock figures together with the receipts of the facts that made them (SYNC T9).
    """
    changes: dict[str, list[Change]] = {store_feed(business_unit): []}
    by_id = {fact.fact_id.hex: fact for fact in facts}
    at = Situation(business_unit, by_person=False, now_us=now_us)
    for decisions in _groups(_decide(transaction, facts, at)):
        outcomes = [decision.outcome for decision in decisions]
        transaction.ledger.decide(business_unit, outcomes, now_us)
        tables, elsewhere = _carry_out(transaction, at, decisions, by_id)
        parked = [exception_row(outcome) for outcome in outcomes if outcome.status == PARKED]
        receipts = tuple(
            FactReceipt(fact_id=outcome.fact_id, status=outcome.status) for outcome in outcomes
        )
        own = Change({**tables, "exception": [*parked, *tables["exception"]]}, receipts)
        for feed, told in {store_feed(business_unit): [own], **elsewhere}.items():
            changes.setdefault(feed, []).extend(told)
    return changes


def park_fact(
    transaction: Transaction, business_unit: str, outcome: Outcome, now_us: int
) -> dict[str, list[Change]]:
    """Let a fact wait for a person; gives what the feed of its store is told."""
    transaction.ledger.decide(business_unit, [outcome], now_us)
    receipt = FactReceipt(fact_id=outcome.fact_id, status=outcome.status)
    told = Change({"exception": [exception_row(outcome)]}, (receipt,))
    return {store_feed(business_unit): [told]}


def apply_again(
    transaction: Transaction, business_unit: str, fact: Fact, now_us: int, *, by_person: bool
) -> tuple[Outcome, Carried]:
    """Apply a parked fact, since a person says so or its reason is gone; its outcome, and what changed."""
    at = Situation(business_unit, by_person, now_us)
    [decision] = _decide(transaction, [fact], at)
    if decision.outcome.status != APPLIED:
        return decision.outcome, ({}, {})
    transaction.ledger.set_applied(decision.outcome.fact_id, now_us)
    return decision.outcome, _carry_out(transaction, at, [decision], {fact.fact_id.hex: fact})


def _carry_out(
    transaction: Transaction,
    at: Situation,
    decisions: Sequence[_Decision],
    facts: Mapping[str, Fact],
) -> Carried:
    """Write what follows from decisions; gives the rows that changed, and what other stores are told."""
    ledger, business_unit, now_us = transaction.ledger, at.business_unit, at.now_us
    ledger.add_sales([decision.sale for decision in decisions if decision.sale])
    transaction.purchases.keep_sales([one.purchase for one in decisions if one.purchase])
    returned = [decision.returned for decision in decisions if decision.returned]
    transaction.returns.add(returned)
    transaction.purchases.give_back(returned)
    ledger.add_retrieved([decision.retrieved for decision in decisions if decision.retrieved])
    spent = [record for decision in decisions for record in decision.spent]
    transaction.spent.keep(spent)
    held = [decision.held for decision in decisions if decision.held]
    transaction.held.keep(held)
    transaction.loans.keep([record for decision in decisions for record in decision.loans])
    stock: dict[Cell, Row] = {}
    orders = [decision.order for decision in decisions if decision.order]
    for order in orders:
        for row in transaction.orders.release(business_unit, order.released):
            stock[row[0]] = row
        for row in transaction.orders.hold(business_unit, order.held):
            stock[row[0]] = row
    steps = [(one.movements, one.order.count if one.order else None) for one in decisions]
    booked = book_movements(transaction, at, steps, facts)
    stock.update(booked.rows)
    deeds = [deed for decision in decisions for deed in decision.cards]
    cards = move_cards(transaction, business_unit, deeds, now_us)
    odd = [question for decision in decisions for question in decision.questions]
    undone = [back.sale_id for back in returned if back.reason == VOIDED or back.is_whole]
    sold = [decision.offered for decision in decisions if decision.offered]
    points = [decision.points for decision in decisions if decision.points]
    uses = count_uses(transaction, business_unit, sold, undone)
    asked = [
        *oversold(business_unit, booked.movements, [*booked.rows.values()]),
        *cards.questions,
        *uses.questions,
        *move_points(transaction, business_unit, points, now_us),
        *odd,
    ]
    questions = ledger.ask(asked, now_us)
    from_orders = _order_tables(orders)
    tables: dict[str, list[Row]] = {
        "stock": sorted(stock.values(), key=_item_of),
        **from_orders,
        "exception": [question_row(question) for question in questions],
        "card": cards.rows.get(business_unit, []),
        "to_put_back": put_back_rows(
            transaction, at, [_put_back_step(decision, facts) for decision in decisions]
        ),
        "held_sale": [record.row for record in held],
        "spent_once": [record.row for record in spent],
        "past_sale": [
            *(decision.sale.past_row for decision in decisions if decision.sale),
            *from_orders.get("past_sale", ()),
        ],
        "past_return": [
            one.returned.past_row for one in decisions if one.returned and one.returned.sale_id
        ],
    }
    elsewhere = {feed: [*told] for feed, told in cards.elsewhere(business_unit).items()}
    for others in (uses.changes, told_where_sold(returned), *(order.elsewhere for order in orders)):
        for feed, told in others.items():
            elsewhere.setdefault(feed, []).extend(told)
    return tables, elsewhere


def _put_back_step(decision: _Decision, facts: Mapping[str, Fact]) -> PutBackStep:
    is_applied = decision.outcome.status == APPLIED
    fact = facts.get(decision.outcome.fact_id) if is_applied else None
    return PutBackStep(fact, decision.returned)


def _order_tables(effects: Sequence[OrderEffect]) -> dict[str, list[Row]]:
    """The rows of all orders by table; what was said of an order later is written later."""
    tables: dict[str, list[Row]] = {}
    for effect in effects:
        for table, rows in effect.tables.items():
            tables.setdefault(table, []).extend(rows)
    return tables


def _item_of(row: Row) -> int:
    item_id = row[0]
    assert isinstance(item_id, int), "a stock row begins with its item"
    return item_id


def exception_row(outcome: Outcome) -> Row:
    """The row of the feed's exception table for a parked fact; it bears the fact's own id."""
    return (outcome.fact_id, outcome.reason, outcome.fact_id, "open", outcome.detail)


def _decide(transaction: Transaction, facts: Sequence[Fact], at: Situation) -> Iterator[_Decision]:
    ledger, business_unit, by_person = transaction.ledger, at.business_unit, at.by_person
    sales = {
        fact.fact_id: sale
        for fact in facts
        if (fact.kind, fact.version) == (FactKind.SALE_COMPLETED, 1)
        and (sale := read_sale(fact.body)) is not None
    }
    items = ledger.known_items({item for sale in sales.values() for item in sale.items()})
    taken = ledger.known_sales({sale.sale_id for sale in sales.values()})
    step = Step(taken)
    is_somebodys = any(sale.customer for sale in sales.values())
    salt = (transaction.cards.salt(business_unit) or "") if is_somebodys else ""
    returns = ReturnsOfStep(transaction, facts)
    retrieved_sales = RetrievedSales(ledger, facts)
    held = HeldOfStep(transaction.held, ledger, facts)
    loans = LoansOfStep(transaction.loans, business_unit, facts)
    spent = SpentOfStep(transaction.spent, business_unit, [*sales.values()], facts, at.now_us)
    for fact in facts:
        sale = sales.get(fact.fact_id)
        if by_person and sale is not None and sale.sale_id in taken:
            # One basket was paid on two copies of a disk: each took money, so each is a sale of its own.
            sale = msgspec.structs.replace(sale, sale_id=fact.fact_id.hex)
        reason, detail = _why_parked(fact, business_unit, sale, items, taken)
        if by_person and reason == SUM_DIFFERS:
            # Goods and money have changed hands as the fact says, whatever they add up to.
            reason = ""
        if reason:
            yield _Decision(Outcome(fact.fact_id.hex, PARKED, reason, detail))
        elif fact.kind in _ORDER_EFFECTS:
            yield _on_order(fact, _ORDER_EFFECTS[fact.kind](transaction, fact, at), step)
            returns.orders_moved()
        elif fact.kind in CARD_FACTS:
            deeds = card_effect(transaction, fact, step, by_person=by_person)
            yield _moved(fact, deeds, step)
        elif fact.kind in TAKES_BACK:
            decision = _brought_back(fact, returns, step, by_person=by_person)
            freed = spent.undone(fact) if decision.returned else ()
            yield replace(decision, spent=freed)
        elif sale is None:
            outcome = Outcome(fact.fact_id.hex, APPLIED)
            back, questions = retrieved_sales.book(fact)
            sides, one_sided = loans.book(fact)
            yield _Decision(
                outcome,
                retrieved=back,
                questions=(*questions, *one_sided),
                held=held.book(fact),
                loans=sides,
            )
        else:
            taken.add(sale.sale_id)
            returns.sold(sale)
            used, asked = spent.sold(fact, sale)
            decision = _sold(fact, sale, step, salt)
            yield replace(
                decision,
                order=order_goods(transaction, fact, sale),
                spent=used,
                questions=(*decision.questions, *asked),
            )


def _on_order(fact: Fact, effect: OrderEffect | Doubt, step: Step) -> _Decision:
    if isinstance(effect, Doubt):
        return _Decision(Outcome(fact.fact_id.hex, PARKED, effect.reason, effect.detail))
    applied = Outcome(fact.fact_id.hex, APPLIED)
    return _Decision(
        applied,
        movements=effect.movements,
        order=effect,
        cards=step.note(effect.cards),
        questions=effect.questions,
    )


def _brought_back(fact: Fact, returns: ReturnsOfStep, step: Step, *, by_person: bool) -> _Decision:
    returned = returns.book(fact, by_person=by_person)
    if isinstance(returned, Doubt):
        return _Decision(Outcome(fact.fact_id.hex, PARKED, returned.reason, returned.detail))
    outcome, cards = Outcome(fact.fact_id.hex, APPLIED), step.note(returns.cards(fact))
    return _Decision(
        outcome,
        returned=returned,
        movements=returned.movements,
        cards=cards,
        points=returns.points(fact),
    )


def _moved(fact: Fact, deeds: tuple[CardMovement, ...] | Doubt, step: Step) -> _Decision:
    if isinstance(deeds, Doubt):
        return _Decision(Outcome(fact.fact_id.hex, PARKED, deeds.reason, deeds.detail))
    return _Decision(Outcome(fact.fact_id.hex, APPLIED), cards=step.note(deeds))


def _why_parked(
    fact: Fact, business_unit: str, sale: SaleBody | None, items: set[int], taken: set[str]
) -> tuple[str, str]:
    """Reason and detail, both empty when nothing stands against the fact."""
    if (fact.kind, fact.version) not in KNOWN_VERSIONS:
        return UNKNOWN_VERSION, f"{fact.kind} {fact.version}"
    if fact.origin.business_unit != business_unit:
        return OTHER_BUSINESS_UNIT, fact.origin.business_unit
    if fact.kind != FactKind.SALE_COMPLETED:
        return "", ""
    return ("unreadable_body", fact.kind) if sale is None else _why_not_sold(sale, items, taken)


def _why_not_sold(sale: SaleBody, items: set[int], taken: set[str]) -> tuple[str, str]:
    if sale.sale_id in taken:
        return "sale_known", sale.receipt_number
    unknown = sorted(sale.items() - items)
    if unknown:
        return "unknown_item", ", ".join(map(str, unknown[:10]))
    if not sale.adds_up:
        return SUM_DIFFERS, sale.receipt_number
    return "", ""


def _sold(fact: Fact, sale: SaleBody, step: Step, salt: str) -> _Decision:
    source = fact.fact_id.hex
    movements = tuple(
        StockMovement(source, item_id, difference)
        for item_id, difference in sorted(sale.stock_effects().items())
        if difference
    )
    return _Decision(
        Outcome(source, APPLIED),
        sale_record(fact, sale, salt),
        purchase_of(fact, sale),
        offered(fact, sale),
        points_of_sale(fact, sale),
        movements,
        cards=step.note(redeemed(fact, sale.tenders, sale.currency)),
        questions=unlisted_goods(fact, sale.unlisted()),
    )


def _groups(decisions: Iterator[_Decision]) -> Iterator[list[_Decision]]:
    """Whole facts together, as many as one group may hold."""
    group: list[_Decision] = []
    rows = 0
    for decision in decisions:
        if group and rows + decision.row_count > GROUP_ROWS_MAX:
            yield group
            group, rows = [], 0
        group.append(decision)
        rows += decision.row_count
    if group:
        yield group
