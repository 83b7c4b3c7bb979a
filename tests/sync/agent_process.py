"""An agent and a till as tests start them beside a real centre, and how they wait for each other."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable

from pos_app.devices.doorbell import SocketDoorbell
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.enrolment import DeviceClass
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemClock, SystemIds
from sync.enrolment import HttpEnrolment
from tests.contract.centre_process import CentreProcess

# Nothing is measured by it: several programs share a busy machine, and waits between tries are random.
PATIENCE_S = 90


def until(condition: Callable[[], bool]) -> None:
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


def enrol(folder: DeviceFolder, centre: CentreProcess) -> HttpEnrolment:
    """Make the folder a register of the demo store."""
    enrolment = HttpEnrolment(folder, centre.url, KEY_FILE, "machine-1")
    enrolment.enrol(centre.enrolment_code(), DeviceClass.REGISTER, 100)
    return enrolment
