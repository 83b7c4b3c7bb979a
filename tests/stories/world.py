"""The shop of a story: its register on the counter, its centre at the other end of the line, and what they wrote."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pos_app.domain.facts import Fact
from pos_app.files.database import open_reader
from pos_app.files.device_settings import DeviceSettings
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.lock import SingleInstance
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.clock import Clock
from pos_app.ports.faults import AlreadyRunning
from storeday.books import centre_books, register_books, side_by_side
from storeday.card_terminal import connect
from storeday.counter import Counter
from tests.contract.centre_process import CentreProcess
from tests.pos_app.devices.simulated_terminal import KEY, SimulatedTerminal
from tests.stories.prepared import OFFICE, PreparedStore
from tests.stories.robots import Cashier
from tests.stories.till_process import TillProcess
from tests.sync.agent_process import until

FACTS_MAX = 10_000
CONTACT_SECONDS = 90


class Shop:
    """One store with one register; everything that a story starts here ends with it."""

    def __init__(self, folder: Path, prepared: PreparedStore) -> None:
        self.office = CentreProcess(folder / OFFICE)
        self.office.url = f"http://127.0.0.1:{free_port()}"
        self.register = prepared.copy_to(folder, self.office.url)
        self.key = database_key(KeyFileSecrets(self.register.key_file))
        self._counter: Counter | None = None
        self._processes: list[TillProcess] = []

    @property
    def settings(self) -> DeviceSettings:
        """What the register is."""
        found = DeviceSettings.load(self.register)
        assert found is not None
        return found

    def opens(self) -> Cashier:
        """In the morning: centre and register are started."""
        self.office.start()
        return self.opens_register()

    def opens_register(self, clock: Clock | None = None, *, training: bool = False) -> Cashier:
        """The register is switched on, whatever became of the centre, or its training."""
        assert self._counter is None, "it is on already"
        self._counter = Counter(self.register, self.office.url, clock=clock, training=training)
        return Cashier(self._counter.hands)

    def opens_register_as_process(self) -> TillProcess:
        """The register is switched on as a program of its own, which may be killed."""
        process = TillProcess(self.register, self.office.url)
        self._processes.append(process)
        return process

    def closes_register(self) -> None:
        """The window is closed, and the agent ends with it."""
        counter, self._counter = self._counter, None
        if counter is not None:
            counter.close()
        until(self.agent_has_ended)

    def goes_offline(self) -> None:
        """Nobody answers at the centre's address."""
        self.office.stop()

    def comes_back(self) -> None:
        """The centre answers again, at the address it had."""
        self.office.start()

    def ends(self) -> None:
        """What still runs is stopped."""
        for process in self._processes:
            process.kill()
        self.closes_register()
        if self.office.running:
            self.office.stop()

    def gets_printer(self, address: str, *, labels: bool = False) -> None:
        """A printer is connected while the register is off, for receipts or for labels; "" takes it away."""
        settings = self.settings
        settings = (
            replace(settings, label_printer=address)
            if labels
            else replace(settings, printer=address)
        )
        settings.save(self.register)

    def gets_terminal(self, terminal: SimulatedTerminal) -> None:
        """A card terminal is connected while the register is off."""
        connect(self.register, terminal.folder, terminal.port, KEY)

    def kills_agent(self) -> int:
        """The program that sends dies without a word; gives the number it had."""
        number = self.agent_number()
        os.kill(number, signal.SIGKILL)
        return number

    def agent_number(self) -> int:
        """The process that sends; 0 while there is none."""
        return next(self._agents(), 0)

    def agent_has_ended(self) -> bool:
        """Nobody works in this register's folder any more."""
        try:
            SingleInstance(self.register.agent_lock).close()
        except AlreadyRunning:
            return False
        return True

    def facts(self, kind: str = "") -> tuple[Fact, ...]:
        """What the register has written down, of one kind or all of it."""
        reader = open_reader(self.register.journal, self.key)
        try:
            return tuple(
                fact
                for life in incarnations(reader)
                for fact in facts_after(reader, life.id, 0, FACTS_MAX)
                if kind in ("", fact.kind)
            )
        finally:
            reader.close()

    def waits_until(self, condition: Callable[[], bool], what: str) -> None:
        """The register works on until it is so."""
        assert self._counter is not None
        self._counter.hands.waits_until(condition, what, CONTACT_SECONDS)

    def head_office_has_everything(self) -> bool:
        """As the centre itself says: every fact that this register wrote down is there."""
        facts = self.facts()
        reply = self.office.books(self.settings.business_unit, facts[-1].origin.business_date)
        held: int = sum(row["fact_count"] for row in reply["journals"])
        return held == len(facts)

    def books(self) -> dict[str, tuple[str, str]]:
        """Every figure of the day as the register and as the centre has it; the register is switched off for it."""
        self.closes_register()
        business_date, here = register_books((self.register,))
        there = centre_books(
            self.office.books(self.settings.business_unit, business_date), self.settings.currency
        )
        return {line.what: (line.register, line.centre) for line in side_by_side(here, there)}

    def _agents(self) -> Iterator[int]:
        root = str(self.register.root)
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().decode().split("\0")
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            if "sync" in words and root in words:
                yield int(entry.parent.name)


def differences(books: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The figures that register and centre do not agree on."""
    return {what: (here, there) for what, (here, there) in books.items() if here != there}


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
