"""Dressing knows what the app wears: a theme is put on where another one is worn, for it costs more than most tests."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.theme.style import active_tokens, apply_theme, scaled, style_sheet
from ui.theme.tokens import Tokens

_HUNDRED = 100


def dress(app: QApplication, tokens: Tokens, text_percent: int = _HUNDRED) -> None:
    """Put this theme on, unless it is worn."""
    is_worn = (
        active_tokens() == tokens
        and scaled(_HUNDRED) == text_percent
        and app.styleSheet() == style_sheet(tokens)
    )
    if not is_worn:
        apply_theme(app, tokens, text_percent)
