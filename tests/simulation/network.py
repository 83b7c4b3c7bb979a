"""Network knows how a call gets to the centre and its answer back, and all that happens to either on the way."""

from __future__ import annotations

import random
from collections.abc import Callable

import httpx
import msgspec

from sync.core.failures import Failure, Unreachable
from sync.core.steps import AskPage, AskTail, SendSideRecords
from sync.wire.chain import TailBytes
from sync.wire.messages import SideRecords
from tests.simulation.centre_disk import AFTER_COMMIT, BEFORE_COMMIT, INSIDE_COMMIT, CentreCrash
from tests.simulation.chance import happens
from tests.simulation.faults import Faults
from tests.simulation.requests import Request
from tests.simulation.schedule import MINUTE_US, SECOND_US, Schedule
from tests.simulation.seen import Seen
from tests.simulation.virtual_centre import VirtualCentre

Arrived = Callable[[httpx.Response], None]
Lost = Callable[[Failure], None]
_PORTAL = b"<html><body>Welcome to our free Wi-Fi</body></html>"
_CACHE_ADDRESSES_MAX = 200
# What does not get through to a device that is cut off, or away from it.
REQUESTS, ANSWERS, BOTH = "requests", "answers", "both"


class Exchange:
    """One call in flight: it ends once, by the first answer, by a broken line or by the patience of the device."""

    def __init__(self, request: Request, arrived: Arrived, lost: Lost) -> None:
        self.request = request
        self.is_over = False
        self._arrived = arrived
        self._lost = lost

    def end(self, outcome: httpx.Response | Failure) -> None:
        """Tell the device, unless it was told before or is gone."""
        if self.is_over:
            return
        self.is_over = True
        if isinstance(outcome, httpx.Response):
            self._arrived(outcome)
        else:
            self._lost(outcome)


