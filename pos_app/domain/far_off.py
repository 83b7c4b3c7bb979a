"""Far off knows how much a counted drawer may be over or short, how often one person counts it, and who signs then."""

from __future__ import annotations

from collections.abc import Sequence

from pos_app.domain.facts import FactDraft
from pos_app.domain.money_format import format_money
from pos_app.domain.operator import Operator
from pos_app.domain.till import Settlement

# Name of the store's configuration: what may be over or short without a manager, in minor units of each currency.
DIFFERENCE_MAX = "drawer_difference_max_minor"
DIFFERENCE_MINOR_MAX = 1_000
# So often a drawer that is far off is counted before a manager has to look.
COUNTS_ALONE = 2


def is_far_off(settlement: Settlement, text: str) -> bool:
    """Whether more is over or short than may be; text: what the store has set, "" for nothing."""
    most = int(text) if text.isascii() and text.isdecimal() else DIFFERENCE_MINOR_MAX
    return any(abs(one.amount_minor) > most for one in settlement.differences)


def differences_words(counts: Sequence[Settlement]) -> str:
    """What was over or short at each count, the last one last."""
    return ", ".join(
        " ".join(format_money(one) for one in settlement.differences) for settlement in counts
    )


def with_counts_before(
    settled: FactDraft, counts: Sequence[Settlement], manager: Operator | None
) -> FactDraft:
    """The fact of a drawer that was far off with each count, this one last, and who allowed it.

    counts: empty for a drawer that was right at once; manager: None for whoever may do it alone.
    """
    if not counts:
        return settled
    body = {**settled.body, "counts_minor": [one.counted.amount_minor for one in counts]}
    if manager is not None:
        body["allowed_by"] = manager.number
    return FactDraft(settled.kind, body, settled.version)
