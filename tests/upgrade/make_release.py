"""Makes the data folder of a release, or of a day between two, once and with its own code.

`python -m tests.upgrade.make_release 0.1.0`; a day is named where what lies in the files changed since the release.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from pos_app.domain.ids import ItemId, OperatorNumber
from pos_app.domain.replica_schema import REPLICA_SCHEMAS
from pos_app.files.database import Connection, Durability, open_writer
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, DEVICE_TOKEN, KeyFileSecrets
from tests.pos_app.fakes import ANNA, BEN, CARLA
from tests.pos_app.storage.device import KEY, agent
from tests.pos_app.till import BAG, CAKESTAND, OAT_DRINK, Till, counted

RELEASES = Path(__file__).parent / "releases"
EXPECTED = "expected.json"
SENT = 9
ALL_FACTS = 1_000


def main(version: str) -> None:
    """A day and a half of a small register: sales, a cancelled one, a closed day, an open basket, a parked fact."""
    folder = RELEASES / version
    if folder.exists():
        message = f"{folder} is there: the data of a release never changes"
        raise SystemExit(message)
    with tempfile.TemporaryDirectory() as made:
        till = Till(Path(made))
        till.device.settings.save(till.device.folder)
        secrets = KeyFileSecrets(till.device.folder.key_file)
        secrets.set(DATABASE_KEY, KEY)
        secrets.set(DEVICE_TOKEN, "token of a device that never was")
        _trade(till)
        _agent_wrote(till)
        till.files.news.changed()
        expected = _expected(till)
        till.close()
        folder.mkdir(parents=True)
        _empty_logs(till.device.folder)
        for pattern in ("*.db", "device.*"):
            for path in till.device.folder.root.glob(pattern):
                shutil.copyfile(path, folder / path.name)
    (folder / EXPECTED).write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")


def _trade(till: Till) -> None:
    till.opens(ANNA)
    till.sells(BAG, BAG, CAKESTAND)
    till.sells(OAT_DRINK)
    till.scans(CAKESTAND)
    till.register.cancel_sale()
    till.register.reprint_receipt()
    till.register.let_operator_in(
        manager_number=OperatorNumber(CARLA.number),
        manager_pin=CARLA.number * 2,
        newcomer_number=OperatorNumber("99"),
        name="Noor",
    )
    till.signs_on(CARLA)
    till.register.close_day(count=counted((1000, 5), (100, 68), (5, 1)))
    till.clock.passes(16 * 3600)
    till.signs_on(BEN)
    till.register.open_till(count=counted((1000, 5), (100, 50)))
    till.printer.is_plugged_in = False
    till.sells(BAG, given=1000)
    till.scans(OAT_DRINK, OAT_DRINK)


def _agent_wrote(till: Till) -> None:
    """The centre holds the first facts: all are applied but the last, which is parked."""
    connection = till.files.connection
    life = incarnations(connection)[0]
    sent = facts_after(connection, life.id, 0, SENT)
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO acknowledged (incarnation, sequence, hash, acknowledged_us) VALUES (?, ?, ?, 7)",
            (life.id, sent[-1].sequence, sent[-1].hash),
        )
        store.executemany(
            "INSERT INTO receipt (fact_id, status) VALUES (?, ?)",
            [(fact.fact_id.bytes, "applied") for fact in sent[:-1]]
            + [(sent[-1].fact_id.bytes, "parked")],
        )
        store.execute("INSERT INTO contact (name, value) VALUES ('clock_offset_ms', '1200')")


def _empty_logs(folder: DeviceFolder) -> None:
    """The last connection of a file's writer moves all of its log into it."""
    for kind in REPLICA_SCHEMAS:
        key = KEY if kind == "store" else ""
        open_writer(folder.replica(kind, 1), key, Durability.FULL).close()


def _expected(till: Till) -> dict[str, object]:
    """What every later program has to read in it."""
    connection = till.files.connection
    status = till.files.sending.status()
    last = till.files.store.sales.last()
    basket = till.register.read_basket().basket
    assert last is not None
    return {
        "facts": _facts(connection),
        "waiting": status.waiting_count,
        "parked": status.parked_count,
        "receipt_number": last.receipt_number,
        "total_minor": last.to_pay.amount_minor,
        "basket_pieces": basket.piece_count,
        "business_date": till.files.store.tills.last_closed(),
        "on_hand_milli": till.files.stock.on_hand_milli(ItemId(1)),
        "print_jobs": len(till.files.store.print_queue.waiting()),
    }


def _facts(connection: Connection) -> list[list[object]]:
    return [
        [life.id, fact.sequence, fact.fact_id.hex, fact.kind, fact.hash.hex()]
        for life in incarnations(connection)
        for fact in facts_after(connection, life.id, 0, ALL_FACTS)
    ]


if __name__ == "__main__":
    main(sys.argv[1])
