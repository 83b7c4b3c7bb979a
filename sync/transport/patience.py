"""Patience knows how long a call to the centre may take before it counts as silence."""

from __future__ import annotations

import httpx

CONNECT_SECONDS = 3
READ_SECONDS = 10


def patience(read_seconds: int = READ_SECONDS) -> httpx.Timeout:
    """A centre that is there takes the call at once; what it has to look up may take longer."""
    return httpx.Timeout(read_seconds, connect=CONNECT_SECONDS)
