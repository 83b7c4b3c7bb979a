"""Where one is at sign-on: the clock to see from the door, the day, and how the device stands with head office."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.sign_on.view_state import PlaceState
from ui.theme.tokens import SPACE_L, SPACE_S
from ui.widgets.labels import Tone, set_tone, text_label

_TONES: dict[str, Tone] = {
    "success": "success",
    "info": "info",
    "offline": "offline",
    "warn": "warn",
}


class Place(QWidget):
    """Tall beside the digits, one line where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place")
        self._clock = text_label("", "total", "signOnClock")
        self._day = text_label("", "name", "signOnDay", wrap=True)
        self._status = text_label("", "chip", "signOnStatus")
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._day)
        words.addWidget(self._status, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_S)
        self._row.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addLayout(words)
        self._row.addStretch(1)

    def set_form(self, form: Form) -> None:
        """The clock is large where there is room for it."""
        wide = form is Form.WIDE
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if wide else QBoxLayout.Direction.LeftToRight
        )
        self._row.setSpacing(SPACE_S if wide else SPACE_L)
        role = "heading" if form is Form.HANDHELD else "total"
        if self._clock.property("role") != role:
            self._clock.setProperty("role", role)
            self._clock.style().unpolish(self._clock)
            self._clock.style().polish(self._clock)
        self._day.setVisible(form is not Form.HANDHELD)

    def render_place(self, state: PlaceState) -> None:
        """Draw what differs."""
        self._clock.setText(state.clock)
        self._day.setText(state.day)
        self._status.setText(state.status)
        set_tone(self._status, _TONES[state.status_tone])
