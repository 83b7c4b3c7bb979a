"""Erasing knows how a person leaves the journal, what the chain says of it, and when evidence has to go."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from pos_app.domain.erasure_facts import evidence_destroyed, person_erased
from pos_app.domain.facts import FactDraft
from pos_app.domain.ids import BusinessDate, OperatorNumber
from pos_app.domain.side_record import SideRecord
from pos_app.files.atomic_file import destroy
from pos_app.files.database import Connection, transaction
from pos_app.files.layout import DeviceFolder
from pos_app.ports.faults import DiskFull
from pos_app.storage.damaged_journal import DamagedJournal
from pos_app.storage.printed_papers import PrintedPapers
from pos_app.storage.sqlite_store import SqliteStore

LISTED = "SELECT subject FROM store.erased_person"
HOW_MANY = "SELECT count(*) FROM store.erased_person"


class Erasing:
    """Forgets whom the centre lists as erased, and says in the chain that it did (SYNC T11).

    Protects: a journal that was set aside stays only while it can be shown to name nobody of the list; papers that were
    printed into files go with the next person who is erased.
    """

    def __init__(
        self, connection: Connection, store: SqliteStore, folder: DeviceFolder, key: str
    ) -> None:
        self._connection = connection
        self._store = store
        self._folder = folder
        self._key = key
        # By whom the evidence was last looked at; nobody on the list harms no file.
        self._looked_for: frozenset[str] = frozenset()
        self._papers = PrintedPapers(folder.root)
        self._papers_for = 0

    def look(self) -> int:
        """Do what is due; gives how many records went. What a full disk stops is done at a later look.

        Errors: StorageBroken.
        """
        records = self._store.side_records.of_erased()
        listed = self._listed()
        evidence = [] if listed == self._looked_for else self._naming(listed)
        if records or evidence:
            try:
                with transaction(self._connection):
                    self._forget(records)
                    for path in evidence:
                        self._tell(evidence_destroyed(path.name))
            except DiskFull:
                # The facts of a transaction that was undone are no link of the chain.
                self._store.journal.forget()
                return 0
        for path in evidence:
            # Windows keeps a file that somebody reads: it goes after the next start then.
            with suppress(OSError):
                destroy(path)
        self._looked_for = listed
        self._clear_papers()
        with suppress(DiskFull):
            self._store.side_records.clear_log()
        return len(records)

    def _clear_papers(self) -> None:
        count = self._connection.execute(HOW_MANY).fetchone()[0]
        if count == self._papers_for:
            return
        subjects = [row[0] for row in self._connection.execute(LISTED).fetchall()]
        # A file that somebody looks at, or a full disk: at the next look.
        with suppress(OSError):
            self._papers.clear_for(subjects)
            self._papers_for = count

    def _forget(self, records: list[SideRecord]) -> None:
        if not records:
            return
        self._store.side_records.erase(records)
        commitments: dict[str, list[str]] = {}
        for record in records:
            commitments.setdefault(record.subject, []).append(record.commitment)
        for subject, committed in sorted(commitments.items()):
            self._tell(person_erased(subject, committed))

    def _listed(self) -> frozenset[str]:
        """Whom the centre lists; nobody where there is no evidence to compare them with."""
        if len(self._folder.journals) < 2:
            return frozenset()
        return frozenset(row[0] for row in self._connection.execute(LISTED).fetchall())

    def _naming(self, listed: frozenset[str]) -> list[Path]:
        return [path for path in self._folder.journals[1:] if _may_name(path, self._key, listed)]

    def _tell(self, draft: FactDraft) -> None:
        day = self._store.tills.current()
        self._store.journal.append(
            draft,
            operator=OperatorNumber(""),
            business_date=BusinessDate("") if day is None else day.business_date,
        )


def _may_name(path: Path, key: str, listed: Collection[str]) -> bool:
    """Whether a damaged file has a record of somebody listed, or one that nobody can read."""
    damaged = DamagedJournal(path, key)
    try:
        records = damaged.side_table("side_record")
    finally:
        damaged.close()
    if not records.is_whole:
        return bool(listed)
    place = records.columns.index("subject")
    return any(row[place] in listed for row in records.rows)
