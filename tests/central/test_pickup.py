"""Orders that are collected: their codes, their bags, who gave them out, and what devices are told of it."""

from typing import Any

import msgspec
import pytest
from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import insert, select

from central.centre import Centre
from central.core.feed import store_feed
from central.core.placing import LineWords, OrderWords, Placing, place_order
from central.core.records import OrderPieceRecord
from central.demo_orders import demo_code
from central.pickup_codes import SALT_KEPT_US, PickupCodes
from central.storage.feed_rows import feed_tables
from central.storage.schema import CONFIGURATION, EXCEPTION
from central.storage.sql_store import SqlTransaction
from pos_app.domain.customer_order import Fulfilment
from pos_app.domain.facts import FactDraft
from pos_app.domain.pickup_code import SecretHash, is_code
from sync.wire.messages import Group, OrderCheckDocument, OrderCheckEntry
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice, Register
from tests.central.order_book import write_order


def _checks(centre: Centre, unit: str) -> dict[str, OrderCheckEntry]:
    document = centre.documents.of_store(unit)["order-checks"]
    found = msgspec.json.decode(document.content, type=OrderCheckDocument)
    return {entry.order_number: entry for entry in found.orders}


def _told(centre: Centre, unit: str) -> dict[str, list[list[Any]]]:
    """All rows that the newest group puts, by table."""
    head = centre.read(lambda t: t.feeds.head(store_feed(unit)))
    assert head is not None
    feed = store_feed(unit)
    [payload] = centre.read(lambda t: t.feeds.payloads(feed, head.epoch, head.head, head.head))
    return {table.table: table.put for table in msgspec.json.decode(payload, type=Group).tables}


def _whole(centre: Centre, unit: str, table: str) -> list[list[Any]]:
    with centre.database.read() as connection:
        for name, rows in feed_tables(connection, store_feed(unit)):
            found = [*map(list, rows)]
            if name == table:
                return found
    return []


