"""What the counter asks whoever fetches an order: three answers, one touch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.customer_order import RingAnswer
from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_WIDTH = 304


class RingSheet(QWidget):
    """Asks for no answer by force: the next scan goes on with the picking."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, number: str, asked_by: str) -> None:
        super().__init__()
        self.setObjectName("ringSheet")
        title = tr("{name} at the counter asks for order {number}.", name=asked_by, number=number)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(title, "heading", "ringTitle", wrap=True))
        self._keys = {
            RingAnswer.COMING: Key(tr("I bring it now"), "ring-coming"),
            RingAnswer.MINUTES: Key(tr("In 5 minutes"), "ring-minutes"),
            RingAnswer.GONE: Key(tr("It is not there"), "ring-gone"),
        }
        for key in self._keys.values():
            key.clicked.connect(self._choose)
            column.addWidget(key)
        later = Key(tr("Later"), "ringLater")
        later.clicked.connect(self.left)
        column.addWidget(later)

    def _choose(self) -> None:
        pressed = self.sender()
        for answer, key in self._keys.items():
            if key is pressed:
                self.answered.emit(answer)


def ring_words(answer: RingAnswer, name: str, number: str) -> str:
    """What the counter reads."""
    words = {
        RingAnswer.COMING: tr("{name} brings order {number} now.", name=name, number=number),
        RingAnswer.MINUTES: tr(
            "{name} needs 5 minutes for order {number}.", name=name, number=number
        ),
        RingAnswer.GONE: tr(
            "{name} does not find the goods of order {number}.", name=name, number=number
        ),
    }
    return words[answer]
