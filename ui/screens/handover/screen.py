"""The handover: bags to tick out of their bays, the person's card beside them, and one key that lets them go."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from pos_app.domain.handover import ShortWay
from ui.form import Form
from ui.screens.handover.view_state import IN_CASH, ON_ACCOUNT, HandoverState
from ui.theme.tokens import SPACE_S
from ui.translation import tr
from ui.two_columns import TwoColumns
from ui.widgets.card import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice_list import ChoiceList
from ui.widgets.key import Key, PrimaryKey
from ui.widgets.labels import text_label
from ui.widgets.mention_cards import MentionCards
from ui.widgets.signature_pad import SignaturePad

_KNOWN_LINES = 6
_MENTIONS = 3
# Where a lying tablet is low, one is said.
_ROOM_FOR_ALL_PX = 560


class HandoverScreen(TwoColumns):
    """What is known of a person never delays their goods; on a handheld it is not shown."""

    row_touched = Signal(str)
    turn_touched = Signal()
    way_touched = Signal(str)
    signed = Signal(str)
    card_key_touched = Signal(str)
    other_way_touched = Signal(str)
    ring_touched = Signal()
    note_touched = Signal()
    room_changed = Signal()
    primary_touched = Signal()
    back_touched = Signal()

    def __init__(self) -> None:
        super().__init__("handover")
        self._title = text_label("", "heading", "handoverTitle", wrap=True)
        self._detail = text_label("", "body", "handoverDetail", wrap=True)
        card = Card("handoverCard", padded=False)
        self._rows = ChoiceList("handoverRows", tr("Bags"))
        card.inside.addWidget(self._rows)
        self._turn = Key("", "handoverTurn")
        for widget in (self._title, self._detail):
            self.main.addWidget(widget)
        self.main.addWidget(card, 1)
        self.main.addWidget(self._turn)
        self._known = Card("knownCard")
        self._known.inside.setSpacing(0)
        self._known.inside.addWidget(text_label(tr("Bought before"), "name", "knownTitle"))
        self._lines = [
            text_label("", "muted", f"known-{at}", wrap=True) for at in range(_KNOWN_LINES)
        ]
        for line in self._lines:
            self._known.inside.addWidget(line)
        self._note = Key(tr("Add a note"), "addNote")
        self._known.inside.addWidget(self._note)
        self._pad = SignaturePad("signature")
        self._wipe = Key(tr("Sign again"), "wipeSignature")
        self._ways = {way: Key(text, f"way-{way.value}") for way, text in _way_words().items()}
        self._card = CardPanel()
        self._cash = Key("", "payInCash")
        self._account = Key("", "payOnAccount")
        self._others = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._others.setSpacing(SPACE_S)
        for key in (self._cash, self._account):
            self._others.addWidget(key)
        self._ring = Key("", "ringPicker")
        self._rung = text_label("", "name", "ringState", wrap=True)
        self._back = Key(tr("Back"), "handoverBack", icon="arrow-left")
        self._primary = PrimaryKey("", "handOver")
        self._has_known, self._has_ways = False, False
        self._signs = False
        self._has_mentions = False
        self.mentions = MentionCards(_MENTIONS)
        self.main.addWidget(self._known)
        self.side.addWidget(self.mentions)
        self.side.addStretch(1)
        self._way_grid = QGridLayout()
        self._way_grid.setSpacing(SPACE_S)
        self._shown_ways: tuple[ShortWay, ...] = ()
        for key in self._ways.values():
            key.setParent(self)
            key.hide()
        self.side.addWidget(self._pad)
        self.side.addWidget(self._rung)
        self.side.addWidget(self._ring)
        self.side.addLayout(self._way_grid)
        for part in (self._wipe, self._card):
            self.side.addWidget(part)
        self.side.addLayout(self._others)
        for part in (self._back, self._primary):
            self.side.addWidget(part)
        self._connect()

    def set_form(self, form: Form) -> None:
        """Bags above the keys where it is narrow; no card of the person on a handheld."""
        super().set_form(form)
        self._primary.set_form(form)
        upright = form is Form.UPRIGHT
        way = QBoxLayout.Direction
        self.mentions.set_direction(way.LeftToRight if upright else way.TopToBottom)
        is_narrow = form is Form.HANDHELD
        self._others.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        self._show_parts()
        # Out of sight nothing is asked for: whoever works there now may not be allowed to see it.
        if self.isVisible():
            self.room_changed.emit()

    def room_for_mentions(self) -> int:
        """How many are in sight: none on a handheld, where hands are full."""
        if self.form is Form.HANDHELD:
            return 0
        is_low = self.form is Form.WIDE and self.height() < _ROOM_FOR_ALL_PX
        return 1 if is_low else _MENTIONS

    def render_state(self, state: HandoverState) -> None:
        """Draw what differs."""
        self._title.setText(state.title)
        self._detail.setText(state.detail)
        self._rows.render_rows(state.rows, state.selected)
        self._turn.set_key(state.turn)
        self._turn.setVisible(bool(state.turn))
        for at, line in enumerate(self._lines):
            line.setText(state.known[at] if at < len(state.known) else "")
            line.setVisible(bool(line.text()))
        self._has_ways = bool(state.ways)
        self._has_known = bool(state.known)
        self._has_mentions = bool(state.mentions) and not state.card.words
        self.mentions.render_cards(state.mentions)
        self._signs = state.signs
        self._card.render_card(state.card)
        is_idle = not state.card.words
        for key, words in ((self._cash, state.cash), (self._account, state.account)):
            key.set_key(words)
            key.setVisible(bool(words) and is_idle)
        self._back.setEnabled(not state.card.is_moving)
        self._ring.set_key(state.rings)
        self._ring.setVisible(bool(state.rings))
        self._rung.setText(state.rung)
        self._rung.setVisible(bool(state.rung))
        self._show_ways(state.ways)
        for widget in (self._pad, self._wipe):
            widget.setVisible(state.signs and is_idle)
        if not state.signs:
            self._pad.wipe()
        self._primary.set_key(state.primary)
        self._primary.setEnabled(state.can_go_on)
        self._primary.set_waiting(state.waits)
        self._primary.set_busy(state.busy)
        self._show_parts()

    def _show_ways(self, ways: tuple[ShortWay, ...]) -> None:
        """Those that apply side by side, with no hole where others would be; a last one alone has the row."""
        if ways == self._shown_ways:
            return
        for key in self._ways.values():
            self._way_grid.removeWidget(key)
            key.hide()
        for at, way in enumerate(ways):
            row, column = divmod(at, 2)
            is_alone = column == 0 and at == len(ways) - 1
            self._way_grid.addWidget(self._ways[way], row, column, 1, 2 if is_alone else 1)
            self._ways[way].show()
        self._shown_ways = ways

    def _show_parts(self) -> None:
        small = self.form is Form.HANDHELD
        self._known.setVisible(self._has_known and not small)
        # Who signs has heard enough.
        self.mentions.setVisible(self._has_mentions and not self._signs and not small)
        # The rail leads back, too, where another way to pay needs the room.
        self._back.setVisible(not small and self._cash.isHidden() and self._account.isHidden())
        # Where it is small the ways of an order that is not ready need the room of a key that cannot be pressed.
        self._primary.setVisible(not (small and self._has_ways))
        self._pad.set_low(small)

    def _connect(self) -> None:
        self._rows.row_touched.connect(self.row_touched)
        self._rows.row_entered.connect(self.row_touched)
        self._turn.clicked.connect(self.turn_touched)
        self._pad.signed.connect(self.signed)
        self._wipe.clicked.connect(self._pad.wipe)
        for key in self._ways.values():
            key.clicked.connect(self._choose_way)
        self._card.key_touched.connect(self.card_key_touched)
        for other in (self._cash, self._account):
            other.clicked.connect(self._choose_other)
        self._ring.clicked.connect(self.ring_touched)
        self._note.clicked.connect(self.note_touched)
        self._back.clicked.connect(self.back_touched)
        self._primary.clicked.connect(self.primary_touched)

    def _choose_other(self) -> None:
        is_account = self.sender() is self._account
        self.other_way_touched.emit(ON_ACCOUNT if is_account else IN_CASH)

    def _choose_way(self) -> None:
        pressed = self.sender()
        for way, key in self._ways.items():
            if key is pressed:
                self.way_touched.emit(way.value)


def _way_words() -> dict[ShortWay, str]:
    return {
        ShortWay.WAIT: tr("Wait"),
        ShortWay.PART_NOW: tr("Part now"),
        ShortWay.OTHER_STORE: tr("Other store"),
        ShortWay.CANCEL: tr("Cancel, refund"),
    }
