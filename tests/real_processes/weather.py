"""Weather knows what befalls each request on the line between a device and the centre."""

import random
from collections import Counter, deque
from dataclasses import dataclass
from enum import Enum


class Mishap(Enum):
    """What a line can do to one request and its answer."""

    REQUEST_CUT = "half of the request arrives, then both ends are reset"
    ANSWER_LOST = "the centre has done it, and nobody hears of it"
    ANSWER_CUT = "half of the answer arrives, then a reset"
    ANSWER_SHORT = "half of the answer arrives, then a friendly end"
    ANSWER_HELD = "the way back stalls until the line thaws"
    ANSWER_DRIPS = "the answer comes in crumbs"
    TWICE_AT_ONCE = "the request arrives twice at the same moment"
    OLD_POST_AGAIN = "a request of long ago arrives once more, before this one"
    PORTAL = "a captive portal answers, status 200"
    STALE = "a cache answers with what it heard for this address at first"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came over the line."""

    head: bytes
    body: bytes

    @property
    def line(self) -> str:
        """Method and address."""
        return self.head.partition(b"\r\n")[0].decode("ascii").rpartition(" ")[0]

    @property
    def is_post(self) -> bool:
        """A request that changes something."""
        return self.line.startswith("POST ")

    @property
    def raw(self) -> bytes:
        """Its bytes."""
        return self.head + self.body


class Weather:
    """Calm until a test wants it otherwise; the same seed gives the same weather for the same requests."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._percent = 0
        self._planned: deque[tuple[str, Mishap]] = deque()
        self.seen: Counter[Mishap] = Counter()

    def plan(self, start_of_line: str, *mishaps: Mishap) -> None:
        """The next requests whose line begins so fare like this, one after the other."""
        self._planned.extend((start_of_line, mishap) for mishap in mishaps)

    def has_plans(self) -> bool:
        """Whether some planned mishap did not come to pass yet."""
        return bool(self._planned)

    def storm(self, percent: int) -> None:
        """From now on so many of a hundred requests meet with a mishap."""
        self._percent = percent

    def calm(self) -> None:
        """Nothing more happens to anybody."""
        self._planned.clear()
        self._percent = 0

    def mishap_of(self, request: Request) -> Mishap | None:
        """What befalls this request."""
        mishap = self._planned_for(request)
        if mishap is None and self._chance.randrange(100) < self._percent:
            mishap = self._chance.choice([*Mishap])
        if mishap is not None:
            self.seen[mishap] += 1
        return mishap

    def part_of(self, whole: bytes) -> bytes:
        """Some bytes less than all of them."""
        return whole[: self._chance.randrange(len(whole))] if whole else whole

    def _planned_for(self, request: Request) -> Mishap | None:
        if self._planned and request.line.startswith(self._planned[0][0]):
            return self._planned.popleft()[1]
        return None
