"""Old groups leave the log; who comes back too late starts again, and holds what everybody holds."""

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select

from central.centre import Centre, now_us
from central.core.feed import Change, publish, store_feed
from central.core.following import BootAgain, Forgotten, check_cursor, sealed_page
from central.core.pages import PAGE_GROUPS_MAX
from central.core.records import FeedCursor, FeedHead
from central.core.refused import Refused
from central.housekeeping import Housekeeping, SeenCursors
from central.storage.dialect import insert_or_replace
from central.storage.feed_retention import DAY_US, Retention
from central.storage.schema import CONFIGURATION, DEVICE_CURSOR
from central.storage.sql_feeds import SqlFeeds
from tests.central.follower import Follower
from tests.central.head_office import HeadOffice

COLUMNS = ("business_unit", "name", "value")
AGES = (3, 29, 31, 60, 89, 91, 120)


class Store:
    """A store whose configuration changes, and a centre whose days go by."""

    def __init__(self, centre: Centre, office: HeadOffice) -> None:
        self.centre = centre
        self.office = office
        self.unit = office.open_store()
        self.feed = store_feed(self.unit)
        self.cursors = SeenCursors()
        self.keeping = Housekeeping(centre.database, self.cursors, Retention())
        self._day = 0
        self._values = 0

    @property
    def head(self) -> FeedHead:
        """Where its feed stands."""
        head = self.centre.read(lambda transaction: transaction.feeds.head(self.feed))
        assert head is not None
        return head

    def tidies(self, days: int = 0) -> None:
        """After so many days."""
        self._day += days
        self.keeping.tidy(now_us() + self._day * DAY_US)

    def changes(self, groups: int) -> None:
        """As many groups, each of which writes a row or removes one."""
        self.centre.database.write(lambda connection: self._change(connection, groups))

    def asks(self, device_id: str, after: int) -> None:
        """A device follows from here."""
        self.cursors.note(device_id, self.feed, FeedCursor(self.head.epoch, after))

    def may_follow(self, after: int) -> bool:
        """True while a device at this position goes on by groups."""
        cursor = FeedCursor(self.head.epoch, after)
        try:
            self.centre.read(lambda t: check_cursor(t.feeds, self.feed, cursor))
        except BootAgain as gone:
            assert not isinstance(gone, Forgotten), "nobody was restored"
            return False
        return True

    def _change(self, connection: Connection, groups: int) -> None:
        table, feeds = CONFIGURATION, SqlFeeds(connection)
        for _ in range(groups):
            self._values += 1
            name, value = f"n{self._values % 7}", f"v{self._values}"
            if self._values % 5 == 0:
                of_name = (table.c.business_unit == self.unit, table.c.name == name)
                connection.execute(delete(table).where(*of_name))
                change = Change({}, drop={"configuration": [(name,)]})
            else:
                row = dict(zip(COLUMNS, (self.unit, name, value), strict=True))
                connection.execute(insert_or_replace(connection, table, COLUMNS), row)
                change = Change({"configuration": [(name, value)]})
            publish(feeds, {self.feed: [change]})


@pytest.fixture
def store(centre: Centre, office: HeadOffice) -> Store:
    return Store(centre, office)


def _fill_pages(store: Store, count: int) -> None:
    store.changes(PAGE_GROUPS_MAX * count)
    store.tidies()


