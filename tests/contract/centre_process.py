"""A centre as a process of its own, as tests and stories start it."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.contract.demo_copies import demo_copied

READY = "centre ready on "
STOP_SECONDS_MAX = 60


class CentreProcess:
    """A real centre in a folder; it may be stopped and started again, and killed as a power cut would."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder / 'central.db'}"
        self.url = ""
        self._token_file = folder / "admin-token"
        self._process: subprocess.Popen[str] | None = None

    def run(self, command: str, *arguments: str) -> str:
        """Run another command of the centre to its end; gives what it printed."""
        call = [sys.executable, "-m", "central", command, "--database", self.database, *arguments]
        done = subprocess.run(
            call, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def load_demo(self) -> None:
        """Load the demo store; into an empty database it is copied from one that was loaded before."""
        if not demo_copied(self.folder, self.database, _load_demo):
            self.run("load-demo")

    def start(self, *arguments: str) -> None:
        """Start it, at the port that it had before, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        port = self.url.rpartition(":")[2] or "0"
        command = [sys.executable, "-m", "central", "serve", "--database", self.database]
        command += ["--port", port, "--admin-token-file", str(self._token_file)]
        command += arguments
        self._process = subprocess.Popen(
            command, env=self._environment(), stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        ready = next((line for line in self._process.stdout if line.startswith(READY)), "")
        assert ready, "the centre ended before it was ready"
        self.url = ready.removeprefix(READY).strip()

    def stop(self) -> int:
        """Ask it to end; gives its exit code."""
        process = self._running()
        process.terminate()
        return self._ended(process)

    def kill(self) -> None:
        """End it without a word."""
        process = self._running()
        process.kill()
        self._ended(process)

    @property
    def running(self) -> bool:
        """True between start and stop."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """The id of the running process."""
        assert self._process is not None, "the centre is not running"
        return self._process.pid

    @property
    def admin_token(self) -> str:
        """An administrator's token."""
        return self._token_file.read_text(encoding="ascii").strip()

    def enrolment_code(self, business_unit: str = "12", workstation: str = "1") -> str:
        """A one-time code for a new device."""
        wanted = {"business_unit": business_unit, "workstation": workstation}
        return str(self._post("/v1/admin/enrolment-codes", wanted)["code"])

    def recovery_code(self, device_id: str) -> str:
        """A one-time code for a device that lost its keyring."""
        return str(self._post("/v1/admin/recovery-codes", {"device_id": device_id})["code"])

    def offer(self, zone: str, *promotions: dict[str, object]) -> None:
        """Put promotions into a price zone."""
        wanted = {"promotions": [{"promotion": promotion} for promotion in promotions]}
        self._post(f"/v1/admin/promotions/{zone}", wanted)

    def place_order(self, words: Mapping[str, object]) -> str:
        """Somebody orders in the online shop; gives what the QR code of their confirmation says."""
        return str(self._post("/v1/orders", words)["orders"][0]["pickup_qr"])

    def books(self, business_unit: str, business_date: str) -> dict[str, Any]:
        """What the centre holds of a day."""
        return self.asks(f"/v1/books?business_unit={business_unit}&business_date={business_date}")

    def asks(self, path: str, body: bytes | None = None) -> dict[str, Any]:
        """What it answers an administrator at an address; body: what is brought there."""
        request = urllib.request.Request(
            self.url + path, data=body, headers={"Authorization": f"Bearer {self.admin_token}"}
        )
        with urllib.request.urlopen(request, timeout=STOP_SECONDS_MAX) as reply:
            answer: dict[str, Any] = json.loads(reply.read())
        return answer

    def _post(self, path: str, wanted: Mapping[str, object]) -> dict[str, Any]:
        return self.asks(path, json.dumps(wanted).encode())

    def _running(self) -> subprocess.Popen[str]:
        assert self._process is not None, "the centre is not running"
        process, self._process = self._process, None
        return process

    def _ended(self, process: subprocess.Popen[str]) -> int:
        code = process.wait(STOP_SECONDS_MAX)
        assert process.stdout is not None
        process.stdout.close()
        return code

    def _environment(self) -> dict[str, str]:
        kept = {
            "CENTRAL_KEY_FILE": str(self.folder / "central-key.pem"),
            "CENTRAL_CACHE_FOLDER": str(self.folder / "snapshots"),
            "CENTRAL_WITNESS_FILE": str(self.folder / "central-witness.json"),
            # One machine plays a whole fleet here.
            "CENTRAL_REQUESTS_PER_MINUTE": "10000000",
        }
        return {**os.environ, **kept}


def _load_demo(folder: Path, database: str) -> None:
    CentreProcess(folder, database).run("load-demo")
