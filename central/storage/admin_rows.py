"""Admin rows knows what people ask of the centre: the books of a day, its figures, who administers it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, delete, func, select

from central.core.return_facts import VOIDED
from central.core.roles import Administrator, AdminRole
from central.core.routing import given_by, in_parts
from central.storage.dialect import insert_or_ignore
from central.storage.money_schema import REFUND_TENDER, SALE, SALE_RETURN, SALE_TENDER
from central.storage.return_rows import was_undone
from central.storage.schema import (
    ADMINISTRATOR,
    DEVICE,
    EXCEPTION,
    FACT,
    FEED,
    ITEM,
    OPERATOR,
    OPERATOR_ROLE,
    RECEIPT,
    STOCK,
    STOCK_MOVEMENT,
)
from central.storage.sql_orders import SqlOrders
from sync.wire.messages import OperatorEntry

_MORE_THAN_ANY_STORE_HAS = 10**15


def administrator_of(connection: Connection, token_hash: str) -> Administrator | None:
    """Who administers the centre with this token."""
    wanted = select(ADMINISTRATOR.c.name, ADMINISTRATOR.c.role)
    row = connection.execute(wanted.where(ADMINISTRATOR.c.token_hash == token_hash)).first()
    return None if row is None else Administrator(row.name, AdminRole(row.role))


def keep_administrator(
    connection: Connection, token_hash: str, administrator: Administrator, created_us: int
) -> None:
    """Keep an administrator; one who is known stays as he is."""
    row = {
        "token_hash": token_hash,
        "name": administrator.name,
        "created_us": created_us,
        "role": administrator.role,
    }
    connection.execute(insert_or_ignore(connection, ADMINISTRATOR), row)


def send_away(connection: Connection, name: str) -> int:
    """Administrators of this name are heard no more; gives how many there were."""
    return connection.execute(delete(ADMINISTRATOR).where(ADMINISTRATOR.c.name == name)).rowcount


def operators_of(connection: Connection, business_unit: str) -> list[OperatorEntry]:
    """Who may sign on in a store, by number."""
    wanted = (
        select(
            OPERATOR.c.number,
            OPERATOR.c.name,
            OPERATOR_ROLE.c.role,
            OPERATOR.c.pin_hash,
            OPERATOR.c.badge_hash,
            OPERATOR.c.under_18,
        )
        .join(OPERATOR_ROLE, OPERATOR_ROLE.c.number == OPERATOR.c.number)
        .where(OPERATOR_ROLE.c.business_unit == business_unit)
        .order_by(OPERATOR.c.number)
    )
    return [OperatorEntry(**row._mapping) for row in connection.execute(wanted)]


def books(connection: Connection, business_unit: str, business_date: str) -> dict[str, Any]:
    """What the centre holds of one store's day; amounts in minor units, stock in thousandths.

    Sales count only as long as their fact is there, so that books without their voucher do not agree; one that was
    undone counts no more.
    """
    of_day = and_(
        SALE.c.business_unit == business_unit,
        SALE.c.business_date == business_date,
        SALE.c.fact_id.in_(select(FACT.c.fact_id)),
        ~was_undone(),
    )
    count, total = connection.execute(
        select(func.count(), func.coalesce(func.sum(SALE.c.total_minor), 0)).where(of_day)
    ).one()
    tenders = connection.execute(
        select(
            SALE_TENDER.c.kind,
            func.sum(SALE_TENDER.c.given_minor - SALE_TENDER.c.change_minor).label("amount"),
        )
        .join(SALE, SALE.c.sale_id == SALE_TENDER.c.sale_id)
        .where(of_day)
        .group_by(SALE_TENDER.c.kind)
    )
    returned = and_(
        SALE_RETURN.c.business_unit == business_unit,
        SALE_RETURN.c.business_date == business_date,
        SALE_RETURN.c.fact_id.in_(select(FACT.c.fact_id)),
        SALE_RETURN.c.reason != VOIDED,
    )
    return_count, refunds = connection.execute(
        select(func.count(), func.coalesce(func.sum(SALE_RETURN.c.total_minor), 0)).where(returned)
    ).one()
    refund_tenders = connection.execute(
        select(REFUND_TENDER.c.kind, func.sum(REFUND_TENDER.c.amount_minor).label("amount"))
        .join(SALE_RETURN, SALE_RETURN.c.fact_id == REFUND_TENDER.c.fact_id)
        .where(returned)
        .group_by(REFUND_TENDER.c.kind)
    )
    taken = {row.kind: int(row.amount) for row in tenders}
    return {
        "business_unit": business_unit,
        "business_date": business_date,
        "sale_count": count,
        "sales_total_minor": int(total),
        "cash_minor": taken.get("cash", 0),
        "tenders_minor": taken,
        "return_count": return_count,
        "refunds_minor": int(refunds),
        "refund_tenders_minor": {row.kind: int(row.amount) for row in refund_tenders},
        "journals": _journals(connection, business_unit),
        "stock": _touched_stock(connection, business_unit),
        "parked_count": _parked(connection, business_unit),
    }


def _journals(connection: Connection, business_unit: str) -> list[dict[str, Any]]:
    """Every chain of the store's devices: its end, and how many facts are there."""
    wanted = (
        select(
            DEVICE.c.device_id,
            DEVICE.c.workstation,
            FACT.c.incarnation,
            func.max(FACT.c.sequence).label("sequence"),
            func.count().label("fact_count"),
        )
        .join(FACT, FACT.c.device_id == DEVICE.c.device_id)
        .where(DEVICE.c.business_unit == business_unit)
        .group_by(DEVICE.c.device_id, DEVICE.c.workstation, FACT.c.incarnation)
        .order_by(DEVICE.c.workstation, FACT.c.incarnation)
    )
    return [dict(row._mapping) for row in connection.execute(wanted)]


