"""A question in front of the screen, inside the window: scrim, panel, and focus kept within."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.form import FormAware, form_for
from ui.tab_ring import move_focus
from ui.theme.tokens import SCRIM_ALPHA, SPACE_L, SPACE_M
from ui.translation import tr


class Sheet(QWidget):
    """Covers its window until answered; the basket behind stays visible and untouchable."""

    dismissed = Signal()

    def __init__(self, window: QWidget, content: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("sheet")
        self.setAccessibleName(content.accessibleName() or tr("Question"))
        self._panel = QFrame(self)
        self._panel.setObjectName("sheetPanel")
        self._panel.setProperty("role", "sheet")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        inside.addWidget(content)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        grid.addWidget(self._panel, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self.content = content
        self.setGeometry(window.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question takes the form of the window it stands in."""
        super().resizeEvent(event)
        if isinstance(self.content, FormAware):
            self.content.set_form(form_for(self.width(), self.height()))
            # Innermost first: an outer layout asks the inner ones how large they want to be.
            parts = self.content.findChildren(QWidget)
            for part in (*reversed(parts), self.content, self._panel, self):
                layout = part.layout()
                if layout is not None:
                    layout.invalidate()
                    layout.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies behind."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, SCRIM_ALPHA))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside the panel does nothing and reaches nothing behind."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one layer back; no other key reaches the screen behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the sheet."""
        return move_focus((self,), forward)
