"""Message rows knows which customers are to be told something about their orders, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from central.storage.mention_rows import mentions_of
from central.storage.order_schema import CUSTOMER_MESSAGE, ORDER_DEED, PICKUP_CODE
from central.storage.schema import CONFIGURATION, CUSTOMER, CUSTOMER_ORDER, STORE
from pos_app.domain.customer_order import COLLECTED, IN_BAYS, OrderState

DAY_US = 24 * 3_600_000_000
# The store's setting: so many days an order waits in its bay.
PICKUP_DAYS_SETTING = "pickup_days"
PICKUP_DAYS = 7
TRIES_MAX = 8
FIRST_PAUSE_US = 60_000_000
WAITING, SENT, GIVEN_UP = "waiting", "sent", "given_up"


class MessageKind(StrEnum):
    """What a customer is told."""

    READY = "ready"
    REMINDER = "reminder"
    THANKS = "thanks"


# Without asking: they are about goods that somebody ordered. All others need consent.
_SERVICE = frozenset({MessageKind.READY, MessageKind.REMINDER})


@dataclass(frozen=True, slots=True)
class DueMessage:
    """One message with all that its words need.

    expires_us: until when the goods wait; mentions: goods that are news to them.
    """

    order_number: str
    kind: MessageKind
    email: str
    name: str
    store_name: str
    time_zone: str
    code: str
    expires_us: int
    tries: int
    mentions: tuple[str, ...] = ()


def note_messages(connection: Connection, now_us: int) -> int:
    """Write what is to be said now and was not before; gives how many messages that are."""
    ready = [(number, MessageKind.READY) for number in _ready(connection)]
    days = _days(connection)
    waiting = [
        (number, MessageKind.REMINDER)
        for number, unit, made_us in _told_ready(connection)
        if now_us >= made_us + (days.get(unit, PICKUP_DAYS) - 1) * DAY_US
    ]
    thanks = [(number, MessageKind.THANKS) for number in _taken(connection, now_us)]
    known = {
        (row.order_number, row.kind)
        for row in connection.execute(
            select(CUSTOMER_MESSAGE.c.order_number, CUSTOMER_MESSAGE.c.kind)
        )
    }
    new = [found for found in (*ready, *waiting, *thanks) if found not in known]
    rows = [
        {
            "order_number": number,
            "kind": kind,
            "state": WAITING,
            "made_us": now_us,
            "due_us": now_us,
            "tries": 0,
        }
        for number, kind in new
    ]
    if rows:
        connection.execute(insert(CUSTOMER_MESSAGE), rows)
    return len(rows)


def unfetched(connection: Connection, now_us: int) -> list[str]:
    """Orders that have waited in their bays for longer than their store keeps them."""
    days = _days(connection)
    return [
        number
        for number, unit, made_us in _told_ready(connection)
        if now_us >= made_us + days.get(unit, PICKUP_DAYS) * DAY_US
    ]


def due_messages(connection: Connection, now_us: int, limit: int) -> list[DueMessage]:
    """What is to be sent now to people who may be written to, the oldest first; the rest is given up."""
    orders, people, told = CUSTOMER_ORDER.c, CUSTOMER.c, CUSTOMER_MESSAGE.c
    wanted = (
        select(
            told.order_number,
            told.kind,
            told.made_us,
            told.tries,
            orders.business_unit,
            orders.state,
            func.coalesce(people.email, "").label("email"),
            func.coalesce(people.name, "").label("name"),
            func.coalesce(people.consent_marketing, False).label("agreed"),
            STORE.c.name.label("store_name"),
            STORE.c.time_zone,
            func.coalesce(PICKUP_CODE.c.code, "").label("code"),
        )
        .join(CUSTOMER_ORDER, orders.order_number == told.order_number)
        .join(STORE, STORE.c.business_unit == orders.business_unit)
        .outerjoin(CUSTOMER, people.number == orders.customer_number)
        .outerjoin(PICKUP_CODE, PICKUP_CODE.c.order_number == orders.order_number)
        .where(told.state == WAITING, told.due_us <= now_us)
        .order_by(told.made_us, told.order_number)
        .limit(limit)
    )
    days, due = _days(connection), []
    for row in connection.execute(wanted).all():
        kind = MessageKind(row.kind)
        is_wanted = kind is MessageKind.THANKS or OrderState(row.state) in IN_BAYS
        if not row.email or not (row.agreed or kind in _SERVICE) or not is_wanted:
            _set(connection, row.order_number, kind, GIVEN_UP, None, row.tries)
            continue
        expires_us = row.made_us + days.get(row.business_unit, PICKUP_DAYS) * DAY_US
        due.append(
            DueMessage(
                row.order_number,
                kind,
                row.email,
                row.name,
                row.store_name,
                row.time_zone,
                row.code,
                expires_us,
                row.tries,
                mentions_of(connection, row.order_number) if kind is MessageKind.THANKS else (),
            )
        )
    return due


def was_sent(connection: Connection, message: DueMessage) -> None:
    """It is with the mail server."""
    _set(connection, message.order_number, message.kind, SENT, None, message.tries + 1)


def was_not_sent(
    connection: Connection, message: DueMessage, now_us: int, *, for_good: bool
) -> None:
    """Try again after a pause that doubles, or never."""
    tries = message.tries + 1
    if for_good or tries >= TRIES_MAX:
        _set(connection, message.order_number, message.kind, GIVEN_UP, None, tries)
    else:
        due_us = now_us + (FIRST_PAUSE_US << tries)
        _set(connection, message.order_number, message.kind, WAITING, due_us, tries)


def _set(
    connection: Connection, number: str, kind: str, state: str, due_us: int | None, tries: int
) -> None:
    told = CUSTOMER_MESSAGE.c
    wanted = update(CUSTOMER_MESSAGE).where(told.order_number == number, told.kind == kind)
    connection.execute(wanted.values(state=state, due_us=due_us, tries=tries))


def _in_bays() -> ColumnElement[bool]:
    orders = CUSTOMER_ORDER.c
    return orders.state.in_(sorted(IN_BAYS)) & orders.fulfilment.in_(sorted(COLLECTED))


def _ready(connection: Connection) -> Iterable[str]:
    return connection.scalars(select(CUSTOMER_ORDER.c.order_number).where(_in_bays())).all()


def _told_ready(connection: Connection) -> list[tuple[str, str, int]]:
    """Orders in their bays, their stores, and since when they were known to be there."""
    orders, told = CUSTOMER_ORDER.c, CUSTOMER_MESSAGE.c
    wanted = (
        select(orders.order_number, orders.business_unit, told.made_us)
        .join(CUSTOMER_MESSAGE, told.order_number == orders.order_number)
        .where(_in_bays(), told.kind == MessageKind.READY)
        .order_by(orders.order_number)
    )
    return [(number, unit, made_us) for number, unit, made_us in connection.execute(wanted)]


def _taken(connection: Connection, now_us: int) -> Iterable[str]:
    """Orders that were handed over since yesterday."""
    orders, deeds = CUSTOMER_ORDER.c, ORDER_DEED.c
    wanted = (
        select(orders.order_number)
        .join(ORDER_DEED, deeds.order_number == orders.order_number)
        .where(
            orders.state == OrderState.HANDED_OVER,
            deeds.deed == OrderState.HANDED_OVER,
            deeds.at_us >= now_us - DAY_US,
        )
    )
    return connection.scalars(wanted).all()


def _days(connection: Connection) -> dict[str, int]:
    wanted = select(CONFIGURATION.c.business_unit, CONFIGURATION.c.value).where(
        CONFIGURATION.c.name == PICKUP_DAYS_SETTING
    )
    rows = connection.execute(wanted).all()
    return {row.business_unit: int(row.value) for row in rows if row.value.isdecimal()}
