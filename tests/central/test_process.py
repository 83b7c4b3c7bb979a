"""The centre as a process, spoken to by HTTP alone."""

import hashlib
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from central.core.pages import PAGE_GROUPS_MAX
from sync.wire.messages import (
    BootReply,
    FeedPage,
    HeadsReply,
    OperatorDocument,
    PrivateList,
    RecoverReply,
    RecoverRequest,
    TailReply,
    WrappedKey,
)
from tests.central.caller import Caller, told
from tests.central.head_office import DAY
from tests.contract.centre_process import CentreProcess

# Less than they would wait, and time enough on a busy machine.
WAKE_SECONDS_MAX = 15.0
KEY = "ab" * 32


@pytest.fixture(scope="module")
def process(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreProcess]:
    """A centre with the demo store, on each database."""
    started = CentreProcess(tmp_path_factory.mktemp("centre"), database_url)
    started.load_demo()
    started.start()
    yield started
    started.stop()


@pytest.fixture
def caller(process: CentreProcess) -> Iterator[Caller]:
    speaking = Caller(process)
    yield speaking
    speaking.http.close()


def test_the_demo_store_is_loaded_once(process: CentreProcess, caller: Caller) -> None:
    before = caller.gets("/v1/boot/chain", BootReply)
    assert before.row_count > 10_000
    process.load_demo()
    assert caller.gets("/v1/boot/chain", BootReply) == before


def test_a_sale_comes_back_as_stock_with_its_receipt(
    process: CentreProcess, caller: Caller
) -> None:
    boot = caller.gets("/v1/boot/store:12", BootReply)
    fact = caller.chain.sells(1, pieces=2)
    assert caller.sends().result == "acknowledged"
    assert caller.sends().result == "acknowledged"
    tail = caller.gets(f"/v1/tail/store:12/{boot.epoch}/{boot.position}", TailReply)
    receipts = {r.fact_id: r.status for group in tail.groups for r in group.receipts}
    assert receipts[fact.fact_id.hex] == "applied"
    heads = caller.gets(f"/v1/journal/{caller.enrolled.device_id}", HeadsReply).heads
    assert heads["a"].hash == fact.hash.hex()
    books = process.books("12", DAY)
    assert books["sale_count"] >= 1
    assert books["cash_minor"] == books["sales_total_minor"]
    chain = [j for j in books["journals"] if j["device_id"] == caller.enrolled.device_id]
    assert [(j["sequence"], j["fact_count"]) for j in chain] == [(1, 1)]


def test_whoever_waits_is_woken_at_once(caller: Caller) -> None:
    boot = caller.gets("/v1/boot/store:12", BootReply)
    head = caller.gets(f"/v1/tail/store:12/{boot.epoch}/{boot.position}", TailReply).head
    caller.opens_the_drawer()
    path = f"/v1/tail/store:12/{boot.epoch}/{head}?wait=25"
    with ThreadPoolExecutor(5) as threads:
        waiting = [threads.submit(caller.gets, path, TailReply) for _ in range(5)]
        begun = time.monotonic()
        caller.sends()
        for woken in waiting:
            assert [group.position for group in woken.result().groups] == [head + 1]
        assert time.monotonic() - begun < WAKE_SECONDS_MAX


def test_pages_are_for_ever_and_for_whoever_knows_their_key(caller: Caller) -> None:
    caller.opens_the_drawer(PAGE_GROUPS_MAX)
    for number in range(1, PAGE_GROUPS_MAX + 1):
        caller.sends(number, number)
    boot = caller.gets("/v1/boot/store:12", BootReply)
    page = boot.pages[0]
    path = f"/{boot.feed}/{boot.epoch}/{page.first}-{page.last}"
    reply = httpx.get(f"{caller.process.url}/v1/feed/{boot.key}{path}")
    assert hashlib.sha256(reply.content).hexdigest() == page.sha256
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    groups = msgspec.json.decode(reply.content, type=FeedPage).groups
    assert [g.position for g in groups] == [*range(page.first, page.last + 1)]
    assert told(caller.asks(f"/v1/feed/guessed{path}")) == (404, "unknown_page")
    beside = f"/v1/feed/{boot.key}/{boot.feed}/{boot.epoch}/1-2"
    assert told(caller.asks(beside)) == (404, "unknown_page")


def test_a_download_goes_on_where_it_stopped(caller: Caller) -> None:
    file = caller.gets("/v1/boot/chain", BootReply).file
    assert file is not None
    rest = caller.asks(file.path, Range="bytes=1000-")
    assert rest.status_code == 206
    whole = caller.asks(file.path)
    assert hashlib.sha256(whole.content).hexdigest() == file.sha256
    assert whole.content[1000:] == rest.content


def test_operators_come_by_version_and_are_kept_by_nobody(caller: Caller) -> None:
    documents = caller.gets("/v1/private", PrivateList).documents
    [listed] = [document for document in documents if document.id == "operators"]
    reply = caller.asks("/v1/private/operators")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["etag"] == f'"{listed.version}"'
    operators = msgspec.json.decode(reply.content, type=OperatorDocument).operators
    assert {operator.role for operator in operators} >= {"cashier", "manager", "picker"}
    assert all(operator.pin_hash.startswith("$argon2id$") for operator in operators)
    again = caller.asks("/v1/private/operators", **{"If-None-Match": reply.headers["etag"]})
    assert again.status_code == 304


