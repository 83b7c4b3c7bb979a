"""Ticks knows what of an order was taken out of its bays, refused or left, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos_app.domain.handover import HandoverPlan, goods_of
from pos_app.domain.ids import ItemId
from pos_app.usecases.pickup.open_order import CounterCard


@dataclass(slots=True)
class Ticks:
    """All of it lives on the screen alone: an order that is left, or a program that ends, leaves nothing behind."""

    pieces: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    staying: set[int] = field(default_factory=set)
    age_checked: bool = False
    refused_instead: set[int] = field(default_factory=set)

    def turn_instead(self, number: int) -> None:
        """What takes the place of a line is not wanted, or is after all."""
        self.refused_instead ^= {number}

    def turn_bag(self, piece: int) -> None:
        """It is out of its bay, or not after all."""
        self.pieces ^= {piece}

    def take_bay(self, card: CounterCard, bay: str) -> bool:
        """Everything of the order that lies there; False when nothing does."""
        found = {piece.piece for piece in card.opened.order.waiting_pieces if piece.bay == bay}
        self.pieces |= found
        return bool(found)

    def take_what_is_in_hand(self, card: CounterCard) -> None:
        """A bag that lies in no bay is here since its label was scanned."""
        waiting = card.opened.order.waiting_pieces
        self.pieces |= {piece.piece for piece in waiting if not piece.bay}

    def take_bag(self, card: CounterCard, piece: int) -> bool:
        """It is out of its bay; False when the order has no such bag waiting."""
        found = any(waiting.piece == piece for waiting in card.opened.order.waiting_pieces)
        if found:
            self.pieces.add(piece)
        return found

    def take_goods(self, card: CounterCard, item_id: ItemId) -> bool:
        """A piece of it was scanned: its line leaves; False when the order has no such line."""
        numbers = {
            line.line_number for line in goods_of(card.opened.order) if line.item_id == item_id
        }
        self.refused -= numbers
        self.staying -= numbers
        return bool(numbers)

    def turn_line(self, number: int) -> None:
        """Taken, stays, refused, and taken again."""
        if number in self.staying:
            self.staying.discard(number)
            self.refused.add(number)
        elif number in self.refused:
            self.refused.discard(number)
        else:
            self.staying.add(number)

    def missing_bays(self, card: CounterCard) -> tuple[str, ...]:
        """Where bags still lie that have to come; none are forced when something stays."""
        if self.staying:
            return ()
        waiting = card.opened.order.waiting_pieces
        left = [piece.bay for piece in waiting if piece.piece not in self.pieces]
        return tuple(left)

    def left_out(self) -> frozenset[int]:
        """Lines that do not leave."""
        return self.plan().left_out

    def age_limit(self, card: CounterCard) -> int:
        """The highest of what leaves, 0 for none."""
        left_out = self.left_out()
        limits = [
            named.age_limit for named in card.opened.lines if named.line.line_number not in left_out
        ]
        return max(limits, default=0)

    def has_goods(self, card: CounterCard) -> bool:
        """Something leaves, or is given up by the customer."""
        here = {line.line_number for line in goods_of(card.opened.order)}
        return bool(here - self.staying)

    def plan(self) -> HandoverPlan:
        """What the handover is asked for."""
        return HandoverPlan(
            frozenset(self.pieces),
            frozenset(self.refused),
            frozenset(self.staying),
            self.age_checked,
            frozenset(self.refused_instead),
        )
