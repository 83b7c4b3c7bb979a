"""A row of which one is chosen: Favourites, Departments, Numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.theme.tokens import TARGET
from ui.widgets.key import Key, KeyKind


class TabRow(QWidget):
    """Always exactly one chosen; a touch chooses, the owner says when it is shown so."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setObjectName(name)
        self._keys = {key: Key(label, f"{name}-{key}", kind=KeyKind.TAB) for key, label in tabs}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for key in self._keys.values():
            key.setCheckable(True)
            key.face_height = TARGET
            self._group.addButton(key)
            row.addWidget(key, 1)
            key.clicked.connect(self._choose)
        next(iter(self._keys.values())).setChecked(True)

    def show_tab(self, key: str) -> None:
        """Mark a tab as chosen."""
        self._keys[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose the tab beside, as Tab stops at the chosen one only."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = list(self._keys.values())
        at = next(at for at, key in enumerate(keys) if key.isChecked()) + step
        if step and 0 <= at < len(keys):
            keys[at].setFocus(Qt.FocusReason.TabFocusReason)
            keys[at].click()
        elif not step:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        pressed = self.sender()
        for key, widget in self._keys.items():
            if widget is pressed:
                self.chosen.emit(key)
