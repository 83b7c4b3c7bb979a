"""What the counter asks about goods that took the place of others, and what colleagues note about a buyer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.facts import FactKind
from pos_app.domain.handover import HandoverPlan, Person
from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.pickup_code import ShownCode
from pos_app.domain.refusals.orders import NobodyToNote, NotChecked
from tests.pos_app.fakes import ELLA
from tests.pos_app.order_shelf import READY, UNPAID, code_of, fill_shelf, goes_together
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till, check_chain, pounds

# One of the two bags of the first line is a cake stand, which was not dearer.
SWAP = (1, 2, 1000)
NOTE = "Likes paper bags, and a chair"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    fill_shelf(till)
    with agent(till.device) as store:
        for number in (READY, UNPAID):
            store.execute("INSERT INTO order_substitute VALUES (?, ?, ?, ?)", (number, *SWAP))
    till.files.news.changed()
    till.opens(ELLA)
    yield till
    check_chain(till)
    till.close()


def checks(till: Till, number: OrderNumber, person: Person = Person.BUYER) -> None:
    till.pickup.check_person.by_code(shown=ShownCode(code_of(number), number), person=person)


def handed(till: Till) -> dict[str, Any]:
    rows = till.files.connection.execute(
        "SELECT body FROM main.fact WHERE kind = ?", (FactKind.ORDER_HANDED_OVER,)
    ).fetchall()
    found: dict[str, Any] = json.loads(rows[-1][0])
    return found


def test_a_substitute_that_is_taken_leaves_the_shelf_figures(till: Till) -> None:
    before = till.files.stock.on_hand_milli(ItemId(2))
    checks(till, READY)
    till.pickup.hand_over(number=READY, plan=HandoverPlan(frozenset({1})))
    assert handed(till)["lines"] == [
        {"item_id": 1, "line_number": 1, "quantity_milli": 1000},
        {"instead_of": 1, "item_id": 2, "line_number": 1, "quantity_milli": 1000},
        {"item_id": 3, "line_number": 2, "quantity_milli": 1000},
    ]
    after = till.files.stock.on_hand_milli(ItemId(2))
    assert before is not None and after == before - 1000


def test_a_substitute_that_is_refused_stays_and_its_price_goes_back(till: Till) -> None:
    checks(till, READY)
    plan = HandoverPlan(frozenset({1}), refused_instead=frozenset({1}))
    done = till.pickup.hand_over(number=READY, plan=plan)
    assert done.refund == pounds(195)
    body = handed(till)
    assert body["refused"] == [
        {
            "instead_of": 1,
            "item_id": 2,
            "line_number": 1,
            "quantity_milli": 1000,
            "refund_minor": 195,
        }
    ]
    assert [line["item_id"] for line in body["lines"]] == [1, 3]


def test_a_refused_substitute_is_not_paid_at_the_counter(till: Till) -> None:
    checks(till, UNPAID)
    plan = HandoverPlan(frozenset({1}), refused_instead=frozenset({1}))
    assert till.pickup.open_order(number=UNPAID).opened.to_pay("GBP", plan) == pounds(405)
    till.pickup.hand_over(number=UNPAID, plan=plan, takes_cash=pounds(405))


def cheaper_lies_there(till: Till) -> None:
    """A lunch bag for £1.65 in the place of one bag for £1.95, and of the other a cake stand, which is dearer."""
    goes_together(till)
    with agent(till.device) as store:
        for number in (READY, UNPAID):
            store.execute("INSERT INTO order_substitute VALUES (?, 1, 7, 1000)", (number,))
    till.files.news.changed()


def test_what_is_cheaper_costs_what_it_costs_and_what_is_dearer_what_was_ordered(
    till: Till,
) -> None:
    cheaper_lies_there(till)
    checks(till, READY)
    done = till.pickup.hand_over(number=READY, plan=HandoverPlan(frozenset({1})))
    assert done.refund == pounds(30)
    stand, bag, _ = handed(till)["lines"]
    assert (stand["item_id"], "refund_minor" in stand) == (2, False)
    assert (bag["item_id"], bag["refund_minor"]) == (7, 30)


def test_a_cheaper_substitute_is_less_to_pay_and_refused_it_costs_nothing(till: Till) -> None:
    cheaper_lies_there(till)
    checks(till, UNPAID)
    opened = till.pickup.open_order(number=UNPAID).opened
    whole = HandoverPlan(frozenset({1}))
    assert opened.to_pay("GBP", whole) == pounds(600 - 30)
    without = HandoverPlan(frozenset({1}), refused_instead=frozenset({1}))
    assert opened.to_pay("GBP", without) == pounds(600 - 2 * 195)
    till.pickup.hand_over(number=UNPAID, plan=whole, takes_cash=pounds(570))


def test_a_note_is_read_at_once_and_no_fact_holds_it(till: Till) -> None:
    with pytest.raises(NotChecked):
        till.pickup.note_customer(number=READY, words=NOTE)
    checks(till, READY)
    till.pickup.note_customer(number=READY, words=f"  {NOTE} ")
    known = till.pickup.open_order(number=READY).known
    assert known is not None
    assert [(note.words, note.operator) for note in known.notes] == [(NOTE, ELLA.number)]
    [record] = till.files.store.side_records.waiting()
    assert (record.subject, record.content) == ("P1", {"note": NOTE})
    bodies = till.files.connection.execute("SELECT body FROM main.fact").fetchall()
    assert not any(NOTE.encode() in bytes(row[0]) for row in bodies)


def test_what_head_office_tells_and_what_is_known_here_are_one(till: Till) -> None:
    checks(till, READY)
    till.pickup.note_customer(number=READY, words=NOTE)
    [record] = till.files.store.side_records.waiting()
    told = {"commitment": record.commitment, "note": NOTE, "operator": "16", "noted_us": 1}
    other = {**told, "commitment": "00", "note": "Older"}
    with agent(till.device) as store:
        store.execute(
            "INSERT INTO customer_note VALUES ('P1', 'customers/1', ?)",
            (json.dumps([told, other]),),
        )
    till.files.news.changed()
    known = till.pickup.open_order(number=READY).known
    assert known is not None and [note.words for note in known.notes] == [NOTE, "Older"]


def test_nothing_is_noted_about_anybody_else(till: Till) -> None:
    checks(till, READY, Person.ALTERNATE)
    with pytest.raises(NobodyToNote):
        till.pickup.note_customer(number=READY, words=NOTE)
    checks(till, UNPAID)
    with pytest.raises(NobodyToNote):
        till.pickup.note_customer(number=UNPAID, words=NOTE)
