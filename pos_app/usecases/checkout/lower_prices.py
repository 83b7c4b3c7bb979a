"""Lower prices knows what becomes of an open basket when a price changes: a lower one counts, a higher one does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import PriceFrom
from pos_app.domain.money import UnitPrice
from pos_app.domain.sale import RetailTransaction, SaleLine
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.ports.offers import Discounts
from pos_app.ports.replica import Catalogue
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket


@dataclass(frozen=True, slots=True)
class LoweredLine:
    """A line that costs less than when it was scanned, each for one unit."""

    line: SaleLine
    was: UnitPrice


@dataclass(frozen=True, slots=True)
class LoweredPrices:
    """The basket after a look at prices and promotions of now; lines: of which the price itself fell."""

    lines: tuple[LoweredLine, ...]
    basket: BasketView
    changes: Changes = Changes.NONE


class LowerPrices:
    """Give the lines of the open basket the price of now where it is lower than the one they were scanned at.

    A promotion that began meanwhile counts at once; one that ended raises nothing by itself. What a person, a label or
    a pack of its own says stays as it is, and so does a basket that is being paid.

    Errors: CatalogueMissing, DiskFull, StorageBroken.
    """

    def __init__(self, store: Store, basket: OpenBasket, catalogue: Catalogue) -> None:
        self._store = store
        self._basket = basket
        self._catalogue = catalogue

    def __call__(self) -> LoweredPrices:
        """Whosever the basket is."""
        sale = self._basket.open_sale()
        if sale is None or self._is_being_paid(sale):
            return LoweredPrices((), self._basket.view())
        lower = {line.number: price for line in sale.lines if (price := self._lower(line))}
        before, taken = sale.to_pay, _by_promotions(sale)
        with self._store.write_basket():
            lines = tuple(
                _at(sale, line, lower[line.number]) for line in sale.lines if line.number in lower
            )
            self._basket.keep(sale, tuple(lower), is_sold=False)
            if not lower and sale.to_pay > before:
                # what a promotion took off stays when it is over, until something else is put in
                sale.discount(taken)
        is_lower = bool(lower) or sale.to_pay != before
        changes = Changes.BASKET if is_lower else Changes.NONE
        return LoweredPrices(lines, self._basket.view(), changes)

    def _is_being_paid(self, sale: RetailTransaction) -> bool:
        return any(payment.sale_id == sale.sale_id for payment in self._store.payments.open())

    def _lower(self, line: SaleLine) -> UnitPrice | None:
        if line.item.price_from is not PriceFrom.LIST or line.override is not None:
            return None
        now = self._catalogue.by_id(line.item.item_id)
        is_lower = now is not None and now.unit_price.minor_milli < line.item.unit_price.minor_milli
        return now.unit_price if now is not None and is_lower else None


def _by_promotions(sale: RetailTransaction) -> Discounts:
    return {
        line.number: tuple(one for one in line.discounts if one.promotion) for line in sale.lines
    }


def _at(sale: RetailTransaction, line: SaleLine, price: UnitPrice) -> LoweredLine:
    item = replace(line.item, unit_price=price)
    changed = sale.change(replace(line, item=item))
    return LoweredLine(changed, line.item.unit_price)
