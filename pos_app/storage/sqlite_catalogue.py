"""SQLite catalogue knows how items and their prices are found in the chain's and the zone's files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_app.domain.catalogue import FoundItem, Item, Tile
from pos_app.domain.gs1 import is_gtin, normalise_gtin
from pos_app.domain.ids import ItemId
from pos_app.domain.money import UnitPrice
from pos_app.domain.packs import PackedItem
from pos_app.domain.recall import Recalled
from pos_app.domain.styles import StyleGrid, Variant
from pos_app.domain.tax import TaxRate
from pos_app.files import search_index
from pos_app.files.database import Connection, Row
from pos_app.storage.packs_and_kits import PacksAndKits
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.selling_time import SellingTime
from pos_app.storage.sqlite_stock import ON_HAND_OF
from pos_app.storage.sqlite_styles import SqliteStyles

# What no price, tax or age is above; a centre that says so is broken.
PRICE_MINOR_MAX, BASIS_POINTS_MAX, AGE_LIMIT_MAX = 10**12, 10**5, 150
# What is charged now: the price of the list that counts (FEED_TABLES says which), else the plain one.
LISTED = """coalesce((SELECT l.price_minor FROM zone.listed_price l
    CROSS JOIN zone.price_list a ON a.price_list = l.price_list
    WHERE l.item_id = i.item_id AND a.customer_group = '' AND a.from_milli = 0 AND a.valid_from_us <= ?2
    AND (a.valid_until_us IS NULL OR a.valid_until_us > ?2)
    ORDER BY a.priority DESC, a.valid_from_us DESC, a.price_list LIMIT 1), p.price_minor)"""
CHANGED_TAX = """coalesce((SELECT x.{column} FROM chain.tax_change x
    WHERE x.code = t.code AND x.valid_from <= ?3 ORDER BY x.valid_from DESC LIMIT 1), t.{column})"""


@dataclass(frozen=True, slots=True)
class _Questions:
    """How items are asked for; a key comes first, then the moment and the day where they count."""

    by_gtin: str
    by_number: str
    by_id: str
    found: str
    tax_rate: str

    @staticmethod
    def of(price: str, tax_name: str, points: str) -> _Questions:
        """An item without a price, or with a rate that nobody knows, cannot be sold and is not found."""
        columns = f"""i.item_id, i.number, i.name, i.department, i.unit, {price},
            i.tax_code, {tax_name}, {points}, i.age_limit"""
        # CROSS JOIN keeps the order: each table is one point read by its key.
        priced = """CROSS JOIN zone.price p ON p.item_id = i.item_id
            CROSS JOIN chain.tax_rate t ON t.code = i.tax_code"""
        item = f"SELECT {columns} FROM chain.item i {priced}"
        on_hand = ON_HAND_OF.format(item="i.item_id")
        return _Questions(
            by_gtin=f"""SELECT {columns} FROM chain.item_code c
                CROSS JOIN chain.item i ON i.item_id = c.item_id {priced} WHERE c.gtin = ?1""",
            by_number=f"{item} WHERE i.number = ?1",
            by_id=f"{item} WHERE i.item_id = ?1",
            # The found items in their order, with what is here of each: one question for a whole list.
            found=f"""SELECT {columns}, ({on_hand}) FROM json_each(?1) f
                CROSS JOIN chain.item i ON i.item_id = f.value {priced}""",
            tax_rate=f"SELECT code, {tax_name}, {points} FROM chain.tax_rate t WHERE code = ?1",
        )


PLAIN = _Questions.of("p.price_minor", "t.name", "t.basis_points")
TIMED = _Questions.of(
    LISTED,
    CHANGED_TAX.format(column="name"),
    CHANGED_TAX.format(column="basis_points"),
)
FAVOURITES = """SELECT f.item_id, f.name FROM store.favourite f
    CROSS JOIN chain.item i ON i.item_id = f.item_id
    CROSS JOIN zone.price p ON p.item_id = i.item_id WHERE f.name <> '' ORDER BY f.place"""
# A skip from one department to the next on its index, instead of a look at every item.
DEPARTMENTS = """WITH RECURSIVE next(name) AS (
    SELECT min(department) FROM chain.item
    UNION ALL SELECT (SELECT min(department) FROM chain.item WHERE department > next.name)
    FROM next WHERE next.name IS NOT NULL)
    SELECT name FROM next WHERE name IS NOT NULL"""
DEPARTMENT_TILES = """SELECT i.item_id, i.name FROM chain.item i
    CROSS JOIN zone.price p ON p.item_id = i.item_id
    WHERE i.department = ? ORDER BY i.popularity DESC LIMIT ?"""
ITEM_COUNT = "SELECT count(*) FROM chain.item"


class SqliteCatalogue:
    """Finds what can be sold here and now; errors: CatalogueMissing before the first catalogue is complete."""

    def __init__(
        self, connection: Connection, files: ReplicaFiles, currency: str, time: SellingTime
    ) -> None:
        self._connection = connection
        self._files = files
        self._currency = currency
        self._time = time
        self._more = PacksAndKits(connection, files)
        self._styles = SqliteStyles(connection, files)

    def by_pack(self, gtin: str) -> PackedItem | None:
        """The item that a case, a pair or a roll with this 14-digit code holds."""
        found = self._more.pack(gtin)
        item = None if found is None else self.by_id(found[0])
        return None if found is None or item is None else PackedItem(item, found[1])

    def recalled(self, item: Item) -> Recalled | None:
        """What the maker has called back of an item."""
        return self._more.recalled(item)

    def by_gtin(self, gtin: str) -> Item | None:
        """The item that carries this 14-digit code."""
        return self._item(self._questions.by_gtin, gtin)

    def by_number(self, number: str) -> Item | None:
        """The item with this item number, in any case."""
        return self._item(self._questions.by_number, number)

    def by_id(self, item_id: ItemId) -> Item | None:
        """The item with this id."""
        return self._item(self._questions.by_id, item_id)

    def search(self, words: str, limit: int) -> tuple[FoundItem, ...]:
        """What carries exactly the typed number first, then items by words, best sellers first."""
        self._files.check_catalogue()
        exact = _exact(self, words.strip())
        found = [] if exact is None else [exact.item_id]
        found += search_index.search(self._connection, words, limit)
        wanted = json.dumps(list(dict.fromkeys(found))[:limit])
        rows = self._ask(self._questions.found, wanted)
        found_items = self._found(rows)
        styles = self._styles.of(each.item.item_id for each in found_items)
        return tuple(
            replace(each, style=styles[each.item.item_id]) if each.item.item_id in styles else each
            for each in found_items
        )

    def variants_of(self, item_id: ItemId) -> StyleGrid | None:
        """Every size and colour of the style that an item belongs to, None for an item without a style."""
        style = self._styles.of([item_id]).get(item_id)
        if style is None:
            return None
        kinds = self._styles.beside(item_id)
        rows = self._ask(self._questions.found, json.dumps([*kinds]))
        variants = [Variant(each, *kinds[each.item.item_id]) for each in self._found(rows)]
        return StyleGrid.of(style, variants)

    def sizes_of(self, items: Sequence[ItemId]) -> dict[ItemId, str]:
        """The size of each item of a style; others are left out."""
        return self._styles.sizes(items)

    def favourites(self) -> tuple[Tile, ...]:
        """The tiles of this store, without those that cannot be sold."""
        return self._tiles(FAVOURITES)

    def departments(self) -> tuple[str, ...]:
        """All departments, by name."""
        return tuple(row[0] for row in self._connection.execute(DEPARTMENTS).fetchall())

    def department_tiles(self, department: str, limit: int) -> tuple[Tile, ...]:
        """The best sellers of a department."""
        return self._tiles(DEPARTMENT_TILES, department, limit)

    def item_count(self) -> int:
        """How many items are known."""
        return int(self._connection.execute(ITEM_COUNT).fetchone()[0])

    def tax_rate(self, code: str) -> TaxRate | None:
        """A rate by its code."""
        rows = self._ask(self._questions.tax_rate, code)
        return TaxRate(*rows[0]) if rows and _is_figure(rows[0][2], BASIS_POINTS_MAX) else None

    @property
    def _questions(self) -> _Questions:
        return TIMED if self._files.has_times else PLAIN

    def _ask(self, statement: str, key: str | int) -> list[Row]:
        values = (key, *self._time.now()) if self._files.has_times else (key,)
        return self._connection.execute(statement, values).fetchall()

    def _found(self, rows: list[Row]) -> tuple[FoundItem, ...]:
        sound = [FoundItem(_item_of(r, self._currency), r[-1]) for r in rows if _is_sound(r)]
        return self._more.with_stock(sound)

    def _tiles(self, statement: str, *values: str | int) -> tuple[Tile, ...]:
        rows = self._connection.execute(statement, values).fetchall()
        styles = self._styles.of(ItemId(row[0]) for row in rows)
        tiles = [Tile(ItemId(item), name, styles.get(ItemId(item), "")) for item, name in rows]
        # one tile for each style, under its name
        first = {tile.style or str(tile.item_id): tile for tile in reversed(tiles)}
        return tuple(
            replace(tile, name=tile.style or tile.name)
            for tile in tiles
            if first[tile.style or str(tile.item_id)] is tile
        )

    def _item(self, statement: str, key: str | int) -> Item | None:
        self._files.check_catalogue()
        rows = self._ask(statement, key)
        if not rows or not _is_sound(rows[0]):
            return None
        return self._more.with_parts(_item_of(rows[0], self._currency))


def _exact(catalogue: SqliteCatalogue, text: str) -> Item | None:
    item = catalogue.by_number(text) if text else None
    if item is None and is_gtin(text):
        item = catalogue.by_gtin(normalise_gtin(text))
    return item


def _is_sound(row: Row) -> bool:
    """Whether a till may reckon with an item as it came: what has a price below nothing would hand out cash."""
    price_minor, basis_points, age_limit = row[5], row[8], row[9]
    return (
        _is_figure(price_minor, PRICE_MINOR_MAX)
        and _is_figure(basis_points, BASIS_POINTS_MAX)
        and _is_figure(age_limit, AGE_LIMIT_MAX)
    )


def _is_figure(value: object, most: int) -> bool:
    return isinstance(value, int) and 0 <= value <= most


def _item_of(row: Row, currency: str) -> Item:
    return Item(
        item_id=ItemId(row[0]),
        number=row[1],
        name=row[2],
        department=row[3],
        unit=row[4],
        unit_price=UnitPrice.of_minor(row[5], currency),
        tax_rate=TaxRate(row[6], row[7], row[8]),
        age_limit=row[9],
    )
