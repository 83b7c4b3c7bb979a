"""The theme reaches the application: faces, palette, sheet and icons."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.icons import icon_names, icon_pixmap
from ui.theme.style import active_tokens, apply_theme, style_sheet, text_font
from ui.theme.tokens import DARK, LIGHT, Tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_colour_of_the_sheet_is_a_token(tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet))
    known = {getattr(tokens, name) for name in Tokens.__dataclass_fields__}
    assert colours <= known
    assert "$" not in sheet


def test_the_theme_is_on_after_applying(qapp: QApplication) -> None:
    apply_theme(qapp, DARK)
    assert active_tokens() is DARK
    placeholder = qapp.palette().color(QPalette.ColorRole.PlaceholderText)
    assert placeholder.name().upper() == DARK.muted
    apply_theme(qapp, LIGHT)


def test_the_face_ships_with_the_app(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    assert QFontInfo(text_font(16, 500)).family() == "IBM Plex Sans"


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_digits_are_as_wide_in_every_weight(qapp: QApplication, weight: int) -> None:
    apply_theme(qapp, LIGHT)
    bold = QFontMetrics(text_font(20, 600)).horizontalAdvance("0123456789")
    assert abs(QFontMetrics(text_font(20, weight)).horizontalAdvance("8888888888") - bold) <= 1


def test_larger_text_for_those_who_need_it(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, text_percent=130)
    assert text_font(20).pixelSize() == 26
    apply_theme(qapp, LIGHT)
    assert text_font(20).pixelSize() == 20


def test_icons_are_rendered_once_and_only_arrows_mirror(qapp: QApplication) -> None:
    first = icon_pixmap("check", LIGHT.text, 24, 2.0)
    assert icon_pixmap("check", LIGHT.text, 24, 2.0) is first
    assert first.width() == 48
    plain = icon_pixmap("clock", LIGHT.text, 24, 1.0).toImage()
    assert icon_pixmap("clock", LIGHT.text, 24, 1.0, mirrored=True).toImage() == plain
    arrow = icon_pixmap("arrow-left", LIGHT.text, 24, 1.0).toImage()
    assert icon_pixmap("arrow-left", LIGHT.text, 24, 1.0, mirrored=True).toImage() != arrow


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    for name in icon_names():
        image = icon_pixmap(name, LIGHT.text, 24, 1.0).toImage()
        painted = any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))
        assert painted, name


def test_every_icon_that_ships_is_shown_somewhere() -> None:
    screens = Path(__file__).parents[3] / "ui"
    code = "".join(path.read_text(encoding="utf-8") for path in screens.rglob("*.py"))
    assert [name for name in sorted(icon_names()) if f'"{name}"' not in code] == []
