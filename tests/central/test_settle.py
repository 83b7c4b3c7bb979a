"""An exception waits for a person, who ends it one way or the other."""

import msgspec
import pytest
from sqlalchemy import insert

from central.centre import Centre
from central.core.feed import store_feed
from central.core.refused import Refused
from central.core.settle import Decision, settle
from central.storage.schema import ITEM
from sync.wire.messages import FactReceipt, Group
from tests.central.head_office import NOW_US, HeadOffice

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
