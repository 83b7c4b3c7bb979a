"""Goods that left without a line for an order that the store could not see meet their order at the centre."""

from typing import Any

import pytest

from central.centre import Centre
from central.core.placing import LineWords, OrderWords, Placing, place_order
from central.pickup_codes import secret_of
from central.storage.admin_rows import open_exceptions
from pos_app.domain.customer_order import Fulfilment
from pos_app.domain.facts import FactDraft
from tests.central.head_office import NOW_US, ON_HAND_MILLI, HeadOffice, Register
from tests.central.order_book import write_order

SALT = "5a" * 16
CODE = "DEM0HERE"


def _places(centre: Centre, unit: str, number: str, *, paid: bool = True) -> None:
    lines = [LineWords("N1", 2000, 195), LineWords("N2", 1000, 450)]
    words = OrderWords(number, Fulfilment.PICKUP, lines, business_unit=unit, paid=paid)
    code = secret_of(CODE, bytes(16))
    centre.write(lambda t: place_order(t, words, Placing(NOW_US, "web", code)))


def _gives(register: Register, number: str, code: str = CODE, **pieces: int) -> str:
    items = {"one": 1, "two": 2, "three": 3}
    lines = [
        {"item_id": items[name], "quantity_milli": count * 1000} for name, count in pieces.items()
    ]
    body: dict[str, object] = {"order_number": number, "lines": lines}
    if code:
        made = secret_of(code, bytes.fromhex(SALT)).code_hash
        body["code"] = {"salt": SALT, "code_hash": made}
    fact = register.says(FactDraft("order_handed_unseen", body))
    register.sends()
    return fact.fact_id.hex


def _asked(centre: Centre, unit: str) -> list[tuple[str, str]]:
    found: list[dict[str, Any]] = centre.query(lambda c: open_exceptions(c, unit))
    return [(one["kind"], one["detail"]) for one in found]


@pytest.mark.parametrize("code", [CODE, ""])
def test_what_left_is_what_was_ordered(centre: Centre, office: HeadOffice, code: str) -> None:
    register = office.register()
    number = f"U{register.unit}"
    _places(centre, register.unit, number)
    fact = _gives(register, number, code, one=2, two=1)
    assert office.receipts(register.unit)[fact] == ("applied", "")
    [order] = centre.read(lambda t: t.orders.placed(number))
    assert (order.state, order.refunds) == ("handed_over", ())
    assert office.stock(register.unit)[1] == ON_HAND_MILLI - 2000
    assert _asked(centre, register.unit) == []


def test_what_differs_is_asked_about_and_what_was_not_taken_goes_back(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = f"U{register.unit}"
    _places(centre, register.unit, number)
    _gives(register, number, one=2, three=1)
    [order] = centre.read(lambda t: t.orders.placed(number))
    assert [(one.reason, one.amount_minor) for one in order.refunds] == [("not_found", 450)]
    assert _asked(centre, register.unit) == [
        ("unseen_differs", f"{number}: not ordered 3; not taken 2")
    ]
    other = office.register()
    number = f"U{other.unit}"
    _places(centre, other.unit, number, paid=False)
    _gives(other, number, one=2, two=1)
    assert _asked(centre, other.unit) == [("unseen_differs", f"{number}: not paid")]


def test_an_order_that_comes_later_meets_what_left_for_it(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = f"U{register.unit}"
    fact = _gives(register, number, one=2, two=1)
    assert _asked(centre, register.unit) == [("unseen_unknown", number)]
    _places(centre, register.unit, number)
    centre.housekeeping.tidy(NOW_US)
    assert office.receipts(register.unit)[fact] == ("applied", "")
    [order] = centre.read(lambda t: t.orders.placed(number))
    assert order.state == "handed_over"
    assert _asked(centre, register.unit) == []


def test_who_showed_another_code_took_goods_and_not_the_order(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    number = f"U{register.unit}"
    _places(centre, register.unit, number)
    _gives(register, number, "DEM0ELSE", one=2, two=1)
    [order] = centre.read(lambda t: t.orders.placed(number))
    assert order.state == "allocated", "its customer still gets it"
    assert _asked(centre, register.unit) == [("unseen_wrong_code", number)]


def test_twice_is_the_exception_that_names_both(centre: Centre, office: HeadOffice) -> None:
    first = office.register()
    second = office.register(first.unit)
    number = write_order(office, first.unit, state="ready")
    first.says(FactDraft("order_handed_over", {"order_number": number}, version=2))
    first.sends()
    _gives(second, number, "", one=2)
    [(kind, detail)] = _asked(centre, first.unit)
    assert kind == "double_handover"
    for register in (first, second):
        assert f"at till {register.device.workstation} on " in detail
