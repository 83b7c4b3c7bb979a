"""What a register must still know after a power cut, told by what people had been shown before it."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.facts import Fact, FactKind, first_break
from pos_app.domain.ids import SaleId
from pos_app.domain.sale import CompletedSale, RetailTransaction, SaleLine
from pos_app.domain.sale_reading import read_return, read_sale
from pos_app.domain.tender import TenderKind
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.storage.opening import OpenStore
from tests.crash_states.till_day import (
    Cashier,
    CountedIds,
    DayClosed,
    DrawerOpened,
    LineShown,
    ReceiptPrinted,
    RefundPrinted,
    SalePaid,
    SettlementPrinted,
    TakenBack,
    TillOpened,
    start,
)

IDS_OF_NEXT_START = 5_000_000
Said = tuple[object, ...]


def register_goes_on(said: Said) -> None:
    """The app starts on this disk, knows all that was shown, and sells on."""
    ids = CountedIds(IDS_OF_NEXT_START + 1_000 * len(said))
    opened = start(ids)
    try:
        check_register(opened, said)
        cashier = Cashier(opened, ids)
        cashier.signs_on()
        if opened.store.tills.current() is None:
            cashier.opens_till()
        cashier.scans("OAT1")
        cashier.takes_cash()
        assert opened.store.print_queue.waiting() == ()
        _facts(opened)
    finally:
        opened.close()


def check_register(opened: OpenStore, said: Said) -> None:
    """Everything that was shown is there, and all of it agrees."""
    facts = _facts(opened)
    sold = {sale.sale_id: sale for sale in map(_sale, facts) if sale is not None}
    basket = opened.store.baskets.load()
    for what in said:
        match what:
            case LineShown(sale_id, line, quantity):
                lines = sold[SaleId(sale_id)].lines if sale_id in sold else _lines(basket, sale_id)
                assert [x for x in lines if x.number == line and x.quantity.milli >= quantity]
            case ReceiptPrinted(sale_id, number, total) | SalePaid(sale_id, number, total):
                sale = opened.store.sales.by_id(SaleId(sale_id))
                assert sale is not None and sale.receipt_number == number
                assert sale.to_pay.amount_minor == total
            case TakenBack(sale_id, number, total):
                backs = opened.store.sales.returns_of(SaleId(sale_id))
                assert [
                    back
                    for back in backs
                    if back.receipt_number == number and back.refund.total.amount_minor == total
                ]
            case TillOpened(date):
                assert _has(facts, FactKind.TILL_OPENED, date)
            case SettlementPrinted(date) | DayClosed(date):
                assert _has(facts, FactKind.DAY_CLOSED, date)
    paid = sum(fact.kind in (FactKind.SALE_COMPLETED, FactKind.SALE_RETURNED) for fact in facts)
    assert sum(isinstance(what, DrawerOpened) for what in said) <= paid
    assert basket is None or basket.sale_id not in sold
    _check_promotion(sold.values())
    _check_paper(opened, said, facts, set(sold))
    _check_drawer(opened, facts)


def _check_promotion(sales: Iterable[CompletedSale]) -> None:
    """Every second oat drink is free in the fact too, and nothing else is."""
    for sale in sales:
        for line in sale.lines:
            free = line.quantity.milli // 2_000 if line.item.number == "OAT1" else 0
            assert line.discount_minor == free * line.item.unit_price.price_minor


def _check_paper(opened: OpenStore, said: Said, facts: list[Fact], sold: set[SaleId]) -> None:
    """What is not on paper waits for the printer."""
    waiting = {job.document for job in opened.store.print_queue.waiting()}
    printed = {what.sale_id for what in said if isinstance(what, ReceiptPrinted)}
    assert sold <= waiting | printed
    reported = {what.business_date for what in said if isinstance(what, SettlementPrinted)}
    refunded = {what.receipt_number for what in said if isinstance(what, RefundPrinted)}
    for fact in facts:
        if fact.kind == FactKind.SALE_RETURNED:
            back = read_return(fact, "")
            known = opened.store.sales.returns_of(back.sale_id)
            assert back.receipt_number in [one.receipt_number for one in known]
            assert fact.fact_id in waiting or back.receipt_number in refunded
        if fact.kind == FactKind.DAY_CLOSED:
            assert fact.fact_id in waiting or fact.origin.business_date in reported


def _check_drawer(opened: OpenStore, facts: list[Fact]) -> None:
    """The drawer's figures are the sum of the day's sales."""
    till = opened.store.tills.current()
    if till is None:
        opened_days = sum(fact.kind == FactKind.DAY_OPENED for fact in facts)
        assert opened_days == sum(fact.kind == FactKind.DAY_CLOSED for fact in facts)
        return
    sales = [
        sale
        for sale in map(_sale, facts)
        if sale is not None and sale.business_date == till.business_date
    ]
    assert till.sale_count == len(sales)
    tenders = [tender for sale in sales for tender in sale.tenders]
    in_cash = [tender.amount for tender in tenders if tender.kind is TenderKind.CASH]
    assert till.cash_sales.amount_minor == sum(amount.amount_minor for amount in in_cash)
    assert sum(one.amount.amount_minor for one in tenders) == sum(
        sale.to_pay.amount_minor for sale in sales
    )
    backs = [
        read_return(fact, "")
        for fact in facts
        if (fact.kind, fact.origin.business_date) == (FactKind.SALE_RETURNED, till.business_date)
    ]
    assert till.return_count == len(backs)
    assert till.refunds.amount_minor == sum(back.refund.total.amount_minor for back in backs)
    assert till.is_open == _has(facts, FactKind.TILL_OPENED, till.business_date)


def _facts(opened: OpenStore) -> list[Fact]:
    """Every fact in the chain it stands in now; each chain is whole."""
    facts: dict[object, Fact] = {}
    for life in incarnations(opened.connection):
        chain = facts_after(opened.connection, life.id, 0, 10_000)
        assert first_break(chain) is None
        facts.update({fact.fact_id: fact for fact in chain})
    return list(facts.values())


def _sale(fact: Fact) -> CompletedSale | None:
    return read_sale(fact, "") if fact.kind == FactKind.SALE_COMPLETED else None


def _lines(basket: RetailTransaction | None, sale_id: object) -> tuple[SaleLine, ...]:
    assert basket is not None and basket.sale_id == sale_id
    return basket.lines


def _has(facts: list[Fact], kind: FactKind, business_date: str) -> bool:
    return any(f.kind == kind and f.origin.business_date == business_date for f in facts)
