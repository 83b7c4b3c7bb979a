"""Without receipt knows what goods are worth whose sale nobody knows: the lowest that anybody paid, or pays today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pos_app.domain.catalogue import Item
from pos_app.domain.ids import ItemId, LineNumber, SaleId
from pos_app.domain.money import UnitPrice, total
from pos_app.domain.operations.returns import FIND_SALE, RETURN_WITHOUT_RECEIPT
from pos_app.domain.quantity import EACH, Quantity
from pos_app.domain.refund_tenders import RefundWay
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.returns import NothingToReturn
from pos_app.domain.refusals.scans import WrongCodeHere
from pos_app.domain.return_draft import ReturnDraft
from pos_app.domain.return_terms import (
    RETURN_DAYS,
    WITHOUT_RECEIPT,
    return_days,
    way_without_receipt,
)
from pos_app.domain.sale import CompletedSale, SaleLine
from pos_app.domain.sale_return import ReturnableSale, ReturnCondition, ReturnReason
from pos_app.domain.tax import TaxRate, summarise
from pos_app.ports.changes import Changes
from pos_app.ports.clock import Ids
from pos_app.ports.replica import Catalogue, StoreConfiguration
from pos_app.usecases.checkout.open_basket import OpenBasket
from pos_app.usecases.checkout.scan_item import ScanItem
from pos_app.usecases.returns.open_return import OpenedReturn
from pos_app.usecases.returns.read_goods import ReadGoods
from pos_app.usecases.returns.refund_plan import PlannedRefund
from pos_app.usecases.returns.return_desk import AroundReturns
from pos_app.usecases.returns.return_writing import TakenBack

Goods = Mapping[ItemId, int]
_ONE = 1000
_NOBODY_KNOWS = ""


@dataclass(frozen=True, slots=True)
class LoosePrices:
    """Where the prices of goods are looked up that come back without a receipt."""

    basket: OpenBasket
    catalogue: Catalogue
    configuration: StoreConfiguration
    scan_item: ScanItem
    ids: Ids
    currency: str


@dataclass(frozen=True, slots=True)
class PricedGoods:
    """Goods as the lines of a sale that nobody knows; way: how money goes back for them."""

    opened: OpenedReturn
    way: RefundWay
    added: ItemId | None = None
    not_for_shelf: Refusal | None = None
    changes: Changes = Changes.NONE


class WithoutReceipt:
    """Price goods that come back without a receipt, and take them back; whoever may not needs a second person.

    What was paid for them with or without promotions on this store's registers within the days of a return counts,
    and what they cost today; the lowest of it is given back. What a person set by hand does not count.
    """

    def __init__(self, around: AroundReturns, prices: LoosePrices) -> None:
        self._around = around
        self._prices = prices
        self._read_goods = ReadGoods(prices.scan_item)

    def add(self, *, goods: Goods, text: str) -> PricedGoods:
        """The goods with one more of what a code names. Errors: those of a scan, WrongCodeHere for a gift card."""
        self._around.rules.session.require(FIND_SALE)
        read = self._read_goods(text=text)
        item, weighed = read.item, None
        if item.unit != EACH and read.not_for_shelf is None:
            weighed = self._prices.scan_item.goods_of(text).quantity
        if not item.is_goods or (item.unit != EACH and weighed is None):
            raise WrongCodeHere(text)
        milli = read.marks.pack_milli or (_ONE if weighed is None else weighed.milli)
        more = {**goods, item.item_id: goods.get(item.item_id, 0) + milli}
        return replace(self._priced(more), added=item.item_id, not_for_shelf=read.not_for_shelf)

    def price(self, *, goods: Goods) -> PricedGoods:
        """What so many thousandths of each item are worth."""
        self._around.rules.session.require(FIND_SALE)
        return self._priced(goods)

    def take_back(
        self, *, goods: Goods, reason: ReturnReason, condition: ReturnCondition
    ) -> TakenBack:
        """goods: thousandths by item. Errors: NeedsApproval, NothingToReturn, TillNotOpen, RefundNotInDrawer."""
        around, rules = self._around, self._around.rules
        till = around.days.open_till()
        with around.store.write():
            priced = self._priced({item: milli for item, milli in goods.items() if milli})
            returnable = priced.opened.returnable
            lines = returnable.sale.lines
            if not lines:
                raise NothingToReturn
            operator = rules.session.require(RETURN_WITHOUT_RECEIPT)
            refund = returnable.refund({line.number: line.quantity.milli for line in lines})
            draft = ReturnDraft(
                tuple((line.number, line.quantity.milli) for line in lines),
                reason.value,
                condition.value,
                rules.who_allowed(RETURN_WITHOUT_RECEIPT),
            )
            ways = returnable.ways_back(refund.total, priced.way)
            PlannedRefund(refund, ways, draft).check_drawer(till)
            returned = around.writing.write_down(returnable, refund, ways, draft, operator, till)
        return around.writing.see_off(returned)

    def _priced(self, goods: Goods) -> PricedGoods:
        rules, today = self._around.rules, self._around.days.current()
        lines = tuple(self._lines(goods, today))
        rates: dict[TaxRate, int] = {}
        for line in lines:
            rate = line.item.tax_rate
            rates[rate] = rates.get(rate, 0) + line.amount.amount_minor
        sale = CompletedSale(
            sale_id=SaleId(self._prices.ids.uuid7()),
            receipt_number=_NOBODY_KNOWS,
            business_date=today,
            operator_name=_NOBODY_KNOWS,
            completed_us=0,
            lines=lines,
            taxes=summarise(rates),
            tenders=(),
            to_pay=total(tuple(line.amount for line in lines), self._prices.currency),
        )
        way = way_without_receipt(self._prices.configuration.text(WITHOUT_RECEIPT))
        opened = OpenedReturn(
            ReturnableSale(sale, (), cash_unit_minor=rules.cash_unit_minor), rules.terms(sale)
        )
        return PricedGoods(opened, way)

    def _lines(self, goods: Goods, today: str) -> Iterable[SaleLine]:
        found = [(self._prices.catalogue.by_id(item_id), milli) for item_id, milli in goods.items()]
        for number, (item, milli) in enumerate(found, start=1):
            assert item is not None, "it was scanned just now"
            worth = replace(item, unit_price=self._lowest(item, today))
            yield SaleLine(LineNumber(number), worth, Quantity(milli, item.unit))

    def _lowest(self, item: Item, today: str) -> UnitPrice:
        days = return_days(self._prices.configuration.text(RETURN_DAYS))
        since = (date.fromisoformat(today) - timedelta(days=days)).isoformat()
        paid = self._around.store.sales.lowest_paid(item.item_id, since)
        prices = [item.unit_price.minor_milli, self._today(item)]
        return UnitPrice(min(prices if paid is None else [*prices, paid]), item.unit_price.currency)

    def _today(self, item: Item) -> int:
        """What one of it alone costs with the promotions of now, in thousandths of a minor unit."""
        one = SaleLine(LineNumber(1), item, Quantity(_ONE, item.unit))
        off = self._prices.basket.discounts_apart((one,)).get(one.number, ())
        return replace(one, discounts=off).amount.amount_minor * 1000
