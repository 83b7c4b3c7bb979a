"""Packages are installed for real, sell, are upgraded, refuse what they should, and are removed: `make packagetest`.

`python -m tests.packaging.install_day [PICTURES]` is root, takes the packages of `dist`, and a Debian of its own.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from installer.deb import make_deb
from installer.needs import needed_packages
from installer.product import CENTRAL, OUT, STOREFRONT, WORK, Product, epoch, product_version
from pos_app.domain.facts import FactKind
from storeday.shop import ANNA, LUNCH_BAG, OAT_DRINK
from tests.packaging.clean_root import CleanRoot, Running
from tests.packaging.person import Journal, Person, screen
from tests.sync.agent_process import until

OLD, NEW = "0.0.9", product_version()
UNIT, WORKSTATION, TILL = "12", "1", "till"
DATA = f"home/{TILL}/.local/share/storefront"
ADDRESS = "127.0.0.1"
_TOLD_ALONE = "ALONE"


class InstallDay:
    """One machine with the centre and one register, from its first package to its last."""

    def __init__(self, root: CleanRoot, display: str, pictures: Path) -> None:
        self.root = root
        self.person = Person(display, sys.executable, pictures)
        self.journal = Journal(root.path / DATA)
        self._display = display
        self._port = _free_port()
        self._centre: Running | None = None
        self._app: Running | None = None

    def installs_the_centre(self, package: Path) -> None:
        """A technician's first steps: package, address, certificate, demo store."""
        self.root.installs(package)
        settings = self.root.read("etc/storefront/central.conf")
        told = settings.replace("CENTRAL_PORT=8420", f"CENTRAL_PORT={self._port}")
        self.root.write("etc/storefront/central.conf", told)
        self.root.runs("storefront-central-certificate", ADDRESS, "localhost")
        self.root.runs("storefront-central", "load-demo")
        self.starts_the_centre()
        assert "LOOK AT" not in self.root.runs("storefront-central", "doctor")

    def installs_the_register(self, package: Path) -> None:
        """Package, where head office answers, whom the machine trusts."""
        self.root.installs(package)
        self.root.runs("adduser", "--disabled-password", "--gecos", "", "--quiet", TILL)
        trusted = "usr/local/share/ca-certificates/storefront-central.crt"
        self.root.write(trusted, self.root.read("etc/storefront/tls/central.pem"))
        self.root.runs("update-ca-certificates")
        address = f"https://{ADDRESS}:{self._port}"
        self.root.write(
            "etc/storefront/storefront.conf",
            f'STOREFRONT_CENTRE={address}\nSTOREFRONT_OPTIONS="--secrets key-file"\n',
        )
        said = self.root.runs("storefront", "doctor", user=TILL, well=False)
        assert f"no device in /{DATA}" in said
        assert said.count("LOOK AT") == 1, said

    def starts_the_centre(self) -> None:
        """As its unit says, by its user."""
        unit = _unit(self.root.read("usr/lib/systemd/system/storefront-central.service"))
        name, _, value = unit["Environment"].partition("=")
        command = self.root.command(
            "runuser", "-u", unit["User"], "--", *unit["ExecStart"].split(), **{name: value}
        )
        self._centre = Running(command, WORK / "centre.log", {})
        until(self._answers)

    def stops_the_centre(self) -> None:
        """As the system stops a service."""
        assert self._centre is not None
        self._centre.end(signal.SIGTERM)

    def opens_the_app(self) -> None:
        """As its entry in the menu does, by the person of the till."""
        command = self.root.command(
            "storefront",
            "--size",
            "1280x800",
            user=TILL,
            DISPLAY=self._display,
            QT_QPA_PLATFORM="xcb",
        )
        self._app = Running(command, WORK / "app.log", {})
        until(self.person.sees_window)

    def closes_the_app(self) -> None:
        """The session ends; its agent ends with it where no system keeps it."""
        assert self._app is not None
        assert self._app.lives, "the app ended by itself"
        self._app.end(signal.SIGTERM)

    def ends(self) -> None:
        """Whatever still runs, after a day that went wrong."""
        for program in (self._app, self._centre):
            if program is not None:
                program.end(signal.SIGKILL)

    def becomes_a_register(self) -> None:
        """The code of head office is typed; the items arrive."""
        code = self.root.runs(
            *("storefront-central", "enrolment-code", "--business-unit", UNIT),
            *("--workstation", WORKSTATION),
        ).split()[-1]
        self.person.types(code)
        self.person.keeps("set-up")
        self.person.presses("Return")
        until(lambda: bool(list(self.journal.folder.root.glob("store-*.db"))))
        until(self.journal.folder.journal.exists)

    def opens_the_till(self) -> None:
        """By badge, with a counted float."""
        self.person.keeps("sign-on")
        before = len(self.journal.facts())
        until(lambda: self._badge_is_read(before))
        for pieces in ("1", "2", "1"):
            self.person.types(pieces)
            self.person.presses("Return")
        self.person.keeps("open-till")
        self.person.presses("F12")
        self.journal.waits_for(FactKind.DAY_OPENED, 1)
        self.person.keeps("ready")

    def sells(self, count: int) -> None:
        """Two scans and the green key each."""
        done = sum(fact.kind == FactKind.SALE_COMPLETED for fact in self.journal.facts())
        for number in range(done + 1, done + count + 1):
            self.person.scans(LUNCH_BAG.code)
            self.person.scans(OAT_DRINK.code)
            if number == 1:
                self.person.keeps("basket")
            until(partial(self._paid, number))
            if number == 1:
                self.person.keeps("paid")

    def receipts(self) -> list[Path]:
        """What came out of the printer, which is a folder here."""
        return list(self.journal.folder.receipts.glob("*.bin"))

    def waiting(self) -> int:
        """What head office does not have, as the package itself counts it."""
        done = subprocess.run(
            self.root.command("storefront", "unsent", user=TILL),
            capture_output=True,
            text=True,
            check=False,
        )
        return int(done.stdout)

    def books_agree(self) -> bool:
        """Register and centre, side by side."""
        here = self.journal.books()
        there = self._day(self.journal.facts()[-1].origin.business_date)
        held = {row["incarnation"]: row["fact_count"] for row in there["journals"]}
        return (
            here["sale_count"] == there["sale_count"]
            and here["sales_total_minor"] == there["sales_total_minor"]
            and all(held.get(name) == count for name, count in here["journals"].items())
        )

    def _paid(self, count: int) -> bool:
        self.person.presses("F12")
        return sum(fact.kind == FactKind.SALE_COMPLETED for fact in self.journal.facts()) >= count

    def _badge_is_read(self, before: int) -> bool:
        self.person.scans(ANNA.badge)
        return len(self.journal.facts()) > before

    def _answers(self) -> bool:
        assert self._centre is not None and self._centre.lives, (WORK / "centre.log").read_text()
        try:
            with socket.create_connection((ADDRESS, self._port), 1):
                return True
        except OSError:
            return False

    def _day(self, date: str) -> dict[str, Any]:
        token = self.root.runs("storefront-central", "admin-token").split()[-1]
        trusting = ssl.create_default_context(
            cafile=str(self.root.path / "etc/storefront/tls/central.pem")
        )
        asked = urllib.request.Request(
            f"https://{ADDRESS}:{self._port}/v1/books?business_unit={UNIT}&business_date={date}",
            headers={"Authorization": f"Bearer {token}"},
        )
        with urllib.request.urlopen(asked, context=trusting) as reply:
            told: dict[str, Any] = json.load(reply)
            return told


