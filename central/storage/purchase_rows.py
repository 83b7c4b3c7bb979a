"""Purchase rows knows what customers bought in any channel, what they brought back, and what a store may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from central.core.records import PurchaseRecord, ReturnRecord
from central.storage.dialect import insert_or_ignore
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import (
    CONFIGURATION,
    CUSTOMER,
    CUSTOMER_ORDER,
    CUSTOMER_ORDER_LINE,
    ITEM,
    STORE,
)
from pos_app.domain.customer import PRIVATE_DEPARTMENTS, private_departments
from pos_app.domain.money import UnitPrice, extend
from pos_app.domain.quantity import EACH, MILLI, Quantity
from sync.wire.messages import PurchaseEntry

PURCHASES_SHOWN = 5
# Of one purchase; the device looks at 60 of a customer's items in all.
ITEMS_SHOWN = 40
# So many of the goods are named where somebody looks back.
GOODS_NAMED = 5
AT_TILL = "store"
_PURCHASED = (
    select(
        CUSTOMER_ORDER.c.customer_number,
        CUSTOMER_ORDER.c.channel,
        CUSTOMER_ORDER.c.business_unit,
        CUSTOMER_ORDER_LINE.c.item_id,
        CUSTOMER_ORDER_LINE.c.quantity_milli,
        CUSTOMER_ORDER_LINE.c.price_minor,
        ITEM.c.name,
        ITEM.c.unit,
        STORE.c.currency,
    )
    .join(STORE, STORE.c.business_unit == CUSTOMER_ORDER.c.business_unit)
    .join(
        CUSTOMER_ORDER_LINE,
        CUSTOMER_ORDER_LINE.c.order_number == CUSTOMER_ORDER.c.order_number,
    )
    .join(ITEM, ITEM.c.item_id == CUSTOMER_ORDER_LINE.c.item_id)
    .order_by(CUSTOMER_ORDER_LINE.c.line)
)
_GIVEN_BACK = (
    update(PURCHASE)
    .where(PURCHASE.c.order_number == bindparam("sale"))
    .values(returned_minor=PURCHASE.c.returned_minor + bindparam("amount_minor"))
)
_GIFTS = select(CUSTOMER_ORDER.c.order_number).where(CUSTOMER_ORDER.c.gift)


def items_text(pieces: Iterable[tuple[int, int]]) -> str:
    """The items of a purchase with their pieces, as its row holds them."""
    return " ".join(f"{item}:{count}" for item, count in pieces)


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """Items and pieces out of the text of a row."""
    for part in text.split():
        item, _, count = part.partition(":")
        yield int(item), int(count)


class SqlPurchases:
    """Writes them once each; nobody comes back who is not a customer any more."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_order(self, order_number: str, ordered_on: str, returned_minor: int = 0) -> None:
        """The customer has the goods: the order belongs to what they bought; returned_minor: for what they refused."""
        wanted = _PURCHASED.where(CUSTOMER_ORDER.c.order_number == order_number)
        lines: Sequence[Any] = self._connection.execute(wanted).all()
        if not lines or not lines[0].customer_number:
            return
        row = {
            "customer_number": lines[0].customer_number,
            "order_number": order_number,
            "ordered_on": ordered_on,
            "channel": lines[0].channel,
            "business_unit": lines[0].business_unit,
            "total_minor": sum(_amount_minor(line) for line in lines),
            "goods": ", ".join(line.name for line in lines[:GOODS_NAMED]),
            "items": items_text(
                # a loose thing is one thing, whatever it weighs
                (line.item_id, line.quantity_milli // MILLI if line.unit == EACH else 1)
                for line in lines
                if line.quantity_milli > 0
            ),
            "returned_minor": returned_minor,
        }
        self._connection.execute(insert_or_ignore(self._connection, PURCHASE), row)

    def keep_sales(self, sales: Sequence[PurchaseRecord]) -> None:
        """Sales at tills with a customer's number on them."""
        known = self._known({sale.customer_number for sale in sales})
        theirs = [sale for sale in sales if sale.customer_number in known]
        if not theirs:
            return
        items = {item for sale in theirs for item, _ in sale.items}
        names = _names(self._connection, items)
        rows = [
            {
                "customer_number": sale.customer_number,
                "order_number": sale.sale_id,
                "ordered_on": sale.bought_on,
                "channel": AT_TILL,
                "business_unit": sale.business_unit,
                "total_minor": sale.total_minor,
                "goods": _goods([item for item, _ in sale.items], names),
                "items": items_text(sale.items),
                "returned_minor": 0,
            }
            for sale in theirs
        ]
        self._connection.execute(insert_or_ignore(self._connection, PURCHASE), rows)

    def give_back(self, returns: Sequence[ReturnRecord]) -> None:
        """Goods of sales came back; most sales are nobody's purchase."""
        rows = [{"sale": back.sale_id, "amount_minor": back.total_minor} for back in returns]
        if rows:
            self._connection.execute(_GIVEN_BACK, rows)

    def _known(self, numbers: set[str]) -> set[str]:
        if not numbers:
            return set()
        wanted = select(CUSTOMER.c.number).where(CUSTOMER.c.number.in_(numbers))
        return set(self._connection.scalars(wanted))


def shown_purchases(
    connection: Connection, business_unit: str, customers: Select[tuple[str]]
) -> dict[str, list[PurchaseEntry]]:
    """The newest purchases by customer: no gifts, and nothing of departments that this store calls private."""
    bought = (
        select(PURCHASE)
        .where(PURCHASE.c.customer_number.in_(customers), PURCHASE.c.order_number.not_in(_GIFTS))
        .order_by(PURCHASE.c.ordered_on.desc(), PURCHASE.c.order_number.desc())
    )
    private = private_items(connection, business_unit)
    found: dict[str, list[PurchaseEntry]] = {}
    for row in connection.execute(bought).all():
        shown = found.setdefault(row.customer_number, [])
        entry = _entry(connection, row, private) if len(shown) < PURCHASES_SHOWN else None
        if entry is not None:
            shown.append(entry)
    return found


def _entry(connection: Connection, row: Row[Any], private: set[int] | None) -> PurchaseEntry | None:
    """A purchase as devices see it; None when nothing of it is left."""
    items = [item for item, _ in pieces_of(row.items)]
    goods = row.goods
    left = items if private is None else [item for item in items if item not in private]
    if items and not left:
        return None
    if private is not None and (not items or len(left) < len(items)):
        # of words alone nobody can say what they are
        goods = _goods(left, _names(connection, set(left[:GOODS_NAMED])))
    return PurchaseEntry(
        row.order_number,
        row.ordered_on,
        row.channel,
        row.total_minor,
        goods,
        left[:ITEMS_SHOWN],
        row.returned_minor,
    )


def private_items(connection: Connection, business_unit: str) -> set[int] | None:
    """What nobody sees in a history, None where no department is private."""
    setting = select(CONFIGURATION.c.value).where(
        CONFIGURATION.c.business_unit == business_unit, CONFIGURATION.c.name == PRIVATE_DEPARTMENTS
    )
    departments = private_departments(connection.scalar(setting) or "")
    if not departments:
        return None
    return set(connection.scalars(select(ITEM.c.item_id).where(ITEM.c.department.in_(departments))))


def _names(connection: Connection, items: set[int]) -> dict[int, str]:
    wanted = select(ITEM.c.item_id, ITEM.c.name).where(ITEM.c.item_id.in_(items))
    return {row.item_id: row.name for row in connection.execute(wanted)}


def _goods(items: Sequence[int], names: dict[int, str]) -> str:
    return ", ".join(names[item] for item in items[:GOODS_NAMED] if item in names)


def _amount_minor(line: Any) -> int:
    price = UnitPrice.of_minor(line.price_minor, line.currency)
    return extend(price, Quantity(line.quantity_milli, line.unit)).amount_minor
