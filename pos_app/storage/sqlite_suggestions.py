"""SQLite suggestions knows where neighbours, stock, sales of a week and earlier orders lie on the device."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from heapq import nlargest
from itertools import islice

from pos_app.domain.customer import Purchase
from pos_app.domain.ids import CustomerNumber, ItemId
from pos_app.domain.mentions import MENTIONED, Occasion
from pos_app.domain.neighbours import ItemNeighbours, unpack
from pos_app.domain.upsell import (
    BASKET_ITEMS_MAX,
    NEW_DAYS,
    SHIPPED_TASTE,
    Candidate,
    Known,
    PastBasket,
    Shelf,
    Suggestion,
    does_not_buy_twice,
    fits,
    newest_items,
    reason_for,
    remembered,
)
from pos_app.files.database import Connection
from pos_app.ports.customers import CustomerDirectory
from pos_app.ports.replica import Catalogue
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.sqlite_stock import ON_HAND_OF

NEIGHBOURS = """SELECT n.item_id, n.baskets, n.again_permille, n.neighbours FROM json_each(?) f
    CROSS JOIN chain.item_neighbour n ON n.item_id = f.value"""
NEW_ITEMS = """SELECT n.item_id, i.department FROM chain.new_item n
    CROSS JOIN chain.item i ON i.item_id = n.item_id WHERE n.first_sold_on >= ? LIMIT 200"""
DEPARTMENTS = """SELECT DISTINCT i.department FROM json_each(?) f
    CROSS JOIN chain.item i ON i.item_id = f.value"""
SHELVES = f"""SELECT s.item_id, ({ON_HAND_OF.format(item="s.item_id")}), s.reserved_milli, s.safety_milli,
    (SELECT r.weekly_milli FROM store.sales_rate r WHERE r.item_id = s.item_id)
    FROM json_each(?) f CROSS JOIN store.stock s ON s.item_id = f.value"""
BIN = "SELECT bin FROM store.item_bin WHERE item_id = ? ORDER BY on_hand_milli DESC, bin LIMIT 1"
# The best by fit alone; what they are worth is known when the shelf is.
LOOKED_AT = 40
REMEMBERED_MAX = 500
ONE_PIECE_MILLI = 1000


class SqliteSuggestions:
    """Scores what is worth a mention; what cannot be proven, is not here or asks for an age is never among it."""

    def __init__(
        self,
        connection: Connection,
        files: ReplicaFiles,
        catalogue: Catalogue,
        customers: CustomerDirectory,
    ) -> None:
        self._connection = connection
        self._files = files
        self._catalogue = catalogue
        self._customers = customers
        self._known: dict[ItemId, ItemNeighbours] = {}
        self._known_version = -1

    def suggest(self, occasion: Occasion, limit: int = MENTIONED) -> tuple[Suggestion, ...]:
        """The best first; none before there is a catalogue."""
        asked = replace(occasion, items=occasion.items[-BASKET_ITEMS_MAX:])
        past = self._past(occasion.customer, date.fromisoformat(occasion.today))
        bought = tuple(item for basket in past for item in basket.items)
        known = self._neighbours_of({*asked.items, *newest_items(past)})
        new = self._new_items(asked, bought)
        found = fits(asked.items, past, known)
        totals = found.totals()
        for item in new:
            totals[item] = totals.get(item, 0) + SHIPPED_TASTE.new
        hidden = occasion.dismissed | set(occasion.items)
        # Twice as many as are looked at: some are not asked about.
        best = _largest(totals, LOOKED_AT * 2 + len(hidden))
        known = self._neighbours_of(set(best).intersection(bought))
        wanted = [
            item
            for item in best
            if item not in hidden and not does_not_buy_twice(item, past, known)
        ]
        candidates = [
            Candidate(
                item,
                found.score(
                    item,
                    new=SHIPPED_TASTE.new if item in new else 0,
                    cover_percent=shelf.cover_percent,
                ),
                shelf,
                new.get(item, ""),
            )
            for item, shelf in self._shelves(wanted[:LOOKED_AT])
            if shelf.available_milli >= ONE_PIECE_MILLI
        ]
        candidates.sort(key=lambda candidate: (-candidate.score.total, candidate.item))
        made = (self._made(candidate, asked, past, known) for candidate in candidates)
        return tuple(islice(filter(None, made), limit))

    def _made(
        self,
        candidate: Candidate,
        asked: Occasion,
        past: Sequence[PastBasket],
        known: Known,
    ) -> Suggestion | None:
        reason = reason_for(candidate, asked.items, past, known)
        item = None if reason is None else self._catalogue.by_id(candidate.item)
        if item is None or item.age_limit or reason is None or item.department in asked.private:
            return None
        if reason.with_item is not None:
            other = self._catalogue.by_id(reason.with_item)
            if other is None or other.department in asked.private:
                return None
            reason = replace(reason, with_name=other.name)
        bins = self._connection.execute(BIN, (candidate.item,)).fetchall()
        return Suggestion(
            item,
            reason,
            candidate.score,
            candidate.shelf.available_milli,
            bins[0][0] if bins else "",
        )

    def _past(self, number: CustomerNumber | None, today: date) -> tuple[PastBasket, ...]:
        """The buyer's earlier orders, the newest first, as far as their items are known."""
        customer = None if number is None else self._customers.by_number(number)
        if customer is None:
            return ()
        return remembered([_past_basket(purchase, today) for purchase in customer.purchases])

    def _neighbours_of(self, items: Iterable[ItemId]) -> dict[ItemId, ItemNeighbours]:
        if self._known_version != self._files.version or len(self._known) > REMEMBERED_MAX:
            self._known.clear()
            self._known_version = self._files.version
        wanted = [item for item in items if item not in self._known]
        rows = self._connection.execute(NEIGHBOURS, (json.dumps(wanted),)).fetchall()
        for item, baskets, again_permille, neighbours in rows:
            self._known[item] = ItemNeighbours(baskets, again_permille, unpack(neighbours))
        return self._known

    def _new_items(self, occasion: Occasion, bought: Sequence[ItemId]) -> dict[ItemId, str]:
        """Items of departments that the buyer buys from, which were first sold in the last weeks."""
        since = date.fromisoformat(occasion.today) - timedelta(days=NEW_DAYS)
        new = self._connection.execute(NEW_ITEMS, (since.isoformat(),)).fetchall()
        if not new:
            return {}
        theirs = json.dumps([*occasion.items, *bought])
        rows = self._connection.execute(DEPARTMENTS, (theirs,)).fetchall()
        departments = {row[0] for row in rows}
        return {item: department for item, department in new if department in departments}

    def _shelves(self, items: Sequence[ItemId]) -> Iterator[tuple[ItemId, Shelf]]:
        rows = self._connection.execute(SHELVES, (json.dumps(items),)).fetchall()
        for item, on_hand, reserved, safety, weekly in rows:
            yield item, Shelf(on_hand, reserved, safety, weekly)


def _largest(totals: dict[ItemId, int], count: int) -> list[ItemId]:
    """The best by fit, of equals the first by number; of thousands most are never looked at again."""
    least = nlargest(count, totals.values())
    if not least:
        return []
    found = [item for item, total in totals.items() if total >= least[-1]]
    return sorted(found, key=lambda item: (-totals[item], item))[:count]


def _past_basket(purchase: Purchase, today: date) -> PastBasket:
    days_ago = max(0, (today - date.fromisoformat(purchase.ordered_on)).days)
    return PastBasket(purchase.order_number, purchase.ordered_on, days_ago, purchase.items)
