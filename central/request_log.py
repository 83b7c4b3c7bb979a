"""Request log knows what is written of a request: one JSON object a line, and nothing of any person."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Mapping
from typing import TextIO

OFF, REFUSALS, ALL = "off", "refusals", "all"
FRAMES_SHOWN = 12
_BAD = 400


class RequestLog:
    """Names addresses by their pattern and speakers by nothing; never a body, a parameter or an error's own words."""

    def __init__(self, level: str, stream: TextIO | None = None) -> None:
        self._level = level
        self._stream = stream or sys.stderr

    def request(self, at_us: int, route: str, status: int, took_us: int) -> None:
        """A request was answered."""
        if self._level == ALL or (self._level == REFUSALS and status >= _BAD):
            told = {"event": "request", "route": route, "status": status, "took_us": took_us}
            self._write(at_us, told)

    def log_bug(self, at_us: int, route: str, reference: str, error: BaseException) -> None:
        """Something failed that nobody had thought of; where, but not with which values."""
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES_SHOWN:]
        told = {
            "event": "bug",
            "route": route,
            "reference": reference,
            "error": type(error).__name__,
            "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
        self._write(at_us, told)

    def _write(self, at_us: int, told: Mapping[str, object]) -> None:
        self._stream.write(json.dumps({"at_us": at_us, **told}) + "\n")
        self._stream.flush()
