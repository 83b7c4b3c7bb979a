"""The reasons of a return: five keys, none of them chosen beforehand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.domain.sale_return import ReturnReason
from ui.theme.tokens import SPACE_S, TARGET
from ui.translation import tr
from ui.widgets.key import Key

_IN_A_ROW = 3


class ReasonKeys(QWidget):
    """A touch chooses; the owner says which is shown as chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returnReasons")
        words = {
            ReturnReason.TOO_SMALL: tr("Too small"),
            ReturnReason.TOO_BIG: tr("Too big"),
            ReturnReason.FAULTY: tr("Faulty"),
            ReturnReason.CHANGED_MIND: tr("Changed mind"),
            ReturnReason.OTHER: tr("Other"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        self._keys: dict[str, Key] = {}
        for place, (reason, text) in enumerate(words.items()):
            key = self._keys[reason.value] = Key(text, f"returnReason-{reason.value}")
            key.setCheckable(True)
            key.face_height = TARGET
            key.clicked.connect(self._choose)
            grid.addWidget(key, *divmod(place, _IN_A_ROW))

    def show_reason(self, reason: str) -> None:
        """Mark one as chosen, or none for ""."""
        for name, key in self._keys.items():
            key.setChecked(name == reason)

    def _choose(self) -> None:
        pressed = self.sender()
        for name, key in self._keys.items():
            if key is pressed:
                self.chosen.emit(name)
