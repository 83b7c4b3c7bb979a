"""Thousands who wait for nothing cost the database nothing; who waits for something hears of it."""

import asyncio
from collections.abc import Iterator

import httpx
import msgspec
import pytest
from sqlalchemy import event

from central import head_watch
from central.app import build_app
from central.centre import Centre
from central.core.feed import store_feed
from central.core.records import FeedHead
from central.head_watch import HeadWatch
from sync.wire.messages import TailReply
from tests.central.head_office import HeadOffice, Register

WAIT_S, SOON_S = 25, 10


class Follower:
    """One device that asks for the tail of its store's feed, over the whole application of the centre."""

    def __init__(self, office: HeadOffice) -> None:
        self.centre = office.centre
        unit = office.open_store()
        device, self._token = office.enrol(unit)
        self.register = Register(office, device)
        self.feed = store_feed(unit)

    def head(self) -> FeedHead:
        head = self.centre.read(lambda transaction: transaction.feeds.head(self.feed))
        assert head is not None
        return head

    async def asks(self, head: FeedHead, wait_s: int, link: str) -> TailReply:
        """What comes after a position, and with which hash that is named."""
        transport = httpx.ASGITransport(build_app(self.centre))
        headers = {"Authorization": f"Bearer {self._token}"}
        path = f"/v1/tail/{self.feed}/{head.epoch}/{head.head}?wait={wait_s}&hash={link}"
        async with httpx.AsyncClient(transport=transport, base_url="http://centre") as client:
            reply = await client.get(path, headers=headers)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=TailReply)


@pytest.fixture
def follower(office: HeadOffice) -> Follower:
    return Follower(office)


@pytest.fixture
def reads(centre: Centre) -> Iterator[list[str]]:
    """Every question for groups since now."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "feed_group.payload" in statement:
            asked.append(statement)

    event.listen(centre.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(centre.database.engine, "before_cursor_execute", note)


def test_who_hears_nothing_is_looked_up_once(follower: Follower, reads: list[str]) -> None:
    head = follower.head()
    told = asyncio.run(follower.asks(head, 0, head.hash))
    assert (told.groups, told.head, told.hash) == ([], head.head, head.hash)
    assert len(reads) == 1


def test_who_names_no_hash_is_told_it(follower: Follower) -> None:
    head = follower.head()
    assert asyncio.run(follower.asks(head, 0, "")).hash == head.hash


def test_who_waits_hears_of_what_happens(follower: Follower) -> None:
    async def waits_while_somebody_sells() -> TailReply:
        head = follower.head()
        waiting = asyncio.create_task(follower.asks(head, WAIT_S, head.hash))
        follower.register.sells()
        await asyncio.to_thread(follower.register.sends)
        return await waiting

    told = asyncio.run(waits_while_somebody_sells())
    assert [group.position for group in told.groups] == [1]


def test_a_watch_says_whether_anything_was_seen(follower: Follower) -> None:
    async def watches() -> tuple[bool, bool]:
        watch, head = follower.centre.watch, follower.head()
        quiet = await watch.wait(follower.feed, head.epoch, head.head, 0)
        follower.register.sells()
        await asyncio.to_thread(follower.register.sends)
        return quiet, await watch.wait(follower.feed, head.epoch, head.head, WAIT_S)

    assert asyncio.run(watches()) == (True, False)


def test_who_is_further_wakes_whoever_waits_behind(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one device has fetched before the watch looked again is news to the others."""
    monkeypatch.setattr(head_watch, "LOOK_INTERVAL_MS", 60_000)

    async def watches() -> bool:
        watch, head = HeadWatch(follower.centre.database), follower.head()
        behind = asyncio.create_task(watch.wait(follower.feed, head.epoch, head.head, WAIT_S))
        await watch.wait(follower.feed, head.epoch, head.head, 0)
        follower.register.sells()
        await asyncio.to_thread(follower.register.sends)
        ahead = asyncio.create_task(watch.wait(follower.feed, head.epoch, head.head + 1, WAIT_S))
        quiet = await asyncio.wait_for(behind, SOON_S)
        await watch.end()
        await ahead
        return quiet

    assert asyncio.run(watches()) is False
