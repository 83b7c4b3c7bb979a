"""What the strip can be told: the last accepted thing, or a notice with its rank."""

from dataclasses import dataclass
from enum import Enum

# The subject of a refusal that is heard as the wrong thing in the hand, not as a mere no.
WRONG_ITEM = "wrong_item"


class NoticeKind(Enum):
    """Kinds of notice; `rank` decides which one is in front."""

    ACCEPTED = "accepted"
    SUCCESS = "success"
    CALM = "calm"
    INSTRUCTION = "instruction"
    ARRIVAL = "arrival"
    QUESTION = "question"
    REFUSAL = "refusal"
    FAULT = "fault"

    @property
    def rank(self) -> int:
        """Higher covers lower."""
        return _RANKS[self]


_RANKS = {
    NoticeKind.ACCEPTED: 0,
    NoticeKind.INSTRUCTION: 0,
    NoticeKind.CALM: 1,
    # Who waits outside is told again and again; what was just done is told for four seconds.
    NoticeKind.ARRIVAL: 2,
    NoticeKind.SUCCESS: 3,
    NoticeKind.QUESTION: 4,
    NoticeKind.FAULT: 5,
    NoticeKind.REFUSAL: 6,
}


@dataclass(frozen=True, slots=True)
class NoticeState:
    """One message for the strip, its words already in the room's language; at most one key."""

    kind: NoticeKind
    text: str
    amount: str = ""
    key_text: str = ""
    key_action: str = ""
    subject: str = ""  # what it is about ("printer"): a later notice on it replaces this one
    icon: str = ""


EMPTY_NOTICE = NoticeState(kind=NoticeKind.ACCEPTED, text="")
