"""What devices tell of parcels: packed, gone with the last one, and whatever is odd about one is asked."""

from functools import partial
from itertools import count

import pytest
from sqlalchemy import select

from central.centre import Centre
from central.core.ports import Transaction
from central.core.settle import APPLY, Decision, settle
from central.storage.parcel_schema import ORDER_PARCEL, ORDER_TOTE, PARCEL_SERIAL
from central.storage.schema import STOCK
from central.storage.work_rows import work_measures
from pos_app.domain.facts import Fact
from pos_app.domain.shipping.sscc import parcel_numbers
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice, Register
from tests.central.order_book import write_order
from tests.central.test_pick_facts import _claims, _picked, _picks, _questions, _says, _state, _told

# tests share a centre, and a number is given once
_serials = count(1)


def new_number() -> str:
    return parcel_numbers("9520123", "12", "2").sscc(next(_serials))


def packs(register: Register, order: str, sscc: str, carton: int = 1) -> Fact:
    """One carton is closed."""
    return _says(
        register,
        "carton_packed",
        order_number=order,
        carton=carton,
        box="M",
        sscc=sscc,
        tracking=f"SH{sscc}",
        carrier="Courier",
        route="GB-LS1-4DY",
        weight_grams=1440,
        expected_grams=1440,
        lines=[],
    )


def is_whole(register: Register, order: str, *packed: int) -> Fact:
    """All of it lies in cartons."""
    lines = [
        {"line_number": number, "item_id": number, "quantity_milli": milli}
        for number, milli in enumerate(packed, start=1)
    ]
    return _says(register, "order_packed", order_number=order, cartons=1, lines=lines)


def hands_over(register: Register, *parcels: tuple[str, str]) -> Fact:
    """The carrier takes them."""
    cartons = [{"order_number": order, "sscc": sscc} for order, sscc in parcels]
    return _says(
        register, "cartons_handed_to_carrier", carrier="Courier", manifest="m", cartons=cartons
    )


def voids(register: Register, order: str, sscc: str) -> Fact:
    """The label counts no more."""
    return _says(register, "carton_voided", order_number=order, carton=1, sscc=sscc)


def to_ship(office: HeadOffice, register: Register, state: str = "staged") -> str:
    return write_order(office, register.unit, state, fulfilment="ship_from_store")


def states(centre: Centre, order: str) -> list[str]:
    wanted = select(ORDER_PARCEL.c.state).where(ORDER_PARCEL.c.order_number == order)
    with centre.database.read() as connection:
        return [*connection.scalars(wanted.order_by(ORDER_PARCEL.c.sscc))]


def figures(centre: Centre, unit: str) -> list[tuple[int, int]]:
    wanted = select(STOCK.c.on_hand_milli, STOCK.c.reserved_milli).where(
        STOCK.c.business_unit == unit, STOCK.c.item_id <= 2
    )
    with centre.database.read() as connection:
        return [(row[0], row[1]) for row in connection.execute(wanted.order_by(STOCK.c.item_id))]


