"""What any release wrote is read by the code as it is now: no fact lost, every chain whole, every figure the same."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.facts import first_break
from pos_app.domain.ids import ItemId
from pos_app.domain.replica_schema import FEED_TABLES, REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.files.database import Durability, open_reader, open_writer, schema_version
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.journal_schema import JOURNAL_MIGRATIONS
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import database_key, open_secrets
from pos_app.storage.opening import OpenStore, open_store
from pos_app.storage.system_clock import SystemIds
from sync import generation, older_replica, replica
from sync.generation import digest_of
from sync.notebook import ContactTable
from sync.replica import FeedReplica
from sync.wire.messages import BootReply
from tests.pos_app.fakes import BEN, START_US, Bell, StoppedClock
from tests.pos_app.storage.device import Device
from tests.pos_app.till import BAG, Till, check_chain
from tests.upgrade.make_release import ALL_FACTS, EXPECTED, RELEASES

NEXT_DAY_S = 17 * 3600
VERSIONS = sorted(path.name for path in RELEASES.iterdir())


class Installed:
    """The data folder of a release on a machine that has the newest program."""

    def __init__(self, version: str, root: Path) -> None:
        shutil.copytree(RELEASES / version, root, dirs_exist_ok=True)
        self.expected: dict[str, Any] = json.loads((RELEASES / version / EXPECTED).read_bytes())
        self.folder = DeviceFolder(root)
        settings = DeviceSettings.load(self.folder)
        assert settings is not None, "an enrolled device stays one"
        self.settings = settings
        self.key = database_key(open_secrets(settings, self.folder))
        self.clock = StoppedClock()
        self.clock.passes(NEXT_DAY_S)

    def start_agent(self) -> dict[str, FeedReplica]:
        """What the newest agent does with the files before it asks anybody; by kind."""
        replicas = {}
        for kind in REPLICA_SCHEMAS:
            key = self.key if kind == "store" else ""
            reader = open_reader(self.folder.replica(kind, 1), key)
            feed = reader.execute("SELECT feed FROM feed_state").fetchone()[0]
            reader.close()
            replicas[kind] = FeedReplica(self.folder, feed, key, lambda: START_US)
        siblings = {opened.feed: opened for opened in replicas.values()}
        for opened in replicas.values():
            opened.open(siblings)
        return replicas

    def open(self) -> OpenStore:
        for opened in self.start_agent().values():
            opened.close()
        return open_store(self.folder, self.settings, self.key, self.clock, SystemIds())


@pytest.fixture(params=VERSIONS)
def installed(request: pytest.FixtureRequest, tmp_path: Path) -> Installed:
    """Each release in turn."""
    return Installed(request.param, tmp_path)


def test_every_fact_is_there_and_every_chain_is_whole(installed: Installed) -> None:
    opened = installed.open()
    connection = opened.connection
    found = []
    for life in incarnations(connection):
        facts = facts_after(connection, life.id, 0, ALL_FACTS)
        assert first_break(facts) is None
        found += [[life.id, f.sequence, f.fact_id.hex, f.kind, f.hash.hex()] for f in facts]
    assert found == installed.expected["facts"]
    assert schema_version(connection) == len(JOURNAL_MIGRATIONS)
    opened.close()


def test_what_people_see_is_what_they_saw(installed: Installed) -> None:
    opened, expected = installed.open(), installed.expected
    status, last = opened.sending.status(), opened.store.sales.last()
    assert last is not None
    assert (status.waiting_count, status.parked_count) == (expected["waiting"], expected["parked"])
    assert last.receipt_number == expected["receipt_number"]
    assert last.to_pay.amount_minor == expected["total_minor"]
    assert opened.store.tills.last_closed() == expected["business_date"]
    assert opened.stock.on_hand_milli(ItemId(1)) == expected["on_hand_milli"]
    assert len(opened.store.print_queue.waiting()) == expected["print_jobs"]
    basket = opened.store.baskets.load()
    assert basket is not None
    assert sum(line.quantity.milli for line in basket.lines) == 1000 * expected["basket_pieces"]
    opened.close()


def test_the_register_goes_on_selling(installed: Installed) -> None:
    installed.open().close()
    device = Device(installed.folder, installed.settings, installed.clock, Bell())
    till = Till(installed.folder.root, device)
    till.signs_on(BEN)
    till.sells(BAG)
    check_chain(till)
    assert till.files.sending.status().waiting_count > installed.expected["waiting"]
    till.close()


def test_replicas_are_read_on_with_no_line_to_the_centre(installed: Installed) -> None:
    replicas = installed.start_agent()
    store, chain = replicas["store"], replicas["chain"]
    assert chain.connection is not None and store.connection is not None
    assert chain.connection.execute("SELECT count(*) FROM item").fetchone()[0] > 0
    for opened in replicas.values():
        cursor = opened.cursor()
        # Every feed has got tables since: it is read on, and asked for anew.
        assert cursor is not None and (cursor.epoch, cursor.position) == ("rows-missed", 0)
    people = "SELECT (SELECT count(*) FROM operator), (SELECT count(*) FROM customer)"
    assert store.connection.execute(people).fetchone() == (5, 0)
    assert installed.folder.generations("store") == (1,)
    for opened in replicas.values():
        opened.close()


def test_a_feed_with_a_new_table_starts_anew_and_is_read_until_then(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for opened in installed.start_agent().values():
        opened.close()
    added = "CREATE TABLE season (name TEXT PRIMARY KEY) WITHOUT ROWID"
    zone = {**FEED_TABLES["zone"], "season": (("name",), 1)}
    monkeypatch.setitem(FEED_TABLES, "zone", zone)
    monkeypatch.setitem(REPLICA_SCHEMAS, "zone", (*REPLICA_SCHEMAS["zone"], added))
    replicas = installed.start_agent()
    file, cursor = replicas["zone"].connection, replicas["zone"].cursor()
    assert file is not None and cursor is not None
    assert cursor.epoch != "e", "the centre answers: boot again"
    assert file.execute("SELECT count(*) FROM price").fetchone()[0] > 0
    assert file.execute("SELECT count(*) FROM season").fetchone()[0] == 0
    for opened in replicas.values():
        opened.close()


def test_what_a_newer_program_left_is_built_anew_with_the_notebook(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for opened in installed.start_agent().values():
        opened.close()
    other = REPLICA_SCHEMA_VERSION - 1
    for module in (replica, generation, older_replica):
        monkeypatch.setattr(module, "REPLICA_SCHEMA_VERSION", other)
    store = FeedReplica(installed.folder, "store:12", installed.key, lambda: START_US)
    store.open({"store:12": store})
    assert store.cursor() is None, "tables of another program are never read as ours"
    empty = open_writer(installed.folder.root / "empty.db", "", Durability.OFF)
    for statement in REPLICA_SCHEMAS["store"]:
        empty.execute(statement)
    boot = BootReply(
        "store:12", "e2", "k", 3, other, 0, digest_of(empty, "store"), 0, file=None, pages=[]
    )
    empty.close()
    store.begin(boot)
    with store.transaction():
        assert store.complete(boot)
    file = store.connection
    assert file is not None
    assert ContactTable(lambda: file).get("clock_offset_ms") == "1200"
    acknowledged = file.execute("SELECT count(*) FROM acknowledged").fetchone()[0]
    operators = file.execute("SELECT count(*) FROM operator").fetchone()[0]
    assert (acknowledged, operators) == (1, 5)
    assert installed.folder.generations("store") == (2,), "its tables are not those of the old file"
    store.close()
