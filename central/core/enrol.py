"""Enrol knows how a machine becomes a device of a store, and how a device gets its journal's key back."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from central.core.ports import Devices, Transaction
from central.core.records import Device, EnrolmentCode, RecoveryCode, StoreRecord
from central.core.refused import Refused
from central.core.wire_facts import is_name
from sync.wire.messages import EnrolRequest, RecoverRequest

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
CODE_VALID_US = 24 * 3600 * 1_000_000
# As this centre made it, or any other.
_DEVICE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
DEVICE_CLASSES = frozenset({"register", "tablet", "handheld"})


@dataclass(frozen=True, slots=True)
class EnrolmentPlace:
    """The workstation of a store that a code is made for."""

    business_unit: str
    workstation: str


def code_hash(code: str) -> str:
    """What is kept of a code: case, dashes and spaces do not matter to who types it."""
    return token_hash("".join(sign for sign in code.upper() if sign in CODE_ALPHABET))


def token_hash(token: str) -> str:
    """What is kept of a token; it is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def shown_code(letters: str) -> str:
    """A code as it is read out: two halves."""
    half = len(letters) // 2
    return f"{letters[:half]}-{letters[half:]}"


def enrol(
    devices: Devices, request: EnrolRequest, *, device_id: str, token: str, now_us: int
) -> tuple[Device, StoreRecord]:
    """Make a device of the workstation that the code was made for.

    A machine that lost the answer may ask again with its code until it has left its key: it gets another token.
    A code that admits a device again makes it the device that it says it has been, for nobody else.
    Raises Refused: code_wrong, code_used, code_expired, unknown_class, revoked.
    """
    if request.device_class not in DEVICE_CLASSES or not is_name(request.fingerprint):
        raise Refused(422, "unknown_class", "This is no class of device.")
    code = devices.lock_enrolment_code(code_hash(request.code))
    if code is None or not _is_meant_for(code, request):
        raise _wrong_code()
    if code.expires_us <= now_us:
        raise _used_code() if code.used_by else _expired_code()
    if code.used_by is not None:
        return _enrol_again(devices, code.used_by, request, token)
    device = Device(
        code.device_id or device_id,
        code.business_unit,
        code.workstation,
        request.device_class,
        request.fingerprint,
        token_hash(token),
    )
    if code.device_id is not None and (known := devices.by_id(code.device_id)) is not None:
        if known.revoked:
            raise revoked()
        devices.set_token(known.device_id, device.token_hash, device.fingerprint)
    else:
        devices.add(device, now_us)
    devices.use_enrolment_code(code.code_hash, device.device_id)
    return device, _store(devices, code.business_unit)


def _is_meant_for(code: EnrolmentCode, request: EnrolRequest) -> bool:
    if code.device_id is None:
        return not request.device_id
    been = (request.device_id, request.business_unit, request.workstation)
    return been == (code.device_id, code.business_unit, code.workstation)


def _enrol_again(
    devices: Devices, device_id: str, request: EnrolRequest, token: str
) -> tuple[Device, StoreRecord]:
    device = devices.by_id(device_id)
    assert device is not None, "a used code names its device"
    is_same = (device.fingerprint, device.device_class) == (
        request.fingerprint,
        request.device_class,
    )
    if device.wrapped_key is not None or device.revoked or not is_same:
        raise _used_code()
    devices.set_token(device_id, token_hash(token), request.fingerprint)
    return replace(device, token_hash=token_hash(token)), _store(devices, device.business_unit)


def recover(
    devices: Devices, request: RecoverRequest, *, token: str, now_us: int
) -> tuple[Device, StoreRecord]:
    """Give a device another token; its wrapped key is in the record.

    Raises Refused: code_wrong, code_used, code_expired, no_key.
    """
    code = devices.lock_recovery_code(code_hash(request.code))
    if code is None or not is_name(request.fingerprint):
        raise _wrong_code()
    if code.used_us is not None:
        raise _used_code()
    if code.expires_us <= now_us:
        raise _expired_code()
    device = devices.by_id(code.device_id)
    assert device is not None, "a code names a device that exists"
    if device.wrapped_key is None:
        raise Refused(409, "no_key", "This device never left its key at the centre.")
    if device.revoked:
        raise revoked()
    devices.use_recovery_code(code.code_hash, now_us)
    devices.set_token(device.device_id, token_hash(token), request.fingerprint)
    changed = replace(device, token_hash=token_hash(token), fingerprint=request.fingerprint)
    return changed, _store(devices, device.business_unit)


