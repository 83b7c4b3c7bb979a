"""Coupons for once and for each customer once: every use is counted, told to the zone, asked about, and undone."""

import json
from typing import Any

import pytest

from central.centre import Centre
from central.core.offers import read_offer
from central.storage.admin_rows import open_exceptions
from central.storage.feed_rows import feed_tables
from central.storage.promotion_rows import KEPT_AFTER_END_US
from pos_app.domain.promotion_buyer import buyer_name
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice, Register
from tests.central.test_returns import LINE, brings_back, undoes

LIMITS: dict[str, dict[str, int]] = {
    "once": {"uses": 1},
    "each": {"uses_per_customer": 1},
    "any": {},
}
OFF_MINOR = 100


@pytest.fixture
def zone(centre: Centre, office: HeadOffice, request: pytest.FixtureRequest) -> str:
    """A zone of its own, with a promotion for once, one for each customer once, and one for everybody."""
    name: str = request.node.name[:60]
    office.begin_feed(f"zone:{name}")
    offers = []
    for title, limits in LIMITS.items():
        words: dict[str, Any] = {"id": title, "kind": "percent_off", "percent": 20}
        words |= {"limits": limits} if limits else {}
        offers.append(read_offer(json.dumps(words).encode(), NOW_US, None))
    centre.write(lambda t: t.promotions.put(name, offers, "Ann", NOW_US))
    return name


def _register(office: HeadOffice, zone: str) -> Register:
    register = office.register()
    office.moves_to(register.unit, zone)
    return register


def _uses(register: Register, promotion: str, customer: str = "") -> str:
    taken = {"promotion": promotion, "name": promotion, "amount_minor": OFF_MINOR}
    words: dict[str, Any] = {"customer": customer} if customer else {}
    lines = [{**LINE, "voided": False, "discounts": [taken]}]
    return register.sells(1, lines=lines, **words).fact_id.hex


def _told(centre: Centre, zone: str) -> list[tuple[Any, ...]]:
    with centre.database.read() as connection:
        tables = {table: [*rows] for table, rows in feed_tables(connection, f"zone:{zone}")}
    return tables["promotion_use"]


def _asked(centre: Centre, register: Register) -> list[tuple[str, str, str]]:
    found = centre.query(lambda connection: open_exceptions(connection, register.unit))
    return sorted((one["kind"], one["fact_id"], one["detail"]) for one in found)


def test_a_coupon_for_once_that_two_registers_took_is_asked_about(
    centre: Centre, office: HeadOffice, zone: str
) -> None:
    one, other = _register(office, zone), _register(office, zone)
    _uses(one, "once")
    _uses(one, "any")
    second = _uses(other, "once")
    one.sends()
    assert _told(centre, zone) == [("once", "", 1, OFF_MINOR)]
    other.sends()
    assert _told(centre, zone) == [("once", "", 2, 2 * OFF_MINOR)]
    assert _asked(centre, one) == []
    assert _asked(centre, other) == [("offer_overused", second, "once: 2 of 1")]
    other.sends()
    assert _told(centre, zone) == [("once", "", 2, 2 * OFF_MINOR)]


def test_each_customer_has_it_once(centre: Centre, office: HeadOffice, zone: str) -> None:
    register = _register(office, zone)
    _uses(register, "each", "C1")
    _uses(register, "each", "C2")
    again = _uses(register, "each", "C1")
    register.sends()
    salt = centre.read(lambda t: t.cards.salt(register.unit)) or ""
    ann, ben = (buyer_name(number, "each", salt) for number in ("C1", "C2"))
    told = {row[1]: row[2:] for row in _told(centre, zone)}
    assert told == {"": (3, 300), ann: (2, 200), ben: (1, 100)}
    assert _asked(centre, register) == [("offer_overused", again, "each: 2 of 1")]


def test_a_sale_that_is_undone_has_used_nothing(
    centre: Centre, office: HeadOffice, zone: str
) -> None:
    register = _register(office, zone)
    _uses(register, "each", "C1")
    undoes(register, register.facts[0])
    register.sends()
    assert {row[2:] for row in _told(centre, zone)} == {(0, 0)}
    _uses(register, "each", "C1")
    register.sends(3)
    assert {row[2:] for row in _told(centre, zone)} == {(1, OFF_MINOR)}
    assert _asked(centre, register) == []


def test_what_left_the_tills_leaves_with_its_uses(
    centre: Centre, office: HeadOffice, zone: str
) -> None:
    register = _register(office, zone)
    _uses(register, "once")
    register.sends()
    centre.write(lambda t: t.promotions.end(zone, "once", "Ann", NOW_US + 1))
    later = NOW_US + KEPT_AFTER_END_US + 2
    offer = read_offer(b'{"id": "new", "kind": "percent_off", "percent": 5}', NOW_US, None)
    centre.write(lambda t: t.promotions.put(zone, [offer], "Ann", later))
    assert _told(centre, zone) == []


def test_a_coupon_is_good_again_when_all_of_its_sale_came_back(
    centre: Centre, office: HeadOffice, zone: str
) -> None:
    register = _register(office, zone)
    taken = {"promotion": "once", "name": "once", "amount_minor": OFF_MINOR}
    line = {**LINE, "quantity_milli": 2000, "voided": False, "discounts": [taken]}
    sale = register.sells(1, 2, lines=[{**line, "amount_minor": 2 * PRICE_MINOR}])
    brings_back(register, sale)
    register.sends()
    assert _told(centre, zone) == [("once", "", 1, OFF_MINOR)]
    brings_back(register, sale)
    register.sends()
    assert [row[2] for row in _told(centre, zone)] in ([], [0])
