"""The questions of the checkout: age, quantity, number, take over; each answers with one word and a figure."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import KILOGRAM, Quantity
from ui.figures import quantity_text
from ui.screens.checkout.view_state import Question, QuestionState
from ui.theme.tokens import PRIMARY_HEIGHT_HANDHELD, SPACE_M, TARGET
from ui.translation import tr
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, KeyKind
from ui.widgets.labels import Role, text_label

_WIDTH = 300
_CODE_DIGITS = 14
_QUANTITY_DIGITS = 3
_WEIGHT_DIGITS = 5
_AMOUNT_DIGITS = 5
_DATE_DIGITS = 8
_YEAR_FIRST = 1900
_DATE_FORM = "__.__.____"


class QuestionSheet(QWidget):
    """A title, one sentence, and keys of which each is one answer."""

    answered = Signal(str, str)

    def __init__(self, question: QuestionState) -> None:
        super().__init__()
        self.setObjectName(f"{question.kind.value}Sheet")
        self.setAccessibleName(question.title)
        self.setMinimumWidth(_WIDTH)
        self.setMaximumWidth(_WIDTH)
        self._answers: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(text_label(question.title, "heading", "sheetTitle", wrap=True))
        if question.detail:
            self._column.addWidget(text_label(question.detail, "body", "sheetDetail", wrap=True))

    def add_answer(self, answer: str, text: str, kind: KeyKind = KeyKind.PLAIN) -> Key:
        """One key a row; the last is farthest from the hand that just scanned."""
        key = Key(text, f"answer-{answer}", kind=kind)
        if kind is KeyKind.PRIMARY:
            key.face_height = PRIMARY_HEIGHT_HANDHELD
        self._answers[key.objectName()] = answer
        key.clicked.connect(self._answer)
        self._column.addWidget(key)
        return key

    def value(self) -> str:
        """What goes with the answer."""
        return ""

    def _answer(self) -> None:
        key = self.sender()
        if isinstance(key, Key):
            self.answered.emit(self._answers[key.objectName()], self.value())


class PadSheet(QuestionSheet):
    """A question answered with digits; a code keeps the zeros in front."""

    def __init__(self, question: QuestionState, longest: int, role: Role = "bin") -> None:
        super().__init__(question)
        self._typed = ""
        self._longest = longest
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        well = QFrame()
        well.setProperty("role", "well")
        inside = QHBoxLayout(well)
        self._shown = text_label("", role, "typed")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shown.setMinimumHeight(TARGET)
        inside.addWidget(self._shown)
        pad = DigitPad("sheetDigits", double_zero=False)
        pad.digit_pressed.connect(self._press)
        pad.erased.connect(self._erase)
        self._column.addWidget(well)
        self._column.addWidget(pad)
        self._show()

    def value(self) -> str:
        """The digits typed, none for none."""
        return self._typed

    def words(self) -> str:
        """What was typed, as it is read."""
        return self._typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter of a keyboard do what the pad does."""
        if event.text().isdecimal() and event.text().isascii():
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        self.answered.emit("set", self.value())

    def _press(self, digit: str) -> None:
        self._typed = (self._typed + digit)[: self._longest]
        self._show()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._show()

    def _show(self) -> None:
        words = self.words()
        self._shown.setText(words)
        self._shown.setAccessibleName(tr("Typed {digits}", digits=words))


class WeightSheet(PadSheet):
    """Thousandths fill from the right, as a scale shows them: 742 is 0.742 kg, or 0.742 m."""

    def __init__(self, question: QuestionState) -> None:
        self._unit = question.unit
        super().__init__(question, _WEIGHT_DIGITS)

    def words(self) -> str:
        """Three decimals of the unit."""
        return quantity_text(Quantity(int(self.value() or "0"), self._unit))


class AmountSheet(PadSheet):
    """Minor units fill from the right: 125 is 1.25."""

    def __init__(self, question: QuestionState) -> None:
        self._currency = question.unit
        super().__init__(question, _AMOUNT_DIGITS, "heading")

    def words(self) -> str:
        """As an amount of the store's money."""
        return format_money(Money(int(self.value() or "0"), self._currency))


class DateSheet(PadSheet):
    """A day that was, as day, month and year; what is no date cannot be answered."""

    def __init__(self, question: QuestionState) -> None:
        self._set: Key | None = None
        super().__init__(question, _DATE_DIGITS, "heading")
        self._set = self.add_answer("set", tr("Check this date"), KeyKind.PRIMARY)
        self.add_answer("back", tr("Leave it"))
        self._show()

    def words(self) -> str:
        """The digits at their places."""
        digits = iter(super().value())
        return "".join(next(digits, "_") if place == "_" else place for place in _DATE_FORM)

    def value(self) -> str:
        """In the form of ISO 8601, "" for what is no date."""
        typed = super().value()
        iso = f"{typed[4:]}-{typed[2:4]}-{typed[:2]}"
        try:
            return iso if date.fromisoformat(iso).year >= _YEAR_FIRST else ""
        except ValueError:
            return ""

    def _enter(self) -> None:
        if self.value():
            super()._enter()

    def _show(self) -> None:
        super()._show()
        if self._set is not None:
            self._set.setEnabled(bool(self.value()))


def sheet_for(question: QuestionState) -> QuestionSheet:
    """The sheet that asks a question."""
    if question.kind is Question.QUANTITY:
        pad: QuestionSheet = PadSheet(question, _QUANTITY_DIGITS)
        pad.add_answer("set", tr("Set quantity"), KeyKind.PRIMARY)
        pad.add_answer("back", tr("Leave it"))
        return pad
    if question.kind is Question.WEIGHT:
        pad = WeightSheet(question)
        words = tr("Take this weight") if question.unit == KILOGRAM else tr("Take this length")
        pad.add_answer("set", words, KeyKind.PRIMARY)
        pad.add_answer("back", tr("Leave it"))
        return pad
    if question.kind is Question.SLIP:
        pad = AmountSheet(question)
        pad.add_answer("set", tr("Take this amount"), KeyKind.PRIMARY)
        pad.add_answer("back", tr("Leave it"))
        return pad
    if question.kind is Question.NUMBER:
        pad = PadSheet(question, _CODE_DIGITS, "heading")
        pad.add_answer("set", tr("Add item"), KeyKind.PRIMARY)
        pad.add_answer("back", tr("Leave it"))
        return pad
    if question.kind is Question.BORN:
        return DateSheet(question)
    sheet = QuestionSheet(question)
    if question.kind is Question.AGE:
        sheet.add_answer("clearly", tr("Clearly over 25"))
        sheet.add_answer("checked", tr("ID checked"))
        sheet.add_answer("born", tr("Type the date of birth"))
        sheet.add_answer("refuse", tr("Refuse: do not sell it"), KeyKind.DANGER)
    else:
        sheet.add_answer("take", tr("Take over"), KeyKind.PRIMARY)
        sheet.add_answer("back", tr("Leave it"))
    return sheet
