"""A thousand devices against one centre, each with its own token, chain and cursor; fails unless the sums agree."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, field

import httpx
import msgspec

from bench.asgi_process import processor_s, resident_kb
from bench.measure import Figure, percentile, say
from bench.offices import EnrolledDevice, enrol_devices, fresh_folder, open_centre, running
from central.centre import Centre
from central.core.feed import store_feed
from sync.wire.messages import JournalReply, TailReply
from tests.central.head_office import DAY, PRICE_MINOR
from tests.central.private_postgresql import private_postgresql
from tests.contract.centre_process import CentreProcess

DEVICES = 1_000
PER_STORE = 20
ROUNDS = 2
SALES_PER_ROUND = 5
AT_ONCE = 32
# A store of 20 devices sells 1,500 tickets a day.
SALES_PER_DEVICE_AND_DAY = 75
SECONDS_MAX = 60


@dataclass
class Fleet:
    """What came of all devices together."""

    acknowledged_ns: list[int] = field(default_factory=list)
    facts: int = 0
    bytes_up: int = 0
    bytes_down: int = 0


class FleetDevice:
    """Sends its own chain, and follows the feed of its store from its own cursor."""

    def __init__(self, enrolled: EnrolledDevice, epoch: str, http: httpx.AsyncClient) -> None:
        self._enrolled = enrolled
        self._epoch = epoch
        self._http = http
        self._headers = {"Authorization": f"Bearer {enrolled.token}"}
        self._cursor = 0
        self.receipts: set[str] = set()

    async def works(self, fleet: Fleet) -> None:
        """A few sales up, and what the store's feed says of them down."""
        register = self._enrolled.register
        first = len(register.facts) + 1
        for number in range(SALES_PER_ROUND):
            register.sells(1 + number % 4)
        body = msgspec.json.encode(register.batch(first))
        began = time.perf_counter_ns()
        reply = await self._http.post(self._enrolled.path, content=body, headers=self._headers)
        fleet.acknowledged_ns.append(time.perf_counter_ns() - began)
        assert reply.status_code == httpx.codes.OK, reply.text
        answer = msgspec.json.decode(reply.content, type=JournalReply)
        assert (answer.result, answer.tail.sequence) == ("acknowledged", len(register.facts))
        fleet.facts += SALES_PER_ROUND
        fleet.bytes_up += len(body) + _head_bytes(reply.request.headers)
        fleet.bytes_down += len(reply.content) + _head_bytes(reply.headers)

    async def follows(self, fleet: Fleet) -> None:
        """Up to the head, without a gap."""
        feed = store_feed(self._enrolled.register.unit)
        while True:
            path = f"/v1/tail/{feed}/{self._epoch}/{self._cursor}?wait=0"
            reply = await self._http.get(path, headers=self._headers)
            assert reply.status_code == httpx.codes.OK, reply.text
            fleet.bytes_up += _head_bytes(reply.request.headers)
            fleet.bytes_down += len(reply.content) + _head_bytes(reply.headers)
            tail = msgspec.json.decode(reply.content, type=TailReply)
            for group in tail.groups:
                assert group.position == self._cursor + 1, "a gap in the feed"
                self._cursor = group.position
                self.receipts.update(receipt.fact_id for receipt in group.receipts)
            if self._cursor == tail.head:
                return

    def check_receipts(self) -> None:
        """Its own facts came back to it, each one."""
        own = {fact.fact_id.hex for fact in self._enrolled.register.facts}
        assert own <= self.receipts, "a fact has no receipt"


def main(arguments: list[str]) -> None:
    """Print facts a second on SQLite; what stands above it, and PostgreSQL, belongs to docs/scale.md."""
    devices = int(arguments[0]) if arguments else DEVICES
    rate = _measure("sqlite", None, devices)
    with private_postgresql() as server:
        _measure("postgresql", server.new_database(), devices)
    # The floor is what a day of such a fleet asks for, spread over ten hours.
    needed = devices * SALES_PER_DEVICE_AND_DAY / 36_000
    print(
        Figure("fleet", round(rate, 1), "facts/s", round(needed, 3), round(needed / rate, 4)).line()
    )


def _measure(name: str, database: str | None, devices: int) -> float:
    process = CentreProcess(fresh_folder(f"fleet-{name}"), database)
    centre = open_centre(process)
    enrolled = enrol_devices(centre, stores=devices // PER_STORE, per_store=PER_STORE)
    heads = centre.read(lambda transaction: transaction.feeds.heads())
    empty_bytes = _database_bytes(centre)
    with running(process):
        began_s, began_kb = processor_s(process.pid), resident_kb(process.pid)
        epochs = {feed: epoch for feed, (epoch, _) in heads.items()}
        fleet, took = asyncio.run(_run(process.url, enrolled, epochs))
        worked_s = processor_s(process.pid) - began_s
        grown_kb = resident_kb(process.pid) - began_kb
        _check_sums(process, enrolled)
    sales = SALES_PER_DEVICE_AND_DAY / fleet.facts
    say(
        f"fleet {name}",
        devices=devices,
        facts=fleet.facts,
        facts_per_s=fleet.facts / took,
        acknowledged_p50_ms=percentile(fleet.acknowledged_ns, 50),
        acknowledged_p99_ms=percentile(fleet.acknowledged_ns, 99),
        kB_up_per_device_and_day=fleet.bytes_up * sales / 1000,
        kB_down_per_device_and_day=fleet.bytes_down * sales / 1000,
    )
    say(
        f"fleet {name}, of the centre a device and day",
        processor_ms=worked_s * sales * 1000,
        database_kB=(_database_bytes(centre) - empty_bytes) * sales / 1000,
        memory_kB_per_device=grown_kb / devices,
    )
    centre.close()
    return fleet.facts / took


def _database_bytes(centre: Centre) -> int:
    """How large the whole database is."""
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if centre.database.is_sqlite
        else "SELECT pg_database_size(current_database())"
    )
    size: int = centre.query(lambda read: read.exec_driver_sql(asked).scalar_one())
    return size


async def _run(
    url: str, enrolled: list[EnrolledDevice], epochs: dict[str, str]
) -> tuple[Fleet, float]:
    fleet = Fleet()
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    turns = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=SECONDS_MAX) as http:
        devices = [
            FleetDevice(one, epochs[store_feed(one.register.unit)], http) for one in enrolled
        ]

        async def work(device: FleetDevice) -> None:
            async with turns:
                await device.works(fleet)

        async def follow(device: FleetDevice) -> None:
            async with turns:
                await device.follows(fleet)

        began = time.perf_counter()
        for _ in range(ROUNDS):
            await asyncio.gather(*map(work, devices))
        took = time.perf_counter() - began
        await asyncio.gather(*map(follow, devices))
    for device in devices:
        device.check_receipts()
    return fleet, took


def _check_sums(process: CentreProcess, enrolled: list[EnrolledDevice]) -> None:
    """The books of every store say what its devices sent."""
    sent: dict[str, int] = {}
    for device in enrolled:
        unit = device.register.unit
        sent[unit] = sent.get(unit, 0) + len(device.register.facts)
    for unit, sales in sent.items():
        books = process.books(unit, DAY)
        held = (books["sale_count"], books["sales_total_minor"])
        assert held == (sales, sales * PRICE_MINOR), f"store {unit}: {held} for {sales} sales"


def _head_bytes(headers: httpx.Headers) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.raw)


if __name__ == "__main__":
    main(sys.argv[1:])