def _unit(text: str) -> dict[str, str]:
    lines = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return {name: value for name, sign, value in lines if sign}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


def _new(product: Product) -> Path:
    return next(OUT.glob(f"{product.name}_{NEW}_*.deb"))


def _old(product: Product) -> Path:
    """The released one that was put aside; without one, today's programs under an older number."""
    released = sorted((WORK / "released").glob(f"{product.name}_*.deb"))
    if released:
        return released[-1]
    return make_deb(product, OLD, needed_packages(product.folder), (), epoch(), WORK / "older")


def _play(day: InstallDay, say: Callable[[str], None]) -> None:
    root = day.root
    old_centre, old_app = _old(CENTRAL), _old(STOREFRONT)
    new_centre, new_app = _new(CENTRAL), _new(STOREFRONT)
    day.installs_the_centre(old_centre)
    say("the centre is installed, speaks TLS, and lacks nothing")
    day.installs_the_register(old_app)
    say("the store app is installed; it lacks nothing but a store")
    day.opens_the_app()
    day.becomes_a_register()
    day.opens_the_till()
    day.sells(3)
    until(lambda: day.waiting() == 0)
    say("a register was set up with a code, sold three times, and all of it was sent")
    until(lambda: len(day.receipts()) >= 3)
    day.stops_the_centre()
    day.sells(2)
    said = root.installs(new_app, well=False)
    assert "The store app is open on this machine" in said, said
    day.closes_the_app()
    waiting = day.waiting()
    assert waiting > 0
    say(
        f"without head office it sold twice more: {waiting} facts wait; no upgrade under an open app"
    )
    facts = len(day.journal.facts())
    root.installs(new_centre)
    root.installs(new_app)
    assert NEW in root.runs("dpkg-query", "--show", "storefront")
    assert len(day.journal.facts()) == facts
    assert day.waiting() == waiting
    for package in (old_centre, old_app):
        said = root.runs("dpkg", "--install", f"/tmp/{package.name}", well=False)
        assert "is older than" in said, said
    assert day.waiting() == waiting
    assert len(day.journal.facts()) == facts
    say(
        f"{OLD} became {NEW} with everything that waited; back to {OLD} is refused, nothing is lost"
    )
    _refuses_to_lose(day, new_app, say)
    day.starts_the_centre()
    day.opens_the_app()
    until(lambda: day.waiting() == 0)
    day.closes_the_app()
    until(day.books_agree)
    say("after the upgrade all was sent; the books of register and head office agree")
    _goes(day, say)


