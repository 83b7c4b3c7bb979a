"""SQL devices knows how stores, devices and the codes that make them are kept."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from central.core.records import Device, EnrolmentCode, RecoveryCode, StoreRecord
from central.storage.schema import DEVICE, ENROLMENT_CODE, RECOVERY_CODE, STORE

_STORE = select(
    STORE.c.business_unit, STORE.c.name, STORE.c.currency, STORE.c.time_zone, STORE.c.zone
)
_DEVICE = select(
    DEVICE.c.device_id,
    DEVICE.c.business_unit,
    DEVICE.c.workstation,
    DEVICE.c.device_class,
    DEVICE.c.fingerprint,
    DEVICE.c.token_hash,
    DEVICE.c.wrapped_key,
    DEVICE.c.revoked,
)


class SqlDevices:
    """Keeps who may talk to the centre; tokens and codes are here as hashes only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def store(self, business_unit: str) -> StoreRecord | None:
        """A store."""
        rows = self._connection.execute(_STORE.where(STORE.c.business_unit == business_unit))
        found = rows.one_or_none()
        return None if found is None else StoreRecord(*found)

    def by_token(self, token_hash: str) -> Device | None:
        """The device that bears this token, revoked ones too."""
        found = self._connection.execute(_DEVICE.where(DEVICE.c.token_hash == token_hash))
        row = found.one_or_none()
        return None if row is None else Device(*row)

    def by_id(self, device_id: str) -> Device | None:
        """A device."""
        found = self._connection.execute(_DEVICE.where(DEVICE.c.device_id == device_id))
        row = found.one_or_none()
        return None if row is None else Device(*row)

    def add(self, device: Device, enrolled_us: int) -> None:
        """A new device."""
        self._connection.execute(insert(DEVICE), {**asdict(device), "enrolled_us": enrolled_us})

    def set_token(self, device_id: str, token_hash: str, fingerprint: str) -> None:
        """The device bears another token from now on."""
        self._change(device_id, token_hash=token_hash, fingerprint=fingerprint)

    def set_wrapped_key(self, device_id: str, wrapped: str) -> None:
        """Keep the key of its journal, as wrapped by the device."""
        self._change(device_id, wrapped_key=wrapped)

    def revoke(self, device_id: str) -> None:
        """Its token is worth nothing any more."""
        self._change(device_id, revoked=True)

    def lock_enrolment_code(self, code_hash: str) -> EnrolmentCode | None:
        """A code; nobody else may use it until the end."""
        wanted = select(ENROLMENT_CODE).where(ENROLMENT_CODE.c.code_hash == code_hash)
        found = self._connection.execute(wanted.with_for_update()).one_or_none()
        return None if found is None else EnrolmentCode(*found)

    def add_enrolment_code(self, code: EnrolmentCode) -> None:
        """A new code."""
        self._connection.execute(insert(ENROLMENT_CODE), asdict(code))

    def use_enrolment_code(self, code_hash: str, device_id: str) -> None:
        """It made this device."""
        wanted = update(ENROLMENT_CODE).where(ENROLMENT_CODE.c.code_hash == code_hash)
        self._connection.execute(wanted.values(used_by=device_id))

    def lock_recovery_code(self, code_hash: str) -> RecoveryCode | None:
        """A code; nobody else may use it until the end."""
        wanted = select(RECOVERY_CODE).where(RECOVERY_CODE.c.code_hash == code_hash)
        found = self._connection.execute(wanted.with_for_update()).one_or_none()
        return None if found is None else RecoveryCode(*found)

    def add_recovery_code(self, code: RecoveryCode) -> None:
        """A new code."""
        self._connection.execute(insert(RECOVERY_CODE), asdict(code))

    def use_recovery_code(self, code_hash: str, used_us: int) -> None:
        """It gave its key."""
        wanted = update(RECOVERY_CODE).where(RECOVERY_CODE.c.code_hash == code_hash)
        self._connection.execute(wanted.values(used_us=used_us))

    def _change(self, device_id: str, **values: str | bool) -> None:
        wanted = update(DEVICE).where(DEVICE.c.device_id == device_id)
        self._connection.execute(wanted.values(**values))
