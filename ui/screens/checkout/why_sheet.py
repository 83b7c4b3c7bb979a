"""Why the basket costs what it costs: each promotion in a row, and the whole story of the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.usecases.checkout.explain_price import PriceExplained
from ui.form import Form
from ui.screens.checkout.why_words import why_state
from ui.theme.tokens import ROW_HEIGHT, SPACE_M
from ui.translation import own_direction, tr
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key
from ui.widgets.labels import text_label

_WIDTH = 640
_WIDTH_HANDHELD = 300
_ROWS = 5
_ROWS_HANDHELD = 3


class WhySheet(QWidget):
    """Asks nothing: the next scan closes it and is added."""

    def __init__(self, why: PriceExplained, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("whySheet")
        self.setAccessibleName(tr("Why this price"))
        self._leave = leave
        self._state = why_state(why)
        self._rows = ChoiceList("whyRows", tr("Promotions"))
        self._story = text_label("", "body", "whyStory", wrap=True)
        self._rest = text_label(self._state.rest, "hint", "whyRest", wrap=True)
        close = Key(tr("Close"), "whyClose")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(text_label(tr("Why this price"), "heading", "whyTitle", wrap=True))
        for part in (self._rows, self._story, self._rest, close):
            column.addWidget(part)
        self._rows.setVisible(bool(self._state.rows))
        self._rest.setVisible(bool(self._state.rest))
        self._rows.row_touched.connect(self._chosen)
        self._rows.row_selected.connect(self._chosen)
        close.clicked.connect(self._close)
        self.set_form(Form.WIDE)
        if self._state.rows:
            self._chosen(self._state.rows[0].key)
        else:
            self._story.hide()

    def set_form(self, form: Form) -> None:
        """Narrow and low on a handheld."""
        narrow = form is Form.HANDHELD
        self.setFixedWidth(_WIDTH_HANDHELD if narrow else _WIDTH)
        shown = min(len(self._state.rows), _ROWS_HANDHELD if narrow else _ROWS)
        self._rows.setFixedHeight(shown * ROW_HEIGHT + 2 * SPACE_M)

    def _chosen(self, key: str) -> None:
        self._rows.render_rows(self._state.rows, key)
        self._story.setText(own_direction(self._state.stories[key]))

    def _close(self) -> None:
        self._leave()
