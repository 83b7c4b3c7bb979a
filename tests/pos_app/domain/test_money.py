"""Amounts are integers, and nothing is lost when they are rounded or shared out."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from pos_app.domain.currencies import CURRENCIES
from pos_app.domain.money import Rounding, UnitPrice, allocate, divide, extend
from pos_app.domain.quantity import Quantity
from pos_app.domain.tax import TaxRate, summarise, tax_included_minor
from pos_app.domain.tender import change_in_pieces, pay_cash, quick_cash
from tests.pos_app.till import pounds

AMOUNTS = st.integers(-(10**9), 10**9)
POSITIVE = st.integers(0, 1_000_000)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
@example(100, [1, 1, 1])
@example(-1, [0, 0])
def test_shares_add_up_to_the_whole(total_minor: int, weights: list[int]) -> None:
    parts = allocate(total_minor, tuple(weights))
    assert sum(parts) == total_minor
    assert len(parts) == len(weights)
    whole = sum(weights)
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - Fraction(total_minor * weight, whole)) < 1


@given(AMOUNTS, st.integers(1, 10**6))
def test_a_rounded_share_is_never_off_by_more_than_half(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    for rounding in (Rounding.HALF_UP, Rounding.HALF_EVEN):
        assert abs(divide(numerator, denominator, rounding) - exact) <= Fraction(1, 2)
    down = divide(numerator, denominator, Rounding.DOWN)
    assert abs(down) <= abs(exact) < abs(down) + 1


def test_halves_go_where_their_name_says() -> None:
    assert [divide(n, 2, Rounding.HALF_UP) for n in (1, 3, -1, -3)] == [1, 2, -1, -2]
    assert [divide(n, 2, Rounding.HALF_EVEN) for n in (1, 3, -1, -3)] == [0, 2, 0, -2]
    assert [divide(n, 2, Rounding.DOWN) for n in (1, 3, -1, -3)] == [0, 1, 0, -1]
    assert [divide(n, 3, Rounding.UP) for n in (1, 3, -1, -4)] == [1, 1, -1, -2]


@given(POSITIVE, st.integers(1, 999))
def test_whole_pieces_cost_exactly_their_price(price_minor: int, count: int) -> None:
    price = UnitPrice.of_minor(price_minor, "GBP")
    assert extend(price, Quantity.pieces(count)) == pounds(price_minor * count)


@given(st.dictionaries(st.sampled_from([0, 500, 2000]), st.integers(-(10**7), 10**7)))
def test_a_tax_summary_adds_up(gross_by_points: dict[int, int]) -> None:
    gross = {TaxRate(str(points), "", points): g for points, g in gross_by_points.items()}
    lines = summarise(gross)
    assert sum(line.gross_minor for line in lines) == sum(gross.values())
    for line in lines:
        assert line.net_minor + line.tax_minor == line.gross_minor
    assert [line.basis_points for line in lines] == sorted(gross_by_points, reverse=True)


@given(POSITIVE, st.integers(0, 3000))
def test_the_tax_within_a_price_is_its_share_to_the_penny(gross: int, points: int) -> None:
    exact = Fraction(gross * points, 10_000 + points)
    assert abs(tax_included_minor(gross, points) - exact) <= Fraction(1, 2)


@given(POSITIVE)
def test_change_in_pieces_is_the_change(change_minor: int) -> None:
    pieces = change_in_pieces(pounds(change_minor))
    assert sum(denomination * count for denomination, count in pieces) == change_minor
    assert [d for d, _ in pieces] == sorted((d for d, _ in pieces), reverse=True)
    assert {d for d, _ in pieces} <= set(CURRENCIES["GBP"].pieces)


@given(st.integers(1, 900_000))
def test_quick_cash_is_enough_and_never_exact(to_pay_minor: int) -> None:
    offered = quick_cash(pounds(to_pay_minor))
    assert offered
    for given_ in offered:
        assert pay_cash(pounds(to_pay_minor), given_).change.amount_minor > 0
