"""How long a price takes from its commit at the centre to the next scan at a register, by real processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import select, update

from bench.bench_store import ZONE
from bench.device import open_bench_device
from bench.measure import Figure, percentile, say, timed
from bench.offices import PlainLine, fresh_folder, open_centre, running
from central.centre import Centre
from central.core.feed import Change, publish, zone_feed
from central.storage.schema import PRICE
from pos_app.domain.ids import ItemId
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from pos_app.ports.enrolment import DeviceClass
from pos_app.storage.opening import OpenStore
from sync.__main__ import READY
from sync.enrolment import HttpEnrolment
from tests.contract.centre_process import CentreProcess

CHANGES = 60
LOOK_SECONDS = 0.001
PATIENCE_SECONDS = 30


def main() -> None:
    """Print p99; the floor is one question to the same centre."""
    root = fresh_folder("price-change")
    process = CentreProcess(root / "centre")
    process.folder.mkdir()
    process.load_demo()
    folder = DeviceFolder(root / "device")
    folder.root.mkdir()
    with running(process):
        enrolment = HttpEnrolment(folder, process.url, KEY_FILE, "bench")
        enrolment.enrol(process.enrolment_code(), DeviceClass.REGISTER, 100)
        with _agent(folder):
            _wait(lambda: enrolment.progress().complete)
            with open_bench_device(folder) as device:
                centre = open_centre(process)
                samples = [_change(centre, device, number) for number in range(CHANGES)]
                centre.close()
        line = PlainLine(process.url, process.admin_token)
        bare = [timed(partial(line.get, "/health")) for _ in range(CHANGES)]
        line.close()
    say("price_change_latency", p50_ms=percentile(samples, 50), floor_p50_ms=percentile(bare, 50))
    value, floor = percentile(samples, 99), percentile(bare, 99)
    print(Figure.beside_floor("price_change_latency", value, "ms p99", floor).line())


def _change(centre: Centre, device: OpenStore, number: int) -> int:
    """Nanoseconds from the commit until the register's own catalogue says the new price."""
    feed = zone_feed(ZONE)
    with centre.database.read() as connection:
        item_id = (
            connection.execute(
                select(PRICE.c.item_id).where(PRICE.c.zone == ZONE).order_by(PRICE.c.item_id)
            )
            .scalars()
            .all()[number]
        )
    price_minor = 10_000 + number
    centre.database.write(
        lambda connection: connection.execute(
            update(PRICE)
            .where(PRICE.c.zone == ZONE, PRICE.c.item_id == item_id)
            .values(price_minor=price_minor)
        )
    )
    change = Change({"price": [(item_id, price_minor)]})
    centre.write(lambda transaction: publish(transaction.feeds, {feed: [change]}))
    began = time.perf_counter_ns()
    _wait(lambda: _price(device, item_id) == price_minor)
    return time.perf_counter_ns() - began


def _price(device: OpenStore, item_id: int) -> int | None:
    device.news.changed()
    item = device.catalogue.by_id(ItemId(item_id))
    return None if item is None else item.unit_price.price_minor


def _wait(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(LOOK_SECONDS)


@contextmanager
def _agent(folder: DeviceFolder) -> Iterator[None]:
    command = [sys.executable, "-m", "sync", "--data", str(folder.root), "--log", "WARNING"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == READY
        yield
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


if __name__ == "__main__":
    main()
