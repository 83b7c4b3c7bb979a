"""A key that acts only when it is held: what it does destroys work, and a thumb that slips does nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter

from ui.theme.style import active_tokens
from ui.theme.tokens import HOLD_MS, RADIUS_KEY
from ui.translation import tr
from ui.widgets.key import Key

_FRAME_MS = 16
_NS_PER_MS = 1_000_000


class HoldKey(Key):
    """Fills while it is held by finger, mouse or space bar; `held` after a second, `let_go` when that was too short."""

    held = Signal()
    let_go = Signal()

    def __init__(
        self,
        text: str,
        name: str,
        *,
        icon: str = "",
        clock: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__(text, name, icon=icon, clock=clock)
        self.setAccessibleDescription(tr("Hold for 1 second"))
        self._time = clock
        self._begun_ns: int | None = None
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self.look)
        self.pressed.connect(self._begin)
        self.released.connect(self._end)

    @property
    def held_ms(self) -> int:
        """How long it is held so far, 0 while it is not."""
        return 0 if self._begun_ns is None else (self._time() - self._begun_ns) // _NS_PER_MS

    def look(self) -> None:
        """Draw how far it is, and act when it was held long enough."""
        self.update()
        if self.held_ms >= HOLD_MS:
            self._begun_ns = None
            self._frames.stop()
            self.held.emit()

    def _begin(self) -> None:
        self._begun_ns = self._time()
        self._frames.start()

    def _end(self) -> None:
        too_short, self._begun_ns = self._begun_ns is not None, None
        self._frames.stop()
        self.update()
        if too_short:
            self.let_go.emit()

    def _paint_face(self, painter: QPainter) -> None:
        part = min(self.held_ms, HOLD_MS)
        if part:
            face = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            face.setWidth(face.width() * part / HOLD_MS)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                face.moveRight(self.rect().right())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(active_tokens().danger_tint))
            painter.drawRoundedRect(face, RADIUS_KEY, RADIUS_KEY)
        super()._paint_face(painter)
