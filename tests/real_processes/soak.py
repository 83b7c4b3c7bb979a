"""Soak knows how a store of many registers lives for days, and whether anything grows that should stay as it is.

python -m tests.real_processes.soak --hours 72 --registers 20
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pos_app.files.database import open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from tests.central.private_postgresql import private_postgresql
from tests.real_processes.books import check_books, read_centre, wait_until_quiet
from tests.real_processes.register import Register
from tests.real_processes.shop import Shop, open_shop, prepare
from tests.sync.agent_process import until

ROUND_S = 60
SALES_A_ROUND = 2
# Of the rounds, so many in a hundred have a bad line.
STORMY_PERCENT, STORM_PERCENT = 30, 25
ITEM_NUMBER = "20725"
# Less is noise: kilobytes of memory, files, bytes of logs, milliseconds for a sale.
GRAINS = {"memory_kb": 20_000, "files": 5, "log_bytes": 4_000_000, "sale_ms": 100}
GROWTH_PERCENT = 10
SAMPLES_LEAST = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """The most of each figure over all programs in one round."""

    memory_kb: int
    files: int
    log_bytes: int
    sale_ms: int


def soak(shop: Shop, seconds: int, say: Callable[[str], None]) -> list[Sample]:
    """Live for so long; gives a sample of every round."""
    chance, samples = random.Random(1), []
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        began_s = time.monotonic()
        if chance.randrange(100) < STORMY_PERCENT:
            shop.proxy.weather.storm(STORM_PERCENT)
        else:
            shop.proxy.heal()
        _change_price(shop, 100 + chance.randrange(900))
        sale_ms = max(_sell(register) for register in shop.registers)
        for register in shop.registers:
            check_files(register.folder)
        samples.append(_sample(shop, sale_ms))
        say(f"{samples[-1]}")
        threading.Event().wait(max(0, ROUND_S - int(time.monotonic() - began_s)))
    return samples


def check_files(folder: DeviceFolder) -> None:
    """Read every page of every file while its programs go on writing (SYNC T1). Errors: AssertionError."""
    key = database_key(KeyFileSecrets(folder.key_file))
    files = [(folder.journal, key)]
    for kind, of_kind in (("store", key), ("zone", ""), ("chain", "")):
        files += [(folder.replica(kind, number), of_kind) for number in folder.generations(kind)]
    for path, opens in files:
        if path.exists():
            reader = open_reader(path, opens)
            found = reader.execute("PRAGMA integrity_check").fetchall()
            reader.close()
            assert found == [("ok",)], f"{path}: {found}"


def growth(samples: list[Sample]) -> list[str]:
    """Which figures grew from the second quarter to the last by more than noise."""
    quarter = len(samples) // 4
    found = []
    for name, grain in GRAINS.items():
        figures = [getattr(sample, name) for sample in samples]
        early = statistics.median(figures[quarter : 2 * quarter])
        late = statistics.median(figures[-quarter:])
        if late - early > max(grain, early * GROWTH_PERCENT / 100):
            found.append(f"{name} grew from {early} to {late}")
    return found


def _sell(register: Register) -> int:
    began_ns = time.monotonic_ns()
    register.sells(SALES_A_ROUND)
    register.looks()
    return (time.monotonic_ns() - began_ns) // 1_000_000 // SALES_A_ROUND


def _change_price(shop: Shop, price_minor: int) -> None:
    settings = DeviceSettings.load(shop.register.folder)
    assert settings is not None
    request = urllib.request.Request(
        f"{shop.centre.url}/v1/admin/prices",
        data=json.dumps({"zone": settings.zone, "prices": {ITEM_NUMBER: price_minor}}).encode(),
        headers={
            "Authorization": f"Bearer {shop.centre.admin_token}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=10) as reply:
        reply.read()


def _sample(shop: Shop, sale_ms: int) -> Sample:
    pids = [pid for register in shop.registers for pid in register.pids]
    pids += [worker.pid for worker in shop.workers]
    logs = [path for r in shop.registers for path in r.folder.root.glob("*-wal")]
    return Sample(
        memory_kb=max(_memory_kb(pid) for pid in pids),
        files=max(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
        log_bytes=max((path.stat().st_size for path in logs), default=0),
        sale_ms=sale_ms,
    )


def _memory_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def main() -> int:
    """Exit code 1 when something grows, or when the books of the end disagree."""
    parser = argparse.ArgumentParser(prog="python -m tests.real_processes.soak")
    parser.add_argument("--hours", type=float, default=72)
    parser.add_argument("--registers", type=int, default=20)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="postgresql")
    options = parser.parse_args()

    def say(text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        is_postgresql = options.database == "postgresql"
        server = stack.enter_context(private_postgresql()) if is_postgresql else None
        for name in ("prepared", "shop"):
            (root / name).mkdir()
        shop = stack.enter_context(open_shop(prepare(root / "prepared", server), root / "shop"))
        before = read_centre(shop.database).stock
        for _ in range(1, options.registers):
            register = shop.add_register()
            register.speaks_to(shop.proxy.url)
            register.starts_agent()
            until(register.has_its_catalogue)
            register.loses_its_agent()
        shop.opens()
        samples = soak(shop, int(options.hours * 3600), say)
        shop.proxy.heal()
        for register in shop.registers:
            register.tries_now()
        wait_until_quiet(shop)
        say(f"{len(check_books(shop, before).sales)} sales agree")
    grown = growth(samples) if len(samples) >= SAMPLES_LEAST else ["too short to tell"]
    for found in grown:
        say(found)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