def make_enrolment_code(
    devices: Devices,
    business_unit: str,
    workstation: str,
    *,
    code: str,
    now_us: int,
    device_id: str | None = None,
) -> EnrolmentCode:
    """Keep a new code; device_id: the only one that it is for. Raises Refused without such a store."""
    _store(devices, business_unit)
    if not workstation or not is_name(workstation):
        raise Refused(422, "unknown_workstation", "This is no workstation.")
    made = EnrolmentCode(
        code_hash(code), business_unit, workstation, now_us + CODE_VALID_US, device_id=device_id
    )
    devices.add_enrolment_code(made)
    return made


def make_admission_code(
    devices: Devices, device_id: str, place: EnrolmentPlace, *, code: str, now_us: int
) -> EnrolmentCode:
    """Keep a code by which a device is admitted again, as after a backup that was older than its enrolment.

    Raises Refused without such a store, for a device that was taken out of service, and for one that is known to
    stand elsewhere.
    """
    if not _DEVICE_ID.fullmatch(device_id):
        raise Refused(422, "unknown_device", "This is no device id.")
    known = devices.by_id(device_id)
    if known is not None and known.revoked:
        raise Refused(409, "revoked", "This device was taken out of service.")
    if known is not None and (known.business_unit, known.workstation) != (
        place.business_unit,
        place.workstation,
    ):
        stands = f"{known.business_unit} {known.workstation}"
        raise Refused(409, "other_place", f"This device is known to stand elsewhere: {stands}.")
    return make_enrolment_code(
        devices,
        place.business_unit,
        place.workstation,
        code=code,
        now_us=now_us,
        device_id=device_id,
    )


def make_recovery_code(devices: Devices, device_id: str, *, code: str, now_us: int) -> RecoveryCode:
    """Keep a new code; raises Refused without such a device."""
    if not is_name(device_id) or devices.by_id(device_id) is None:
        raise Refused(404, "unknown_device", "There is no such device.")
    made = RecoveryCode(code_hash(code), device_id, now_us + CODE_VALID_US)
    devices.add_recovery_code(made)
    return made


def take_out_of_service(transaction: Transaction, device_id: str, although: str) -> None:
    """A device's token is worth nothing from now on.

    Only the device knows what it has not sent. Raises Refused: unknown_device, and facts_may_wait unless `although` is
    the sentence that the refusal asks for; it names how many facts are here, so that no old note fits.
    """
    device = transaction.devices.by_id(device_id)
    if device is None:
        raise Refused(404, "unknown_device", "There is no such device.")
    held = transaction.journals.fact_count(device_id)
    was_set_up = held > 0 or device.wrapped_key is not None
    sentence = f"only {held} facts are here"
    if was_set_up and not device.revoked and although != sentence:
        heard = [chain.heard_us for chain in transaction.journals.seen(device_id).values()]
        newest = f", the newest came at {_time(max(heard))}" if heard else ""
        title = (
            f"Of this device {held} facts are here{newest}. What it wrote since is on it alone:"
            " retire it there first, or carry its facts here as a file."
            f" To take it out of service all the same: although “{sentence}”."
        )
        raise Refused(409, "facts_may_wait", title)
    transaction.devices.revoke(device_id)


def device_of_token(devices: Devices, token: str) -> Device:
    """Who speaks; raises Refused 401 when nobody does, or somebody who was sent away."""
    device = devices.by_token(token_hash(token))
    if device is None:
        raise Refused(401, "unknown_token", "The centre does not know this device.")
    if device.revoked:
        raise revoked()
    return device


def revoked() -> Refused:
    """The device was taken out of service."""
    return Refused(401, "revoked", "This device was taken out of service at the centre.")


def _store(devices: Devices, business_unit: str) -> StoreRecord:
    store = devices.store(business_unit) if is_name(business_unit) else None
    if store is None:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    return store


def _time(at_us: int) -> str:
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).isoformat()


def _wrong_code() -> Refused:
    return Refused(403, "code_wrong", "This code is not known.")


def _used_code() -> Refused:
    return Refused(409, "code_used", "This code was used before; ask for another.")


def _expired_code() -> Refused:
    return Refused(410, "code_expired", "This code is too old; ask for another.")
