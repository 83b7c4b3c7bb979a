"""How long a price takes from its commit at the centre until a cashier sees it painted, by real processes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEventLoop, QTimer
from sqlalchemy import select, update

from bench.bench_store import ZONE
from bench.measure import Figure, percentile, say, timed
from bench.offices import PlainLine, fresh_folder, open_centre, running
from bench.painting import PaintClock
from bench.till_window import BenchWindow, bench_window
from central.centre import Centre
from central.core.feed import Change, publish, zone_feed
from central.storage.schema import ITEM, PRICE
from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.files.device_settings import KEY_FILE
from pos_app.files.layout import DeviceFolder
from pos_app.ports.enrolment import DeviceClass
from storeday.shop import ANNA
from sync.__main__ import READY
from sync.enrolment import HttpEnrolment
from tests.contract.centre_process import CentreProcess
from ui.widgets.choice_list import ChoiceList
from ui.widgets.row_state import ChoiceRow

CHANGES = 60
REST_MS_MAX = 250
SEED = 20_261_122
PATIENCE_SECONDS = 30
LOOK_SECONDS = 0.001
ITEMS = (
    select(PRICE.c.item_id, ITEM.c.number)
    .join(ITEM, ITEM.c.item_id == PRICE.c.item_id)
    .where(PRICE.c.zone == ZONE)
    .order_by(PRICE.c.item_id)
    .limit(CHANGES)
)


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
            with bench_window(folder, badge=ANNA.badge) as till:
                centre = open_centre(process)
                samples = _samples(centre, till)
                centre.close()
        line = PlainLine(process.url, process.admin_token)
        bare = [timed(partial(line.get, "/health")) for _ in range(CHANGES)]
        line.close()
    say("price_change_latency", p50_ms=percentile(samples, 50), floor_p50_ms=percentile(bare, 50))
    value, floor = percentile(samples, 99), percentile(bare, 99)
    print(Figure.beside_floor("price_change_latency", value, "ms p99", floor).line())


def _samples(centre: Centre, till: BenchWindow) -> list[int]:
    """Nanoseconds of every change; the commits come at any time between two looks of the window."""
    with centre.database.read() as connection:
        items = [(int(row[0]), str(row[1])) for row in connection.execute(ITEMS)]
    chance = random.Random(SEED)
    samples = []
    for place, (item_id, number) in enumerate(items):
        found = till.searches(number)
        _rest(chance.randrange(REST_MS_MAX))
        samples.append(_change(centre, found, item_id, 10_000 + place))
    return samples


def _change(centre: Centre, found: ChoiceList, item_id: int, price_minor: int) -> int:
    """Nanoseconds from the commit until the search list is painted with the new price."""
    centre.database.write(
        lambda connection: connection.execute(
            update(PRICE)
            .where(PRICE.c.zone == ZONE, PRICE.c.item_id == item_id)
            .values(price_minor=price_minor)
        )
    )
    change = Change({"price": [(item_id, price_minor)]})
    words = format_money(Money(price_minor, "GBP"))
    key = str(item_id)
    centre.write(lambda transaction: publish(transaction.feeds, {zone_feed(ZONE): [change]}))
    return (
        PaintClock(found)
        .time(
            _nothing,
            lambda: any(
                isinstance(row, ChoiceRow) and (row.key, row.trailing) == (key, words)
                for row in found.rows
            ),
        )
        .line_ns
    )


def _rest(milliseconds: int) -> None:
    """The window goes on, and nobody asks anything of it."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _nothing() -> None:
    return None


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
