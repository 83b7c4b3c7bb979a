"""Cards knows how somebody pays by card: the intent, the terminal, its answer or none, and the question afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from pos_app.domain.payment import Payment
from tests.simulation import till_steps
from tests.simulation.card_terminal import CardTerminal
from tests.simulation.device import Device
from tests.simulation.schedule import SECOND_US
from tests.simulation.violation import hold
from tests.simulation.virtual_app import VirtualApp
from tests.simulation.world import World

ANSWER_US = 20 * SECOND_US


class Cards:
    """Each till has a terminal of its own.

    Protects: no terminal is asked before the intent is on disk (I7).
    """

    def __init__(self, world: World, stream: random.Random) -> None:
        self._world = world
        self._stream = stream
        self._terminals: dict[str, CardTerminal] = {}

    @property
    def taken(self) -> dict[str, int]:
        """What all terminals took, by the number of the payment; nothing of one that was declined."""
        every = self._terminals.values()
        return {name: minor for one in every for name, minor in one.taken.items()}

    def pay(self) -> None:
        """The answer of the terminal comes soon, or never."""
        device, world = self._stream.choice(self._world.devices), self._world
        begun: list[Payment] = []

        def begin(app: VirtualApp) -> None:
            begun.extend(till_steps.begin_payment(app))

        if _step(world, device, "card", begin):
            return
        terminal = self._terminal(device)
        for payment in begun:
            durable = payment.payment_id.hex in world.promises[device.name].own_facts
            hold(durable, "I7", f"{device.name} asks its terminal before {payment.payment_id.hex}")
            terminal.ask(payment)
            if self._stream.randrange(3):
                settle = partial(till_steps.settle_payment, terminal=terminal)
                later = partial(_step, world, device, "terminal answers", settle)
                world.schedule.after(self._stream.randrange(ANSWER_US), later)

    def ask_one(self) -> None:
        """Somebody at one of the registers asks."""
        self._settle_one(self._stream.choice(self._world.devices))

    def settle(self) -> None:
        """Every register asks for every payment of which it does not know."""
        for device in self._world.devices:
            while self._settle_one(device):
                pass

    def _terminal(self, device: Device) -> CardTerminal:
        """That of the till; a copy of its disk has no other."""
        till = device.identity[0]
        if till not in self._terminals:
            stream = self._world.chance.stream(f"terminal {len(self._terminals)}")
            self._terminals[till] = CardTerminal(stream)
        return self._terminals[till]

    def _settle_one(self, device: Device) -> bool:
        """Somebody asks what became of a payment of which nobody knows; True when there was one."""
        terminal, seen = self._terminal(device), self._world.seen
        waiting: list[Payment] = []

        def ask(app: VirtualApp) -> None:
            waiting.extend(till_steps.in_doubt(app.open.store))
            till_steps.settle_payment(app, terminal=terminal)

        if _step(self._world, device, "ask terminal", ask) or not waiting:
            return False
        taken = terminal.taken.get(waiting[0].service)
        seen.note(f"payment in doubt: it was {'taken' if taken else 'not taken'}")
        return True


def _step(world: World, device: Device, event: str, step: Callable[[VirtualApp], object]) -> bool:
    world.schedule.note(device.name, event)
    return device.step(step)
