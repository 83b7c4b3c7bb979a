"""Orders of the store: the centre's rows, and what this device did until the centre has counted it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.customer_order import OrderState
from pos_app.domain.facts import Fact, FactDraft
from pos_app.domain.ids import BusinessDate, OperatorNumber, OrderNumber
from pos_app.domain.pickup_code import CheckMethod, OrderCheck, PickupSecret
from pos_app.ports.orders import OrderBook
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

READY, SHORT, GONE = map(OrderNumber, ("4711", "4712", "4713"))


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    with agent(till.device) as store:
        store.executemany(
            "INSERT INTO customer_order VALUES (?, ?, ?, 7, 3, ?)",
            [
                (READY, "curbside", "ready", "B3 F1"),
                (SHORT, "pickup", "short", ""),
                (GONE, "pickup", "handed_over", "B1"),
                ("4714", "by_drone", "ready", ""),
            ],
        )
        store.executemany(
            "INSERT INTO order_line VALUES (?, ?, ?, ?, ?, 195, ?, 0)",
            [(READY, 1, 1, 2000, 2000, ""), (SHORT, 1, 3, 2000, 1000, "same_or_cheaper")],
        )
        store.executemany(
            "INSERT INTO order_piece VALUES (?, ?, 2, ?, ?, '1004', 5, NULL)",
            [(READY, 1, "ambient", "B3"), (READY, 2, "frozen", "Z1")],
        )
        store.execute("INSERT INTO order_deed VALUES (?, 'handed_over', '1002', '2', 9)", (GONE,))
        store.execute("INSERT INTO order_short VALUES (?, 1, 'past_date')", (SHORT,))
        store.execute("INSERT INTO order_kit VALUES (?, 1, 2)", (SHORT,))
        store.execute("INSERT INTO order_check VALUES (?, 'code', 'aa', 'bb')", (READY,))
        store.execute("INSERT INTO order_check VALUES (?, 'name_phone', '', '')", (SHORT,))
    till.files.news.changed()
    yield till
    till.close()


def _says(till: Till, kind: str, **body: object) -> Fact:
    with till.files.store.write():
        return till.files.store.journal.append(
            FactDraft(kind, dict(body)),
            operator=OperatorNumber("1005"),
            business_date=BusinessDate("2025-11-21"),
        )


def _answers(till: Till, fact: Fact, status: str) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO receipt VALUES (?, ?)", (fact.fact_id.bytes, status))
    till.files.news.changed()


def test_the_queue_has_every_open_order(till: Till) -> None:
    book: OrderBook = till.files.orders
    ready, short = book.queue()
    assert [ready.number, short.number] == [READY, SHORT]
    assert [(piece.piece, piece.zone, piece.bay) for piece in ready.pieces] == [
        (1, "ambient", "B3"),
        (2, "frozen", "Z1"),
    ]
    assert short.lines[0].missing_milli == 1000
    assert short.lines[0].substitutes == "same_or_cheaper"
    assert (short.lines[0].short_reason, ready.lines[0].short_reason) == ("past_date", "")
    assert (short.lines[0].kit_id, ready.lines[0].kit_id) == (2, None)
    gone = book.order(GONE)
    assert gone is not None and gone.handed_over is not None
    assert (gone.handed_over.operator, gone.handed_over.is_own) == ("1002", False)
    assert [piece.bay for piece in gone.pieces] == ["B1"]
    assert book.order(OrderNumber("none")) is None


def test_what_happened_here_counts_until_the_centre_says_it_does(till: Till) -> None:
    handed = _says(till, "order_handed_over", order_number=READY)
    assert [order.number for order in till.files.orders.queue()] == [SHORT]
    _answers(till, handed, "applied")
    found = till.files.orders.order(READY)
    assert found is not None and found.state is OrderState.READY, "the centre's rows say so"


def test_what_the_centre_parked_goes_on_counting_here_after_a_restart(till: Till) -> None:
    handed = _says(till, "order_handed_over", order_number=READY)
    _answers(till, handed, "parked")
    till.restart()
    found = till.files.orders.order(READY)
    assert found is not None and found.state is OrderState.HANDED_OVER


def test_a_journal_that_goes_on_in_another_life_is_read_anew(till: Till) -> None:
    _says(till, "order_claimed", order_number=READY)
    before = till.files.orders.queue()
    with agent(till.device) as store:
        store.execute("UPDATE feed_state SET epoch = 'restored'")
    till.files.news.changed()
    assert till.files.orders.queue() == before
    assert before[0].claimed is not None and before[0].claimed.operator == "1005"


def test_how_a_person_is_checked(till: Till) -> None:
    book: OrderBook = till.files.orders
    secret = PickupSecret("aa", "bb")
    assert book.check(READY) == OrderCheck(READY, CheckMethod.CODE, secret)
    assert book.check(SHORT) == OrderCheck(SHORT, CheckMethod.NAME_PHONE, None)
    assert book.check(GONE) is None
    assert [check.number for check in book.checks()] == [READY, SHORT]


def test_what_was_read_is_kept_until_a_file_moves_on(till: Till) -> None:
    book: OrderBook = till.files.orders
    first = book.queue()
    _says(till, "operator_signed_on")
    assert all(again is order for again, order in zip(book.queue(), first, strict=True))
    with agent(till.device) as store:
        store.execute(
            "UPDATE customer_order SET state = 'arrived' WHERE order_number = ?", (READY,)
        )
    # nobody has looked for news, and it counts all the same
    assert [order.state for order in book.queue()] == [OrderState.ARRIVED, OrderState.SHORT]
    _says(till, "order_handed_over", order_number=READY, pieces=[1, 2])
    assert [order.number for order in book.queue()] == [SHORT]
