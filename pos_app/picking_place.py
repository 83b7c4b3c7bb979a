"""Picking place knows which adapters a cart of this machine works with."""

from __future__ import annotations

from functools import partial

from pos_app.domain import own_codes
from pos_app.late_adapters import LateLabelPrinter
from pos_app.late_places import Connected
from pos_app.usecases.picking_cart import PickingCart, PickingPorts, make_picking_cart


def picking_place(connected: Connected) -> PickingCart:
    """The cart of an open store."""
    files = connected.files
    prefixes = partial(files.configuration.text, own_codes.SETTING)
    labels = LateLabelPrinter(
        connected.folder, prefixes, connected.labels, connected.settings.label_dpi
    )
    picking = PickingPorts(files.orders, files.pick_lists, files.shelves, labels)
    return make_picking_cart(picking, connected.ports, connected.register)
