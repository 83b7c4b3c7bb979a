"""A device holds what the centre lists for it, and nothing that it lists no more."""

import random

from sync.core.backoff import LONGEST_WAIT_US, Backoff
from sync.core.failures import Unreachable
from sync.core.private_documents import LOOK_INTERVAL_US, PrivateDocuments
from sync.core.steps import Answered, AskOperators, AskPrivateList, Failed, Unchanged, Woken
from sync.wire.messages import OperatorDocument, OperatorEntry, PrivateList, PrivateVersion

ANN = OperatorEntry("7", "Ann", "cashier", "hash", "badge", under_18=False)


class HeldDocuments:
    """Documents in memory."""

    def __init__(self, **versions: str) -> None:
        self.held = dict(versions)
        self.operators: list[OperatorEntry] = []
        self.looks = 0

    def versions(self) -> dict[str, str]:
        return dict(self.held)

    def put_operators(self, document_id: str, version: str, operators: list[OperatorEntry]) -> None:
        self.held[document_id] = version
        self.operators = operators

    def drop(self, document_id: str) -> None:
        del self.held[document_id]

    def seen(self) -> None:
        self.looks += 1


def _core(documents: HeldDocuments) -> PrivateDocuments:
    return PrivateDocuments(documents, Backoff(random.Random(1).randrange))


def _list(**versions: str) -> Answered:
    return Answered(PrivateList([PrivateVersion(name, v) for name, v in versions.items()]))


def test_a_new_version_is_fetched_and_what_is_not_listed_is_dropped() -> None:
    documents = HeldDocuments(operators="v1", customers="v1")
    core = _core(documents)
    assert core.on(Woken(), 0).call == AskPrivateList()
    assert core.on(_list(operators="v2", another="v9"), 0).call == AskOperators("v1")
    step = core.on(Answered(OperatorDocument([ANN])), 5)
    assert (step.call, step.wake_us) == (None, 5 + LOOK_INTERVAL_US)
    assert (documents.held, documents.operators, documents.looks) == ({"operators": "v2"}, [ANN], 1)


def test_what_is_here_is_not_fetched_again() -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Woken(), 0)
    assert core.on(_list(operators="v1"), 0).call is None
    assert core.on(Woken(), 1).call is None
    assert core.on(Woken(), LOOK_INTERVAL_US).call == AskPrivateList()
    assert core.on(Woken(at_once=True), 1).call == AskPrivateList()


def test_a_document_that_changed_back_stays() -> None:
    documents = HeldDocuments(operators="v1")
    core = _core(documents)
    core.on(Woken(), 0)
    core.on(_list(operators="v2"), 0)
    step = core.on(Answered(Unchanged()), 5)
    assert (step.call, step.wake_us) == (None, 5 + LOOK_INTERVAL_US)
    assert (documents.held, documents.looks) == ({"operators": "v1"}, 1)


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
