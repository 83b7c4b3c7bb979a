"""Figures of a book, one under the other: what it is at one end, how much at the other."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_XS
from ui.widgets.labels import text_label
from ui.widgets.row_state import Figure


class FigureRows(QWidget):
    """Draws figures anew when they differ."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(SPACE_XS)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._drawn: tuple[Figure, ...] = ()

    def render_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these and no others."""
        if figures == self._drawn:
            return
        self._drawn = figures
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, figure in enumerate(figures):
            self._rows.addWidget(self._figure(at, figure))

    def _figure(self, at: int, figure: Figure) -> QWidget:
        line = QWidget()
        line.setObjectName(f"figure-{at}")
        line.setAccessibleName(f"{figure.caption} {figure.amount}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text_label(figure.caption, "name", f"figureCaption-{at}", wrap=True), 1)
        amount = text_label(figure.amount, "price", f"figureAmount-{at}")
        amount.setProperty("role", "warning" if figure.tone else "price")
        amount.setAccessibleName(f"{figure.caption} {figure.amount}")
        row.addWidget(amount)
        return line
