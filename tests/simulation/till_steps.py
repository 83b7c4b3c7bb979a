"""Till steps knows what a register does beside plain sales: cards, what comes back, orders, the drawer, the gate."""

from __future__ import annotations

from dataclasses import replace

from pos_app.domain.cash_moves import CashMove
from pos_app.domain.customer_order import OrderState
from pos_app.domain.delivery import Delivery, DeliveryKind, goods_received
from pos_app.domain.fact_bodies import cash_moved, sale_cancelled
from pos_app.domain.handover import (
    GoodsCosts,
    Handover,
    HandoverPlan,
    HandoverProof,
    HowChecked,
    Person,
    PersonCheck,
)
from pos_app.domain.ids import CustomerNumber, ItemId, OrderNumber, SaleId
from pos_app.domain.money import Money
from pos_app.domain.payment import Payment
from pos_app.domain.payment_facts import payment_intent, payment_outcome
from pos_app.domain.picking_bodies import PackedLine, order_picked, piece_staged
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.return_facts import returned_stock, sale_returned
from pos_app.domain.sale_return import CompletedReturn, ReturnCondition, ReturnReason
from pos_app.domain.sale_void import (
    VoidedSale,
    VoidReason,
    check_voidable,
    paid_by,
    sale_voided,
    voided_stock,
    whole_refund,
)
from pos_app.domain.stock_effects import effects_of
from pos_app.domain.tender import TenderKind
from pos_app.domain.tender_sums import cash_of, without_tenders
from pos_app.ports.journal import Store
from pos_app.usecases.returns.open_return import returnable_sale
from tests.simulation.card_terminal import CardTerminal
from tests.simulation.goods import CASHIER, CURRENCY
from tests.simulation.virtual_app import VirtualApp, meant

NAME = f"Operator {CASHIER}"
DELIVERY = Delivery("D1", DeliveryKind.BLIND, "", "", ())
SERVICE_BYTES = 5


# Cards --------------------------------------------------------------------------------------------------------


def begin_payment(app: VirtualApp) -> tuple[Payment, ...]:
    """The basket and the intent to pay it by card are on disk; one payment is waited for at a time."""
    sale, store = app._basket(), app.open.store
    if sale is None or in_doubt(store):
        return ()
    with store.write():
        till = app._till()
        store.baskets.clear()
        store.baskets.save(sale, tuple(line.number for line in sale.all_lines))
        service = app._ids.random_hex(SERVICE_BYTES)
        still_open = store.payments.open()
        app._append(
            payment_intent(sale.sale_id, TenderKind.CARD, sale.to_pay, service, still_open), till
        )
        app._may_crash()
    return in_doubt(store)


def in_doubt(store: Store) -> tuple[Payment, ...]:
    """What a terminal has to be asked about."""
    return tuple(payment for payment in store.payments.open() if payment.is_in_doubt)


def settle_payment(app: VirtualApp, *, terminal: CardTerminal) -> None:
    """What the terminal says of the oldest payment in doubt, and the sale that it paid, in one step."""
    store = app.open.store
    for payment in in_doubt(store)[:1]:
        outcome = terminal.word_of(payment)
        with store.write():
            till, sale = app._till(), store.baskets.load()
            app._append(payment_outcome(payment, outcome, store.payments.open()), till)
            if sale is not None and sale.sale_id == payment.sale_id:
                settled = replace(payment, outcome=outcome)
                if settled.is_taken:
                    app._complete(sale, settled.tender)
                else:
                    app._append(sale_cancelled(sale), till)
                store.baskets.clear()
            app._may_crash()


# What comes back ----------------------------------------------------------------------------------------------


def bring_back(app: VirtualApp, *, sale_id: SaleId, is_whole: bool, is_good: bool) -> None:
    """One line of a sale of any register, or one piece of it, for cash."""
    store = app.open.store
    try:
        returnable = returnable_sale(store, sale_id)
    except Refusal:
        return
    line = next(line for line in returnable.sale.lines if returnable.left_milli(line) > 0)
    milli = returnable.left_milli(line) if is_whole else 1000
    refund = returnable.refund({line.number: milli})
    tenders = returnable.ways_back(refund.total, RefundWay.CASH)
    condition = ReturnCondition.SHELF if is_good else ReturnCondition.DAMAGED
    draft = ReturnDraft(((line.number, milli),), str(ReturnReason.OTHER), str(condition))
    with store.write():
        till = app._till()
        number = store.journal.next_receipt_number(till.business_date)
        said = sale_returned(returnable.sale, refund, tenders, draft, number)
        made = app._append(said, till, meant(returned_stock(refund, condition)))
        fact = store.journal.fact(made.fact_id)
        assert fact is not None
        returned = CompletedReturn(
            sale_id,
            returnable.sale.receipt_number,
            number,
            till.business_date,
            NAME,
            fact.time.wall_us,
            refund,
            ReturnReason.OTHER,
            condition,
            tenders,
        )
        store.sales.add_behind(returned, fact)
        refunds = till.refunds + cash_of(tenders, CURRENCY)
        store.tills.save(replace(till, refunds=refunds, return_count=till.return_count + 1))
        app._may_crash()
    app.printed.append(made.fact_id)


