"""What every screen keeps: nothing clipped, nothing overlapping, everything large enough and named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from ui.theme.tokens import ICON_KEY, TARGET
from ui.widgets.key import Key
from ui.widgets.key_text import fit_key_text
from ui.widgets.sheet import Sheet

_SLACK = 1
_AA_PERCENT = 450


def complaints(window: QWidget) -> list[str]:
    """All that is wrong with what is in sight."""
    shown = [widget for widget in window.findChildren(QWidget) if _in_sight(widget)]
    found: list[str] = []
    for widget in shown:
        found += _clipped(widget)
        found += _too_small(widget)
        found += _unnamed(widget)
        found += _outside(widget, window)
    found += list(_overlaps(shown))
    return found


def low_contrasts(window: QWidget) -> list[str]:
    """Words whose rendered pixels stand out too little from the ground around them (WCAG 2.2 AA)."""
    image = window.grab().toImage()
    found = []
    sheets = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    front = sheets[-1] if sheets else window  # what is dimmed behind a question is not to be read
    for widget in front.findChildren(QWidget):
        has_words = isinstance(widget, QLabel | QAbstractButton) and widget.text().strip()
        if (
            not has_words
            or not widget.isEnabled()
            or not _in_sight(widget)
            or widget.visibleRegion().isEmpty()
        ):
            continue
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(3, 3, -3, -3)
        contrast = _contrast_within(image, place.intersected(image.rect()))
        if contrast < _AA_PERCENT:
            found.append(f"contrast {contrast} %: {_name(widget)}")
    return found


def _contrast_within(image: QImage, place: QRect) -> int:
    part = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(part.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    ground = int(colours[counts.argmax()])
    return max(_contrast(ground, int(colour)) for colour in colours)


@cache
def _contrast(one: int, other: int) -> int:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round(100 * (lighter + 0.05) / (darker + 0.05))


@cache
def _luminance(colour: int) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _in_sight(widget: QWidget) -> bool:
    decoration = isinstance(widget.parentWidget(), QLineEdit)
    return widget.isVisible() and not widget.size().isEmpty() and not decoration


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"


def _clipped(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel) and widget.text():
        room = widget.contentsRect()
        metrics = QFontMetrics(widget.font())
        flags = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.AlignmentFlag.AlignLeft
        width = room.width() if widget.wordWrap() else 100_000
        need = metrics.boundingRect(QRect(0, 0, width, 100_000), flags, widget.text())
        if need.width() > room.width() + _SLACK or need.height() > room.height() + _SLACK:
            size = f"{need.width()}x{need.height()} in {room.width()}x{room.height()}"
            return [f"clipped: {_name(widget)} “{widget.text()}” {size}"]
    if isinstance(widget, Key) and widget.text():
        metrics = QFontMetrics(widget._small_font())
        icon = ICON_KEY if widget._icon_name else 0
        padding = widget._padding()
        inside = widget.rect().adjusted(padding, 1, -padding, -1)
        face = fit_key_text(widget.text(), metrics, inside.width(), inside.height(), icon)
        if face.elided:
            return [f"elided: {_name(widget)} “{widget.text()}” in {inside.width()} px"]
    return []


def _too_small(widget: QWidget) -> list[str]:
    if not isinstance(widget, QAbstractButton | QLineEdit):
        return []
    if widget.width() < TARGET or widget.height() < TARGET:
        return [f"too small to touch: {_name(widget)} {widget.width()}x{widget.height()}"]
    return []


def _unnamed(widget: QWidget) -> list[str]:
    is_control = isinstance(widget, QAbstractButton | QLineEdit)
    if is_control and not (widget.accessibleName() and widget.objectName()):
        return [f"without a name: {_name(widget)}"]
    return []


def _outside(widget: QWidget, window: QWidget) -> list[str]:
    if not isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return []
    around = widget.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QAbstractScrollArea):
        place = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        if not around.rect().contains(place):
            return [f"cut off by {around.objectName()!r}: {_name(widget)} {place.getRect()}"]
        around = None if around is window else around.parentWidget()
    return []


def _overlaps(shown: list[QWidget]) -> Iterator[str]:
    by_parent: dict[int, list[QWidget]] = {}
    for widget in shown:
        parent = widget.parentWidget()
        if parent is not None and parent.layout() is not None:
            by_parent.setdefault(id(parent), []).append(widget)
    for siblings in by_parent.values():
        for at, one in enumerate(siblings):
            for other in siblings[at + 1 :]:
                if "sheet" in (one.objectName(), other.objectName()):
                    continue
                if one.geometry().intersects(other.geometry()):
                    yield f"overlap: {_name(one)} and {_name(other)}"
