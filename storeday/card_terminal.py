"""Card terminal starts the simulated terminal of the demo store, and connects a register to one."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from pathlib import Path

from pos_app.devices.terminal_simulator import CERTIFICATE, HOST
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import TERMINAL_KEY, open_secrets
from storeday.processes import ServiceProcess

POI_ID = "V400m-324688179"
_KEY_BYTES = 16


class CardTerminal:
    """One terminal beside the register; it takes no money, and remembers what it did in its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: ServiceProcess | None = None

    def start(self, register: DeviceFolder) -> None:
        """Switch it on, and tell the register where it is and by which key they speak."""
        settings = DeviceSettings.load(register)
        assert settings is not None, "a terminal stands beside a register"
        kept = open_secrets(settings, register)
        key = kept.get(TERMINAL_KEY) or f"demo:1:{secrets.token_hex(_KEY_BYTES)}"
        self._process = ServiceProcess(
            "pos_app.devices.terminal_simulator",
            *("--folder", str(self._folder), "--key", key),
            log=self._folder / "terminal.log",
        )
        port = int(self._process.start("listening at").rpartition(":")[2])
        connect(register, self._folder, port, key)

    def stop(self) -> None:
        """Switch it off."""
        if self._process is not None:
            self._process.stop()


def connect(register: DeviceFolder, terminal: Path, port: int, key: str) -> None:
    """Make a terminal at a port of this machine the register's; `terminal` is the folder with its certificate."""
    settings = DeviceSettings.load(register)
    assert settings is not None, "a terminal stands beside a register"
    open_secrets(settings, register).set(TERMINAL_KEY, key)
    shutil.copyfile(terminal / CERTIFICATE, register.terminal_certificate)
    replace(settings, terminal=f"{POI_ID}@{HOST}:{port}").save(register)