def undo_sale(app: VirtualApp, *, sale_id: SaleId) -> None:
    """A sale of this register and day that was paid in cash is undone."""
    store = app.open.store
    till = store.tills.current()
    if till is None:
        return
    try:
        returnable = returnable_sale(store, sale_id)
        check_voidable(returnable, till.business_date, is_own=store.sales.is_own(sale_id))
    except Refusal:
        return
    sale, refund = returnable.sale, whole_refund(returnable)
    with store.write():
        number = store.journal.next_receipt_number(till.business_date)
        said = sale_voided(sale, refund, VoidReason.OTHER, number, "")
        made = app._append(said, till, meant(voided_stock(refund)))
        fact = store.journal.fact(made.fact_id)
        assert fact is not None
        voided = VoidedSale(
            sale_id,
            sale.receipt_number,
            number,
            till.business_date,
            NAME,
            fact.time.wall_us,
            refund,
            paid_by(sale.tenders),
            VoidReason.OTHER,
        )
        store.sales.add_behind(voided, fact)
        cash_sales = till.cash_sales - cash_of(sale.tenders, CURRENCY)
        tenders = without_tenders(till.tenders, sale.tenders)
        count = till.sale_count - 1
        store.tills.save(
            replace(
                till,
                cash_sales=cash_sales,
                tenders=tenders,
                sale_count=count,
                voided=(*till.voided, refund.total),
            )
        )
        app._may_crash()
    app.printed.append(made.fact_id)


# Orders, the drawer, the gate ---------------------------------------------------------------------------------


def fetch(app: VirtualApp, *, lacks: bool) -> None:
    """The first order that waits is fetched into one bag; what it lacks of its first line is not there."""
    waiting = [order for order in app.open.orders.queue() if order.state is OrderState.ALLOCATED]
    if not waiting:
        return
    order, number = waiting[0], waiting[0].number
    lines = [
        PackedLine(line.line_number, line.item_id, line.quantity_milli) for line in order.lines
    ]
    if lacks:
        lines[0] = replace(lines[0], picked_milli=0, short_reason="missing")
    with app.open.store.write():
        till = app._till()
        app._append(order_picked(f"L{number}", number, lines, bags=1), till)
        if not lacks:
            app._append(piece_staged(number, 1, 1, "A", "A1"), till)
        app._may_crash()


def in_bays(app: VirtualApp) -> list[OrderNumber]:
    """What can be given out, as far as this register knows."""
    return [order.number for order in app.open.orders.queue() if order.is_in_bays]


def hand_over(app: VirtualApp, *, number: OrderNumber) -> None:
    """Whoever comes for an order gets it, as far as this register knows that it is here."""
    order = app.open.orders.order(number)
    if order is None or not order.is_in_bays:
        return
    bags = frozenset(piece.piece for piece in order.waiting_pieces)
    check = PersonCheck((number,), HowChecked.CODE, Person.BUYER, CustomerNumber(""), "")
    costs, proof = GoodsCosts(CURRENCY), HandoverProof("check")
    handover = Handover(order, HandoverPlan(bags), check, proof, costs)
    handover.check_whole()
    gone: dict[int, int] = {}
    for goods in handover.taken:
        gone[goods.item_id] = gone.get(goods.item_id, 0) - goods.milli
    with app.open.store.write():
        app._append(handover.draft(), app._till(), meant(tuple(gone.items())))
        app._may_crash()


def move_cash(app: VirtualApp, *, move: CashMove, amount: Money) -> None:
    """Into the drawer or out of it."""
    store = app.open.store
    with store.write():
        till = app._till()
        app._append(cash_moved(move, amount, "change", ""), till)
        store.tills.save(replace(till, moves=till.moves.with_one_more(move, amount)))
        app._may_crash()


def receive(app: VirtualApp, *, item_id: ItemId, milli: int, damaged_milli: int) -> None:
    """Goods come that nobody has announced."""
    draft = goods_received(DELIVERY, item_id, milli, damaged_milli, "")
    with app.open.store.write():
        app._append(draft, app._till(), meant(effects_of(draft.kind, draft.body)))
        app._may_crash()
