"""Read measures knows how picking and packing went at this device today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pos_app.domain.facts import Fact, read_body
from pos_app.domain.ids import OrderNumber
from pos_app.domain.operations.shipping import READ_MEASURES
from pos_app.domain.work_measures import WorkMeasures, measure
from pos_app.ports.changes import Changes
from pos_app.ports.orders import OrderBook
from pos_app.ports.shipping import WorkFacts
from pos_app.usecases.picking.pick_facts import PickFacts


@dataclass(frozen=True, slots=True)
class MeasuresRead:
    """The figures of a day, and which day that is."""

    day: str
    measures: WorkMeasures
    changes: Changes = Changes.NONE


class ReadMeasures:
    """From the own journal alone, so without a line too. Errors: NotAllowed."""

    def __init__(
        self, work: WorkFacts, orders: OrderBook, facts: PickFacts, time_zone: str
    ) -> None:
        self._work = work
        self._orders = orders
        self._facts = facts
        self._zone = ZoneInfo(time_zone)

    def __call__(self) -> MeasuresRead:
        """The day that is open."""
        self._facts.check(READ_MEASURES)
        day = self._facts.business_date()
        told = self._work.of_day(day)
        numbers = {number for number in map(_order_of, told) if number}
        orders = [self._orders.order(OrderNumber(number)) for number in numbers]
        promised = {
            str(order.number): order.promised_us
            for order in orders
            if order is not None and order.promised_us is not None
        }
        return MeasuresRead(day, measure(told, promised, self._hour_of))

    def _hour_of(self, at_us: int) -> int:
        return datetime.fromtimestamp(at_us // 1_000_000, UTC).astimezone(self._zone).hour


def _order_of(fact: Fact) -> str:
    return str(read_body(fact).get("order_number", ""))
