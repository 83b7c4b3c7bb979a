"""Goods knows how stores, taxes, items, prices and stock of a file become rows of the centre."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, or_, select, update

from central.core.feed import store_feed, zone_feed
from central.core.records import StockMovement
from central.importing.loading import (
    Loaded,
    Moment,
    Values,
    found_by,
    items_by_number,
    keep_names,
    of_kind,
    ours_of,
    replace_rows,
)
from central.importing.packs_and_kits import kits_among
from central.importing.rows import (
    FileRow,
    ItemRow,
    StockRow,
    StoreRow,
    TaxRow,
)
from central.importing.shopify import SOURCE
from central.importing.styles import write_variants
from central.storage.card_rows import SqlCards
from central.storage.money_schema import TAX_CHANGE
from central.storage.schema import (
    CONFIGURATION,
    ITEM,
    ITEM_BIN,
    ITEM_CODE,
    STOCK,
    STOCK_MOVEMENT,
    STORE,
    TAX_RATE,
)
from central.storage.sql_feeds import SqlFeeds
from central.storage.sql_ledger import SqlLedger
from pos_app.domain import in_store_codes, own_codes
from pos_app.domain.card import CARD_SALT
from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.deposit_voucher import DEPOSIT_VOUCHERS
from pos_app.domain.gs1 import is_gtin, normalise_gtin
from pos_app.domain.loyalty import EARN_MINOR, OFFLINE_POINTS, POINT_MINOR
from pos_app.domain.quantity import EACH, KILOGRAM, METRE
from pos_app.domain.return_terms import NO_RETURN, RETURN_DAYS, WITHOUT_RECEIPT
from pos_app.domain.selling_rules import (
    BANNED_HOURS,
    SALE_LIMITS,
    SALE_PROMPTS,
    STAFF_CUSTOMERS,
    TARES,
)
from pos_app.domain.tender import CASH_ROUNDING
from pos_app.domain.till import DRAWER_LIMIT

AGE_MAX = 120
_ITEM_COLUMNS = (
    "item_id",
    "number",
    "name",
    "department",
    "unit",
    "tax_code",
    "age_limit",
    "popularity",
)


def load_stores(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Open stores with their feeds; the currency of a store never changes."""
    loaded = Loaded()
    found = of_kind(rows, StoreRow)
    known = found_by(connection, STORE, STORE.c.business_unit, {s.business_unit for _, s in found})
    for row, store in found:
        before = known.get(store.business_unit)
        values = {
            name: getattr(store, name)
            for name in ("business_unit", "name", "currency", "time_zone", "zone")
        }
        values["latitude_micro"] = store.latitude_micro
        values["longitude_micro"] = store.longitude_micro
        if store.currency not in CURRENCIES:
            loaded.complaints.append(row.complain(f"currency is not known: {store.currency}"))
        elif before and before["currency"] != store.currency:
            loaded.complaints.append(row.complain("the currency of a store does not change"))
        elif before == values and _is_configured(connection, store):
            loaded.unchanged += 1
        else:
            loaded.changed += 1
            replace_rows(connection, STORE, [values])
            _begin_feeds(connection, store, moment)
            loaded.tell(
                store_feed(store.business_unit), configuration=_configure(connection, store)
            )
        if store.theirs:
            keep_names(connection, SOURCE, "store", {store.theirs: store.business_unit})
    return loaded


def _begin_feeds(connection: Connection, store: StoreRow, moment: Moment) -> None:
    feeds = SqlFeeds(connection)
    for feed in ("chain", zone_feed(store.zone), store_feed(store.business_unit)):
        if feeds.head(feed) is None:
            feeds.start_epoch(feed, moment.new_id(), moment.new_id())


