"""Million items makes, once, the replica files of a device that knows a catalogue of any size."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import zstandard

from bench.bench_store import BADGE, BUSINESS_UNIT, KEY, OPERATOR, PIN, WORKSTATION, ZONE
from pos_app.devices.pin_check import Argon2PinCheck
from pos_app.domain.ids import BusinessUnit, DeviceId, Workstation
from pos_app.domain.operator import badge_hash
from pos_app.domain.replica_schema import (
    CHAIN_SCHEMA,
    REPLICA_SCHEMA_VERSION,
    STORE_SCHEMA,
    ZONE_SCHEMA,
)
from pos_app.domain.search_schema import (
    ITEM_SEARCH_FILL,
    ITEM_SEARCH_TABLE,
    ITEM_SEARCH_TRIGGERS,
)
from pos_app.files.database import Connection, Durability, open_writer, transaction
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, KeyFileSecrets
from resources.demo.catalogue_of import items
from resources.demo.readers import DemoItem

ITEM_COUNT = 1_000_000
BATCH = 20_000
# As the centre packs a snapshot.
ZSTD_LEVEL = 3
FOLDER = Path("var/bench")
TAX_RATES = (("S", "VAT 20 %", 2000), ("R", "VAT 5 %", 500), ("Z", "VAT 0 %", 0))
STOCK_MILLI = 1_000_000
NOBODY_THERE = "http://127.0.0.1:9"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A prepared device folder and a few of its codes, evenly spread."""

    folder: DeviceFolder
    gtins: tuple[str, ...]


def prepared(count: int = ITEM_COUNT) -> Catalogue:
    """The catalogue of this size; built at the first call (about half a minute for a million)."""
    root = FOLDER / f"catalogue-{count}-{_schema_mark()}"
    folder = DeviceFolder(root)
    codes = root / "codes.txt"
    if not codes.exists():
        for old in FOLDER.glob(f"catalogue-{count}-*"):
            shutil.rmtree(old)
        root.mkdir(parents=True)
        print(f"building a catalogue of {count} items", flush=True)
        _write(folder, count)
        every = max(1, count // 10_000)
        gtins = [item.gtin for item in items(count) if item.item_id % every == 0]
        codes.write_text("\n".join(gtins), encoding="ascii")
    return Catalogue(folder, tuple(codes.read_text(encoding="ascii").split()))


def packed_chain(catalogue: Catalogue) -> Path:
    """The chain's file as the centre offers it: compressed with zstd, made once."""
    source = catalogue.folder.replica("chain", 1)
    packed = source.with_suffix(".zst")
    if not packed.exists():
        with source.open("rb") as plain, packed.open("wb") as target:
            compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL)
            compressor.copy_stream(plain, target, size=source.stat().st_size)
    return packed


def fresh_copy(catalogue: Catalogue, name: str) -> DeviceFolder:
    """A device of its own with the same replicas; the large files are hard links, nobody writes them."""
    root = FOLDER / name
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for kind in ("chain", "zone", "store"):
        source = catalogue.folder.replica(kind, 1)
        (root / source.name).hardlink_to(source)
    folder = DeviceFolder(root)
    DeviceSettings(
        device_id=DeviceId("bench"),
        business_unit=BusinessUnit(BUSINESS_UNIT),
        workstation=Workstation(WORKSTATION),
        zone=ZONE,
        currency="GBP",
        time_zone="Europe/London",
        store_name="Bench",
        device_class="register",
        scale_percent=100,
        centre_url=NOBODY_THERE,
        secrets=KEY_FILE,
    ).save(folder)
    KeyFileSecrets(folder.key_file).set(DATABASE_KEY, KEY)
    return folder


def _schema_mark() -> str:
    """Another one when the tables or the word index are others."""
    parts = (*CHAIN_SCHEMA, *ZONE_SCHEMA, *STORE_SCHEMA, *ITEM_SEARCH_TABLE, *ITEM_SEARCH_FILL)
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:8]


def _write(folder: DeviceFolder, count: int) -> None:
    chain = open_writer(folder.replica("chain", 1), "", Durability.OFF)
    zone = open_writer(folder.replica("zone", 1), "", Durability.OFF)
    store = open_writer(folder.replica("store", 1), KEY, Durability.OFF)
    _create(chain, (*CHAIN_SCHEMA, *ITEM_SEARCH_TABLE))
    _create(zone, ZONE_SCHEMA)
    _create(store, STORE_SCHEMA)
    chain.executemany("INSERT INTO tax_rate VALUES (?, ?, ?)", TAX_RATES)
    store.execute(
        "INSERT INTO operator VALUES (?, ?, 'manager', ?, ?, 0, 0)",
        (OPERATOR, "Anna M", Argon2PinCheck().hash_pin(PIN), badge_hash(BADGE)),
    )
    for batch in _batches(items(count)):
        _write_batch(chain, zone, store, batch)
    _create(chain, (*ITEM_SEARCH_FILL, *ITEM_SEARCH_TRIGGERS))
    _finish(chain, "chain")
    _finish(zone, f"zone:{ZONE}")
    _finish(store, f"store:{BUSINESS_UNIT}")


def _write_batch(
    chain: Connection, zone: Connection, store: Connection, batch: list[DemoItem]
) -> None:
    with transaction(chain):
        chain.executemany(
            "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            map(_item_row, batch),
        )
        chain.executemany(
            "INSERT INTO item_code VALUES (?, ?)", ((i.gtin, i.item_id) for i in batch)
        )
    with transaction(zone):
        zone.executemany(
            "INSERT INTO price VALUES (?, ?)", ((i.item_id, i.price_minor) for i in batch)
        )
    with transaction(store):
        store.executemany(
            "INSERT INTO stock VALUES (?, ?, 0, 0)", ((i.item_id, STOCK_MILLI) for i in batch)
        )


def _item_row(item: DemoItem) -> tuple[int | str, ...]:
    return (
        item.item_id,
        item.item_number,
        item.name,
        item.department,
        item.unit,
        item.vat_code,
        item.age_limit,
        item.popularity,
    )


def _create(connection: Connection, statements: Iterable[str]) -> None:
    with transaction(connection):
        for statement in statements:
            connection.execute(statement)


def _finish(connection: Connection, feed: str) -> None:
    with transaction(connection):
        connection.execute(
            "INSERT INTO feed_state VALUES (?, 'bench', 1, ?, 1, 0)", (feed, REPLICA_SCHEMA_VERSION)
        )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def _batches(found: Iterator[DemoItem]) -> Iterator[list[DemoItem]]:
    while batch := list(islice(found, BATCH)):
        yield batch
