"""A centre that was restored to a day before a device was enrolled: it is admitted again, and nothing is lost."""

import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import msgspec

from pos_app.files.journal_reader import incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.machine import machine_fingerprint
from pos_app.files.secrets import DEVICE_TOKEN, KeyFileSecrets, database_key
from sync.wire.messages import RecoverReply, RecoverRequest
from tests.contract.centre_process import CentreProcess
from tests.sync.agent_process import AgentProcess, Till, enrol, until

ADMINISTRATOR = "/v1/admin/devices/{device_id}/admit"
ON_MONDAY, ON_TUESDAY = 3, 2


def _admit(folder: DeviceFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pos_app", "admit", "--data", str(folder.root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _code(centre: CentreProcess, device_id: str) -> str:
    reply = httpx.post(
        centre.url + ADMINISTRATOR.format(device_id=device_id),
        json={"business_unit": "12", "workstation": "1"},
        headers={"Authorization": f"Bearer {centre.admin_token}"},
    )
    assert reply.status_code == 200, reply.text
    return str(reply.json()["code"])


def test_a_device_that_a_restored_centre_has_forgotten_is_admitted_again(tmp_path: Path) -> None:
    centre = CentreProcess(tmp_path / "centre")
    centre.load_demo()
    backup = tmp_path / "backup.db"
    shutil.copyfile(centre.folder / "central.db", backup)
    centre.start()
    folder = DeviceFolder(tmp_path / "register")
    enrol(folder, centre)
    till, agent = Till(folder), AgentProcess(folder)
    till.happens(ON_MONDAY)
    until(lambda: till.has_sent_all() and till.receipts() == ON_MONDAY)
    centre.stop()
    # The backup knows neither the device nor its facts.
    shutil.copyfile(backup, centre.folder / "central.db")
    for name in ("central.db-wal", "central.db-shm"):
        (centre.folder / name).unlink(missing_ok=True)
    centre.start()
    till.happens(ON_TUESDAY)
    until(lambda: _is_refused(till))
    life = incarnations(till.open.connection)[-1].id
    key = database_key(KeyFileSecrets(folder.key_file))
    assert "AlreadyRunning" in _admit(folder, "--code", "AAAA-AAAA").stderr
    agent.end()

    device_id = _device_id(folder)
    asked = _admit(folder)
    assert asked.returncode == 2
    assert f"admit-device --device {device_id} --business-unit 12 --workstation 1" in asked.stdout
    assert "no such code" in _admit(folder, "--code", "AAAA-AAAA").stderr
    token = KeyFileSecrets(folder.key_file).get(DEVICE_TOKEN)
    done = _admit(folder, "--code", _code(centre, device_id))
    assert done.returncode == 0, done.stderr
    assert KeyFileSecrets(folder.key_file).get(DEVICE_TOKEN) != token

    agent = AgentProcess(folder)
    until(lambda: till.has_sent_all() and till.receipts() == ON_MONDAY + ON_TUESDAY)
    assert not _is_refused(till)
    assert incarnations(till.open.connection)[-1].id == life
    _key_is_at_the_centre(centre, device_id, key)
    agent.end()
    till.open.close()
    centre.stop()


def _is_refused(till: Till) -> bool:
    till.open.news.changed()
    return till.open.sending.status().refused_by_centre


def _device_id(folder: DeviceFolder) -> str:
    return str(msgspec.json.decode(folder.settings.read_bytes())["device_id"])


def _key_is_at_the_centre(centre: CentreProcess, device_id: str, key: str) -> None:
    """A lost keyring is no harm to a device that was admitted again."""
    request = RecoverRequest(centre.recovery_code(device_id), machine_fingerprint())
    reply = httpx.post(f"{centre.url}/v1/recover", content=msgspec.json.encode(request))
    assert msgspec.json.decode(reply.content, type=RecoverReply).database_key == key
