"""A machine becomes a device by a code that works once, and a device may be sent away."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from central.centre import Centre, bearer, new_id
from central.core.enrol import (
    CODE_VALID_US,
    code_hash,
    enrol,
    make_enrolment_code,
    make_recovery_code,
    recover,
    shown_code,
    take_out_of_service,
)
from central.core.records import Device, StoreRecord
from central.core.refused import Refused
from central.storage.sql_store import SqlTransaction
from pos_app.domain.facts import EMPTY_TAIL, relink
from pos_app.domain.ids import IncarnationId
from sync.wire.messages import EnrolRequest, Problem, RecoverRequest
from tests.central.head_office import NOW_US, HeadOffice, Register

LETTERS = "ABCDEFGH"


def _code_of(centre: Centre, work: Callable[[SqlTransaction], object]) -> str:
    with pytest.raises(Refused) as refused:
        centre.write(work)
    return refused.value.problem.code


def _make_code(centre: Centre, unit: str) -> str:
    code = new_id().upper()
    centre.write(lambda t: make_enrolment_code(t.devices, unit, "2", code=code, now_us=NOW_US))
    return code


def test_a_code_makes_one_device_of_its_workstation(centre: Centre, office: HeadOffice) -> None:
    unit = office.open_store()
    request = EnrolRequest(_make_code(centre, unit), "handheld", "machine")
    device_id, token = new_id(), new_id()
    device, store = centre.write(
        lambda t: enrol(t.devices, request, device_id=device_id, token=token, now_us=NOW_US)
    )
    assert (device.business_unit, device.workstation, store.zone) == (unit, "2", "uk")
    assert centre.device(f"Bearer {token}") == device
    other_machine = EnrolRequest(request.code, "handheld", "other machine")
    assert _code_of(centre, partial(_ask, request=other_machine)) == "code_used"


def test_a_machine_that_lost_the_answer_asks_again_until_it_has_left_its_key(
    centre: Centre, office: HeadOffice
) -> None:
    request = EnrolRequest(_make_code(centre, office.open_store()), "handheld", "machine")
    first, _ = centre.write(partial(_ask, request=request))
    token = new_id()
    second, _ = centre.write(partial(_ask, request=request, token=token))
    assert second.device_id == first.device_id
    assert centre.device(f"Bearer {token}").device_id == first.device_id
    centre.write(lambda t: t.devices.set_wrapped_key(first.device_id, "wrapped"))
    assert _code_of(centre, partial(_ask, request=request)) == "code_used"


def _ask(
    transaction: SqlTransaction, *, request: EnrolRequest, token: str | None = None
) -> tuple[Device, StoreRecord]:
    return enrol(
        transaction.devices,
        request,
        device_id=new_id(),
        token=token or new_id(),
        now_us=NOW_US,
    )


def test_a_wrong_an_old_and_a_senseless_request_make_no_device(
    centre: Centre, office: HeadOffice
) -> None:
    code = _make_code(centre, office.open_store())

    def answer(request: EnrolRequest, now_us: int) -> str:
        return _code_of(
            centre,
            lambda t: enrol(t.devices, request, device_id=new_id(), token=new_id(), now_us=now_us),
        )

    assert answer(EnrolRequest("NO-SUCH", "register", "m"), NOW_US) == "code_wrong"
    late = NOW_US + CODE_VALID_US
    assert answer(EnrolRequest(code, "register", "m"), late) == "code_expired"
    assert answer(EnrolRequest(code, "toaster", "m"), NOW_US) == "unknown_class"


def test_a_code_is_read_however_it_is_typed() -> None:
    assert shown_code(LETTERS) == "ABCD-EFGH"
    assert code_hash("abcd efgh") == code_hash("ABCD-EFGH") == code_hash(LETTERS)
    assert code_hash("ABCD-EFGJ") != code_hash(LETTERS)


def test_a_device_that_was_sent_away_is_not_heard(centre: Centre, office: HeadOffice) -> None:
    device, token = office.enrol(office.open_store())
    assert centre.device(f"Bearer {token}").device_id == device.device_id
    centre.write(lambda transaction: transaction.devices.revoke(device.device_id))
    with pytest.raises(Refused) as refused:
        centre.device(f"Bearer {token}")
    assert (refused.value.problem.status, refused.value.problem.code) == (401, "revoked")


def test_a_device_that_may_hold_facts_goes_by_a_sentence_that_says_what_is_here(
    centre: Centre, office: HeadOffice
) -> None:
    register = office.register()
    device_id = register.device.device_id
    register.sells()
    register.sells()
    register.sends()

    def revoked() -> bool:
        device = centre.read(lambda transaction: transaction.devices.by_id(device_id))
        return device is not None and device.revoked

    def refused(although: str) -> Problem:
        with pytest.raises(Refused) as refusal:
            centre.write(partial(take_out_of_service, device_id=device_id, although=although))
        assert not revoked()
        return refusal.value.problem

    told = refused("")
    assert (told.status, told.code) == (409, "facts_may_wait")
    newest = datetime.fromtimestamp(NOW_US // 1_000_000, UTC).isoformat()
    assert f"2 facts are here, the newest came at {newest}" in told.title
    assert "although “only 2 facts are here”" in told.title
    register.sells()
    register.sends(3)
    assert "only 3 facts are here" in refused("only 2 facts are here").title
    copy = Register(office, register.device, "b")
    copy.facts = [
        relink(f, incarnation=IncarnationId("b"), after=EMPTY_TAIL) for f in register.facts[:1]
    ]
    copy.sends()
    assert "only 3 facts are here" in refused("").title, "each once, in however many chains"
    for _ in range(2):
        centre.write(
            partial(take_out_of_service, device_id=device_id, although="only 3 facts are here")
        )
        assert revoked()


def test_a_device_that_sent_nothing_may_hold_facts_once_it_was_set_up(
    centre: Centre, office: HeadOffice
) -> None:
    unit = office.open_store()
    new, set_up = office.enrol(unit, "1")[0].device_id, office.enrol(unit, "2")[0].device_id
    centre.write(lambda t: t.devices.set_wrapped_key(set_up, "wrapped"))
    assert _code_of(centre, partial(take_out_of_service, device_id=set_up, although="")) == (
        "facts_may_wait"
    )
    assert _code_of(centre, partial(take_out_of_service, device_id="none", although="")) == (
        "unknown_device"
    )
    centre.write(partial(take_out_of_service, device_id=new, although=""))


@pytest.mark.parametrize("header", [None, "", "Bearer ", "Basic abc", "abc"])
def test_without_a_token_nobody_is_heard(header: str | None) -> None:
    with pytest.raises(Refused) as refused:
        bearer(header)
    assert refused.value.problem.status == 401


def test_a_recovery_code_gives_the_key_and_another_token_once(
    centre: Centre, office: HeadOffice
) -> None:
    device, old_token = office.enrol(office.open_store())
    code = new_id().upper()
    centre.write(
        lambda t: make_recovery_code(t.devices, device.device_id, code=code, now_us=NOW_US)
    )
    request, token = RecoverRequest(code, "new disk"), new_id()

    def ask(transaction: SqlTransaction) -> object:
        return recover(transaction.devices, request, token=token, now_us=NOW_US)

    assert _code_of(centre, ask) == "no_key"
    centre.write(lambda t: t.devices.set_wrapped_key(device.device_id, "wrapped"))
    recovered, _ = centre.write(lambda t: recover(t.devices, request, token=token, now_us=NOW_US))
    assert (recovered.device_id, recovered.wrapped_key) == (device.device_id, "wrapped")
    assert centre.device(f"Bearer {token}").fingerprint == "new disk"
    with pytest.raises(Refused):
        centre.device(f"Bearer {old_token}")
    assert _code_of(centre, ask) == "code_used"


def test_a_code_is_for_a_store_or_device_that_exists(centre: Centre) -> None:
    assert (
        _code_of(
            centre,
            lambda t: make_enrolment_code(t.devices, "none", "1", code=LETTERS, now_us=NOW_US),
        )
        == "unknown_business_unit"
    )
    assert (
        _code_of(
            centre, lambda t: make_recovery_code(t.devices, "none", code=LETTERS, now_us=NOW_US)
        )
        == "unknown_device"
    )
