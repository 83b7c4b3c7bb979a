"""The way of a cart through the store, painted: aisles, the stops that are left, and the way to the next one."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.domain.picking.way_map import Point, WayMap
from ui.theme.style import active_tokens
from ui.theme.tokens import SPACE_M

_AISLE, _WAY, _STOP, _NEXT = 2, 4, 4, 8
_HEIGHT_MIN, _HEIGHT = 48, 180


class WayPicture(QWidget):
    """The front of the store is below; left and right are those of the store, in every language."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        # It takes what the words above leave it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._map: WayMap | None = None

    def render_way(self, way: WayMap | None, spoken: str) -> None:
        """Take another way."""
        self.setAccessibleName(spoken)
        if way != self._map:
            self._map = way
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as given."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines first, then the way, then the stops, so that the next one lies on top."""
        if self._map is None or self.height() < _HEIGHT_MIN:
            return
        tokens = active_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_strong), _AISLE))
        for one, other in self._map.lines:
            painter.drawLine(self._at(one), self._at(other))
        painter.setPen(QPen(QColor(tokens.info), _WAY, c=Qt.PenCapStyle.RoundCap))
        for one, other in pairwise(self._map.way):
            painter.drawLine(self._at(one), self._at(other))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, stop in reversed([*enumerate(self._map.stops)]):
            painter.setBrush(QColor(tokens.muted if number else tokens.primary))
            painter.drawEllipse(self._at(stop), *([_STOP if number else _NEXT] * 2))

    def _at(self, point: Point) -> QPointF:
        """Where a point of the store is on the picture."""
        assert self._map is not None, "there is a map"
        points = [*self._map.stops, *self._map.way]
        points += [end for line in self._map.lines for end in line]
        lefts, fronts = [x for x, _ in points], [y for _, y in points]
        room = QRectF(self.rect()).adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
        across = max(lefts) - min(lefts) or 1
        along = max(fronts) - min(fronts) or 1
        right = room.width() * (point[0] - min(lefts)) / across
        up = room.height() * (point[1] - min(fronts)) / along
        return QPointF(room.left() + right, room.bottom() - up)
