"""Register knows one person of an installed machine, the app that she opens there, and what it wrote."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from installer.product import WORK
from pos_app.domain.facts import FactKind
from storeday.shop import LUNCH_BAG, OAT_DRINK
from storeday.shop import Person as Cashier
from tests.packaging.clean_root import CleanRoot, Running
from tests.packaging.person import Journal, Person
from tests.sync.agent_process import until

AGENT = "storefront-agent.service"
KIOSK = "storefront-kiosk.service"


class Register:
    """A person's own user, data and session; she is signed on to the machine from the first moment to the last."""

    def __init__(
        self, root: CleanRoot, display: str, user: str, cashier: Cashier, keeps: Path
    ) -> None:
        self.user = user
        self.person = Person(display, sys.executable, keeps)
        self.home = root.path / "home" / user
        self.data = f"home/{user}/.local/share/storefront"
        self.journal = Journal(root.path / self.data)
        self._root = root
        self._display = display
        self._cashier = cashier
        self._session: Running | None = None
        self._app: Running | None = None

    def signs_on_to_the_machine(self) -> None:
        """As a desktop's greeter does it, with the services of her session; without a desktop."""
        command = self._root.command("runuser", "-l", self.user, "-c", "exec sleep infinity")
        self._session = Running(command, WORK / f"{self.user}-session.log", {})
        until(lambda: self.says("systemctl", "--user", "is-system-running").strip() == "running")

    def runs(self, *words: str, well: bool = True) -> str:
        """A command of hers."""
        return self._root.runs(*words, user=self.user, well=well)

    def says(self, *words: str) -> str:
        """What a command of hers says, however it ends."""
        return self._root.says(*words, user=self.user)

    def runs_on_the_screen(self, *words: str) -> str:
        """A command of hers that knows where her screen is, as her desktop starts it."""
        return self.runs("env", f"DISPLAY={self._display}", *words)

    def main_process(self, unit: str) -> str:
        """Of a service of her session, 0 when it does not run."""
        return self.runs(
            "systemctl", "--user", "show", "--property=MainPID", "--value", unit
        ).strip()

    def opens_the_app(self) -> None:
        """As its entry in the menu does."""
        command = self._root.command(
            *("storefront", "--size", "1280x800"),
            user=self.user,
            DISPLAY=self._display,
            QT_QPA_PLATFORM="xcb",
        )
        self._app = Running(command, WORK / f"{self.user}-app.log", {})
        until(self.person.sees_window)

    def closes_the_app(self) -> None:
        """The window goes; the agent is the system's, and stays."""
        assert self._app is not None
        assert self._app.lives, "the app ended by itself"
        self._app.end(signal.SIGTERM)
        assert self.agent_runs()

    def ends(self) -> None:
        """Whatever of hers still runs, after a day that went wrong."""
        for program in (self._app, self._session):
            if program is not None:
                program.end(signal.SIGKILL)

    def agent_runs(self) -> bool:
        """By the word of her session's own services."""
        return self.says("systemctl", "--user", "is-active", AGENT).strip() == "active"

    def types_the_code(self, code: str) -> None:
        """Of head office; the items arrive, and the system starts the agent."""
        self.person.waits_for_another_screen(b"", "set-up")
        self.person.types(code)
        self.person.keeps("set-up")
        self.person.presses("Return")
        until(lambda: bool(list(self.journal.folder.root.glob("store-*.db"))))
        until(self.journal.folder.journal.exists)
        until(self.agent_runs)

    def opens_the_till(self) -> None:
        """By badge, with a counted float."""
        self.signs_on("open-till")
        for pieces in ("1", "2", "1"):
            self.person.types(pieces)
            self.person.presses("Return")
        before = self.person.keeps("open-till")
        self.person.presses("F12")
        self.journal.waits_for(FactKind.DAY_OPENED, 1)
        self.person.waits_for_another_screen(before, "ready")

    def signs_on(self, onto: str, at: str = "sign-on") -> None:
        """By badge, until the screen behind it stands."""
        self.person.waits_for_another_screen(b"", at)
        before = self._count(FactKind.OPERATOR_SIGNED_ON)

        def is_read() -> bool:
            self.person.scans(self._cashier.badge)
            # A second scan of the same badge would lock the register again.
            self.person.waits_for_another_screen(b"", onto)
            return self._count(FactKind.OPERATOR_SIGNED_ON) > before

        until(is_read)

    def sells(self, count: int) -> None:
        """Two scans and the green key each."""
        for _ in range(count):
            before = self.person.keeps("ready")
            self.fills_the_basket()
            self.person.waits_for_another_screen(before, "basket")
            self.pays()
        self.person.keeps("paid")

    def fills_the_basket(self) -> None:
        """Two scans."""
        self.person.scans(LUNCH_BAG.code)
        self.person.scans(OAT_DRINK.code)

    def pays(self) -> None:
        """The green key, until what is in the basket is paid."""
        count = self.sale_count() + 1

        def is_paid() -> bool:
            self.person.presses("F12")
            return self.sale_count() >= count

        until(is_paid)

    def waiting(self) -> int:
        """What head office does not have, as the package itself counts it; -1 when nobody can say."""
        said = self.says("storefront", "unsent").split()[0]
        return int(said) if said.isdecimal() else -1

    def sale_count(self) -> int:
        """Finished here."""
        return self._count(FactKind.SALE_COMPLETED)

    def _count(self, kind: FactKind) -> int:
        return sum(fact.kind == kind for fact in self.journal.facts())
