"""SQLite print queue knows which documents still wait for paper."""

from __future__ import annotations

from uuid import UUID

from pos_app.files.database import Connection
from pos_app.ports.journal import PrintJob, PrintKind

INSERT_JOB = "INSERT INTO main.print_job (document, kind) VALUES (?, ?) RETURNING job"
SELECT_JOBS = "SELECT job, document, kind FROM main.print_job ORDER BY job"
DELETE_JOB = "DELETE FROM main.print_job WHERE job = ?"


class SqlitePrintQueue:
    """Keeps a job from the transaction of its fact until the printer took it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: UUID, kind: PrintKind) -> int:
        """Queue a document; gives its job number."""
        rows = self._connection.execute(INSERT_JOB, (document.bytes, kind)).fetchall()
        return int(rows[0][0])

    def waiting(self) -> tuple[PrintJob, ...]:
        """Jobs not printed yet, oldest first."""
        rows = self._connection.execute(SELECT_JOBS).fetchall()
        return tuple(
            PrintJob(number, UUID(bytes=document), PrintKind(kind))
            for number, document, kind in rows
        )

    def done(self, job: int) -> None:
        """The printer took it."""
        self._connection.execute(DELETE_JOB, (job,))
