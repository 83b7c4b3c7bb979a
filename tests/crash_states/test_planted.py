"""Storage that is wrong on purpose is caught by the crash states: this tests the tests."""

from typing import Any

import pytest

from pos_app.files import database
from pos_app.files.database import Durability
from pos_app.storage import opening
from pos_app.usecases.checkout.completing import Completing
from pos_app.usecases.checkout.payment_writing import PaymentWriting, ask_of
from sync import generation
from tests.crash_states import test_boot, test_failed_sync
from tests.crash_states.aftermath import register_goes_on
from tests.crash_states.card_terminal import TakingTerminal
from tests.crash_states.examination import Lost, examine
from tests.crash_states.machine import disk_now
from tests.crash_states.power_cut import crash_states
from tests.crash_states.scenarios import JOURNAL, after_two_sales, card_sales, two_sales
from tests.crash_states.test_card import money_is_recorded
from tests.crash_states.till_day import DrawerOpened


def _is_caught(files: dict[str, Durability]) -> None:
    disk = two_sales()
    with pytest.raises(Lost):
        examine(crash_states(disk, 1, drawn=2), files, register_goes_on, disk.start)


@pytest.mark.parametrize("files", [JOURNAL, {}], ids=["by its rows", "by what was shown"])
@pytest.mark.parametrize("weaker", [Durability.NORMAL, Durability.OFF])
def test_a_journal_that_does_not_wait_for_the_disk(
    monkeypatch: pytest.MonkeyPatch, weaker: Durability, files: dict[str, Durability]
) -> None:
    wait = database._commits_wait_for_disk
    monkeypatch.setattr(
        database, "_commits_wait_for_disk", lambda connection, _: wait(connection, weaker)
    )
    _is_caught(files)


def test_money_that_is_taken_before_its_intent_is_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    pays = TakingTerminal.pay

    def asked_before(self: PaymentWriting, *of_payment: Any, **of_it: Any) -> Any:
        payment = intent(self, *of_payment, **of_it)
        pays(TakingTerminal(), ask_of(payment))
        return payment

    intent = PaymentWriting.intent
    monkeypatch.setattr(PaymentWriting, "intent", asked_before)
    disk = after_two_sales(card_sales)
    with pytest.raises(Lost) as caught:
        examine(crash_states(disk, 1, drawn=0), JOURNAL, money_is_recorded, disk.start)
    assert "taken before its intent" in str(caught.value.__cause__)


def test_a_drawer_that_opens_before_the_sale_is_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    complete = Completing.write_down

    def drawer_first(self: Completing, *of_sale: Any) -> Any:
        disk_now().mark(DrawerOpened())
        return complete(self, *of_sale)

    monkeypatch.setattr(Completing, "write_down", drawer_first)
    monkeypatch.setattr(Completing, "open_drawer", lambda self: None)
    _is_caught({})


def test_older_generations_cleared_away_for_one_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "force", lambda path: None)
    with pytest.raises(Lost):
        for seed in reversed(range(test_boot.KILLED_EVERY)):
            test_boot.test_old_or_new_after_a_kill_a_start_and_a_power_cut(seed)


def test_new_facts_behind_a_log_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "write_again", lambda path: None)
    with pytest.raises(Lost):
        test_failed_sync.test_a_start_and_sales_and_a_power_cut_after_it(killed_then=True, part=0)


def test_a_log_that_a_failed_disk_tore_moved_into_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "close_beside_log", lambda connection, *_: connection.close())
    with pytest.raises(Lost):
        for part in range(test_failed_sync.PARTS):
            test_failed_sync.test_a_power_cut_after_it(part)
