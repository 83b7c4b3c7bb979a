"""Head office knows the centre as anybody outside it does: a program of its own, read by HTTP alone."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import httpx

from storeday.processes import ServiceProcess, run_showing, run_to_end

READY = "centre ready on"


class HeadOffice:
    """A centre with its database in one folder; it can be stopped and started again at the same address."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self._database = f"sqlite:///{folder / 'central.db'}"
        self._token_file = folder / "admin-token"
        self._port = port
        self._service: ServiceProcess | None = None

    @property
    def url(self) -> str:
        """Where it answers; known once it has been started."""
        return f"http://127.0.0.1:{self._port}"

    def prepare(self) -> None:
        """Load the demo store into its database, showing progress; quick when it is there already."""
        self._folder.mkdir(parents=True, exist_ok=True)
        run_showing("central", "load-demo", "--database", self._database)

    def learn(self) -> None:
        """Have it find out what goes with what, as it does by itself once a day."""
        run_to_end("central", "recommend", "--database", self._database)

    def start(self) -> None:
        """Start it at the port it had before, any free one at first, and wait until it answers."""
        self._service = ServiceProcess(
            "central",
            "serve",
            "--database",
            self._database,
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--admin-token-file",
            str(self._token_file),
            log=self._folder / "central.log",
        )
        ready = self._service.start(READY)
        self._port = int(ready.rpartition(":")[2])

    def stop(self) -> None:
        """Stop it; the registers sell on."""
        if self._service is not None:
            self._service.stop()
            self._service = None

    def enrolment_code(self, business_unit: str, workstation: str) -> str:
        """A one-time code for a new device."""
        return run_to_end(
            "central",
            "enrolment-code",
            "--database",
            self._database,
            "--business-unit",
            business_unit,
            "--workstation",
            workstation,
        ).splitlines()[-1]

    def books(self, business_unit: str, business_date: str) -> dict[str, object]:
        """The day's books of a store as the centre has them."""
        reply = httpx.get(
            f"{self.url}/v1/books",
            params={"business_unit": business_unit, "business_date": business_date},
            headers=self._allowed(),
        )
        reply.raise_for_status()
        books: dict[str, object] = json.loads(reply.content)
        return books

    def place_order(self, words: dict[str, object]) -> str:
        """Somebody orders in the online shop; gives what the QR code of their confirmation says."""
        reply = httpx.post(f"{self.url}/v1/orders", json=words, headers=self._allowed())
        reply.raise_for_status()
        return str(json.loads(reply.content)["orders"][0]["pickup_qr"])

    def refunds(self, business_unit: str) -> list[dict[str, object]]:
        """What goes back to whoever paid online, and has not arrived."""
        reply = httpx.get(
            f"{self.url}/v1/admin/refunds",
            params={"business_unit": business_unit},
            headers=self._allowed(),
        )
        reply.raise_for_status()
        found: list[dict[str, object]] = json.loads(reply.content)["refunds"]
        return found

    def exceptions(self, business_unit: str) -> list[dict[str, object]]:
        """What a person is to look at in a store."""
        reply = httpx.get(
            f"{self.url}/v1/admin/exceptions",
            params={"business_unit": business_unit},
            headers=self._allowed(),
        )
        reply.raise_for_status()
        found: list[dict[str, object]] = json.loads(reply.content)["exceptions"]
        return found

    def settle(self, exception_id: str, action: str, note: str) -> None:
        """A person has looked."""
        reply = httpx.post(
            f"{self.url}/v1/admin/exceptions/{exception_id}/settle",
            json={"action": action, "note": note},
            headers=self._allowed(),
        )
        reply.raise_for_status()

    def promotes(self, zone: str, promotion: dict[str, object]) -> None:
        """Put a promotion into a price zone, from now on."""
        reply = httpx.post(
            f"{self.url}/v1/admin/promotions/{zone}",
            json={"promotions": [{"promotion": promotion}]},
            headers=self._allowed(),
        )
        reply.raise_for_status()

    def _allowed(self) -> dict[str, str]:
        token = self._token_file.read_text(encoding="ascii").strip()
        return {"Authorization": f"Bearer {token}"}


def free_port(first: int) -> int:
    """A port on this machine that nobody listens on: the first choice, else 0, which means any."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", first))
        except OSError:
            return 0
    return first
