"""Facts go up: what any centre answers to chains that continue, repeat, leave out and part."""

import msgspec
import pytest

from pos_app.domain.facts import EMPTY_TAIL, relink
from pos_app.domain.ids import IncarnationId
from sync.wire.fact_message import tail_message
from sync.wire.messages import BATCH_FACTS_MAX, HeadsReply, JournalBatch, SnapshotPage
from tests.contract.device import ContractDevice, refusal, rows_of


def _item(device: ContractDevice) -> int:
    boot = device.boot("chain")
    for number in range(boot.snapshot_pages):
        path = f"/v1/snapshot/chain/{boot.epoch}/{boot.position}/{number}"
        for part in device.gets(path, SnapshotPage).tables:
            if part.table == "item" and part.put:
                return int(str(part.put[0][part.columns.index("item_id")]))
    pytest.fail("the contract needs a centre with an item")


def _opens_drawer(device: ContractDevice, times: int, chain: str = "a") -> None:
    for _ in range(times):
        device.says("drawer_opened", {"reason": "change"}, chain=chain)


def test_a_sale_comes_back_as_stock_with_its_receipt_once(device: ContractDevice) -> None:
    item, boot = _item(device), device.boot(f"store:{device.address.unit}")
    head = device.head(boot)
    fact = device.sells(item, pieces=2)
    for _ in range(2):
        reply = device.sends()
        assert (reply.result, reply.tail) == ("acknowledged", tail_message(device.tail(1)))
    groups = device.groups_after(boot, head)
    told = [receipt for group in groups for receipt in group.receipts]
    assert [r.status for r in told if r.fact_id == fact.fact_id.hex] == ["applied"]
    [before] = [row[1] for row in rows_of(groups, "stock") if row[0] == item][-1:]
    device.sells(item)
    device.sends(2)
    [after] = [
        row[1] for row in rows_of(device.groups_after(boot, head), "stock") if row[0] == item
    ][-1:]
    assert after == before - 1000


def test_a_gap_is_told_and_nothing_is_taken(device: ContractDevice) -> None:
    _opens_drawer(device, 3)
    reply = device.sends(2)
    assert (reply.result, reply.tail.sequence) == ("gap", 0)
    assert device.sends(1, 1).result == "acknowledged"
    reply = device.sends(3)
    assert (reply.result, reply.tail) == ("gap", tail_message(device.tail(1)))


def test_a_fork_is_told_with_the_last_link_that_both_have(device: ContractDevice) -> None:
    _opens_drawer(device, 4)
    device.sends()
    del device.chains["a"][2:]
    _opens_drawer(device, 2)
    reply = device.sends()
    assert (reply.result, reply.tail) == ("fork", tail_message(device.tail(2)))
    heads = device.gets(f"/v1/journal/{device.enrolled.device_id}", HeadsReply).heads
    assert heads["a"].sequence == 4


def test_a_restored_disk_is_told_of_the_newer_journal(device: ContractDevice) -> None:
    _opens_drawer(device, 3)
    device.sends()
    newer = device.tail(3)
    del device.chains["a"][1:]
    reply = device.posts(JournalBatch(tail_message(device.tail(1)), []))
    assert reply.json()["result"] == "acknowledged"
    assert reply.json()["tail"]["sequence"] == newer.sequence


def test_the_same_fact_in_two_chains_is_applied_once(device: ContractDevice) -> None:
    item, boot = _item(device), device.boot(f"store:{device.address.unit}")
    fact = device.sells(item)
    device.sends()
    head = device.head(boot)
    moved = relink(fact, incarnation=IncarnationId("b"), after=EMPTY_TAIL)
    device.chains["b"] = [moved]
    reply = device.sends(chain="b")
    assert (reply.result, reply.tail) == ("acknowledged", tail_message(device.tail(1, "b")))
    groups = device.groups_after(boot, head)
    assert fact.fact_id.hex not in [r.fact_id for group in groups for r in group.receipts]
    assert item not in [row[0] for row in rows_of(groups, "stock")]


def test_what_is_not_understood_is_kept_parked_and_blocks_nothing(device: ContractDevice) -> None:
    item, boot = _item(device), device.boot(f"store:{device.address.unit}")
    head = device.head(boot)
    strange = [
        device.says("fact_of_tomorrow", {"anything": 1}),
        device.says("sale_completed", {"lines": "none"}),
        device.says("drawer_opened", {"reason": "x"}, version=99),
        device.sells(2**40),
    ]
    good = device.sells(item)
    assert device.sends().tail.sequence == 5
    groups = device.groups_after(boot, head)
    status = {r.fact_id: r.status for group in groups for r in group.receipts}
    assert [status[fact.fact_id.hex] for fact in (*strange, good)] == ["parked"] * 4 + ["applied"]
    asked = {row[2] for row in rows_of(groups, "exception")}
    assert {fact.fact_id.hex for fact in strange} <= asked


def test_what_is_no_chain_is_refused_whole(device: ContractDevice) -> None:
    _opens_drawer(device, 3)
    batch = device.batch()
    forged = msgspec.structs.replace(batch.facts[1], body="e30=")
    large = msgspec.structs.replace(batch.facts[0], body="A" * 360_000)
    cases = (
        ([batch.facts[0], forged, batch.facts[2]], (422, "broken_chain")),
        ([msgspec.structs.replace(batch.facts[0], hash="zz")], (422, "broken_envelope")),
        ([large], (413, "fact_too_large")),
        ([batch.facts[0]] * (BATCH_FACTS_MAX + 1), (413, "batch_too_large")),
    )
    for facts, told in cases:
        assert refusal(device.posts(JournalBatch(batch.tail, facts))) == told
    heads = device.gets(f"/v1/journal/{device.enrolled.device_id}", HeadsReply).heads
    assert "a" not in heads or heads["a"].sequence == 0


def test_a_device_speaks_for_itself_alone(device: ContractDevice) -> None:
    _opens_drawer(device, 1)
    content = msgspec.json.encode(device.batch())
    assert refusal(device.http.post("/v1/journal/another/a", content=content))[0] == 404
    assert refusal(device.http.get("/v1/journal/another"))[0] == 404
