"""What came back to a store is to be put back by any of its devices, until somebody moves or counts it."""

from central.centre import Centre
from central.core.settle import Decision, settle
from pos_app.domain.ids import ItemId
from pos_app.domain.stock_bodies import stock_counted, stock_moved
from pos_app.domain.stock_room import FeedPlace
from tests.central.head_office import NOW_US, HeadOffice, Register
from tests.central.test_returns import brings_back, rows_of, undoes

MINUTE_US = 60_000_000
ITEM = ItemId(1)


def _left(centre: Centre, register: Register) -> dict[int, int]:
    rows = rows_of(centre, register)["to_put_back"]
    return {int(str(row[0])): int(str(row[1])) for row in rows if row[1]}


def test_it_is_told_to_every_device_until_one_has_put_it_back(
    centre: Centre, office: HeadOffice
) -> None:
    till = office.register()
    handheld = office.register(unit=till.unit)
    sale, wrong = till.sells(1, pieces=3), till.sells(1)
    brings_back(till, sale, 2)
    brings_back(till, sale, 1, condition="damaged")
    undoes(till, wrong)
    till.sends()
    assert _left(centre, till) == {1: 3_000}, "what is damaged is no stock"
    handheld.says(stock_moved(ITEM, 3_000, "", "A01-01-A"))
    handheld.sends()
    assert _left(centre, till) == {}


def test_what_was_moved_before_it_came_back_is_not_put_back(
    centre: Centre, office: HeadOffice
) -> None:
    till = office.register()
    handheld = office.register(unit=till.unit)
    handheld.clock_us = NOW_US - 60 * MINUTE_US
    handheld.says(stock_moved(ITEM, 1_000, "", "A01-01-A"))
    sale = till.sells(1)
    brings_back(till, sale)
    till.sends()
    handheld.sends()
    assert _left(centre, till) == {1: 1_000}
    till.says(stock_counted(ITEM, 9_000, 9_000, FeedPlace("e", 1), ""))
    till.sends()
    assert _left(centre, till) == {}


def test_a_return_that_a_person_applied_late_is_to_be_put_back_too(
    centre: Centre, office: HeadOffice
) -> None:
    till = office.register()
    back = brings_back(till, till.sells(1), sale_id="0" * 32)
    till.sends()
    assert _left(centre, till) == {}
    decision = Decision("apply", "", "support")
    centre.write(lambda t: settle(t, back.fact_id.hex, decision, NOW_US))
    assert _left(centre, till) == {1: 1_000}
