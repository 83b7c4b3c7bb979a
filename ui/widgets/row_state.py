"""The rows that lists show: frozen, with every string already formatted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a basket or a receipt."""

    key: str
    quantity: str
    name: str
    detail: str
    saving: str
    amount: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(
            part
            for part in (self.quantity, self.name, self.detail, self.saving, self.amount)
            if part
        )


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One thing to choose: a search result, a held sale, an order that waits."""

    key: str
    title: str
    detail: str
    trailing: str
    mark: str = ""
    mark_tone: str = ""
    icon: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(
            part for part in (self.mark, self.title, self.detail, self.trailing) if part
        )


Row = LineRow | ChoiceRow


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a book: what it is, how much, and whether to look at it."""

    caption: str
    amount: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class MentionCard:
    """An item, what it costs, and why it is mentioned; every string already formatted."""

    item: str
    name: str
    price: str
    words: str
