"""Admit command lets a device be itself again for a head office that has forgotten it; it loses nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pos_app.domain.refusals.set_up import CodeExpired, CodeUsed, CodeWrong
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.lock import SingleInstance
from pos_app.files.machine import machine_fingerprint
from pos_app.files.place import data_folder
from pos_app.ports.faults import Fault
from sync.enrolment import HttpEnrolment

CODE_NEEDED = 2
NOT_READY = 3
WHY = {
    CodeWrong: "Head office knows no such code for this device.",
    CodeUsed: "This code was used before; ask for another.",
    CodeExpired: "This code is too old; ask for another.",
}


def main(arguments: list[str]) -> int:
    """Admit a device again that head office does not know, as after it was restored from an old backup.

    Without a code it says what head office is to be asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m pos_app admit", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--code", default="", help="the code that head office made for this device")
    chosen = parser.parse_args(arguments)
    folder = DeviceFolder(chosen.data)
    settings = DeviceSettings.load(folder)
    if settings is None:
        sys.stderr.write(f"no device: {chosen.data}\n")
        return NOT_READY
    if not chosen.code:
        sys.stdout.write(_what_to_ask_for(settings))
        return CODE_NEEDED
    try:
        # The agent reads its token when it starts: neither it nor the app may run meanwhile.
        with SingleInstance(folder.app_lock), SingleInstance(folder.agent_lock):
            return _admit(folder, settings, chosen.code)
    except Fault as error:
        sys.stderr.write(f"{type(error).__name__}: {chosen.data}\n")
        return NOT_READY


def _admit(folder: DeviceFolder, settings: DeviceSettings, code: str) -> int:
    enrolment = HttpEnrolment(folder, settings.centre_url, settings.secrets, machine_fingerprint())
    try:
        admitted = enrolment.admit_again(code)
    except (CodeWrong, CodeUsed, CodeExpired) as refusal:
        sys.stderr.write(f"{WHY[type(refusal)]}\n")
        return CODE_NEEDED
    sys.stdout.write(
        f"Device {admitted.device_id} is admitted again; start the app, and it sends what head office lacks.\n"
    )
    return 0


def _what_to_ask_for(settings: DeviceSettings) -> str:
    return (
        "Close the app, and ask head office for a code for this device; they make it by\n"
        f"  python -m central admit-device --device {settings.device_id}"
        f" --business-unit {settings.business_unit} --workstation {settings.workstation}\n"
        "Then run this command with --code.\n"
    )
