"""What is seldom done to a sale, in one column of keys; the one that gives the sale up has to be held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_XS, TARGET
from ui.translation import tr
from ui.widgets.hold_key import HoldKey
from ui.widgets.key import Key

_WIDTH = 300


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One key: its words, what it does, and whether it can be pressed now."""

    name: str
    words: str
    icon: str
    chosen: Callable[[], None]
    can_press: bool = True


class SaleMenuSheet(QWidget):
    """Asks nothing: the next scan closes it and is added."""

    entry_touched = Signal(str)
    cancel_held = Signal()
    cancel_let_go = Signal()
    close_touched = Signal()

    def __init__(self, entries: tuple[MenuEntry, ...], *, can_cancel: bool) -> None:
        super().__init__()
        self.setObjectName("saleMenu")
        self.setAccessibleName(tr("More for this sale"))
        self.setFixedWidth(_WIDTH)
        self._names: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        for entry in entries:
            key = Key(entry.words, f"menu-{entry.name}", icon=entry.icon)
            # as low as a touch allows: all of them stand on a handheld
            key.face_height = TARGET
            key.setEnabled(entry.can_press)
            key.clicked.connect(self._touched)
            self._names[key.objectName()] = entry.name
            column.addWidget(key)
        cancel = HoldKey(tr("Cancel sale"), "keyCancel", icon="x")
        cancel.setEnabled(can_cancel)
        cancel.held.connect(self.cancel_held)
        cancel.let_go.connect(self.cancel_let_go)
        close = Key(tr("Close"), "menuClose")
        close.clicked.connect(self.close_touched)
        ends = QHBoxLayout()
        ends.setSpacing(SPACE_XS)
        for widget in (cancel, close):
            widget.face_height = TARGET
            ends.addWidget(widget, 1)
        column.addLayout(ends)

    def _touched(self) -> None:
        self.entry_touched.emit(self._names[self.sender().objectName()])
