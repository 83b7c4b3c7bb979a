"""One stop of a cart: the place large, the goods, how many for which tote, and what to scan now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QWidget

from pos_app.domain.picking.pick_list import ShortReason
from ui.form import Form
from ui.screens.pick_step.view_state import PickStepState
from ui.theme.tokens import SPACE_S, TYPE_BIN, TYPE_STRIP_PRICE
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key
from ui.widgets.labels import set_tone, text_label
from ui.widgets.progress_line import ProgressLine
from ui.widgets.way_picture import WayPicture


def reason_words() -> dict[ShortReason, str]:
    """Why goods are short, as the keys say it."""
    return {
        ShortReason.NOT_FOUND: tr("Not found"),
        ShortReason.DAMAGED: tr("Damaged"),
        ShortReason.PAST_DATE: tr("Past its date"),
        ShortReason.IN_A_BASKET: tr("In a basket"),
    }


class PickStepScreen(TwoColumns):
    """The scanner is the primary; keys are for what it cannot say."""

    short_touched = Signal()
    reason_touched = Signal(str)
    all_touched = Signal()
    later_touched = Signal()
    undo_touched = Signal()
    pause_touched = Signal()
    full_touched = Signal()
    empty_touched = Signal()
    left_touched = Signal()
    digit_pressed = Signal(str)
    erased = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("pickStep")
        self._asks_back = False
        self._progress = ProgressLine("pickProgress")
        self.main.addWidget(self._progress)
        self._add_place()
        self._add_goods()
        self._map = WayPicture("pickWay")
        self._rest = QWidget()
        self.main.addWidget(self._map, 1)
        self.main.addWidget(self._rest, 1)
        self._hint = text_label("", "hint", "pickInstruction", wrap=True)
        set_tone(self._hint, "success")
        self._following = text_label("", "muted", "pickFollowing", wrap=True)
        self._all = Key("", "pickAll", icon="check")
        self._all.clicked.connect(self.all_touched)
        self.side.addStretch(1)
        self._pad = DigitPad("pickDigits", double_zero=False)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        for widget in (self._hint, self._following, self._pad, self._all, self._keys()):
            self.side.addWidget(widget)

    def set_form(self, form: Form) -> None:
        """The stop above the keys where it is narrow."""
        super().set_form(form)
        for roomy in (self._following, self._where):
            roomy.setVisible(form is not Form.HANDHELD)
        self._books.setVisible(form is not Form.HANDHELD or self._asks_back)

    def render_state(self, state: PickStepState) -> None:
        """Draw what differs."""
        self._where.setText(state.progress)
        self._progress.render_progress(state.done, state.whole)
        self._bin.render_text(state.bin)
        self._name.setText(state.name)
        self._ends.setText(state.ends_in)
        self._books.setText(state.books)
        self._count.render_text(state.count)
        self._totes.setText(state.totes)
        self._totes.setVisible(bool(state.totes))
        words = " ".join(filter(None, (state.instruction, state.swap)))
        self._hint.setText(words)
        set_tone(self._hint, "warn" if state.asks_why else "success")
        self._following.setText(state.following)
        self._all.set_key(state.all_words)
        self._all.setVisible(bool(state.all_words))
        asked = 2 if state.asks_empty else int(state.asks_why)
        self._stack.setCurrentIndex(3 if state.asks_back else asked)
        # what goes back where is said on a handheld too
        self._asks_back = state.asks_back
        self._books.setVisible(self._asks_back or self.form is not Form.HANDHELD)
        self._left.set_key(state.left_words)
        self._pad.setVisible(state.is_typing)
        # a handheld has room for the digits and for little else
        tight = state.is_typing and self.form is Form.HANDHELD
        for spared in (self._goods, self._hint, self._undo_check):
            spared.setHidden(tight)
        self._full.setVisible(state.has_totes)
        self._map.render_way(state.way, state.way_spoken)
        self._map.setVisible(state.way is not None)
        self._rest.setVisible(state.way is None)
        self._ends.setVisible(bool(state.ends_in))
        self._count.setVisible(bool(state.count))

    def type_key(self, text: str) -> None:
        """A key of a keyboard, while a number is typed."""
        if self._pad.isVisible() and text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif self._pad.isVisible() and text == "\b":
            self.erased.emit()

    def _add_place(self) -> None:
        card = Card("pickPlace")
        self._where = text_label("", "muted", "pickWhere")
        self._bin = BigText("pickBin", TYPE_BIN)
        card.inside.addWidget(self._where)
        card.inside.addWidget(self._bin)
        self.main.addWidget(card)

    def _add_goods(self) -> None:
        card = self._goods = Card("pickGoods")
        self._name = text_label("", "heading", "pickName", wrap=True)
        self._ends = text_label("", "name", "pickEnds", wrap=True)
        self._books = text_label("", "muted", "pickBooks", wrap=True)
        for label in (self._name, self._ends, self._books):
            card.inside.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self._count = BigText("pickCount", TYPE_STRIP_PRICE)
        self._totes = text_label("", "title", "pickTotes", wrap=True)
        row.addWidget(self._count, 1)
        row.addWidget(self._totes, 1)
        card.inside.addLayout(row)
        self.main.addWidget(card)

    def _keys(self) -> QWidget:
        both = QWidget()
        both.setObjectName("pickKeys")
        self._stack = QStackedLayout(both)
        self._stack.addWidget(self._usual_keys())
        self._stack.addWidget(self._reason_keys())
        self._stack.addWidget(self._empty_keys())
        back = Key(tr("The goods are back"), "pickBack", icon="check")
        back.clicked.connect(self.back_touched)
        self._stack.addWidget(back)
        return both

    def _usual_keys(self) -> QWidget:
        usual = QWidget()
        grid = QGridLayout(usual)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        keys = (
            (Key(tr("Not there"), "pickShort", icon="alert-triangle"), self.short_touched),
            (Key(tr("Later"), "pickLater", icon="clock"), self.later_touched),
            (Key(tr("Undo"), "pickUndo", icon="arrow-back-up"), self.undo_touched),
            (Key(tr("Pause"), "pickPause", icon="player-pause"), self.pause_touched),
        )
        for place, (key, touched) in enumerate(keys):
            key.clicked.connect(touched)
            grid.addWidget(key, place // 2, place % 2)
        self._full = Key(tr("Full"), "pickFull", icon="package")
        self._full.clicked.connect(self.full_touched)
        grid.addWidget(self._full, 0, 2)
        return usual

    def _reason_keys(self) -> QWidget:
        reasons = QWidget()
        grid = QGridLayout(reasons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        for place, (reason, words) in enumerate(reason_words().items()):
            key = Key(words, f"reason-{reason}")
            key.setProperty("reason", str(reason))
            key.clicked.connect(self._reason_chosen)
            grid.addWidget(key, place // 2, place % 2)
        return reasons

    def _empty_keys(self) -> QWidget:
        asked = QWidget()
        grid = QGridLayout(asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        empty = Key(tr("It is empty"), "pickEmpty", icon="check")
        empty.clicked.connect(self.empty_touched)
        self._left = Key("", "pickLeft", icon="package")
        self._left.clicked.connect(self.left_touched)
        undo = self._undo_check = Key(tr("Undo"), "pickEmptyUndo", icon="arrow-back-up")
        undo.clicked.connect(self.undo_touched)
        grid.addWidget(empty, 0, 0)
        grid.addWidget(self._left, 0, 1)
        grid.addWidget(undo, 1, 0, 1, 2)
        return asked

    def _reason_chosen(self) -> None:
        self.reason_touched.emit(str(self.sender().property("reason")))
