"""Counter mentioning knows what is said to a buyer beside their goods, and what became of it on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pos_app.domain.ids import ItemId, OrderNumber
from pos_app.domain.money import Money, extend
from pos_app.domain.money_format import format_money
from pos_app.domain.quantity import Quantity
from pos_app.domain.upsell import Suggestion
from pos_app.usecases.pickup.counter_mentions import CounterMentions, TakenMention
from pos_app.usecases.pickup_desk import PickupDesk
from ui.figures import quantity_text
from ui.runner import Runner
from ui.suggestion_words import TITLE_LETTERS_MAX, reason_words, score_figures, short_name
from ui.translation import tr
from ui.widgets.row_state import MentionCard


class CounterMentioning:
    """Read when the goods are in sight; a touch adds, puts away, or shows what a score is made of."""

    def __init__(
        self,
        pickup: PickupDesk,
        runner: Runner,
        room: Callable[[], int],
        render: Callable[[], None],
    ) -> None:
        """room: for how many there is room on the screen now."""
        self._pickup = pickup
        self._runner = runner
        self._room = room
        self._render = render
        self._number: OrderNumber | None = None
        self._said: tuple[Suggestion, ...] = ()
        self._explained: str = ""
        self.to_pay: Money | None = None

    def read(self, number: OrderNumber) -> None:
        """The order at hand, again whenever something is different."""
        if number != self._number:
            self.forget()
            self._number = number
        step = partial(self._pickup.suggest, number=number, limit=self._room())
        self._runner.run(step, self._found, _silent)

    def room_changed(self) -> None:
        """The window was turned, or is another one."""
        if self._number is not None:
            self.read(self._number)

    def forget(self) -> None:
        """Another order, or none."""
        self._number, self._said, self._explained, self.to_pay = None, (), "", None

    def cards(self) -> tuple[MentionCard, ...]:
        """What there is to say, with one reason each; one alone while somebody asks why."""
        cards = tuple(self._card(said) for said in self._said)
        asked = tuple(card for card in cards if card.item == self._explained)
        return asked or cards

    def added(self, item: str) -> None:
        """They take it."""
        if self._number is not None:
            take = self._pickup.take_mentioned
            self._runner.run(
                partial(take, number=self._number, item_id=ItemId(int(item))), self._changed
            )

    def put_away(self, item: str) -> None:
        """They do not want it."""
        if self._number is not None:
            dismiss = self._pickup.dismiss_mention
            step = partial(dismiss, number=self._number, item_id=ItemId(int(item)))
            self._runner.run(step, self._changed)

    def explained(self, item: str) -> None:
        """Why this one: every part of its score, and back to its reason."""
        self._explained = "" if self._explained == item else item
        self._render()

    def _card(self, said: Suggestion) -> MentionCard:
        key = str(said.item.item_id)
        here = quantity_text(Quantity(said.available_milli, said.item.unit))
        reason = replace(said.reason, with_name=short_name(said.reason.with_name))
        where = tr("{count} here, {bin}.", count=here, bin=said.bin)
        words = f"{reason_words(reason)} {where if said.bin else tr('{count} here.', count=here)}"
        if key == self._explained:
            parts = score_figures(said.score)
            words = " · ".join(f"{part.caption} {part.amount}" for part in parts)
        price = format_money(extend(said.item.unit_price, Quantity.pieces(1)))
        return MentionCard(key, short_name(said.item.name, TITLE_LETTERS_MAX), price, words)

    def _found(self, found: CounterMentions) -> None:
        if found.number == self._number:
            self._said, self.to_pay = found.suggestions, found.to_pay
            self._render()

    def _changed(self, _result: TakenMention) -> None:
        if self._number is not None:
            self.read(self._number)


def _silent(_error: Exception) -> bool:
    """The order is gone, which the screen itself finds out: there is nothing to say."""
    return True
