"""Suggestion words knows how the reason of a suggestion is said, at the till and at the counter alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.mentions import ReasonKind
from ui.figures import day_text
from ui.translation import figure, tr
from ui.widgets.row_state import Figure

if TYPE_CHECKING:
    from pos_app.domain.upsell import Reason, Score

NAME_LETTERS_MAX = 22
TITLE_LETTERS_MAX = 34


def short_name(name: str, letters: int = NAME_LETTERS_MAX) -> str:
    """A name where there is little room; whole words as long as they fit."""
    if len(name) <= letters:
        return name
    head, _, _ = name[:letters].rpartition(" ")
    return f"{head or name[: letters - 1]}…"


def reason_words(reason: Reason) -> str:
    """One sentence that is true; nothing in it is more than the reason says."""
    if reason.kind is ReasonKind.BOUGHT_TOGETHER:
        return tr("1 in {count} with {item} take it.", count=reason.one_in, item=reason.with_name)
    if reason.kind is ReasonKind.GOES_WITH_ORDER:
        return tr("Goes with the order of {day}.", day=day_text(reason.ordered_on))
    if reason.kind is ReasonKind.BOUGHT_BEFORE:
        return tr("Bought on {day} too.", day=day_text(reason.ordered_on))
    if reason.kind is ReasonKind.NEW_IN_RANGE:
        return tr("New in {department}.", department=reason.department)
    return tr("{percent} % more of it here than needed.", percent=reason.percent)


def score_figures(score: Score) -> tuple[Figure, ...]:
    """Every part of a score, for whoever asks why."""
    parts = (
        (tr("Goes with this basket"), score.basket),
        (tr("Goes with earlier orders"), score.history),
        (tr("Bought before"), score.again),
        (tr("New in a range they buy"), score.new),
    )
    said = tuple(Figure(words, str(part)) for words, part in parts if part)
    cover = Figure(tr("Times how much is here"), figure(f"{score.cover_percent} %"))
    return (*said, cover, Figure(tr("Together"), str(score.total)))