def test_pages_leave_after_thirty_days_and_the_newest_stays(store: Store) -> None:
    _fill_pages(store, 3)
    store.tidies(29)
    assert store.head.kept_from == 1
    store.tidies(1)
    assert store.head.kept_from == 2 * PAGE_GROUPS_MAX + 1
    assert [store.may_follow(after) for after in (0, 1, 512, 513, 768)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    head = store.head
    with pytest.raises(Refused) as gone:
        store.centre.read(
            lambda t: sealed_page(t.feeds, head.key, store.feed, head.epoch, 1, PAGE_GROUPS_MAX)
        )
    assert gone.value.problem.status == 404
    # The chain goes on, and its next page begins where the newest one ended.
    store.changes(PAGE_GROUPS_MAX)
    assert store.may_follow(768)
    assert store.head.head == 4 * PAGE_GROUPS_MAX


def test_a_device_that_still_comes_holds_them_for_ninety_days(store: Store) -> None:
    slow, _ = store.office.enrol(store.unit)
    quick, _ = store.office.enrol(store.unit)
    _fill_pages(store, 3)
    store.asks(slow.device_id, PAGE_GROUPS_MAX + 5)
    store.asks(quick.device_id, 3 * PAGE_GROUPS_MAX)
    store.tidies(40)
    assert store.head.kept_from == PAGE_GROUPS_MAX + 1
    assert store.may_follow(PAGE_GROUPS_MAX + 5)
    store.tidies(49)
    assert store.may_follow(PAGE_GROUPS_MAX + 5)
    store.tidies(1)
    assert not store.may_follow(PAGE_GROUPS_MAX + 5)


def test_where_a_device_stands_is_remembered_from_its_questions(
    store: Store, tmp_path: Path
) -> None:
    device, token = store.office.enrol(store.unit)
    store.changes(3)
    follower = Follower(store.centre, store.feed, token, tmp_path / "device")
    asyncio.run(follower.follows())
    store.changes(2)
    asyncio.run(follower.follows())
    follower.replica.close()
    store.centre.housekeeping.remember(now_us())
    wanted = select(DEVICE_CURSOR.c.feed, DEVICE_CURSOR.c.epoch, DEVICE_CURSOR.c.position)
    of_device = DEVICE_CURSOR.c.device_id == device.device_id
    rows = store.centre.query(lambda connection: connection.execute(wanted.where(of_device)).all())
    assert [tuple(row) for row in rows] == [(store.feed, store.head.epoch, 3)]


def test_who_was_taken_out_of_service_holds_nothing(store: Store) -> None:
    device, _ = store.office.enrol(store.unit)
    _fill_pages(store, 2)
    store.asks(device.device_id, 5)
    store.tidies(31)
    assert store.may_follow(5)
    store.centre.write(lambda t: t.devices.revoke(device.device_id))
    store.tidies()
    assert not store.may_follow(5)


def test_a_feed_of_few_groups_keeps_them_for_ever(store: Store) -> None:
    store.changes(20)
    store.tidies(400)
    assert store.may_follow(0)


def test_nobody_is_given_a_snapshot_that_cannot_be_followed(store: Store) -> None:
    store.changes(PAGE_GROUPS_MAX - 10)
    before = store.centre.snapshots.boot(store.feed)
    store.changes(PAGE_GROUPS_MAX - 10)
    store.changes(100)
    assert store.may_follow(before.position)
    store.tidies()
    store.changes(90)
    store.tidies()
    store.tidies(31)
    assert not store.may_follow(before.position)
    after = store.centre.snapshots.boot(store.feed)
    assert after.position > before.position
    assert store.may_follow(after.position)


def test_a_device_offline_for_91_days_holds_what_a_new_one_holds(
    store: Store, tmp_path: Path
) -> None:
    _, token = store.office.enrol(store.unit)
    absent = Follower(store.centre, store.feed, token, tmp_path / "absent")
    store.changes(50)
    asyncio.run(absent.follows())
    for _ in range(13):
        store.changes(60)
        store.tidies(7)
    absent.asked.clear()
    asyncio.run(absent.follows())
    assert absent.asked[:2] == ["AskTail", "AskBoot"]
    fresh = Follower(store.centre, store.feed, token, tmp_path / "fresh")
    asyncio.run(fresh.follows())
    assert absent.replica.cursor() == fresh.replica.cursor()
    assert absent.digest() == fresh.digest()
    for device in (absent, fresh):
        device.replica.close()


def test_devices_of_any_age_come_to_the_same_rows(store: Store, tmp_path: Path) -> None:
    draw = random.Random(19)
    _, token = store.office.enrol(store.unit)
    absent = []
    ages = sorted(AGES, reverse=True)
    for number, age in enumerate(ages):
        store.changes(draw.randrange(100, 400))
        store.tidies()
        device = Follower(store.centre, store.feed, token, tmp_path / f"away-{age}")
        asyncio.run(device.follows())
        device.asked.clear()
        absent.append(device)
        store.tidies(age - [*ages, 0][number + 1])
    store.changes(3)
    fresh = Follower(store.centre, store.feed, token, tmp_path / "fresh")
    asyncio.run(fresh.follows())
    for device in absent:
        asyncio.run(device.follows())
        assert device.digest() == fresh.digest()
        assert device.replica.cursor() == fresh.replica.cursor()
    boots = ["AskBoot" in device.asked for device in absent]
    assert boots == sorted(boots, reverse=True)
    assert (boots[0], boots[-1]) == (True, False)
    for device in (*absent, fresh):
        device.replica.close()
