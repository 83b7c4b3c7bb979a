"""Discounts by hand come last, never take more than there is, and their parts add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.pricing.by_hand import ByHand, discounts_by_hand, off

TAKEN = st.one_of(
    st.builds(ByHand, share_bp=st.integers(1, 10_000)),
    st.builds(ByHand, amount_minor=st.integers(1, 100_000)),
)
LINES = st.lists(st.tuples(st.integers(-5_000, 50_000), st.none() | TAKEN), min_size=1, max_size=20)


@given(LINES, st.none() | TAKEN)
def test_parts_add_up_and_nothing_is_below_nothing(
    lines: list[tuple[int, ByHand | None]], basket: ByHand | None
) -> None:
    left = [amount for amount, _ in lines]
    found = discounts_by_hand(left, [taken for _, taken in lines], basket)
    parts = [sum(one.amount_minor for one in taken) for taken in found]
    of_lines = [0 if taken is None else off(taken, amount) for amount, taken in lines]
    rest = sum(max(amount - part, 0) for amount, part in zip(left, of_lines, strict=True))
    assert sum(parts) - sum(of_lines) == (0 if basket is None else off(basket, rest))
    for amount, part in zip(left, parts, strict=True):
        assert 0 <= part <= max(amount, 0)


@given(st.integers(-5_000, 50_000), TAKEN)
def test_one_discount_takes_between_nothing_and_all(amount: int, taken: ByHand) -> None:
    assert 0 <= off(taken, amount) <= max(amount, 0)
