"""Till books knows that the figures of a day are those of its facts, and that cards paid what the facts say (I8)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pos_app.domain.cash_moves import CashMove
from pos_app.domain.facts import FactKind
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED

MOVES = tuple(map(str, CashMove))
# What a fact that nobody is to understand calls its receipt.
STRANGE = "x"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as the centre has it."""

    chain: tuple[str, str]
    sequence: int
    kind: str
    fact_id: str
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """What it says."""
        said: dict[str, Any] = json.loads(self.body)
        return said


def check_payments(
    told: Iterable[Told],
    decided: Mapping[str, str],
    taken: Mapping[str, int],
    whole: Container[str],
) -> None:
    """A payment ended as its terminal says, and pays one sale; whoever lost nothing leaves none open.

    taken: what each payment took, by the number that its terminal knows it by; whole: devices of one life.
    """
    facts = {one.fact_id: one for one in told}
    services = {
        one.fact_id: one.said["service"]
        for one in facts.values()
        if one.kind == FactKind.PAYMENT_INTENT
    }
    ended, claimed = dict[str, int](), Counter[str]()
    for one in facts.values():
        if one.kind == FactKind.PAYMENT_OUTCOME:
            said = one.said
            ended[said["payment"]] = said["given_minor"]
        elif one.kind == FactKind.SALE_COMPLETED and decided[one.fact_id] == APPLIED:
            claimed.update(_payments_of(one))
    for payment, given in ended.items():
        took = taken.get(services.get(payment, ""), 0)
        known = payment in services
        hold(given == took or not known, "I8", f"{payment} paid {given}, its terminal took {took}")
    for payment, service in services.items():
        is_whole = facts[payment].chain[0] in whole
        hold(payment in ended or not is_whole, "I8", f"nobody says how {payment} ended")
        count = claimed[payment]
        once = count == 1 if taken.get(service) and is_whole else count <= 1
        hold(once, "I8", f"{payment} pays {count} sales")


def _payments_of(sale: Told) -> Iterator[str]:
    tenders = sale.said["tenders"]
    if isinstance(tenders, list):
        for tender in tenders:
            if "payment" in tender:
                yield tender["payment"]


def check_drawers(told: Iterable[Told]) -> None:
    """The close of a day says what its chain says from its opening on, where the centre has all of that."""
    for _, chain in groupby(told, key=lambda one: one.chain):
        sums, before = None, 0
        for one in chain:
            if one.kind == FactKind.DAY_OPENED:
                sums = Counter[str]()
            elif one.sequence != before + 1:
                sums = None
            before = one.sequence
            if sums is None:
                continue
            if one.kind == FactKind.DAY_CLOSED:
                _compare(one, sums)
                sums = None
            else:
                _add(sums, one)


def _add(sums: Counter[str], one: Told) -> None:
    """What a fact does to the figures; of a body that nobody reads there are none."""
    if one.kind in MOVES:
        sums[one.kind] += one.said["amount_minor"]
    elif one.kind == FactKind.SALE_COMPLETED and one.said["receipt_number"] != STRANGE:
        sums["sales"] += 1
        sums["total"] += one.said["total_minor"]
    elif one.kind == FactKind.SALE_VOIDED:
        sums["sales"] -= 1
        sums["total"] -= one.said["total_minor"]
    elif one.kind == FactKind.SALE_RETURNED:
        sums["refunds"] += one.said["total_minor"]


def _compare(closed: Told, sums: Counter[str]) -> None:
    said = closed.said
    moves = {move: said["moves_minor"][move] for move in MOVES}
    found = (said["sale_count"], said["sales_total_minor"], said["refunds_minor"], moves)
    wanted = (sums["sales"], sums["total"], sums["refunds"], {move: sums[move] for move in MOVES})
    hold(found == wanted, "I8", f"{closed.fact_id} closes a day with {found}, not {wanted}")
