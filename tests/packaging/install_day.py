"""Packages are installed for real, sell, are upgraded, refuse what they should, and are removed: `make packagetest`.

`python -m tests.packaging.install_day [PICTURES]` is root, takes the packages of `dist`, and boots a Debian of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from installer.product import CENTRAL, OUT, STOREFRONT, WORK, Product, product_version
from storeday.shop import ANNA, BEN
from tests.packaging.before import package_before, version_of
from tests.packaging.booted import booted
from tests.packaging.centre import BACKUPS, SERVICE, Centre
from tests.packaging.clean_root import INSTALL, CleanRoot
from tests.packaging.person import screen
from tests.packaging.register import Register
from tests.packaging.services import (
    agent_comes_back,
    centre_comes_back,
    centre_may_do_little,
    doctors_name_what_is_missing,
    kiosk_comes_back,
    rules_let_her_in,
)
from tests.packaging.terminal import Terminal
from tests.sync.agent_process import until

NEW = product_version()
TILL, NEXT_TILL = "till", "nexttill"
# What makes a machine of a Debian that was only unpacked: an init, sessions, and who asks whom.
MACHINE = ("systemd-sysv", "dbus", "dbus-user-session", "libpam-systemd", "udev")
_TOLD_ALONE = "ALONE"


class InstallDay:
    """One machine with the centre and two registers, one after the other, from its first package to its last."""

    def __init__(self, root: CleanRoot, display: str, pictures: Path) -> None:
        self.root = root
        self.centre = Centre(root)
        self.technician = Terminal(root, pictures)
        self.register = Register(root, display, TILL, ANNA, WORK / "pictures-before")
        self.next_register = Register(root, display, NEXT_TILL, BEN, pictures)

    def ends(self) -> None:
        """Whatever still runs, after a day that went wrong."""
        self.register.ends()
        self.next_register.ends()

    def installs_what_was_before(self) -> None:
        """In a Debian that lacks everything: what a package needs comes with it."""
        for product in (CENTRAL, STOREFRONT):
            self.root.installs(package_before(product))
        self.centre.is_set_up(self.technician)
        self._takes(TILL)
        said = self.root.says("storefront", "doctor", user=TILL)
        assert f"no device in /{self.register.data}" in said
        assert said.count("LOOK AT") == 1, said
        _say("both packages are installed with what they need; the app lacks nothing but a store")
        self.root.runs(*INSTALL, *MACHINE)

    def trades(self) -> None:
        """With a line, then without; the agent is the system's."""
        until(self.centre.answers)
        _say("booted: the system starts the centre, which speaks TLS")
        self.register.signs_on_to_the_machine()
        self.register.opens_the_app()
        self.register.types_the_code(self.centre.code_for("1", self.technician))
        self.register.opens_the_till()
        self.register.sells(3)
        until(lambda: self.register.waiting() == 0)
        until(lambda: len(self.receipts()) >= 3)
        _say("a register was set up with a code, sold three times, and the system's agent sent it")
        self.centre.stops()
        self.register.sells(2)

    def receipts(self) -> list[Path]:
        """What came out of the printer, which is a folder here."""
        return list(self.register.journal.folder.receipts.glob("*.bin"))

    def upgrades_the_app(self) -> None:
        """Never under an open app; everything stays, what waits too; and there is no way back."""
        said = self.root.installs(_new(STOREFRONT), well=False)
        assert "The store app is open on this machine" in said, said
        self.register.closes_the_app()
        waiting, facts = self.register.waiting(), len(self.register.journal.facts())
        assert waiting > 0
        _say(
            f"without head office it sold twice more: {waiting} facts wait; no upgrade under an open app"
        )
        self.root.installs(_new(STOREFRONT))
        assert f"{NEW}\n" in self.root.runs("dpkg-query", "--show", "storefront")
        self.refuses_what_was_before(STOREFRONT)
        until(self.register.agent_runs)
        # While the new agent opens the files they may be unreadable for a moment.
        until(lambda: len(self.register.journal.facts()) == facts)
        until(lambda: self.register.waiting() == waiting)
        before = version_of(package_before(STOREFRONT))
        _say(f"{before} became {NEW} with everything that waited; the way back is refused")
        self._refuses_to_lose(waiting)

    def upgrades_the_centre(self) -> None:
        """With a backup before its database changes; the system starts it again, and all is sent."""
        self.centre.starts()
        self.root.installs(_new(CENTRAL))
        assert list((self.root.path / BACKUPS).iterdir()), "a backup before the upgrade"
        until(self.centre.answers)
        self.refuses_what_was_before(CENTRAL)
        # stopped for the change that was refused, and started again
        until(self.centre.answers)
        self.register.opens_the_app()
        until(lambda: self.register.waiting() == 0)
        self.register.signs_on("ready")
        until(lambda: self.register.waiting() == 0)
        until(lambda: self.centre.books_agree_with(self.register))
        _say("after the upgrade all was sent; the books of register and head office agree")

    def restores_a_backup(self) -> None:
        """What head office forgot comes again from the register."""
        backup = self.centre.backs_up()
        assert "LOOK AT" not in self.root.runs(SERVICE, "doctor", "--backups", f"/{BACKUPS}")
        self.register.sells(2)
        until(lambda: self.register.waiting() == 0)
        self.centre.stops()
        said = self.root.runs(SERVICE, "restore", str(backup), "--replace")
        assert "feeds begin anew" in said, said
        self.centre.starts()
        until(lambda: self.centre.books_agree_with(self.register))
        self.register.closes_the_app()
        _say("a backup is made and put back: feeds begin anew, the register sends what it misses")

    def refuses_what_was_before(self, product: Product) -> None:
        """An older package, before anything is changed."""
        place = self.root.brings(package_before(product))
        said = self.root.runs("dpkg", "--install", place, well=False)
        assert "is older than" in said, said

    def goes(self) -> None:
        """The data stay until somebody says yes."""
        folder = self.register.journal.folder.root
        self.root.answers("storefront/delete-data", "boolean", "true")
        self.root.runs("dpkg", "--purge", "storefront")
        assert not folder.exists()
        assert not (self.root.path / "usr/lib/storefront").exists()
        database = self.root.path / "var/lib/storefront-central/central.db"
        said = self.root.runs("dpkg", "--purge", "storefront-central")
        assert "database and key stay" in said, said
        assert database.exists()
        self.root.installs(_new(CENTRAL))
        self.root.answers("storefront-central/delete-data", "boolean", "true")
        self.root.runs("dpkg", "--purge", "storefront-central")
        assert not database.parent.exists()
        assert not (self.root.path / "etc/storefront").exists()
        _say(
            "with everything sent one yes deletes a register; the centre's database asks for its own"
        )

    def from_nothing_to_the_first_sale(self) -> None:
        """What docs/install.md tells, in its order and with its pictures, by today's packages."""
        technician, register = self.technician, self.next_register
        technician.installs(_new(CENTRAL))
        technician.keeps("centre-package")
        self.centre.is_set_up(technician)
        technician.types("systemctl", "restart", SERVICE)
        technician.keeps("centre-set-up")
        until(self.centre.answers)
        self.centre.backs_up()
        said = technician.types(SERVICE, "doctor", "--backups", f"/{BACKUPS}")
        assert "LOOK AT" not in said, said
        technician.keeps("centre-doctor")
        technician.installs(_new(STOREFRONT))
        technician.keeps("app-package")
        self._takes(NEXT_TILL)
        register.signs_on_to_the_machine()
        said = technician.types("storefront", "doctor", user=NEXT_TILL, well=False)
        assert said.count("LOOK AT") == 1, said
        assert f"head office at {self.centre.address}: answers" in said
        technician.keeps("app-doctor")
        code = self.centre.code_for("2", technician)
        technician.keeps("code")
        register.opens_the_app()
        register.types_the_code(code)
        register.opens_the_till()
        register.sells(1)
        until(lambda: register.waiting() == 0)
        until(lambda: self.centre.books_agree_with(register))
        technician.types("storefront", "unsent", user=NEXT_TILL)
        technician.keeps("unsent")
        register.closes_the_app()
        _say("from nothing to the first sale, by docs/install.md and today's packages")

    def _takes(self, user: str) -> None:
        """A person of this machine, which knows head office and trusts it."""
        self.centre.is_trusted()
        self.root.runs("adduser", "--disabled-password", "--gecos", "", "--quiet", user)
        told = f'STOREFRONT_CENTRE={self.centre.address}\nSTOREFRONT_OPTIONS="--secrets key-file"\n'
        self.root.write("etc/storefront/storefront.conf", told)

    def _refuses_to_lose(self, waiting: int) -> None:
        journal, new = self.register.journal.folder.journal, _new(STOREFRONT)
        assert "storefront/delete-data" in self.root.runs("debconf-show", "storefront")
        self.root.runs("dpkg", "--remove", "storefront")
        assert journal.exists()
        assert "the data stay where they are" in self.root.runs("dpkg", "--purge", "storefront")
        self.root.installs(new)
        self.root.answers("storefront/delete-data", "boolean", "true")
        said = self.root.runs("dpkg", "--purge", "storefront", well=False)
        assert f"{waiting} facts have not reached head office: nothing is deleted" in said, said
        assert journal.exists()
        self.root.answers("storefront/delete-data", "boolean", "false")
        self.root.installs(new)
        until(lambda: self.register.waiting() == waiting)
        _say("removed, it leaves the journal; purged, it refuses to lose what was not sent")


