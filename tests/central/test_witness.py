"""A database that was restored is noticed, and nobody goes on in an epoch that it has forgotten."""

from pathlib import Path

import pytest

from central.centre import Centre, new_id
from central.core.feed import Change, is_restored, publish, store_feed
from central.core.records import FeedHead
from central.core.refused import Refused
from central.routes.tail import TailEndpoint
from central.witness import Witness
from tests.central.head_office import HeadOffice


def _epoch(centre: Centre, feed: str) -> str:
    head = centre.read(lambda transaction: transaction.feeds.head(feed))
    assert head is not None
    return head.epoch


def test_a_database_behind_its_witness_starts_new_epochs(
    centre: Centre, office: HeadOffice, tmp_path: Path
) -> None:
    kept, moved = store_feed(office.open_store()), store_feed(office.open_store())
    witness = Witness(centre.database, tmp_path / "witness.json")
    assert witness.check(new_id) == []
    change = {moved: [Change({})] * 3}
    centre.write(lambda transaction: publish(transaction.feeds, change))
    before = {feed: _epoch(centre, feed) for feed in (kept, moved)}
    assert witness.check(new_id) == []
    # What a backup brings back: the same epoch with an older head.
    centre.write(lambda transaction: transaction.feeds.start_epoch(moved, before[moved], "key"))
    assert Witness(centre.database, tmp_path / "witness.json").check(new_id) == [moved]
    assert _epoch(centre, kept) == before[kept]
    assert _epoch(centre, moved) != before[moved]
    assert witness.check(new_id) == []


def test_a_cursor_ahead_of_its_feed_proves_a_restored_centre() -> None:
    head = FeedHead("e", "k", 7, 1, 0)
    assert is_restored(head, "e", 8)
    assert not is_restored(head, "e", 7)
    assert not is_restored(head, "older", 8)
    assert not is_restored(None, "e", 8)


def test_such_a_cursor_begins_a_new_epoch_and_boots_again(
    centre: Centre, office: HeadOffice
) -> None:
    unit = office.open_store()
    feed = store_feed(unit)
    _, token = office.enrol(unit)
    before = _epoch(centre, feed)
    tail = TailEndpoint(centre)
    with pytest.raises(Refused) as refused:
        tail.first_look(f"Bearer {token}", feed, before, 5)
    assert refused.value.problem.code == "boot_again"
    assert _epoch(centre, feed) != before
