"""How long the price of a basket takes, 100 lines and 500 active promotions, beside adding up the same lines."""

from __future__ import annotations

import random
from functools import partial

from bench.measure import Figure, percentile, say, timed, without_collection
from pos_app.domain.money import Rounding, divide
from pos_app.domain.pricing.basket import (
    Basket,
    BasketLine,
    Circumstances,
    Goods,
    PricingSettings,
    Tax,
    TaxKind,
)
from pos_app.domain.pricing.engine import Pricer
from pos_app.domain.pricing.price_book import PriceBook
from pos_app.domain.pricing.promotion import Promotion
from pos_app.domain.pricing.promotion_reading import read_promotion

LINES = 100
SCANS = 20
PROMOTIONS = 500
ITEMS = 1_000
DEPARTMENTS = 40
BASKETS = 12
SEED = 20_261_121
AT = Circumstances("2026-11-21T18:00", zone="uk")
VAT = Tax("S", "VAT", TaxKind.PERCENT, 200_000, included=True)
SETTINGS = PricingSettings("GBP")


def main() -> None:
    """Print the median and p99 after one more scan, and from nothing."""
    chance = random.Random(SEED)
    goods = [
        Goods(
            f"I{n}",
            f"Item {n}",
            chance.randint(50, 2_000) * 1000,
            f"D{n % DEPARTMENTS}",
            taxes=(VAT,),
        )
        for n in range(ITEMS)
    ]
    promotions = [_promotion(n, chance) for n in range(PROMOTIONS)]
    scans: list[int] = []
    floors: list[int] = []
    whole: list[int] = []
    is_exact = 0
    fired = 0
    with without_collection():
        for _ in range(BASKETS):
            lines = _lines(goods, chance)
            whole.append(timed(partial(_from_nothing, promotions, lines[:LINES])))
            pricer = Pricer(PriceBook(SETTINGS, promotions))
            pricer.price(Basket(lines[:LINES], AT))
            for count in range(LINES + 1, LINES + SCANS + 1):
                basket = Basket(lines[:count], AT)
                floors.append(timed(partial(_add_up, basket)))
                scans.append(timed(partial(pricer.price, basket)))
                priced = pricer.price(basket)
                is_exact += priced.is_exact
                fired += len(priced.firings)
    say("after one more scan", p50_ms=percentile(scans, 50), p99_ms=percentile(scans, 99))
    say("from nothing", p50_ms=percentile(whole, 50), max_ms=percentile(whole, 100))
    say("promotions that fired in a basket", mean=fired / len(scans))
    say("baskets searched to the end", share=is_exact / len(scans))
    say("adding up", p50_ms=percentile(floors, 50))
    value, floor = percentile(scans, 50), percentile(floors, 50)
    print(Figure.beside_floor("price_basket", value, "ms p50", floor).line())


def _from_nothing(promotions: list[Promotion], lines: tuple[BasketLine, ...]) -> None:
    Pricer(PriceBook(SETTINGS, promotions)).price(Basket(lines, AT))


def _add_up(basket: Basket) -> int:
    """The floor: price, quantity and tax of every line, and nothing else."""
    total = 0
    for line in basket.lines:
        amount = divide(line.goods.price_milli * line.milli, 1_000_000, Rounding.HALF_UP)
        tax = divide(amount * VAT.value, 1_000_000 + VAT.value, Rounding.HALF_UP)
        total += amount - tax + tax
    return total


def _lines(goods: list[Goods], chance: random.Random) -> tuple[BasketLine, ...]:
    return tuple(
        BasketLine(number, chance.choice(goods), chance.choice((1, 1, 1, 2, 3)) * 1000)
        for number in range(1, LINES + SCANS + 1)
    )


def _promotion(number: int, chance: random.Random) -> Promotion:
    """As a supermarket has them: most on a few items, some on a department, few on the basket."""
    items = [f"I{chance.randrange(ITEMS)}" for _ in range(chance.randint(1, 12))]
    goods: dict[str, object] = {"items": items}
    if chance.random() < 0.06:
        goods = {"departments": [f"D{chance.randrange(DEPARTMENTS)}"]}
    part = {"goods": goods, "pieces": chance.randint(1, 2)}
    other = {"goods": {"items": [f"I{chance.randrange(ITEMS)}" for _ in range(8)]}}
    documents: tuple[dict[str, object], ...] = (
        {"kind": "percent_off", "goods": goods, "percent": chance.randint(5, 40)},
        {"kind": "amount_off", "goods": goods, "amount_minor": chance.randint(10, 100)},
        {"kind": "fixed_price", "goods": goods, "price_minor": chance.randint(50, 900)},
        {"kind": "n_for_m", "goods": goods, "take": chance.randint(2, 4), "pay": 1},
        {"kind": "bundle", "parts": [part], "price_minor": chance.randint(100, 900)},
        {"kind": "bundle", "parts": [part, other], "percent": chance.randint(10, 40)},
        {"kind": "buy_get", "buy": part, "get": other, "percent": 50},
        {
            "kind": "basket_percent_off",
            "percent": chance.randint(1, 5),
            "needs": [{"goods": goods, "pieces": 3}],
        },
        {
            "kind": "basket_amount_off",
            "steps": [
                {
                    "spend_minor": chance.randint(1_000, 20_000),
                    "amount_minor": chance.randint(100, 500),
                }
            ],
        },
    )
    document = chance.choices(
        documents,
        weights=(25, 15, 10, 17, 15, 8, 8, 1, 1),
    )[0]
    return read_promotion({"id": f"P{number:03}", **document})


if __name__ == "__main__":
    main()
