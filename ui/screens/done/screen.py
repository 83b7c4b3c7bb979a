"""The change in figures that can be read from a metre; the next scan starts the next sale."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.done.view_state import DoneState
from ui.theme.tokens import SPACE_L, SPACE_M, SPACE_S
from ui.translation import tr
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import set_tone, text_label

_CHIPS_MAX = 12
_PRIMARY_WIDTHS = {Form.WIDE: 400, Form.UPRIGHT: 400, Form.HANDHELD: 0}
_NO_LIMIT = 16_777_215


class DoneScreen(QWidget):
    """One figure, how to make it up, and one key."""

    next_touched = Signal()
    print_again_touched = Signal()
    gift_touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("done")
        self.setProperty("role", "screen")
        self._columns_of_chips = 6
        self._is_exact = False
        self._handheld = False
        self._caption = self._centred(text_label("", "heading", "changeCaption"))
        self._change = self._centred(text_label("", "changeRegister", "change", wrap=True))
        self._summary = self._centred(text_label("", "title", "paid", wrap=True))
        self._warning = self._centred(text_label("", "hint", "behind", wrap=True))
        set_tone(self._warning, "warn")
        self._chips = [text_label("", "chip", f"piece-{at}") for at in range(_CHIPS_MAX)]
        for chip in self._chips:
            chip.setParent(self)
            chip.hide()
        self._chip_grid = QGridLayout()
        self._chip_grid.setSpacing(SPACE_S)
        self._drawer = text_label("", "chip", "drawerState")
        self._receipt = text_label("", "chip", "receiptState")
        self._again = Key(tr("Print again"), "printAgain", icon="receipt")
        self._gift = Key(tr("Gift receipt"), "giftReceipt", icon="gift-card")
        self._next = PrimaryKey("", "nextCustomer")
        self._keys = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._keys.setSpacing(SPACE_M)
        papers = QHBoxLayout()
        papers.setSpacing(SPACE_S)
        for key in (self._again, self._gift):
            papers.addWidget(key, 1, Qt.AlignmentFlag.AlignBottom)
        self._keys.addLayout(papers, 1)
        self._keys.addStretch(1)
        self._keys.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_L)
        self._states = states = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        states.setSpacing(SPACE_S)
        states.addStretch(1)
        for state in (self._drawer, self._receipt):
            states.addWidget(state, 0, Qt.AlignmentFlag.AlignHCenter)
        states.addStretch(1)
        column.addStretch(1)
        for widget in (self._caption, self._change, self._summary):
            column.addWidget(widget)
        column.addLayout(self._chip_grid)
        column.addLayout(states)
        column.addWidget(self._warning)
        column.addStretch(1)
        column.addLayout(self._keys)
        self._again.clicked.connect(self.print_again_touched)
        self._gift.clicked.connect(self.gift_touched)
        self._next.clicked.connect(self.next_touched)

    def set_form(self, form: Form) -> None:
        """The key keeps its corner; on a handheld the figure is smaller."""
        handheld = self._handheld = form is Form.HANDHELD
        self._columns_of_chips = 3 if handheld else 6
        self._size_change(handheld)
        self._next.set_form(form)
        width = _PRIMARY_WIDTHS[form]
        self._next.setMinimumWidth(width)
        self._next.setMaximumWidth(width or _NO_LIMIT)
        way = QBoxLayout.Direction.TopToBottom if handheld else QBoxLayout.Direction.LeftToRight
        self._keys.setDirection(way)
        self._states.setDirection(way)
        self._place_chips()

    def render_state(self, state: DoneState) -> None:
        """Draw the change."""
        self._caption.setText(state.caption)
        self._is_exact = state.is_exact
        self._size_change(self._handheld)
        self._change.setText(state.change)
        self._drawer.setText(state.drawer)
        self._drawer.setVisible(bool(state.drawer))
        set_tone(self._drawer, "warn" if state.drawer_late else "success")
        self._receipt.setText(state.receipt)
        self._change.setAccessibleName(f"{state.caption} {state.change}")
        self._summary.setText(state.summary)
        self._next.set_key(state.onward)
        self._warning.setText(state.warning)
        self._warning.setVisible(bool(state.warning))
        for at, chip in enumerate(self._chips):
            chip.setText(state.pieces[at] if at < len(state.pieces) else "")
        self._place_chips()

    def _size_change(self, handheld: bool) -> None:
        """Words are smaller than figures: they are read once, a figure is counted out."""
        large, small = ("bin", "heading") if self._is_exact else ("changeRegister", "total")
        role = small if handheld else large
        if self._change.property("role") != role:
            self._change.setProperty("role", role)
            self._change.style().unpolish(self._change)
            self._change.style().polish(self._change)

    def _place_chips(self) -> None:
        shown = [chip for chip in self._chips if chip.text()]
        columns = min(self._columns_of_chips, max(1, len(shown)))
        for chip in self._chips:
            self._chip_grid.removeWidget(chip)
            chip.setVisible(False)
        for column in range(self._chip_grid.columnCount()):
            self._chip_grid.setColumnStretch(column, 0)
        for at, chip in enumerate(shown):
            self._chip_grid.addWidget(chip, at // columns, 1 + at % columns)
            chip.setVisible(True)
        self._chip_grid.setColumnStretch(0, 1)
        self._chip_grid.setColumnStretch(columns + 1, 1)

    def _centred(self, label: QLabel) -> QLabel:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label
