"""Failures knows the ways in which a call to the centre comes to nothing, and what each says about the line."""

from __future__ import annotations

from dataclasses import dataclass

_DEVICE_UNKNOWN = (401, 403)
_GONE = 410


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer: no network, no centre, or too slow."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotTheCentre:
    """Somebody else answered: a captive portal, a proxy with an old or a cut page."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The centre answered with a problem; `code` is its word for programs."""

    status: int
    code: str

    @property
    def device_unknown(self) -> bool:
        """The centre does not know this device, or has revoked it."""
        return self.status in _DEVICE_UNKNOWN

    @property
    def gone(self) -> bool:
        """What was asked for is no longer kept: start again from a snapshot."""
        return self.status == _GONE


@dataclass(frozen=True, slots=True)
class Busy:
    """The centre asks for patience, for so many milliseconds when it says so."""

    retry_after_ms: int | None = None


Failure = Unreachable | NotTheCentre | Refused | Busy
