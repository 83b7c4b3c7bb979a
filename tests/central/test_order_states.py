"""The life of a customer order: every step leads on, and every order can end."""

from pathlib import Path

import pytest

import central
from central.core.order_states import NEXT, available_milli, check_step
from central.core.refused import Refused
from pos_app.domain.customer_order import ENDED, Fulfilment, OrderState
from resources.demo.readers import read_orders


@pytest.mark.parametrize("fulfilment", Fulfilment)
def test_from_every_state_an_order_can_end_and_ended_is_ended(fulfilment: Fulfilment) -> None:
    steps = NEXT[fulfilment]
    for state in steps:
        reached, seen = {state}, set[OrderState]()
        while reached - seen:
            at = (reached - seen).pop()
            seen.add(at)
            reached |= steps[at]
        assert reached & ENDED
        assert (steps[state] == frozenset()) == (state in ENDED)


def test_a_step_that_is_not_there_is_refused() -> None:
    check_step(Fulfilment.CURBSIDE, OrderState.READY, OrderState.ARRIVED)
    for fulfilment, before, after in (
        (Fulfilment.PICKUP, OrderState.HANDED_OVER, OrderState.READY),
        (Fulfilment.PICKUP, OrderState.ALLOCATED, OrderState.HANDED_OVER),
        (Fulfilment.DELIVERY, OrderState.READY, OrderState.ARRIVED),
    ):
        with pytest.raises(Refused) as refused:
            check_step(fulfilment, before, after)
        assert refused.value.problem.code == "no_such_step"


def test_every_demo_order_is_in_a_state_of_its_life() -> None:
    for order in read_orders():
        assert OrderState(order.state) in NEXT[Fulfilment(order.fulfilment)], order


def test_what_is_promised_is_never_below_zero() -> None:
    assert available_milli(10_000, 3_000, 2_000) == 5_000
    assert available_milli(1_000, 3_000, 2_000) == 0


def test_the_published_states_are_those_of_the_code() -> None:
    document = Path(central.__file__).parents[1] / "docs" / "orders.md"
    text = document.read_text(encoding="utf-8")
    for fulfilment, steps in NEXT.items():
        rows = ["| from | to |", "|---|---|"]
        for state in [state for state in OrderState if state in steps]:
            told = ", ".join(after for after in OrderState if after in steps[state])
            rows.append(f"| {state} | {told} |" if told else f"| {state} | |")
        assert f"### {fulfilment}\n" + "\n".join(rows) + "\n" in text, fulfilment
