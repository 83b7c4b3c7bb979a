"""Every pair of colours that screens put together can be read: WCAG 2.2 contrast."""

import pytest

from ui.theme.tokens import DARK, LIGHT, Tokens

TEXT_PAIRS = (
    *((ink, ground) for ink in ("text", "muted") for ground in ("canvas", "surface", "raised")),
    ("text", "sunken"),
    ("muted", "sunken"),
    ("text", "key"),
    ("text", "select"),
    ("muted", "select"),
    ("disabled", "surface"),
    ("disabled", "canvas"),
    ("on_primary", "primary"),
    ("on_primary", "primary_down"),
    ("on_primary_tint", "primary_tint"),
    ("info", "surface"),
    ("on_info_tint", "info_tint"),
    ("on_warn", "warn"),
    ("warn_text", "surface"),
    ("on_warn_tint", "warn_tint"),
    ("on_danger", "danger"),
    ("on_danger", "danger_down"),
    ("on_danger_tint", "danger_tint"),
    ("saving", "surface"),
    ("saving", "canvas"),
    ("saving", "select"),
    ("on_saving_tint", "saving_tint"),
    ("on_offline", "offline"),
    ("on_training", "training"),
    ("on_rail", "rail"),
    ("on_rail_active", "rail_active"),
    ("on_rail_mark", "rail_mark"),
)
UI_PAIRS = (
    ("line_strong", "surface"),
    ("line_strong", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("info", "select"),
    ("primary", "surface"),
    ("primary", "primary_tint"),
    ("rail_mark", "rail"),
    ("danger", "surface"),
)


def luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("edge", "ground"), UI_PAIRS)
def test_edges_can_be_seen(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3.0