def test_an_order_leaves_with_its_last_parcel(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = to_ship(office, register)
    first, second = new_number(), new_number()
    packs(register, order, first)
    assert _told(centre, register.unit)["parcel_serial"][0][1] == first
    packs(register, order, second, 2)
    is_whole(register, order, 2000)
    assert _state(centre, order) == "packed"
    hands_over(register, (order, first))
    assert (_state(centre, order), states(centre, order)) == ("packed", ["sent", "packed"])
    hands_over(register, (order, second))
    assert (_state(centre, order), states(centre, order)) == ("shipped", ["sent", "sent"])
    assert figures(centre, register.unit) == [(ON_HAND_MILLI - 2000, 3000), (ON_HAND_MILLI, 4000)]
    assert _questions(centre, register.unit) == []
    with centre.database.read() as connection:
        last = connection.scalar(
            select(PARCEL_SERIAL.c.sscc).where(PARCEL_SERIAL.c.business_unit == register.unit)
        )
    assert last == second


def test_what_is_told_in_another_order_comes_to_the_same(
    centre: Centre, office: HeadOffice
) -> None:
    register, other = (office.register() for _ in "ab")
    order = to_ship(office, register, "picking")
    sscc = new_number()
    hands_over(register, (order, sscc))
    is_whole(register, order, 2000, 500)
    assert (_state(centre, order), _picked(centre, order)) == ("shipped", [2000, 500])
    packs(register, order, sscc)
    _picks(register, order, 2000, 500)
    assert (_state(centre, order), states(centre, order)) == ("shipped", ["sent"])
    assert _questions(centre, register.unit) == []
    # another cart has fetched the same goods
    _picks(register, order, 2000, 1000)
    assert _questions(centre, register.unit) == ["picked_twice"]
    assert other.unit != register.unit


def test_a_void_label_brings_the_order_back(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = to_ship(office, register, "ready")
    sscc, newer = new_number(), new_number()
    packs(register, order, sscc)
    is_whole(register, order, 2000)
    voids(register, order, sscc)
    assert (_state(centre, order), states(centre, order)) == ("staged", ["void"])
    packs(register, order, newer)
    is_whole(register, order, 2000)
    hands_over(register, (order, sscc), (order, newer))
    assert _state(centre, order) == "shipped"
    assert _questions(centre, register.unit) == ["void_parcel_sent"]
    voids(register, order, newer)
    assert states(centre, order) == ["sent", "sent"]


def test_what_is_odd_is_asked(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order, cancelled = to_ship(office, register), to_ship(office, register, "cancelled")
    sscc, early = new_number(), new_number()
    packs(register, order, sscc)
    packs(register, order, sscc)
    is_whole(register, order, 2000)
    is_whole(register, order, 2000)
    hands_over(register, (order, sscc))
    hands_over(register, (order, sscc), (cancelled, early))
    is_whole(register, cancelled, 2000)
    assert sorted(_questions(centre, register.unit)) == [
        "packed_after_end",
        "packed_twice",
        "parcel_known",
        "parcel_sent_twice",
        "shipped_cancelled",
    ]
    assert _state(centre, cancelled) == "cancelled"


@pytest.mark.parametrize("kind", ["carton_packed", "order_packed", "carton_voided"])
def test_an_order_that_nobody_knows_waits(centre: Centre, office: HeadOffice, kind: str) -> None:
    register = office.register()
    told = {
        "carton_packed": lambda: packs(register, "nobody", new_number()),
        "order_packed": lambda: is_whole(register, "nobody", 1),
        "carton_voided": lambda: voids(register, "nobody", new_number()),
    }
    told[kind]()
    hands_over(register, ("nobody", new_number()))
    _says(register, kind, order_number="x" * 500)
    _says(register, "cartons_handed_to_carrier", carrier="c", cartons=[])
    assert sorted(_questions(centre, register.unit)) == [
        "unknown_order",
        "unknown_order",
        "unreadable_body",
        "unreadable_body",
    ]


def _settle(exception_id: str, decision: Decision, transaction: Transaction) -> str:
    return settle(transaction, exception_id, decision, NOW_US)


def test_somebody_says_that_it_is_settled(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    elsewhere = to_ship(office, office.register())
    over = to_ship(office, register, "cancelled")
    sscc = new_number()
    waiting = [
        packs(register, over, sscc),
        is_whole(register, over, 2000),
        packs(register, elsewhere, sscc),
        hands_over(register, (elsewhere, sscc)),
    ]
    kinds = sorted(_questions(centre, register.unit))
    assert kinds == ["order_of_other_store"] * 2 + ["packed_after_end"] * 2
    decision = Decision(APPLY, "", "Carla")
    for fact in waiting:
        centre.write(partial(_settle, fact.fact_id.hex, decision))
    assert _questions(centre, register.unit) == []
    assert (states(centre, over), states(centre, elsewhere)) == ([], [])


def test_the_tote_of_an_order_is_told(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = to_ship(office, register, "allocated")
    _claims(register, order)
    assert _told(centre, register.unit)["order_tote"] == [[order, "A"]]
    with centre.database.read() as connection:
        tote = connection.scalar(
            select(ORDER_TOTE.c.tote).where(ORDER_TOTE.c.order_number == order)
        )
    assert tote == "A"


def test_the_centre_measures_the_work_of_a_store(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    order = to_ship(office, register, "allocated")
    _claims(register, order)
    _says(register, "item_picked", list_id="l", order_number=order, caught=3)
    fact = _picks(register, order, 2000, 1000)
    with centre.database.read() as connection:
        found = work_measures(connection, register.unit, fact.origin.business_date)
        nobody = work_measures(connection, "nowhere", fact.origin.business_date)
    assert nobody is None
    assert found is not None
    assert (found["lines"], found["errors_caught"], found["orders"]) == (1, 3, 1)
    assert sum(found["lines_by_hour"]) == 1
