"""SQLite store knows the one connection on journal.db, and that a step is on disk whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from pos_app.domain.facts import Fact
from pos_app.files.database import Connection, transaction, unforced_transaction
from pos_app.ports.faults import DiskFull, StorageBroken
from pos_app.storage.sqlite_baskets import SqliteBaskets
from pos_app.storage.sqlite_journal import SqliteJournal
from pos_app.storage.sqlite_payments import SqlitePayments
from pos_app.storage.sqlite_print_queue import SqlitePrintQueue
from pos_app.storage.sqlite_sales import SqliteSales
from pos_app.storage.sqlite_side_records import SqliteSideRecords
from pos_app.storage.sqlite_staff import SqliteGuestOperators, SqliteSignOnAttempts
from pos_app.storage.sqlite_suspended import KINDS as OF_SUSPENDED_SALES
from pos_app.storage.sqlite_suspended import SqliteSuspendedSales
from pos_app.storage.sqlite_tills import SqliteTills


@dataclass(frozen=True, slots=True)
class StepEnds:
    """Who is told how a step ended: with facts on disk, with a write that failed, or without room on the disk."""

    on_facts: Callable[[list[Fact]], None]
    on_broken: Callable[[], None]
    on_full: Callable[[], None]


class SqliteStore:
    """The journal with all that is read back from it; after a failed write nothing more is written (SYNC T6)."""

    def __init__(
        self,
        connection: Connection,
        journal: SqliteJournal,
        currency: str,
        ends: StepEnds,
    ) -> None:
        self._connection = connection
        self._ends = ends
        self._is_broken = False
        self.journal = journal
        self.baskets = SqliteBaskets(connection)
        self.sales = SqliteSales(connection, currency)
        self.suspended = SqliteSuspendedSales(connection)
        self.tills = SqliteTills(connection, currency)
        self.attempts = SqliteSignOnAttempts(connection)
        self.guests = SqliteGuestOperators(connection)
        self.side_records = SqliteSideRecords(connection)
        self.print_queue = SqlitePrintQueue(connection)
        self.payments = SqlitePayments(connection, self.sales)

    @property
    def is_broken(self) -> bool:
        """True after a failed write."""
        return self._is_broken

    def write(self) -> AbstractContextManager[None]:
        """A durable transaction; any exception undoes it, in memory too. Errors: DiskFull, StorageBroken."""
        return self._step(transaction(self._connection))

    @contextmanager
    def write_basket(self) -> Iterator[None]:
        """A transaction on the open basket alone, which only a power cut can undo. Errors: DiskFull, StorageBroken."""
        with self._step(unforced_transaction(self._connection)):
            yield
            assert not self.journal.has_appended, "a fact is forced to disk"

    def upkeep(self) -> AbstractContextManager[None]:
        """Transactions of their own on the same file, under the same rule. Errors: DiskFull, StorageBroken."""
        return self._step(nullcontext())

    @contextmanager
    def _step(self, begun: AbstractContextManager[None]) -> Iterator[None]:
        if self._is_broken:
            raise StorageBroken
        try:
            with begun:
                yield
        except BaseException as error:
            # After a failed write the file itself cannot be trusted: nothing is read from it either.
            self._undo(read_again=not isinstance(error, StorageBroken))
            if isinstance(error, DiskFull):
                # What was kept for this moment lets the next try through.
                self._ends.on_full()
            raise
        facts = self.journal.take_appended()
        if any(fact.kind in OF_SUSPENDED_SALES for fact in facts):
            self.suspended.forget()
        if facts:
            self.payments.heard(facts)
            self._ends.on_facts(facts)

    def _undo(self, *, read_again: bool) -> None:
        self.baskets.forget()
        self.suspended.forget()
        self.tills.forget()
        self.payments.forget()
        if read_again:
            self.journal.forget()
        else:
            self._is_broken = True
            self._ends.on_broken()
