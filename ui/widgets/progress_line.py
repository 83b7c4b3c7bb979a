"""How far a piece of work is, as a thin line; no spinner anywhere."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme.style import active_tokens
from ui.translation import tr


class ProgressLine(QWidget):
    """So much of a whole, said in figures to a screen reader."""

    def __init__(self, name: str, height: int = 6) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._done = 0
        self._whole = 1

    def render_progress(self, done: int, whole: int) -> None:
        """Take the figures; a whole of 0 counts as finished."""
        self._done, self._whole = min(done, whole), whole
        self.setAccessibleName(tr("{done} of {whole}", done=done, whole=whole))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as given."""
        return QSize(100, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The done part in green on a well."""
        tokens = active_tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.sunken))
        part = self.width() * self._done // self._whole if self._whole else self.width()
        bar = QRect(0, 0, part, self.height())
        painter.fillRect(
            QStyle.visualRect(self.layoutDirection(), self.rect(), bar), QColor(tokens.primary)
        )
