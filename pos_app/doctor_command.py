"""Doctor command tells what this machine lacks and what its files hold, without Qt and without touching the store."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from ctypes.util import find_library
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pos_app.domain.replica_schema import REPLICA_SCHEMAS
from pos_app.files.database import SQLITE_OLDEST, Connection, DatabaseError, open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_check import what_is_wrong
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.files.tables import table_sizes, wrong_tables
from pos_app.machine_check import machine_checks
from pos_app.ports.faults import Fault, KeyMissing
from pos_app.storage.folder_reading import FolderReading
from pos_app.system_check import Check, centre_check
from resources.installation import version

PACKAGES = (
    *("PySide6", "sqlcipher3", "keyring", "escpos", "serial", "httpx", "sqlite_utils"),
    *("PIL", "barcode", "zxingcpp", "pyzbar", "argon2"),
)


def main(arguments: list[str]) -> int:
    """Print one line a check; exit code 1 when something is missing or damaged."""
    parser = argparse.ArgumentParser(prog="python -m pos_app doctor", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument(
        "--files", action="store_true", help="read all of the device's files, also beside the app"
    )
    parser.add_argument(
        "--centre", default="", help="where head office answers, before this machine is a register"
    )
    chosen = parser.parse_args(arguments)
    folder = DeviceFolder(chosen.data)
    checks = [*_packages(), *_device(folder, chosen.centre)]
    if chosen.files:
        checks += _files(folder)
    for is_well, words in checks:
        sys.stdout.write(f"{'ok     ' if is_well else 'LOOK AT'} {words}\n")
    return 0 if all(is_well for is_well, _ in checks) else 1


def _packages() -> list[Check]:
    oldest = ".".join(map(str, SQLITE_OLDEST))
    found: list[Check] = [(True, f"storefront {version()}"), *map(_package, PACKAGES)]
    # pyzbar brings its own on Windows.
    has_zbar = sys.platform == "win32" or find_library("zbar") is not None
    words = "library libzbar, which reads codes in pictures"
    found.append((has_zbar, words if has_zbar else f"{words}: install libzbar0"))
    return [*found, (True, f"SQLite {oldest} or newer")]


def _package(name: str) -> Check:
    is_here = importlib.util.find_spec(name) is not None
    return is_here, f"package {name}" + ("" if is_here else ": install the program again")


def _device(folder: DeviceFolder, centre: str) -> list[Check]:
    settings = DeviceSettings.load(folder)
    if settings is None:
        nowhere = (True, "head office: the app asks for its address")
        reached = centre_check(centre) if centre else nowhere
        return [reached, (False, f"no device in {folder.root}: open the app and set it up")]
    checks = [(True, f"device of store {settings.business_unit}, {settings.store_name}")]
    try:
        database_key(open_secrets(settings, folder))
        checks.append((True, f"the journal's key is in the {settings.secrets}"))
    except KeyMissing:
        words = f"the journal's key is not in the {settings.secrets}"
        checks.append((False, f"{words}: unlock it, or open the app and type a recovery code"))
    for kind in REPLICA_SCHEMAS:
        checks.append((bool(folder.generations(kind)), f"replica {kind}"))
    try:
        checks += machine_checks(folder, settings)
    except Fault as error:
        checks.append((False, f"the device's files cannot be read: {type(error).__name__}"))
    return [*checks, _customers(folder, settings)]


def _customers(folder: DeviceFolder, settings: DeviceSettings) -> Check:
    """How many people the device knows: that there are any is no matter of its health."""
    if not folder.journal.exists():
        return True, "customers on this device: none, the app never ran"
    try:
        reading = FolderReading(folder)
    except Fault as error:
        return False, f"customers on this device: {type(error).__name__}"
    try:
        here = reading.customers.here()
    finally:
        reading.close()
    if here.known_us is None:
        return True, "customers on this device: none yet"
    known = datetime.fromtimestamp(here.known_us // 1_000_000, ZoneInfo(settings.time_zone))
    return True, f"customers on this device: {here.count}, as of {known:%Y-%m-%d %H:%M}"


def _files(folder: DeviceFolder) -> list[Check]:
    settings = DeviceSettings.load(folder)
    if settings is None:
        return []
    try:
        key = database_key(open_secrets(settings, folder))
    except KeyMissing:
        return []
    checks = [_file(path, key, "") for path in folder.journals[:1]]
    checks += [_evidence(path, key) for path in folder.journals[1:]]
    for kind in REPLICA_SCHEMAS:
        for generation in folder.generations(kind)[:1]:
            path = folder.replica(kind, generation)
            checks.append(_file(path, key if kind == "store" else "", kind))
    return checks


def _file(path: Path, key: str, kind: str) -> Check:
    """One file with the rows of its tables, and what is wrong with it; kind "" is the journal."""
    try:
        reader = open_reader(path, key)
        try:
            sizes = ", ".join(f"{size.name} {size.rows}" for size in table_sizes(reader))
            wrong = _wrong_replica(reader, kind) if kind else what_is_wrong(reader)
        finally:
            reader.close()
    except (Fault, DatabaseError) as error:
        return False, f"{path.name}: {type(error).__name__}"
    return not wrong, f"{path.name}: {wrong or sizes}"


def _evidence(path: Path, key: str) -> Check:
    """A journal that was found damaged once: what was readable goes on in a newer file, so nobody has to act."""
    is_well, words = _file(path, key, "")
    return (
        True,
        f"{words if is_well else words + ', as it was found'}: kept beside the newer journal",
    )


def _wrong_replica(reader: Connection, kind: str) -> str:
    wrong = wrong_tables(reader, kind)
    if wrong:
        return f"other tables: {', '.join(wrong)}"
    answer = reader.execute("PRAGMA main.quick_check").fetchall()
    return "" if answer == [("ok",)] else str(answer[0][0])
