"""Side promises knows what registers wrote beside their facts: the centre has all of it, or nobody has (SYNC T11)."""

from __future__ import annotations

from pos_app.domain.side_record import commitment_of
from pos_app.files.database import Connection
from tests.simulation.device import Device
from tests.simulation.goods import name_of
from tests.simulation.oracle import Oracle
from tests.simulation.own_chains import facts_on_disk, lost_rows
from tests.simulation.people import People
from tests.simulation.side_ledger import Records
from tests.simulation.violation import hold

OF_DEVICE = "SELECT commitment, subject, hex(key), record FROM main.side_record"
NAMES = """SELECT name FROM main.guest_operator UNION SELECT operator_name FROM main.sale
    UNION SELECT record FROM main.side_record"""
SIDE_TABLE = "side_record"


class SidePromises:
    """Compares every register with the centre when all is sent.

    Protects: a record lies beside its fact and at the centre, word for word, until the person is erased; then
    neither has it, and the fact is what it was.
    """

    def __init__(self, oracle: Oracle, people: People) -> None:
        self._oracle = oracle
        self._people = people

    def check_centre(self) -> None:
        """Every record there is one that somebody wrote, and of nobody who was erased."""
        made = {
            fact.record.commitment: fact.record
            for fact in self._oracle.made.values()
            if fact.record
        }
        for commitment, (subject, key, record) in self._oracle.records.there.items():
            own = made.get(commitment)
            is_own = own is not None and (own.subject, own.key.hex()) == (subject, key)
            whole = is_own and commitment_of(record, bytes.fromhex(key)) == commitment
            hold(whole, "T11", f"the centre has a record of {subject} that nobody wrote")
            hold(subject not in self._people.erased, "I11", f"the centre has {subject} again")

    def not_at_centre(self, device: Device) -> str:
        """What a register has and the centre has not, word for word; what a standby missed comes within minutes."""
        assert device.app is not None
        there = self._oracle.records.there
        for commitment, record in _records_of(device.app.open.connection).items():
            if there.get(commitment) != record:
                return f"{device.name} has a record of {record[0]}, the centre has not"
        return ""

    def check_device(self, device: Device) -> None:
        """Nothing is missing beside its facts, and nobody is named who was erased."""
        assert device.app is not None
        connection = device.app.open.connection
        self._nothing_missing(device.name, connection)
        self._nobody_named(device.name, connection)

    def _nothing_missing(self, name: str, connection: Connection) -> None:
        if lost_rows(connection, SIDE_TABLE):
            return
        here = _records_of(connection)
        for fact_id, _, _ in facts_on_disk(connection):
            record = self._oracle.made[fact_id].record
            is_due = record is not None and record.subject not in self._people.erased
            if record is not None and is_due:
                hold(record.commitment in here, "T11", f"{name} lost what lies beside {fact_id}")

    def _nobody_named(self, name: str, connection: Connection) -> None:
        """Also in a file that is encrypted, where nobody would find the bytes."""
        words = " ".join(row[0] for row in connection.execute(NAMES).fetchall())
        for subject in sorted(self._people.erased):
            hold(name_of(subject) not in words, "I11", f"{name} names {subject} in its journal")


def _records_of(connection: Connection) -> Records:
    found = connection.execute(OF_DEVICE).fetchall()
    return {row[0]: (row[1], row[2].lower(), row[3]) for row in found}
