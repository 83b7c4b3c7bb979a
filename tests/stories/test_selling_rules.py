"""What a store may not sell, what is said at the till, and a card that does not pay all: a day without a plain sale."""

from __future__ import annotations

from datetime import UTC, datetime

from pos_app.domain.facts import FactKind, read_body
from pos_app.domain.selling_rules import BANNED_HOURS, SALE_LIMITS, SALE_PROMPTS
from pos_app.domain.till import DRAWER_LIMIT
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, WINE
from tests.pos_app.devices.simulated_terminal import SimulatedTerminal
from tests.stories.test_returns import department_of, head_office_has_set
from tests.stories.world import Shop


def test_rules_of_the_store_stop_a_scan_and_a_card_that_pays_half_leaves_the_rest(
    store: Shop, terminal: SimulatedTerminal
) -> None:
    store.gets_terminal(terminal)
    cashier = store.opens_register()
    cashier.opens_till(ANNA)
    hour = datetime.now(UTC).hour
    night = f"{(hour + 13) % 24:02}:00-{(hour + 11) % 24:02}:00"
    head_office_has_set(store, BANNED_HOURS, f"{department_of(WINE)}={night}")
    head_office_has_set(store, SALE_LIMITS, "20725=1")
    head_office_has_set(store, SALE_PROMPTS, "22423=Take the tag off")
    head_office_has_set(store, DRAWER_LIMIT, "10000")
    cashier.scans_code(WINE.code)
    cashier.touches("Clearly over 25")
    cashier.is_told(f"{WINE.name} may not be sold now.")
    cashier.scans(LUNCH_BAG)
    cashier.scans_code(LUNCH_BAG.code)
    cashier.is_told("no more than 1 in one sale.")
    cashier.scans_code(CAKE_STAND.code)
    cashier.is_told("Take the tag off")
    cashier.owes("£14.40")
    terminal.behaves("decline")
    cashier.pays_by_card("£14.40")
    cashier.is_told("Declined by the bank. Another card or cash.")
    terminal.behaves("part")
    cashier.pays_by_card("£14.40")
    cashier.is_told("Card £7.20")
    cashier.pays()
    cashier.is_told("The drawer holds a lot of cash. Take some to the safe.")
    refused = [read_body(fact)["reason"] for fact in store.facts(FactKind.SALE_REFUSED)]
    assert refused == ["hour", "limit"]
    [sale] = store.facts(FactKind.SALE_COMPLETED)
    tenders = read_body(sale)["tenders"]
    assert isinstance(tenders, list)
    given = [(tender["kind"], tender["given_minor"]) for tender in tenders]
    assert given == [("card", 720), ("cash", 720)]