def _settings(store: StoreRow) -> dict[str, str]:
    told = {
        "store_name": store.name,
        "currency": store.currency,
        "time_zone": store.time_zone,
        in_store_codes.SETTING: store.in_store_codes,
        own_codes.SETTING: store.code_prefixes,
        RETURN_DAYS: store.return_days,
        NO_RETURN: store.no_return,
        WITHOUT_RECEIPT: store.return_without_receipt,
        CASH_ROUNDING: store.cash_rounding,
        BANNED_HOURS: store.banned_hours,
        SALE_LIMITS: store.sale_limits,
        STAFF_CUSTOMERS: store.staff_customers,
        SALE_PROMPTS: store.sale_prompts,
        DRAWER_LIMIT: store.drawer_limit,
        TARES: store.tares,
        DEPOSIT_VOUCHERS: store.deposit_vouchers,
        EARN_MINOR: store.loyalty_earn_minor,
        POINT_MINOR: store.loyalty_point_minor,
        OFFLINE_POINTS: store.loyalty_offline_points,
    }
    return {name: value for name, value in told.items() if value is not None}


def _is_configured(connection: Connection, store: StoreRow) -> bool:
    rows = connection.execute(
        select(CONFIGURATION.c.name, CONFIGURATION.c.value).where(
            CONFIGURATION.c.business_unit == store.business_unit
        )
    )
    return _settings(store).items() <= {row.name: row.value for row in rows}.items()


def _configure(connection: Connection, store: StoreRow) -> list[tuple[str, str]]:
    told = _settings(store)
    salt = SqlCards(connection).salt(None)
    if salt is not None:
        told[CARD_SALT] = salt
    unit = store.business_unit
    replace_rows(
        connection,
        CONFIGURATION,
        [{"business_unit": unit, "name": name, "value": told[name]} for name in sorted(told)],
    )
    return sorted(told.items())


