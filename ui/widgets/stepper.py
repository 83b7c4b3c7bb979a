"""A number with a big minus and a big plus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.tokens import KEY_HEIGHT, SPACE_S
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import text_label


class Stepper(QWidget):
    """Asks for one less or one more; the owner decides the number and shows it."""

    stepped = Signal(int)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self._less = Key("", f"{name}-less", icon="minus", guard_ms=0)
        self._less.setAccessibleName(tr("One less"))
        self._more = Key("", f"{name}-more", icon="plus", guard_ms=0)
        self._more.setAccessibleName(tr("One more"))
        self._value = text_label("0", "heading", f"{name}-value")
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._value.setMinimumWidth(KEY_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        for key in (self._less, self._more):
            key.setFixedWidth(KEY_HEIGHT)
        row.addWidget(self._less)
        row.addWidget(self._value, 1)
        row.addWidget(self._more)
        self._less.clicked.connect(self._step_down)
        self._more.clicked.connect(self._step_up)

    def render_value(self, text: str, *, can_fall: bool = True, can_rise: bool = True) -> None:
        """Show a number and which way it may go."""
        self._value.setText(text)
        self._value.setAccessibleName(text)
        self._less.setEnabled(can_fall)
        self._more.setEnabled(can_rise)

    def _step_down(self) -> None:
        self.stepped.emit(-1)

    def _step_up(self) -> None:
        self.stepped.emit(1)
