"""Picking cart knows all verbs of whoever fetches goods, put together beside the register's."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.ports.devices import LabelPrinter
from pos_app.ports.orders import OrderBook
from pos_app.ports.picking import PickLists, Shelves
from pos_app.usecases.picking.cart import Cart, CartPorts, PickRound
from pos_app.usecases.picking.cart_zones import CartZones
from pos_app.usecases.picking.check_bin import CheckBin
from pos_app.usecases.picking.pack_and_stage import PackOrders, StagePiece
from pos_app.usecases.picking.pick_facts import PickFacts
from pos_app.usecases.picking.pick_item import PickItem, PutOffStop, ShortPick, UndoPick
from pos_app.usecases.picking.put_back import PutBack
from pos_app.usecases.picking.read_lists import ReadLists
from pos_app.usecases.picking.take_list import (
    ChangeTote,
    PassOn,
    PauseList,
    PlaceTotes,
    ResumeList,
    TakeList,
)
from pos_app.usecases.picking.where_order import WhereOrder
from pos_app.usecases.register import Register, RegisterPorts


@dataclass(frozen=True, slots=True)
class PickingPorts:
    """What a cart is connected to besides the register's ports."""

    orders: OrderBook
    lists: PickLists
    shelves: Shelves
    labels: LabelPrinter


@dataclass(frozen=True, slots=True)
class PickingCart:
    """Every verb of picking, in the register's session."""

    cart: Cart
    read_lists: ReadLists
    take_list: TakeList
    resume_list: ResumeList
    pause_list: PauseList
    place_totes: PlaceTotes
    change_tote: ChangeTote
    pick_item: PickItem
    short_pick: ShortPick
    undo_pick: UndoPick
    put_off_stop: PutOffStop
    check_bin: CheckBin
    put_back: PutBack
    pack_orders: PackOrders
    stage_piece: StagePiece
    where_order: WhereOrder


def make_picking_cart(
    picking: PickingPorts, ports: RegisterPorts, register: Register
) -> PickingCart:
    """A cart that goes on with the list that the journal tells of."""
    configuration = ports.configuration
    facts = PickFacts(ports.store, register.session, register.days, ports.clock)
    cart = Cart(
        CartPorts(picking.orders, picking.lists, picking.shelves, ports.catalogue, configuration),
        PickRound(),
    )
    zones = CartZones(cart, picking.shelves, configuration)
    resume, pass_on = ResumeList(cart, facts), PassOn(cart, facts, zones)
    return PickingCart(
        cart=cart,
        read_lists=ReadLists(picking.orders, cart, facts, configuration, zones),
        take_list=TakeList(picking.orders, cart, facts, ports.ids, resume),
        resume_list=resume,
        pause_list=PauseList(cart, facts),
        place_totes=PlaceTotes(cart, facts),
        change_tote=ChangeTote(cart, facts, configuration),
        pick_item=PickItem(cart, facts, register.scan_item, configuration, ports.scale, pass_on),
        short_pick=ShortPick(cart, facts, pass_on),
        undo_pick=UndoPick(cart, facts),
        put_off_stop=PutOffStop(cart, facts),
        check_bin=CheckBin(cart, facts, picking.orders, picking.shelves, pass_on),
        put_back=PutBack(cart, facts),
        pack_orders=PackOrders(cart, facts, picking.shelves, picking.labels),
        stage_piece=StagePiece(picking.orders, facts, configuration),
        where_order=WhereOrder(picking.orders, facts),
    )
