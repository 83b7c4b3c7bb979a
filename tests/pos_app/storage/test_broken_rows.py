"""Whatever a broken centre says of one item, offer or clock: it costs no money, and everything else is sold."""

import json

import pytest

from pos_app.domain.refusals.scans import UnknownItem
from pos_app.files.database import Value
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, CAKESTAND, Till, pounds

DEEP = "[" * 50_000 + "]" * 50_000
BAGS = {
    "id": "p",
    "name": "3 for 2",
    "kind": "n_for_m",
    "take": 3,
    "pay": 2,
    "goods": {"departments": ["Bags"]},
}


def _says(till: Till, kind: str, statement: str, *values: Value) -> None:
    with agent(till.device, kind) as replica:
        replica.execute(statement, values)
    till.files.news.changed()


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("zone", "UPDATE price SET price_minor = -500 WHERE item_id = 1"),
        ("zone", "UPDATE price SET price_minor = 9000000000000000000 WHERE item_id = 1"),
        ("zone", "UPDATE price SET price_minor = 'free' WHERE item_id = 1"),
        ("chain", "UPDATE item SET age_limit = 'old' WHERE item_id = 1"),
        ("chain", "UPDATE item SET age_limit = -5 WHERE item_id = 1"),
    ],
)
def test_an_item_that_nobody_can_reckon_with_is_not_sold(
    till: Till, kind: str, statement: str
) -> None:
    till.opens(ANNA)
    _says(till, kind, statement)
    with pytest.raises(UnknownItem):
        till.scans(BAG)
    found = till.register.search_items(words="retrospot")
    assert 1 not in [one.item.item_id for one in found.found]
    till.scans(CAKESTAND)
    assert till.register.read_basket().basket.to_pay == pounds(1275)


def test_a_tax_below_nothing_sells_nothing_and_stops_no_other_rate(till: Till) -> None:
    till.opens(ANNA)
    _says(till, "chain", "UPDATE tax_rate SET basis_points = -20000 WHERE code = 'Z'")
    till.scans(BAG)
    assert till.files.catalogue.tax_rate("Z") is None


@pytest.mark.parametrize(
    ("document", "begins"), [(DEEP, 0), (json.dumps(BAGS), "soon"), ("5", 0), ("{", 0)]
)
def test_an_offer_that_is_none_changes_no_price(till: Till, document: str, begins: Value) -> None:
    till.opens(ANNA)
    _says(till, "zone", "INSERT INTO promotion VALUES ('p', ?, NULL, ?)", begins, document)
    till.scans(BAG, BAG, BAG)
    assert till.register.read_basket().basket.to_pay == pounds(3 * 195)


@pytest.mark.parametrize("offset", ["soon", "9999999999999999", "-99999999999999999999"])
def test_a_clock_that_no_centre_has_moves_no_day(till: Till, offset: str) -> None:
    _says(till, "store", "INSERT INTO contact VALUES ('clock_offset_ms', ?)", offset)
    till.opens(ANNA)
    till.scans(BAG)
    current = till.files.store.tills.current()
    assert current is not None and current.business_date == "2025-11-21"
