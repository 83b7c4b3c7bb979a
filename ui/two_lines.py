"""Two lines knows how a small display tells the customer what a second window would: twenty letters a line."""

from __future__ import annotations

from pos_app.ports.device_lines import LINE_COLUMNS, LineDisplay
from ui.customer_side import CustomerSide
from ui.customer_state import CustomerState


class TwoLines:
    """The last item with its price, and below it what is to pay; the amounts are never cut."""

    def __init__(self, display: LineDisplay) -> None:
        self._display = display

    def render_state(self, state: CustomerState) -> None:
        """Show something else."""
        if state.rows:
            last = state.rows[-1]
            upper = _pair(last.name, last.amount)
        else:
            upper = state.sentence if state.amount else ""
        self._display.show(upper, _pair(state.caption, state.amount))

    def close_window(self) -> None:
        """The till is off."""
        self._display.show("", "")


class AllSides:
    """A window and a small display at once."""

    def __init__(self, *sides: CustomerSide) -> None:
        self._sides = sides

    def render_state(self, state: CustomerState) -> None:
        """Show something else on each."""
        for side in self._sides:
            side.render_state(state)

    def close_window(self) -> None:
        """All end with the till."""
        for side in self._sides:
            side.close_window()


def _pair(words: str, amount: str) -> str:
    """Words at the left, cut where they have to be, and the amount at the right."""
    room = LINE_COLUMNS - len(amount) - 1
    if not amount:
        return words[:LINE_COLUMNS].center(LINE_COLUMNS).rstrip()
    return f"{words[:room]:<{room}} {amount}"
