"""Cards of what is worth a mention: name, price, one reason, and keys that add it, put it away or say why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE_M, SPACE_S, SPACE_XS, TARGET
from ui.translation import tr
from ui.widgets.card import Card
from ui.widgets.key import Key
from ui.widgets.labels import text_label
from ui.widgets.row_state import MentionCard


class _OneMention(Card):
    added = Signal(str)
    put_away = Signal(str)
    explained = Signal(str)

    def __init__(self, at: int) -> None:
        super().__init__(f"mention-{at}")
        self._item = ""
        self.inside.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        self.inside.setSpacing(0)
        self._name = text_label("", "name", f"mentionName-{at}", wrap=True)
        self._price = text_label("", "price", f"mentionPrice-{at}")
        self._words = text_label("", "muted", f"mentionReason-{at}", wrap=True)
        self._add = Key(tr("Add"), f"mentionAdd-{at}", icon="plus")
        self._away = Key("", f"mentionAway-{at}", icon="x")
        self._why = Key("", f"mentionWhy-{at}", icon="help-circle")
        for key in (self._add, self._away, self._why):
            key.face_height = TARGET
        for small in (self._away, self._why):
            small.setFixedWidth(TARGET)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._name, 1)
        head.addWidget(self._price)
        keys = QHBoxLayout()
        keys.setSpacing(SPACE_S)
        for key in (self._add, self._away, self._why):
            keys.addWidget(key)
        self.inside.addLayout(head)
        self.inside.addWidget(self._words)
        self.inside.addStretch(1)
        self.inside.addSpacing(SPACE_XS)
        self.inside.addLayout(keys)
        self._add.clicked.connect(self._add_touched)
        self._away.clicked.connect(self._away_touched)
        self._why.clicked.connect(self._why_touched)
        self.hide()

    def render_card(self, card: MentionCard | None) -> None:
        """Draw it, or nothing."""
        self.setVisible(card is not None)
        if card is None:
            self._item = ""
            return
        self._item = card.item
        self._name.setText(card.name)
        self._price.setText(card.price)
        self._words.setText(card.words)
        self._add.setAccessibleName(tr("Add {item}", item=card.name))
        self._away.setAccessibleName(tr("Not now: {item}", item=card.name))
        self._why.setAccessibleName(tr("Why {item}", item=card.name))

    def _add_touched(self) -> None:
        self.added.emit(self._item)

    def _away_touched(self) -> None:
        self.put_away.emit(self._item)

    def _why_touched(self) -> None:
        self.explained.emit(self._item)


class MentionCards(QWidget):
    """At most three, one below the other or side by side; hidden while there is nothing to say."""

    added = Signal(str)
    put_away = Signal(str)
    explained = Signal(str)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setObjectName("mentions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(text_label(tr("Worth a mention"), "name", "mentionsTitle", wrap=True))
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(SPACE_XS)
        column.addLayout(self._row)
        self._cards = [_OneMention(at) for at in range(count)]
        for card in self._cards:
            self._row.addWidget(card, 1)
            card.added.connect(self.added)
            card.put_away.connect(self.put_away)
            card.explained.connect(self.explained)
        self.hide()

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """One below the other, or side by side."""
        self._row.setDirection(direction)

    def render_cards(self, cards: tuple[MentionCard, ...]) -> None:
        """Draw these."""
        for at, card in enumerate(self._cards):
            card.render_card(cards[at] if at < len(cards) else None)
