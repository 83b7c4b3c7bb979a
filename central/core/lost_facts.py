"""Lost facts knows what is said when a restored centre misses facts that the device has let go of (SYNC T26)."""

from __future__ import annotations

from central.core.feed import Change, publish, store_feed
from central.core.ports import Transaction
from central.core.questions import FACTS_LOST, question, question_row
from central.core.records import Device


def skip_lost(
    transaction: Transaction, device: Device, incarnation: str, lost: range, now_us: int
) -> None:
    """Ask a person about exactly these sequences of a chain; the chain goes on behind them."""
    unit, about = device.business_unit, f"{device.device_id} {incarnation}"
    detail = f"{about}: {lost[0]}-{lost[-1]}"
    asked = question(FACTS_LOST, unit, "", detail, detail)
    transaction.ledger.ask([asked], now_us)
    change = Change({"exception": [question_row(asked)]}, ())
    publish(transaction.feeds, {store_feed(unit): [change]})
