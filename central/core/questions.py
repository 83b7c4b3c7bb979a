"""Questions knows what a person has to look at although nothing is parked: goods sold that were not there, prices."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from central.core.records import ChainSeen, Device, OpenQuestion, Row, StockMovement
from pos_app.domain.facts import Fact

OVERSOLD = "oversold"
FACTS_LOST = "facts_lost"
PRICE_VARIANCE = "price_variance"
WRONG_CLOCK = "wrong_clock"
DEVICE_COPIED = "device_copied"
OVERDRAWN_CARD = "overdrawn_card"
UNKNOWN_CARD = "unknown_card"
BLOCKED_CARD = "blocked_card"
CARD_CURRENCY = "card_currency"
UNLISTED_ITEM = "unlisted_item"
OFFER_OVERUSED = "offer_overused"
OVERDRAWN_POINTS = "overdrawn_points"
OVERDRAWN_ACCOUNT = "overdrawn_account"
RETRIEVED_TWICE = "retrieved_twice"
LOAN_DIFFERS = "loan_differs"
LABEL_SOLD_TWICE = "label_sold_twice"
VOUCHER_USED_TWICE = "voucher_used_twice"
PARCEL_SENT_TWICE = "parcel_sent_twice"
VOID_PARCEL_SENT = "void_parcel_sent"
SHIPPED_CANCELLED = "shipped_cancelled"
UNSEEN_DIFFERS = "unseen_differs"
# SYNC T7: so far a clock may be from the centre's, and so long nobody may know how far it is.
CLOCK_OFF_MS_MAX = 120_000
CLOCK_UNKNOWN_MS_MAX = 86_400_000


def question(kind: str, business_unit: str, fact_id: str, about: str, detail: str) -> OpenQuestion:
    """An open exception; the same thing about the same fact is asked once."""
    name = hashlib.sha256(f"{kind} {fact_id} {about}".encode()).hexdigest()[:32]
    return OpenQuestion(name, business_unit, kind, fact_id, "open", detail)


def question_row(asked: OpenQuestion) -> Row:
    """The row of the feed's exception table."""
    return (asked.exception_id, asked.kind, asked.fact_id, asked.state, asked.detail)


def oversold(
    business_unit: str, movements: Sequence[StockMovement], figures: Sequence[Row]
) -> list[OpenQuestion]:
    """One for each item whose stock has just gone below zero; not again while it stays there."""
    differences: dict[int, int] = {}
    last: dict[int, str] = {}
    for movement in movements:
        so_far = differences.get(movement.item_id, 0)
        differences[movement.item_id] = so_far + movement.difference_milli
        if movement.difference_milli < 0:
            last[movement.item_id] = movement.source
    asked = []
    for item_id, on_hand, *_ in figures:
        assert isinstance(item_id, int), "a stock row begins with its item"
        assert isinstance(on_hand, int), "and goes on with its figure"
        if on_hand < 0 <= on_hand - differences[item_id]:
            detail = f"{item_id}: {on_hand}"
            asked.append(question(OVERSOLD, business_unit, last[item_id], str(item_id), detail))
    return asked


def wrong_clocks(device: Device, facts: Sequence[Fact], now_us: int) -> list[OpenQuestion]:
    """One for a device and each of its days on which its clock was two minutes off, or not compared for a day."""
    off_by_day: dict[str, int] = {}
    for fact in facts:
        off_ms = fact.time.centre_offset_ms
        if off_ms is None:
            off_ms = (now_us - fact.time.wall_us) // 1000
            off_ms = 0 if 0 < off_ms <= CLOCK_UNKNOWN_MS_MAX else off_ms
        if abs(off_ms) > CLOCK_OFF_MS_MAX:
            off_by_day.setdefault(fact.origin.business_date, off_ms)
    unit = device.business_unit
    return [
        question(
            WRONG_CLOCK,
            unit,
            "",
            f"{device.device_id} {day}",
            f"{device.device_id} {day}: {abs(off_ms) // 1000} s {'behind' if off_ms > 0 else 'ahead'}",
        )
        for day, off_ms in sorted(off_by_day.items())
    ]


def copied_device(
    device: Device, chains: Mapping[str, ChainSeen], facts: Sequence[Fact]
) -> list[OpenQuestion]:
    """One for a device and its day when two of its chains grow in turns: two programs live under one name (SYNC T12).

    chains: as they stood before. A journal goes on in its newest chain alone, also after a disk was put back, and
    what a restored centre gets again of an older chain was made before.
    """
    own = chains.get(facts[0].incarnation) if facts else None
    if own is None or not any(_grew_since(own, other) for other in chains.values()):
        return []
    about = f"{device.device_id} {facts[-1].origin.business_date}"
    return [question(DEVICE_COPIED, device.business_unit, "", about, about)]


def _grew_since(own: ChainSeen, older: ChainSeen) -> bool:
    """True when a chain that was begun before has grown since this one last did."""
    return (
        older.begun_us < own.begun_us
        and older.heard_us > own.heard_us
        and older.made_us > own.made_us
    )


def unlisted_goods(fact: Fact, departments: Sequence[str]) -> tuple[OpenQuestion, ...]:
    """One for a sale of goods that no list has: somebody gives them a number, or finds that they have one."""
    if not departments:
        return ()
    about = ", ".join(departments)
    unit = fact.origin.business_unit
    return (question(UNLISTED_ITEM, unit, fact.fact_id.hex, "", about),)
