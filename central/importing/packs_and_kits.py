"""Packs and kits knows how other units of items, and what kits are made of, become rows of the centre."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from central.core.feed import zone_feed
from central.importing import cells
from central.importing.loading import (
    Loaded,
    Moment,
    Values,
    currencies_by_zone,
    found_by,
    of_kind,
    replace_rows,
)
from central.importing.rows import BadRow, FileRow, KitRow, PackRow
from central.storage.goods_schema import ITEM_PACK, ITEM_PART
from central.storage.pack_price_rows import write_pack_prices
from central.storage.schema import ITEM, ITEM_CODE
from pos_app.domain.gs1 import is_gtin, normalise_gtin
from pos_app.domain.quantity import EACH, MILLI

# What one line of a sale holds at most.
PACK_MILLI_MAX = 999 * MILLI
_PACK_COLUMNS = ("gtin", "item_id", "pack", "quantity_milli")


def load_packs(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Write other units of items under their codes, with the prices that are their own."""
    loaded = Loaded()
    found = of_kind(rows, PackRow)
    items = found_by(connection, ITEM, ITEM.c.number, {pack.number for _, pack in found})
    codes = {normalise_gtin(pack.gtin) for _, pack in found if is_gtin(pack.gtin)}
    owned = found_by(connection, ITEM_CODE, ITEM_CODE.c.gtin, codes)
    known = found_by(connection, ITEM_PACK, ITEM_PACK.c.gtin, codes)
    packs: dict[str, Values] = {}
    prices: dict[tuple[str, str], int] = {}
    zones = currencies_by_zone(connection)
    for row, pack in found:
        try:
            values = _pack(pack, items, owned, known)
            before = packs.get(values["gtin"], values)
            if before != values:
                message = f"the code {values['gtin']} was another pack before"
                raise BadRow(message)
            minor = _price_minor(pack, zones)
        except BadRow as bad:
            loaded.complaints.append(row.complain(str(bad)))
            continue
        packs[values["gtin"]] = values
        if minor is not None:
            prices[pack.zone, values["gtin"]] = minor
    changed = [values for gtin, values in packs.items() if known.get(gtin) != values]
    replace_rows(connection, ITEM_PACK, changed)
    loaded.tell("chain", item_pack=[tuple(v[name] for name in _PACK_COLUMNS) for v in changed])
    dearer = _load_prices(connection, prices, loaded, moment.now_us)
    loaded.changed = len(changed) + dearer
    loaded.unchanged = max(0, len(found) - len(loaded.complaints) - loaded.changed)
    return loaded


def _pack(
    pack: PackRow, items: dict[Any, Values], owned: dict[Any, Values], known: dict[Any, Values]
) -> Values:
    """The row of a pack. Errors: BadRow."""
    item = items.get(pack.number)
    gtin = normalise_gtin(pack.gtin) if is_gtin(pack.gtin) else ""
    if item is None:
        message = f"there is no item {pack.number!r}"
    elif not gtin:
        message = f"pack_gtin has a wrong length or check digit: {pack.gtin[:40]!r}"
    elif gtin in owned or known.get(gtin, item)["item_id"] != item["item_id"]:
        message = f"the code {gtin} belongs to another item, or to the item itself"
    elif not 0 < pack.quantity_milli <= PACK_MILLI_MAX:
        message = "pack_quantity is nothing, or more than 999"
    elif item["unit"] == EACH and pack.quantity_milli % MILLI:
        message = "pack_quantity is no whole number of pieces"
    else:
        row = (gtin, item["item_id"], pack.pack, pack.quantity_milli)
        return dict(zip(_PACK_COLUMNS, row, strict=True))
    raise BadRow(message)


def _price_minor(pack: PackRow, zones: dict[str, str]) -> int | None:
    """What it costs in its zone, None where the file says nothing of it. Errors: BadRow."""
    if not pack.zone:
        return None
    if pack.zone not in zones:
        message = f"no store is in the zone {pack.zone!r}"
        raise BadRow(message)
    minor = cells.price_minor(pack.price, zones[pack.zone])
    if not minor:
        message = "pack_price is nothing"
        raise BadRow(message)
    return minor


def _load_prices(
    connection: Connection, prices: dict[tuple[str, str], int], loaded: Loaded, now_us: int
) -> int:
    """Write what is another price than before; gives how many."""
    other = write_pack_prices(connection, prices, now_us)
    for zone in sorted({zone for zone, _ in other}):
        told = sorted((gtin, minor) for (of, gtin), minor in other.items() if of == zone)
        loaded.tell(zone_feed(zone), pack_price=told)
    return len(other)


def load_kits(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Write what kits are made of; a part of nothing is taken out."""
    loaded = Loaded()
    found = of_kind(rows, KitRow)
    numbers = {number for _, kit in found for number in (kit.number, kit.part)}
    items = found_by(connection, ITEM, ITEM.c.number, numbers)
    ids = {item["item_id"] for item in items.values()}
    before = _parts_of(connection, ids)
    wholes = [items[kit.number] for _, kit in found if kit.number in items]
    kits = {kit for kit, _ in before} | {w["item_id"] for w in wholes if w["unit"] == EACH}
    parts: dict[tuple[int, int], int] = {}
    for row, kit in found:
        reason = _why_no_part(kit, items, kits)
        if reason:
            loaded.complaints.append(row.complain(reason))
        else:
            key = (items[kit.number]["item_id"], items[kit.part]["item_id"])
            parts[key] = kit.quantity_milli
    other = {key: milli for key, milli in parts.items() if before.get(key) != milli}
    replace_rows(
        connection,
        ITEM_PART,
        [{"kit_id": k, "part_id": p, "quantity_milli": milli} for (k, p), milli in other.items()],
    )
    loaded.changed, loaded.unchanged = len(other), len(parts) - len(other)
    loaded.tell("chain", item_part=sorted((*key, milli) for key, milli in other.items()))
    return loaded


def kits_among(connection: Connection, items: Iterable[int]) -> set[int]:
    """Which of these items are kits, and so have no stock of their own."""
    wanted = ITEM_PART.c.kit_id.in_([*items])
    return set(connection.scalars(select(ITEM_PART.c.kit_id).where(wanted)))


def _parts_of(connection: Connection, ids: set[int]) -> dict[tuple[int, int], int]:
    wanted = or_(ITEM_PART.c.kit_id.in_(ids), ITEM_PART.c.part_id.in_(ids))
    rows = connection.execute(select(ITEM_PART).where(wanted))
    return {(row.kit_id, row.part_id): row.quantity_milli for row in rows}


def _why_no_part(kit: KitRow, items: dict[Any, Values], kits: set[int]) -> str:
    whole, part = items.get(kit.number), items.get(kit.part)
    if whole is None or part is None:
        return f"there is no item {kit.number if whole is None else kit.part!r}"
    if part["item_id"] in kits:
        return "a part of a kit is no kit itself"
    if whole["unit"] != EACH:
        return "a kit is sold by the piece"
    if kit.quantity_milli < 0:
        return "part_quantity is less than nothing"
    if part["age_limit"] > whole["age_limit"]:
        return f"the part is sold from {part['age_limit']} on: give its kit that age_limit"
    return ""
