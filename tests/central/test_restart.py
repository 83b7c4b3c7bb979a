"""The centre is stopped and killed, and comes back with all that it acknowledged."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from sync.wire.messages import BootReply, PrivateList, TailReply
from tests.central.caller import Caller
from tests.central.conftest import DATABASES
from tests.central.private_postgresql import PrivatePostgreSQL
from tests.contract.centre_process import CentreProcess

# Less than they would wait, and time enough on a busy machine.
STOP_SECONDS_MAX = 15.0


@pytest.mark.parametrize("database", DATABASES)
def test_it_ends_at_once_while_devices_wait_and_comes_back_with_all_it_acknowledged(
    tmp_path: Path, postgresql: PrivatePostgreSQL, database: str
) -> None:
    url = postgresql.new_database() if database == "postgresql" else None
    process = CentreProcess(tmp_path, url)
    process.load_demo()
    process.start()
    caller = Caller(process)
    boot = caller.gets("/v1/boot/chain", BootReply)
    caller.opens_the_drawer(3)
    assert caller.sends().tail.sequence == 3
    with ThreadPoolExecutor(1) as threads:
        path = f"/v1/tail/chain/{boot.epoch}/{boot.position}?wait=25"
        waiting = threads.submit(caller.gets, path, TailReply)
        # Answered after the waiting request was taken in: requests are taken in order of arrival.
        caller.gets("/v1/private", PrivateList)
        begun = time.monotonic()
        assert process.stop() == 0
        assert time.monotonic() - begun < STOP_SECONDS_MAX
        assert waiting.exception() is None or isinstance(waiting.exception(), httpx.HTTPError)
    process.start()
    assert caller.sends().tail.sequence == 3
    process.kill()
    process.start()
    caller.opens_the_drawer()
    assert caller.sends(4).tail.sequence == 4
    assert caller.gets("/v1/boot/chain", BootReply).epoch == boot.epoch
    caller.http.close()
    assert process.stop() == 0
