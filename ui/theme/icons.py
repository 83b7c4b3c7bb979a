"""The outline icons, recoloured and rendered once for each colour, size and pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from ui.resource_folder import RESOURCES

# Only icons that point along the reading direction mirror; a clock or a tick never does.
_DIRECTIONAL = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-back-up",
        "chevron-left",
        "chevron-right",
        "send",
        "logout",
        "backspace",
    }
)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def icon_pixmap(
    name: str, colour: str, size: int, dpr: float, *, mirrored: bool = False
) -> QPixmap:
    """The named icon, `size` logical pixels square; mirrored only where the icon is an arrow."""
    svg = _source(name).replace("currentColor", colour)
    pixels = round(size * dpr)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode("utf-8"))).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    if mirrored and name in _DIRECTIONAL:
        image = image.transformed(QTransform.fromScale(-1, 1))
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def icon_names() -> frozenset[str]:
    """Every icon that ships with the app."""
    return frozenset(path.stem for path in (RESOURCES / "icons").glob("*.svg"))
