"""The agent as its own process against a real centre: everything arrives once, and it ends when it is told to."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos_app.devices.doorbell import SocketDoorbell
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.enrolment import DeviceClass
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemClock, SystemIds
from sync.__main__ import ALREADY_RUNNING, NOT_ENROLLED, READY
from sync.enrolment import HttpEnrolment
from tests.contract.centre_process import CentreProcess

PATIENCE_S = 20
ITEM = 1


def _until(condition: Callable[[], bool]) -> None:
    """Look until it is so; what is awaited happens in another process."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        threading.Event().wait(1 / 100)


class AgentProcess:
    """An agent that was started here."""

    def __init__(self, folder: DeviceFolder, *arguments: str) -> None:
        command = [sys.executable, "-m", "sync", "--data", str(folder.root), "--log", "WARNING"]
        self.process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()

    def end(self) -> int:
        """As `make run` ends it."""
        self.process.terminate()
        return self.ended()

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.ended()

    def ended(self) -> int:
        """Its exit code."""
        code = self.process.wait(PATIENCE_S)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


class Till:
    """A device of the demo store with its journal."""

    def __init__(self, folder: DeviceFolder) -> None:
        settings = DeviceSettings.load(folder)
        assert settings is not None
        key = database_key(KeyFileSecrets(folder.key_file))
        self.open: OpenStore = open_store(
            folder, settings, key, SystemClock(), SystemIds(), SocketDoorbell(folder.doorbell)
        )

    def happens(self, count: int) -> None:
        """Facts that take one piece of an item each."""
        for _ in range(count):
            with self.open.store.write():
                self.open.store.journal.append(
                    FactDraft("drawer_opened", {"reason": "no_sale"}),
                    operator=OperatorNumber("1"),
                    business_date=BusinessDate("2026-11-21"),
                )

    def has_sent_all(self) -> bool:
        """The agent wrote down that the centre has everything."""
        self.open.news.changed()
        return self.open.sending.status().waiting_count == 0

    def is_offline(self) -> bool:
        """The agent wrote down that nobody answers."""
        self.open.news.changed()
        return self.open.sending.status().offline_since_us is not None

    def receipts(self) -> int:
        """How many facts came back as applied."""
        self.open.news.changed()
        found = self.open.connection.execute(
            "SELECT count(*) FROM store.receipt WHERE status = 'applied'"
        ).fetchone()
        return int(found[0])


@pytest.fixture(scope="module")
def head_office(tmp_path_factory: pytest.TempPathFactory) -> CentreProcess:
    process = CentreProcess(tmp_path_factory.mktemp("centre"))
    process.load_demo()
    return process


@pytest.fixture
def centre(head_office: CentreProcess) -> Iterator[CentreProcess]:
    head_office.start()
    yield head_office
    if head_office.running:
        head_office.stop()


@pytest.fixture
def folder(tmp_path: Path) -> DeviceFolder:
    return DeviceFolder(tmp_path / "till")


def _enrol(folder: DeviceFolder, centre: CentreProcess) -> HttpEnrolment:
    enrolment = HttpEnrolment(folder, centre.url, KEY_FILE, "machine-1")
    enrolment.enrol(centre.enrolment_code(), DeviceClass.REGISTER, 100)
    return enrolment


def test_everything_arrives_once_whoever_dies(folder: DeviceFolder, centre: CentreProcess) -> None:
    enrolment = _enrol(folder, centre)
    agent = AgentProcess(folder)
    assert agent.said == READY
    _until(lambda: enrolment.progress().complete)
    till = Till(folder)
    assert till.open.catalogue.item_count() > 5_000
    before = till.receipts()

    till.happens(3)
    _until(lambda: till.receipts() == before + 3)

    centre.kill()
    till.happens(300)
    _until(till.is_offline)
    agent.kill()
    till.happens(5)
    agent = AgentProcess(folder)
    centre.start()
    _until(till.has_sent_all)
    _until(lambda: till.receipts() == before + 308)
    assert not till.is_offline()

    second = AgentProcess(folder)
    assert (second.said, second.ended()) == ("", ALREADY_RUNNING)

    asked = time.monotonic()
    assert agent.end() == 0
    assert time.monotonic() - asked < 1
    assert not folder.doorbell.exists()
    till.open.close()


def test_a_lost_keyring_is_recovered_with_every_unsent_fact(
    folder: DeviceFolder, centre: CentreProcess
) -> None:
    enrolment = _enrol(folder, centre)
    till = Till(folder)
    till.happens(4)
    till.open.close()
    settings = DeviceSettings.load(folder)
    assert settings is not None
    folder.key_file.unlink()
    enrolment.recover(centre.recovery_code(settings.device_id))
    agent = AgentProcess(folder)
    till = Till(folder)
    _until(till.has_sent_all)
    assert agent.end() == 0
    till.open.close()


def test_a_folder_that_is_no_device_is_left_alone(folder: DeviceFolder) -> None:
    folder.root.mkdir()
    agent = AgentProcess(folder)
    assert agent.ended() == NOT_ENROLLED
    assert list(folder.root.iterdir()) == []


def test_it_ends_with_the_process_that_started_it(
    folder: DeviceFolder, centre: CentreProcess
) -> None:
    _enrol(folder, centre)
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    agent = AgentProcess(folder, "--parent-pid", str(parent.pid))
    assert agent.said == READY
    parent.communicate(b"\n")
    assert agent.ended() == 0
    assert not folder.doorbell.exists()
