"""Doctor command tells what this machine lacks, without Qt and without touching the store."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

from pos_app.files.database import SQLITE_OLDEST
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.ports.faults import KeyMissing

PACKAGES = ("PySide6", "sqlcipher3", "keyring", "escpos", "httpx")


def main(arguments: list[str]) -> int:
    """Print one line a check; exit code 1 when something is missing."""
    parser = argparse.ArgumentParser(prog="python -m pos_app doctor", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=Path("var/register"))
    folder = DeviceFolder(parser.parse_args(arguments).data)
    checks = [*_packages(), *_device(folder)]
    for is_well, words in checks:
        sys.stdout.write(f"{'ok     ' if is_well else 'LOOK AT'} {words}\n")
    return 0 if all(is_well for is_well, _ in checks) else 1


def _packages() -> list[tuple[bool, str]]:
    oldest = ".".join(map(str, SQLITE_OLDEST))
    found = [(importlib.util.find_spec(name) is not None, f"package {name}") for name in PACKAGES]
    return [*found, (True, f"SQLite {oldest} or newer")]


def _device(folder: DeviceFolder) -> list[tuple[bool, str]]:
    settings = DeviceSettings.load(folder)
    if settings is None:
        return [(False, f"no device in {folder.root}: open the app and set it up")]
    checks = [(True, f"device of store {settings.business_unit}, {settings.store_name}")]
    try:
        database_key(open_secrets(settings, folder))
        checks.append((True, f"the journal's key is in the {settings.secrets}"))
    except KeyMissing:
        checks.append((False, f"the journal's key is not in the {settings.secrets}"))
    for kind in ("chain", "zone", "store"):
        checks.append((bool(folder.generations(kind)), f"replica {kind}"))
    return checks
