"""Somebody is quicker than the register: nothing is lost, and nothing that is still needed leaves the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pos_app.domain.facts import FactKind
from pos_app.files.database import Durability, open_writer
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG
from tests.stories.world import Shop


@contextmanager
def slow_disk(store: Shop) -> Iterator[None]:
    """Nothing gets onto the register's disk meanwhile."""
    writer = open_writer(store.register.journal, store.key, Durability.FULL)
    writer.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_an_item_scanned_while_cash_is_taken_starts_the_next_sale_behind_the_change(
    store: Shop,
) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(LUNCH_BAG)
    cashier.owes("£1.65")
    with slow_disk(store):
        cashier.touches("£5")
        cashier.scans_at_once(CAKE_STAND)
    cashier.is_told("Next sale: 1 item, £12.75")
    cashier.is_told("£3.35")
    cashier.touches("Next sale: 1 item, £12.75")
    cashier.owes("£12.75")
    cashier.pays()
    assert len(store.facts(FactKind.SALE_COMPLETED)) == 2
