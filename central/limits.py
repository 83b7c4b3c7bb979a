"""Limits knows how much one caller may ask for, and how many may start at once, so that sales always get through."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from central.core.refused import Refused

MINUTE_US = 60_000_000
# So many callers are remembered; who was quiet longest is forgotten first, and begins with a full bucket.
CALLERS_MAX = 100_000
# Starting a device is much work and can wait; facts and tails cannot (SYNC T18).
STARTS_MAX = 32
START_PATHS = ("/v1/boot/", "/v1/snapshot/", "/v1/snapshot-file/", "/v1/digest/")
START_WAIT_S = 5


@dataclass(slots=True)
class _Bucket:
    """What a caller has left, in requests times a minute's microseconds."""

    left: int
    at_us: int


class RateLimits:
    """A minute's worth of requests at once, and as many a minute after that; one thread uses it."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()

    def take(self, caller: bytes, now_us: int) -> None:
        """One request of a caller; raises Refused 429 when there were too many."""
        full = self._per_minute * MINUTE_US
        bucket = self._buckets.pop(caller, None) or _Bucket(full, now_us)
        passed = max(0, now_us - bucket.at_us)
        bucket.left = min(full, bucket.left + passed * self._per_minute)
        bucket.at_us = now_us
        self._buckets[caller] = bucket
        if len(self._buckets) > CALLERS_MAX:
            self._buckets.popitem(last=False)
        if bucket.left < MINUTE_US:
            wait_us = (MINUTE_US - bucket.left) // self._per_minute
            raise Refused(
                429,
                "too_many_requests",
                "Too many requests; wait a little.",
                retry_after_s=wait_us // 1_000_000 + 1,
            )
        bucket.left -= MINUTE_US


class KnownCallers:
    """Remembers whose tokens were right, by their hash, so that a token that is made up is worth nothing."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def was_right(self, authorization: str | None) -> None:
        """The centre has looked this one up, and found it."""
        name = _name_of((authorization or "").encode("latin-1", "replace"))
        with self._lock:
            self._known[name] = None
            self._known.move_to_end(name)
            if len(self._known) > CALLERS_MAX:
                self._known.popitem(last=False)

    def was_wrong(self, authorization: str | None) -> None:
        """It is not one, or not any more."""
        with self._lock:
            self._known.pop(_name_of((authorization or "").encode("latin-1", "replace")), None)

    def caller(self, authorization: bytes | None, address: str) -> bytes:
        """Who a request counts for: whoever bears a right token, else all strangers at this address together."""
        name = b"" if authorization is None else _name_of(authorization)
        return name if name in self._known else address.encode()


def _name_of(authorization: bytes) -> bytes:
    """By the token alone: the word before it can be written in many ways."""
    return hashlib.sha256(authorization.partition(b" ")[2]).digest()[:16]


class Starts:
    """Lets only so many devices start at once; the others are told to come back."""

    def __init__(self, most: int = STARTS_MAX) -> None:
        self._most = most
        self._now = 0

    def enter(self) -> None:
        """One more starts; raises Refused 503 when there are enough."""
        if self._now >= self._most:
            raise Refused(503, "busy", "Many devices start just now.", retry_after_s=START_WAIT_S)
        self._now += 1

    def leave(self) -> None:
        """It has what it came for."""
        self._now -= 1
