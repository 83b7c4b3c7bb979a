"""The counter asks whoever fetches an order, and reads the answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.customer_order import RingAnswer
from pos_app.domain.facts import FactKind
from pos_app.domain.operator import Operator
from pos_app.domain.refusals.orders import NobodyHears, OrderGone
from tests.pos_app.fakes import ELLA, PIA, START_US
from tests.pos_app.order_shelf import PICKING, UNFETCHED, fill_shelf
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till, check_chain

PUT_DEED = "INSERT OR REPLACE INTO order_deed VALUES (?, ?, ?, '2', ?)"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    fill_shelf(till)
    till.opens(ELLA)
    yield till
    check_chain(till)
    till.close()


def feed_says(till: Till, deed: str, who: Operator, after_us: int) -> None:
    with agent(till.device) as store:
        store.execute(PUT_DEED, (PICKING, deed, who.number, START_US + after_us))
    till.files.news.changed()


def test_who_fetches_it_is_asked_and_answers_with_one_touch(till: Till) -> None:
    feed_says(till, "picking", PIA, 0)
    feed_says(till, "rung", ELLA, 1)
    assert till.pickup.read_rings().asked == (), "whoever asks is not asked"
    till.signs_on(PIA)
    [ring] = till.pickup.read_rings().asked
    assert (ring.number, ring.asked_by) == (PICKING, ELLA.name)
    till.clock.passes(5)
    till.pickup.answer_ring(number=PICKING, answer=RingAnswer.MINUTES)
    assert till.kinds()[-1] == FactKind.RING_ANSWERED
    assert till.pickup.read_rings().asked == ()
    feed_says(till, "rung", ELLA, 60_000_000)
    assert [ring.number for ring in till.pickup.read_rings().asked] == [PICKING], "asked again"
    with pytest.raises(OrderGone):
        till.pickup.answer_ring(number=UNFETCHED, answer=RingAnswer.GONE)


def test_where_nobody_fetches_it_yet_whoever_picks_is_asked(till: Till) -> None:
    feed_says(till, "rung", ELLA, 1)
    till.signs_on(PIA)
    assert [ring.number for ring in till.pickup.read_rings().asked] == [PICKING]


def test_the_newest_answer_is_the_one_that_counts(till: Till) -> None:
    feed_says(till, "rung", ELLA, 1)
    feed_says(till, "minutes", PIA, 2)
    feed_says(till, "coming", PIA, 3)
    [answer] = till.pickup.read_rings().answers
    assert (answer.answer, answer.answered_by) == (RingAnswer.COMING, PIA.name)


def test_asking_is_a_fact_and_without_a_line_it_says_so(till: Till) -> None:
    till.pickup.ring_picker(number=PICKING)
    order = till.files.orders.order(PICKING)
    assert order is not None and order.waits_for_answer
    with agent(till.device) as store:
        store.execute("INSERT INTO contact VALUES ('offline_since_us', '1763719100000000')")
    till.files.news.changed()
    with pytest.raises(NobodyHears):
        till.pickup.ring_picker(number=PICKING)
    assert till.kinds().count(FactKind.ORDER_RUNG) == 1
