"""Devices come and go: codes, tokens, keys and private documents at any centre."""

from base64 import b64encode
from uuid import uuid4

import httpx
import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sync.wire.messages import (
    PROTOCOL,
    EnrolReply,
    OperatorDocument,
    PrivateList,
    RecoverReply,
    RecoverRequest,
    WrappedKey,
)
from tests.contract.device import Address, ContractDevice, refusal

KEY = "cd" * 32


def _leaves_key(device: ContractDevice) -> None:
    public = serialization.load_pem_public_key(device.enrolled.wrapping_key.encode())
    assert isinstance(public, rsa.RSAPublicKey)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    wrapped = WrappedKey(b64encode(public.encrypt(KEY.encode(), oaep)).decode())
    reply = device.http.put("/v1/device/key", content=msgspec.json.encode(wrapped))
    assert reply.status_code == 200


def test_a_code_makes_one_device(address: Address) -> None:
    code, fingerprint = address.code(), uuid4().hex
    first = ContractDevice.answer_to_code(address, code, fingerprint)
    assert first.headers["storefront-protocol"] == str(PROTOCOL)
    again = ContractDevice.answer_to_code(address, code, fingerprint)
    replies = [msgspec.json.decode(reply.content, type=EnrolReply) for reply in (first, again)]
    assert replies[0].device_id == replies[1].device_id
    assert replies[0].token != replies[1].token
    other = ContractDevice.answer_to_code(address, code, uuid4().hex)
    assert refusal(other) == (409, "code_used")
    with ContractDevice(address, replies[0]) as silent:
        assert refusal(silent.http.get("/v1/private")) == (401, "unknown_token")
    with ContractDevice(address, replies[1]) as device:
        _leaves_key(device)
        assert device.http.get("/v1/private").status_code == 200
    late = ContractDevice.answer_to_code(address, code, fingerprint)
    assert refusal(late) == (409, "code_used")


def test_a_code_that_is_none_makes_no_device(address: Address) -> None:
    wrong = ContractDevice.answer_to_code(address, "AAAA-AAAA", "machine")
    assert refusal(wrong) == (403, "code_wrong")
    garbled = httpx.post(f"{address.url}/v1/enrol", content=b"\xff{")
    assert refusal(garbled)[0] == 422


def test_a_lost_keyring_gets_its_key_back_and_the_old_token_is_void(
    address: Address, device: ContractDevice
) -> None:
    wanted = {"device_id": device.enrolled.device_id}
    code = address.admin("/v1/admin/recovery-codes", **wanted).json()["code"]
    content = msgspec.json.encode(RecoverRequest(code, "new disk"))
    assert refusal(httpx.post(f"{address.url}/v1/recover", content=content)) == (409, "no_key")
    _leaves_key(device)
    reply = httpx.post(f"{address.url}/v1/recover", content=content)
    recovered = msgspec.json.decode(reply.content, type=RecoverReply)
    assert recovered.database_key == KEY
    assert recovered.enrolment.device_id == device.enrolled.device_id
    assert refusal(device.http.get("/v1/private")) == (401, "unknown_token")
    assert refusal(httpx.post(f"{address.url}/v1/recover", content=content)) == (409, "code_used")


def test_without_a_token_and_without_service_nobody_is_heard(
    address: Address, device: ContractDevice
) -> None:
    assert refusal(httpx.get(f"{address.url}/v1/private"))[0] == 401
    path = f"/v1/admin/devices/{device.enrolled.device_id}/revoke"
    assert address.admin(path).status_code == 200
    assert refusal(device.http.get("/v1/private")) == (401, "revoked")


def test_private_documents_come_by_version_and_are_kept_by_nobody(device: ContractDevice) -> None:
    listed = {
        entry.id: entry.version for entry in device.gets("/v1/private", PrivateList).documents
    }
    assert "operators" in listed
    for name, version in listed.items():
        reply = device.http.get(f"/v1/private/{name}")
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["etag"] == f'"{version}"'
        known = {"If-None-Match": reply.headers["etag"]}
        assert device.http.get(f"/v1/private/{name}", headers=known).status_code == 304
    operators = device.gets("/v1/private/operators", OperatorDocument).operators
    assert all(operator.pin_hash.startswith("$argon2id$") for operator in operators)
