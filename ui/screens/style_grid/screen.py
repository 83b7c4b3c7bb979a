"""Style grid: a key for each size under its colour; what is not in this store is grey, and can be sold all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.style_grid.view_state import StyleCell, StyleGridState
from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.key import Key
from ui.widgets.kind_tile import KindTile
from ui.widgets.labels import text_label
from ui.widgets.touch_scroll import scroll_by_touch

_COLUMNS = {Form.WIDE: 6, Form.UPRIGHT: 5, Form.HANDHELD: 2}


class StyleGridScreen(TwoColumns):
    """Sizes stand below each other from colour to colour, so that an eye finds its column."""

    chosen = Signal(str)
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("styleGrid")
        self._state: StyleGridState | None = None
        self._items: dict[str, str] = {}
        self._title = text_label("", "heading", "styleName", wrap=True)
        self._detail = text_label("", "body", "stylePrice", wrap=True)
        self._area = QScrollArea()
        self._area.setObjectName("styleKinds")
        self._area.setAccessibleName(tr("Sizes and colours"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll_by_touch(self._area.viewport())
        self._hint = text_label(
            tr("One touch sells it. Grey: none in this store."), "hint", "styleHint", wrap=True
        )
        self._back = Key(tr("Back"), "styleGridBack", icon="arrow-left")
        self.main.addWidget(self._title)
        self.main.addWidget(self._detail)
        self.main.addWidget(self._area, 1)
        self.side.addStretch(1)
        self.side.addWidget(self._hint)
        self.side.addWidget(self._back)
        self._back.clicked.connect(self.back_touched)

    def set_form(self, form: Form) -> None:
        """Fewer sizes beside each other where it is narrow."""
        super().set_form(form)
        self._back.setVisible(form is not Form.HANDHELD)
        if self._state is not None:
            self._lay()

    def render_state(self, state: StyleGridState) -> None:
        """Draw what differs."""
        if state == self._state:
            return
        self._state = state
        self._title.setText(state.title)
        self._detail.setText(state.detail)
        self._lay()

    def _lay(self) -> None:
        assert self._state is not None, "a state was rendered"
        kinds = QWidget()
        kinds.setObjectName("styleRows")
        column = QVBoxLayout(kinds)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        self._items = {}
        for place, row in enumerate(self._state.rows):
            if row.colour and len(row.cells) > 1:
                column.addWidget(text_label(row.colour, "title", f"styleColour-{place}", wrap=True))
            column.addLayout(self._grid_of(row.cells))
        column.addStretch(1)
        self._area.setWidget(kinds)

    def _grid_of(self, cells: tuple[StyleCell, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE_S)
        columns = _COLUMNS[self.form]
        for place, cell in enumerate(cells):
            # where there is none of a size its place stays empty
            kind = self._key_of(cell) if cell.key else QWidget()
            grid.addWidget(kind, place // columns, place % columns)
        for place in range(min(columns, max(len(cells), 1))):
            grid.setColumnStretch(place, 1)
        return grid

    def _key_of(self, cell: StyleCell) -> Key:
        key = KindTile(f"kind-{cell.key}", cell.words, cell.here, is_here=cell.is_here)
        key.setAccessibleName(cell.spoken)
        key.clicked.connect(self._touched)
        self._items[key.objectName()] = cell.key
        return key

    def _touched(self) -> None:
        self.chosen.emit(self._items[self.sender().objectName()])
