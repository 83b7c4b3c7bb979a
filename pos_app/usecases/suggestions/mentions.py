"""Mentions keeps what was said to a buyer until the sale or the handover is a fact, and writes it with that."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pos_app.domain.customer import PRIVATE_DEPARTMENTS, private_departments
from pos_app.domain.ids import BusinessDate, CustomerNumber, ItemId, OperatorNumber
from pos_app.domain.mentions import (
    HOLD_OUT_PERCENT,
    MENTIONED,
    About,
    Mention,
    Occasion,
    ReasonKind,
    is_held_out,
    suggestion_fact,
)
from pos_app.ports.journal import Journal
from pos_app.ports.replica import StoreConfiguration
from pos_app.ports.suggestions import Suggestions

if TYPE_CHECKING:
    from pos_app.domain.upsell import Suggestion

REMEMBERED_MAX = 200


@dataclass(slots=True)
class _Said:
    customer: CustomerNumber | None
    mentions: dict[ItemId, tuple[Mention, ReasonKind]] = field(default_factory=dict)


class Mentions:
    """Says what is worth a mention; the group that is held out hears nothing, and is counted.

    Protects: nothing is written while goods are scanned. What was mentioned is one fact in the transaction of the sale
    or the handover, which waits for the disk anyway; a program that ends before that has mentioned nothing.
    """

    def __init__(self, suggestions: Suggestions, configuration: StoreConfiguration) -> None:
        self._suggestions = suggestions
        self._configuration = configuration
        self._said: OrderedDict[About, _Said] = OrderedDict()
        # What somebody did not want to hear of again, until the program ends.
        self._dismissed: OrderedDict[CustomerNumber | About, set[ItemId]] = OrderedDict()

    def suggest(
        self,
        about: About,
        items: Sequence[ItemId],
        customer: CustomerNumber | None,
        today: BusinessDate,
        *,
        sure_only: bool = False,
        limit: int = MENTIONED,
    ) -> tuple[Suggestion, ...]:
        """What to show now; sure_only: at the till, where nobody asked. Nothing is counted as shown by this."""
        dismissed = frozenset(self._dismissed.get(customer or about, ()))
        private = private_departments(self._configuration.text(PRIVATE_DEPARTMENTS))
        occasion = Occasion(tuple(items), customer, today, dismissed, private)
        found = self._suggestions.suggest(occasion, limit)
        if sure_only:
            found = tuple(suggestion for suggestion in found if suggestion.is_sure)
        said = self._of(about, customer)
        self._accept(said, items)
        if found and is_held_out(about, customer, self._hold_out_percent()):
            for suggestion in found:
                _note(said, suggestion.item.item_id, Mention.HELD_OUT, suggestion.reason.kind)
            return ()
        return found

    def shown(self, about: About, suggestions: Sequence[Suggestion]) -> None:
        """These were seen on the screen."""
        said = self._of(about, None)
        for suggestion in suggestions:
            _note(said, suggestion.item.item_id, Mention.SHOWN, suggestion.reason.kind)

    def dismissed(self, about: About, item: ItemId) -> None:
        """This one is not wanted, and is not said again to this buyer."""
        said = self._of(about, None)
        if item in said.mentions:
            said.mentions[item] = (Mention.DISMISSED, said.mentions[item][1])
        self._dismissed.setdefault(said.customer or about, set()).add(item)
        while len(self._dismissed) > REMEMBERED_MAX:
            self._dismissed.popitem(last=False)

    def accepted(self, about: About, item: ItemId) -> None:
        """It was taken by one touch."""
        self._accept(self._of(about, None), (item,))

    def write(
        self,
        about: About,
        items: Sequence[ItemId],
        journal: Journal,
        operator: OperatorNumber,
        business_date: BusinessDate,
    ) -> None:
        """The fact of all that was mentioned; items: what was bought in the end. To be called in a transaction.

        Errors: DiskFull, StorageBroken.
        """
        said = self._said.get(about)
        if said is not None and said.mentions:
            self._accept(said, items)
            journal.append(
                suggestion_fact(about, said.mentions),
                operator=operator,
                business_date=business_date,
            )

    def is_heard_at_counter(self, customer: CustomerNumber | None) -> bool:
        """Whether a buyer is being told of things while their order is handed over: nobody hears them twice."""
        return customer is not None and any(
            about.order_number is not None and said.customer == customer
            for about, said in self._said.items()
        )

    def over(self, about: About) -> None:
        """The sale is paid or given up, the order is handed over."""
        self._said.pop(about, None)

    def _of(self, about: About, customer: CustomerNumber | None) -> _Said:
        said = self._said.setdefault(about, _Said(customer))
        if customer is not None:
            said.customer = customer
        while len(self._said) > REMEMBERED_MAX:
            self._said.popitem(last=False)
        return said

    def _accept(self, said: _Said, items: Sequence[ItemId]) -> None:
        for item in items:
            if item in said.mentions and said.mentions[item][0] is Mention.SHOWN:
                said.mentions[item] = (Mention.ACCEPTED, said.mentions[item][1])

    def _hold_out_percent(self) -> int:
        text = self._configuration.text(HOLD_OUT_PERCENT)
        return int(text) if text.isdecimal() else 0


def _note(said: _Said, item: ItemId, what: Mention, reason: ReasonKind) -> None:
    said.mentions.setdefault(item, (what, reason))
