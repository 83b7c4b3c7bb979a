"""A store as it stands before any story: its centre knows the demo store, its register has all items and no sale."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from pos_app.files.database import open_reader
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.enrolment import DeviceClass
from sync.enrolment import HttpEnrolment
from tests.contract.centre_process import CentreProcess
from tests.made_once import made_once
from tests.sync.agent_process import AgentProcess, until

OFFICE, REGISTER = "head-office", "register-1"


class PreparedStore:
    """Made once; each story gets a copy of its files, taken while none of its programs runs."""

    def __init__(self) -> None:
        self._folder = made_once("store-of-stories", _prepare)

    def copy_to(self, folder: Path, centre_url: str) -> DeviceFolder:
        """A store of its own, whose register looks for its centre at the address; gives the register."""
        shutil.copytree(self._folder / OFFICE, folder / OFFICE)
        return self.copy_register_to(folder / REGISTER, centre_url)

    def copy_register_to(self, root: Path, centre_url: str) -> DeviceFolder:
        """The register alone."""
        shutil.copytree(self._folder / REGISTER, root, dirs_exist_ok=True)
        register = DeviceFolder(root)
        settings = DeviceSettings.load(register)
        assert settings is not None
        replace(settings, centre_url=centre_url).save(register)
        return register


def _prepare(folder: Path) -> None:
    office = CentreProcess(folder / OFFICE)
    office.folder.mkdir(parents=True)
    office.load_demo()
    office.start()
    register = DeviceFolder(folder / REGISTER)
    register.root.mkdir()
    enrolment = HttpEnrolment(register, office.url, KEY_FILE, "the machine of the stories")
    enrolment.enrol(office.enrolment_code(), DeviceClass.REGISTER, 100)
    agent = AgentProcess(register)
    until(lambda: enrolment.progress().complete)
    until(lambda: _knows_who_comes(register))
    agent.end()
    office.stop()


def _knows_who_comes(register: DeviceFolder) -> bool:
    """The private documents come last."""
    key = database_key(KeyFileSecrets(register.key_file))
    reader = open_reader(register.replica("store", max(register.generations("store"))), key)
    try:
        return bool(reader.execute("SELECT EXISTS (SELECT 1 FROM order_check)").fetchone()[0])
    finally:
        reader.close()
