"""Tab ring knows in which order Tab goes: as the screen is read, whatever was built first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QWidget,
)

_BACKWARDS = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def tab_stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab stops at within a part of the window, in reading order; only what can be seen and used."""
    if not part.isVisible() or not part.isEnabled():
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    layout = part.layout()
    if isinstance(part, QAbstractItemView):
        return
    if layout is not None:
        yield from _in_layout(layout)
        return
    for child in part.children():
        if isinstance(child, QWidget):
            yield from tab_stops(child)


def move_focus(parts: Sequence[QWidget], forward: bool) -> bool:
    """Focus goes on to the next stop of these parts, from the last to the first; always True, as Qt asks."""
    ring = [stop for part in parts for stop in tab_stops(part)]
    if not ring:
        return True
    focus = QApplication.focusWidget()
    at = ring.index(focus) if focus in ring else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    ring[(at + (1 if forward else -1)) % len(ring)].setFocus(reason)
    return True


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for item in _in_order(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def _place(layout: QGridLayout, at: int) -> tuple[int, int]:
    row, column, _, _ = cast(tuple[int, int, int, int], layout.getItemPosition(at))
    return row, column


def _in_order(layout: QLayout) -> list[QLayoutItem]:
    items = [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    if isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS:
        return items[::-1]
    if isinstance(layout, QGridLayout):
        order = sorted(range(len(items)), key=partial(_place, layout))
        return [items[at] for at in order]
    return items
