"""What the centre learns of its ledger: what goes with what, what is new, what a store sells in a week."""

import random
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import delete, insert, select

from central.centre import Centre
from central.recommend.baskets import Basket, basket_matrix
from central.recommend.recommender import Learned, Recommender, entries_that_fit
from central.recommend.training import SHIPPED_TRAINING, Training, train
from central.storage.purchase_rows import items_text
from central.storage.purchase_schema import PURCHASE
from central.storage.schema import FEED
from central.storage.upsell_schema import ITEM_NEIGHBOUR, NEW_ITEM, SALES_RATE
from pos_app.domain.neighbours import ENTRIES_MAX, unpack
from tests.central.head_office import NOW_US, HeadOffice

TODAY = datetime.fromtimestamp(NOW_US // 1_000_000, UTC).date()


def _baskets() -> list[Basket]:
    """Who takes 1 takes 2 four times of five; 3 is bought by anybody; 9 by four people."""
    dice = random.Random(5)
    made = []
    for number in range(200):
        items = {3} if dice.random() < 0.3 else set()
        if number % 2:
            items |= {1, 2} if dice.random() < 0.8 else {1}
        else:
            items |= {4, 5}
        made.append(Basket(f"C{number % 50}", tuple(sorted(items))))
    return [*made, *(Basket("", (1, 9)) for _ in range(4))]


def test_what_goes_together_is_found_with_its_proof() -> None:
    matrix = basket_matrix(_baskets())
    learned = train(matrix)
    assert sorted(learned) == [1, 2, 3, 4, 5], "four baskets are too few"
    first = learned[1]
    best, weight, together = first.entries[0]
    assert (best, first.baskets) == (2, 104)
    assert together == sum({1, 2} <= set(basket.items) for basket in _baskets())
    assert weight > 5_000
    assert learned[4].entries[0][0] == 5
    assert all(entry[1] > 0 for about in learned.values() for entry in about.entries)
    assert learned == train(matrix), "the same baskets teach the same"


def test_who_comes_back_is_counted_by_customer() -> None:
    baskets = [Basket("A", (1, 2)), Basket("A", (1,)), Basket("B", (1, 2)), Basket("", (2,))]
    matrix = basket_matrix(baskets, baskets_min=1)
    assert matrix.again_permille.tolist() == [500, 0]
    assert matrix.basket_counts.tolist() == [3, 3]


def test_few_surroundings_say_nearly_what_all_of_the_catalogue_says() -> None:
    dice = np.random.default_rng(3)
    kinds = [tuple(range(10 * kind, 10 * kind + 10)) for kind in range(12)]
    baskets = [
        Basket("", tuple(sorted(dice.choice(kinds[dice.integers(12)], 4, replace=False).tolist())))
        for _ in range(3_000)
    ]
    matrix = basket_matrix(baskets)
    wide = train(matrix, Training(looked_at=500))
    near = train(matrix, Training(looked_at=9))
    assert wide == near, "what was never bought with an item explains nothing of it"


def test_no_baskets_teach_nothing() -> None:
    assert train(basket_matrix([])) == {}
    assert train(basket_matrix([Basket("", (7,)) for _ in range(9)])) == {}


@pytest.mark.parametrize(
    ("items", "size", "entries"),
    [
        (3_000, 1_000_000, SHIPPED_TRAINING.entries_max),
        (100_000, 110_000_000, 19),
        (400_000, 110_000_000, 4),
    ],
)
def test_neighbours_take_a_fifth_of_a_large_catalogue(items: int, size: int, entries: int) -> None:
    assert entries_that_fit(items, size) == entries
    assert SHIPPED_TRAINING.entries_max <= ENTRIES_MAX


def _bought(office: HeadOffice, unit: str, day: date, number: int, *items: int) -> None:
    row = {
        "customer_number": f"C{number % 7}",
        "order_number": f"{unit}-{number}",
        "ordered_on": day.isoformat(),
        "channel": "store",
        "business_unit": unit,
        "total_minor": 100,
        "goods": "",
        "items": items_text((item, 3) for item in items),
    }
    office.centre.database.write(lambda connection: connection.execute(insert(PURCHASE), [row]))


def _learn(centre: Centre) -> Learned:
    return Recommender(centre.database).learn(NOW_US)


def _heads(centre: Centre) -> dict[str, int]:
    rows = centre.query(
        lambda connection: connection.execute(select(FEED.c.feed, FEED.c.head)).all()
    )
    return {row.feed: row.head for row in rows}


def test_devices_are_told_what_is_other_than_before(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    for number in range(40):
        day = TODAY - timedelta(days=300 - 7 * number)
        _bought(office, unit, day, number, *((1, 2) if number % 2 else (1, 3)))
    register = office.register(unit)
    register.sells(4, 6)
    register.sends()
    learned = _learn(centre)
    assert learned.baskets == 41
    rows = centre.query(lambda connection: connection.execute(select(ITEM_NEIGHBOUR)).all())
    assert [row.item_id for row in rows] == [1, 2, 3], "4 was sold once"
    assert [(item, both) for item, _, both in unpack(rows[1].neighbours)] == [(1, 20)]
    assert learned.row_bytes < 1_000 * len(rows)
    new = centre.query(lambda connection: connection.execute(select(NEW_ITEM)).all())
    assert [row.item_id for row in new] == [4]
    here = select(SALES_RATE).where(SALES_RATE.c.business_unit == unit)
    rates = centre.query(lambda connection: connection.execute(here).all())
    pieces_of_one = sum(3 for number in range(40) if 300 - 7 * number <= 84)
    assert {row.item_id: row.weekly_milli for row in rates} == {
        1: pieces_of_one * 1000 // 12,
        2: 5 * 3_000 // 12,
        3: 4 * 3_000 // 12,
        4: 6_000 // 12,
    }
    before = _heads(centre)
    assert _learn(centre).told == 0
    assert _heads(centre) == before, "nothing new, nothing told"
    gone = delete(PURCHASE).where(PURCHASE.c.business_unit == unit)
    centre.database.write(lambda connection: connection.execute(gone))
    assert _learn(centre).told > 0
    assert centre.query(lambda connection: connection.execute(select(ITEM_NEIGHBOUR)).all()) == []
    assert _heads(centre)["chain"] > before["chain"]
