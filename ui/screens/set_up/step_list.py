"""The steps of set-up, with a mark before each: done, under way, still to come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.screens.set_up.view_state import Stage, StepState
from ui.theme.tokens import SPACE_M, SPACE_XS
from ui.widgets.labels import Tone, set_tone, text_label

_STEPS = 3
_TONES: dict[Stage, Tone] = {Stage.DONE: "success", Stage.NOW: "info", Stage.LATER: ""}


class StepList(QWidget):
    """A number and a colour say where one is; a step that is done has a tick instead."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(1, 1)
        self._marks = [text_label("", "chip", f"{name}Mark-{at}") for at in range(_STEPS)]
        self._titles = [text_label("", "title", f"{name}-{at}", wrap=True) for at in range(_STEPS)]
        self._details = [
            text_label("", "muted", f"{name}Detail-{at}", wrap=True) for at in range(_STEPS)
        ]
        for at in range(_STEPS):
            row = 3 * at
            grid.addWidget(self._marks[at], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._titles[at], row, 1)
            grid.addWidget(self._details[at], row + 1, 1)
            grid.setRowMinimumHeight(row + 2, SPACE_M)

    def render_steps(self, steps: tuple[StepState, ...]) -> None:
        """Draw what differs."""
        for at, step in enumerate(steps):
            self._marks[at].setText("✓" if step.stage is Stage.DONE else str(at + 1))
            set_tone(self._marks[at], _TONES[step.stage])
            self._titles[at].setText(step.title)
            self._details[at].setText(step.detail)
