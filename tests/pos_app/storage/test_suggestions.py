"""Suggestions come from the files of the device alone, and say nothing that these do not prove."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.ids import CustomerNumber, ItemId
from pos_app.domain.mentions import Occasion, ReasonKind
from pos_app.domain.neighbours import Entry, pack
from pos_app.files.database import Connection
from pos_app.ports.suggestions import Suggestions
from sync.people_tables import write_document
from sync.wire.messages import CustomerDocument, CustomerEntry, PurchaseEntry
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

BAG, CAKESTAND, OAT, WINE, NO_PRICE, BANANAS = map(ItemId, range(1, 7))
ANN = CustomerNumber("P1")
TODAY = "2026-11-21"


def _goes_with(chain: Connection, item: int, baskets: int, *entries: Entry) -> None:
    chain.execute(
        "INSERT INTO item_neighbour VALUES (?, ?, 100, ?)", (item, baskets, pack(entries))
    )


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    with agent(till.device, "chain") as chain:
        _goes_with(chain, BAG, 100, (OAT, 400, 26), (WINE, 9_000, 90), (NO_PRICE, 8_000, 80))
        _goes_with(chain, CAKESTAND, 50, (BANANAS, 700, 10))
    bought = [PurchaseEntry("B1", "2026-05-12", "web", 1275, "Cakestand", [CAKESTAND])]
    with agent(till.device) as store:
        ann = CustomerEntry(ANN, "Ann Lee", "", "", "", 0, "", "", bought)
        list(write_document(store, "customers/7", CustomerDocument([ann])))
    till.files.news.changed()
    yield till
    till.close()


def test_a_basket_alone(till: Till) -> None:
    suggestions: Suggestions = till.files.suggestions
    [oat] = suggestions.suggest(Occasion((BAG,), None, TODAY))
    assert (oat.item.item_id, oat.score.basket, oat.available_milli) == (OAT, 400, 20_000)
    assert oat.reason.kind is ReasonKind.BOUGHT_TOGETHER
    assert (oat.reason.with_name, oat.reason.one_in) == ("Jumbo bag red retrospot", 4)


def test_the_buyers_history_adds_what_goes_with_it(till: Till) -> None:
    found = till.files.suggestions.suggest(Occasion((BAG,), ANN, TODAY))
    by_item = {suggestion.item.item_id: suggestion.reason for suggestion in found}
    assert set(by_item) == {OAT, BANANAS, CAKESTAND}
    assert by_item[CAKESTAND].kind is ReasonKind.BOUGHT_BEFORE
    assert by_item[BANANAS].kind is ReasonKind.GOES_WITH_ORDER
    assert by_item[BANANAS].ordered_on == "2026-05-12"


def test_what_was_dismissed_is_not_said_again(till: Till) -> None:
    asked = Occasion((BAG,), None, TODAY, frozenset({OAT}))
    assert till.files.suggestions.suggest(asked) == ()


def test_what_is_not_here_is_not_offered(till: Till) -> None:
    with agent(till.device) as store:
        store.execute("UPDATE stock SET reserved_milli = 19500 WHERE item_id = ?", (OAT,))
    till.files.news.changed()
    assert till.files.suggestions.suggest(Occasion((BAG,), None, TODAY)) == ()


def test_more_than_needed_is_reckoned_from_the_sales_of_a_week(till: Till) -> None:
    with agent(till.device, "chain") as chain:
        chain.execute("UPDATE item_neighbour SET neighbours = ?", (pack([(OAT, 400, 2)]),))
    with agent(till.device) as store:
        store.execute("INSERT INTO sales_rate VALUES (?, 1500)", (OAT,))
        store.execute("INSERT INTO item_bin VALUES (?, 'A-04-2', 20000)", (OAT,))
    till.files.news.changed()
    [oat] = till.files.suggestions.suggest(Occasion((BAG,), None, TODAY))
    assert (oat.reason.kind, oat.reason.percent) == (ReasonKind.MORE_THAN_NEEDED, 66)
    assert oat.bin == "A-04-2"


def test_new_in_a_range_that_is_bought(till: Till) -> None:
    with agent(till.device, "chain") as chain:
        chain.execute("INSERT INTO new_item VALUES (?, '2026-11-10'), (?, '2026-10-01')", (3, 2))
    till.files.news.changed()
    [oat] = till.files.suggestions.suggest(Occasion((BANANAS,), None, TODAY))
    assert (oat.reason.kind, oat.reason.department) == (ReasonKind.NEW_IN_RANGE, "Grocery")
    assert till.files.suggestions.suggest(Occasion((CAKESTAND,), None, TODAY))[0].item.item_id == 6


def test_a_device_without_neighbours_says_nothing(till: Till) -> None:
    assert till.files.suggestions.suggest(Occasion((), None, TODAY)) == ()
    assert till.files.suggestions.suggest(Occasion((OAT,), CustomerNumber("P9"), TODAY)) == ()
