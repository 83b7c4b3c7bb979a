"""Money for an order that was paid online goes back to where it came from, and head office sees how far it is."""

import asyncio
from typing import Any

import httpx
import msgspec
import pytest

from central.app import build_app
from central.centre import Centre, new_token
from central.core.feed import store_feed
from central.core.orders import move_order
from central.core.records import PlacedRefund
from central.core.refund_ports import RefundState
from central.core.refunds import RefundStep, move_refund
from central.core.refused import Refused
from central.core.roles import AdminRole
from central.storage.admin_rows import open_exceptions
from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import FactDraft
from sync.wire.messages import Group
from tests.central.head_office import NOW_US, HeadOffice
from tests.central.order_book import write_order

DAY_US = 86_400_000_000
CHEAPER = {"line_number": 1, "item_id": 2, "quantity_milli": 1000, "instead_of": 1}
REFUSED = {"line_number": 2, "item_id": 2, "quantity_milli": 1000}


def _refunds(centre: Centre, number: str) -> tuple[PlacedRefund, ...]:
    [order, *_] = centre.read(lambda transaction: transaction.orders.placed(number))
    return order.refunds


def _moves(centre: Centre, refund_id: str, state: RefundState, now_us: int = NOW_US) -> None:
    step = RefundStep(state, "Carla", "psp-9")
    centre.write(lambda transaction: move_refund(transaction, refund_id, step, now_us))


def _asked(centre: Centre, unit: str) -> list[dict[str, Any]]:
    found = centre.query(lambda connection: open_exceptions(connection, unit))
    return [one for one in found if one["kind"] == "refund_overdue"]


def _exception_rows(centre: Centre, unit: str) -> list[list[Any]]:
    """What the newest group of a store's feed says of exceptions."""
    feed = store_feed(unit)
    head = centre.read(lambda t: t.feeds.head(feed))
    assert head is not None
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    tables = msgspec.json.decode(payload, type=Group).tables
    return [list(row) for table in tables if table.table == "exception" for row in table.put]


def _ask(centre: Centre, method: str, path: str, token: str, words: Any = None) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(build_app(centre))
        async with httpx.AsyncClient(transport=transport, base_url="http://centre") as client:
            headers = {"Authorization": f"Bearer {token}"}
            return await client.request(method, path, headers=headers, json=words)

    return asyncio.run(asked())


def test_each_reason_is_a_refund_of_its_own_until_it_has_arrived(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit)
    body: dict[str, object] = {
        "order_number": number,
        "lines": [{**CHEAPER, "refund_minor": 30}],
        "refused": [{**REFUSED, "refund_minor": 210}],
    }
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    cheaper, refused = sorted(_refunds(centre, number), key=lambda one: one.amount_minor)
    assert (cheaper.reason, cheaper.amount_minor, cheaper.state) == ("cheaper", 30, "due")
    assert (refused.reason, refused.amount_minor, refused.state) == ("refused", 210, "due")
    _moves(centre, refused.refund_id, RefundState.SENT)
    _moves(centre, refused.refund_id, RefundState.SENT)
    _moves(centre, refused.refund_id, RefundState.FAILED)
    _moves(centre, refused.refund_id, RefundState.CONFIRMED)
    for state in (RefundState.SENT, RefundState.VOID):
        with pytest.raises(Refused, match="no_such_step"):
            _moves(centre, refused.refund_id, state)
    with pytest.raises(Refused, match="unknown_refund"):
        _moves(centre, "none", RefundState.SENT)
    _moves(centre, cheaper.refund_id, RefundState.VOID)
    [order] = centre.read(lambda transaction: transaction.orders.placed(number))
    assert order.refund_minor == 210, "what is not owed after all counts no more"


