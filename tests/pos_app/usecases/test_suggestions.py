"""What is said to a buyer, what becomes of it, and who hears nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.facts import read_body
from pos_app.domain.ids import BusinessDate, CustomerNumber, ItemId, OrderNumber
from pos_app.domain.mentions import HOLD_OUT_PERCENT, About, is_held_out
from pos_app.domain.neighbours import pack
from pos_app.files.journal_reader import facts_after, incarnations
from tests.pos_app.fakes import CARLA
from tests.pos_app.storage.device import agent
from tests.pos_app.till import BAG, OAT_DRINK, Till, check_chain

OAT, CAKESTAND = ItemId(3), ItemId(2)
DAY = BusinessDate("2026-11-21")


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = Till(tmp_path)
    with agent(till.device, "chain") as chain:
        known = (1, 100, 100, pack([(OAT, 400, 26), (CAKESTAND, 300, 10)]))
        chain.execute("INSERT INTO item_neighbour VALUES (?, ?, ?, ?)", known)
    till.files.news.changed()
    till.opens(CARLA)
    yield till
    till.close()


def _suggestion_facts(till: Till) -> list[dict[str, object]]:
    connection = till.files.connection
    facts = [
        fact
        for life in incarnations(connection)
        for fact in facts_after(connection, life.id, 0, 1_000)
    ]
    return [read_body(fact) for fact in facts if fact.kind == "suggestion"]


def _hold_out(till: Till, percent: str) -> None:
    with agent(till.device) as store:
        store.execute("INSERT INTO configuration VALUES (?, ?)", (HOLD_OUT_PERCENT, percent))
    till.files.news.changed()


def test_what_nearly_everybody_takes_is_mentioned_and_its_sale_says_so(till: Till) -> None:
    till.scans(BAG)
    said = till.register.suggest_for_basket().suggestion
    assert said is not None and said.item.item_id == OAT
    assert till.kinds().count("suggestion") == 0, "nothing is written while goods are scanned"
    till.sells(OAT_DRINK)
    assert till.kinds()[-2:] == ["sale_completed", "suggestion"]
    [body] = _suggestion_facts(till)
    assert body["suggestions"] == [{"item_id": 3, "what": "accepted", "reason": "bought_together"}]
    assert len(str(body["sale_id"])) == 32
    check_chain(till)


def test_what_is_not_wanted_is_not_said_again(till: Till) -> None:
    till.scans(BAG)
    assert till.register.suggest_for_basket().suggestion is not None
    assert till.register.suggest_for_basket(dismissed=OAT).suggestion is None, "1 in 10 is no news"
    till.register.pay_cash(given=till.register.read_basket().basket.to_pay)
    [body] = _suggestion_facts(till)
    assert body["suggestions"] == [{"item_id": 3, "what": "dismissed", "reason": "bought_together"}]


def test_who_is_held_out_hears_nothing_and_is_counted(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hold_out(till, "50")
    module = "pos_app.usecases.suggestions.mentions.is_held_out"
    monkeypatch.setattr(module, lambda about, customer, percent: percent == 50)
    till.scans(BAG)
    assert till.register.suggest_for_basket().suggestion is None
    till.register.pay_cash(given=till.register.read_basket().basket.to_pay)
    [body] = _suggestion_facts(till)
    assert body["suggestions"] == [{"item_id": 3, "what": "held_out", "reason": "bought_together"}]


def test_a_basket_without_anything_to_say_writes_nothing(till: Till) -> None:
    assert till.register.suggest_for_basket().suggestion is None
    till.scans(OAT_DRINK)
    assert till.register.suggest_for_basket().suggestion is None
    till.register.pay_cash(given=till.register.read_basket().basket.to_pay)
    assert _suggestion_facts(till) == []


def test_a_counter_shows_three_and_says_what_became_of_them(till: Till) -> None:
    mentions, about = till.register.mentions, About(order_number=OrderNumber("O-7"))
    found = mentions.suggest(about, [ItemId(1)], CustomerNumber("P1"), DAY)
    assert [suggestion.item.item_id for suggestion in found] == [OAT, CAKESTAND]
    mentions.shown(about, found)
    mentions.accepted(about, OAT)
    mentions.dismissed(about, CAKESTAND)
    with till.files.store.write():
        mentions.write(about, [], till.files.store.journal, CARLA.number, DAY)
    mentions.over(about)
    [body] = _suggestion_facts(till)
    assert body["order_number"] == "O-7"
    assert body["suggestions"] == [
        {"item_id": 2, "what": "dismissed", "reason": "bought_together"},
        {"item_id": 3, "what": "accepted", "reason": "bought_together"},
    ]
    later = About(order_number=OrderNumber("O-8"))
    again = mentions.suggest(later, [ItemId(1)], CustomerNumber("P1"), DAY)
    assert [suggestion.item.item_id for suggestion in again] == [OAT], "the person said so"


def test_the_lot_is_always_the_same_for_a_customer() -> None:
    people = [CustomerNumber(f"P{number}") for number in range(1_000)]
    about = About(order_number=OrderNumber("O-7"))
    held = [person for person in people if is_held_out(about, person, 10)]
    assert 60 < len(held) < 140
    assert all(is_held_out(About(order_number=OrderNumber("x")), person, 10) for person in held)
    assert not any(is_held_out(about, person, 0) for person in people)
    assert sum(is_held_out(about, person, 100) for person in people) < 600, "never all of them"
