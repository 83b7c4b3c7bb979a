"""Words in their roles: title, name, muted detail, bin, chip, hint."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

Role = Literal[
    "label",
    "body",
    "muted",
    "name",
    "title",
    "heading",
    "display",
    "bin",
    "price",
    "total",
    "change",
    "changeRegister",
    "saving",
    "warning",
    "fact",
    "chip",
    "hint",
]
Tone = Literal["", "success", "info", "warn", "danger", "saving", "offline", "selected"]


def text_label(text: str, role: Role = "body", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label dressed by its role; the sheet does the rest."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap or role == "hint")
    if name:
        label.setObjectName(name)
    return label


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Change the tone of a chip, hint or card; redresses that one widget only when it differs."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
