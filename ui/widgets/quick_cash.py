"""The likely notes on the checkout itself: pay in one touch."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.tokens import PAY_LOCK_MS, SPACE_S
from ui.widgets.key import Key


@dataclass(frozen=True, slots=True)
class CashOffer:
    """One way to pay in one touch: a note, or the way to other cash."""

    key: str
    text: str


class QuickCash(QWidget):
    """Keys that pay; presses are ignored for 400 ms after a scan, so a late tap cannot pay."""

    chosen = Signal(str)

    def __init__(self, name: str = "quickCash", places: int = 3) -> None:
        super().__init__()
        self.setObjectName(name)
        self._offers: tuple[CashOffer, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        self._keys = [Key("", f"{name}-{at}") for at in range(places)]
        for key in self._keys:
            row.addWidget(key, 1)
            key.clicked.connect(self._choose)

    def render_offers(self, offers: tuple[CashOffer, ...], enabled: bool, reason: str = "") -> None:
        """Take the offers; a disabled row says the reason to a screen reader."""
        self._offers = offers
        for at, key in enumerate(self._keys):
            policy = key.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            key.setSizePolicy(policy)
            key.setVisible(at < len(offers))
            key.setEnabled(enabled)
            key.setAccessibleDescription(reason)
            if at < len(offers):
                key.set_key(offers[at].text)

    def hold_presses(self, duration_ms: int = PAY_LOCK_MS) -> None:
        """Ignore presses after a scan."""
        for key in self._keys:
            key.hold_presses(duration_ms)

    def _choose(self) -> None:
        key = self.sender()
        if isinstance(key, Key) and key in self._keys:
            self.chosen.emit(self._offers[self._keys.index(key)].key)