def _touched_stock(connection: Connection, business_unit: str) -> list[dict[str, Any]]:
    """Stock of the items that a fact has moved."""
    moved = (
        select(STOCK_MOVEMENT.c.item_id)
        .join(RECEIPT, RECEIPT.c.fact_id == STOCK_MOVEMENT.c.source)
        .where(STOCK_MOVEMENT.c.business_unit == business_unit)
    )
    wanted = (
        select(STOCK.c.item_id, ITEM.c.number, STOCK.c.on_hand_milli)
        .join(ITEM, ITEM.c.item_id == STOCK.c.item_id)
        .where(STOCK.c.business_unit == business_unit, STOCK.c.item_id.in_(moved))
        .order_by(STOCK.c.item_id)
    )
    return [dict(row._mapping) for row in connection.execute(wanted)]


def _parked(connection: Connection, business_unit: str) -> int:
    wanted = select(func.count()).where(
        RECEIPT.c.business_unit == business_unit, RECEIPT.c.status == "parked"
    )
    return connection.scalar(wanted) or 0


def availability(connection: Connection, item_number: str) -> list[dict[str, Any]]:
    """What each store may promise of an item, in thousandths; of a kit, what its scarcest part makes."""
    orders = SqlOrders(connection)
    items = orders.items_by_number({item_number}).values()
    kits = orders.kits.parts(items)
    wanted = dict.fromkeys(items, _MORE_THAN_ANY_STORE_HAS)
    return [
        {
            "business_unit": offer.business_unit,
            "available_milli": sum(given_by(wanted, offer, kits).values()),
        }
        for offer in orders.offers(in_parts(wanted, kits))
        if offer.available_milli
    ]


def open_exceptions(connection: Connection, business_unit: str) -> list[dict[str, Any]]:
    """What waits for a person in a store, oldest first."""
    wanted = (
        select(EXCEPTION)
        .where(EXCEPTION.c.business_unit == business_unit, EXCEPTION.c.state == "open")
        .order_by(EXCEPTION.c.raised_us, EXCEPTION.c.exception_id)
    )
    return [dict(row._mapping) for row in connection.execute(wanted)]


def figures(connection: Connection) -> dict[str, int]:
    """What /metrics shows."""
    asked = {
        "facts": select(func.count()).select_from(FACT),
        "facts_parked": select(func.count()).where(RECEIPT.c.status == "parked"),
        "sales": select(func.count()).select_from(SALE),
        "exceptions_open": select(func.count()).where(EXCEPTION.c.state == "open"),
        "devices": select(func.count()).where(DEVICE.c.revoked.is_(False)),
        "feed_positions": select(func.coalesce(func.sum(FEED.c.head), 0)),
    }
    return {name: int(connection.scalar(wanted) or 0) for name, wanted in asked.items()}
