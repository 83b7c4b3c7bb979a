"""Change price knows what a person may change of prices in the basket: a line's price, something off it, or off all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos_app.domain.catalogue import PriceFrom
from pos_app.domain.ids import LineNumber, OperatorNumber
from pos_app.domain.money import Money, extend
from pos_app.domain.money_format import format_money
from pos_app.domain.operation import Operation
from pos_app.domain.operations.basket import DISCOUNT_LINE, DISCOUNT_SALE, OVERRIDE_PRICE
from pos_app.domain.packs import per_unit
from pos_app.domain.price_change import (
    HandDiscount,
    PriceOverride,
    PriceReason,
    share_off_bp,
)
from pos_app.domain.pricing.by_hand import off
from pos_app.domain.refusals.basket import NoSuchLine, NothingToPay
from pos_app.domain.refusals.payment import CardKeepsItsPrice
from pos_app.domain.sale import RetailTransaction, SaleLine
from pos_app.ports.changes import Changes
from pos_app.ports.journal import Store
from pos_app.usecases.checkout.change_line import ChangedLine
from pos_app.usecases.checkout.open_basket import BasketView, OpenBasket
from pos_app.usecases.session import Session


@dataclass(frozen=True, slots=True)
class TakeOff:
    """How much is to come off: a share in hundredths of a percent, or else an amount in minor units."""

    share_bp: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class DiscountedSale:
    """The basket with what was taken off it."""

    basket: BasketView
    changes: Changes = Changes.BASKET


class _PriceVerb:
    def __init__(self, store: Store, basket: OpenBasket, session: Session) -> None:
        self._store = store
        self._basket = basket
        self._session = session

    def _line(self, operation: Operation, number: LineNumber) -> tuple[RetailTransaction, SaleLine]:
        sale = self._basket.own(operation)
        line = None if sale is None else sale.line(number)
        if sale is None or line is None or line.voided:
            raise NoSuchLine(number)
        if not line.item.is_goods:
            raise CardKeepsItsPrice
        return sale, line

    def _allowed_by(
        self, operation: Operation, before: Money, after: Money, share_bp: int = 0
    ) -> OperatorNumber | None:
        """Who else had to allow that it costs less; share_bp: where it is a share. Errors: NeedsApproval."""
        share_bp = share_bp or share_off_bp(before, after)
        what = f"{format_money(before)} → {format_money(after)} ({_percent(share_bp)})"
        self._session.require(operation, what, share_bp)
        by = self._session.approver_of(operation)
        return None if by is None else by.number

    def _keep(
        self,
        sale: RetailTransaction,
        line: SaleLine,
        override: PriceOverride | None,
        by_hand: HandDiscount | None,
    ) -> ChangedLine:
        sale.change(replace(line, override=override, by_hand=by_hand))
        self._basket.keep(sale, (line.number,))
        return ChangedLine(sale.line(line.number), self._basket.view())


class OverridePrice(_PriceVerb):
    """Sell a line at another price, for a reason; promotions then see that price.

    Errors: NoSuchLine, BasketIsOthers, NeedsApproval when it is lower by more than the role may.
    """

    def __call__(
        self, *, line: LineNumber, price: Money | None, reason: PriceReason
    ) -> ChangedLine:
        """price: of one unit, of a pack where one was scanned; None gives the price back that the line had."""
        with self._store.write_basket():
            sale, found = self._line(OVERRIDE_PRICE, line)
            was = found.item.unit_price if found.override is None else found.override.was
            if price is None:
                source = PriceFrom.PACK if found.marks.pack_minor else PriceFrom.LIST
                item = replace(found.item, unit_price=was, price_from=source)
                return self._keep(sale, replace(found, item=item), None, found.by_hand)
            new = per_unit(price.amount_minor, price.currency, found.step_milli)
            before, after = extend(was, found.quantity), extend(new, found.quantity)
            if found.by_hand is not None:
                # what is taken off already counts too
                less = off(found.by_hand, after.amount_minor)
                after = Money(after.amount_minor - less, after.currency)
            by = self._allowed_by(OVERRIDE_PRICE, before, after)
            item = replace(found.item, unit_price=new, price_from=PriceFrom.PERSON)
            override = PriceOverride(was, reason, by)
            return self._keep(sale, replace(found, item=item), override, found.by_hand)


class DiscountLine(_PriceVerb):
    """Take something off a line by hand, after the promotions, for a reason.

    Errors: NoSuchLine, BasketIsOthers, NeedsApproval when it is more than the role may.
    """

    def __call__(
        self, *, line: LineNumber, take_off: TakeOff | None, reason: PriceReason
    ) -> ChangedLine:
        """take_off: None takes the discount off again."""
        with self._store.write_basket():
            sale, found = self._line(DISCOUNT_LINE, line)
            if take_off is None:
                return self._keep(sale, found, found.override, None)
            discount = HandDiscount(take_off.share_bp, take_off.amount_minor, reason)
            marked = found.full_amount
            after = Money(marked.amount_minor - off(discount, marked.amount_minor), marked.currency)
            if found.override is None:
                by = self._allowed_by(DISCOUNT_LINE, marked, after, take_off.share_bp)
            else:
                # what another price has lowered already counts too
                before = extend(found.override.was, found.quantity)
                by = self._allowed_by(DISCOUNT_LINE, before, after)
            discount = replace(discount, approved_by=by)
            return self._keep(sale, found, found.override, discount)


class DiscountSale(_PriceVerb):
    """Take something off the whole basket by hand, after all else, for a reason.

    Errors: NothingToPay, BasketIsOthers, NeedsApproval when it is more than the role may.
    """

    def __call__(self, *, take_off: TakeOff | None, reason: PriceReason) -> DiscountedSale:
        """take_off: None takes the discount off again."""
        with self._store.write_basket():
            sale = self._basket.own(DISCOUNT_SALE)
            if sale is None or not sale.lines:
                raise NothingToPay
            sale.by_hand = None
            self._basket.keep(sale, ())
            if take_off is not None:
                discount = HandDiscount(take_off.share_bp, take_off.amount_minor, reason)
                before = sale.to_pay
                less = off(discount, before.amount_minor)
                after = Money(before.amount_minor - less, before.currency)
                by = self._allowed_by(DISCOUNT_SALE, before, after, take_off.share_bp)
                sale.by_hand = replace(discount, approved_by=by)
                self._basket.keep(sale, ())
        return DiscountedSale(self._basket.view())


def _percent(share_bp: int) -> str:
    """Hundredths of a percent as a person says them, in whole percents."""
    return f"\N{MINUS SIGN}{(share_bp + 50) // 100}%"
