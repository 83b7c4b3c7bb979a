"""Two processes of one centre on one PostgreSQL serve the same devices."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync.wire.messages import BootReply, TailReply
from tests.central.caller import Caller
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess

WAKE_SECONDS_MAX = 2.0


@pytest.fixture
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
