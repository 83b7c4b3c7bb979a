"""Return terms know for how long goods may come back, as head office has set it for a store."""

from __future__ import annotations

# Name of the store's configuration.
RETURN_DAYS = "return_days"
_DAYS_UNLESS_SET = 28


def return_days(value: str) -> int:
    """For how many days after the day of the sale goods may come back; what is no number sets nothing."""
    return int(value) if value.isascii() and value.isdecimal() else _DAYS_UNLESS_SET
