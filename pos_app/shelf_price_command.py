"""Shelf price command tells what an item costs here, read beside a running app."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.refusals.refusal import Refusal
from pos_app.domain.refusals.scans import MisreadScan, UnknownItem
from pos_app.domain.scan import MisreadCode, ProductCode, parse_scan
from pos_app.files.database import Durability, open_writer
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.place import data_folder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.ports.faults import CatalogueMissing, Fault
from pos_app.storage.replica_files import ReplicaFiles
from pos_app.storage.selling_time import SellingTime
from pos_app.storage.sqlite_catalogue import SqliteCatalogue
from pos_app.storage.system_clock import SystemClock

NOT_FOUND = 1
NOT_READY = 3


def main(arguments: list[str]) -> int:
    """Print name, number and price of one item as JSON."""
    parser = argparse.ArgumentParser(prog="python -m pos_app shelf-price", description=main.__doc__)
    parser.add_argument("code", help="a barcode's number or an item number")
    parser.add_argument("--data", type=Path, default=data_folder())
    chosen = parser.parse_args(arguments)
    try:
        answer = shelf_price(DeviceFolder(chosen.data), chosen.code)
    except (Refusal, Fault) as error:
        sys.stderr.write(f"{type(error).__name__}: {chosen.code}\n")
        return NOT_FOUND if isinstance(error, Refusal) else NOT_READY
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def shelf_price(folder: DeviceFolder, code: str) -> dict[str, str]:
    """What stands at the shelf. Errors: UnknownItem, MisreadScan, CatalogueMissing, KeyMissing."""
    settings = DeviceSettings.load(folder)
    if settings is None:
        raise CatalogueMissing
    key = database_key(open_secrets(settings, folder))
    # The replicas hang beside an empty journal in memory, so that no file is opened for writing.
    connection = open_writer(Path(":memory:"), "", Durability.OFF)
    try:
        files = ReplicaFiles(connection, folder, key)
        time = SellingTime(SystemClock(), files.centre_offset, settings.time_zone)
        catalogue = SqliteCatalogue(connection, files, settings.currency, time)
        read = parse_scan(code)
        item = catalogue.by_gtin(read.gtin) if isinstance(read, ProductCode) else None
        item = item or catalogue.by_number(code)
    finally:
        connection.close()
    if item is None:
        raise MisreadScan(code) if isinstance(read, MisreadCode) else UnknownItem(code)
    amount = Money(item.unit_price.price_minor, item.unit_price.currency)
    return {"number": item.number, "name": item.name, "price": format_money(amount)}
