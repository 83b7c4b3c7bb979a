"""Pack price rows knows what packs with a price of their own cost in a zone, now and at any time before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from central.core.audit import PackPrices, PriceHistory
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.goods_schema import ITEM_PACK, PACK_PRICE, PACK_PRICE_CHANGE

_PRICE = ("zone", "gtin", "price_minor")
_SINCE_EVER = 0


def write_pack_prices(
    connection: Connection, prices: Mapping[tuple[str, str], int], now_us: int
) -> dict[tuple[str, str], int]:
    """Write prices in minor units by zone and code, valid from now; gives those that changed."""
    wanted = select(PACK_PRICE).where(PACK_PRICE.c.gtin.in_({gtin for _, gtin in prices}))
    before = {(row.zone, row.gtin): row.price_minor for row in connection.execute(wanted)}
    changed = {key: minor for key, minor in sorted(prices.items()) if before.get(key) != minor}
    rows = [{"zone": z, "gtin": gtin, "price_minor": minor} for (z, gtin), minor in changed.items()]
    # The first change of a price writes down what was valid until then; later ones find it there.
    past = [
        {"zone": zone, "gtin": gtin, "valid_from_us": since, "price_minor": minor}
        for zone, gtin in changed
        if (zone, gtin) in before
        for since, minor in (
            (_SINCE_EVER, before[zone, gtin]),
            (now_us, changed[zone, gtin]),
        )
    ]
    if rows:
        connection.execute(insert_or_replace(connection, PACK_PRICE, _PRICE), rows)
    if past:
        connection.execute(insert_or_ignore(connection, PACK_PRICE_CHANGE), past)
    return changed


def pack_prices(connection: Connection, zone: str, items: Collection[int]) -> PackPrices:
    """By item and how much of it is in one, in thousandths: what each such pack costs and cost, oldest first."""
    pack = ITEM_PACK.c
    wanted = select(pack.gtin, pack.item_id, pack.quantity_milli).where(
        pack.item_id.in_(sorted(items))
    )
    found: dict[tuple[int, int], list[PriceHistory]] = {}
    packs = connection.execute(wanted.order_by(pack.gtin)).all()
    histories = _histories(connection, zone, [gtin for gtin, _, _ in packs])
    for gtin, item_id, milli in packs:
        told = histories.get(gtin)
        found.setdefault((item_id, milli), []).extend([told] if told else [])
    return found


def _histories(
    connection: Connection, zone: str, gtins: list[str]
) -> dict[str, list[tuple[int, int]]]:
    now, past = PACK_PRICE.c, PACK_PRICE_CHANGE.c
    wanted = select(now.gtin, now.price_minor).where(now.zone == zone, now.gtin.in_(gtins))
    found = {gtin: [(_SINCE_EVER, minor)] for gtin, minor in connection.execute(wanted)}
    changes = (
        select(past.gtin, past.valid_from_us, past.price_minor)
        .where(past.zone == zone, past.gtin.in_(gtins))
        .order_by(past.gtin, past.valid_from_us)
    )
    told: dict[str, list[tuple[int, int]]] = {}
    for gtin, since_us, minor in connection.execute(changes):
        told.setdefault(gtin, []).append((since_us, minor))
    return {**found, **told}
