"""What the app sees of the files that the agent writes: generations, figures, receipts, forks."""

import pytest

from pos_app.domain.facts import Fact
from pos_app.domain.ids import ItemId
from pos_app.files.database import transaction
from pos_app.files.journal_reader import (
    fact_by_id,
    facts_after,
    incarnations,
    tail,
    tail_at,
)
from pos_app.ports.faults import StorageBroken
from pos_app.storage.rechain import resolve_forks
from pos_app.storage.system_clock import SystemIds
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import ITEMS, agent, write_replica
from tests.pos_app.till import BAG, OAT_DRINK, Till, check_chain

BAG_ID = ItemId(1)
KEEP_RECEIPT = "INSERT OR REPLACE INTO receipt (fact_id, status) VALUES (?, ?)"


def own_facts(till: Till) -> list[Fact]:
    """The facts of the first incarnation."""
    connection = till.files.connection
    return facts_after(connection, incarnations(connection)[0].id, 0, 1000)


def acknowledge(till: Till, sequence: int, hash_: bytes = b"") -> None:
    """The centre holds so much of the newest incarnation."""
    with agent(till.device) as writer:
        writer.execute(
            "INSERT OR REPLACE INTO acknowledged VALUES (?, ?, ?, 1_000)",
            (incarnations(till.files.connection)[-1].id, sequence, hash_),
        )


def test_a_price_of_the_agent_is_seen_and_told_once(till: Till) -> None:
    assert not till.files.news.changed()
    with agent(till.device, "zone") as writer:
        writer.execute("UPDATE price SET price_minor = 250 WHERE item_id = 1")
    assert till.files.news.changed()
    assert not till.files.news.changed()
    item = till.files.catalogue.by_id(BAG_ID)
    assert item is not None
    assert item.unit_price.price_minor == 250


def _price(till: Till, item_id: ItemId = BAG_ID) -> int:
    till.files.news.changed()
    item = till.files.catalogue.by_id(item_id)
    assert item is not None
    return item.unit_price.price_minor


def test_a_price_list_counts_whole_from_its_moment_to_its_end(till: Till) -> None:
    now_us = till.device.clock.read().wall_us
    hour_us = 3_600_000_000
    with agent(till.device, "zone") as writer:
        for item_id, name, minor in ((1, "sale", 150), (2, "sale", 999), (1, "staff", 99)):
            writer.execute("INSERT INTO listed_price VALUES (?, ?, ?)", (item_id, name, minor))
    assert _price(till) == 195
    with agent(till.device, "zone") as writer:
        begins = "INSERT INTO price_list VALUES (?, 0, ?, ?, ?, ?)"
        writer.execute(begins, ("sale", 0, "", now_us + hour_us, now_us + 3 * hour_us))
        writer.execute(begins, ("staff", 9, "staff", 0, None))
    assert _price(till) == 195
    till.device.clock.passes(3600)
    assert [_price(till), _price(till, ItemId(2)), _price(till, ItemId(3))] == [150, 999, 210]
    assert [
        found.item.unit_price.price_minor for found in till.files.catalogue.search("bag", 5)
    ] == [150]
    till.device.clock.passes(2 * 3600)
    assert _price(till) == 195


def test_of_price_lists_the_highest_counts_and_then_the_latest(till: Till) -> None:
    now_us = till.device.clock.read().wall_us
    lists = (("old", 0, now_us - 9, 180), ("new", 0, now_us - 5, 185), ("low", -1, now_us - 1, 1))
    for name, priority, since_us, minor in lists:
        with agent(till.device, "zone") as writer:
            writer.execute("INSERT INTO listed_price VALUES (1, ?, ?)", (name, minor))
            begins = "INSERT INTO price_list VALUES (?, 0, ?, '', ?, NULL)"
            writer.execute(begins, (name, priority, since_us))
    assert _price(till) == 185


def test_a_tax_rate_changes_at_midnight_of_the_store(till: Till) -> None:
    with agent(till.device, "chain") as writer:
        writer.execute("INSERT INTO tax_change VALUES ('S', '2025-11-22', '21 %', 2100)")
    assert _price(till) == 195
    before = till.files.catalogue.tax_rate("S")
    till.device.clock.passes(24 * 3600)
    after = till.files.catalogue.tax_rate("S")
    assert before is not None and after is not None
    assert (before.name, before.basis_points) == ("Standard rate", 2000)
    assert (after.name, after.basis_points) == ("21 %", 2100)
    item = till.files.catalogue.by_id(BAG_ID)
    assert item is not None and item.tax_rate == after