def _refuses_to_lose(day: InstallDay, app: Path, say: Callable[[str], None]) -> None:
    root, folder = day.root, day.journal.folder
    waiting = day.waiting()
    assert "storefront/delete-data" in root.runs("debconf-show", "storefront")
    root.runs("dpkg", "--remove", "storefront")
    assert folder.journal.exists()
    assert "the data stay where they are" in root.runs("dpkg", "--purge", "storefront")
    root.installs(app)
    root.answers("storefront/delete-data", "boolean", "true")
    said = root.runs("dpkg", "--purge", "storefront", well=False)
    assert f"{waiting} facts have not reached head office: nothing is deleted" in said, said
    assert folder.journal.exists()
    root.answers("storefront/delete-data", "boolean", "false")
    root.installs(app)
    assert day.waiting() == waiting
    say("removed, it leaves the journal; purged, it refuses to lose what was not sent")


def _goes(day: InstallDay, say: Callable[[str], None]) -> None:
    root = day.root
    day.stops_the_centre()
    root.answers("storefront/delete-data", "boolean", "true")
    root.runs("dpkg", "--purge", "storefront")
    assert not day.journal.folder.root.exists()
    assert not (root.path / "usr/lib/storefront").exists()
    said = root.runs("dpkg", "--purge", "storefront-central")
    assert "database and key stay" in said, said
    assert (root.path / "var/lib/storefront-central/central.db").exists()
    say("with everything sent, one yes deletes it; the centre keeps its database")


def main(arguments: list[str]) -> int:
    """Play the day; gives the exit code."""
    if os.environ.get(_TOLD_ALONE) != "yes":
        # What is mounted here is seen by nobody else, and goes with this program.
        again = [sys.executable, "-m", "tests.packaging.install_day", *arguments]
        alone = {**os.environ, _TOLD_ALONE: "yes"}
        return subprocess.run(["unshare", "--mount", *again], env=alone, check=False).returncode
    pictures = Path(arguments[0]) if arguments else WORK / "pictures"
    folder = WORK / "clean-root"
    with ExitStack() as held:
        root = CleanRoot.made(folder)
        held.enter_context(root.mounted(folder / "fetched"))
        root.runs("apt-get", "update")
        display = held.enter_context(screen())
        day = InstallDay(root, display, pictures)
        held.callback(day.ends)
        _play(day, lambda line: print(line, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
