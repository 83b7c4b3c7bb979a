"""The close of the day: count, compare, close, and the Z as it prints."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.cash_count_pad import CashCountPad
from ui.form import Form
from ui.screens.close_day.view_state import CloseDayState, Step
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.figure_rows import FigureRows
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import set_tone, text_label


class CloseDayScreen(TwoColumns):
    """What should be in the drawer is not shown before it was counted."""

    denomination_touched = Signal(str)
    digit_pressed = Signal(str)
    erased = Signal()
    next_touched = Signal()
    back_touched = Signal()
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("closeDay")
        self._step = Step.COUNT
        card = self._card = Card("closeDayCard")
        self._title = text_label("", "heading", "closeDayTitle", wrap=True)
        self._remark = text_label("", "hint", "closeDayRemark", wrap=True)
        set_tone(self._remark, "info")
        self._rows = ChoiceList("dayDenominations", tr("Notes and coins"))
        self._figures = FigureRows("dayFigures")
        self._total = text_label("", "heading", "dayCounted")
        self._now = text_label("", "name", "dayCountedNow", wrap=True)
        self._pad = CashCountPad("dayPad")
        self._back = Key(tr("Back"), "closeDayBack", icon="arrow-left")
        self._primary = PrimaryKey("", "closeDayPrimary")
        for widget in (self._title, self._remark):
            card.inside.addWidget(widget)
        card.inside.addWidget(self._rows, 1)
        card.inside.addWidget(self._figures)
        card.inside.addStretch(0)
        self.main.addWidget(card, 1)
        self.side.addStretch(1)
        for pad in (self._now, self._pad, self._total, self._back, self._primary):
            self.side.addWidget(pad)
        self._rows.row_touched.connect(self.denomination_touched)
        self._rows.row_selected.connect(self.denomination_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._pad.next_touched.connect(self.next_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """The list above the digits where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        self._show_parts()

    def type_key(self, text: str) -> None:
        """A key of a keyboard: pieces."""
        if text.isdecimal() and text.isascii():
            self.digit_pressed.emit(text)
        elif text == "\b":
            self.erased.emit()

    def render_state(self, state: CloseDayState) -> None:
        """Draw what differs."""
        self._step = state.step
        self._title.setText(state.title)
        self._remark.setText(state.remark)
        self._now.setText(state.now)
        self._show_parts()
        self._rows.render_rows(state.rows, state.chosen)
        self._total.setText(state.total)
        self._figures.render_figures(state.figures)
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go_on)
        self._primary.set_busy(state.busy)

    def _show_parts(self) -> None:
        """A handheld shows one thing: the digits with what they count, or the Z."""
        counting, handheld = self._step is Step.COUNT, self.form is Form.HANDHELD
        self._card.setVisible(not (counting and handheld))
        self._remark.setVisible(bool(self._remark.text()))
        self._rows.setVisible(counting)
        self._pad.setVisible(counting)
        self._total.setVisible(counting)
        self._now.setVisible(counting and handheld)
        self._figures.setVisible(self._step is Step.CLOSED)
        self._back.setVisible(self._step is not Step.CLOSED and not (counting and handheld))