def _new(product: Product) -> Path:
    return next(OUT.glob(f"{product.name}_{NEW}_*.deb"))


def _say(line: str) -> None:
    print(line, flush=True)


def _play(day: InstallDay) -> None:
    """In a machine that runs."""
    day.trades()
    day.upgrades_the_app()
    day.upgrades_the_centre()
    agent_comes_back(day.register)
    centre_comes_back(day.centre)
    _say("killed, agent and centre come back by the system")
    rules_let_her_in(day.root)
    _say("the rules of the package give a real serial port to whoever sits there")
    centre_may_do_little(day.centre)
    _say(
        "the centre's service runs as its user, with no new rights, over a system that it cannot write"
    )
    day.restores_a_backup()
    doctors_name_what_is_missing(day.centre, day.register)
    _say("both doctors name what is missing, and what they say mends it")
    day.goes()
    day.from_nothing_to_the_first_sale()
    kiosk_comes_back(day.next_register)
    _say("the kiosk fills the screen; killed in the middle of a basket, it is back with the basket")


def main(arguments: list[str]) -> int:
    """Play the day; gives the exit code."""
    if os.environ.get(_TOLD_ALONE) != "yes":
        # What is mounted here is seen by nobody else, and goes with this program.
        again = [sys.executable, "-m", "tests.packaging.install_day", *arguments]
        alone = {**os.environ, _TOLD_ALONE: "yes"}
        return subprocess.run(["unshare", "--mount", *again], env=alone, check=False).returncode
    pictures = Path(arguments[0]).resolve() if arguments else WORK / "pictures"
    folder = WORK / "clean-root"
    with ExitStack() as held:
        root = CleanRoot.made(folder)
        display = held.enter_context(screen())
        day = InstallDay(root, display, pictures)
        with root.mounted(folder / "fetched"):
            root.runs("apt-get", "update")
            day.installs_what_was_before()
        held.enter_context(booted(root, folder / "fetched", WORK / "boot.log"))
        held.callback(day.ends)
        _play(day)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
