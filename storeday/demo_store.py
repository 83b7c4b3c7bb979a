"""Demo store prepares the centre and one register of it, as `make run` needs them."""

from __future__ import annotations

import platform
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from keyring import delete_password, get_password, set_password
from keyring.errors import KeyringError

from pos_app.files.device_settings import KEY_FILE, KEYRING, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.ports.enrolment import DeviceClass
from storeday.card_terminal import CardTerminal
from storeday.head_office import HeadOffice, free_port
from storeday.processes import undisturbed
from sync.enrolment import HttpEnrolment

DEMO = Path("var/demo")
BUSINESS_UNIT, WORKSTATION = "12", "1"
FIRST_PORT = 8420


def secrets_place() -> str:
    """Where this machine can keep secrets: its keyring when it has one that answers, else a file of the owner's."""
    service, name = "storefront/check", uuid4().hex
    try:
        set_password(service, name, "kept")
        kept = get_password(service, name)
        delete_password(service, name)
    except KeyringError:
        return KEY_FILE
    return KEYRING if kept == "kept" else KEY_FILE


def open_for_business(folder: Path = DEMO) -> int:
    """Start the centre, set this register up at the first call, open the app; ends all of it with the window."""
    office = HeadOffice(folder / "head-office", free_port(FIRST_PORT))
    register = DeviceFolder(folder / "register-1")
    terminal = CardTerminal(folder / "terminal")
    print("Preparing the demo store", flush=True)
    office.prepare()
    try:
        office.start()
        print(f"Head office is open at {office.url}", flush=True)
        set_up_register(register, office)
        terminal.start(register)
        print(
            f"A card terminal takes no money; how it behaves stands in {folder / 'terminal'}",
            flush=True,
        )
        return _app(register)
    finally:
        terminal.stop()
        office.stop()
        print("All closed", flush=True)


def set_up_register(register: DeviceFolder, office: HeadOffice) -> None:
    """Enrol this machine as a register of the demo store, or tell it where the centre answers today."""
    settings = DeviceSettings.load(register)
    if settings is None:
        code = office.enrolment_code(BUSINESS_UNIT, WORKSTATION)
        enrolment = HttpEnrolment(register, office.url, secrets_place(), platform.node())
        enrolment.enrol(code, DeviceClass.REGISTER, scale_percent=100)
    elif settings.centre_url != office.url:
        replace(settings, centre_url=office.url).save(register)


def _app(register: DeviceFolder) -> int:
    command = [sys.executable, "-m", "pos_app", "--data", str(register.root)]
    app: subprocess.Popen[bytes] | None = None
    try:
        with undisturbed():
            app = subprocess.Popen(command)
        return app.wait()
    except KeyboardInterrupt:
        assert app is not None, "nobody is heard before it is started"
        app.terminate()
        return app.wait()