@pytest.mark.parametrize(
    ("way", "reason", "minor"), [("cancel", "cancelled", 3), ("part_now", "not_found", 1)]
)
def test_what_the_customer_does_not_get_is_owed(
    centre: Centre, office: HeadOffice, way: str, reason: str, minor: int
) -> None:
    register = office.register()
    number, owed = (
        write_order(office, register.unit, state="short", paid=is_paid) for is_paid in (True, False)
    )
    for each in (number, owed):
        register.says(FactDraft("order_resolved", {"order_number": each, "way": way}))
    register.sends()
    [refund] = _refunds(centre, number)
    assert (refund.reason, refund.amount_minor) == (reason, minor)
    assert _refunds(centre, owed) == (), "nobody has paid for it"


def test_what_nobody_fetched_is_owed_and_what_left_in_part_is_not(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit)
    part = {"line_number": 1, "item_id": 1, "quantity_milli": 1000}
    body: dict[str, object] = {
        "order_number": number,
        "lines": [part],
        "pieces": [],
        "rest_waits": True,
        "refused": [{**REFUSED, "refund_minor": 1}],
    }
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    assert [one.reason for one in _refunds(centre, number)] == ["refused"]
    centre.write(lambda t: move_order(t, number, OrderState.EXPIRED, NOW_US))
    owed = sorted((one.reason, one.amount_minor) for one in _refunds(centre, number))
    assert owed == [("expired", 1), ("refused", 1)], "one of two pieces, and nothing twice"


def test_what_is_late_is_asked_about_once_and_answers_itself(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit)
    centre.write(lambda t: move_order(t, number, OrderState.CANCELLED, NOW_US))
    centre.housekeeping.tidy(NOW_US + 2 * DAY_US)
    assert _asked(centre, register.unit) == []
    for days in (4, 5):
        centre.housekeeping.tidy(NOW_US + days * DAY_US)
    [asked] = _asked(centre, register.unit)
    assert asked["detail"] == f"{number}: 3 GBP, cancelled"
    [refund] = _refunds(centre, number)
    _moves(centre, refund.refund_id, RefundState.CONFIRMED, NOW_US + 6 * DAY_US)
    assert _asked(centre, register.unit) == []
    [row] = _exception_rows(centre, register.unit)
    assert row[1:] == ["refund_overdue", "", "settled", "confirmed"]


def test_head_office_lists_them_and_the_shop_says_how_far_they_are(
    centre: Centre, office: HeadOffice
) -> None:
    owner, shop = new_token(), new_token()
    centre.admit_administrator(owner, "Olga")
    centre.admit_administrator(shop, "shop", AdminRole.SHOP)
    unit = office.open_store()
    words = {
        "order_number": f"R{unit}",
        "fulfilment": "pickup",
        "business_unit": unit,
        "paid": True,
        "lines": [{"item_number": "N1", "quantity_milli": 1000, "price_minor": 450}],
        "paid_with": {"kind": "card", "reference": "psp-1"},
    }
    assert _ask(centre, "POST", "/v1/orders", shop, words).status_code == 200
    assert _ask(centre, "POST", "/v1/orders", shop, words).status_code == 200
    place = f"/v1/orders/R{unit}/state"
    assert _ask(centre, "POST", place, shop, {"state": "cancelled"}).status_code == 200
    address = f"/v1/admin/refunds?business_unit={unit}"
    reply = _ask(centre, "GET", address, owner).json()
    [refund] = reply["refunds"]
    assert reply["count"] == 1
    assert (refund["tender"], refund["tender_reference"]) == ("card", "psp-1")
    assert (refund["amount_minor"], refund["currency"]) == (450, "GBP")
    place = f"/v1/admin/refunds/{refund['refund_id']}/state"
    step = {"state": "sent", "reference": "re-7", "note": "by hand"}
    moved = _ask(centre, "POST", place, shop, step).json()
    assert (moved["state"], moved["changed_by"], moved["reference"]) == ("sent", "shop", "re-7")
    assert _ask(centre, "GET", f"{address}&state=due", owner).json()["count"] == 0
    behind = f"{address}&after={refund['refund_id']}"
    assert _ask(centre, "GET", behind, owner).json()["refunds"] == []
