"""Later goods knows which goods of a paid sale are picked up later, and the orders that they become at head office."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pos_app.domain.catalogue import UNLISTED
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import OrderNumber
from pos_app.domain.piece_marks import HERE, PieceMarks
from pos_app.domain.quantity import EACH
from pos_app.domain.refusals.basket import CarriedOutOnly
from pos_app.domain.sale import CompletedSale, RetailTransaction, SaleLine


@dataclass(frozen=True, slots=True)
class GoodsOrder:
    """Goods of one sale that wait in one store; place: its name, "" for the store that sold them."""

    number: OrderNumber
    store: str
    place: str


@dataclass(frozen=True, slots=True)
class ToldCode:
    """What a fact says of the code of an order, in hexadecimal; the code itself stands on the customer's paper only."""

    salt: str
    code_hash: str


def picked_up(line: SaleLine, store: str, place: str) -> SaleLine:
    """The line as it is when its goods wait in a store; "" for goods that are carried out. Errors: CarriedOutOnly.

    Only what a shelf gives again by its number can wait: no weighed goods, no single pieces, nothing that counts once.
    """
    item, marks = line.item, line.marks
    is_shelf_goods = item.is_goods and item.item_id != UNLISTED and item.unit == EACH
    is_one_piece = bool(line.once or marks.serial or marks.lot or marks.best_until)
    if store and (not is_shelf_goods or is_one_piece):
        raise CarriedOutOnly(item.name)
    at = place if store not in ("", HERE) else ""
    return replace(line, marks=replace(marks, later=store, later_at=at))


def orders_of(
    lines: Iterable[SaleLine], receipt_number: str, business_date: str
) -> tuple[GoodsOrder, ...]:
    """One order for each store where something waits; till and papers make the same numbers of a receipt's."""
    stores = {line.marks.later: line.marks for line in lines if line.marks.later}
    return tuple(
        GoodsOrder(_number(marks, receipt_number, business_date), store, marks.later_at)
        for store, marks in sorted(stores.items())
    )


def orders_of_sale(sale: CompletedSale) -> tuple[GoodsOrder, ...]:
    """The orders of a paid sale."""
    return orders_of(sale.lines, sale.receipt_number, sale.business_date)


def with_orders(
    draft: FactDraft, orders: tuple[GoodsOrder, ...], tell: Callable[[OrderNumber], ToldCode]
) -> FactDraft:
    """The fact of a sale with the orders of what waits; tell: what it may say of the code of one."""
    if not orders:
        return draft
    said = [
        {
            "order_number": order.number,
            "store": order.store,
            "salt": told.salt,
            "code_hash": told.code_hash,
        }
        for order in orders
        for told in (tell(order.number),)
    ]
    return FactDraft(draft.kind, {**draft.body, "orders": said}, draft.version)


def waits(sale: RetailTransaction | CompletedSale) -> bool:
    """Whether any goods of it are picked up later."""
    return any(line.marks.later for line in sale.lines)


def _number(marks: PieceMarks, receipt_number: str, business_date: str) -> OrderNumber:
    """Receipt numbers come again after a year."""
    behind = "" if marks.later == HERE else f"-{marks.later}"
    return OrderNumber(f"L{business_date[2:4]}-{receipt_number}{behind}")
