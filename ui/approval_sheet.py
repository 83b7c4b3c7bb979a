"""Somebody else has to allow it: what it is, who may, and the PIN; a badge answers without a touch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.refusals.people import NeedsApproval
from ui.approval_pad import ApprovalPad
from ui.form import Form
from ui.theme.tokens import SPACE_M
from ui.translation import tr
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_WIDTH = 300


class ApprovalSheet(QWidget):
    """The basket stays visible behind it; leaving it does nothing."""

    approved = Signal(str, str)
    left = Signal()

    def __init__(self, asked: NeedsApproval, people: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setObjectName("approvalSheet")
        self.setAccessibleName(tr("Needs a second person"))
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pad = ApprovalPad("approval")
        self._pad.render_people(people)
        what = tr(asked.operation)
        if asked.what:
            what = tr("{operation}: {what}", operation=what, what=asked.what)
        hint = tr("Scan a badge, or touch a name and type the PIN.")
        if not people:
            hint = tr("Nobody here may. Scan a manager’s badge, or leave it.")
        leave = Key(tr("Not now"), "approvalLeave")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(
            text_label(tr("Needs a second person"), "heading", "approvalTitle", wrap=True)
        )
        column.addWidget(text_label(what, "body", "approvalWhat", wrap=True))
        column.addWidget(text_label(hint, "hint", "approvalHint", wrap=True))
        column.addWidget(self._pad)
        column.addWidget(leave)
        self._pad.setVisible(bool(people))
        self._pad.approved.connect(self.approved)
        leave.clicked.connect(self.left)

    def set_form(self, form: Form) -> None:
        """On a handheld first the names, then the digits."""
        self._pad.set_form(form)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Backspace of a keyboard do what the pad does."""
        if event.text().isdecimal() and event.text().isascii():
            self._pad.type_key(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._pad.type_key("\b")
        else:
            super().keyPressEvent(event)
