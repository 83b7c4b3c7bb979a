"""Two processes of one centre on one PostgreSQL serve the same devices."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from sync.wire.messages import BootReply, TailReply
from tests.central.caller import Caller
from tests.central.head_office import DAY
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess

# Less than it would wait, and time enough on a busy machine.
WAKE_SECONDS_MAX = 15.0
DEVICES, SALES_EACH = 4, 9


@pytest.fixture(scope="module")
def workers(
    postgresql: PrivatePostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[CentreProcess]]:
    url = postgresql.new_database()
    started = [CentreProcess(tmp_path_factory.mktemp("worker"), url) for _ in range(2)]
    started[0].load_demo()
    for worker in started:
        worker.start()
    yield started
    for worker in started:
        worker.stop()


def test_devices_hop_between_the_workers_and_nothing_is_lost_or_counted_twice(
    workers: list[CentreProcess],
) -> None:
    devices = [Caller(workers[number % 2]) for number in range(DEVICES)]
    before = workers[0].books("12", DAY)["sale_count"]

    def hop(device: Caller) -> None:
        for sequence in range(1, SALES_EACH + 1):
            device.chain.sells(1)
            # One worker is asked, and the other one as well when the device did not hear the first.
            for worker in workers if sequence % 3 == 0 else [workers[sequence % 2]]:
                device.http.base_url = httpx.URL(worker.url)
                assert device.sends(sequence).tail.sequence == sequence

    with ThreadPoolExecutor(DEVICES) as threads:
        for done in [threads.submit(hop, device) for device in devices]:
            done.result()
    books = [worker.books("12", DAY) for worker in workers]
    assert books[0] == books[1]
    assert books[0]["sale_count"] - before == DEVICES * SALES_EACH
    chains = {journal["device_id"]: journal["sequence"] for journal in books[0]["journals"]}
    tails = set()
    for device, worker in zip(devices, workers * DEVICES, strict=False):
        assert chains[device.enrolled.device_id] == SALES_EACH
        device.http.base_url = httpx.URL(worker.url)
        boot = device.gets("/v1/boot/store:12", BootReply)
        tails.add(device.gets(f"/v1/tail/store:12/{boot.epoch}/0", TailReply).head)
        device.http.close()
    assert len(tails) == 1


def test_what_one_worker_takes_wakes_who_waits_at_the_other(workers: list[CentreProcess]) -> None:
    here = Caller(workers[0])
    there = Caller(workers[1])
    boot = there.gets("/v1/boot/store:12", BootReply)
    assert here.gets("/v1/boot/store:12", BootReply) == boot
    path = f"/v1/tail/store:12/{boot.epoch}/{boot.position}?wait=25"
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(there.gets, path, TailReply)
        begun = time.monotonic()
        fact = here.chain.sells(1)
        here.sends()
        [group] = waiting.result().groups
        assert time.monotonic() - begun < WAKE_SECONDS_MAX
    assert [receipt.fact_id for receipt in group.receipts] == [fact.fact_id.hex]
    # The device goes on at the other worker, which knows all that the first was sent.
    there.http.headers["Authorization"] = here.http.headers["Authorization"]
    there.enrolled = here.enrolled
    there.chain = here.chain
    there.chain.sells(1)
    assert there.sends(2).tail.sequence == 2
    here.http.close()
    there.http.close()
