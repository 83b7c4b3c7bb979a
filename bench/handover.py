"""How long the app itself takes to hand an order over, from the customer's code to the next one in the queue.

A person walks and talks for most of a handover; this is what the machine adds: the code is hashed and compared, the
order and its card are drawn, two bays are scanned, the primary key is touched once, the fact is durable, and the queue
of the others is drawn again. The floor is the hash alone, which is slow on purpose.
"""

from __future__ import annotations

import secrets
from functools import partial

from bench.bench_store import KEY
from bench.measure import Figure, percentile, say, timed, without_collection
from bench.million_items import fresh_copy, prepared
from bench.till_window import BenchWindow, bench_window
from pos_app.devices.code_hashes import CodeHashes
from pos_app.domain.pickup_code import SecretHash
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.layout import DeviceFolder
from ui.routes import Route
from ui.widgets.key import PrimaryKey

ORDERS = 100
LINES = 6
BAYS = ("B1", "F1")
# One of them with a scanner: the primary key.
TOUCHES = 1


def main() -> None:
    """Print the 99th percentile over a hundred orders, the last of which has no queue behind it."""
    folder = fresh_copy(prepared(), "handover")
    salt = secrets.token_bytes(SecretHash.SALT_BYTES).hex()
    hashes = CodeHashes()
    codes = [f"DEM0{number}" for number in range(1000, 1000 + ORDERS)]
    floor = [timed(partial(hashes.hash_code, code, salt)) for code in codes[:20]]
    store = open_writer(folder.replica("store", _generation(folder)), KEY, Durability.NORMAL)
    with transaction(store):
        for code in codes:
            _write(store, code, salt, hashes.hash_code(code, salt))
    store.close()
    ours: list[int] = []
    with bench_window(folder) as window:
        window.window.go(Route.PICKUP)
        window.settle(lambda: True)
        with without_collection():
            for code in codes:
                ours.append(timed(partial(_hand_over, window, code)))
    say("handover", p50_ms=percentile(ours, 50), touches_with_scanner=TOUCHES, orders=ORDERS)
    value, least = percentile(ours, 99), percentile(floor, 50)
    print(Figure.beside_floor("handover", value, "ms p99", least).line())


def _generation(folder: DeviceFolder) -> int:
    return max(folder.generations("store"))


def _hand_over(window: BenchWindow, code: str) -> None:
    store = window.store
    store.scanned(f"PU-{code[4:]}*12*{code}", 0)
    window.settle(lambda: window.window.route is Route.HANDOVER)
    for bay in BAYS:
        store.scanned(f"BAY-{bay}", 0)
    key = window.window.shell.findChild(PrimaryKey, "handOver")
    assert isinstance(key, PrimaryKey) and key.isEnabled(), "something is missing"
    key.click()
    window.settle(lambda: window.window.route is Route.PICKUP)


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
