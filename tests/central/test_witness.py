"""A database that was restored is noticed, and nobody goes on in an epoch that it has forgotten."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from central.centre import Centre, new_id
from central.core.epochs import NewEpoch, begin_anew, take_word
from central.core.feed import Change, publish, store_feed, zone_feed
from central.core.records import FeedCursor, FeedHead
from central.core.refused import Refused
from central.routes.tail import TailEndpoint
from central.witness import Witness
from tests.central.head_office import HeadOffice

WITNESSES = 4
DAY_US = 86_400_000_000


def _head(centre: Centre, feed: str) -> FeedHead:
    head = centre.read(lambda transaction: transaction.feeds.head(feed))
    assert head is not None
    return head


def _publish(centre: Centre, feed: str, count: int, name: str = "") -> None:
    """Groups whose bytes depend on the name."""
    rows = {"configuration": [(name, "v")]}
    changes = {feed: [Change(rows)] * count}
    centre.write(lambda transaction: publish(transaction.feeds, changes))


def _restored(centre: Centre, feed: str) -> None:
    """What a backup brings back: the same epoch with an older head."""
    epoch = _head(centre, feed).epoch
    centre.write(lambda transaction: transaction.feeds.start_epoch(feed, epoch, "key"))


def test_a_database_behind_its_witness_starts_new_epochs(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    kept, moved = store_feed(office.open_store()), store_feed(office.open_store())
    witness = Witness(centre.database, tmp_path / "witness.json")
    assert witness.check(new_id) == []
    _publish(centre, moved, 3)
    before = {feed: _head(centre, feed).epoch for feed in (kept, moved)}
    assert witness.check(new_id) == []
    _restored(centre, moved)
    assert Witness(centre.database, tmp_path / "witness.json").check(new_id) == [moved]
    assert _head(centre, kept).epoch == before[kept]
    assert _head(centre, moved).epoch != before[moved]
    assert witness.check(new_id) == []


def test_a_database_that_grew_again_elsewhere_is_noticed_by_its_hashes(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    feed = store_feed(office.open_store())
    _publish(centre, feed, 3, "before")
    witness = Witness(centre.database, tmp_path / "witness.json")
    assert feed not in witness.check(new_id)
    _restored(centre, feed)
    _publish(centre, feed, 5, "afterwards")
    assert witness.check(new_id) == [feed]
    assert _head(centre, feed).head == 0


def test_a_database_put_back_under_a_running_centre_is_noticed(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    feed = store_feed(office.open_store())
    _publish(centre, feed, 3)
    witness = Witness(centre.database, tmp_path / "witness.json")
    assert feed not in witness.look(new_id)
    _restored(centre, feed)
    assert witness.look(new_id) == [feed]
    assert witness.look(new_id) == []


def test_witnesses_of_several_processes_begin_one_epoch_together(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    feed = store_feed(office.open_store())
    _publish(centre, feed, 3)
    paths = [tmp_path / f"{number}.json" for number in range(WITNESSES)]
    for path in paths:
        Witness(centre.database, path).check(new_id)
    late = Witness(centre.database, tmp_path / "late.json")
    late.check(new_id)
    before = _head(centre, feed).epoch
    _restored(centre, feed)
    with ThreadPoolExecutor(WITNESSES) as threads:
        found = [*threads.map(lambda path: Witness(centre.database, path).check(new_id), paths)]
    assert sorted(found) == [[]] * (WITNESSES - 1) + [[feed]]
    begun = _head(centre, feed).epoch
    assert begun != before
    # Who comes later has a file of the epoch before, and knows that somebody has noticed already.
    _publish(centre, feed, 1)
    assert late.check(new_id) == []
    assert _head(centre, feed).epoch == begun


def test_an_epoch_that_the_backup_does_not_know_was_lost_with_what_came_after_it(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    feed = store_feed(office.open_store())
    old = _head(centre, feed)
    centre.write(lambda t: t.feeds.replace_epoch(feed, old.epoch, new_id(), new_id()))
    paths = [tmp_path / f"{number}.json" for number in range(2)]
    for path in paths:
        Witness(centre.database, path).check(new_id)
    # The backup was taken in the epoch before.
    centre.write(lambda t: t.feeds.start_epoch(feed, old.epoch, old.key))
    assert Witness(centre.database, paths[0]).check(new_id) == [feed]
    begun = _head(centre, feed).epoch
    assert Witness(centre.database, paths[1]).check(new_id) == []
    assert _head(centre, feed).epoch == begun != old.epoch


def test_an_old_file_without_hashes_is_read(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    feed = store_feed(office.open_store())
    path = tmp_path / "witness.json"
    path.write_text(f'{{"{feed}": ["{_head(centre, feed).epoch}", 9]}}')
    assert Witness(centre.database, path).check(new_id) == [feed]


@pytest.mark.parametrize(("after", "link"), [(5, ""), (5, "ab" * 32), (2, "ab" * 32)])
def test_a_cursor_that_the_centre_does_not_have_begins_one_new_epoch(
    centre: Centre, office: HeadOffice, after: int, link: str
) -> None:
    unit = office.open_store()
    feed = store_feed(unit)
    _publish(centre, feed, 3)
    _, token = office.enrol(unit)
    before = _head(centre, feed).epoch
    tail = TailEndpoint(centre)
    epochs = set()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            tail.first_look(f"Bearer {token}", feed, FeedCursor(before, after, link))
        assert refused.value.problem.code == "boot_again"
        epochs.add(_head(centre, feed).epoch)
    assert len(epochs | {before}) == 2


def test_the_proof_of_many_devices_replaces_an_epoch_once(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())
    before = _head(centre, feed).epoch
    seen = FeedCursor(before, 7, "ab" * 32)

    def prove(_number: int) -> bool:
        new = NewEpoch(new_id(), new_id())
        return centre.write(lambda t: begin_anew(t.feeds, feed, seen, new))

    with ThreadPoolExecutor(WITNESSES) as threads:
        assert sum(threads.map(prove, range(WITNESSES * 2))) == 1


def _says(centre: Centre, token: str, feed: str, cursor: FeedCursor) -> str:
    """A device follows a feed from a cursor; gives the epoch of the feed afterwards."""
    with pytest.raises(Refused) as refused:
        TailEndpoint(centre).first_look(f"Bearer {token}", feed, cursor)
    assert refused.value.problem.code == "boot_again"
    return _head(centre, feed).epoch


def test_a_spoilt_cursor_makes_one_device_start_again_and_nobody_else(
    centre: Centre, office: HeadOffice
) -> None:
    unit = office.open_store()
    office.begin_feed("chain")
    _publish_items(centre, 3)
    _, spoilt = office.enrol(unit)
    before = _head(centre, "chain").epoch
    for link in ("ab" * 32, "cd" * 32, "not even a hash"):
        for after in (2, 3, 9):
            assert _says(centre, spoilt, "chain", FeedCursor(before, after, link)) == before
    # A second device that has what this database lost: it was put back.
    _, honest = office.enrol(unit, "2")
    begun = _says(centre, honest, "chain", FeedCursor(before, 3, "ef" * 32))
    assert begun != before
    # What was said of the epoch before counts for nothing in this one.
    _publish_items(centre, 3)
    assert _says(centre, spoilt, "chain", FeedCursor(begun, 3, "ab" * 32)) == begun


def test_the_word_of_another_device_counts_for_a_week(centre: Centre, office: HeadOffice) -> None:
    feed, week_us = zone_feed("nowhere"), 7 * DAY_US
    office.begin_feed(feed)
    seen = FeedCursor(_head(centre, feed).epoch, 7, "ab" * 32)
    assert not _word(centre, "d1", feed, seen, 0)
    assert not _word(centre, "d2", feed, seen, week_us)
    assert not _word(centre, "d2", feed, seen, week_us + 1)
    assert _word(centre, "d3", feed, seen, 2 * week_us)


def test_a_store_starts_again_on_the_word_of_one_device_once_a_day(
    centre: Centre, office: HeadOffice
) -> None:
    feed = store_feed(office.open_store())

    def word(device_id: str, now_us: int) -> bool:
        seen = FeedCursor(_head(centre, feed).epoch, 7, "ab" * 32)
        return _word(centre, device_id, feed, seen, now_us)

    assert word("d1", 0)
    assert not word("d1", 5)
    assert not word("d1", DAY_US)
    assert word("d2", DAY_US)
    assert word("d1", 2 * DAY_US)


def _word(centre: Centre, device_id: str, feed: str, seen: FeedCursor, now_us: int) -> bool:
    new = NewEpoch(new_id(), new_id())
    return centre.write(lambda t: take_word(t.feeds, device_id, feed, seen, new, now_us))


def _publish_items(centre: Centre, count: int) -> None:
    changes = {"chain": [Change({"tax_rate": [("S", "Standard", 2000)]})] * count}
    centre.write(lambda transaction: publish(transaction.feeds, changes))
