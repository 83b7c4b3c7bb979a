"""Centre knows the head office of an installed machine: its service, its codes, its books."""

from __future__ import annotations

import json
import socket
import ssl
import urllib.request
from pathlib import Path
from typing import Any

from tests.packaging.clean_root import CleanRoot
from tests.packaging.register import Register
from tests.packaging.terminal import Terminal
from tests.sync.agent_process import until

SERVICE = "storefront-central"
UNIT = "12"
ADDRESS = "127.0.0.1"
PORTS = range(443, 1024)
SETTINGS = "etc/storefront/central.conf"
CERTIFICATE = "etc/storefront/tls/central.pem"
BACKUPS = "var/backups/storefront-central"
TRUSTED = "usr/local/share/ca-certificates/storefront-central.crt"


class Centre:
    """The service as root sees it, by the commands of docs/install.md."""

    def __init__(self, root: CleanRoot) -> None:
        self.root = root
        # Of the network of the machine that tests: one that only a service with a right to it may open.
        self.port = _free_port()

    @property
    def address(self) -> str:
        """What stands in the settings of a register."""
        return f"https://{ADDRESS}:{self.port}"

    def is_set_up(self, technician: Terminal) -> None:
        """Address, certificate, demo store."""
        settings = self.root.read(SETTINGS)
        told = settings.replace("CENTRAL_PORT=8420", f"CENTRAL_PORT={self.port}")
        self.root.write(SETTINGS, told)
        technician.types("storefront-central-certificate", ADDRESS, "localhost")
        technician.types("storefront-central", "load-demo")

    def is_trusted(self) -> None:
        """By the machine of a register."""
        self.root.write(TRUSTED, self.root.read(CERTIFICATE))
        self.root.runs("update-ca-certificates")

    def starts(self) -> None:
        """By the system."""
        self.root.runs("systemctl", "start", SERVICE)
        until(self.answers)

    def stops(self) -> None:
        """By the system."""
        self.root.runs("systemctl", "stop", SERVICE)
        assert not self.answers()

    def answers(self) -> bool:
        """Whether somebody listens."""
        return _is_open(self.port)

    def code_for(self, workstation: str, technician: Terminal) -> str:
        """By which a machine becomes this register."""
        said = technician.types(
            *("storefront-central", "enrolment-code", "--business-unit", UNIT),
            *("--workstation", workstation),
        )
        return said.split()[-1]

    def backs_up(self) -> Path:
        """As its timer does each night."""
        folder = self.root.path / BACKUPS
        before = set(folder.iterdir())
        self.root.runs("systemctl", "start", f"{SERVICE}-backup")
        (made,) = set(folder.iterdir()) - before
        return Path("/", BACKUPS, made.name)

    def main_process(self) -> str:
        """Of its service, as the system knows it."""
        return self.root.runs("systemctl", "show", "--property=MainPID", "--value", SERVICE).strip()

    def books_agree_with(self, register: Register) -> bool:
        """Register and centre, side by side."""
        here = register.journal.books()
        there = self._day(register.journal.facts()[-1].origin.business_date)
        held = {row["incarnation"]: row["fact_count"] for row in there["journals"]}
        return (
            here["sale_count"] == there["sale_count"]
            and here["sales_total_minor"] == there["sales_total_minor"]
            and all(held.get(name) == count for name, count in here["journals"].items())
        )

    def _day(self, date: str) -> dict[str, Any]:
        token = self.root.runs("storefront-central", "admin-token").split()[-1]
        trusting = ssl.create_default_context(cafile=str(self.root.path / CERTIFICATE))
        asked = urllib.request.Request(
            f"{self.address}/v1/books?business_unit={UNIT}&business_date={date}",
            headers={"Authorization": f"Bearer {token}"},
        )
        with urllib.request.urlopen(asked, context=trusting) as reply:
            told: dict[str, Any] = json.load(reply)
            return told


def _free_port() -> int:
    return next(port for port in PORTS if not _is_open(port))


def _is_open(port: int) -> bool:
    try:
        with socket.create_connection((ADDRESS, port), 1):
            return True
    except OSError:
        return False
