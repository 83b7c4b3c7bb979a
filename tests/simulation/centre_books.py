"""Centre books knows what the ledger, the questions and the facts of the centre say, read behind its back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pos_app.files.database import open_reader
from tests.simulation.till_books import Told

LEDGER = (
    "SELECT count(*), coalesce(sum(total_minor), 0) FROM sale",
    "SELECT coalesce(sum(given_minor - change_minor), 0) FROM sale_tender",
    "SELECT count(*), coalesce(sum(total_minor), 0) FROM sale_return",
    "SELECT coalesce(sum(amount_minor), 0) FROM refund_tender",
)
ASKED = "SELECT detail FROM exception WHERE kind = ? ORDER BY exception_id"
ASKED_OF = "SELECT fact_id FROM exception WHERE kind = ?"
EVERY_FACT = """SELECT device_id, incarnation, sequence, kind, fact_id, body FROM fact
    ORDER BY device_id, incarnation, sequence"""


class CentreBooks:
    """Reads the database when it is asked, which is seldom."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def figures(self) -> tuple[int, ...]:
        """Sales, their total, what was paid, and the same of what came back."""
        return tuple(figure for select in LEDGER for figure in self._read(select)[0])

    def asked(self, kind: str) -> list[str]:
        """What people at the centre were asked of such a kind."""
        return [row[0] for row in self._read(ASKED, kind)]

    def asked_of(self, *kinds: str) -> set[str]:
        """The facts of which people were asked for such a reason."""
        return {row[0] for kind in kinds for row in self._read(ASKED_OF, kind)}

    def told(self) -> list[Told]:
        """Every fact that the centre has, chain by chain."""
        return [Told((row[0], row[1]), *row[2:]) for row in self._read(EVERY_FACT)]

    def _read(self, select: str, *values: str) -> list[Any]:
        connection = open_reader(self._file, "")
        try:
            return connection.execute(select, values).fetchall()
        finally:
            connection.close()
