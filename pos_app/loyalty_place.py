"""Loyalty place knows what this machine reads a customer's points from."""

from __future__ import annotations

from pos_app.late_places import Connected
from pos_app.storage.sqlite_points import SqlitePoints
from pos_app.usecases.checkout.completing import loyalty_terms
from pos_app.usecases.checkout.pay_points import Loyalty, make_loyalty


def loyalty_place(connected: Connected) -> Loyalty:
    """The points of customers of an open store."""
    files, ports = connected.files, connected.ports

    def point_minor() -> int:
        return loyalty_terms(ports.configuration).point_minor

    points = SqlitePoints(files.connection, files.store.payments, point_minor)
    return make_loyalty(points, ports, connected.register)
