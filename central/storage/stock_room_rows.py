"""Stock room rows knows how bins and counts are kept, and when the movements of an item happened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields, replace

from sqlalchemy import Connection, delete, insert, select, update

from central.core.counts import SEEN
from central.core.fact_time import at_us
from central.core.records import Row
from central.core.stock_ports import AnnouncedLine, DeliveryRecord, Moment, Movement
from central.storage.dialect import among, insert_or_ignore, insert_or_replace
from central.storage.schema import FACT, ITEM_BIN, STOCK_MOVEMENT
from central.storage.shelf_schema import (
    DELIVERY,
    DELIVERY_LINE,
    ORDER_TAKEN,
    STOCK_COUNT,
    STOCK_UNDONE,
    TO_PUT_BACK,
)
from pos_app.domain.facts import FactKind

_BIN_COLUMNS = tuple(column.name for column in ITEM_BIN.columns)
_COUNT_COLUMNS = tuple(column.name for column in STOCK_COUNT.columns)
_TAKEN_COLUMNS = tuple(column.name for column in ORDER_TAKEN.columns)
_PUT_BACK_COLUMNS = tuple(column.name for column in TO_PUT_BACK.columns)
_LINE = tuple(DELIVERY_LINE.c[column.name] for column in fields(AnnouncedLine))
_MOMENT = (
    STOCK_COUNT.c.device_id,
    STOCK_COUNT.c.incarnation,
    STOCK_COUNT.c.sequence,
    STOCK_COUNT.c.counted_us,
)


class SqlStockKeeping:
    """What lies where, and who has looked last."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_counts(self, business_unit: str, item_ids: Collection[int]) -> dict[int, Moment]:
        """When each of these items was last counted, of those that ever were."""
        wanted = select(STOCK_COUNT.c.item_id, *_MOMENT).where(
            STOCK_COUNT.c.business_unit == business_unit,
            among(self._connection, STOCK_COUNT.c.item_id, sorted(item_ids)),
        )
        rows = self._connection.execute(wanted)
        return {item_id: Moment(*moment) for item_id, *moment in rows}

    def keep_count(
        self, business_unit: str, item_id: int, moment: Moment, recorded_us: int
    ) -> None:
        """It was counted then, and is booked now."""
        told = (moment.device_id, moment.incarnation, moment.sequence, moment.at_us, recorded_us)
        values = dict(zip(_COUNT_COLUMNS, (business_unit, item_id, *told), strict=True))
        replacing = insert_or_replace(self._connection, STOCK_COUNT, _COUNT_COLUMNS)
        self._connection.execute(replacing, values)

    def movements(self, business_unit: str, item_id: int, since_us: int) -> list[Movement]:
        """What moved an item and was recorded after a time; what no fact told happened when it was recorded."""
        moved = self._connection.execute(
            select(
                STOCK_MOVEMENT.c.source,
                STOCK_MOVEMENT.c.difference_milli,
                STOCK_MOVEMENT.c.recorded_us,
            ).where(
                STOCK_MOVEMENT.c.business_unit == business_unit,
                STOCK_MOVEMENT.c.item_id == item_id,
                STOCK_MOVEMENT.c.recorded_us >= since_us,
            )
        ).all()
        told, counts = self._told({row.source.removeprefix(SEEN) for row in moved})
        found = []
        for source, difference, recorded_us in moved:
            moments = told.get(source.removeprefix(SEEN), [Moment("", "", 0, recorded_us)])
            bounded = [replace(one, at_us=min(one.at_us, recorded_us)) for one in moments]
            found.append(Movement(difference, tuple(bounded), source in counts))
        return found

    def is_undone(self, fact_id: str) -> bool:
        """Whether a change was taken back before."""
        wanted = select(STOCK_UNDONE.c.by_fact).where(STOCK_UNDONE.c.fact_id == fact_id)
        return self._connection.scalar(wanted) is not None

    def note_undone(self, fact_id: str, by: str) -> None:
        """A change was taken back; who was first stays."""
        noting = insert_or_ignore(self._connection, STOCK_UNDONE)
        self._connection.execute(noting, {"fact_id": fact_id, "by_fact": by})

    def add_to_bin(self, business_unit: str, item_id: int, bin_name: str, milli: int) -> Row:
        """So much more lies there, never less than nothing."""
        wanted = select(ITEM_BIN.c.on_hand_milli).where(
            ITEM_BIN.c.business_unit == business_unit,
            ITEM_BIN.c.item_id == item_id,
            ITEM_BIN.c.bin == bin_name,
        )
        there = self._connection.scalar(wanted.with_for_update()) or 0
        return self.set_bin(business_unit, item_id, bin_name, max(0, there + milli))

    def set_bin(self, business_unit: str, item_id: int, bin_name: str, milli: int) -> Row:
        """Somebody has seen what lies there."""
        values = dict(zip(_BIN_COLUMNS, (business_unit, item_id, bin_name, milli), strict=True))
        replacing = insert_or_replace(self._connection, ITEM_BIN, _BIN_COLUMNS)
        self._connection.execute(replacing, values)
        return (item_id, bin_name, milli)

    def note_taken(self, order_number: str, item_id: int, bin_name: str, milli: int) -> None:
        """So much more of a bin lies in the cart of an order; less when milli is below zero."""
        wanted = select(ORDER_TAKEN.c.quantity_milli).where(
            ORDER_TAKEN.c.order_number == order_number,
            ORDER_TAKEN.c.item_id == item_id,
            ORDER_TAKEN.c.bin == bin_name,
        )
        there = self._connection.scalar(wanted.with_for_update()) or 0
        taken = (order_number, item_id, bin_name, max(0, there + milli))
        replacing = insert_or_replace(self._connection, ORDER_TAKEN, _TAKEN_COLUMNS)
        self._connection.execute(replacing, dict(zip(_TAKEN_COLUMNS, taken, strict=True)))

    def forget_taken(self, order_number: str) -> list[tuple[int, str, int]]:
        """Item, bin and how much of what lay in the cart of an order; from now on nothing does."""
        of_order = ORDER_TAKEN.c.order_number == order_number
        columns = (ORDER_TAKEN.c.item_id, ORDER_TAKEN.c.bin, ORDER_TAKEN.c.quantity_milli)
        wanted = select(*columns).where(of_order).order_by(*columns[:2])
        found = [
            (row.item_id, row.bin, row.quantity_milli) for row in self._connection.execute(wanted)
        ]
        if found:
            self._connection.execute(delete(ORDER_TAKEN).where(of_order))
        return found

    def come_back(self, business_unit: str, item_id: int, milli: int, at_us: int) -> Row:
        """So much more is to be put back, the last of it since then."""
        there, since_us = self._to_put_back(business_unit, item_id) or (0, 0)
        return self._set_to_put_back(business_unit, item_id, there + milli, max(since_us, at_us))

    def put_back(self, business_unit: str, item_id: int, at_us: int) -> Row | None:
        """Somebody put the item into its bin then; what came later is still to be put back."""
        there, since_us = self._to_put_back(business_unit, item_id) or (0, 0)
        if not there or since_us > at_us:
            return None
        return self._set_to_put_back(business_unit, item_id, 0, since_us)

    def _to_put_back(self, business_unit: str, item_id: int) -> tuple[int, int] | None:
        wanted = select(TO_PUT_BACK.c.quantity_milli, TO_PUT_BACK.c.since_us).where(
            TO_PUT_BACK.c.business_unit == business_unit, TO_PUT_BACK.c.item_id == item_id
        )
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        return None if row is None else (row.quantity_milli, row.since_us)

    def _set_to_put_back(self, business_unit: str, item_id: int, milli: int, since_us: int) -> Row:
        told = (business_unit, item_id, milli, since_us)
        values = dict(zip(_PUT_BACK_COLUMNS, told, strict=True))
        replacing = insert_or_replace(self._connection, TO_PUT_BACK, _PUT_BACK_COLUMNS)
        self._connection.execute(replacing, values)
        return (item_id, milli, since_us)

    def lock_delivery(self, delivery: str) -> DeliveryRecord | None:
        """A delivery with its lines, locked."""
        wanted = select(DELIVERY).where(DELIVERY.c.delivery == delivery)
        row = self._connection.execute(wanted.with_for_update()).one_or_none()
        if row is None:
            return None
        lines = self._connection.execute(
            select(*_LINE)
            .where(DELIVERY_LINE.c.delivery == delivery)
            .order_by(DELIVERY_LINE.c.line)
        )
        return DeliveryRecord(
            row.delivery,
            row.business_unit,
            row.kind,
            row.source,
            row.expected_on,
            row.state,
            tuple(AnnouncedLine(*line) for line in lines),
        )

    def add_delivery(self, record: DeliveryRecord) -> None:
        """Something is on its way."""
        columns = ("delivery", "business_unit", "kind", "source", "expected_on", "state")
        values = {name: getattr(record, name) for name in columns}
        self._connection.execute(insert(DELIVERY), values)
        for line in record.lines:
            self.set_line(record, line)

    def set_line(self, record: DeliveryRecord, line: AnnouncedLine) -> None:
        """So much of a line has come."""
        values = {
            "business_unit": record.business_unit,
            "delivery": record.delivery,
            **asdict(line),
        }
        columns = tuple(column.name for column in DELIVERY_LINE.columns)
        replacing = insert_or_replace(self._connection, DELIVERY_LINE, columns)
        self._connection.execute(replacing, values)

    def set_state(self, delivery: str, state: str) -> None:
        """It stands so from now on."""
        wanted = update(DELIVERY).where(DELIVERY.c.delivery == delivery)
        self._connection.execute(wanted.values(state=state))

    def _told(self, sources: set[str]) -> tuple[dict[str, list[Moment]], set[str]]:
        """When facts happened by the centre's time, and which of them are counts.

        One that was chained anew stands in several chains.
        """
        told: dict[str, list[Moment]] = {}
        counts: set[str] = set()
        if not sources:
            return told, counts
        wanted = select(
            FACT.c.fact_id,
            FACT.c.kind,
            FACT.c.device_id,
            FACT.c.incarnation,
            FACT.c.sequence,
            FACT.c.wall_us,
            FACT.c.centre_offset_ms,
        ).where(among(self._connection, FACT.c.fact_id, sorted(sources)))
        ordered = wanted.order_by(FACT.c.received_us, FACT.c.incarnation)
        for fact_id, kind, device, chain, sequence, wall_us, offset_ms in self._connection.execute(
            ordered
        ):
            moment = Moment(device, chain, sequence, at_us(wall_us, offset_ms))
            told.setdefault(fact_id, []).append(moment)
            if kind == FactKind.STOCK_COUNTED:
                counts.add(fact_id)
        return told, counts
