"""What stands where nothing is yet: an icon, a sentence that says what fills it, at most one key."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens
from ui.theme.tokens import SPACE_L, TARGET
from ui.widgets.key import Key
from ui.widgets.labels import text_label


class EmptyState(QWidget):
    """Never a blank: says what to do next."""

    key_pressed = Signal()

    def __init__(self, name: str, icon: str, sentence: str, key_text: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = text_label(sentence, "heading", f"{name}Sentence", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._key = Key(key_text, f"{name}Key")
        self._key.clicked.connect(self.key_pressed)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_L)
        column.addStretch(1)
        column.addWidget(self._icon)
        column.addWidget(self._sentence)
        column.addWidget(self._key, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._key.setVisible(bool(key_text))
        self._dress()

    def render_empty(self, icon: str, sentence: str, key_text: str = "") -> None:
        """Say something else; draws only what differs."""
        if icon != self._icon_name:
            self._icon_name = icon
            self._dress()
        self._sentence.setText(sentence)
        self._key.set_key(key_text)
        self._key.setVisible(bool(key_text))

    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        colour, ratio = active_tokens().muted, self.devicePixelRatioF()
        self._icon.setPixmap(icon_pixmap(self._icon_name, colour, TARGET, ratio))
