"""Deliveries knows how advance notices of a file become what a store waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from central.core.delivery_facts import EXPECTED, announced
from central.core.feed import store_feed
from central.core.stock_ports import AnnouncedLine, DeliveryRecord
from central.importing.loading import Loaded, Moment, found_by, items_by_number, of_kind
from central.importing.rows import DeliveryRow, FileRow
from central.storage.schema import STORE
from central.storage.stock_room_rows import SqlStockKeeping
from pos_app.domain.delivery import DeliveryKind


def load_deliveries(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Announce goods; what has come of a delivery stays, and one that is here already is not announced again."""
    loaded = Loaded()
    found = of_kind(rows, DeliveryRow)
    items = items_by_number(connection, {notice.number for _, notice in found})
    units = {notice.business_unit for _, notice in found}
    stores = found_by(connection, STORE, STORE.c.business_unit, units)
    by_name: dict[str, list[tuple[FileRow, DeliveryRow]]] = {}
    for row, notice in found:
        if notice.business_unit not in stores:
            loaded.complaints.append(row.complain(f"there is no store {notice.business_unit!r}"))
        elif notice.number not in items:
            loaded.complaints.append(row.complain(f"there is no item {notice.number!r}"))
        else:
            by_name.setdefault(notice.delivery, []).append((row, notice))
    keeping = SqlStockKeeping(connection)
    for name, notices in sorted(by_name.items()):
        _announce(keeping, name, notices, items, loaded)
    return loaded


def _announce(
    keeping: SqlStockKeeping,
    name: str,
    notices: Sequence[tuple[FileRow, DeliveryRow]],
    items: dict[str, int],
    loaded: Loaded,
) -> None:
    """All rows of one delivery; its store and source are those of its first row."""
    known = keeping.lock_delivery(name)
    first = notices[0][1]
    record = known or DeliveryRecord(
        name,
        first.business_unit,
        DeliveryKind.NOTICE,
        first.source,
        first.expected_on,
        EXPECTED,
        (),
    )
    lines = [*record.lines]
    for row, notice in notices:
        wrong = _wrong(record, notice)
        if wrong:
            loaded.complaints.append(row.complain(wrong))
            continue
        place = _place(lines, items[notice.number], notice.sscc)
        if place is None:
            number = 1 + max((line.line for line in lines), default=0)
            told = (items[notice.number], notice.quantity_milli, notice.sscc)
            lines.append(AnnouncedLine(number, *told))
            loaded.changed += 1
        elif lines[place].quantity_milli != notice.quantity_milli:
            lines[place] = replace(lines[place], quantity_milli=notice.quantity_milli)
            loaded.changed += 1
        else:
            loaded.unchanged += 1
    after = replace(record, lines=tuple(lines))
    if after.lines == record.lines:
        return
    if known is None:
        keeping.add_delivery(after)
    else:
        for line in after.lines:
            keeping.set_line(after, line)
    loaded.changes.setdefault(store_feed(after.business_unit), []).append(announced(after))


def _wrong(record: DeliveryRecord, notice: DeliveryRow) -> str:
    if record.state != EXPECTED:
        return f"delivery {record.delivery} is here already"
    if (record.business_unit, record.kind) != (notice.business_unit, DeliveryKind.NOTICE):
        return f"delivery {record.delivery} is another one"
    return ""


def _place(lines: Sequence[AnnouncedLine], item_id: int, sscc: str) -> int | None:
    for place, line in enumerate(lines):
        if (line.item_id, line.sscc) == (item_id, sscc):
            return place
    return None
