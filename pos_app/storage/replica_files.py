"""Replica files knows which generation of each replica is current, and attaches them beside the journal."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.replica_schema import REPLICA_SCHEMA_VERSION, REPLICA_SCHEMAS
from pos_app.files.database import (
    Connection,
    DatabaseError,
    attach_reader,
    detach,
    mapped_errors,
    open_reader,
)
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import CatalogueMissing, Fault
from pos_app.storage.centre_offset import CentreOffset, believed_offset

# A file with the tables of another program waits for the agent, which builds the next generation.
IS_COMPLETE = "SELECT count(*) FROM feed_state WHERE complete = 1 AND schema = ?"
IS_TRUSTED = "SELECT count(*) FROM {kind}.feed_state WHERE complete = 1"
# A file in which these cannot be read is no file to start with.
ASKED_AT_ONCE = {
    "store": ("acknowledged", "contact"),
    "zone": ("price_list",),
    "chain": ("tax_change",),
}
CLOCK_OFFSET = "SELECT value FROM store.contact WHERE name = 'clock_offset_ms'"
# Prices and taxes that depend on the moment are asked for only where there are any.
HAS_TIMES = (
    "SELECT EXISTS (SELECT 1 FROM zone.price_list) OR EXISTS (SELECT 1 FROM chain.tax_change)"
)
# Packs, kits and styles are asked for only where there are any; a file of an older program has no table for them yet.
HAS_TABLE = "SELECT count(*) FROM {kind}.sqlite_schema WHERE name = ?"
HAS_ROWS = "SELECT EXISTS (SELECT 1 FROM {kind}.{table})"
NO_GENERATION = -1


@dataclass
class _Attached:
    generation: int
    data_version: int


class ReplicaFiles:
    """Attaches the newest complete generation of chain, zone and store; nothing is ever written through it.

    Until a kind has a complete generation, an empty one in memory stands for it, so that each question has an answer.
    """

    def __init__(self, connection: Connection, folder: DeviceFolder, key: str) -> None:
        self._connection = connection
        self._folder = folder
        self._keys = {"chain": "", "zone": "", "store": key}
        self._attached: dict[str, _Attached] = {}
        self.centre_offset = CentreOffset()
        self.has_times = self.has_packs = self.has_kits = self.has_styles = False
        # Goes up with every commit of the agent and every newer generation.
        self.version = 0
        for kind in self._keys:
            self._attach_empty(kind)
        self.refresh()

    def refresh(self) -> bool:
        """Look for newer generations and for commits of the agent; True when there was anything."""
        changed = False
        for kind, attached in self._attached.items():
            newest = self._newest_complete(kind, attached.generation)
            if newest != attached.generation:
                self._attach(kind, newest)
                changed = True
            version = self._data_version(kind)
            changed |= version != attached.data_version
            attached.data_version = version
        if changed:
            self.version += 1
            self._read_offset()
            self.has_times = bool(self._connection.execute(HAS_TIMES).fetchone()[0])
            self.has_packs = self._has_rows("chain", "item_pack")
            self.has_kits = self._has_rows("chain", "item_part")
            self.has_styles = self._has_rows("chain", "item_variant")
        return changed

    def check_catalogue(self) -> None:
        """Refuse a question about items while there are none yet. Errors: CatalogueMissing."""
        if NO_GENERATION in (self._attached["chain"].generation, self._attached["zone"].generation):
            raise CatalogueMissing

    def _newest_complete(self, kind: str, current: int) -> int:
        on_disk = self._folder.generations(kind)
        # A file that the agent distrusts, or has removed, is left for the one before it too.
        lowest = current if current in on_disk and self._is_trusted(kind) else NO_GENERATION
        for generation in on_disk:
            if generation <= lowest:
                break
            if generation != current and self._is_complete(kind, generation):
                return generation
        return current

    def _is_trusted(self, kind: str) -> bool:
        try:
            found = self._connection.execute(IS_TRUSTED.format(kind=kind)).fetchone()
        except (DatabaseError, Fault):
            return False
        return bool(found[0])

    def _is_complete(self, kind: str, generation: int) -> bool:
        """False also for a file that cannot be read: it is being built, or was left over."""
        path = self._folder.replica(kind, generation)
        try:
            probe = open_reader(path, self._keys[kind], busy_timeout_ms=0)
            try:
                for table in ASKED_AT_ONCE.get(kind, ()):
                    probe.execute(f"SELECT * FROM {table}").fetchall()
                return bool(probe.execute(IS_COMPLETE, (REPLICA_SCHEMA_VERSION,)).fetchone()[0])
            finally:
                probe.close()
        except (DatabaseError, Fault):
            return False

    def has_table(self, kind: str, table: str) -> bool:
        """Whether the file that is attached knows of a table that was added later."""
        return bool(self._connection.execute(HAS_TABLE.format(kind=kind), (table,)).fetchone()[0])

    def _has_rows(self, kind: str, table: str) -> bool:
        rows = HAS_ROWS.format(kind=kind, table=table)
        return self.has_table(kind, table) and bool(self._connection.execute(rows).fetchone()[0])

    def _attach(self, kind: str, generation: int) -> None:
        detach(self._connection, kind)
        path = self._folder.replica(kind, generation)
        attach_reader(self._connection, path, self._keys[kind], kind)
        self._attached[kind].generation = generation

    def _attach_empty(self, kind: str) -> None:
        with mapped_errors():
            self._connection.execute(f"ATTACH ':memory:' AS {kind} KEY ''")
            for statement in REPLICA_SCHEMAS[kind]:
                self._connection.execute(_within(statement, kind))
        self._attached[kind] = _Attached(NO_GENERATION, self._data_version(kind))

    def _data_version(self, kind: str) -> int:
        return int(self._connection.execute(f"PRAGMA {kind}.data_version").fetchone()[0])

    def _read_offset(self) -> None:
        rows = self._connection.execute(CLOCK_OFFSET).fetchall()
        self.centre_offset.milliseconds = believed_offset(rows[0][0]) if rows else None


class SqliteReplicaNews:
    """Tells whether the agent has written since the last question."""

    def __init__(self, files: ReplicaFiles) -> None:
        self._files = files

    def changed(self) -> bool:
        """True when any replica file moved on; newer generations are attached on the way."""
        return self._files.refresh()

    def version(self) -> int:
        """Goes up with every newer generation that is attached."""
        return self._files.version


def _within(statement: str, schema: str) -> str:
    """The same CREATE statement for an attached file."""
    for what in ("TABLE", "VIRTUAL TABLE", "UNIQUE INDEX", "INDEX", "TRIGGER"):
        statement = statement.replace(f"CREATE {what} ", f"CREATE {what} {schema}.", 1)
    return statement
