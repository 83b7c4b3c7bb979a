"""Who may stand at the register, and who may not."""

from __future__ import annotations

from pos_app.domain.facts import FactKind, read_body
from storeday.shop import ANNA, BEN, CARLA, LUNCH_BAG, OAT_DRINK
from tests.stories.robots import Cashier
from tests.stories.steered_clock import SteeredClock
from tests.stories.till_steps import ask_to_let_in
from tests.stories.world import Shop

WRONG_PIN = "0000"
LOCKED = "Too many tries. Wait "


def tries_a_wrong_pin(cashier: Cashier) -> None:
    cashier.hands.keys_in(WRONG_PIN)


def seconds_to_wait(cashier: Cashier) -> int:
    return int(cashier.hands.reads(LOCKED).split()[0])


def test_a_guessed_pin_waits_longer_each_time_and_a_restart_is_no_way_around(store: Shop) -> None:
    clock = SteeredClock()
    cashier = store.opens_register(clock)
    cashier.touches_name(ANNA)
    tries_a_wrong_pin(cashier)
    cashier.is_told("2 tries left")
    tries_a_wrong_pin(cashier)
    cashier.is_told("1 try left")
    tries_a_wrong_pin(cashier)
    assert seconds_to_wait(cashier) == 30
    clock.moves_on(seconds=30)
    cashier.is_gone(LOCKED)
    tries_a_wrong_pin(cashier)
    assert seconds_to_wait(cashier) == 60
    store.closes_register()
    cashier = store.opens_register(clock)
    cashier.signs_on(ANNA)
    assert seconds_to_wait(cashier) == 60
    clock.moves_on(seconds=60)
    cashier.is_gone(LOCKED)
    cashier.signs_on(ANNA)
    cashier.is_told("Open till")


def test_a_badge_signs_on_and_somebody_elses_card_does_not(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.is_told(BEN.tile)
    cashier.scans_code("OP-9999-000000")
    cashier.is_told("Badge is not known here. Touch your name.")
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Sign on first")
    cashier.shows_badge(BEN)
    cashier.is_told("Open till")
    (fact,) = store.facts(FactKind.OPERATOR_SIGNED_ON)
    assert (fact.origin.operator, read_body(fact)) == (BEN.number, {"how": "badge"})


def test_a_manager_lets_somebody_new_in_for_the_day_without_head_office(store: Shop) -> None:
    cashier = store.opens_register()
    ask_to_let_in(cashier, CARLA)
    cashier.touches("It is £100")
    cashier.is_told("Scan to start")
    cashier.sells(LUNCH_BAG)
    (fact,) = store.facts(FactKind.OPERATOR_LET_IN)
    assert fact.origin.operator == CARLA.number
    said = read_body(fact)
    assert (said["operator"], said["by"]) == ("1099", CARLA.number)
    assert "Gwen" not in str(said), "her name stands beside the fact"
    (sale,) = store.facts(FactKind.SALE_COMPLETED)
    assert sale.origin.operator == "1099"
    cashier.locks()
    cashier.touches("Sign on as Gwen P")
    cashier.is_told("Gwen P, choose a PIN for today")
    cashier.hands.keys_in("7788")
    cashier.is_told("Scan to start")
    cashier.locks()
    cashier.touches("Sign on as Gwen P")
    tries_a_wrong_pin(cashier)
    cashier.is_told("PIN does not match")


def test_a_cashier_lets_nobody_in(store: Shop) -> None:
    cashier = store.opens_register()
    ask_to_let_in(cashier, ANNA)
    cashier.is_told("This needs a manager")
    assert store.facts(FactKind.OPERATOR_LET_IN) == ()


def test_a_locked_basket_is_taken_over_by_badge_and_it_is_written_down(store: Shop) -> None:
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(OAT_DRINK, LUNCH_BAG)
    cashier.owes("£3.60")
    cashier.locks()
    cashier.is_told("Anna M’s basket, 2 items")
    cashier.shows_badge(CARLA)
    cashier.is_told("This is Anna M’s basket")
    cashier.touches("Take over")
    cashier.owes("£3.60")
    cashier.pays()
    (taken,) = store.facts(FactKind.BASKET_TAKEN_OVER)
    (sale,) = store.facts(FactKind.SALE_COMPLETED)
    assert (taken.origin.operator, read_body(taken)["from"]) == (CARLA.number, ANNA.number)
    assert sale.origin.operator == CARLA.number
    assert read_body(sale)["sale_id"] == read_body(taken)["sale_id"]


def test_yesterdays_day_is_closed_first_and_keeps_its_own_date(store: Shop) -> None:
    clock = SteeredClock()
    cashier = store.opens_register(clock)
    cashier.opens_till(ANNA)
    cashier.sells(LUNCH_BAG)
    store.closes_register()
    clock.moves_on(hours=24)
    cashier = store.opens_register(clock)
    cashier.is_told("23 Nov is not closed")
    cashier.signs_on(ANNA)
    cashier.is_told("This day was not closed. It keeps its own date.")
    cashier.counts_drawer(101_65)
    cashier.touches("Close the day")
    cashier.is_told("Z report")
    cashier.touches("Done")
    cashier.opens_till(ANNA)
    cashier.sells(OAT_DRINK)
    (closed,) = store.facts(FactKind.DAY_CLOSED)
    before, after = store.facts(FactKind.SALE_COMPLETED)
    assert closed.origin.business_date == before.origin.business_date == "2026-11-23"
    assert read_body(closed)["sales_total_minor"] == 1_65
    assert after.origin.business_date == "2026-11-24"
