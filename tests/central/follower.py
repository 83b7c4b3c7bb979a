"""A device's own cores and files that follow one feed of a centre, over HTTP without a network."""

from __future__ import annotations

import random
from pathlib import Path

import httpx

from central.app import build_app
from central.centre import Centre
from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION
from pos_app.files.layout import DeviceFolder
from sync.core.backoff import Backoff
from sync.core.booter import Booter
from sync.core.puller import Puller
from sync.core.steps import Answered, AskTail, Call, Event, Failed, Woken
from sync.generation import digest_of
from sync.replica import FeedReplica
from sync.transport.answers import CallFailed
from sync.transport.centre import Centre as CentreLine

KEY = "ab" * 32
STEPS_MAX = 1_000


class Follower:
    """Goes on where its file stands, every time that it is let."""

    def __init__(self, centre: Centre, feed: str, token: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.asked: list[str] = []
        self.replica = FeedReplica(DeviceFolder(folder), feed, KEY, lambda: 7)
        self.replica.open({})
        self._network = httpx.ASGITransport(build_app(centre))
        self._token = token

    async def follows(self) -> None:
        """Up to the head; with a program that was just started."""
        replica = self.replica
        booter = Booter(replica.feed, REPLICA_SCHEMA_VERSION, replica, takes_files=False)
        puller = Puller(replica.feed, replica, booter, Backoff(random.Random(1).randrange))
        line = CentreLine("http://centre", "device", self._token, self._network)
        event: Event = Woken()
        for _ in range(STEPS_MAX):
            with replica.transaction():
                call = puller.on(event, 0).call
            if call is None:
                event = Woken(at_once=True)
                continue
            if isinstance(call, AskTail) and call.wait_s:
                await line.close()
                return
            event = await self._answer(line, call)
        message = "the device does not come to the head"
        raise AssertionError(message)

    def digest(self) -> str:
        """Of all that the file says."""
        assert self.replica.connection is not None
        return digest_of(self.replica.connection, self.replica.kind)

    async def _answer(self, line: CentreLine, call: Call) -> Event:
        self.asked.append(type(call).__name__)
        try:
            return Answered(await line.call(call))
        except CallFailed as failed:
            return Failed(failed.failure)
