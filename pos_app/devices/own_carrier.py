"""Own carrier knows how parcels are booked without asking anybody: a courier of the town, the company's van."""

from __future__ import annotations

from pos_app.domain.shipping.destination import Destination
from pos_app.domain.shipping.own_routing import NAME, routing_code, tracking_number
from pos_app.ports.shipping import Booking


class OwnCarrier:
    """Routes by postcode and numbers by the parcel's own number: it works without any line."""

    name = NAME

    def book(self, sscc: str, destination: Destination, weight_grams: int) -> Booking:
        """Whatever it weighs, it is taken."""
        return Booking(tracking_number(sscc), routing_code(destination))

    def cancel(self, tracking: str) -> None:
        """Nobody has heard of it."""
