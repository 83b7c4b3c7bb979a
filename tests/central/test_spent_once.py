"""What counts once in a store: the first sale has it, a second one is asked about, an undone one gives it back."""

from __future__ import annotations

from central.centre import Centre
from central.core.feed import store_feed
from central.storage.feed_rows import feed_tables
from central.storage.once_rows import DAY_US, KEPT_DAYS, forget_spent
from pos_app.domain.facts import Fact
from tests.central.head_office import NOW_US, PRICE_MINOR, HeadOffice, Register
from tests.central.test_returns import LINE, brings_back, undoes

LABEL = "reduced:0123456789AB"


def sells_by_label(register: Register) -> Fact:
    return register.sells(lines=[{**LINE, "voided": False, "once": LABEL}])


def told(centre: Centre, unit: str) -> list[tuple[object, ...]]:
    """The rows of the store's feed."""
    found = centre.query(
        lambda connection: {
            table: [*rows] for table, rows in feed_tables(connection, store_feed(unit))
        }
    )
    return [tuple(row) for row in found["spent_once"]]


def test_a_second_register_of_the_store_is_asked_about_and_another_store_is_not(
    centre: Centre, office: HeadOffice
) -> None:
    first = office.register()
    second, far = office.register(first.unit), office.register()
    for register in (first, second, far):
        fact = sells_by_label(register)
        register.sends()
        kinds = office.exceptions(register.unit)
        assert (fact.fact_id.hex in kinds) == (register is second)
    assert office.exceptions(first.unit) == {second.facts[0].fact_id.hex: "label_sold_twice"}
    assert told(centre, first.unit) == [(LABEL, "spent")]
    assert office.stock(first.unit)[1] == office.stock(far.unit)[1] - 1000


def test_an_undone_sale_gives_its_label_back_within_one_step_too(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    sale = sells_by_label(register)
    undoes(register, sale)
    register.sends()
    assert told(centre, register.unit) == [(LABEL, "free")]
    again = sells_by_label(register)
    undoes(register, again)
    sells_by_label(register)
    register.sends()
    assert told(centre, register.unit) == [(LABEL, "spent")]
    assert office.exceptions(register.unit) == {}


def test_it_is_forgotten_after_a_year(centre: Centre, office: HeadOffice) -> None:
    register = office.register()
    sells_by_label(register)
    register.sends()
    later = NOW_US + (KEPT_DAYS + 1) * DAY_US
    while centre.database.write(lambda connection: forget_spent(connection, later)):
        pass
    assert told(centre, register.unit) == []


def test_goods_that_a_slip_has_paid_of_may_come_back_at_their_price(office: HeadOffice) -> None:
    register = office.register()
    empties = {"line": 2, "item_id": 0, "quantity_milli": 1000, "amount_minor": -50}
    paid = PRICE_MINOR - 50
    sale = register.sells(
        lines=[{**LINE, "voided": False}, {**empties, "once": "deposit_voucher:98"}],
        total_minor=paid,
        tenders=[{"kind": "cash", "given_minor": paid, "change_minor": 0}],
    )
    brings_back(register, sale)
    register.sends()
    assert office.exceptions(register.unit) == {}
