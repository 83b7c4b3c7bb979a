"""Eyes knows what a person sees on a window: by accessible names, and only what is in sight."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListView, QWidget


class Eyes:
    """Looks at one window; what is hidden or covered is not seen."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def everything_visible(self) -> Iterator[str]:
        """What a screen reader would say of all that is in sight, list rows included."""
        for widget in self._in_sight():
            yield from _spoken(widget)
            if isinstance(widget, QListView):
                yield from (words for words, _ in _rows(widget))

    def finds(self, name: str) -> tuple[QWidget, QPoint] | None:
        """The control of this name, else the first control or list row whose name begins with it."""
        beginning: tuple[QWidget, QPoint] | None = None
        for widget in self._in_sight():
            if isinstance(widget, QListView):
                for words, place in _rows(widget):
                    if words.startswith(name):
                        beginning = beginning or (widget.viewport(), place)
            elif widget.accessibleName().startswith(name) and self._can_be_touched(widget):
                if widget.accessibleName() == name:
                    return widget, widget.rect().center()
                beginning = beginning or (widget, widget.rect().center())
        return beginning

    def _in_sight(self) -> Iterator[QWidget]:
        for widget in [self._window, *self._window.findChildren(QWidget)]:
            if widget.isVisible() and not widget.visibleRegion().isEmpty():
                yield widget

    def _can_be_touched(self, widget: QWidget) -> bool:
        middle = widget.mapTo(self._window, widget.rect().center())
        on_top = self._window.childAt(middle)
        return (
            widget.isEnabled()
            and on_top is not None
            and (on_top is widget or widget.isAncestorOf(on_top))
        )


def _rows(view: QListView) -> Iterator[tuple[str, QPoint]]:
    model = view.model()
    for number in range(model.rowCount()) if model is not None else ():
        index = model.index(number, 0)
        place = view.visualRect(index)
        words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        if words and view.viewport().rect().contains(place.center()):
            yield str(words), place.center()


def _spoken(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        if words := interface.text(part):
            yield words
