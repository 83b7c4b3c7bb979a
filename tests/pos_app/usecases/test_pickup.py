"""The pickup counter: who waits, whether it is them, and what leaves with them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import FactKind
from pos_app.domain.handover import HandoverPlan, HowChecked, Person, ShortWay
from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.pickup_queue import QueueGroup, wrong_letters
from pos_app.domain.refusals.orders import (
    AgeNotChecked,
    NotChecked,
    NothingHandedOver,
    OrderGone,
    OrderNotReady,
    OrderOnItsWay,
    OtherProofNeeded,
    PickupCodeWrong,
    PiecesLeft,
    RemainderToPay,
    TooManyTries,
    UnknownOrder,
)
from pos_app.domain.refusals.people import NotAllowed
from pos_app.domain.tender import CASH_ROUNDING, TenderKind
from pos_app.usecases.pickup.hand_over import GivenProof
from tests.pos_app.fakes import ANNA, CARLA, ELLA
from tests.pos_app.order_shelf import (
    CAR,
    DELIVERY,
    GIFT,
    LATE,
    PICKING,
    READY,
    SHORT,
    UNFETCHED,
    UNPAID,
    code_of,
    fill_shelf,
)
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till, check_chain, pounds
from tests.pos_app.usecases.test_returns import sets


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    fill_shelf(till)
    till.opens(ELLA)
    yield till
    check_chain(till)
    till.close()


def _checks(till: Till, number: OrderNumber, person: Person = Person.BUYER) -> None:
    till.pickup.check_person.by_code(shown=ShownCode(code_of(number), number), person=person)


def _gives(
    till: Till,
    number: OrderNumber,
    *pieces: int,
    staying: frozenset[int] = frozenset(),
    age_checked: bool = False,
) -> None:
    plan = HandoverPlan(frozenset(pieces), staying=staying, age_checked=age_checked)
    till.pickup.hand_over(number=number, plan=plan)


def _last_body(till: Till, kind: str) -> dict[str, object]:
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ? ORDER BY sequence DESC LIMIT 1", (kind,)
    ).fetchall()
    found: dict[str, object] = json.loads(rows[0][0])
    return found


def test_who_is_there_comes_first_then_what_is_late(till: Till) -> None:
    queue = till.pickup.read_queue()
    assert [(str(entry.number), entry.group) for entry in queue.entries] == [
        (CAR, QueueGroup.HERE),
        (LATE, QueueGroup.LATE),
        (SHORT, QueueGroup.PROBLEM),
        (READY, QueueGroup.READY),
        (GIFT, QueueGroup.READY),
        (UNPAID, QueueGroup.READY),
        (PICKING, QueueGroup.COMING),
        (UNFETCHED, QueueGroup.PUT_BACK),
    ]
    assert queue.urgent_count == 2 and queue.as_of_us is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4711", [CAR]),
        ("471", [CAR, SHORT, GIFT, UNPAID]),
        ("marlowe", [CAR, READY]),
        ("Ada", [CAR, READY]),
        ("marlow ada", [CAR, READY]),
        ("malrowe", [CAR, READY]),
        ("Marlove", [CAR, READY]),
        ("grun", [GIFT]),
        ("234", [CAR, READY]),
        ("5678", [PICKING]),
        ("LC1", [CAR, READY]),
        ("4171", [CAR]),
        ("zzz", []),
        ("x", []),
    ],
)
def test_an_order_is_found_by_what_people_say(
    till: Till, typed: str, found: list[OrderNumber]
) -> None:
    entries = till.pickup.read_queue(typed=typed).entries
    assert {entry.number for entry in entries} >= set(found)
    assert [entry.number for entry in entries][: len(found)] == found
    assert bool(entries) == bool(found)


def test_letters_that_are_wrong_are_counted() -> None:
    assert wrong_letters("marlowe", "malrowe", 2) == 1
    assert wrong_letters("abc", "abd", 2) == 1
    assert wrong_letters("abcdef", "ab", 2) == 3
    assert wrong_letters("abcdef", "ghijkl", 2) == 3


def test_i_go_is_seen_by_all(till: Till) -> None:
    till.pickup.claim_order(number=CAR)
    assert till.pickup.read_queue().going == {CAR: ELLA.name}


def test_a_plain_handover_is_one_fact(till: Till) -> None:
    _checks(till, READY)
    done = till.pickup.hand_over(number=READY, plan=HandoverPlan(frozenset({1})))
    assert (done.piece_count, done.rest_waits) == (1, False)
    assert till.kinds()[-2:] == [FactKind.ORDER_CHECKED, FactKind.ORDER_HANDED_OVER]
    body = _last_body(till, FactKind.ORDER_HANDED_OVER)
    assert body["lines"] == [
        {"item_id": 1, "line_number": 1, "quantity_milli": 2000},
        {"item_id": 3, "line_number": 2, "quantity_milli": 1000},
    ]
    assert (body["checked"], body["person"]) == ("code", "buyer")
    assert till.files.stock.on_hand_milli(ItemId(1)) == 18_000
    with pytest.raises(OrderGone) as gone:
        till.pickup.open_order(number=READY)
    assert (gone.value.operator, gone.value.state) == (ELLA.name, "handed_over")


def test_nothing_leaves_without_a_check_or_with_a_bag_forgotten(till: Till) -> None:
    with pytest.raises(NotChecked):
        _gives(till, CAR, 1, 2)
    _checks(till, CAR)
    with pytest.raises(PiecesLeft) as left:
        _gives(till, CAR, 1)
    assert left.value.bays == ("F1",)
    _gives(till, CAR, 1, 2)


def test_one_check_is_for_all_orders_of_the_buyer(till: Till) -> None:
    _checks(till, READY)
    assert till.pickup.open_order(number=READY).others == (READY, CAR)
    _gives(till, READY, 1)
    _gives(till, CAR, 1, 2)


def test_another_person_gets_the_one_order_and_sees_nothing_of_the_buyer(till: Till) -> None:
    _checks(till, READY, Person.ALTERNATE)
    card = till.pickup.open_order(number=READY)
    assert card.known is None and card.others == (READY,)
    assert card.check is not None and card.check.name == "Otto Marlowe"
    with pytest.raises(NotChecked):
        _gives(till, CAR, 1, 2)


def test_the_buyer_sees_what_they_bought_but_for_a_gift(till: Till) -> None:
    assert till.pickup.open_order(number=READY).known is None
    _checks(till, READY)
    known = till.pickup.open_order(number=READY).known
    assert known is not None and known.points == 240
    _checks(till, GIFT)
    assert till.pickup.open_order(number=GIFT).known is None


def test_three_wrong_codes_and_only_a_manager_goes_on(till: Till) -> None:
    wrong = ShownCode("AAAAAAAA", READY)
    for left in (2, 1, 0):
        with pytest.raises(PickupCodeWrong) as refused:
            till.pickup.check_person.by_code(shown=wrong)
        assert refused.value.tries_left == left
    till.restart()
    till.signs_on(ELLA)
    with pytest.raises(TooManyTries):
        _checks(till, READY)
    manager = OperatorNumber(CARLA.number)
    vouch = till.pickup.check_person.by_manager
    with pytest.raises(NotAllowed):
        vouch(number=READY, manager=ELLA.number, pin=ELLA.number * 2, person=Person.BUYER)
    vouch(number=READY, manager=manager, pin=CARLA.number * 2, person=Person.BUYER)
    _gives(till, READY, 1)
    assert _last_body(till, FactKind.ORDER_HANDED_OVER)["checked"] == HowChecked.MANAGER


def test_what_is_shown_before_its_check_is_here_is_no_wrong_try(till: Till) -> None:
    with agent(till.device) as store:
        check = store.execute("SELECT * FROM order_check WHERE order_number = ?", (READY,))
        known = check.fetchall()[0]
        store.execute("DELETE FROM order_check WHERE order_number = ?", (READY,))
    till.files.news.changed()
    assert till.pickup.open_order(number=READY).method is None
    for _ in range(4):
        with pytest.raises(OrderOnItsWay):
            _checks(till, READY)
    with pytest.raises(OrderOnItsWay):
        till.pickup.check_person.by_phone(number=READY, digits="0000")
    assert till.pickup.open_order(number=READY).tries_left == 3
    with agent(till.device) as store:
        store.execute("INSERT INTO order_check VALUES (?, ?, ?, ?)", known)
    till.files.news.changed()
    _checks(till, READY)
    # and the code of an order of which nothing is here yet, while there is a line
    there = ShownCode("AAAAAAAA", OrderNumber("4899"), "DEM")
    with pytest.raises(OrderOnItsWay):
        till.pickup.hand_over_unseen.begin(shown=there)


def test_a_code_alone_finds_its_order_by_one_hash_for_the_day(till: Till) -> None:
    checked = till.pickup.check_person.by_code(shown=ShownCode(code_of(UNPAID)))
    assert checked.check.orders == (UNPAID,)
    for shown in (ShownCode("AAAAAAAA"), ShownCode("AAAAAAAA", OrderNumber("4801"), "07")):
        with pytest.raises(UnknownOrder) as unknown:
            till.pickup.check_person.by_code(shown=shown)
        assert unknown.value.store == shown.business_unit


def test_who_is_checked_otherwise_shows_what_the_store_wants(tmp_path: Path) -> None:
    for method in ("id", "name_phone"):
        root = tmp_path / method
        root.mkdir()
        till = Till(root)
        fill_shelf(till, method)
        till.opens(ELLA)
        check = till.pickup.check_person
        if method == "id":
            with pytest.raises(NotAllowed):
                check.by_phone(number=READY, digits="1234")
            with pytest.raises(PickupCodeWrong):
                check.by_id(number=READY, is_same_name=False)
            for shown in (ShownCode(code_of(READY), READY), ShownCode(code_of(READY))):
                with pytest.raises(OtherProofNeeded) as needed:
                    check.by_code(shown=shown)
                assert needed.value.order == READY
            assert check.by_id(number=READY, is_same_name=True).check.how is HowChecked.ID
        else:
            with pytest.raises(PickupCodeWrong):
                check.by_phone(number=READY, digits="9999")
            done = check.by_phone(number=READY, digits="1234")
            assert done.check.name == "Ada Marlowe"
        till.close()


def test_a_refused_item_stays_and_its_price_goes_back(till: Till) -> None:
    _checks(till, READY)
    plan = HandoverPlan(frozenset({1}), refused=frozenset({2}))
    done = till.pickup.hand_over(number=READY, plan=plan)
    assert done.refund == pounds(210)
    body = _last_body(till, FactKind.ORDER_HANDED_OVER)
    assert body["refused"] == [
        {"item_id": 3, "line_number": 2, "quantity_milli": 1000, "refund_minor": 210}
    ]
    assert till.files.stock.on_hand_milli(ItemId(3)) == 20_000


def test_a_part_leaves_and_the_rest_is_fetched_later(till: Till) -> None:
    _checks(till, CAR)
    _gives(till, CAR, 1, staying=frozenset({2}))
    order = till.files.orders.order(CAR)
    assert order is not None and order.state is OrderState.ARRIVED
    assert [piece.bay for piece in order.waiting_pieces] == ["F1"]
    _checks(till, CAR)
    _gives(till, CAR, 2)
    body = _last_body(till, FactKind.ORDER_HANDED_OVER)
    assert body["lines"] == [{"item_id": 3, "line_number": 2, "quantity_milli": 1000}]


def test_what_is_not_paid_is_paid_at_the_counter_into_the_drawer(till: Till) -> None:
    _checks(till, UNPAID)
    with pytest.raises(RemainderToPay) as rest:
        _gives(till, UNPAID, 1)
    assert rest.value.amount == pounds(600)
    plan = HandoverPlan(frozenset({1}))
    done = till.pickup.hand_over(number=UNPAID, plan=plan, takes_cash=pounds(600))
    assert done.paid == pounds(600)
    assert till.kinds()[-2:] == [FactKind.PAID_IN, FactKind.ORDER_HANDED_OVER]
    current = till.files.store.tills.current()
    assert current is not None and current.moves.paid_in == pounds(600)


def test_what_no_coin_pays_of_a_remainder_stands_apart(till: Till) -> None:
    sets(till, CASH_ROUNDING, "500")
    _checks(till, UNPAID)
    plan = HandoverPlan(frozenset({1}))
    done = till.pickup.hand_over(number=UNPAID, plan=plan, takes_cash=pounds(600))
    assert done.paid == pounds(500)
    paid = _last_body(till, FactKind.ORDER_HANDED_OVER)["paid"]
    assert isinstance(paid, dict)
    assert (paid["amount_minor"], paid["rounding_minor"]) == (500, 100)
    figures = till.register.read_figures().figures
    assert figures is not None
    assert figures.order_tenders == ((TenderKind.ROUNDING, pounds(100)),)
    assert figures.moves.paid_in == pounds(500)


def test_a_name_or_signature_stands_beside_the_fact(till: Till) -> None:
    _checks(till, READY)
    plan = HandoverPlan(frozenset({1}))
    till.pickup.hand_over(number=READY, plan=plan, proof=GivenProof("name", "Ada Marlowe"))
    body = _last_body(till, FactKind.ORDER_HANDED_OVER)
    assert "Marlowe" not in json.dumps(body)
    [record] = till.files.store.side_records.waiting()
    assert body["proof"] == {"how": "name", "commitment": record.commitment}
    assert (record.subject, record.content["said"]) == ("P1", "Ada Marlowe")


def test_wine_needs_a_look_at_the_age(tmp_path: Path) -> None:
    till = Till(tmp_path)
    fill_shelf(till, wine=True)
    till.opens(ELLA)
    _checks(till, READY)
    with pytest.raises(AgeNotChecked) as refused:
        _gives(till, READY, 1)
    assert refused.value.age_limit == 18
    _gives(till, READY, 1, age_checked=True)
    assert _last_body(till, FactKind.ORDER_HANDED_OVER)["age_checked"] is True
    till.close()


def test_what_is_short_is_decided_with_the_customer(till: Till) -> None:
    resolve = till.pickup.resolve_order
    resolve(number=SHORT, way=ShortWay.WAIT)
    with pytest.raises(NotChecked):
        resolve(number=SHORT, way=ShortWay.PART_NOW)
    _checks(till, SHORT)
    with pytest.raises(OrderNotReady):
        _gives(till, SHORT)
    resolve(number=SHORT, way=ShortWay.PART_NOW)
    _gives(till, SHORT)
    assert _last_body(till, FactKind.ORDER_HANDED_OVER)["lines"] == [
        {"item_id": 1, "line_number": 1, "quantity_milli": 1000},
        {"item_id": 3, "line_number": 2, "quantity_milli": 1000},
    ]
    _checks(till, PICKING)
    with pytest.raises(OrderNotReady):
        resolve(number=PICKING, way=ShortWay.OTHER_STORE)
    resolve(number=PICKING, way=ShortWay.CANCEL)
    assert PICKING not in [entry.number for entry in till.pickup.read_queue().entries]


def test_what_nobody_fetched_goes_back_to_its_shelves(till: Till) -> None:
    till.pickup.put_back(number=UNFETCHED)
    assert UNFETCHED not in [entry.number for entry in till.pickup.read_queue().entries]
    with pytest.raises(OrderNotReady):
        till.pickup.put_back(number=READY)


def test_a_cashier_hands_over_nothing_and_a_parcel_waits_for_its_driver(till: Till) -> None:
    with pytest.raises(UnknownOrder):
        till.pickup.open_order(number=DELIVERY)
    _checks(till, READY)
    with pytest.raises(NothingHandedOver):
        _gives(till, READY, 1, staying=frozenset({1, 2}))
    till.register.lock_register()
    till.signs_on(ANNA)
    with pytest.raises(NotAllowed):
        till.pickup.read_queue()
