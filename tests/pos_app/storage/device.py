"""A device folder on real files, with a replica as the agent would leave it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.ids import BusinessUnit, DeviceId, Workstation
from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.domain.search_schema import ITEM_SEARCH_FILL, ITEM_SEARCH_TABLE
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemIds
from tests.made_once import made_once
from tests.pos_app.fakes import OPERATORS, Bell, StoppedClock

KEY = "5c" * 32
FEEDS = {"chain": "chain", "zone": "zone:uk", "store": "store:12"}
ITEMS = (
    # id, number, name, department, unit, tax, age limit, popularity, gtin, price
    (1, "85099B", "Jumbo bag red retrospot", "Bags", "each", "S", 0, 900, "02000000000015", 195),
    (
        2,
        "22423",
        "Regency cakestand 3 tier",
        "Kitchen",
        "each",
        "S",
        0,
        800,
        "02000000000022",
        1275,
    ),
    (3, "OAT1", "Oat drink barista 1 L", "Grocery", "each", "Z", 0, 700, "02000000000039", 210),
    (4, "WINE", "Red wine 750 ml", "Grocery", "each", "S", 18, 600, "02000000000046", 899),
    (5, "NOPRICE", "Sample not for sale", "Grocery", "each", "S", 0, 9999, "02000000000053", None),
    (6, "4011", "Bananas loose", "Grocery", "kg", "Z", 0, 500, "02000000000060", 89),
)
TAXES = (("S", "Standard rate", 2000), ("R", "Reduced rate", 500), ("Z", "Zero rate", 0))


@dataclass
class Device:
    """A folder, its settings and its clock; `open` is a start of the program."""

    folder: DeviceFolder
    settings: DeviceSettings
    clock: StoppedClock
    bell: Bell

    def open(self) -> OpenStore:
        return open_store(
            self.folder, self.settings, KEY, self.clock, SystemIds(), doorbell=self.bell
        )

    def with_rescue(self, folder: Path) -> "Device":
        return replace(self, settings=replace(self.settings, rescue_folder=str(folder)))


def new_device(root: Path) -> Device:
    """An enrolled device without any replica yet."""
    settings = DeviceSettings(
        device_id=DeviceId("d-1"),
        business_unit=BusinessUnit("12"),
        workstation=Workstation("2"),
        zone="uk",
        currency="GBP",
        time_zone="Europe/London",
        store_name="Leeds Briggate",
        device_class="register",
        scale_percent=100,
        centre_url="http://127.0.0.1:1",
        secrets=KEY_FILE,
    )
    return Device(DeviceFolder(root), settings, StoppedClock(), Bell())


def write_replica(
    device: Device, kind: str, generation: int, *, complete: bool = True
) -> Connection:
    """A new generation with its tables and its state; the writer is the caller's to close."""
    path = device.folder.replica(kind, generation)
    writer = open_writer(path, KEY if kind == "store" else "", Durability.NORMAL)
    with transaction(writer):
        for statement in REPLICA_SCHEMAS[kind]:
            writer.execute(statement)
        writer.execute(
            """INSERT INTO feed_state (feed, epoch, position, schema, complete, applied_us)
            VALUES (?, 'e', 1, ?, ?, 7)""",
            (FEEDS[kind], REPLICA_SCHEMA_VERSION, int(complete)),
        )
    return writer


def copy_catalogue(device: Device) -> None:
    """As write_catalogue, from what was written once for a run; the device lies on the system's own disk."""
    written = DeviceFolder(
        made_once("small-catalogue", lambda root: write_catalogue(new_device(root)))
    )
    for kind in FEEDS:
        path = device.folder.replica(kind, 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(written.replica(kind, 1), path)


def write_catalogue(device: Device) -> None:
    """Chain, zone and store with a few items, 20 pieces of each on hand."""
    chain, zone, store = (write_replica(device, kind, 1) for kind in ("chain", "zone", "store"))
    with transaction(chain):
        chain.executemany(
            """INSERT INTO item (item_id, number, name, department, unit, tax_code, age_limit,
            popularity) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [item[:8] for item in ITEMS],
        )
        chain.executemany("INSERT INTO item_code VALUES (?, ?)", [(i[8], i[0]) for i in ITEMS])
        chain.executemany("INSERT INTO tax_rate VALUES (?, ?, ?)", TAXES)
        for statement in (*ITEM_SEARCH_TABLE, *ITEM_SEARCH_FILL):
            chain.execute(statement)
    with transaction(zone):
        zone.executemany(
            "INSERT INTO price (item_id, price_minor) VALUES (?, ?)",
            [(i[0], i[9]) for i in ITEMS if i[9] is not None],
        )
    with transaction(store):
        store.executemany(
            "INSERT INTO stock VALUES (?, 20000, 0, 0)", [(item[0],) for item in ITEMS]
        )
        store.execute("INSERT INTO favourite VALUES (1, 1, 'Bag'), (2, 5, 'Sample'), (3, 2, '')")
        store.executemany(
            """INSERT INTO operator (number, name, role, pin_hash, badge_hash, under_18)
            VALUES (?, ?, ?, ?, ?, ?)""",
            [
                (o.number, o.name, o.role, o.pin_hash, o.badge_hash, int(o.under_18))
                for o in OPERATORS
            ],
        )
        store.execute("INSERT INTO configuration VALUES ('address', '1 Briggate')")
    for writer in (chain, zone, store):
        writer.close()


@contextmanager
def agent(device: Device, kind: str = "store", generation: int = 1) -> Iterator[Connection]:
    """The agent's one transaction on a replica."""
    path = device.folder.replica(kind, generation)
    writer = open_writer(path, KEY if kind == "store" else "", Durability.NORMAL)
    with transaction(writer):
        yield writer
    writer.close()
