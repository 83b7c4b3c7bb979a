"""The agent as its own process against a real centre: everything arrives once, and it ends when it is told to."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from sync.__main__ import ALREADY_RUNNING, NOT_ENROLLED, READY
from tests.contract.centre_process import CentreProcess
from tests.sync.agent_process import AgentProcess, Till, enrol, until


def test_everything_arrives_once_whoever_dies(folder: DeviceFolder, centre: CentreProcess) -> None:
    enrolment = enrol(folder, centre)
    agent = AgentProcess(folder)
    assert agent.said == READY
    until(lambda: enrolment.progress().complete)
    till = Till(folder)
    assert till.open.catalogue.item_count() > 5_000
    before = till.receipts()

    till.happens(3)
    until(lambda: till.receipts() == before + 3)

    centre.kill()
    till.happens(300)
    until(till.is_offline)
    agent.kill()
    till.happens(5)
    agent = AgentProcess(folder)
    centre.start()
    until(till.has_sent_all)
    until(lambda: till.receipts() == before + 308)
    until(lambda: not till.is_offline())

    second = AgentProcess(folder)
    assert (second.said, second.ended()) == ("", ALREADY_RUNNING)

    asked = time.monotonic()
    assert agent.end() == 0
    # less than the longest question to the centre, and time enough on a busy machine
    assert time.monotonic() - asked < 15
    assert not folder.doorbell.exists()
    till.open.close()


def test_a_lost_keyring_is_recovered_with_every_unsent_fact(
    folder: DeviceFolder, centre: CentreProcess
) -> None:
    enrolment = enrol(folder, centre)
    till = Till(folder)
    till.happens(4)
    till.open.close()
    settings = DeviceSettings.load(folder)
    assert settings is not None
    folder.key_file.unlink()
    enrolment.recover(centre.recovery_code(settings.device_id))
    agent = AgentProcess(folder)
    till = Till(folder)
    until(till.has_sent_all)
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
    enrol(folder, centre)
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    agent = AgentProcess(folder, "--parent-pid", str(parent.pid))
    assert agent.said == READY
    parent.communicate(b"\n")
    assert agent.ended() == 0
    assert not folder.doorbell.exists()


def test_a_restored_disk_loses_and_doubles_nothing(
    folder: DeviceFolder, centre: CentreProcess, tmp_path: Path
) -> None:
    enrolment = enrol(folder, centre)
    agent = AgentProcess(folder)
    until(lambda: enrolment.progress().complete)
    till = Till(folder)
    before = till.receipts()
    till.happens(10)
    until(till.has_sent_all)
    till.open.close()
    agent.end()
    shutil.copytree(folder.root, tmp_path / "image")

    agent, till = AgentProcess(folder), Till(folder)
    till.happens(5)
    until(till.has_sent_all)
    till.open.close()
    agent.end()
    shutil.rmtree(folder.root)
    shutil.copytree(tmp_path / "image", folder.root)

    agent, till = AgentProcess(folder), Till(folder)
    till.happens(3)

    def settled() -> bool:
        """The app looks at what the agent found, as it does between two steps."""
        till.open.news.changed()
        till.open.resolve_forks()
        return till.has_sent_all()

    until(settled)
    until(lambda: till.receipts() == before + 18)
    till.open.close()
    agent.end()


def test_a_restored_centre_gets_everything_again_and_everybody_starts_anew(
    folder: DeviceFolder, centre: CentreProcess, tmp_path: Path
) -> None:
    enrolment = enrol(folder, centre)
    agent = AgentProcess(folder)
    until(lambda: enrolment.progress().complete)
    till = Till(folder)
    before = till.receipts()
    till.happens(10)
    until(till.has_sent_all)
    centre.stop()
    database = centre.folder / "central.db"
    shutil.copy(database, tmp_path / "backup.db")
    centre.start()
    till.happens(7)
    until(till.has_sent_all)
    centre.stop()
    shutil.copy(tmp_path / "backup.db", database)
    centre.start()
    till.happens(2)
    until(till.has_sent_all)
    until(lambda: till.receipts() == before + 19)
    assert folder.generations("store") == (2, 1)
    till.open.close()
    agent.end()
