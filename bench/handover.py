"""How long the app itself takes to hand an order over, from the customer's code to the next one in the queue.

A person walks and talks for most of a handover; this is what the machine adds: the code is hashed and compared, the
order and its card are drawn, two bays are scanned, the primary key is touched, the fact is durable, and the queue is
drawn again. Each part is counted until the program is at rest, with all that it reads behind the screens; what hands
wait for is not: the half second from a scan to a key, and the rest of a key before its next press. Between two steps
nothing asks in a circle whether it is done, which would take the processor from whoever does it.
The floor is the hash alone, which is slow on purpose, and one durable row of an encrypted file. Beside the time stands
the processor time of all threads, which other work on the machine does not change.
Touches are counted as the window hears them: with a scanner, and by hand with the code typed on a keyboard.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench.bench_store import KEY
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared
from bench.till_window import BenchWindow, bench_window
from pos_app.devices.code_hashes import CodeHashes
from pos_app.domain.pickup_code import SecretHash
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.layout import DeviceFolder
from ui.routes import Route
from ui.theme.tokens import SECOND_PRESS_MS
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import PrimaryKey

ORDERS = 100
LINES = 6
BAYS = ("B1", "F1")
TOUCHES_MAX = 5


class Touches(QObject):
    """Counts every press that reaches the window."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press comes to the window first, then to what lies under it: it is counted where it ends."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.count += 1
        return False


def main() -> None:
    """Print the 99th percentile over a hundred orders, the last of which has no queue behind it."""
    folder = fresh_copy(prepared(), "handover")
    salt = secrets.token_bytes(SecretHash.SALT_BYTES).hex()
    hashes = CodeHashes()
    codes = [f"DEM0{number}" for number in range(1000, 1000 + ORDERS + 1)]
    path = folder.replica("store", _generation(folder))
    # The file is a link to one that nobody writes.
    shutil.copy(path, path.with_suffix(".own"))
    path.with_suffix(".own").replace(path)
    store = open_writer(path, KEY, Durability.NORMAL)
    with transaction(store):
        for code in codes:
            _write(store, code, salt, hashes.hash_code(code, salt))
    store.close()
    floor = _floor(folder, codes[:20], salt)
    *scanned, typed = codes
    ours: list[int] = []
    processor: list[int] = []
    with bench_window(folder) as window, _counted() as touches:
        window.window.go(Route.PICKUP)
        window.settle(lambda: True)
        with without_collection():
            for code in scanned:
                before_ns = time.process_time_ns()
                ours.append(timed(partial(_hand_over, window, code)))
                processor.append(time.process_time_ns() - before_ns)
                # A key ignores a second press that comes too soon, and nobody hands over so fast.
                QTest.qWait(SECOND_PRESS_MS)
        with_scanner = -(-touches.count // len(scanned))
        touches.count = 0
        _by_hand(window, typed)
        by_hand = touches.count
    say(
        "handover",
        p50_ms=percentile(ours, 50),
        processor_p50_ms=percentile(processor, 50),
        processor_p99_ms=percentile(processor, 99),
        touches_with_scanner=with_scanner,
        touches_by_hand=by_hand,
        orders=len(scanned),
    )
    assert max(with_scanner, by_hand) <= TOUCHES_MAX, "it takes too many touches"
    print(
        Figure.beside_floor(
            "handover", percentile(ours, 99), "ms p99", percentile(floor, 99)
        ).line()
    )


def _floor(folder: DeviceFolder, codes: list[str], salt: str) -> list[int]:
    """One hash and one durable row, as often as there are codes."""
    hashes = CodeHashes()
    bare = open_writer(folder.root / "floor.db", KEY, Durability.FULL)
    with transaction(bare):
        bare.execute("CREATE TABLE done (code TEXT)")

    def once(code: str) -> None:
        hashes.hash_code(code, salt)
        with transaction(bare):
            bare.execute("INSERT INTO done VALUES (?)", (code,))

    try:
        return [timed(partial(once, code)) for code in codes]
    finally:
        bare.close()


@contextmanager
def _counted() -> Iterator[Touches]:
    app = QApplication.instance()
    assert app is not None, "the window is open"
    touches = Touches()
    app.installEventFilter(touches)
    try:
        yield touches
    finally:
        app.removeEventFilter(touches)


def _generation(folder: DeviceFolder) -> int:
    return max(folder.generations("store"))


def _hand_over(window: BenchWindow, code: str) -> None:
    store = window.store
    store.typed(f"PU-{code[4:]}*12*{code}")
    window.settle(lambda: window.window.route is Route.HANDOVER)
    for bay in BAYS:
        store.typed(f"BAY-{bay}")
    _press_primary(window, "handOver")
    window.settle(lambda: window.window.route is Route.PICKUP)


def _by_hand(window: BenchWindow, code: str) -> None:
    """The order is touched in the list, the code is typed, each bag is touched, then the primary key."""
    _press_row(window, "pickupRows", 0)
    window.settle(lambda: window.window.route is Route.PICKUP_CHECK)
    check = window.store.screens.later.counter.pickup_check
    for letter in code:
        check.typed(letter)
    window.settle(lambda: window.window.route is Route.HANDOVER)
    for place in range(len(BAYS)):
        _press_row(window, "handoverRows", place)
    _press_primary(window, "handOver")
    window.settle(lambda: window.window.route is Route.PICKUP)


def _press_primary(window: BenchWindow, name: str) -> None:
    window.settle(lambda: _primary(window, name).isEnabled())
    key = _primary(window, name)
    _press(key, QPointF(key.rect().center()))


def _primary(window: BenchWindow, name: str) -> PrimaryKey:
    key = window.window.shell.findChild(PrimaryKey, name)
    assert isinstance(key, PrimaryKey)
    return key


def _press_row(window: BenchWindow, name: str, place: int) -> None:
    rows = window.window.shell.findChild(ChoiceList, name)
    assert isinstance(rows, ChoiceList)
    window.settle(lambda: rows.model().rowCount() > place)
    where = rows.visualRect(rows.model().index(place, 0)).center()
    _press(rows.viewport(), QPointF(where))
    window.settle(lambda: True)


def _press(widget: QWidget, where: QPointF) -> None:
    """Down and up, as a finger does; it goes where the window would send it."""
    for kind, buttons in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(
            kind,
            where,
            QPointF(widget.mapToGlobal(where.toPoint())),
            Qt.MouseButton.LeftButton,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.sendEvent(widget, event)


def _write(store: Connection, code: str, salt: str, code_hash: str) -> None:
    """One order that is ready, with its lines, its bags and its secret."""
    number = code[4:]
    store.execute(
        "INSERT INTO customer_order VALUES (?, 'pickup', 'ready', NULL, ?, '')", (number, LINES)
    )
    store.executemany(
        "INSERT INTO order_line VALUES (?, ?, ?, 1000, 1000, 195, '', 0)",
        [(number, line, line) for line in range(1, LINES + 1)],
    )
    store.executemany(
        "INSERT INTO order_piece VALUES (?, ?, ?, 'ambient', ?, '', NULL, NULL)",
        [(number, piece, len(BAYS), bay) for piece, bay in enumerate(BAYS, start=1)],
    )
    store.execute(
        "INSERT INTO order_customer VALUES (?, ?, 'Ada Marlowe', '', '', '', '', '', 0, 1)",
        (number, f"C{number}"),
    )
    store.execute("INSERT INTO order_check VALUES (?, 'code', ?, ?)", (number, salt, code_hash))


if __name__ == "__main__":
    main()