def test_an_open_basket_keeps_its_prices_when_they_rise(till: Till) -> None:
    till.signs_on(ANNA)
    till.scans(BAG)
    with agent(till.device, "zone") as writer:
        writer.execute("UPDATE price SET price_minor = 250 WHERE item_id = 1")
    till.files.news.changed()
    till.scans(BAG)
    lines = till.register.read_basket().basket.lines
    assert [line.amount.amount_minor for line in lines] == [195, 250]


def test_a_new_generation_is_used_when_it_is_complete_and_not_before(till: Till) -> None:
    writer = write_replica(till.device, "zone", 2, complete=False)
    with transaction(writer):
        writer.execute("INSERT INTO price VALUES (1, 99)")
    assert not till.files.news.changed()
    with transaction(writer):
        writer.execute("UPDATE feed_state SET complete = 1")
    assert till.files.news.changed()
    writer.close()
    item = till.files.catalogue.by_id(BAG_ID)
    assert item is not None
    assert item.unit_price.price_minor == 99


def test_a_generation_that_the_agent_gave_up_is_left_for_the_one_before(till: Till) -> None:
    for number, price in ((2, 99), (3, 88)):
        writer = write_replica(till.device, "zone", number)
        with transaction(writer):
            writer.execute("INSERT INTO price VALUES (1, ?)", (price,))
        writer.close()
    till.files.news.changed()
    assert _price_of_bag(till) == 88
    with agent(till.device, "zone", 3) as zone:
        zone.execute("UPDATE feed_state SET complete = 0")
    assert till.files.news.changed()
    assert _price_of_bag(till) == 99
    assert not till.files.news.changed()
    till.device.folder.replica("zone", 2).unlink()
    assert till.files.news.changed()
    assert _price_of_bag(till) == 195


def _price_of_bag(till: Till) -> int:
    item = till.files.catalogue.by_id(BAG_ID)
    assert item is not None
    return item.unit_price.price_minor


def test_a_generation_that_is_rubbish_is_passed_over(till: Till) -> None:
    till.device.folder.replica("chain", 3).write_bytes(b"half a download")
    assert not till.files.news.changed()
    assert till.files.catalogue.item_count() == len(ITEMS)


def test_the_app_can_write_to_no_replica(till: Till) -> None:
    with pytest.raises(StorageBroken):
        till.files.connection.execute("UPDATE zone.price SET price_minor = 1")


def test_stock_counts_each_own_sale_exactly_once_for_any_pair_of_files(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG, BAG)
    till.sells(BAG)
    first, second = [fact for fact in own_facts(till) if fact.kind == "sale_completed"]
    assert till.files.stock.on_hand_milli(BAG_ID) == 17_000
    with agent(till.device) as writer:
        writer.execute("UPDATE stock SET on_hand_milli = 18000 WHERE item_id = 1")
        writer.execute(KEEP_RECEIPT, (first.fact_id.bytes, "applied"))
        writer.execute(KEEP_RECEIPT, (second.fact_id.bytes, "parked"))
    assert till.files.stock.on_hand_milli(BAG_ID) == 17_000
    with agent(till.device) as writer:
        writer.execute("UPDATE stock SET on_hand_milli = 17000 WHERE item_id = 1")
        writer.execute(KEEP_RECEIPT, (second.fact_id.bytes, "applied"))
    assert till.files.stock.on_hand_milli(BAG_ID) == 17_000


def test_what_waits_is_counted_until_the_centre_has_it(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG)
    till.sells(OAT_DRINK)
    status = till.files.sending.status()
    assert (status.waiting_count, status.waiting_sale_count) == (5, 2)
    assert status.last_proof_us is None
    waiting = till.files.sending.waiting(10)
    assert [(w.label, w.amount_minor, w.state) for w in waiting][-1] == (
        "12-2A-1121-0002",
        210,
        "waiting",
    )
    acknowledge(till, 4)
    with agent(till.device) as writer:
        writer.execute("INSERT INTO contact VALUES ('offline_since_us', '77')")
        writer.execute(KEEP_RECEIPT, (own_facts(till)[3].fact_id.bytes, "parked"))
        writer.execute(KEEP_RECEIPT, (b"another till's", "parked"))
    status = till.files.sending.status()
    assert (status.waiting_count, status.waiting_sale_count, status.parked_count) == (1, 1, 1)
    assert (status.offline_since_us, status.last_proof_us) == (77, 1_000)
    assert not status.refused_by_centre
    assert [w.state for w in till.files.sending.waiting(10)] == ["parked", "waiting"]


