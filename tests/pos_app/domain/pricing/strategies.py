"""Small baskets and promotions, as they come."""

from hypothesis import strategies as st

from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Goods,
    PricingSettings,
    RoundingScope,
)
from pos_app.domain.pricing.promotion import Promotion
from pos_app.domain.pricing.promotion_reading import read_promotion

ITEMS = ("A", "B", "C", "D")
AT = Circumstances("2026-11-21T18:00")
BY_UNIT = PricingSettings("GBP", discount_scope=RoundingScope.UNIT)

GOODS = st.lists(st.sampled_from(ITEMS), max_size=3, unique=True).map(
    lambda items: {"items": items}
)
AMOUNT = st.integers(0, 400)
PERCENT = st.integers(1, 100)
PIECES = st.integers(1, 3)
PART = st.fixed_dictionaries({"goods": GOODS, "pieces": st.integers(1, 2)})
OFF = st.one_of(
    st.fixed_dictionaries({"percent": PERCENT}),
    st.fixed_dictionaries({"amount_minor": AMOUNT}),
    st.fixed_dictionaries({"price_minor": AMOUNT}),
)


def _merged(*parts: dict[str, object]) -> dict[str, object]:
    return {name: value for part in parts for name, value in part.items()}


UNITS = st.one_of(
    st.builds(
        _merged,
        st.just({"kind": "percent_off"}),
        st.fixed_dictionaries({"goods": GOODS, "percent": PERCENT}),
    ),
    st.builds(
        _merged,
        st.just({"kind": "amount_off"}),
        st.fixed_dictionaries({"goods": GOODS, "amount_minor": AMOUNT}),
    ),
    st.builds(
        _merged,
        st.just({"kind": "fixed_price"}),
        st.fixed_dictionaries({"goods": GOODS, "price_minor": AMOUNT}),
    ),
    st.builds(
        lambda goods, first, second: {
            "kind": "percent_off",
            "goods": goods,
            "steps": [{"pieces": 2, "percent": first}, {"pieces": 4, "percent": second}],
        },
        GOODS,
        PERCENT,
        PERCENT,
    ),
)
SETS = st.one_of(
    st.builds(
        lambda goods, pay, free, percent: {
            "kind": "n_for_m",
            "goods": goods,
            "take": pay + free,
            "pay": pay,
            "percent": percent,
        },
        GOODS,
        st.integers(1, 2),
        st.integers(1, 2),
        PERCENT,
    ),
    st.builds(
        lambda parts, off: {"kind": "bundle", "parts": parts, **off},
        st.lists(PART, min_size=1, max_size=2),
        OFF,
    ),
    st.builds(
        lambda buy, get, off: {"kind": "buy_get", "buy": buy, "get": get, **off}, PART, PART, OFF
    ),
)
LIMITS: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"limits": st.fixed_dictionaries({"applications": st.integers(1, 2)})}),
)


@st.composite
def promotions(
    draw: st.DrawFn, kinds: st.SearchStrategy[dict[str, object]], most: int = 3
) -> list[Promotion]:
    """A few promotions with ids of their own."""
    documents = draw(st.lists(st.tuples(kinds, LIMITS), min_size=1, max_size=most))
    return [
        read_promotion({"id": f"P{number}", **document, **limits})
        for number, (document, limits) in enumerate(documents)
    ]


@st.composite
def baskets(draw: st.DrawFn, most_pieces: int = 6) -> Basket:
    """A few lines with few pieces in all."""
    prices = {item: draw(st.integers(1, 500)) for item in ITEMS}
    lines: list[BasketLine] = []
    left = most_pieces
    while left and len(lines) < 4:
        pieces = draw(st.integers(1, left))
        item = draw(st.sampled_from(ITEMS))
        lines.append(
            BasketLine(len(lines) + 1, Goods(item, item, prices[item] * 1000), pieces * 1000)
        )
        left -= pieces
    return Basket(tuple(lines), AT)
