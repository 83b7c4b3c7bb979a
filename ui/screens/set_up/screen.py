"""Set-up: a code from head office, what kind of device it is, how large its glass is, and the items on their way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout

from pos_app.ports.enrolment import DeviceClass
from ui.form import Form
from ui.screens.set_up.card_outline import CardOutline
from ui.screens.set_up.step_list import StepList
from ui.screens.set_up.view_state import SetUpState
from ui.theme.tokens import KEY_HEIGHT, SPACE_L, SPACE_M
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.key import PrimaryKey
from ui.widgets.labels import Tone, set_tone, text_label
from ui.widgets.progress_line import ProgressLine
from ui.widgets.stepper import Stepper
from ui.widgets.tab_row import TabRow

_WHOLE = 1000
_TONES: dict[str, Tone] = {"danger": "danger", "warn": "warn", "info": "info"}


class SetUpScreen(TwoColumns):
    """Each step stays in sight; an interrupted set-up goes on where it stopped."""

    code_edited = Signal(str)
    class_touched = Signal(str)
    scale_stepped = Signal(int)
    primary_touched = Signal()

    def __init__(self) -> None:
        super().__init__("setUp")
        self._code = QLineEdit()
        self._code.setObjectName("enrolmentCode")
        self._code.setAccessibleName(tr("Code from head office"))
        self._code.setPlaceholderText("7K4P-9Q2M")
        self._code.setFixedHeight(KEY_HEIGHT)
        words = {
            DeviceClass.REGISTER: tr("Register"),
            DeviceClass.TABLET: tr("Tablet"),
            DeviceClass.HANDHELD: tr("Handheld"),
        }
        self._classes = TabRow(
            "deviceClass", tuple((kind.value, text) for kind, text in words.items())
        )
        self._outline = CardOutline()
        self._stepper = Stepper("scale", tr("Size of everything"))
        self._steps = StepList("setUpSteps")
        self._progress_text = text_label("", "title", "catalogueProgress", wrap=True)
        self._progress_left = text_label("", "muted", "catalogueLeft", wrap=True)
        self._progress = ProgressLine("catalogueLine", 8)
        self._message = text_label("", "hint", "setUpMessage", wrap=True)
        self._primary = PrimaryKey("", "setUpPrimary")
        self._build()
        self._code.textEdited.connect(self.code_edited)
        self._code.returnPressed.connect(self.primary_touched)
        self._classes.chosen.connect(self.class_touched)
        self._stepper.stepped.connect(self.scale_stepped)
        self._primary.clicked.connect(self.primary_touched)

    def strip_slot(self) -> QLayout:
        """Above the key."""
        return self._strip

    def set_form(self, form: Form) -> None:
        """One below the other where it is narrow."""
        super().set_form(form)
        self._primary.set_form(form)
        handheld = form is Form.HANDHELD
        self._title.setVisible(not handheld)
        self._how.setVisible(not handheld)
        self._steps.setVisible(form is Form.WIDE)
        self._outline.set_strip(handheld)
        edge = 0 if handheld else SPACE_L
        self._card.inside.setContentsMargins(edge, SPACE_M, edge, SPACE_M)

    def open_code(self) -> None:
        """The first thing to do is to type the code."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_state(self, state: SetUpState) -> None:
        """Draw what differs."""
        if self._code.text() != state.code:
            self._code.setText(state.code)
        self._code.setEnabled(state.can_edit)
        self._classes.setEnabled(state.can_edit)
        self._classes.show_tab(state.device_class)
        self._stepper.setEnabled(state.can_edit)
        self._stepper.render_value(state.scale_text)
        self._outline.render_card(state.card_width_px, state.card_height_px)
        self._progress_text.setText(state.progress_text)
        self._progress_text.setVisible(bool(state.progress_text))
        self._steps.render_steps(state.steps)
        self._progress_left.setText(state.progress_left)
        self._progress_left.setVisible(bool(state.progress_left))
        self._progress.setVisible(bool(state.progress_text))
        self._progress.render_progress(state.progress_permille, _WHOLE)
        self._message.setText(state.message)
        self._message.setVisible(bool(state.message))
        set_tone(self._message, _TONES.get(state.message_tone, ""))
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go_on)
        self._primary.set_busy(state.busy)

    def _build(self) -> None:
        card = self._card = Card("setUpCard")
        inside = card.inside
        self._title = text_label(tr("Set up this device"), "heading", "setUpTitle", wrap=True)
        inside.addWidget(self._title)
        inside.addWidget(text_label(tr("1  Code from head office"), "name", "stepCode", wrap=True))
        inside.addWidget(self._code)
        inside.addWidget(text_label(tr("2  What is it?"), "name", "stepClass", wrap=True))
        inside.addWidget(self._classes)
        words = tr("3  Hold a loyalty card here")
        inside.addWidget(text_label(words, "name", "stepScale", wrap=True))
        self._how = text_label(
            tr(
                "Lay any loyalty or bank card on the glass. Touch − or + until the outline is as large "
                "as the card: then every key fits a finger."
            ),
            "muted",
            "stepScaleHow",
            wrap=True,
        )
        inside.addWidget(self._how)
        inside.addWidget(self._outline)
        inside.addWidget(self._stepper)
        inside.addStretch(1)
        self.main.addWidget(card, 1)
        self._strip = QVBoxLayout()
        self.side.addLayout(self._strip)
        self.side.addWidget(self._steps)
        self.side.addWidget(self._message)
        self.side.addStretch(1)
        for widget in (self._progress_text, self._progress, self._progress_left, self._primary):
            self.side.addWidget(widget)