def load_taxes(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Write tax rates; one with a day changes a rate from that day on, and is the rate itself when there is none."""
    loaded = Loaded()
    found = of_kind(rows, TaxRow)
    known = found_by(connection, TAX_RATE, TAX_RATE.c.code, {tax.code for _, tax in found})
    rates, changes = [], []
    for row, tax in found:
        values = {"code": tax.code, "name": tax.name, "basis_points": tax.basis_points}
        if not tax.valid_from:
            before, known[tax.code] = known.get(tax.code), values
            if before != values:
                rates.append(values)
        elif tax.code not in known:
            loaded.complaints.append(row.complain(f"there is no tax rate {tax.code!r} to change"))
        else:
            changes.append({**values, "valid_from": tax.valid_from})
    planned = {
        (row.code, row.valid_from): dict(row._mapping)
        for row in connection.execute(select(TAX_CHANGE))
    }
    changes = [one for one in changes if planned.get((one["code"], one["valid_from"])) != one]
    loaded.changed = len(rates) + len(changes)
    loaded.unchanged = len(found) - len(loaded.complaints) - loaded.changed
    replace_rows(connection, TAX_RATE, rates)
    replace_rows(connection, TAX_CHANGE, changes)
    told = [(c["code"], c["valid_from"], c["name"], c["basis_points"]) for c in changes]
    rates_told = [tuple(values.values()) for values in rates]
    loaded.tell("chain", tax_rate=rates_told, tax_change=told)
    return loaded


def load_items(connection: Connection, rows: Sequence[FileRow], _moment: Moment) -> Loaded:
    """Write items with their codes; a new item gets the next id."""
    loaded = Loaded()
    found = of_kind(rows, ItemRow)
    known = found_by(connection, ITEM, ITEM.c.number, {item.number for _, item in found})
    taxes = set(connection.scalars(select(TAX_RATE.c.code)))
    next_id = (connection.scalar(select(func.max(ITEM.c.item_id))) or 0) + 1
    changed: list[Values] = []
    ids: list[tuple[FileRow, ItemRow, int]] = []
    for row, item in found:
        before = known.get(item.number)
        reason = _why_no_item(item, taxes)
        if reason:
            loaded.complaints.append(row.complain(reason))
            continue
        item_id = before["item_id"] if before else next_id
        next_id += before is None
        ids.append((row, item, item_id))
        values = {"item_id": item_id}
        values.update({name: getattr(item, name) for name in _ITEM_COLUMNS[1:]})
        if before is not None and (before == values or not item.describes):
            loaded.unchanged += 1
        else:
            changed.append(values)
    loaded.changed = len(changed)
    replace_rows(connection, ITEM, changed)
    codes = _load_codes(connection, ids, loaded)
    for _, item, _ in ids:
        keep_names(connection, SOURCE, "item", dict.fromkeys(item.theirs, item.number))
    told = [tuple(values[name] for name in _ITEM_COLUMNS) for values in changed]
    kinds = write_variants(connection, [(item, item_id) for _, item, item_id in ids])
    touched = {row[0] for row in kinds} - {values["item_id"] for values in changed}
    loaded.changed += len(touched)
    loaded.unchanged -= len(touched)
    loaded.tell("chain", item=told, item_code=codes, item_variant=kinds)
    return loaded


def _why_no_item(item: ItemRow, taxes: set[str]) -> str:
    if item.unit not in (EACH, KILOGRAM, METRE):
        return f"unit is none of {EACH}, {KILOGRAM}, {METRE}: {item.unit[:40]!r}"
    if item.tax_code not in taxes:
        return f"there is no tax rate {item.tax_code!r}"
    if not 0 <= item.age_limit <= AGE_MAX or item.popularity < 0:
        return "age_limit or popularity is out of range"
    if item.gtin and not is_gtin(item.gtin):
        return f"gtin has a wrong length or check digit: {item.gtin[:40]!r}"
    return ""


def _load_codes(
    connection: Connection, items: Sequence[tuple[FileRow, ItemRow, int]], loaded: Loaded
) -> list[tuple[str, int]]:
    wanted = {normalise_gtin(item.gtin) for _, item, _ in items if item.gtin}
    owners = {
        gtin: values["item_id"]
        for gtin, values in found_by(connection, ITEM_CODE, ITEM_CODE.c.gtin, wanted).items()
    }
    new: dict[str, int] = {}
    for row, item, item_id in items:
        gtin = normalise_gtin(item.gtin) if item.gtin else ""
        owner = owners.get(gtin, new.get(gtin))
        if gtin and owner is None:
            new[gtin] = item_id
        elif gtin and owner != item_id:
            loaded.complaints.append(row.complain(f"the code {gtin} belongs to another item"))
    replace_rows(connection, ITEM_CODE, [{"gtin": g, "item_id": i} for g, i in new.items()])
    return sorted(new.items())


def load_stock(connection: Connection, rows: Sequence[FileRow], moment: Moment) -> Loaded:
    """Move stock by what a file says now and did not say before: what was sold meanwhile stays sold."""
    loaded = Loaded()
    found = _ours(connection, of_kind(rows, StockRow))
    items = items_by_number(connection, {stock.number for _, stock in found})
    units = {stock.business_unit for _, stock in found}
    stores = found_by(connection, STORE, STORE.c.business_unit, units)
    kits = kits_among(connection, items.values())
    by_unit: dict[str, list[tuple[int, StockRow]]] = {}
    for row, stock in found:
        if stock.business_unit not in stores:
            loaded.complaints.append(row.complain(f"there is no store {stock.business_unit!r}"))
        elif stock.number not in items:
            loaded.complaints.append(row.complain(f"there is no item {stock.number!r}"))
        elif items[stock.number] in kits:
            loaded.complaints.append(
                row.complain(f"{stock.number!r} is a kit: its parts have stock")
            )
        else:
            by_unit.setdefault(stock.business_unit, []).append((items[stock.number], stock))
    for unit, wanted in sorted(by_unit.items()):
        _load_stock_of(connection, unit, sorted(wanted, key=_by_item), moment, loaded)
    return loaded


def _by_item(wanted: tuple[int, StockRow]) -> int:
    return wanted[0]


def _load_stock_of(
    connection: Connection,
    unit: str,
    wanted: Sequence[tuple[int, StockRow]],
    moment: Moment,
    loaded: Loaded,
) -> None:
    items = [item_id for item_id, _ in wanted]
    before = _loaded_before(connection, unit, items)
    safeties, bins = _beside(connection, unit, items)
    movements, new_bins, touched = [], [], set()
    for item_id, stock in wanted:
        difference = stock.on_hand_milli - before.get(item_id, 0)
        if difference or item_id not in safeties:
            movements.append(StockMovement(f"import {moment.now_us}", item_id, difference))
            touched.add(item_id)
        if stock.bin and bins.get((item_id, stock.bin)) != stock.on_hand_milli:
            new_bins.append((item_id, stock.bin, stock.on_hand_milli))
            touched.add(item_id)
    SqlLedger(connection).move_stock(unit, movements, moment.now_us)
    for item_id, stock in wanted:
        if stock.safety_milli not in (None, safeties.get(item_id)):
            place = (STOCK.c.business_unit == unit, STOCK.c.item_id == item_id)
            connection.execute(update(STOCK).where(*place).values(safety_milli=stock.safety_milli))
            touched.add(item_id)
    names = ("item_id", "bin", "on_hand_milli")
    found = [{"business_unit": unit, **dict(zip(names, row, strict=True))} for row in new_bins]
    replace_rows(connection, ITEM_BIN, found)
    loaded.changed += len(touched)
    loaded.unchanged += len(wanted) - len(touched)
    loaded.tell(store_feed(unit), stock=_figures(connection, unit, touched), item_bin=new_bins)


def _ours(
    connection: Connection, found: list[tuple[FileRow, StockRow]]
) -> list[tuple[FileRow, StockRow]]:
    """Stock as the names of ours have it; a name that nobody knows stays, and is complained of."""
    foreign = [stock for _, stock in found if stock.theirs]
    stores = ours_of(connection, SOURCE, "store", {stock.business_unit for stock in foreign})
    items = ours_of(connection, SOURCE, "item", {stock.number for stock in foreign})
    return [
        (row, stock)
        if not stock.theirs
        else (
            row,
            StockRow(
                stores.get(stock.business_unit, stock.business_unit),
                items.get(stock.number, stock.number),
                stock.on_hand_milli,
            ),
        )
        for row, stock in found
    ]


def _loaded_before(connection: Connection, unit: str, items: list[int]) -> dict[int, int]:
    """What loads have brought so far: the figure that the last file said."""
    wanted = (
        select(STOCK_MOVEMENT.c.item_id, func.sum(STOCK_MOVEMENT.c.difference_milli).label("milli"))
        .where(
            STOCK_MOVEMENT.c.business_unit == unit,
            STOCK_MOVEMENT.c.item_id.in_(items),
            or_(STOCK_MOVEMENT.c.source == "demo", STOCK_MOVEMENT.c.source.like("import %")),
        )
        .group_by(STOCK_MOVEMENT.c.item_id)
    )
    return {row.item_id: int(row.milli) for row in connection.execute(wanted)}


def _beside(
    connection: Connection, unit: str, items: list[int]
) -> tuple[dict[int, int], dict[tuple[int, str], int]]:
    safeties = select(STOCK.c.item_id, STOCK.c.safety_milli).where(
        STOCK.c.business_unit == unit, STOCK.c.item_id.in_(items)
    )
    bins = select(ITEM_BIN).where(ITEM_BIN.c.business_unit == unit, ITEM_BIN.c.item_id.in_(items))
    return (
        {row.item_id: row.safety_milli for row in connection.execute(safeties)},
        {(row.item_id, row.bin): row.on_hand_milli for row in connection.execute(bins)},
    )


def _figures(connection: Connection, unit: str, items: set[int]) -> list[tuple[int, int, int, int]]:
    figures = (STOCK.c.item_id, STOCK.c.on_hand_milli, STOCK.c.reserved_milli, STOCK.c.safety_milli)
    wanted = select(*figures).where(STOCK.c.business_unit == unit, STOCK.c.item_id.in_(items))
    return sorted((row[0], row[1], row[2], row[3]) for row in connection.execute(wanted))


def ensure_tax(connection: Connection, code: str) -> bool:
    """A rate of nothing for shops that name none; True when it is new."""
    known = connection.scalar(select(TAX_RATE.c.code).where(TAX_RATE.c.code == code))
    if known is None:
        row = {"code": code, "name": "0 %", "basis_points": 0}
        connection.execute(insert(TAX_RATE), row)
    return known is None
