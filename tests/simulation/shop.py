"""Shop knows the day of a store that does more than sell: cards, orders of an online shop, what comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from central.core.order_facts import DOUBLE_HANDOVER
from central.core.return_facts import REFUND_TOO_HIGH, RETURNED_TWICE, VOIDED_TWICE
from pos_app.domain.cash_moves import CashMove
from pos_app.domain.facts import FactKind
from pos_app.domain.ids import ItemId, OrderNumber, SaleId
from pos_app.domain.money import Money
from pos_app.files.journal_reader import incarnations
from tests.simulation import till_steps
from tests.simulation.cards import Cards
from tests.simulation.device import Device
from tests.simulation.goods import CURRENCY, ITEM_IDS, ORDERED_MILLI_MAX
from tests.simulation.schedule import SECOND_US
from tests.simulation.till_books import Told, check_drawers, check_payments
from tests.simulation.versions import young_kind_of
from tests.simulation.violation import hold
from tests.simulation.virtual_app import APPLIED, VirtualApp
from tests.simulation.world import World

# Of so many seeds these have such a shop: in no other seed anything changes, nor in those that are kept.
SHOPS_EACH, SHOPS = 13, (4, 11)
SHOP_WORK = {
    "order": 60,
    "fetch": 60,
    "hand_over": 70,
    "card": 90,
    "ask_terminal": 40,
    "bring_back": 90,
    "undo_sale": 20,
    "cash": 30,
    "receive": 20,
    "close_day": 40,
}
MOVES = (CashMove.PAID_IN, CashMove.PAID_OUT, CashMove.PICKUP, CashMove.LOAN)
NEWEST = 6
AT_ONCE_US = 20 * SECOND_US
LACKING_EACH = 6
STATES = {
    FactKind.ORDER_HANDED_OVER: "order handed over",
    FactKind.SALE_RETURNED: "goods brought back",
    FactKind.SALE_VOIDED: "sale undone",
    FactKind.GOODS_RECEIVED: "goods received",
}
_Id = TypeVar("_Id")


class Shop:
    """Draws what happens in it; each register has a terminal of its own."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.stream = world.chance.stream("shop")
        self.cards = Cards(world, self.stream)
        self.doing: dict[str, Callable[[], None]] = {
            "order": self._order,
            "fetch": self._fetch,
            "hand_over": self._hand_over,
            "card": self.cards.pay,
            "ask_terminal": self.cards.ask_one,
            "bring_back": self._bring_back,
            "undo_sale": self._undo_sale,
            "cash": self._cash,
            "receive": self._receive,
            "close_day": self._close_day,
        }

    # What happens --------------------------------------------------------------------------------------------

    def _order(self) -> None:
        """A shop sells some of one or two items."""
        items = self.stream.sample(ITEM_IDS, 1 + self.stream.randrange(2))
        number = self._world.head_office.place_order(
            [
                (item_id, self.stream.randrange(1000, ORDERED_MILLI_MAX + 1, 1000))
                for item_id in items
            ]
        )
        self._world.schedule.note("centre", f"order {number}")

    def _fetch(self) -> None:
        lacks = self.stream.randrange(LACKING_EACH) == 0
        self._step(self._device(), "fetch", partial(till_steps.fetch, lacks=lacks))

    def _hand_over(self) -> None:
        """Half of the time somebody else comes for the same at another register, which may not have heard."""
        numbers: list[OrderNumber] = []

        def give_out(app: VirtualApp) -> None:
            numbers.extend(till_steps.in_bays(app))
            if numbers:
                till_steps.hand_over(app, number=numbers[0])

        self._step(self._device(), "hand over", give_out)
        if numbers and self.stream.randrange(2):
            again = partial(till_steps.hand_over, number=numbers[0])
            self._again("hand over", again)

    def _bring_back(self) -> None:
        """Half of the time the same goods come back at another register as well."""
        sale_id = self._one_of_newest(self._sales())
        is_whole, is_good = self.stream.randrange(2) == 0, self.stream.randrange(3) > 0
        if sale_id:
            step = partial(
                till_steps.bring_back, sale_id=sale_id, is_whole=is_whole, is_good=is_good
            )
            self._at_one_or_two("bring back", step)

    def _undo_sale(self) -> None:
        sale_id = self._one_of_newest(self._sales())
        if sale_id:
            step = partial(till_steps.undo_sale, sale_id=sale_id)
            self._at_one_or_two("undo sale", step)

    def _cash(self) -> None:
        amount = Money(1 + self.stream.randrange(5_000), CURRENCY)
        step = partial(till_steps.move_cash, move=self.stream.choice(MOVES), amount=amount)
        self._step(self._device(), "cash", step)

    def _receive(self) -> None:
        item_id = ItemId(self.stream.choice(ITEM_IDS))
        good, damaged = 1000 * self.stream.randrange(4), 1000 * self.stream.randrange(2)
        step = partial(till_steps.receive, item_id=item_id, milli=good, damaged_milli=damaged)
        self._step(self._device(), "receive", step)

    def _close_day(self) -> None:
        self._step(self._device(), "close day", VirtualApp.close_day)

    def _device(self) -> Device:
        return self.stream.choice(self._world.devices)

    def _step(self, device: Device, event: str, step: Callable[[VirtualApp], object]) -> bool:
        self._world.schedule.note(device.name, event)
        return device.step(step)

    def _at_one_or_two(self, event: str, step: Callable[[VirtualApp], object]) -> None:
        self._step(self._device(), event, step)
        if self.stream.randrange(2):
            self._again(event, step)

    def _again(self, event: str, step: Callable[[VirtualApp], object]) -> None:
        """Soon, at any register."""
        later = partial(self._step, self._device(), event, step)
        self._world.schedule.after(self.stream.randrange(AT_ONCE_US), later)

    def _one_of_newest(self, of: list[_Id]) -> _Id | None:
        return self.stream.choice(of[-NEWEST:]) if of else None

    def _sales(self) -> list[SaleId]:
        made = self._world.oracle.made.values()
        return [
            SaleId(UUID(str(one.said["sale_id"])))
            for one in made
            if one.kind == FactKind.SALE_COMPLETED and one.outcome == APPLIED
        ]

    # The evening ---------------------------------------------------------------------------------------------

    def check(self) -> None:
        """I8: money and goods are where the facts say, and a person was asked of what happened twice."""
        world, oracle = self._world, self._world.oracle
        told = world.books.told()
        check_payments(told, oracle.decided, self.cards.taken, self._whole(told))
        check_drawers(told)
        applied = [one for one in told if oracle.decided[one.fact_id] == APPLIED]
        for kind, state in STATES.items():
            world.seen.note(state, sum(one.kind == kind for one in applied))
        fetched = [one.said["lines"] for one in applied if one.kind == FactKind.ORDER_PICKED]
        short = [lines for lines in fetched if any(line["short_reason"] for line in lines)]
        world.seen.note("order short", len(short))
        asked = world.books.asked_of(DOUBLE_HANDOVER)
        wanted = oracle.shop.double_handovers
        hold(asked == wanted, "I8", f"{asked} are double handovers, not {wanted}")
        back = world.books.asked_of(RETURNED_TWICE, VOIDED_TWICE, REFUND_TOO_HIGH)
        wanted = oracle.shop.too_much_back
        hold(back == wanted, "I8", f"{back} came back twice, not {wanted}")
        world.seen.note("double handover", len(asked))
        world.seen.note("brought back twice", len(back))

    def _whole(self, told: Sequence[Told]) -> set[str]:
        """Tills whose journal has one life, of which there is no copy: nothing of it was ever lost.

        A journal that was lost whole has one life again, and the centre has the chain of the one before, too.
        """
        chains = Counter(till for till, _ in {one.chain for one in told})
        lives = Counter[str]()
        for device in self._world.devices:
            assert device.app is not None
            lives[device.identity[0]] += len(incarnations(device.app.open.connection))
        return {till for till, count in lives.items() if count == 1 and chains[till] <= 1}


def shop_of(world: World) -> Shop | None:
    """Some seeds have one; not those in which people apply by hand the sales that an older centre has parked."""
    parks_sales = young_kind_of(world.chance) == FactKind.SALE_COMPLETED
    is_one = world.chance.seed % SHOPS_EACH in SHOPS
    return Shop(world) if is_one and not (world.faults.older_centre and parks_sales) else None
