"""A device that the centre has forgotten is admitted again as the device that it was, and nobody else in its place."""

from functools import partial

import pytest

from central.centre import Centre, new_id
from central.core.enrol import (
    EnrolmentPlace,
    enrol,
    make_admission_code,
    make_enrolment_code,
)
from central.core.records import Device
from central.core.refused import Refused
from central.storage.sql_store import SqlTransaction
from sync.wire.messages import EnrolRequest
from tests.central.head_office import NOW_US, HeadOffice


def _code(centre: Centre, device_id: str, unit: str, workstation: str = "3") -> str:
    code = new_id().upper()
    place = EnrolmentPlace(unit, workstation)
    centre.write(
        lambda t: make_admission_code(t.devices, device_id, place, code=code, now_us=NOW_US)
    )
    return code


def _ask(transaction: SqlTransaction, request: EnrolRequest, token: str = "") -> Device:
    device, _ = enrol(
        transaction.devices,
        request,
        device_id=new_id(),
        token=token or new_id(),
        now_us=NOW_US,
    )
    return device


def _refusal(centre: Centre, request: EnrolRequest) -> str:
    with pytest.raises(Refused) as refused:
        centre.write(partial(_ask, request=request))
    return refused.value.problem.code


def test_a_forgotten_device_is_the_same_device_again(centre: Centre, office: HeadOffice) -> None:
    unit, device_id, token = office.open_store(), new_id(), new_id()
    code = _code(centre, device_id, unit)
    request = EnrolRequest(code, "register", "machine", device_id, unit, "3")
    admitted = centre.write(partial(_ask, request=request, token=token))
    assert (admitted.device_id, admitted.business_unit, admitted.workstation) == (
        device_id,
        unit,
        "3",
    )
    assert centre.device(f"Bearer {token}") == admitted
    # A machine that lost the answer asks again; another machine cannot.
    again = centre.write(partial(_ask, request=request))
    assert again.device_id == device_id
    other = EnrolRequest(code, "register", "other machine", device_id, unit, "3")
    assert _refusal(centre, other) == "code_used"


def test_its_code_is_for_nobody_else_and_another_code_is_not_for_it(
    centre: Centre, office: HeadOffice
) -> None:
    unit, device_id = office.open_store(), new_id()
    code = _code(centre, device_id, unit)
    for request in (
        EnrolRequest(code, "register", "machine"),
        EnrolRequest(code, "register", "machine", new_id(), unit, "3"),
        EnrolRequest(code, "register", "machine", device_id, unit, "4"),
        EnrolRequest(code, "register", "machine", device_id, "none", "3"),
    ):
        assert _refusal(centre, request) == "code_wrong"
    new = new_id().upper()
    centre.write(lambda t: make_enrolment_code(t.devices, unit, "3", code=new, now_us=NOW_US))
    as_known = EnrolRequest(new, "register", "machine", device_id, unit, "3")
    assert _refusal(centre, as_known) == "code_wrong"


def test_a_device_that_is_known_gets_another_token_and_stays_where_it_stands(
    centre: Centre, office: HeadOffice
) -> None:
    device, old = office.enrol(office.open_store(), "3")
    request = EnrolRequest(
        _code(centre, device.device_id, device.business_unit),
        "register",
        "machine",
        device.device_id,
        device.business_unit,
        "3",
    )
    token = new_id()
    centre.write(partial(_ask, request=request, token=token))
    assert centre.device(f"Bearer {token}").device_id == device.device_id
    with pytest.raises(Refused):
        centre.device(f"Bearer {old}")
    with pytest.raises(Refused) as refused:
        _code(centre, device.device_id, office.open_store())
    assert refused.value.problem.code == "other_place"


def test_a_device_taken_out_of_service_stays_out(centre: Centre, office: HeadOffice) -> None:
    device, _ = office.enrol(office.open_store(), "3")
    code = _code(centre, device.device_id, device.business_unit)
    centre.write(lambda t: t.devices.revoke(device.device_id))
    request = EnrolRequest(code, "register", "machine", device.device_id, device.business_unit, "3")
    assert _refusal(centre, request) == "revoked"
    with pytest.raises(Refused) as refused:
        _code(centre, device.device_id, device.business_unit)
    assert refused.value.problem.code == "revoked"


@pytest.mark.parametrize("device_id", ["", "with space", "x" * 65, "../x"])
def test_what_is_no_device_id_gets_no_code(
    centre: Centre, office: HeadOffice, device_id: str
) -> None:
    with pytest.raises(Refused) as refused:
        _code(centre, device_id, office.open_store())
    assert refused.value.problem.code == "unknown_device"
