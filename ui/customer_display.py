"""Customer display is the second window: it faces the customer, and nobody can touch anything in it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.customer_state import FULL, CustomerState
from ui.theme.style import interface_direction
from ui.theme.tokens import SPACE_L, SPACE_XL, TYPE_CUSTOMER
from ui.translation import is_right_to_left, tr
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.labels import text_label
from ui.widgets.line_list import LineList

_WIDTH_PX, _HEIGHT_PX = 1024, 600


class CustomerDisplay(QWidget):
    """Never takes the focus, so that no scan and no key can get lost in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("customerDisplay")
        self.setProperty("role", "screen")
        self.setLayoutDirection(interface_direction(is_right_to_left()))
        self.setWindowTitle(tr("For the customer"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self._rows = LineList("customerLines", tr("Your items"))
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = Card("customerCard", padded=False)
        self._lines.inside.addWidget(self._rows)
        self._caption = text_label("", "display", "customerCaption", wrap=True)
        self._amount = BigText("customerAmount", TYPE_CUSTOMER, centred=True)
        self._sentence = text_label("", "heading", "customerSentence", wrap=True)
        for label in (self._caption, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        figures = QVBoxLayout()
        figures.setSpacing(SPACE_L)
        figures.addStretch(1)
        for widget in (self._caption, self._amount, self._sentence):
            figures.addWidget(widget)
        figures.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        self._columns.setSpacing(SPACE_XL)
        self._columns.addWidget(self._lines, 1)
        self._columns.addLayout(figures, 1)
        self._may_close = False

    def show_on(self, where: str) -> None:
        """Fill the second screen where there is one ("full"), else open as a window beside the till."""
        if where == FULL and has_own_screen():
            self.setGeometry(QGuiApplication.screens()[1].geometry())
            self.showFullScreen()
            return
        self.setGeometry(QRect(0, 0, _WIDTH_PX, _HEIGHT_PX))
        self.show()

    def render_state(self, state: CustomerState) -> None:
        """Draw what differs."""
        self._lines.setVisible(bool(state.rows))
        self._rows.render_rows(state.rows, state.rows[-1].key if state.rows else None)
        self._caption.setText(state.caption)
        self._amount.setVisible(bool(state.amount))
        self._amount.render_text(state.amount)
        self._sentence.setVisible(bool(state.sentence))
        self._sentence.setText(state.sentence)

    def close_window(self) -> None:
        """It ends with the till, and only then."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A customer who finds the cross closes nothing."""
        event.setAccepted(self._may_close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines above the total on a screen that stands upright."""
        super().resizeEvent(event)
        wide = self.width() >= self.height()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)


def has_own_screen() -> bool:
    """Whether there is a screen beside the till's."""
    return len(QGuiApplication.screens()) > 1


def customer_display(where: str) -> CustomerDisplay:
    """The window, open; where: "full" or "window"."""
    display = CustomerDisplay()
    display.show_on(where)
    return display
