"""Small baskets and promotions, as they come."""

from hypothesis import strategies as st

from pos_app.domain.money import Rounding
from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Customer,
    Goods,
    PricingSettings,
    RoundingScope,
    Tax,
    TaxKind,
    TaxStatus,
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
    st.fixed_dictionaries(
        {
            "limits": st.fixed_dictionaries(
                {},
                optional={"applications": st.integers(1, 2), "discount_minor": st.integers(1, 400)},
            )
        }
    ),
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


THRESHOLDS = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 1500), st.booleans()), min_size=1, max_size=2
).map(
    lambda drawn: [
        read_promotion(
            {
                "id": f"Q{number}",
                "kind": "basket_percent_off" if percent else "basket_amount_off",
                "steps": [{"spend_minor": spend + 1, **_figure(figure, percent)}],
            }
        )
        for number, (figure, spend, percent) in enumerate(drawn)
    ]
)


def _figure(figure: int, percent: bool) -> dict[str, object]:
    return {"percent": figure} if percent else {"amount_minor": figure * 10}


TAXES = st.lists(
    st.builds(
        lambda kind, value, included, compound, always: (kind, value, included, compound, always),
        st.sampled_from(list(TaxKind)),
        st.integers(0, 300_000),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=3,
).map(
    lambda drawn: tuple(
        Tax(f"T{n}", f"T{n}", kind, value if kind is not TaxKind.FIXED else value // 30, *flags)
        for n, (kind, value, *flags) in enumerate(drawn)
    )
)
RULES = st.builds(
    PricingSettings,
    st.just("GBP"),
    tax_scope=st.sampled_from(list(RoundingScope)),
    tax_rounding=st.sampled_from(list(Rounding)),
    discount_scope=st.sampled_from([RoundingScope.UNIT, RoundingScope.LINE]),
    cash_unit_minor=st.sampled_from([0, 5, 10]),
)
CUSTOMERS = st.builds(Customer, tax_status=st.sampled_from(list(TaxStatus)))


@st.composite
def taxed_baskets(draw: st.DrawFn) -> Basket:
    """Lines of pieces and of weighed goods, with taxes of any kind, for any customer."""
    circumstances = Circumstances("2026-11-21T18:00", customer=draw(CUSTOMERS))
    lines = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        is_weighed = draw(st.booleans())
        goods = Goods(
            draw(st.sampled_from(ITEMS)),
            "",
            draw(st.integers(1, 500_000)),
            unit="kg" if is_weighed else "each",
            taxes=draw(TAXES),
        )
        milli = draw(st.integers(1, 5_000)) if is_weighed else draw(st.integers(1, 5)) * 1000
        lines.append(BasketLine(number, goods, milli))
    return Basket(tuple(lines), circumstances, cash=draw(st.booleans()))
