"""A card terminal that is lost takes nobody's money twice, and holds up nobody who has cash."""

from __future__ import annotations

from pos_app.domain.facts import FactKind
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG
from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.stories.world import Shop


def test_a_terminal_that_dies_with_the_money_is_asked_when_it_is_back_and_cash_goes_on_without_it(
    store: Shop, terminal: SimulatedTerminal
) -> None:
    store.gets_terminal(terminal)
    terminal.behaves("die-after")
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    cashier.scans(CAKE_STAND)
    cashier.pays_by_card("£12.75")
    cashier.is_told("Asking the terminal what happened")
    terminal.waits_for_its_death()
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("Payment is running.")
    assert store.facts(FactKind.SALE_COMPLETED) == ()
    cashier.is_told("Look at the terminal")
    terminal.stop()
    terminal.start()
    cashier.touches("Ask it again")
    cashier.is_told("Next customer")
    assert list(terminal.taken.values()) == [1275], "once"
    terminal.stop()
    cashier.scans(LUNCH_BAG)
    cashier.pays_by_card("£1.65")
    cashier.is_told("Nothing was taken.")
    cashier.pays()
    cashier.touches("Next customer", "More", "Devices", "Look at it, Card terminal")
    terminal.behaves("approve")
    terminal.start()
    cashier.touches("Test the terminal")
    cashier.is_told("Ready, Card terminal, Last answered ")
    assert list(terminal.taken.values()) == [1275], "a test takes nothing"
    store.waits_until(lambda: len(store.facts(FactKind.SALE_COMPLETED)) == 2, "two sales")
