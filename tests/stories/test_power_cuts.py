"""The plug is pulled at any moment; what the cashier saw is there when the register is back."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from pos_app.domain.facts import FactKind
from storeday.shop import ANNA, CAKE_STAND, LUNCH_BAG, OAT_DRINK
from tests.stories.world import Shop, differences

CUTS = 6
LOOKS_MAX = 60


@dataclass(frozen=True, slots=True)
class Step:
    """Something a cashier does, and what stands on the screen when it is durable."""

    does: str
    shows: str
    sales: int = 0


SALE = (
    Step(f"scans {LUNCH_BAG.code}", "To pay £1.65"),
    Step(f"scans {OAT_DRINK.code}", "To pay £3.60"),
    Step(f"scans {OAT_DRINK.code}", "To pay £5.55"),
    Step(f"scans {CAKE_STAND.code}", "To pay £18.30"),
    Step("touches Exact", "Next customer", sales=1),
)
NOTHING = "To pay £0.00"


class Evening:
    """Sale after sale, with the register switched off in between by nobody's wish."""

    def __init__(self, store: Shop) -> None:
        self._store = store
        self._at = 0

    def works_until_cut(self, looks: int) -> None:
        """The register starts, shows what was on the screen or the step after it, and goes on until it is killed."""
        till = self._store.opens_register_as_process()
        till.does(f"sees {ANNA.tile}", f"scans {ANNA.badge}")
        back = till.sees(*(self._shown(step) for step in (self._at, self._at + 1)))
        assert back in {self._shown(self._at), self._shown(self._at + 1)}
        if back != self._shown(self._at):
            self._at += 1
        # each step is at least one look
        for step in range(self._at, self._at + looks):
            till.does(self._step(step).does, f"sees {self._step(step).shows}")
        heard = [till.next_line() for _ in range(looks)] + till.kill()
        self._at += sum(line == step.shows for line in heard for step in SALE)

    def sales(self) -> set[int]:
        """How many sales there may be: those that were seen, and one that was not said any more."""
        return {(self._at + more) // len(SALE) for more in (0, 1)}

    def _step(self, number: int) -> Step:
        return SALE[number % len(SALE)]

    def _shown(self, number: int) -> str:
        """After so many steps, on a register that was started again."""
        done = number % len(SALE)
        return SALE[done - 1].shows if done else NOTHING


def test_a_register_without_power_comes_back_with_every_line_that_was_on_screen(
    store: Shop,
) -> None:
    cashier = store.opens()
    cashier.opens_till(ANNA)
    store.closes_register()
    evening, chance = Evening(store), Random(20_261_121)
    for _ in range(CUTS):
        evening.works_until_cut(chance.randint(1, LOOKS_MAX))
        assert len(store.facts(FactKind.SALE_COMPLETED)) in evening.sales()
    cashier = store.opens_register()
    cashier.is_told(ANNA.tile)
    cashier.shows_badge(ANNA)
    cashier.is_told("Qty")
    store.waits_until(store.head_office_has_everything, "everything at head office")
    assert differences(store.books()) == {}
