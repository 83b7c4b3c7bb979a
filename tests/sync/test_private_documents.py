"""A device holds what the centre lists for it, and nothing that it lists no more."""

import random
from collections.abc import Iterator

import pytest

from sync.core.backoff import LONGEST_WAIT_US, Backoff
from sync.core.document_kinds import Document
from sync.core.failures import Unreachable
from sync.core.private_documents import LOOK_INTERVAL_US, PrivateDocuments
from sync.core.steps import (
    Answered,
    AskDocument,
    AskPrivateList,
    DocumentCame,
    Failed,
    Unchanged,
    Woken,
)
from sync.wire.messages import (
    CustomerDocument,
    ErasedDocument,
    OperatorDocument,
    OperatorEntry,
    OrderCustomerDocument,
    PrivateList,
    PrivateVersion,
)

ANN = OperatorDocument([OperatorEntry("7", "Ann", "cashier", "hash", "badge", under_18=False)])


class HeldDocuments:
    """Documents in memory."""

    def __init__(self, **versions: str) -> None:
        self.held = dict(versions)
        self.told: list[str] = []

    def versions(self) -> dict[str, str]:
        return dict(self.held)

    def put(self, document_id: str, version: str, document: Document) -> Iterator[None]:
        self.held[document_id] = version
        self.told.append(f"{document_id}: {type(document).__name__}")
        yield from ()

    def drop(self, document_id: str) -> Iterator[None]:
        del self.held[document_id]
        self.told.append(f"drop {document_id}")
        yield from ()

    def operators_seen(self) -> None:
        self.told.append("operators")

    def all_seen(self) -> None:
        self.told.append("all")


def _core(documents: HeldDocuments) -> PrivateDocuments:
    return PrivateDocuments(documents, Backoff(random.Random(1).randrange))


def _list(**versions: str) -> Answered:
    return _listed(versions)


def _listed(versions: dict[str, str]) -> Answered:
    return Answered(PrivateList([PrivateVersion(name, v) for name, v in versions.items()]))


def test_a_new_version_is_fetched_and_what_is_not_listed_is_dropped() -> None:
    documents = HeldDocuments(operators="v1", customers="v1")
    core = _core(documents)
    assert core.on(Woken(), 0).call == AskPrivateList()
    assert core.on(_list(operators="v2", another="v9"), 0).call == AskDocument("operators", "v1")
    step = core.on(Answered(DocumentCame(ANN)), 5)
    assert (step.call, step.wake_us) == (None, 5 + LOOK_INTERVAL_US)
    assert documents.held == {"operators": "v2"}
    told = ["drop customers", "operators: OperatorDocument", "operators", "all"]
    assert documents.told == told


def test_what_is_here_is_not_fetched_again() -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Woken(), 0)
    assert core.on(_list(operators="v1"), 0).call is None
    assert core.on(Woken(), 1).call is None
    assert core.on(Woken(), LOOK_INTERVAL_US).call == AskPrivateList()
    assert core.on(Woken(at_once=True), 1).call == AskPrivateList()


def test_an_older_document_from_a_cache_is_held_as_what_it_is_and_fetched_again() -> None:
    documents = HeldDocuments()
    core = _core(documents)
    core.on(Woken(), 0)
    core.on(_list(operators="v2"), 0)
    core.on(Answered(DocumentCame(ANN, "v1")), 5)
    assert documents.held == {"operators": "v1"}
    assert core.on(Woken(), 5 + LOOK_INTERVAL_US).call == AskPrivateList()
    assert core.on(_list(operators="v2"), 0).call == AskDocument("operators", "v1")


def test_a_document_that_changed_back_stays() -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Woken(), 0)
    core.on(_list(operators="v2"), 0)
    step = core.on(Answered(Unchanged()), 5)
    assert (step.call, step.wake_us) == (None, 5 + LOOK_INTERVAL_US)
    assert (documents.held, documents.told) == ({"operators": "v1"}, ["operators", "all"])


def test_operators_come_first_erasures_next_and_the_long_directory_last() -> None:
    documents = HeldDocuments()
    core = _core(documents)
    core.on(Woken(), 0)
    wanted = {"customers/9": "1", "order-customers": "1", "operators": "1", "erased": "1"}
    step = core.on(_listed(wanted), 0)
    asked = []
    replies: dict[str, Document] = {
        "operators": ANN,
        "erased": ErasedDocument([]),
        "order-customers": OrderCustomerDocument([]),
        "customers/9": CustomerDocument([]),
    }
    while isinstance(step.call, AskDocument):
        asked.append(step.call.document_id)
        step = core.on(Answered(DocumentCame(replies[asked[-1]])), 1)
    assert asked == list(replies)
    assert documents.told.index("operators") < documents.told.index("erased: ErasedDocument")
    assert documents.told[-1] == "all"


def test_many_that_leave_go_one_a_step() -> None:
    parts = {f"customers/{n}": "1" for n in range(3)}
    documents = HeldDocuments(**parts)
    core = _core(documents)
    core.on(Woken(), 0)
    step = core.on(_listed({}), 7)
    for left in (2, 1):
        assert (len(documents.held), step.call, step.wake_us) == (left, None, 7)
        step = core.on(Woken(), 7)
    assert documents.held == {}
    assert step.wake_us == 7 + LOOK_INTERVAL_US


@pytest.mark.parametrize("reply", [DocumentCame(ANN), Unchanged()])
def test_an_answer_that_nobody_waits_for_changes_nothing(reply: DocumentCame | Unchanged) -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Answered(reply), 0)
    assert documents.held == {"operators": "v1"}


def test_a_failure_drops_nothing() -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Woken(), 0)
    step = core.on(Failed(Unreachable()), 0)
    assert step.call is None and step.wake_us is not None
    assert documents.held == {"operators": "v1"}


def test_waits_grow_to_a_limit_are_spread_and_begin_small_again() -> None:
    drawn: list[int] = []

    def longest(below: int) -> int:
        drawn.append(below)
        return below - 1

    backoff = Backoff(longest)
    waits = [backoff.failed(0) for _ in range(12)]
    assert waits[:3] == [1_000_000, 2_000_000, 4_000_000]
    assert waits[-1] == LONGEST_WAIT_US
    assert drawn[:2] == [1_000_001, 2_000_001]
    backoff.worked()
    assert backoff.failed(10, at_least_ms=7) == 10 + 7_000 + 1_000_000


class LongDocuments(HeldDocuments):
    """Each of them takes three steps."""

    def put(self, document_id: str, version: str, document: Document) -> Iterator[None]:
        for piece in range(2):
            self.told.append(f"{document_id}: piece {piece}")
            yield
        yield from super().put(document_id, version, document)


def test_a_long_document_takes_several_steps_and_others_go_in_between() -> None:
    documents = LongDocuments()
    core = _core(documents)
    core.on(Woken(), 0)
    core.on(_listed({"customers/1": "1", "customers/2": "1"}), 0)
    steps = [core.on(Answered(DocumentCame(CustomerDocument([]))), 5), core.on(Woken(), 6)]
    assert [(step.call, step.wake_us) for step in steps] == [(None, 5), (None, 6)]
    assert documents.held == {}
    assert core.on(Woken(), 7).call == AskDocument("customers/2", "")
    assert documents.held == {"customers/1": "1"}
    core.on(Answered(DocumentCame(CustomerDocument([]))), 8)
    core.on(Failed(Unreachable()), 9)
    assert documents.held == {"customers/1": "1"}
    assert core.on(Woken(at_once=True), LONGEST_WAIT_US).call == AskPrivateList()
