"""A list model of frozen rows that changes by the smallest steps: remove, insert, redraw."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QStringListModel

from ui.widgets.row_state import Row


class RowModel(QStringListModel):
    """Holds rows by key; only rows whose order has changed are taken out and put in again.

    Qt's view asks its model some hundred times at every insertion: what it asks for, number and words, is kept in C++,
    and as plain texts: no object of the model belongs to Python, to be let go of there at the wrong moment.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as drawn."""
        return tuple(self._rows)

    def position(self, key: str | None) -> int:
        """Where a key stands, or -1."""
        # The newest row is the one asked for while scanning.
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].key == key:
                return at
        return -1

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Become these rows by the fewest signals."""
        wanted = {row.key for row in rows}
        staying = [row.key for row in self._rows if row.key in wanted]
        known = set(staying)
        if staying != [row.key for row in rows if row.key in known]:
            wanted = set()
        self._remove_missing(wanted)
        self._insert_new(rows)
        for at, row in enumerate(rows):
            before = self._rows[at]
            if before is not row and before != row:
                self._redraw(at, row)

    def _remove_missing(self, wanted: set[str]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._rows[last].key in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._rows[first - 1].key not in wanted:
                first -= 1
            del self._rows[first : last + 1]
            self.removeRows(first, last + 1 - first)
            last = first - 1

    def _insert_new(self, rows: Sequence[Row]) -> None:
        at = 0
        while at < len(rows):
            if at < len(self._rows) and self._rows[at].key == rows[at].key:
                at += 1
                continue
            standing = self._rows[at].key if at < len(self._rows) else None
            end = at
            while end < len(rows) and rows[end].key != standing:
                end += 1
            self._rows[at:at] = rows[at:end]
            self.insertRows(at, end - at)
            self._name(rows, at, end)
            at = end

    def _name(self, rows: Sequence[Row], begin: int, end: int) -> None:
        """Say the words of rows that nobody has drawn yet: nothing is drawn again for that."""
        was_silent = self.blockSignals(True)
        for at in range(begin, end):
            self.setData(self.index(at), rows[at].spoken)
        self.blockSignals(was_silent)

    def _redraw(self, at: int, row: Row) -> None:
        self._rows[at] = row
        index = self.index(at)
        if index.data() == row.spoken:
            self.dataChanged.emit(index, index)
        else:
            self.setData(index, row.spoken)
