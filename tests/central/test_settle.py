"""An exception waits for a person, who ends it one way or the other."""

import msgspec
import pytest
from sqlalchemy import insert

from central.centre import Centre
from central.core.feed import store_feed
from central.core.refused import Refused
from central.core.settle import Decision, settle, ways_to_settle
from central.storage.admin_rows import books, open_exceptions
from central.storage.schema import ITEM
from sync.wire.messages import FactReceipt, Group
from tests.central.head_office import DAY, NOW_US, ON_HAND_MILLI, PRICE_MINOR, HeadOffice

NEW_ITEM = 77
GOODS = {"department": "Bakery", "unit": "each", "tax_code": "Z", "age_limit": 0, "popularity": 0}


def _settle(
    centre: Centre, exception_id: str, action: str, counted_milli: int | None = None
) -> str:
    decision = Decision(action, "by Carla", "support", counted_milli)
    return centre.write(lambda t: settle(t, exception_id, decision, NOW_US))


def _why_not(centre: Centre, exception_id: str, action: str) -> str:
    with pytest.raises(Refused) as refused:
        _settle(centre, exception_id, action)
    return refused.value.problem.code


def _last_group(centre: Centre, feed: str) -> Group:
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    return msgspec.json.decode(payload, type=Group)


def test_a_sale_of_an_unknown_item_is_applied_once_the_item_is_known(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    fact_id = register.sells(NEW_ITEM, pieces=2).fact_id.hex
    register.sends()
    assert _why_not(centre, fact_id, "apply") == "still_parked"
    item = {**GOODS, "item_id": NEW_ITEM, "number": "N77", "name": "Stollen"}
    centre.database.write(lambda connection: connection.execute(insert(ITEM), item))
    assert _settle(centre, fact_id, "apply") == "apply: by Carla"
    assert office.receipts(register.unit)[fact_id] == ("applied", "")
    assert office.stock(register.unit)[NEW_ITEM] == -2000
    assert office.sale_count(register.unit) == 1
    group = _last_group(centre, store_feed(register.unit))
    assert group.receipts == [FactReceipt(fact_id, "applied")]
    rows = {table.table: table.put for table in group.tables}
    assert rows["stock"] == [[NEW_ITEM, -2000, 0, 0]]
    assert rows["exception"][0][3] == "settled"
    assert _why_not(centre, fact_id, "apply") == "already_settled"
    assert office.stock(register.unit)[NEW_ITEM] == -2000


def test_what_is_dismissed_stays_parked(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    fact_id = register.sells(98).fact_id.hex
    register.sends()
    assert _why_not(centre, fact_id, "forget") == "unknown_action"
    assert _why_not(centre, "no-such", "dismiss") == "unknown_exception"
    _settle(centre, fact_id, "dismiss")
    assert office.receipts(register.unit)[fact_id] == ("parked", "unknown_item")
    assert _last_group(centre, store_feed(register.unit)).receipts == []


def test_a_basket_that_was_paid_on_two_copies_is_two_sales_once_a_person_says_so(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale_id = register.sells(1).fact_id.hex
    first = register.sells(1, sale_id=sale_id)
    second = register.sells(1, pieces=2, sale_id=sale_id)
    register.sends()
    assert office.receipts(register.unit)[first.fact_id.hex] == ("applied", "")
    assert office.receipts(register.unit)[second.fact_id.hex] == ("parked", "sale_known")
    _settle(centre, second.fact_id.hex, "apply")
    assert office.receipts(register.unit)[second.fact_id.hex] == ("applied", "")
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 4000
    found = centre.query(lambda connection: books(connection, register.unit, DAY))
    assert found["sale_count"] == 3
    assert found["sales_total_minor"] == 4 * PRICE_MINOR


def test_a_clock_that_is_off_is_asked_about_once_a_day(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    for off_ms in (-120_000, 120_000, None):
        register.offset_ms = off_ms
        register.sells(1)
    register.sends()
    assert office.exceptions(register.unit) == {}
    register.offset_ms = -125_000
    register.sells(1)
    register.sells(1)
    register.sends(4)
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    [(asked, kind, detail)] = [(f["exception_id"], f["kind"], f["detail"]) for f in found]
    device_id = register.device.device_id
    assert (kind, detail) == ("wrong_clock", f"{device_id} {DAY}: 125 s ahead")
    assert ways_to_settle(kind) == ("dismiss",)
    _settle(centre, asked, "dismiss")
    register.sells(1)
    register.sends(6)
    assert centre.query(lambda connection: open_exceptions(connection, register.unit)) == []


def test_a_clock_that_never_heard_the_centre_is_found_ahead_of_it(office: HeadOffice) -> None:
    register = office.register()
    register.offset_ms = None
    register.clock_us = NOW_US + 121_000_000
    register.sells(1)
    register.sends()
    assert [*office.exceptions(register.unit).values()] == ["wrong_clock"]
