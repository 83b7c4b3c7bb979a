"""Card deaths knows a register that is killed at any commit and at any message of a card payment, and its books.

A life of the register is a process of its own, forked and killed for good; the terminal is another one.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path
from threading import Event
from typing import Any, cast

from pytest import MonkeyPatch

from pos_app.devices.https_line import HttpsLine
from pos_app.devices.nexo_security import Sealing, SharedKey
from pos_app.devices.nexo_terminal import NexoTerminal
from pos_app.devices.terminal_simulator import CERTIFICATE, HOST
from pos_app.devices.terminal_thread import TerminalThread
from pos_app.domain.facts import Fact, FactKind, first_break, read_body
from pos_app.domain.money import Money
from pos_app.domain.sale_return import ReturnCondition, ReturnReason
from pos_app.domain.tender import CASHBACK_MAX
from pos_app.files.database import Connection, open_reader, transaction
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.ports.terminal import TerminalWord
from pos_app.storage import sqlite_store
from tests.pos_app.devices.simulated_terminal import KEY as TERMINAL_KEY
from tests.pos_app.devices.simulated_terminal import PARTIES, SimulatedTerminal
from tests.pos_app.fakes import ANNA
from tests.pos_app.storage.device import KEY, new_device
from tests.pos_app.till import CAKESTAND, Till
from tests.pos_app.usecases.test_returns import sets

logger = logging.getLogger(__name__)
NEVER = 0
FINISHED, BROKEN = 0, 3
PATIENCE_SECONDS = 60
UNANSWERED_MAX = 2
FACTS_MAX = 10_000
AMOUNT_MINOR = 1275
# What a card brings in cash beside it.
CASH_MINOR = 2000


class Death:
    """Comes at one point; the points are counted from the moment that it lies in wait."""

    def __init__(self, at: int) -> None:
        self._at = at
        self._passed = 0
        self._waits = False

    def lies_in_wait(self) -> None:
        """What was before is no part of the payment."""
        self._waits = True

    def point(self) -> None:
        """A commit or a message; at the chosen one the process is no more."""
        if self._waits:
            self._passed += 1
            if self._passed == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


class MortalLine(HttpsLine):
    """Death may come before a message is sent, when it is sent, and when its answer is there."""

    def __init__(self, port: int, certificate: Path, death: Death) -> None:
        super().__init__(HOST, port, certificate)
        self._death = death

    def _send(self, connection: HTTPSConnection, sent: bytes) -> None:
        self._death.point()
        super()._send(connection, sent)
        self._death.point()

    def _receive(self, connection: HTTPSConnection) -> bytes:
        answer = super()._receive(connection)
        self._death.point()
        return answer


@dataclass(frozen=True, slots=True)
class Books:
    """What the terminal took by each payment, and what the register has written down of it, in minor units.

    What went back is negative.
    """

    taken: dict[str, int]
    recorded: dict[str, int]
    in_sales: int
    cash_out: int
    in_doubt: int
    in_returns: int


class CardRegister:
    """One register and its terminal; each life begins on the files that the one before left behind."""

    def __init__(self, prepared: Path, root: Path, terminal: SimulatedTerminal) -> None:
        shutil.copytree(prepared, root)
        self._root = root
        self._terminal = terminal
        self._cash_minor = 0

    def lives(
        self, death_at: int = NEVER, *, goods_come_back: bool = False, cash_minor: int = 0
    ) -> bool:
        """The program starts, asks what is not known, and pays what is not paid; False when it was killed.

        goods_come_back: what was paid is given back, unless it was; cash_minor: so much more is asked for, in cash.

        A terminal that died meanwhile is switched on again.
        """
        child = os.fork()
        if child == 0:
            self._cash_minor = cash_minor
            os._exit(self._life(Death(death_at), goods_come_back=goods_come_back))
        _, ended = os.waitpid(child, 0)
        if self._terminal.has_died:
            self._terminal.stop()
            self._terminal.start()
        if os.WIFSIGNALED(ended):
            assert os.WTERMSIG(ended) == signal.SIGKILL
            return False
        assert os.WEXITSTATUS(ended) == FINISHED, "the register met a bug"
        return True

    def books(self, known_before: dict[str, int]) -> Books:
        """Everything that both know of the payments of this register."""
        facts = self._facts()
        services = {
            fact.fact_id.hex: str(_body(fact)["service"])
            for fact in facts
            if fact.kind == FactKind.PAYMENT_INTENT
        }
        goes_back = {
            fact.fact_id.hex
            for fact in facts
            if fact.kind == FactKind.PAYMENT_INTENT and "back" in _body(fact)
        }
        outcomes = [_body(fact) for fact in facts if fact.kind == FactKind.PAYMENT_OUTCOME]
        recorded = {
            services[ended["payment"]]: -int(ended["given_minor"])
            if ended["payment"] in goes_back
            else int(ended["given_minor"])
            for ended in outcomes
        }
        returns = [_body(fact) for fact in facts if fact.kind == FactKind.SALE_RETURNED]
        assert len(returns) <= 1, "goods come back once"
        sales = [_body(fact) for fact in facts if fact.kind == FactKind.SALE_COMPLETED]
        assert len(sales) <= 1, "one basket is one sale"
        tenders = [tender for sale in sales for tender in sale["tenders"]]
        in_sales = sum(tender["given_minor"] - tender["change_minor"] for tender in tenders)
        assert in_sales == AMOUNT_MINOR * len(sales)
        taken = {
            service: minor
            for service, minor in self._terminal.taken.items()
            if service not in known_before
        }
        assert taken.keys() <= set(services.values()), "money was taken before its intent"
        return Books(
            taken=taken,
            recorded={service: minor for service, minor in recorded.items() if minor},
            in_sales=in_sales,
            cash_out=sum(tender["change_minor"] for tender in tenders),
            in_doubt=len(services) - len(recorded),
            in_returns=sum(
                tender["amount_minor"] for back in returns for tender in back["tenders"]
            ),
        )

    def _life(self, death: Death, *, goods_come_back: bool) -> int:
        try:
            self._works(death, goods_come_back=goods_come_back)
        except Exception:
            logger.exception("the register met a bug")
            return BROKEN
        return FINISHED

    def _works(self, death: Death, *, goods_come_back: bool) -> None:
        _lies_in_wait_at_commits(death)
        heard = Event()
        certificate, port = self._terminal.folder / CERTIFICATE, self._terminal.port
        sealing = Sealing(SharedKey.read(TERMINAL_KEY))
        thread = TerminalThread(
            lambda: NexoTerminal(PARTIES, MortalLine(port, certificate, death), sealing)
        )
        thread.listen(heard.set)
        till = Till(self._root, new_device(self._root), thread)
        till.signs_on(ANNA)
        death.lies_in_wait()
        cards = till.register.cards
        if cards.ask_terminal().in_doubt:
            _listens(till, heard)
        elif till.register.read_basket().basket.left.amount_minor:
            more = Money(AMOUNT_MINOR + self._cash_minor, "GBP") if self._cash_minor else None
            cards.pay_card(amount=more)
            _listens(till, heard)
        elif goods_come_back:
            _gives_back(till, heard)
        till.close()

    def _facts(self) -> list[Fact]:
        journal = open_reader(new_device(self._root).folder.journal, KEY)
        try:
            chains = [facts_after(journal, life.id, 0, FACTS_MAX) for life in incarnations(journal)]
        finally:
            journal.close()
        assert all(first_break(chain) is None for chain in chains)
        return [fact for chain in chains for fact in chain]


def prepare(root: Path) -> None:
    """A register whose till is open, with one cake stand in its basket."""
    root.mkdir()
    till = Till(root)
    sets(till, CASHBACK_MAX, str(CASH_MINOR))
    till.opens(ANNA)
    till.scans(CAKESTAND)
    till.close()


def _gives_back(till: Till, heard: Event) -> None:
    """All of the last sale, unless it is back."""
    sale = till.files.store.sales.last()
    assert sale is not None, "it was paid"
    if not till.files.store.sales.returns_of(sale.sale_id):
        till.register.returns.refund_card(
            sale_id=sale.sale_id,
            parts={sale.lines[0].number: 1000},
            reason=ReturnReason.OTHER,
            condition=ReturnCondition.SHELF,
        )
        _listens(till, heard)


def _listens(till: Till, heard: Event) -> None:
    """Hear what comes until the payment is known, or nobody answers."""
    cards, unanswered = till.register.cards, 0
    while unanswered <= UNANSWERED_MAX:
        assert heard.wait(PATIENCE_SECONDS), "the terminal's thread said nothing"
        heard.clear()
        for one in cards.hear_terminal().payments:
            if not one.in_doubt:
                return
            unanswered += one.word is TerminalWord.NO_ANSWER
            cards.ask_terminal()


def _lies_in_wait_at_commits(death: Death) -> None:
    """In this process every transaction of the journal passes it, before it is durable and after."""

    @contextmanager
    def mortal(connection: Connection) -> Iterator[None]:
        with transaction(connection):
            yield
            death.point()
        death.point()

    MonkeyPatch().setattr(sqlite_store, "transaction", mortal)


def _body(fact: Fact) -> dict[str, Any]:
    return cast(dict[str, Any], read_body(fact))
