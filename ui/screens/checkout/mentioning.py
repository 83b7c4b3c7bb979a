"""Mentioning knows when one line says what goes with the basket: when nobody scans, and until something changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain.ids import ItemId
from pos_app.domain.money import extend
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import Quantity
from pos_app.usecases.checkout.open_basket import BasketView
from pos_app.usecases.register import Register
from pos_app.usecases.suggestions.suggest_for_basket import BasketMention
from ui.runner import Runner
from ui.screens.checkout.view_state import MentionState
from ui.suggestion_words import reason_words, short_name
from ui.translation import tr

if TYPE_CHECKING:
    from pos_app.domain.upsell import Suggestion


class Mentioning:
    """Asks when the basket has rested for a moment; a scan never waits for it, and nothing is said twice."""

    def __init__(self, register: Register, runner: Runner, render: Callable[[], None]) -> None:
        self._register = register
        self._runner = runner
        self._render = render
        self._said: Suggestion | None = None

    def state(self, basket: BasketView) -> MentionState | None:
        """What stands in the line; nothing once it is in the basket or the basket is gone."""
        said = self._said
        if said is None or not basket.lines:
            self._said = None
            return None
        if any(line.item.item_id == said.item.item_id for line in basket.lines):
            self._said = None
            return None
        price = format_money(extend(said.item.unit_price, Quantity.pieces(1)))
        reason = replace(said.reason, with_name=short_name(said.reason.with_name))
        words = tr(
            "{item} {price}: {reason}",
            item=short_name(said.item.name),
            price=price,
            reason=reason_words(reason),
        )
        return MentionState(str(said.item.item_id), words)

    def rested(self) -> None:
        """Nobody has scanned for a moment."""
        self._runner.run(self._register.suggest_for_basket, self._found, _silent)

    def dismissed(self) -> None:
        """It is not wanted."""
        said, self._said = self._said, None
        if said is not None:
            item = ItemId(said.item.item_id)
            step = partial(self._register.suggest_for_basket, dismissed=item)
            self._runner.run(step, self._found, _silent)
        self._render()

    def _found(self, mention: BasketMention) -> None:
        if mention.suggestion is not self._said:
            self._said = mention.suggestion
            self._render()


def _silent(_error: Exception) -> bool:
    """A basket of somebody else, or nobody signed on: there is nothing to say, and nothing to complain about."""
    return True
