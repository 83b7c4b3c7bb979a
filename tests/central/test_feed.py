"""Feeds go down: no position is ever missing, and what was a page stays that page."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from central.centre import Centre
from central.core.feed import Change, publish, store_feed
from central.core.following import BootAgain, Forgotten, check_cursor, sealed_page, tail
from central.core.pages import PAGE_GROUPS_MAX, page_hash
from central.core.records import FeedCursor, FeedHead
from central.core.refused import Refused
from sync.wire.chain import EMPTY_HASH, PageBytes, TailBytes, linked
from sync.wire.messages import FactReceipt, Group
from tests.central.head_office import ON_HAND_MILLI, HeadOffice, Register

WRITERS = 16
SALES_EACH = 6


def _head(centre: Centre, feed: str) -> FeedHead:
    head = centre.read(lambda transaction: transaction.feeds.head(feed))
    assert head is not None
    return head


def _groups(centre: Centre, feed: str, after: int = 0) -> list[Group]:
    head = _head(centre, feed)
    payloads = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, after + 1, head.head))
    return [msgspec.json.decode(payload, type=Group) for payload in payloads]


def test_a_group_holds_the_stock_with_the_receipts_of_the_facts_that_moved_it(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sold, parked = register.sells(1, pieces=2), register.sells(99)
    register.sends()
    [group] = _groups(centre, store_feed(register.unit))
    assert group.position == 1
    assert group.receipts == [
        FactReceipt(sold.fact_id.hex, "applied"),
        FactReceipt(parked.fact_id.hex, "parked"),
    ]
    rows = {table.table: table.put for table in group.tables}
    assert rows["stock"] == [[1, ON_HAND_MILLI - 2000, 0, 0]]
    parked_id = parked.fact_id.hex
    assert rows["exception"] == [[parked_id, "unknown_item", parked_id, "open", "99"]]


def _sell_one_by_one(register: Register) -> None:
    for number in range(SALES_EACH):
        register.sells(1 + number % 3)
        register.sends(number + 1)


def _follow(centre: Centre, feed: str, target: int) -> list[int]:
    """Positions as a device sees them that always asks for what is after its cursor."""
    seen: list[int] = []
    while not seen or seen[-1] < target:
        seen += [group.position for group in _groups(centre, feed, after=len(seen))]
    return seen


def test_no_position_is_ever_missing_with_sixteen_writers(
    centre: Centre, office: HeadOffice
) -> None:
    unit = office.open_store()
    registers = [office.register(unit) for _ in range(WRITERS)]
    feed, target = store_feed(unit), WRITERS * SALES_EACH
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        following = threads.submit(_follow, centre, feed, target)
        for writing in [threads.submit(_sell_one_by_one, register) for register in registers]:
            writing.result()
        assert following.result() == [*range(1, target + 1)]
    assert _head(centre, feed).head == target
    moved = sum(ON_HAND_MILLI - figure for figure in office.stock(unit).values())
    assert moved == target * 1000
    facts = [fact.fact_id.hex for register in registers for fact in register.facts]
    told = [r.fact_id for group in _groups(centre, feed) for r in group.receipts]
    assert sorted(told) == sorted(facts)


def test_changes_to_several_feeds_never_wait_for_each_other_in_a_ring(
    centre: Centre, office: HeadOffice
) -> None:
    one, two = (store_feed(office.open_store()) for _ in range(2))
    there = {one: [Change({})], two: [Change({})]}
    back = {two: [Change({})], one: [Change({})]}
    with ThreadPoolExecutor(WRITERS) as threads:
        for done in [
            threads.submit(centre.write, lambda t, c=changes: publish(t.feeds, c))
            for changes in (there, back) * 20
        ]:
            done.result()
    assert [_head(centre, feed).head for feed in (one, two)] == [40, 40]


def test_a_sealed_page_keeps_its_bytes(centre: Centre, office: HeadOffice) -> None:
    feed = store_feed(office.open_store())
    many = {feed: [Change({})] * (PAGE_GROUPS_MAX + 3)}
    centre.write(lambda transaction: publish(transaction.feeds, many))
    epoch = _head(centre, feed).epoch
    [(first, last, sha256)] = centre.read(lambda t: t.feeds.pages(feed, epoch, 10))
    assert (first, last) == (1, PAGE_GROUPS_MAX)

    before = _page(centre, feed, first, last)
    centre.write(lambda transaction: publish(transaction.feeds, many))
    assert _page(centre, feed, first, last) == before
    assert page_hash(before) == sha256
    pages = centre.read(lambda t: t.feeds.pages(feed, epoch, 10))
    assert [(first, last) for first, last, _ in pages] == [
        (1, PAGE_GROUPS_MAX),
        (PAGE_GROUPS_MAX + 1, 2 * PAGE_GROUPS_MAX),
    ]


def test_a_large_group_is_a_page_of_its_own(centre: Centre, office: HeadOffice) -> None:
    feed = store_feed(office.open_store())
    names = [(str(number), "x" * 400) for number in range(1000)]
    centre.write(lambda t: publish(t.feeds, {feed: [Change({"configuration": names})]}))
    epoch = _head(centre, feed).epoch
    pages = centre.read(lambda t: t.feeds.pages(feed, epoch, 10))
    assert [(first, last) for first, last, _ in pages] == [(1, 1)]


def test_every_page_continues_the_hash_of_the_page_before(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())
    for _ in range(2):
        centre.write(lambda t: publish(t.feeds, {feed: [Change({})] * PAGE_GROUPS_MAX}))
    head = _head(centre, feed)
    end = EMPTY_HASH
    for first, last, _ in centre.read(lambda t: t.feeds.pages(feed, head.epoch, 10)):
        page = _page(centre, feed, first, last)
        read = msgspec.json.decode(page, type=PageBytes)
        assert read.previous == end
        end = linked(end, read.groups)[-1].hash
        assert read.hash == end
    assert head.hash == end


def _page(centre: Centre, feed: str, first: int, last: int) -> bytes:
    head = _head(centre, feed)
    page, _ = centre.read(lambda t: sealed_page(t.feeds, head.key, feed, head.epoch, first, last))
    return page


def test_a_tail_says_the_hash_that_its_groups_make(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    feed = store_feed(register.unit)
    for number in range(3):
        register.sells(1)
        register.sends(number + 1)
    head = _head(centre, feed)
    whole = _tail(centre, feed, FeedCursor(head.epoch, 0, EMPTY_HASH))
    links = [held.hash for held in linked(EMPTY_HASH, whole.groups)]
    assert whole.hash == links[-1] == head.hash
    for after in range(3):
        seen = FeedCursor(head.epoch, after + 1, links[after])
        rest = _tail(centre, feed, seen)
        assert (len(rest.groups), rest.hash) == (2 - after, head.hash)
    some, count = centre.read(
        lambda t: tail(t.feeds, feed, FeedCursor(head.epoch, 0), groups_max=2)
    )
    assert (count, msgspec.json.decode(some, type=TailBytes).hash) == (2, links[1])


def _tail(centre: Centre, feed: str, cursor: FeedCursor) -> TailBytes:
    found, _ = centre.read(lambda t: tail(t.feeds, feed, cursor))
    return msgspec.json.decode(found, type=TailBytes)


def test_a_cursor_of_another_epoch_boots_and_one_that_nobody_could_have_tells_of_a_restore(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())
    centre.write(lambda t: publish(t.feeds, {feed: [Change({})] * 3}))
    head = _head(centre, feed)
    other = "ab" * 32
    cursors: tuple[tuple[FeedCursor, type[Refused]], ...] = (
        (FeedCursor("other", 1), BootAgain),
        (FeedCursor(head.epoch, 4), Forgotten),
        (FeedCursor(head.epoch, 2, other), Forgotten),
        (FeedCursor(head.epoch, 3, other), Forgotten),
        (FeedCursor(head.epoch, 0, other), Forgotten),
    )
    for cursor, expected in cursors:
        with pytest.raises(BootAgain) as refused:
            _check(centre, feed, cursor)
        assert type(refused.value) is expected
    for good in (FeedCursor(head.epoch, 3, head.hash), FeedCursor(head.epoch, 0, EMPTY_HASH)):
        assert _check(centre, feed, good) == head
    with pytest.raises(Refused) as unknown:
        _check(centre, "store:none", FeedCursor("e", 0))
    assert unknown.value.problem.status == 404


def _check(centre: Centre, feed: str, cursor: FeedCursor) -> FeedHead:
    return centre.read(lambda t: check_cursor(t.feeds, feed, cursor))
