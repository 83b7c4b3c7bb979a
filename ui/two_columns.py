"""Two columns: what is worked on, and beside it what acts on it; one below the other where it is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.form import Form
from ui.theme.tokens import SIDE_WIDTH, SIDE_WIDTH_LOW, SIDE_WIDTH_NARROW, SPACE_M, SPACE_S

_ROOM_FOR_SIDE = 1100
_ROOM_FOR_NARROW_SIDE = 900
_NO_LIMIT = 16_777_215


class TwoColumns(QWidget):
    """The ground plan of a screen; its primary key is last in `side`, so that it keeps its corner."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "screen")
        self.form = Form.WIDE
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.columns.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self.columns.setSpacing(SPACE_M)
        self.main = QVBoxLayout()
        self.main.setSpacing(SPACE_S)
        self._side_widget = QWidget(self)
        self._side_widget.setObjectName(f"{name}Side")
        self.side = QVBoxLayout(self._side_widget)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(SPACE_S)
        self.columns.addLayout(self.main, 1)
        self.columns.addWidget(self._side_widget)

    def set_form(self, form: Form) -> None:
        """Side by side when wide, one below the other when not."""
        self.form = form
        wide = form is Form.WIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self.columns.setDirection(way)
        self.columns.setSpacing(SPACE_M if wide else SPACE_S)
        self._set_side_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side column is 400 px wide, less on a small register."""
        super().resizeEvent(event)
        self._set_side_width()

    def _set_side_width(self) -> None:
        if self.form is not Form.WIDE:
            self._side_widget.setMinimumWidth(0)
            self._side_widget.setMaximumWidth(_NO_LIMIT)
            return
        width = self.width()
        side = SIDE_WIDTH if width >= _ROOM_FOR_SIDE else SIDE_WIDTH_NARROW
        self._side_widget.setFixedWidth(side if width >= _ROOM_FOR_NARROW_SIDE else SIDE_WIDTH_LOW)
