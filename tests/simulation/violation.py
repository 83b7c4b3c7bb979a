"""Violation knows how a broken promise is reported: which one, and what was found."""

from __future__ import annotations


class Violation(AssertionError):
    """One of the promises of docs/simulation.md does not hold."""

    def __init__(self, promise: str, found: str) -> None:
        super().__init__(f"{promise}: {found}")
        self.promise = promise


def hold(condition: bool, promise: str, found: str) -> None:
    """Raise Violation unless the condition is true."""
    if not condition:
        raise Violation(promise, found)
