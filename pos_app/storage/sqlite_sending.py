"""SQLite sending knows what waits for the centre: the own journal compared with what the agent wrote down."""

from __future__ import annotations

import json
from typing import Any

from pos_app.files.database import Connection, Row
from pos_app.ports.clock import Clock
from pos_app.ports.replica import SIDE_RECORD, SendingStatus, WaitingFact
from pos_app.storage.device_notices import clock_off_s, device_notices, room_left_bytes
from pos_app.storage.rescue_copy import RescueCopy
from pos_app.storage.sqlite_customers import SqliteCustomers
from pos_app.storage.sqlite_side_records import SqliteSideRecords

# A fact waits in its newest chain only: behind `moved_after` an older chain goes on elsewhere.
_WAITING = """FROM main.incarnation i LEFT JOIN store.acknowledged a ON a.incarnation = i.id
    CROSS JOIN main.fact f ON f.incarnation = i.number AND f.sequence > coalesce(a.sequence, 0)
    WHERE (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
# The exception of a parked fact bears the fact's own id; one that a person has settled needs no look any more.
_PARKED = """FROM store.receipt r CROSS JOIN main.fact f ON f.fact_id = r.fact_id
    CROSS JOIN main.incarnation i ON i.number = f.incarnation
    LEFT JOIN store.exception e ON e.exception_id = lower(hex(r.fact_id))
    WHERE r.status = 'parked' AND coalesce(e.state, 'open') = 'open'
    AND (i.moved_after IS NULL OR f.sequence <= i.moved_after)"""
WAITING_COUNTS = f"SELECT count(*), coalesce(sum(f.kind = 'sale_completed'), 0) {_WAITING}"
PARKED_COUNT = f"SELECT count(*) {_PARKED}"
WAITING_FACTS = f"""SELECT f.sequence, f.kind, f.wall_us, f.body, 'waiting', '', '' {_WAITING}
    ORDER BY f.incarnation, f.sequence LIMIT ?"""
PARKED_FACTS = f"""SELECT f.sequence, f.kind, f.wall_us, f.body, 'parked',
    coalesce(e.kind, ''), coalesce(e.detail, '') {_PARKED}
    ORDER BY f.incarnation, f.sequence LIMIT ?"""
CONTACT = "SELECT name, value FROM store.contact"
PROOF = "SELECT max(acknowledged_us) FROM store.acknowledged"
BEGUN = "SELECT max(opened_us) FROM main.incarnation"
PRICES_FROM = "SELECT applied_us FROM zone.feed_state"

# Where the body of a fact says an amount, and by what words a person knows it.
_AMOUNTS = ("total_minor", "counted_minor", "sales_total_minor")
_LABELS = ("receipt_number", "business_date", "reason")


class SqliteSending:
    """Counts what is not acknowledged, and what is acknowledged but parked."""

    def __init__(self, connection: Connection, rescue: RescueCopy | None, clock: Clock) -> None:
        self._connection = connection
        self._rescue = rescue
        self._clock = clock

    def status(self) -> SendingStatus:
        """The figures for the status pill."""
        waiting, waiting_sales = self._connection.execute(WAITING_COUNTS).fetchone()
        records = SqliteSideRecords(self._connection).waiting_count()
        contact: dict[str, str] = dict(self._connection.execute(CONTACT).fetchall())
        proof = self._connection.execute(PROOF).fetchone()[0]
        prices = self._connection.execute(PRICES_FROM).fetchall()
        begun_us = self._connection.execute(BEGUN).fetchone()[0]
        now_us = self._clock.read().wall_us
        return SendingStatus(
            waiting_count=waiting + records,
            waiting_record_count=records,
            waiting_sale_count=waiting_sales,
            parked_count=self._connection.execute(PARKED_COUNT).fetchone()[0],
            offline_since_us=_time(contact, "offline_since_us"),
            last_proof_us=_time(contact, "last_proof_us") or proof,
            prices_from_us=prices[0][0] if prices else None,
            refused_by_centre=contact.get("refused_by_centre", "") not in ("", "0"),
            second_copy_failed=self._rescue is not None and self._rescue.failure is not None,
            notices=device_notices(contact, begun_us, now_us),
            clock_off_s=clock_off_s(contact, begun_us, now_us),
            room_left_bytes=room_left_bytes(contact),
            customers=SqliteCustomers(self._connection).here(),
        )

    def waiting(self, limit: int) -> tuple[WaitingFact, ...]:
        """What needs a look first, then what waits, each oldest first."""
        rows = self._connection.execute(PARKED_FACTS, (limit,)).fetchall()
        rows += self._connection.execute(WAITING_FACTS, (limit - len(rows),)).fetchall()
        facts = [_waiting(row) for row in rows]
        times = SqliteSideRecords(self._connection).waiting_since(limit - len(facts))
        beside = [WaitingFact(0, SIDE_RECORD, wall_us, None, "", "waiting") for wall_us in times]
        return (*facts, *beside)


def _time(contact: dict[str, str], name: str) -> int | None:
    value = contact.get(name, "")
    return int(value) if value else None


def _waiting(row: Row) -> WaitingFact:
    sequence, kind, wall_us, stored, state, reason, about = row
    body: dict[str, Any] = json.loads(stored)
    amount = next((body[name] for name in _AMOUNTS if name in body), None)
    label = next((str(body[name]) for name in _LABELS if name in body), "")
    return WaitingFact(sequence, kind, wall_us, amount, label, state, reason, about)
