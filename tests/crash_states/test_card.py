"""A power cut at any moment of a card payment: what the bank took is in a sale once, or waits to be told of."""

from typing import Any, cast

import pytest

from pos_app.domain.facts import FactKind, read_body
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.storage.opening import OpenStore
from tests.crash_states.aftermath import check_register, register_goes_on
from tests.crash_states.card_terminal import TakingTerminal
from tests.crash_states.examination import Said, examine
from tests.crash_states.machine import disk_now
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, after_two_sales, card_sales
from tests.crash_states.till_day import Cashier, CountedIds, start

IDS_OF_NEXT_START = 3_000_000
QUESTIONS_MAX = 5


def money_is_recorded(said: Said) -> None:
    """No money was taken before its intent; asked again, the register knows of all of it, once."""
    ids = CountedIds(IDS_OF_NEXT_START + 1_000 * len(said))
    terminal = TakingTerminal(said)
    opened = start(ids)
    try:
        check_register(opened, said)
        services = _services(opened)
        assert terminal.took.keys() <= set(services.values()), "taken before its intent"
        cashier = Cashier(opened, ids, terminal)
        for _ in range(QUESTIONS_MAX):
            if not cashier.asks_terminal():
                break
            cashier.hears_terminal()
        assert _recorded(opened) == terminal.took
        cashier.signs_on()
        if cashier.register.read_basket().basket.parts:
            cashier.takes_cash()
        in_sales = sum(
            tender["given_minor"]
            for sale in _bodies(opened, FactKind.SALE_COMPLETED)
            for tender in sale["tenders"]
            if tender["kind"] == "card"
        )
        assert in_sales == sum(terminal.took.values())
    finally:
        opened.close()
    register_goes_on((*said, *disk_now().said()))


def _services(opened: OpenStore) -> dict[str, str]:
    intents = _bodies(opened, FactKind.PAYMENT_INTENT)
    return {intent["fact_id"]: intent["service"] for intent in intents if intent["service"]}


def _recorded(opened: OpenStore) -> dict[str, int]:
    services = _services(opened)
    return {
        services[ended["payment"]]: ended["given_minor"]
        for ended in _bodies(opened, FactKind.PAYMENT_OUTCOME)
        if ended["payment"] in services and ended["given_minor"]
    }


def _bodies(opened: OpenStore, kind: FactKind) -> list[dict[str, Any]]:
    return [
        {**cast(dict[str, Any], read_body(fact)), "fact_id": fact.fact_id.hex}
        for life in incarnations(opened.connection)
        for fact in facts_after(opened.connection, life.id, 0, 10_000)
        if fact.kind == kind
    ]


@pytest.mark.parametrize("seed", range(3))
def test_what_the_bank_took_is_known(seed: int) -> None:
    disk = after_two_sales(card_sales)
    examined = examine(crash_states(disk, seed, drawn=6), JOURNAL, money_is_recorded, disk.start)
    assert examined.states > 300
    assert examined.starts > 25
