"""Pickup place knows which adapters the pickup counter of this machine works with."""

from __future__ import annotations

from pos_app.devices.code_check import Argon2CodeCheck
from pos_app.late_places import Connected
from pos_app.storage.sqlite_cards import SqliteCards
from pos_app.usecases.pickup_desk import PickupDesk, PickupPorts, make_pickup_desk


def pickup_place(connected: Connected) -> PickupDesk:
    """The counter of an open store."""
    files = connected.files
    counter = PickupPorts(
        files.orders,
        files.customers,
        files.sending,
        Argon2CodeCheck(),
        connected.settings.business_unit,
        SqliteCards(files.connection, files.store.payments),
    )
    return make_pickup_desk(counter, connected.ports, connected.register)