def test_a_lost_keyring_gets_the_journals_key_back(process: CentreProcess, caller: Caller) -> None:
    public = serialization.load_pem_public_key(caller.enrolled.wrapping_key.encode())
    assert isinstance(public, rsa.RSAPublicKey)
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    wrapped = b64encode(public.encrypt(KEY.encode(), oaep)).decode()
    message = msgspec.json.encode(WrappedKey(wrapped))
    assert caller.http.put("/v1/device/key", content=message).status_code == 200
    request = RecoverRequest(process.recovery_code(caller.enrolled.device_id), "same machine")
    reply = httpx.post(f"{process.url}/v1/recover", content=msgspec.json.encode(request))
    recovered = msgspec.json.decode(reply.content, type=RecoverReply)
    assert recovered.database_key == KEY
    assert recovered.enrolment.device_id == caller.enrolled.device_id
    assert told(caller.asks("/v1/private")) == (401, "unknown_token")


def test_every_refusal_has_its_word(process: CentreProcess, caller: Caller) -> None:
    epoch = caller.gets("/v1/boot/chain", BootReply).epoch
    assert told(caller.asks("/v1/boot/store:07")) == (404, "unknown_feed")
    assert told(caller.asks("/v1/tail/chain/other/0")) == (410, "boot_again")
    assert told(caller.asks(f"/v1/tail/chain/{epoch}/999999")) == (410, "boot_again")
    assert told(caller.asks(f"/v1/tail/chain/{epoch}/x")) == (422, "not_a_number")
    assert told(caller.asks(f"/v1/snapshot/chain/{epoch}/999/0")) == (410, "boot_again")
    assert told(caller.asks("/v1/journal/another")) == (404, "unknown_device")
    assert told(caller.asks("/v1/books?business_unit=12&business_date=x")) == (401, "unknown_token")
    assert told(caller.asks("/nothing/here")) == (404, "no_such_address")
    assert told(httpx.get(f"{process.url}/v1/private")) == (401, "no_token")
    garbled = httpx.post(f"{process.url}/v1/enrol", content=b"\xff{")
    assert told(garbled) == (422, "unreadable_message")
    revoke = f"{process.url}/v1/admin/devices/{caller.enrolled.device_id}/revoke"
    admin = {"Authorization": f"Bearer {process.admin_token}"}
    assert httpx.post(revoke, headers=admin, json={}).status_code == 200
    caller.opens_the_drawer()
    assert told(caller.posts()) == (401, "revoked")


ODD_ADDRESSES = (
    "/v1/feed/k/chain/e/1-99999999999999999999",
    "/v1/feed/k%00/chain/e/1-2",
    "/v1/snapshot/chain/e/-1/0",
    "/v1/snapshot/chain/../0/99999999999999999999",
    "/v1/tail/chain/e/99999999999999999999",
    "/v1/tail/chain/%00/0",
    "/v1/boot/%00",
    "/v1/boot/nothing:12",
    "/v1/journal/%00",
    "/v1/books?business_unit=%00&business_date=x",
)


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_no_odd_address_is_a_bug(caller: Caller, address: str) -> None:
    assert 400 <= told(caller.asks(address))[0] < 500


def test_no_odd_message_is_a_bug(process: CentreProcess, caller: Caller) -> None:
    admin = {"Authorization": f"Bearer {process.admin_token}"}
    odd: tuple[tuple[str, object], ...] = (
        ("/v1/admin/enrolment-codes", {"business_unit": "a\0b", "workstation": "1"}),
        ("/v1/admin/enrolment-codes", {"business_unit": "12", "workstation": "\0"}),
        ("/v1/admin/recovery-codes", {"device_id": "\0"}),
        ("/v1/admin/orders/none/state", {"state": "lost"}),
        ("/v1/admin/exceptions/none/settle", {"action": "apply", "note": "\0"}),
        ("/v1/enrol", {"code": "\0", "device_class": "register", "fingerprint": "\0"}),
        ("/v1/enrol", [1]),
    )
    for path, message in odd:
        reply = httpx.post(process.url + path, json=message, headers=admin)
        assert 400 <= told(reply)[0] < 500, path
    key = caller.http.put("/v1/device/key", json={"wrapped": "a\0b"})
    assert told(key) == (422, "not_wrapped")


def test_it_says_how_it_is(process: CentreProcess) -> None:
    health = httpx.get(f"{process.url}/health")
    assert health.json()["status"] == "ok"
    assert health.headers["storefront-protocol"] == "1"
    assert "centre_facts " in httpx.get(f"{process.url}/metrics").text


def test_the_admin_token_is_its_owners_alone(process: CentreProcess) -> None:
    file = process.folder / "admin-token"
    assert file.stat().st_mode & 0o077 == 0
    assert Path(process.folder / "central-key.pem").stat().st_mode & 0o077 == 0
