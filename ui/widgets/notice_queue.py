"""Which of the pending notices is in front of the strip, by rank and by what mends it."""

from ui.notice_state import EMPTY_NOTICE, NoticeKind, NoticeState

LIMIT = 20
_HELD = (NoticeKind.FAULT, NoticeKind.QUESTION)


class NoticeQueue:
    """Keeps faults until mended and refusals until the next accepted scan; never grows past LIMIT."""

    def __init__(self) -> None:
        self._last = EMPTY_NOTICE
        self._pending: list[NoticeState] = []
        self._front: NoticeState | None = None

    @property
    def shown(self) -> NoticeState:
        """The notice in front, else the last accepted thing."""
        return self._front if self._front is not None else self._last

    @property
    def waiting(self) -> int:
        """How many messages are kept behind the one shown."""
        return len([notice for notice in self._pending if notice is not self._front])

    def push(self, notice: NoticeState) -> None:
        """Take a notice in; an accepted scan clears refusals and successes and comes in front."""
        if notice.kind in (NoticeKind.ACCEPTED, NoticeKind.INSTRUCTION):
            self._last = notice
            self._pending = [kept for kept in self._pending if kept.kind in _HELD]
            self._front = None
            return
        self._pending = [kept for kept in self._pending if not _same_subject(kept, notice)]
        self._pending = [*self._pending, notice][-LIMIT:]
        if notice.kind is NoticeKind.SUCCESS:
            self._drop(NoticeKind.REFUSAL)
        self._front = max(reversed(self._pending), key=_rank)

    def mended(self, subject: str) -> None:
        """Forget what was said about a subject: the printer has paper again."""
        self._keep([kept for kept in self._pending if kept.subject != subject])

    def success_over(self) -> None:
        """The time of success and calm notices has run out."""
        transient = (NoticeKind.SUCCESS, NoticeKind.CALM)
        self._keep([kept for kept in self._pending if kept.kind not in transient])

    def clear(self) -> None:
        """Forget all, for another person or a new sale."""
        self._last = EMPTY_NOTICE
        self._keep([])

    def next(self) -> None:
        """Bring the next waiting message in front, round and round."""
        if not self._pending:
            return
        at = self._pending.index(self._front) if self._front in self._pending else -1
        self._front = self._pending[(at + 1) % len(self._pending)]

    def _drop(self, kind: NoticeKind) -> None:
        self._pending = [kept for kept in self._pending if kept.kind is not kind]

    def _keep(self, pending: list[NoticeState]) -> None:
        self._pending = pending
        if self._front is not None and self._front not in pending:
            self._front = max(reversed(pending), key=_rank) if pending else None


def _rank(notice: NoticeState) -> int:
    return notice.kind.rank


def _same_subject(kept: NoticeState, new: NoticeState) -> bool:
    if kept == new:
        return True
    return (
        bool(new.subject) and kept.subject == new.subject
    ) or kept.kind is new.kind is NoticeKind.REFUSAL