def test_facts_bear_the_offset_that_the_agent_last_heard(till: Till) -> None:
    till.signs_on(ANNA)
    with agent(till.device) as writer:
        writer.execute("INSERT INTO contact VALUES ('clock_offset_ms', '-1500')")
    till.files.news.changed()
    till.signs_on(ANNA)
    assert [fact.time.centre_offset_ms for fact in own_facts(till)] == [None, -1500]


def test_a_journal_older_than_its_replica_goes_on_under_a_new_letter(till: Till) -> None:
    till.opens(ANNA)
    acknowledge(till, 9)
    till.restart()
    assert [life.reason for life in incarnations(till.files.connection)] == ["first", "restored"]
    till.signs_on(ANNA)
    assert till.sells(BAG).sale.receipt_number == "12-2B-1121-0001"
    till.restart()
    assert len(incarnations(till.files.connection)) == 2


def test_a_replica_that_is_still_being_built_knows_that_the_journal_is_an_older_one(
    till: Till,
) -> None:
    till.opens(ANNA)
    acknowledge(till, 9)
    with agent(till.device) as writer:
        writer.execute("UPDATE feed_state SET complete = 0")
    till.restart()
    assert [life.reason for life in incarnations(till.files.connection)] == ["first", "restored"]


def _mark_fork(till: Till, sequence: int) -> None:
    with agent(till.device) as writer:
        writer.execute(
            "INSERT OR REPLACE INTO contact VALUES ('fork:' || ?, ?)",
            (incarnations(till.files.connection)[0].id, str(sequence)),
        )


def test_after_a_fork_the_same_facts_go_on_in_a_new_chain(till: Till) -> None:
    till.opens(ANNA)
    sold = till.sells(BAG).sale
    before = own_facts(till)
    _mark_fork(till, 2)
    assert till.files.resolve_forks()
    assert not till.files.resolve_forks()
    connection = till.files.connection
    old, new = incarnations(connection)
    assert (old.moved_after, new.reason) == (2, "fork")
    moved = facts_after(connection, new.id, 0, 100)
    assert [(fact.fact_id, fact.body) for fact in moved] == [
        (fact.fact_id, fact.body) for fact in before[2:]
    ]
    assert [fact.sequence for fact in moved] == [1, 2]
    assert own_facts(till) == before
    check_chain(till)
    acknowledge(till, 2)
    assert (
        till.files.sending.status().waiting_count == 2
    )  # what the old chain keeps is still to send
    again = till.sells(OAT_DRINK).sale
    assert again.receipt_number == "12-2B-1121-0001"
    assert till.files.store.sales.by_id(sold.sale_id) is not None
    check_chain(till)


def test_a_fork_found_further_back_moves_what_lies_between(till: Till) -> None:
    till.opens(ANNA)
    for _ in range(3):
        till.sells(BAG)
    facts = own_facts(till)
    _mark_fork(till, 4)
    till.files.resolve_forks()
    _mark_fork(till, 1)
    assert resolve_forks(till.files.connection, till.clock, SystemIds())
    connection = till.files.connection
    old, second, third = incarnations(connection)
    assert old.moved_after == 1
    ids = [
        [fact.fact_id for fact in facts_after(connection, life.id, 0, 100)]
        for life in (second, third)
    ]
    assert ids == [
        [fact.fact_id for fact in facts[4:]],
        [fact.fact_id for fact in facts[1:4]],
    ]
    check_chain(till)


def test_the_journal_is_read_by_the_agent_as_it_was_written(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG)
    connection = till.files.connection
    life = incarnations(connection)[0]
    facts = facts_after(connection, life.id, 1, 2)
    assert [fact.sequence for fact in facts] == [2, 3]
    assert tail(connection, life.id).sequence == 4
    assert tail_at(connection, life.id, 3) == tail_at(connection, life.id, facts[-1].sequence)
    assert tail_at(connection, life.id, 5) is None
    assert fact_by_id(connection, facts[0].fact_id) == facts[0]
    assert till.device.bell.rung == 3  # once for each transaction that wrote facts
