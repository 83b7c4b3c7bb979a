"""What head office sets for the counters of its stores reaches their devices, and nothing else is set that way."""

import msgspec
import pytest

from central.centre import Centre
from central.core.refused import Refused
from central.routes.store_settings import SettingReply, put_setting
from pos_app.domain.customer import PRIVATE_DEPARTMENTS
from tests.central.head_office import HeadOffice
from tests.central.test_people import OWNER, _bought, _person
from tests.central.test_pickup import _told, _whole


def sets(centre: Centre, name: str, value: str, unit: str = "") -> list[str]:
    body = msgspec.json.encode({"value": value, "business_unit": unit})
    reply = put_setting(centre, OWNER, name, body)
    return msgspec.json.decode(reply.body, type=SettingReply).business_units


def test_private_departments_are_told_to_one_store_or_to_all(
    centre: Centre, office: HeadOffice
) -> None:
    unit, other = office.open_store(), office.open_store()
    _bought(office, _person(office), unit, "2026-11-01")
    assert sets(centre, PRIVATE_DEPARTMENTS, "Care, Pharmacy", unit) == [unit]
    assert _told(centre, unit)["configuration"] == [[PRIVATE_DEPARTMENTS, "Care, Pharmacy"]]
    assert {unit, other} <= set(sets(centre, PRIVATE_DEPARTMENTS, "Care"))
    for store in (unit, other):
        assert [PRIVATE_DEPARTMENTS, "Care"] in _whole(centre, store, "configuration")


def test_money_and_locks_are_set_for_every_store(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    told = {
        "foreign_notes": "EUR=0.85;USD=0.74",
        "cashback_max_minor": "3000",
        "idle_lock_minutes": "0",
        "drawer_difference_max_minor": "500",
    }
    for name, value in told.items():
        assert unit in sets(centre, name, value)
        assert [name, value] in _whole(centre, unit, "configuration")
    assert unit in sets(centre, "foreign_notes", "")


@pytest.mark.parametrize(
    ("name", "value", "unit", "code"),
    [
        ("card_salt", "x", "", "unknown_setting"),
        ("pickup_check", "smile", "", "wrong_value"),
        ("pickup_days", "0", "", "wrong_value"),
        ("pickup_days", "5", "nowhere", "unknown_store"),
        ("foreign_notes", "EUR=0,85", "", "wrong_value"),
        ("cashback_max_minor", "-1", "", "wrong_value"),
        ("account_offline_minor", "a lot", "", "wrong_value"),
        ("idle_lock_minutes", "61", "", "wrong_value"),
    ],
)
def test_what_is_no_setting_of_a_counter_is_refused(
    centre: Centre, office: HeadOffice, name: str, value: str, unit: str, code: str
) -> None:
    office.open_store()
    with pytest.raises(Refused) as refused:
        sets(centre, name, value, unit)
    assert refused.value.problem.code == code
