"""Turns the tokens into fonts, palette and the one style sheet, and says which theme is on."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.resource_folder import RESOURCES
from ui.theme.tokens import LIGHT, TYPE_BODY, Tokens

FAMILIES: Final = ("IBM Plex Sans", "IBM Plex Sans Arabic")
_SIZES: Final = (14, 16, 18, 20, 24, 32, 44, 56, 96, 120)
_TEMPLATE: Final = Path(__file__).with_name("style.qss")


@dataclass(slots=True)
class _Applied:
    tokens: Tokens
    text_percent: int


_applied = _Applied(tokens=LIGHT, text_percent=100)


def active_tokens() -> Tokens:
    """The colours that custom paint draws with."""
    return _applied.tokens


def scaled(size: int) -> int:
    """A type size in logical pixels under the operator's text setting (100, 115 or 130 %)."""
    return round(size * _applied.text_percent / 100)


def text_font(size: int, weight: int = 400, *, slashed_zero: bool = False) -> QFont:
    """The app's face at a type size; bins and codes ask for the slashed zero."""
    return _font(scaled(size), weight, slashed_zero)


def apply_theme(app: QApplication, tokens: Tokens, text_percent: int = 100) -> None:
    """Dress the whole app; one style-sheet switch, never on the scan path."""
    _load_fonts()
    _applied.tokens = tokens
    _applied.text_percent = text_percent
    app.setStyle("Fusion")
    app.setFont(text_font(TYPE_BODY))
    app.setPalette(_palette(tokens))
    app.setStyleSheet(style_sheet(tokens))


def style_sheet(tokens: Tokens) -> str:
    """The template filled with one theme's colours and the scaled type sizes."""
    sizes = {f"p{size}": f"{scaled(size)}px" for size in _SIZES}
    extra = {"on_info": tokens.surface if tokens.name == "light" else tokens.canvas}
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        asdict(tokens) | sizes | extra
    )


@lru_cache(maxsize=64)
def _font(pixels: int, weight: int, slashed_zero: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    if slashed_zero:
        font.setFeature(QFont.Tag("zero"), 1)
    return font


@lru_cache(maxsize=1)
def _load_fonts() -> None:
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.canvas,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Button: tokens.key,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.select,
        role.HighlightedText: tokens.text,
        role.Link: tokens.info,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    return palette


def interface_direction(right_to_left: bool) -> Qt.LayoutDirection:
    """Qt's name for the reading direction."""
    return Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
