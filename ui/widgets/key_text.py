"""Fits a key's words into its face: one line, two lines, with or without the icon."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

ICON_GAP = 6


@dataclass(frozen=True, slots=True)
class KeyFace:
    """The lines to draw and whether the icon stays beside them."""

    lines: tuple[str, ...]
    with_icon: bool
    elided: bool = False


def fit_key_text(
    text: str, metrics: QFontMetrics, width: int, height: int, icon_width: int
) -> KeyFace:
    """The fullest face that fits; the words outlive the icon, and only a forced width elides."""
    beside = icon_width + ICON_GAP if icon_width else 0
    one = metrics.horizontalAdvance(text)
    two = split_in_two(text, metrics)
    two_width = max((metrics.horizontalAdvance(line) for line in two), default=0)
    two_fit = len(two) == 2 and 2 * metrics.height() <= height
    if one + beside <= width:
        return KeyFace((text,), with_icon=bool(icon_width))
    if two_fit and two_width + beside <= width:
        return KeyFace(two, with_icon=bool(icon_width))
    if one <= width:
        return KeyFace((text,), with_icon=False)
    if two_fit and two_width <= width:
        return KeyFace(two, with_icon=False)
    lines = two if two_fit else (text,)
    cut = tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
    return KeyFace(cut, with_icon=False, elided=True)


def split_in_two(text: str, metrics: QFontMetrics) -> tuple[str, ...]:
    """The text over two lines as even as its words allow; one word stays one line."""
    words = text.split(" ")
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    splits = [pair for pair in splits if pair[0].strip() and pair[1].strip()]
    if not splits:
        return (text,)

    def wider(pair: tuple[str, str]) -> int:
        return max(metrics.horizontalAdvance(line.strip()) for line in pair)

    best = min(splits, key=wider)
    return (best[0].strip(), best[1].strip())
