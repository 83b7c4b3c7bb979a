"""People rows knows what names people: who waits for an order, the directory of a store, side records, erasure."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from central.core.refused import Refused
from central.storage.card_rows import SqlCards
from central.storage.dialect import insert_or_ignore
from central.storage.note_rows import drop_notes, notes_of
from central.storage.order_schema import PICKUP_CODE
from central.storage.purchase_rows import shown_purchases
from central.storage.purchase_schema import ACCOUNT_LIMIT, POINT_MOVEMENT, PURCHASE
from central.storage.schema import (
    CONFIGURATION,
    CUSTOMER,
    CUSTOMER_ORDER,
    ERASED_RECORD,
    ERASURE,
    RECORD_VIEW,
    SIDE_RECORD,
)
from pos_app.domain.customer_order import COLLECTED, ENDED
from pos_app.domain.pickup_code import CHECK_SETTING, CheckMethod
from sync.wire.messages import (
    CustomerEntry,
    OrderCheckEntry,
    OrderCustomerEntry,
    SideRecord,
)

DIRECTORY_MAX = 100_000
# Tables that hold what names people.
OF_PEOPLE = (
    "account_limit",
    "customer",
    "customer_order",
    "point_movement",
    "purchase",
    "side_record",
)


def order_customers(connection: Connection, business_unit: str) -> list[OrderCustomerEntry]:
    """Who waits for an open order of a store, by order."""
    wanted = (
        select(
            CUSTOMER_ORDER.c.order_number,
            CUSTOMER_ORDER.c.customer_number,
            func.coalesce(CUSTOMER.c.name, "").label("name"),
            func.coalesce(CUSTOMER.c.email, "").label("email"),
            func.coalesce(CUSTOMER.c.phone, "").label("phone"),
            CUSTOMER_ORDER.c.alternate_person,
            CUSTOMER_ORDER.c.vehicle,
            CUSTOMER_ORDER.c.address,
            CUSTOMER_ORDER.c.gift,
            CUSTOMER_ORDER.c.paid,
        )
        .outerjoin(CUSTOMER, CUSTOMER.c.number == CUSTOMER_ORDER.c.customer_number)
        .where(
            CUSTOMER_ORDER.c.business_unit == business_unit,
            CUSTOMER_ORDER.c.state.not_in(sorted(ENDED)),
        )
        .order_by(CUSTOMER_ORDER.c.order_number)
    )
    return [OrderCustomerEntry(**row._mapping) for row in connection.execute(wanted)]


def order_checks(connection: Connection, business_unit: str) -> list[OrderCheckEntry]:
    """How the person of each open order of a store is checked, by order; without a code, by name and phone."""
    setting = select(CONFIGURATION.c.value).where(
        CONFIGURATION.c.business_unit == business_unit, CONFIGURATION.c.name == CHECK_SETTING
    )
    method = connection.scalar(setting) or CheckMethod.CODE
    wanted = (
        select(CUSTOMER_ORDER.c.order_number, PICKUP_CODE.c.salt, PICKUP_CODE.c.code_hash)
        .outerjoin(PICKUP_CODE, PICKUP_CODE.c.order_number == CUSTOMER_ORDER.c.order_number)
        .where(
            CUSTOMER_ORDER.c.business_unit == business_unit,
            CUSTOMER_ORDER.c.fulfilment.in_(sorted(COLLECTED)),
            CUSTOMER_ORDER.c.state.not_in(sorted(ENDED)),
        )
        .order_by(CUSTOMER_ORDER.c.order_number)
    )
    return [
        OrderCheckEntry(
            row.order_number,
            CheckMethod.NAME_PHONE if method == CheckMethod.CODE and not row.salt else str(method),
            row.salt or "",
            row.code_hash or "",
        )
        for row in connection.execute(wanted)
    ]


def directory(connection: Connection, business_unit: str, since: str) -> list[CustomerEntry]:
    """Customers who bought in a store since a day and agreed to be known, the newest purchases first."""
    here = (
        select(PURCHASE.c.customer_number, func.max(PURCHASE.c.ordered_on).label("last"))
        .where(PURCHASE.c.business_unit == business_unit, PURCHASE.c.ordered_on >= since)
        .group_by(PURCHASE.c.customer_number)
        .subquery()
    )
    known = (
        select(CUSTOMER)
        .join(here, here.c.customer_number == CUSTOMER.c.number)
        .where(CUSTOMER.c.consent_history)
        .order_by(here.c.last.desc(), CUSTOMER.c.number)
        .limit(DIRECTORY_MAX)
    )
    people = connection.execute(known).all()
    purchases = shown_purchases(connection, business_unit, select(here.c.customer_number))
    notes = notes_of(connection, select(here.c.customer_number))
    return [
        CustomerEntry(
            person.number,
            person.name,
            person.email,
            person.phone,
            person.loyalty_card,
            person.points,
            person.sizes,
            person.tastes,
            purchases.get(person.number, []),
            notes.get(person.number, []),
        )
        for person in people
    ]


def erased_subjects(connection: Connection) -> list[str]:
    """Everybody who was erased, by number."""
    return list(connection.scalars(select(ERASURE.c.subject).order_by(ERASURE.c.subject)))


def keep_side_records(
    connection: Connection, device_id: str, records: Sequence[SideRecord], received_us: int
) -> list[str]:
    """Keep what facts only commit to; gives the commitments that are held. Nobody comes back who was erased."""
    erased = _erased_of(connection, {record.subject for record in records})
    rows = [
        {
            "commitment": record.commitment,
            "subject": record.subject,
            "device_id": device_id,
            "record_key": record.key,
            "record": record.record,
            "received_us": received_us,
        }
        for record in records
        if record.subject not in erased
    ]
    if rows:
        connection.execute(insert_or_ignore(connection, SIDE_RECORD), rows)
    gone = [record.commitment for record in records if record.subject in erased]
    _note_erased(connection, gone, received_us)
    return [str(row["commitment"]) for row in rows]


def _erased_of(connection: Connection, subjects: set[str]) -> set[str]:
    return set(connection.scalars(select(ERASURE.c.subject).where(ERASURE.c.subject.in_(subjects))))


def erase(connection: Connection, subject: str, erased_us: int) -> None:
    """Forget a person: no name, no contact, no history; facts keep their commitments, which say nothing any more.

    Raises Refused: unknown_person, open_orders while an order of theirs waits, account_open while they owe something.
    """
    if _waits_for_order(connection, subject):
        raise Refused(409, "open_orders", "An order of this person is still open.")
    if _has_open_account(connection, subject):
        raise Refused(409, "account_open", "The account of this person is not settled.")
    known = or_(
        select(CUSTOMER.c.number).where(CUSTOMER.c.number == subject).exists(),
        select(SIDE_RECORD.c.subject).where(SIDE_RECORD.c.subject == subject).exists(),
        select(CUSTOMER_ORDER.c.order_number)
        .where(CUSTOMER_ORDER.c.customer_number == subject)
        .exists(),
    )
    if not connection.scalar(select(known)):
        raise Refused(404, "unknown_person", "There is nothing about such a person.")
    _forget(connection, subject, erased_us)


def erase_again(connection: Connection, subject: str, erased_us: int) -> bool:
    """Forget who was erased before a backup was put back, known or not: a device may still bring their records.

    False while an order or account of theirs is open: in the backup it has not ended yet.
    """
    if _waits_for_order(connection, subject) or _has_open_account(connection, subject):
        return False
    _forget(connection, subject, erased_us)
    return True


def _waits_for_order(connection: Connection, subject: str) -> bool:
    waiting = select(CUSTOMER_ORDER.c.order_number).where(
        CUSTOMER_ORDER.c.customer_number == subject, CUSTOMER_ORDER.c.state.not_in(sorted(ENDED))
    )
    return connection.execute(waiting.limit(1)).first() is not None


def _has_open_account(connection: Connection, subject: str) -> bool:
    """Whether they owe something, or have paid more than that."""
    cards = SqlCards(connection)
    account = cards.account_of(subject)
    return account is not None and (
        cards.balances([account.card]).get(account.card, 0) != account.limit_minor
    )


def _forget(connection: Connection, subject: str, erased_us: int) -> None:
    records = select(SIDE_RECORD.c.commitment).where(SIDE_RECORD.c.subject == subject)
    _note_erased(connection, list(connection.scalars(records)), erased_us)
    of_theirs = CUSTOMER_ORDER.c.customer_number == subject
    connection.execute(delete(CUSTOMER).where(CUSTOMER.c.number == subject))
    connection.execute(delete(PURCHASE).where(PURCHASE.c.customer_number == subject))
    connection.execute(delete(POINT_MOVEMENT).where(POINT_MOVEMENT.c.customer_number == subject))
    theirs = ACCOUNT_LIMIT.c.customer_number == subject
    connection.execute(update(ACCOUNT_LIMIT).where(theirs).values(customer_number=""))
    connection.execute(delete(SIDE_RECORD).where(SIDE_RECORD.c.subject == subject))
    drop_notes(connection, subject)
    nobody = {"customer_number": "", "alternate_person": "", "vehicle": "", "address": ""}
    # Of few words, as a name and a number, whoever guesses them can tell that they were these.
    nobody["content_hash"] = ""
    nowhere = {"latitude_micro": None, "longitude_micro": None}
    connection.execute(update(CUSTOMER_ORDER).where(of_theirs).values(**nobody, **nowhere))
    connection.execute(delete(ERASURE).where(ERASURE.c.subject == subject))
    connection.execute(insert(ERASURE), {"subject": subject, "erased_us": erased_us})


def _note_erased(connection: Connection, commitments: Sequence[str], erased_us: int) -> None:
    rows = [{"commitment": commitment, "erased_us": erased_us} for commitment in commitments]
    if rows:
        connection.execute(insert_or_ignore(connection, ERASED_RECORD), rows)


def records_of(
    connection: Connection, commitments: Sequence[str]
) -> tuple[dict[str, tuple[str, str]], dict[str, int]]:
    """Subject and record by commitment, and when others of these were erased."""
    held = select(SIDE_RECORD.c.commitment, SIDE_RECORD.c.subject, SIDE_RECORD.c.record).where(
        SIDE_RECORD.c.commitment.in_(commitments)
    )
    gone = select(ERASED_RECORD.c.commitment, ERASED_RECORD.c.erased_us).where(
        ERASED_RECORD.c.commitment.in_(commitments)
    )
    return (
        {row.commitment: (row.subject, row.record) for row in connection.execute(held)},
        {row.commitment: row.erased_us for row in connection.execute(gone)},
    )


def note_view(
    connection: Connection,
    view_id: str,
    administrator: str,
    fact_id: str,
    outcome: str,
    now_us: int,
) -> None:
    """Write down who asked for the records of a fact, and what became of it."""
    row = {"view_id": view_id, "administrator": administrator, "fact_id": fact_id}
    connection.execute(insert(RECORD_VIEW), {**row, "outcome": outcome, "viewed_us": now_us})


def views(connection: Connection, before_us: int, limit: int) -> list[tuple[str, str, str, int]]:
    """Administrator, fact, outcome and time of those who asked, the newest first."""
    wanted = (
        select(
            RECORD_VIEW.c.administrator,
            RECORD_VIEW.c.fact_id,
            RECORD_VIEW.c.outcome,
            RECORD_VIEW.c.viewed_us,
        )
        .where(RECORD_VIEW.c.viewed_us < before_us)
        .order_by(RECORD_VIEW.c.viewed_us.desc(), RECORD_VIEW.c.view_id)
        .limit(limit)
    )
    found = connection.execute(wanted)
    return [(row.administrator, row.fact_id, row.outcome, row.viewed_us) for row in found]
