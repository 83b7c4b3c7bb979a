"""The engine finds what trying everything finds, whatever the basket and however it came to be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.pricing.basket import Basket
from pos_app.domain.pricing.engine import Pricer
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.promotion import Promotion
from tests.pos_app.domain.pricing.brute_force import Unit, most_saved
from tests.pos_app.domain.pricing.strategies import AT, BY_UNIT, SETS, UNITS, baskets, promotions


def units_of(basket: Basket) -> tuple[Unit, ...]:
    """The single pieces of a basket."""
    pieces = [
        (line.goods.item, line.goods.price_milli // 1000)
        for line in basket.lines
        for _ in range(line.milli // 1000)
    ]
    return tuple(Unit(number, item, amount) for number, (item, amount) in enumerate(pieces))


@settings(max_examples=300, deadline=None)
@given(promotions(st.one_of(UNITS, SETS)), baskets())
def test_no_legal_combination_saves_more(offered: list[Promotion], basket: Basket) -> None:
    priced = Pricer(PriceBook(BY_UNIT, offered)).price(basket)
    best = most_saved(offered, units_of(basket))
    assert priced.discount_minor <= best
    if priced.is_exact:
        assert priced.discount_minor == best


@settings(max_examples=100, deadline=None)
@given(promotions(st.one_of(UNITS, SETS)), baskets(most_pieces=12))
def test_a_basket_costs_the_same_however_it_was_scanned(
    offered: list[Promotion], basket: Basket
) -> None:
    pricer = Pricer(PriceBook(BY_UNIT, offered))
    for count in range(1, len(basket.lines) + 1):
        grown = Basket(basket.lines[:count], AT)
        assert pricer.price(grown) == Pricer(PriceBook(BY_UNIT, offered)).price(grown)
