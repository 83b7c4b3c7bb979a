"""Two processes of one centre, each with a witness of its own, find a backup in place of their database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from sync.wire.messages import BootReply, TailReply
from tests.central.caller import Caller, told
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess

FEED = "store:12"
ENDED = "SELECT epoch FROM ended_epoch WHERE feed = %s"


class Shop:
    """A centre of two workers on one PostgreSQL, and a backup of it."""

    def __init__(self, server: PrivatePostgreSQL, folder: Path) -> None:
        self.server = server
        url = server.new_database()
        self.name = url.rpartition("/")[2]
        self.workers = [CentreProcess(folder / str(number), url) for number in range(2)]
        self.workers[0].load_demo()

    def start(self) -> None:
        """Both at once."""
        with ThreadPoolExecutor(2) as threads:
            for started in [threads.submit(worker.start) for worker in self.workers]:
                started.result()

    def stop(self) -> None:
        """Both."""
        for worker in self.workers:
            if worker.running:
                worker.stop()

    def copy(self, source: str, target: str) -> None:
        """Put a copy of a database in the place of another; nobody may have it open."""
        with psycopg.connect(self.server.address("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source}".encode())

    def ended(self) -> list[str]:
        """Epochs of the store's feed that are over."""
        with psycopg.connect(self.server.address(self.name)) as connection:
            return [row[0] for row in connection.execute(ENDED, (FEED,)).fetchall()]


@pytest.fixture
def shop(postgresql: PrivatePostgreSQL, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(postgresql, tmp_path)
    yield made
    made.stop()


def _epochs(caller: Caller, shop: Shop) -> set[str]:
    found = set()
    for worker in shop.workers:
        caller.http.base_url = worker.url
        found.add(caller.gets(f"/v1/boot/{FEED}", BootReply).epoch)
    return found


def test_they_begin_one_epoch_together_and_both_keep_to_it(shop: Shop) -> None:
    shop.workers[0].start()
    caller = Caller(shop.workers[0])
    shop.stop()
    shop.copy(shop.name, f"{shop.name}_backup")
    shop.start()
    caller.http.base_url = shop.workers[0].url
    [before] = _epochs(caller, shop)
    caller.opens_the_drawer(3)
    caller.sends()
    shop.stop()

    shop.copy(f"{shop.name}_backup", shop.name)
    shop.start()
    [begun] = _epochs(caller, shop)
    assert begun != before
    assert shop.ended() == [before]
    # Who starts again finds that the decision was made, and what was sent since stays.
    assert caller.sends().tail.sequence == 3
    shop.stop()
    shop.start()
    assert _epochs(caller, shop) == {begun}
    assert caller.gets(f"/v1/tail/{FEED}/{begun}/0", TailReply).head > 0
    caller.http.close()


def test_a_device_knows_more_than_any_witness(shop: Shop) -> None:
    shop.start()
    caller = Caller(shop.workers[0])
    caller.opens_the_drawer(2)
    caller.sends(1, 1)
    boot = caller.gets(f"/v1/boot/{FEED}", BootReply)
    path = f"/v1/tail/{FEED}/{boot.epoch}"
    shop.stop()
    shop.copy(shop.name, f"{shop.name}_backup")
    witnesses = [worker.folder / "central-witness.json" for worker in shop.workers]
    written = [path.read_bytes() for path in witnesses]
    shop.start()
    caller.http.base_url = shop.workers[0].url
    caller.sends(2)
    tail = caller.gets(f"{path}/{boot.position}?hash={boot.hash}", TailReply)
    shop.stop()
    # The failover lost what no witness had written down yet, and another device goes on in the same epoch.
    shop.copy(f"{shop.name}_backup", shop.name)
    for witness, content in zip(witnesses, written, strict=True):
        witness.write_bytes(content)
    shop.start()
    caller.http.base_url = shop.workers[0].url
    other = Caller(shop.workers[1])
    other.opens_the_drawer()
    other.sends()
    assert _epochs(caller, shop) == {boot.epoch}
    # Its position is there again, and says something else: only the hash tells.
    assert caller.gets(f"{path}/{tail.head}", TailReply).hash != tail.hash
    for worker in shop.workers:
        caller.http.base_url = worker.url
        refused = caller.asks(f"{path}/{tail.head}?hash={tail.hash}")
        assert told(refused) == (410, "boot_again")
    assert shop.ended() == [boot.epoch]
    assert boot.epoch not in _epochs(caller, shop)
    for device in (caller, other):
        device.http.close()
