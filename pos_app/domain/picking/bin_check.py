"""Bin check knows when somebody should look into a bin: after a pick that left nothing there, as the books say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pos_app.domain.customer_order import CustomerOrder
from pos_app.domain.ids import ItemId
from pos_app.domain.picking.pick_list import Need, Pick, PickList
from pos_app.domain.picking.stops import BinStock

# A store that does not want the question sets "no".
ZERO_CHECK_SETTING = "zero_check"


def pick_to_check(picked: PickList, needs: Sequence[Need]) -> Pick | None:
    """The last pick, once no more of its item is needed and nobody has looked into its bin since."""
    last = picked.picks[-1] if picked.picks else None
    if last is None or not last.bin or any(need.item_id == last.item_id for need in needs):
        return None
    # ids of version 7 sort by time
    was_looked_into = any(
        (check.item_id, check.bin) == (last.item_id, last.bin) and check.fact_id > last.fact_id
        for check in picked.checks
    )
    return None if was_looked_into else last


def should_be_empty(bins: Iterable[BinStock], bin_name: str) -> bool:
    """Whether the books say that nothing of the item is left there."""
    return all(each.on_hand_milli <= 0 for each in bins if each.bin == bin_name)


def certainly_more_milli(
    left_milli: int, on_hand_milli: int, item_id: ItemId, orders: Iterable[CustomerOrder]
) -> int:
    """By how much the books of the store are too low for sure, in thousandths; they may be lower still.

    What is left in the bin and what lies in totes and bags is in the store. That the books are too high, one bin
    cannot say: there may be more in a place that no bin is named after.
    """
    fetched = sum(
        max(0, line.picked_milli - line.handed_milli)
        for order in orders
        for line in order.lines
        if line.item_id == item_id
    )
    return max(0, left_milli + fetched - on_hand_milli)
