"""Uplift knows what suggestions changed: sales that heard one beside sales that were held out, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from sqlalchemy import Connection, select

from central.storage.money_schema import SALE
from central.storage.schema import FACT, STOCK_MOVEMENT
from pos_app.domain.facts import FactKind
from pos_app.domain.mentions import Mention

# Two-sided 95 % of a normal distribution; with fewer sales in a group nothing is said.
SURE = 1.96
GROUP_MIN = 30
SALES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MentionedSale:
    """One sale in which something was worth a mention, whether it was said or held out.

    accepted: of what was said, anything; took: a mentioned item was bought, whoever said it.
    """

    held_out: bool
    accepted: bool
    took: bool
    total_minor: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean of those who heard, of those who did not, and the bounds of 95 % of the difference."""

    heard: float
    held_out: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """What hearing it changed."""
        return self.heard - self.held_out


@dataclass(frozen=True, slots=True)
class Uplift:
    """The two groups, and what can be said of them; None while a group is too small."""

    heard: int
    held_out: int
    accepted: int
    took: Difference | None
    spent_minor: Difference | None

    def lines(self) -> list[str]:
        """In words; amounts in the store's currency."""
        said = [
            f"{self.heard} sales heard a suggestion, {self.held_out} were held out.",
            f"Accepted by {self.accepted} of those who heard.",
        ]
        if self.took is None or self.spent_minor is None:
            return [*said, f"Too few to say more: each group needs {GROUP_MIN} sales."]
        took, spent = self.took, self.spent_minor
        return [
            *said,
            f"Took what was worth a mention: {took.heard * 100:.1f} % against {took.held_out * 100:.1f} %, "
            f"{took.value * 100:+.1f} points (95 %: {took.low * 100:+.1f} to {took.high * 100:+.1f}).",
            f"Spent: {spent.heard / 100:.2f} against {spent.held_out / 100:.2f}, {spent.value / 100:+.2f} "
            f"(95 %: {spent.low / 100:+.2f} to {spent.high / 100:+.2f}).",
        ]


@dataclass(frozen=True, slots=True)
class CounterMentions:
    """Handovers at which something was worth a mention: how many heard it, were held out, took something."""

    heard: int
    held_out: int
    accepted: int

    def lines(self) -> list[str]:
        """In words; nothing where there was nothing."""
        if not self.heard and not self.held_out:
            return []
        # Who takes something at the counter has their name on the sale; who finds it alone need not show a card.
        return [
            f"At the counter {self.heard} buyers heard a suggestion, {self.held_out} were held out.",
            f"Accepted by {self.accepted} of those who heard; what the others found by themselves is not known,"
            " so nothing is said of a difference.",
        ]


def uplift(sales: Iterable[MentionedSale]) -> Uplift:
    """Compare the groups by what was meant for them, not by who listened."""
    every = [*sales]
    heard = [sale for sale in every if not sale.held_out]
    held_out = [sale for sale in every if sale.held_out]
    enough = min(len(heard), len(held_out)) >= GROUP_MIN
    return Uplift(
        len(heard),
        len(held_out),
        sum(sale.accepted for sale in heard),
        _difference([sale.took for sale in heard], [sale.took for sale in held_out])
        if enough
        else None,
        _difference([sale.total_minor for sale in heard], [sale.total_minor for sale in held_out])
        if enough
        else None,
    )


def mentioned_sales(
    connection: Connection, since_us: int, business_unit: str = ""
) -> list[MentionedSale]:
    """Sales that are booked and bear a fact of suggestions; of one store, or of all with an empty one."""
    mentions = _mentions(connection, "sale_id", since_us, business_unit)
    found: list[MentionedSale] = []
    numbers = sorted(mentions)
    for start in range(0, len(numbers), SALES_AT_ONCE):
        found += _booked(connection, numbers[start : start + SALES_AT_ONCE], mentions)
    return found


def mentioned_orders(
    connection: Connection, since_us: int, business_unit: str = ""
) -> CounterMentions:
    """What became of what was mentioned at counters; of one store, or of all with an empty one."""
    said = [
        set(about.values())
        for about in _mentions(connection, "order_number", since_us, business_unit).values()
        if about
    ]
    held_out = sum(Mention.HELD_OUT in what for what in said)
    accepted = sum(Mention.ACCEPTED in what for what in said)
    return CounterMentions(len(said) - held_out, held_out, accepted)


def _mentions(
    connection: Connection, name: str, since_us: int, business_unit: str
) -> dict[str, dict[int, str]]:
    """What was said by item, of each sale or order."""
    wanted = select(FACT.c.fact_id, FACT.c.body).where(
        FACT.c.kind == FactKind.SUGGESTION.value, FACT.c.received_us >= since_us
    )
    if business_unit:
        wanted = wanted.where(FACT.c.business_unit == business_unit)
    mentions: dict[str, dict[int, str]] = {}
    for row in connection.execute(wanted):
        body = json.loads(row.body)
        about = body.get(name)
        if isinstance(about, str):
            mentions[about] = {said["item_id"]: said["what"] for said in body["suggestions"]}
    return mentions


def _booked(
    connection: Connection, sale_ids: Sequence[str], mentions: dict[str, dict[int, str]]
) -> list[MentionedSale]:
    wanted = (
        select(SALE.c.sale_id, SALE.c.total_minor, STOCK_MOVEMENT.c.item_id)
        .outerjoin(
            STOCK_MOVEMENT,
            (STOCK_MOVEMENT.c.source == SALE.c.fact_id)
            & (STOCK_MOVEMENT.c.business_unit == SALE.c.business_unit),
        )
        .where(SALE.c.sale_id.in_(sale_ids))
    )
    totals: dict[str, int] = {}
    bought: dict[str, set[int]] = {}
    for row in connection.execute(wanted):
        totals[row.sale_id] = row.total_minor
        bought.setdefault(row.sale_id, set()).add(row.item_id)
    return [
        MentionedSale(
            Mention.HELD_OUT.value in mentions[sale].values(),
            Mention.ACCEPTED.value in mentions[sale].values(),
            bool(bought[sale] & mentions[sale].keys()),
            total,
        )
        for sale, total in sorted(totals.items())
    ]


def _difference(heard: Sequence[int], held_out: Sequence[int]) -> Difference:
    """Welch's interval: the groups differ in size and in spread."""
    spread = sqrt(variance(heard) / len(heard) + variance(held_out) / len(held_out))
    value = fmean(heard) - fmean(held_out)
    return Difference(fmean(heard), fmean(held_out), value - SURE * spread, value + SURE * spread)