class Network:
    """Carries bytes; every trouble is drawn from its own stream, and all of it ends with `heal`."""

    def __init__(
        self,
        schedule: Schedule,
        centre: VirtualCentre,
        faults: Faults,
        seen: Seen,
        stream: random.Random,
    ) -> None:
        self._schedule = schedule
        self._centre = centre
        self._faults = faults
        self._seen = seen
        self._stream = stream
        self._is_healed = not (faults.any_call_fault or faults.centre_crash or faults.centre_torn)
        self._cache: dict[str, httpx.Response] = {}
        # Devices without a line, by name of the place, and in which direction.
        self.cut_off: dict[str, str] = {}

    def heal(self) -> None:
        """From now on everything is delivered, once and soon."""
        self._is_healed = True
        self.cut_off.clear()

    def reconnect(self, place: str) -> None:
        """A device has its line again, unless it had it before."""
        self.cut_off.pop(place, None)

    def _is_cut(self, place: str, what: str) -> bool:
        return self.cut_off.get(place) in (what, BOTH)

    def send(self, request: Request, place: str, arrived: Arrived, lost: Lost) -> Exchange:
        """Carry a request of the device at a place; one of the two is called once, later."""
        exchange = Exchange(request, arrived, lost)
        schedule = self._schedule
        schedule.after(request.timeout_us, lambda: exchange.end(Unreachable("timeout")))
        if self._is_cut(place, REQUESTS) or self._happens("drop_request"):
            return exchange
        if self._strange_answer(exchange):
            return exchange
        schedule.after(self._delay(), lambda: self._arrive(exchange, place))
        if self._happens("duplicate"):
            self._seen.note("duplicated request")
            schedule.after(self._delay() * 5, lambda: self._arrive(exchange, place))
        return exchange

    def _happens(self, fault: str) -> bool:
        return not self._is_healed and happens(self._stream, getattr(self._faults, fault))

    def _delay(self) -> int:
        delay = 5_000 + self._stream.randrange(40_000)
        if self._happens("slow"):
            # A heavy tail: some are so late that nobody waits any more.
            delay += SECOND_US << self._stream.randrange(6)
        return delay

    def _strange_answer(self, exchange: Exchange) -> bool:
        """Whether somebody else answers than the centre."""
        answer: httpx.Response | None = None
        if self._happens("portal"):
            self._seen.note("portal answered")
            answer = httpx.Response(200, headers={"content-type": "text/html"}, content=_PORTAL)
        elif self._happens("gateway"):
            answer = httpx.Response(502, content=b"bad gateway")
        elif self._happens("busy"):
            seconds = str(self._stream.randrange(20))
            headers = {"retry-after": seconds} if self._stream.randrange(2) else {}
            answer = httpx.Response(503, headers=headers)
        elif not exchange.request.is_upload and self._happens("stale"):
            answer = self._cache.get(exchange.request.address)
            if answer is not None:
                self._seen.note("stale answer")
        if answer is not None:
            delivered = answer
            self._schedule.after(self._delay(), lambda: exchange.end(delivered))
        return answer is not None

    def _arrive(self, exchange: Exchange, place: str) -> None:
        request, centre = exchange.request, self._centre
        centre.now_us = self._schedule.now_us
        if not centre.is_up:
            self._schedule.after(10_000, lambda: exchange.end(Unreachable("refused")))
            return
        if request.is_upload and self._happens("flipped"):
            request = self._flipped(request)
        if isinstance(request.call, AskTail) and request.call.wait_s:
            wait_us = request.call.wait_s * SECOND_US
            self._schedule.after(wait_us, lambda: centre.give_up_waiting(request))

        def answer(response: httpx.Response | None) -> None:
            self._answer(exchange, place, response)

        if self._happens("centre_crash"):
            centre.disk.crash_at = BEFORE_COMMIT if self._stream.randrange(2) else AFTER_COMMIT
        elif self._happens("centre_torn"):
            centre.disk.crash_at = INSIDE_COMMIT
        crash_at = centre.disk.crash_at
        try:
            centre.receive(request, answer)
        except CentreCrash:
            self._seen.note(f"crash of the centre {crash_at}")
            self._schedule.note("centre", f"crash {crash_at}")
            self.stop_centre()
            self._schedule.after(10_000, lambda: exchange.end(Unreachable("reset")))
        centre.disk.crash_at = ""

    def stop_centre(self) -> None:
        """The centre is away for a while."""
        self._centre.stop()
        away_us = SECOND_US + self._stream.randrange(2 * MINUTE_US)
        self._schedule.after(away_us, self._centre.start)

    def _answer(self, exchange: Exchange, place: str, response: httpx.Response | None) -> None:
        if self._is_cut(place, ANSWERS) or self._happens("drop_reply"):
            return
        if response is None:
            self._schedule.after(10_000, lambda: exchange.end(Unreachable("reset")))
            return
        if not exchange.request.is_upload and response.is_success:
            self._remember(exchange.request.address, response)
        outcome = self._spoilt(exchange.request, response)
        delay = self._delay()
        if delay >= exchange.request.timeout_us:
            self._seen.note("late answer")
        self._schedule.after(delay, lambda: exchange.end(outcome))

    def _spoilt(self, request: Request, response: httpx.Response) -> httpx.Response | Failure:
        body = response.content
        if not response.is_success:
            return response
        if self._happens("truncated") and len(body) > 1:
            if self._stream.randrange(2):
                return Unreachable("the answer broke off")
            return _with_body(response, body[: self._stream.randrange(len(body))])
        if isinstance(request.call, AskPage) and self._happens("flipped"):
            self._seen.note("flipped byte refused")
            return _with_body(response, self._flip(body))
        if isinstance(request.call, AskTail) and self._happens("gappy"):
            return _with_body(response, self._with_gap(body))
        return response

    def _with_gap(self, body: bytes) -> bytes:
        """The tail as a lagging copy of the database may have it: a group is not there (SYNC T8)."""
        reply = msgspec.json.decode(body, type=TailBytes)
        if len(reply.groups) < 2:
            return body
        self._seen.note("gap in a tail")
        missing = self._stream.randrange(len(reply.groups) - 1)
        groups = [group for index, group in enumerate(reply.groups) if index != missing]
        return msgspec.json.encode(msgspec.structs.replace(reply, groups=groups))

    def _flipped(self, request: Request) -> Request:
        body = self._flip(request.body)
        if _names_others(request, body):
            return request
        self._seen.note("flipped byte refused")
        return Request(request.device_id, request.token, request.address, request.call, body)

    def _flip(self, body: bytes) -> bytes:
        place, bit = self._stream.randrange(len(body)), 1 << self._stream.randrange(8)
        return body[:place] + bytes([body[place] ^ bit]) + body[place + 1 :]

    def _remember(self, address: str, response: httpx.Response) -> None:
        """A cache that keeps what it heard first for an address, whatever the centre says of keeping it."""
        if not self._is_healed and self._faults.stale:
            self._cache.setdefault(address, response)
            if len(self._cache) > _CACHE_ADDRESSES_MAX:
                del self._cache[next(iter(self._cache))]


def _names_others(request: Request, body: bytes) -> bool:
    """Whether a record would be somebody else's: only TLS protects that."""
    if not isinstance(request.call, SendSideRecords):
        return False
    try:
        found = msgspec.json.decode(body, type=SideRecords).records
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    sent = request.call.records.records
    return [record.subject for record in found] != [record.subject for record in sent]


def _with_body(response: httpx.Response, body: bytes) -> httpx.Response:
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return httpx.Response(response.status_code, headers=headers, content=body)
