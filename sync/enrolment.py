"""Enrolment knows how a machine becomes a device: identity, key and token, each kept before the next step."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import replace

import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from pos_app.domain.ids import BusinessUnit, DeviceId, Workstation
from pos_app.domain.refusals.set_up import CentreNotPrivate, CodeExpired, CodeUsed, CodeWrong
from pos_app.files.atomic_file import OWNER_ONLY, write_atomically
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import (
    DATABASE_KEY,
    DEVICE_TOKEN,
    SecretStore,
    database_key,
    open_secrets,
)
from pos_app.ports.enrolment import CatalogueProgress, DeviceClass
from pos_app.ports.faults import CentreUnreachable
from sync.core.failures import Refused
from sync.first_catalogue import first_catalogue
from sync.transport.answers import CallFailed
from sync.transport.set_up import SetUpLine
from sync.transport.trust import is_private
from sync.wire.messages import EnrolReply, EnrolRequest, RecoverRequest

KEY_BYTES = 32
# What was begun and not finished; gone as soon as the device may be used.
_BEGUN_NAME = "enrolling.json"
_REFUSALS = {"code_wrong": CodeWrong, "code_used": CodeUsed, "code_expired": CodeExpired}


class HttpEnrolment:
    """Makes a device in steps that can be repeated after a crash at any point.

    Protects: the journal's key is at the centre, wrapped to its public key, before the first fact can be written:
    the device's settings, without which no program opens the folder, are the last thing that is written.
    """

    def __init__(
        self,
        folder: DeviceFolder,
        centre_url: str,
        secrets_kind: str,
        fingerprint: str,
        line: SetUpLine | None = None,
    ) -> None:
        self._folder = folder
        self._centre_url = centre_url
        self._secrets_kind = secrets_kind
        self._fingerprint = fingerprint
        self._line = line or SetUpLine(centre_url)
        self._begun = folder.root / _BEGUN_NAME

    def enrol(self, code: str, device_class: DeviceClass, scale_percent: int) -> None:
        """Make this machine a device; a code whose use was cut short by a crash can be typed again.

        Errors: CentreNotPrivate, CodeWrong, CodeUsed, CodeExpired, CentreUnreachable, KeyMissing without the keyring.
        """
        self._check_private()
        self._folder.root.mkdir(parents=True, exist_ok=True)
        begun = self._read_begun(code)
        if begun is None:
            begun = self._begin(code, device_class)
        settings, wrapping_key = begun
        settings = replace(settings, device_class=device_class.value, scale_percent=scale_percent)
        kept = open_secrets(settings, self._folder)
        token, key = kept.get(DEVICE_TOKEN), _made_key(kept)
        assert token is not None, "kept before the enrolment was written down as begun"
        try:
            self._line.leave_key(token, wrap(key, wrapping_key))
        except CallFailed as failed:
            raise _fault_of(failed) from failed
        settings.save(self._folder)
        self._begun.unlink(missing_ok=True)

    def admit_again(self, code: str) -> DeviceSettings:
        """Be the same device for a centre that has forgotten it; journal, chains and key stay as they are.

        The code is one that head office made for this device's id. A line that broke is no harm: the same code may
        be typed again until the key has been left. Errors: as `enrol`.
        """
        settings = DeviceSettings.load(self._folder)
        assert settings is not None, "only a device is admitted again"
        kept = open_secrets(settings, self._folder)
        key = database_key(kept)
        request = EnrolRequest(
            code.strip(),
            settings.device_class,
            self._fingerprint,
            settings.device_id,
            settings.business_unit,
            settings.workstation,
        )
        try:
            reply = self._line.enrol(request)
            kept.set(DEVICE_TOKEN, reply.token)
            self._line.leave_key(reply.token, wrap(key, reply.wrapping_key))
        except CallFailed as failed:
            raise _fault_of(failed) from failed
        settings = replace(settings, zone=reply.zone, store_name=reply.store_name)
        settings.save(self._folder)
        return settings

    def recover(self, code: str) -> None:
        """Fetch key and token of this device's journal, after its keyring was lost; what is unsent is safe.

        Errors: CentreNotPrivate, CodeWrong, CodeUsed, CodeExpired, CentreUnreachable, KeyMissing without the keyring.
        """
        self._check_private()
        try:
            reply = self._line.recover(RecoverRequest(code.strip(), self._fingerprint))
        except CallFailed as failed:
            raise _fault_of(failed) from failed
        known = DeviceSettings.load(self._folder)
        settings = known or self._settings(reply.enrolment, DeviceClass.REGISTER)
        kept = open_secrets(settings, self._folder)
        kept.set(DATABASE_KEY, reply.database_key)
        kept.set(DEVICE_TOKEN, reply.enrolment.token)
        if known is None:
            settings.save(self._folder)

    def progress(self) -> CatalogueProgress:
        """How much of the first catalogue has arrived, as the agent wrote it down."""
        return first_catalogue(self._folder)

    def _check_private(self) -> None:
        if not is_private(self._centre_url):
            raise CentreNotPrivate

    def _begin(self, code: str, device_class: DeviceClass) -> tuple[DeviceSettings, str]:
        request = EnrolRequest(code.strip(), device_class.value, self._fingerprint)
        try:
            reply = self._line.enrol(request)
        except CallFailed as failed:
            raise _fault_of(failed) from failed
        settings = self._settings(reply, device_class)
        kept = open_secrets(settings, self._folder)
        kept.set(DEVICE_TOKEN, reply.token)
        _made_key(kept)
        without_token = msgspec.structs.asdict(reply) | {"token": ""}
        stored = {"code": _code_hash(code), "reply": without_token}
        write_atomically(self._begun, json.dumps(stored).encode(), OWNER_ONLY)
        return settings, reply.wrapping_key

    def _read_begun(self, code: str) -> tuple[DeviceSettings, str] | None:
        try:
            stored = json.loads(self._begun.read_bytes())
            if stored["code"] != _code_hash(code):
                return None
            reply = EnrolReply(**stored["reply"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        settings = self._settings(reply, DeviceClass.REGISTER)
        if open_secrets(settings, self._folder).get(DEVICE_TOKEN) is None:
            return None
        return settings, reply.wrapping_key

    def _settings(self, reply: EnrolReply, device_class: DeviceClass) -> DeviceSettings:
        return DeviceSettings(
            device_id=DeviceId(reply.device_id),
            business_unit=BusinessUnit(reply.business_unit),
            workstation=Workstation(reply.workstation),
            zone=reply.zone,
            currency=reply.currency,
            time_zone=reply.time_zone,
            store_name=reply.store_name,
            device_class=device_class.value,
            scale_percent=100,
            centre_url=self._centre_url,
            secrets=self._secrets_kind,
        )


def wrap(database_key: str, public_pem: str) -> str:
    """The key (64 hexadecimal digits, as text) under RSA-OAEP with SHA-256, in base64."""
    public = serialization.load_pem_public_key(public_pem.encode())
    assert isinstance(public, rsa.RSAPublicKey)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return base64.b64encode(public.encrypt(database_key.encode(), oaep)).decode()


def _made_key(kept: SecretStore) -> str:
    """The key of journal and store files, made the first time it is asked for."""
    key = kept.get(DATABASE_KEY)
    if key is None:
        key = secrets.token_hex(KEY_BYTES)
        kept.set(DATABASE_KEY, key)
    return key


def _code_hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def _fault_of(failed: CallFailed) -> Exception:
    """What the person at the device is told."""
    failure = failed.failure
    if isinstance(failure, Refused) and failure.code in _REFUSALS:
        return _REFUSALS[failure.code]()
    return CentreUnreachable()
