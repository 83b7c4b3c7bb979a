"""The engine finds what trying everything finds, whatever the basket and however it came to be."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.pricing.basket import Basket, BasketLine, Goods
from pos_app.domain.pricing.engine import Pricer
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.promotion import BasketOffer, Promotion
from pos_app.domain.pricing.promotion_reading import read_promotion
from tests.pos_app.domain.pricing.brute_force import (
    Unit,
    combinations_of,
    lowered,
    most_saved,
    saved,
)
from tests.pos_app.domain.pricing.strategies import (
    AT,
    BY_UNIT,
    SETS,
    THRESHOLDS,
    UNITS,
    baskets,
    promotions,
)


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


@settings(max_examples=200, deadline=None)
@given(promotions(st.one_of(UNITS, SETS), most=2), THRESHOLDS, baskets(most_pieces=5))
def test_no_choice_of_goods_leaves_a_better_basket(
    offered: list[Promotion], thresholds: list[Promotion], basket: Basket
) -> None:
    """A promotion on goods may be left out where the spend that it takes away is worth more."""
    priced = Pricer(PriceBook(BY_UNIT, [*offered, *thresholds])).price(basket)
    units = units_of(basket)
    total = sum(unit.amount for unit in units)
    caps = {promotion.id: promotion.limits.discount_minor for promotion in offered}
    best = 0
    for chosen in combinations_of(offered, units):
        on_goods = saved(chosen, caps)
        best = max(best, on_goods + best_threshold(thresholds, total - on_goods))
    assert priced.discount_minor <= best
    if priced.is_exact:
        assert priced.discount_minor == best


@settings(max_examples=100, deadline=None)
@given(
    promotions(st.one_of(UNITS, SETS), most=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
    baskets(most_pieces=4),
)
def test_an_exclusive_promotion_stands_alone_or_not_at_all(
    offered: list[Promotion], exclusive: list[bool], basket: Basket
) -> None:
    marked = [
        replace(promotion, exclusive=alone)
        for promotion, alone in zip(offered, exclusive, strict=False)
    ]
    priced = Pricer(PriceBook(BY_UNIT, marked)).price(basket)
    units = units_of(basket)
    together = [promotion for promotion in marked if not promotion.exclusive]
    choices = [together, *([promotion] for promotion in marked if promotion.exclusive)]
    assert priced.discount_minor == max(most_saved(choice, units) for choice in choices)
    fired = [marked[firing.place].exclusive for firing in priced.firings]
    assert not any(fired) or len(fired) == 1


def best_threshold(thresholds: list[Promotion], spend: int) -> int:
    """The most that one promotion of the basket takes off a spend."""
    found = [0]
    for promotion in thresholds:
        assert isinstance(promotion.offer, BasketOffer)
        step = promotion.offer.steps[0]
        if spend >= step.from_spend_minor:
            found.append(lowered(spend, step.off))
    return max(found)


@pytest.mark.parametrize("price_minor", [100, 100_000])
def test_a_large_set_of_many_goods_is_not_searched_for_ever(price_minor: int) -> None:
    """Twenty of forty goods can be chosen in 10^11 ways, and a slot that nothing fits spoils each of them."""
    parts = [{"pieces": 20}, {"goods": {"items": ["I0", "I1"]}, "pieces": 2}]
    bundle = {"id": "P", "kind": "bundle", "parts": parts, "price_minor": price_minor}
    never = {**bundle, "id": "Q", "parts": [*parts, {"goods": {"items": ["none"]}}]}
    basket = {
        "id": "R",
        "kind": "basket_amount_off",
        "steps": [{"spend_minor": 500, "amount_minor": 1}],
    }
    offered = [read_promotion(document) for document in (bundle, never, basket)]
    lines = tuple(
        BasketLine(number, Goods(f"I{number}", "", (100 + number) * 1000), 1000)
        for number in range(40)
    )
    priced = Pricer(PriceBook(BY_UNIT, offered)).price(Basket(lines, AT))
    assert priced.discount_minor >= (1 if price_minor > 10_000 else 2_000)
