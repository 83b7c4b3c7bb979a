"""Engine offers know how a basket at the till is put to the pricing engine."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from datetime import date

from pos_app.domain.catalogue import Item, PriceFrom
from pos_app.domain.ids import CustomerNumber, ItemId, LineNumber
from pos_app.domain.piece_marks import NO_MARKS
from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Customer,
    Goods,
    PricingSettings,
)
from pos_app.domain.pricing.engine import PricedBasket, Pricer
from pos_app.domain.pricing.explanation import NotForGoods, explain_goods
from pos_app.domain.pricing.price_book import PriceBook, why_not
from pos_app.domain.pricing.promotion import Promotion
from pos_app.domain.pricing.promotion_reading import read_promotion
from pos_app.domain.pricing.reading import BadDocument
from pos_app.domain.refusals.coupons import WhyNoCoupon
from pos_app.domain.sale import SaleLine
from pos_app.files.database import Connection
from pos_app.ports.offers import NOTHING_TO_EXPLAIN, Discounts, Explained, OfferedCoupon, OfferHint
from pos_app.storage.promotion_uses import PromotionUses

HINT_PIECES = 1
NOBODY = Customer()
# The price of a label, or of a case of its own, is as low as the store goes.
_LOWEST = frozenset({PriceFrom.REDUCED, PriceFrom.PACK})
# It fired and may fire again, or nothing but pieces is missing.
_HINTED = (None, NotForGoods.TOO_FEW_PIECES, NotForGoods.NEEDS_GOODS)
logger = logging.getLogger(__name__)


class EngineOffers:
    """Prices the open basket by the promotions of some documents; lines that stay are not worked out again.

    A document that this program cannot read is left out and logged: what it does not know it must not guess.
    """

    def __init__(
        self,
        documents: Sequence[str],
        local_minute: Callable[[], str],
        zone: str,
        currency: str,
        connection: Connection,
    ) -> None:
        promotions = {promotion.id: promotion for promotion in _readable(documents)}
        self._pricer = Pricer(PriceBook(PricingSettings(currency), promotions.values()))
        limited = [one.id for one in promotions.values() if one.limits.counts_uses]
        self._uses = PromotionUses(connection, limited) if limited else None
        self._local_minute = local_minute
        self._zone = zone
        self._goods: dict[tuple[ItemId, int, int | None], tuple[Item, Goods]] = {}
        self._lines: dict[LineNumber, tuple[Goods, BasketLine]] = {}
        self._last: tuple[Basket, PricedBasket] | None = None

    def discounts(
        self,
        lines: tuple[SaleLine, ...],
        customer: CustomerNumber | None = None,
        coupons: tuple[str, ...] = (),
    ) -> Discounts:
        """What the promotions take off."""
        if not lines:
            return {}
        circumstances = self._circumstances(customer, coupons)
        basket = Basket(tuple(self._line(line) for line in lines), circumstances)
        priced = self._pricer.price(basket)
        self._last = (basket, priced)
        return {
            line.number: found.discounts
            for line, found in zip(lines, priced.lines, strict=True)
            if found.discounts
        }

    def coupon(self, code: str, customer: CustomerNumber | None = None) -> OfferedCoupon | None:
        """By the promotions that it opens; each further one counts where one of them says how much a coupon is for."""
        opened = [one for one in self._pricer.book.promotions if one.coupon == code]
        if not opened:
            return None
        counts_each = any(one.limits.per_coupon is not None for one in opened)
        when = self._circumstances(customer, (code,))
        reasons = [why_not(one, when) for one in opened]
        # one of them that counts is enough
        why = None if None in reasons else reasons[0]
        told = None if why is None else WhyNoCoupon(why.value)
        return OfferedCoupon(opened[0].name, counts_each, tuple(one.id for one in opened), told)

    def hint(self, line: SaleLine) -> OfferHint | None:
        """One piece more, of the first promotion that lacks no more than that."""
        if self._last is None:
            return None
        for told in explain_goods(self._pricer, *self._last, self._goods_of(line)):
            lacks = sum(missing.pieces for missing in told.to_fire)
            spends = sum(missing.spend_minor for missing in told.to_fire)
            if told.reason in _HINTED and lacks == HINT_PIECES and not spends:
                return OfferHint(told.promotion.name, lacks)
        return None

    def explained(self) -> Explained:
        """Every promotion that any of the basket's goods plays a part in."""
        if self._last is None:
            return NOTHING_TO_EXPLAIN
        lines = self._last[0].lines
        told = explain_goods(self._pricer, *self._last, *(line.goods for line in lines))
        numbers = tuple(LineNumber(line.number) for line in lines)
        return Explained(told, numbers, len(self._pricer.book.promotions) - len(told))

    def _circumstances(
        self, customer: CustomerNumber | None, coupons: tuple[str, ...]
    ) -> Circumstances:
        used = {} if self._uses is None else self._uses.of(customer)
        return Circumstances(self._local_minute(), self._zone, _buyer(customer), coupons, used)

    def _line(self, line: SaleLine) -> BasketLine:
        goods = self._goods_of(line)
        known = self._lines.get(line.number)
        if known is None or known[0] is not goods or known[1].milli != line.quantity.milli:
            offered = line.item.is_goods and line.item.price_from not in _LOWEST
            known = (goods, BasketLine(line.number, goods, line.quantity.milli, promotions=offered))
            self._lines[line.number] = known
        return known[1]

    def _goods_of(self, line: SaleLine) -> Goods:
        item, days_left = line.item, None
        if line.marks != NO_MARKS:
            days_left = line.marks.days_left(date.fromisoformat(self._local_minute()[:10]))
        # an item may stand there at two prices, by the piece and by the case
        key = (item.item_id, item.unit_price.minor_milli, days_left)
        known = self._goods.get(key)
        if known is None or known[0] != item:
            price, unit = item.unit_price.minor_milli, item.unit
            goods = Goods(
                item.number, item.name, price, item.department, unit=unit, days_left=days_left
            )
            known = self._goods[key] = (item, goods)
        return known[1]


def _buyer(customer: CustomerNumber | None) -> Customer:
    """Whoever is in the store's directory is a member."""
    return NOBODY if customer is None else Customer(customer, member=True)


def _readable(documents: Sequence[str]) -> list[Promotion]:
    found = []
    for document in documents:
        try:
            found.append(read_promotion(json.loads(document, parse_float=str)))
        except (json.JSONDecodeError, BadDocument, RecursionError) as error:
            logger.warning("a promotion of the zone cannot be read: %s", error)
    return found
