"""The checkout: lines and their keys, and beside them what adds to the basket and what pays it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.checkout.sheets import sheet_for
from ui.screens.checkout.side import CheckoutSide
from ui.screens.checkout.view_state import CheckoutState, Middle, QuestionState
from ui.theme.tokens import KEY_HEIGHT, SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.fresh_line import FreshLine
from ui.widgets.key import Key
from ui.widgets.labels import text_label
from ui.widgets.line_list import LineList
from ui.widgets.row_state import LineRow

NO_LIMIT = 16_777_215
# Nobody scans any more, or looks for the next thing.
REST_MS = 700


class CheckoutScreen(TwoColumns):
    """Nothing in it moves while scanning: lines, keys and total keep their places."""

    line_touched = Signal(str)
    result_touched = Signal(str)
    quantity_touched = Signal()
    price_touched = Signal()
    remove_touched = Signal()
    hold_touched = Signal()
    more_touched = Signal()
    print_again_touched = Signal()
    question_answered = Signal(str, str)
    sheet_opened = Signal(QWidget)
    sheet_closed = Signal()
    rested = Signal()

    def __init__(self) -> None:
        super().__init__("checkout")
        self._state: CheckoutState | None = None
        self._strip = QVBoxLayout()
        self.lines = LineList("lines", tr("Lines of this sale"))
        self._fresh = FreshLine(self.lines)
        self._empty = EmptyState("basketEmpty", "scan", tr("Scan to start"))
        self._found = ChoiceList("found", tr("Items found"))
        self._summary = text_label("", "title", "foundSummary", wrap=True)
        self.pay = CheckoutSide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)
        self.main.addLayout(self._strip)
        self.main.addWidget(self._middle_card(), 1)
        self.main.addLayout(self._action_keys())
        self.side.addWidget(self.pay)
        self.lines.row_touched.connect(self.line_touched)
        self.lines.row_selected.connect(self.line_touched)
        self._found.row_touched.connect(self.result_touched)
        self._found.row_entered.connect(self.result_touched)
        self._empty.key_pressed.connect(self.print_again_touched)

    def strip_slot(self) -> QLayout:
        """Above the lines."""
        return self._strip

    def set_form(self, form: Form) -> None:
        """Beside each other when wide; upright the tiles stand between lines and total."""
        super().set_form(form)
        self.pay.set_form(form)
        handheld = form is Form.HANDHELD
        self._more.set_key("" if handheld else tr("More"))
        self._more.setAccessibleName(tr("More for this sale"))
        self._price.set_key("" if handheld else tr("Discount"))
        self._price.setAccessibleName(tr("Discount, or another price"))
        for key in (self._price, self._hold, self._more):
            key.setMaximumWidth(KEY_HEIGHT if handheld else NO_LIMIT)
        if self._state is not None:
            self.render_state(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window has two rows of tiles."""
        super().resizeEvent(event)
        self.pay.set_height(self.height())

    def render_state(self, state: CheckoutState) -> None:
        """Draw what differs: one repaint of list, strip and total for each scan."""
        before, self._state = self._state, state
        self.lines.render_rows(state.lines, state.selected)
        if before is None or before.middle is not state.middle:
            self._pages.setCurrentIndex(list(Middle).index(state.middle))
        if before is not None and _has_risen(before.lines, state.lines):
            self._fresh.shine()
        self._render_empty("" if self.form is Form.HANDHELD else state.last_sale)
        if state.search is not None:
            self._summary.setText(state.search.summary)
            self._found.render_rows(state.search.rows, state.search.selected)
        self._remove.setEnabled(state.selected is not None)
        for key in (self._quantity, self._price):
            key.setEnabled(state.can_change)
        self._hold.set_key("" if self.form is Form.HANDHELD else state.hold.words)
        self._hold.setAccessibleName(state.hold.spoken)
        self._hold.setEnabled(state.hold.can_press)
        self.pay.render_state(state)
        if not state.lines:
            self._rest.stop()
        elif before is None or before.lines != state.lines:
            self._rest.start()
        asked = None if before is None else before.question
        if state.question != asked:
            self._render_question(state.question)

    def lock_payment(self) -> None:
        """A late tap cannot pay for what was scanned just now."""
        self.pay.hold_presses()

    def _render_empty(self, last_sale: str) -> None:
        sentence = tr("Scan to start")
        if last_sale:
            self._empty.render_empty("scan", f"{sentence}\n{last_sale}", tr("Print again"))
        else:
            self._empty.render_empty("scan", sentence)

    def _render_question(self, question: QuestionState | None) -> None:
        if question is None:
            self.sheet_closed.emit()
            return
        sheet = sheet_for(question)
        sheet.answered.connect(self.question_answered)
        self.sheet_opened.emit(sheet)

    def _middle_card(self) -> Card:
        card = Card("linesCard", padded=False)
        self._pages = QStackedLayout()
        card.inside.addLayout(self._pages)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, 0)
        column.addWidget(self._summary)
        column.addWidget(self._found, 1)
        for page in (self._empty, self.lines, found):
            self._pages.addWidget(page)
        return card

    def _action_keys(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self._quantity = Key(tr("Qty"), "keyQuantity", icon="hash")
        self._price = Key(tr("Discount"), "keyPrice", icon="discount")
        self._remove = Key(tr("Remove"), "keyRemove", icon="trash")
        self._hold = Key(tr("Hold"), "keyHold", icon="player-pause")
        self._more = Key(tr("More"), "keyMore", icon="dots")
        for key, signal in (
            (self._quantity, self.quantity_touched),
            (self._price, self.price_touched),
            (self._remove, self.remove_touched),
            (self._hold, self.hold_touched),
            (self._more, self.more_touched),
        ):
            key.clicked.connect(signal)
            row.addWidget(key, 1)
        return row


def _has_risen(before: tuple[LineRow, ...], now: tuple[LineRow, ...]) -> bool:
    """Whether one line came or changed, as it does by a scan; a line that is as it was is the same row."""
    if not len(before) <= len(now) <= len(before) + 1:
        return False
    changed = sum(old is not new for old, new in zip(before, now, strict=False))
    return changed + len(now) - len(before) == 1
