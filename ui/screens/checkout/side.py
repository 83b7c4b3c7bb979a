"""The side of the checkout: tiles to add, the total, and the keys that pay."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.form import Form
from ui.screens.checkout.view_state import CheckoutState, Tab
from ui.theme.tokens import PAY_LOCK_MS, SPACE_M, SPACE_S, TILE_HEIGHT
from ui.translation import tr
from ui.widgets.digit_pad import DigitPad
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import set_tone, text_label
from ui.widgets.mention_line import MentionLine
from ui.widgets.quick_cash import CashOffer, QuickCash
from ui.widgets.tab_row import TabRow
from ui.widgets.tile_grid import Tile, TileGrid
from ui.widgets.total_panel import TotalPanel, TotalState

_HIGH_ENOUGH_FOR_THREE_ROWS = 650
_PRIMARY_WIDTH_UPRIGHT = 280
_NO_LIMIT = 16_777_215


class CheckoutSide(QWidget):
    """Keeps total and pay keys at the bottom, whatever the tiles do."""

    tile_touched = Signal(str)
    tab_touched = Signal(str)
    offer_touched = Signal(str)
    primary_touched = Signal()
    digit_pressed = Signal(str)
    erased = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checkoutSide")
        self._form = Form.WIDE
        self._wide_rows = 3
        self._tab = Tab.FAVOURITES
        words = {
            Tab.FAVOURITES: tr("Favourites"),
            Tab.DEPARTMENTS: tr("Departments"),
            Tab.NUMBERS: tr("Numbers"),
        }
        self._tabs = TabRow("tabs", tuple((tab.value, word) for tab, word in words.items()))
        self._tiles = TileGrid("favourites")
        self._pad = DigitPad("numberPad")
        self._choices = QStackedWidget()
        self._choices.setObjectName("tilesOrNumbers")
        self._hint = text_label("", "hint", "hint")
        set_tone(self._hint, "info")
        self.mention = MentionLine()
        self._total = TotalPanel()
        self._cash = QuickCash()
        self._primary = PrimaryKey("", "primary")
        self._build()
        self._tabs.chosen.connect(self.tab_touched)
        self._tiles.chosen.connect(self.tile_touched)
        self._pad.digit_pressed.connect(self.digit_pressed)
        self._pad.erased.connect(self.erased)
        self._cash.chosen.connect(self.offer_touched)
        self._primary.clicked.connect(self.primary_touched)

    def set_form(self, form: Form) -> None:
        """Upright the total stands beside the keys that pay, on a handheld the tiles are away."""
        self._form = form
        wide, upright = form is Form.WIDE, form is Form.UPRIGHT
        self._tabs.setVisible(wide)
        self._choices.setVisible(form is not Form.HANDHELD)
        way = QBoxLayout.Direction.LeftToRight if upright else QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(way)
        self._foot.setSpacing(SPACE_M if upright else SPACE_S)
        width = _PRIMARY_WIDTH_UPRIGHT if upright else _NO_LIMIT
        self._keys.setMaximumWidth(width)
        self._keys.setMinimumWidth(_PRIMARY_WIDTH_UPRIGHT if upright else 0)
        self._primary.set_form(form)
        vertical = QSizePolicy.Policy.Preferred if wide else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._shape_tiles()

    def set_height(self, height_px: int) -> None:
        """Two rows of tiles where the window is low."""
        self._wide_rows = 3 if height_px >= _HIGH_ENOUGH_FOR_THREE_ROWS else 2
        self._shape_tiles()

    def render_state(self, state: CheckoutState) -> None:
        """Draw what differs."""
        totals = state.totals
        if state.tab is not self._tab:
            self._tab = state.tab
            self._tabs.show_tab(state.tab.value)
            for key in self._tabs.findChildren(Key):
                key.updateGeometry()  # the chosen one is heavier
        if state.tab is Tab.NUMBERS and self._form is Form.WIDE:
            self._choices.setCurrentWidget(self._pad)
        else:
            self._choices.setCurrentWidget(self._tiles_page)
        self._tiles.render_tiles(tuple(Tile(tile.key, tile.label) for tile in state.tiles))
        self._total.render_total(
            TotalState(amount=totals.amount, items=totals.items, caption=totals.caption)
        )
        self._cash.render_offers(
            tuple(CashOffer(key, text) for key, text in totals.offers),
            totals.can_pay,
            totals.reason,
        )
        self._primary.set_key(totals.primary)
        self._primary.setAccessibleName(" ".join(totals.primary.split()))
        self._primary.setEnabled(totals.can_pay)
        if self._hint.text() != state.hint:
            self._hint.setText(state.hint)
            self._hint.setVisible(bool(state.hint))
        mention = state.mention if self._form is not Form.HANDHELD else None
        if mention is None:
            self.mention.render_mention("", "")
        else:
            self.mention.render_mention(mention.item, mention.words)

    def hold_presses(self) -> None:
        """Ignore the pay keys for a moment."""
        self._cash.hold_presses()
        self._primary.hold_presses(PAY_LOCK_MS)

    def _shape_tiles(self) -> None:
        if self._form is Form.WIDE:
            self._tiles.set_shape(3, self._wide_rows)
            self._choices.setFixedHeight(
                self._pad.sizeHint().height() if self._wide_rows > 2 else 2 * TILE_HEIGHT + SPACE_S
            )
        else:
            self._tiles.set_shape(4, 2)
            self._choices.setFixedHeight(2 * TILE_HEIGHT + SPACE_S)

    def _build(self) -> None:
        tiles = QWidget()
        self._tiles_page = tiles
        above = QVBoxLayout(tiles)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(self._tiles)
        above.addStretch(1)
        self._choices.addWidget(tiles)
        self._choices.addWidget(self._pad)
        self._hint.hide()
        self._keys = QWidget()
        self._keys.setObjectName("payKeys")
        keys = QVBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(SPACE_S)
        keys.addWidget(self._cash)
        keys.addWidget(self._primary)
        self._foot = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._foot.setSpacing(SPACE_S)
        self._foot.addWidget(self._total, 1)
        self._foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._tabs)
        column.addWidget(self._choices)
        column.addStretch(1)
        column.addWidget(self._hint)
        column.addWidget(self.mention)
        column.addLayout(self._foot)