def test_the_shop_is_told_the_code_and_devices_its_hash(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    line = LineWords("N1", 1000, 195, "same_or_cheaper")
    words = OrderWords(f"W-{unit}", Fulfilment.PICKUP, [line], business_unit=unit)
    code = centre.codes.new()
    assert is_code(code.code)
    placed = centre.write(lambda t: place_order(t, words, Placing(NOW_US, "web", code)))
    again = centre.write(
        lambda t: place_order(t, words, Placing(NOW_US, "web", centre.codes.new()))
    )
    assert [order.pickup_code for order in (*placed, *again)] == [code.code] * 2
    assert placed[0].pickup_qr == f"W-{unit}*{unit}*{code.code}"
    entry = _checks(centre, unit)[f"W-{unit}"]
    salt = bytes.fromhex(entry.salt)
    figures = (SecretHash.TIME_COST, SecretHash.MEMORY_KIB, SecretHash.PARALLELISM)
    made = hash_secret_raw(code.code.encode(), salt, *figures, SecretHash.BYTES, Type.ID)
    assert (entry.method, entry.code_hash) == ("code", made.hex())
    told = _told(centre, unit)
    assert told["order_line"] == [[f"W-{unit}", 1, 1, 1000, 0, 195, "same_or_cheaper", 0]]
    assert _whole(centre, unit, "order_line") == told["order_line"]


def test_a_store_decides_how_people_are_checked(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    number = write_order(office, unit)
    sent = write_order(office, unit, fulfilment="delivery")
    assert _checks(centre, unit)[number].method == "name_phone", "there is no code to ask for"
    assert sent not in _checks(centre, unit)
    row = {"business_unit": unit, "name": "pickup_check", "value": "id"}
    centre.database.write(lambda connection: connection.execute(insert(CONFIGURATION), row))
    assert _checks(centre, unit)[number].method == "id"


def test_a_salt_stays_for_a_day() -> None:
    now_us = NOW_US
    codes = PickupCodes(lambda: now_us)
    first, second = codes.new(), codes.new()
    assert first.salt == second.salt and first.code != second.code
    now_us += SALT_KEPT_US
    assert codes.new().salt != first.salt


def _staged(centre: Centre, office: HeadOffice, unit: str, *, paid: bool = True) -> str:
    number = write_order(office, unit, paid=paid)
    pieces = [
        OrderPieceRecord(piece, 2, "ambient", bay, "1004", NOW_US, None)
        for piece, bay in ((1, "B3"), (2, "F1"))
    ]

    def put(transaction: SqlTransaction) -> None:
        for piece in pieces:
            transaction.counter.put_piece(number, piece)

    centre.write(put)
    return number


def test_who_goes_and_who_gave_it_out_is_told_to_all(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = _staged(centre, office, register.unit)
    register.says(FactDraft("order_claimed", {"order_number": number}))
    register.sends()
    [deed] = _told(centre, register.unit)["order_deed"]
    assert deed[:2] == [number, "claimed"]
    body: dict[str, object] = {"order_number": number, "pieces": [1, 2]}
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    told = _told(centre, register.unit)
    assert [row[1] for row in told["order_deed"]] == ["claimed", "handed_over"]
    assert all(row[-1] is not None for row in told["order_piece"])
    for table in ("order_deed", "order_piece", "order_line", "customer_order"):
        assert _whole(centre, register.unit, table) == told[table]


def test_what_the_counter_asks_and_the_picker_says_is_told_to_all(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = write_order(office, register.unit, state="picking")
    register.says(FactDraft("order_rung", {"order_number": number}))
    register.sends()
    [rung] = _told(centre, register.unit)["order_deed"]
    assert rung[:2] == [number, "rung"]
    # the clock of whoever answers is behind: an answer follows its question all the same
    register.offset_ms = -5_000
    answered = register.says(FactDraft("ring_answered", {"order_number": number, "answer": "gone"}))
    odd = register.says(FactDraft("ring_answered", {"order_number": number, "answer": "perhaps"}))
    register.sends()
    receipts = office.receipts(register.unit)
    assert receipts[answered.fact_id.hex] == ("applied", "")
    assert receipts[odd.fact_id.hex][0] == "parked"
    [gone, asked] = _whole(centre, register.unit, "order_deed")
    assert (gone[1], asked[1]) == ("gone", "rung")
    assert gone[-1] > asked[-1]


def test_a_part_of_which_no_bag_is_named_leaves_all_bags(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = _staged(centre, office, register.unit)
    part = {"line_number": 1, "item_id": 1, "quantity_milli": 1000}
    body: dict[str, object] = {"order_number": number, "lines": [part], "rest_waits": True}
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    assert all(row[-1] is None for row in _told(centre, register.unit)["order_piece"])


def test_a_part_leaves_and_the_rest_waits(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    unit = register.unit
    number = _staged(centre, office, unit)
    part = {"line_number": 1, "item_id": 1, "quantity_milli": 2000}
    body: dict[str, object] = {
        "order_number": number,
        "lines": [part],
        "pieces": [1],
        "rest_waits": True,
    }
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    told = _told(centre, unit)
    assert told["customer_order"][0][2] == "ready"
    assert [row[-1] is None for row in told["order_piece"]] == [False, True]
    assert [row[-1] for row in told["order_line"]] == [2000, 0]
    assert told["stock"] == [[1, ON_HAND_MILLI - 2000, 3000, 0]]
    rest = {"line_number": 2, "item_id": 2, "quantity_milli": 1000}
    register.says(
        FactDraft("order_handed_over", {"order_number": number, "lines": [rest]}, version=2)
    )
    register.sends()
    told = _told(centre, unit)
    assert told["customer_order"][0][2] == "handed_over"
    assert told["stock"] == [[2, ON_HAND_MILLI - 1000, 4000, 0]]


@pytest.mark.parametrize(("is_paid", "back"), [(True, 210), (False, 0)])
def test_who_took_the_money_reads_what_goes_back_for_what_was_refused(
    centre: Centre, office: HeadOffice, is_paid: bool, back: int
) -> None:
    register = office.register()
    number = _staged(centre, office, register.unit, paid=is_paid)
    refused = {"line_number": 2, "item_id": 2, "quantity_milli": 1000, "refund_minor": 210}
    body: dict[str, object] = {"order_number": number, "pieces": [1, 2], "refused": [refused]}
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    [order] = centre.read(lambda transaction: transaction.orders.placed(number))
    assert (order.state, order.refund_minor) == ("handed_over", back)


def test_what_was_refused_whole_has_not_left(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = _staged(centre, office, register.unit)
    refused = [
        {"line_number": line, "item_id": line, "quantity_milli": milli, "refund_minor": 1}
        for line, milli in ((1, 2000), (2, 1000))
    ]
    body: dict[str, object] = {"order_number": number, "lines": [], "refused": refused}
    register.says(FactDraft("order_handed_over", body, version=2))
    register.sends()
    told = _told(centre, register.unit)
    assert told["customer_order"][0][2] == "handed_over"
    assert all(row[1] == ON_HAND_MILLI for row in told.get("stock", ()))
    assert "past_sale" not in told, "nothing of it can come back"


def test_a_second_handover_names_both_people(centre: Centre, office: HeadOffice) -> None:
    first = office.register()
    second = office.register(first.unit)
    number = _staged(centre, office, first.unit)
    for register in (first, second):
        register.says(FactDraft("order_handed_over", {"order_number": number}, version=2))
        register.sends()
    wanted = select(EXCEPTION.c.kind, EXCEPTION.c.detail)
    here = wanted.where(EXCEPTION.c.business_unit == first.unit)
    with centre.database.read() as connection:
        [(kind, detail)] = connection.execute(here).all()
    assert kind == "double_handover"
    assert detail.startswith(f"{number}; ")
    for register in (first, second):
        assert f"at till {register.device.workstation} on " in detail


@pytest.mark.parametrize("number", ["none", "other"])
def test_a_claim_that_means_nothing_is_no_exception(
    centre: Centre, office: HeadOffice, number: str
) -> None:
    register = office.register()
    if number == "other":
        number = write_order(office, office.open_store())
    fact = register.says(FactDraft("order_claimed", {"order_number": number}))
    register.sends()
    assert office.receipts(register.unit)[fact.fact_id.hex] == ("applied", "")
    assert "order_deed" not in _told(centre, register.unit)


def test_the_codes_of_the_demo_need_no_looking_up() -> None:
    assert demo_code("4711") == "DEM04711" and is_code(demo_code("4711"))


def _resolves(centre: Centre, register: Register, number: str, way: str) -> dict[str, Any]:
    register.says(FactDraft("order_resolved", {"order_number": number, "way": way}))
    register.sends()
    return _told(centre, register.unit)


def test_a_short_order_is_taken_as_it_is(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = write_order(office, register.unit, state="short")
    assert "customer_order" not in _resolves(centre, register, number, "wait")
    told = _resolves(centre, register, number, "part_now")
    assert told["customer_order"][0][2] == "ready"
    assert [row[3] for row in told["order_line"]] == [2000, 0]
    assert told["stock"] == [[2, ON_HAND_MILLI, 4000, 0]]


def test_what_is_missing_comes_from_another_store(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    number = write_order(office, register.unit, state="short")
    told = _resolves(centre, register, number, "other_store")
    assert told["customer_order"][0][2] == "ready"
    parts = centre.read(lambda t: t.orders.placed(number))
    assert [order.order_number for order in parts] == [number, f"{number}-2"]
    assert parts[1].business_unit != register.unit
    assert [line.quantity_milli for line in parts[1].lines] == [1000]


def test_an_order_that_is_given_up_lies_in_its_bays_until_it_is_put_back(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = _staged(centre, office, register.unit)
    told = _resolves(centre, register, number, "cancel")
    assert told["customer_order"][0][2] == "cancelled"
    assert [row[-1] for row in told["order_piece"]] == [None, None]
    assert told["stock"] == [[1, ON_HAND_MILLI, 3000, 0], [2, ON_HAND_MILLI, 4000, 0]]
    register.says(FactDraft("order_put_back", {"order_number": number}))
    register.sends()
    assert all(row[-1] for row in _told(centre, register.unit)["order_piece"])


@pytest.mark.parametrize("kind", ["order_resolved", "order_put_back", "order_claimed"])
def test_what_cannot_be_read_waits(centre: Centre, office: HeadOffice, kind: str) -> None:
    register = office.register()
    fact = register.says(FactDraft(kind, {"order_number": 7}))
    nowhere = register.says(FactDraft(kind, {"order_number": "none", "way": "cancel"}))
    register.sends()
    receipts = office.receipts(register.unit)
    assert receipts[fact.fact_id.hex] == ("parked", "unreadable_body")
    assert receipts[nowhere.fact_id.hex] == ("applied", "")
