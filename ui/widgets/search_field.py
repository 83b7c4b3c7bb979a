"""The field of the top bar: a scan is never typed into it, a name or a number may be."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.icons import icon_pixmap
from ui.theme.style import active_tokens
from ui.theme.tokens import ICON_KEY, TARGET
from ui.translation import tr


class SearchField(QLineEdit):
    """Takes focus by touch or key only, so that a scanner never types here by chance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName(tr("Scan, or type a name or number"))
        self.setPlaceholderText(tr("Scan, or type a name or number"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFixedHeight(TARGET)
        self.setMinimumWidth(160)
        self._icon = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._dress()

    def takes(self, text: str) -> bool:
        """Whether a key struck with no field open is typed here: a space only goes on with what stands here."""
        begins = text.strip() or (text and self.text())
        return bool(begins) and text.isprintable() and self.isVisible()

    def type_letter(self, text: str) -> None:
        """Take focus and the letter that was typed with no field open."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field and gives focus back to the screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.textEdited.emit("")  # the search is over, not only its words
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The icon follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        colour = active_tokens().muted
        self._icon.setIcon(QIcon(icon_pixmap("search", colour, ICON_KEY, self.devicePixelRatioF())))
