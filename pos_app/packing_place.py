"""Packing place knows which adapters the pack station of this machine works with."""

from __future__ import annotations

from pos_app.devices.own_carrier import OwnCarrier
from pos_app.late_documents import documents_of
from pos_app.late_places import Connected
from pos_app.storage.sqlite_packing import SqlitePackJournal
from pos_app.storage.sqlite_work import SqliteWorkFacts
from pos_app.usecases.pack_station import PackingPorts, PackStation, make_pack_station


def packing_place(connected: Connected) -> PackStation:
    """The pack station of an open store."""
    files, register = connected.files, connected.register
    packing = PackingPorts(
        orders=files.orders,
        lists=files.pick_lists,
        shelves=files.shelves,
        customers=files.customers,
        journal=SqlitePackJournal(files.connection, register.identity.workstation),
        work=SqliteWorkFacts(files.connection),
        printer=documents_of(connected),
        carrier=OwnCarrier(),
    )
    return make_pack_station(packing, connected.ports, register)
