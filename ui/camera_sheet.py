"""What the camera sees, and a key to put it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_VIEW = QSize(300, 225)


class CameraSheet(QWidget):
    """Stays until a code was read or it is left; `left` in every case in which it goes."""

    left = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cameraSheet")
        self.setAccessibleName(tr("Camera"))
        self.setFixedWidth(_VIEW.width())
        self._view = text_label("", "body", "cameraView")
        self._view.setFixedSize(_VIEW)
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._view.setAccessibleName(tr("What the camera sees"))
        close = Key(tr("Close"), "cameraClose")
        close.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        hint = tr("Hold the code before the camera.")
        column.addWidget(text_label(hint, "heading", "cameraHint", wrap=True))
        column.addWidget(self._view)
        column.addWidget(close)

    def show_picture(self, image: QImage) -> None:
        """The newest frame."""
        self._view.setPixmap(QPixmap.fromImage(image))

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever closed it: the camera is not needed any more."""
        super().hideEvent(event)
        self.closed.emit()
