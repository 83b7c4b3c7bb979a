"""A list model of frozen rows that changes by the smallest steps: remove, insert, redraw."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.widgets.row_state import Row

ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class RowModel(QAbstractListModel):
    """Holds rows by key; resets only when the order of the rows that stay has changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as drawn."""
        return tuple(self._rows)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """The row itself for the delegate, its words for a screen reader."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def position(self, key: str | None) -> int:
        """Where a key stands, or -1."""
        for at, row in enumerate(self._rows):
            if row.key == key:
                return at
        return -1

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Become these rows by the fewest signals."""
        wanted = {row.key for row in rows}
        staying = [row.key for row in self._rows if row.key in wanted]
        known = set(staying)
        if staying != [row.key for row in rows if row.key in known]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._remove_missing(wanted)
        self._insert_new(rows)
        for at, row in enumerate(rows):
            before = self._rows[at]
            if before is not row and before != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _remove_missing(self, wanted: set[str]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            if self._rows[last].key in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._rows[first - 1].key not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
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
            self.beginInsertRows(QModelIndex(), at, end - 1)
            self._rows[at:at] = rows[at:end]
            self.endInsertRows()
            at = end
