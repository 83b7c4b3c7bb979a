"""Terminal memory knows what a simulated terminal has decided, and still knows it after it was switched off."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

APPROVED = frozenset({"Success", "Partial"})


class TerminalMemory:
    """One line for each payment decided, forced to disk before anybody hears of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._begun: set[str] = set()
        self._decided: dict[str, dict[str, Any]] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                entry = json.loads(line)
                self._decided[entry["service"]] = entry

    def begin(self, service: str) -> bool:
        """From now on the payment is in progress; False when its number was used before."""
        with self._lock:
            if service in self._begun or service in self._decided:
                return False
            self._begun.add(service)
            return True

    def decide(self, service: str, kind: str, minor: int, body: dict[str, Any]) -> None:
        """Money has moved, or has not: `minor` is what was taken, negative for what went back."""
        entry = {"service": service, "kind": kind, "minor": minor, "body": body}
        with self._lock, self._path.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps(entry) + "\n")
            ledger.flush()
            os.fsync(ledger.fileno())
            self._decided[service] = entry
            self._begun.discard(service)

    def is_in_progress(self, service: str) -> bool:
        """True from the request to the decision."""
        with self._lock:
            return service in self._begun

    def decided(self, service: str) -> dict[str, Any] | None:
        """What was decided, None for a number that it does not know."""
        with self._lock:
            return self._decided.get(service)


def taken_minor(path: Path) -> dict[str, int]:
    """What a terminal took by each payment, in minor units, as its memory on disk says; for whoever compares books."""
    if not path.exists():
        return {}
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {entry["service"]: entry["minor"] for entry in entries if entry["minor"]}
