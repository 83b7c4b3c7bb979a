"""Onward knows where the change of a sale leads: to the next customer, or back to what it was paid for."""

from __future__ import annotations

from ui.routes import Route


class Onward:
    """One way at a time; whoever comes back to it, or leaves it, clears it."""

    def __init__(self) -> None:
        self.route, self.words = Route.TILL, ""

    def lead(self, route: Route, words: str) -> None:
        """The next sale that is paid leads there; words: what the key says."""
        self.route, self.words = route, words

    def clear(self) -> None:
        """To the next customer again."""
        self.route, self.words = Route.TILL, ""
