"""Placing knows how an order of an online shop becomes orders of stores: routed, allocated, and held back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from central.core.feed import Change, publish, store_feed
from central.core.kits import at_price, with_parts
from central.core.orders import order_tables, quantities_by_item
from central.core.ports import Transaction
from central.core.records import NewOrder, NewOrderLine, NewPickupCode, PlacedOrder
from central.core.refused import Refused
from central.core.routing import (
    NO_KITS,
    STORES_PER_ORDER_MAX,
    Allocation,
    PartsOfKits,
    Place,
    StoreOffer,
    in_parts,
    route,
)
from central.core.wire_facts import is_name
from pos_app.domain.customer_order import COLLECTED, Fulfilment, OrderState
from pos_app.domain.quantity import MILLI

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[str, msgspec.Meta(max_length=512, pattern=r"^[^\x00-\x1f]*$")]
# with line breaks, as it is written on a parcel
Address = Annotated[str, msgspec.Meta(max_length=512, pattern=r"^[^\x00-\x09\x0b-\x1f]*$")]
Milli = Annotated[int, msgspec.Meta(gt=0, le=10**9)]
Minor = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=10**17)]
Latitude = Annotated[int, msgspec.Meta(ge=-90_000_000, le=90_000_000)]
Longitude = Annotated[int, msgspec.Meta(ge=-180_000_000, le=180_000_000)]


# What the customer lets the store take instead.
Substitutes = Literal["", "same_or_cheaper"]


class CustomerWords(msgspec.Struct, frozen=True):
    """Who ordered; goes to the devices of the order's store only, for as long as the order is open."""

    customer_number: Name
    name: Words
    email: Words = ""
    phone: Words = ""


class LineWords(msgspec.Struct, frozen=True):
    """So much of an item, in thousandths, at a price in minor units of the store's currency."""

    item_number: Name
    quantity_milli: Milli
    price_minor: Minor
    # left out when the shop says nothing, so that the words of an older order stay the same
    substitutes: Substitutes | UnsetType = UNSET
    # the 14 digits of a case, a pair or a roll of the item: quantity and price are of that
    pack_gtin: Name | UnsetType = UNSET


class TenderWords(msgspec.Struct, frozen=True):
    """How an order was paid: what goes back of it goes there; reference: what the payment service calls the payment."""

    kind: Name
    reference: Words = ""


class OrderWords(msgspec.Struct, frozen=True):
    """POST /v1/orders: the same number with the same words again is the same order."""

    order_number: Name
    fulfilment: Fulfilment
    lines: Annotated[list[LineWords], msgspec.Meta(min_length=1, max_length=500)]
    customer: CustomerWords | None = None
    business_unit: Name | None = None
    channel: Words = "web"
    promised_us: Moment | None = None
    paid: bool = False
    gift: bool = False
    alternate_person: Words = ""
    vehicle: Words = ""
    address: Address = ""
    latitude_micro: Latitude | None = None
    longitude_micro: Longitude | None = None
    # left out when the shop says nothing, so that the words of an older order stay the same
    paid_with: TenderWords | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Placing:
    """When an order came, from which shop, and the secret that its customer will show."""

    now_us: int
    made_by: str
    code: NewPickupCode | None = None


def place_order(transaction: Transaction, words: OrderWords, placing: Placing) -> list[PlacedOrder]:
    """Give an order to the store that can fulfil it best, or to a few that can together.

    Raises Refused: unprintable_number, order_known, unknown_item, unknown_pack, broken_kit, unknown_business_unit,
    not_available.
    """
    numbers = (words.order_number, words.customer.customer_number if words.customer else "")
    if not all(map(is_name, numbers)):
        raise Refused(422, "unprintable_number", "A number has signs that nobody can type.")
    content_hash = hashlib.sha256(msgspec.json.encode(words)).hexdigest()
    before = transaction.orders.content_hash(words.order_number)
    if before is not None:
        if before != content_hash:
            raise Refused(409, "order_known", "Another order bears this number.")
        return transaction.orders.placed(words.order_number)
    lines = _lines_of(transaction, words)
    order = _new_order(words, content_hash, placing)
    kits = transaction.orders.kits.parts({line.item_id for line in lines})
    allocations = allocate(transaction, order, lines, kits=kits)
    parts = {part for each in kits.values() for part, _ in each}
    changes: dict[str, list[Change]] = {}
    for number, part in enumerate(parts_of(lines, allocations), start=1):
        of = transaction.orders
        named = order.order_number if number == 1 else of.part_number(order.order_number)
        parent = "" if number == 1 else order.order_number
        unit = allocations[number - 1].business_unit
        there = replace(order, order_number=named, parent=parent, business_unit=unit)
        goods = with_parts(part, kits, transaction.orders.kits.prices(unit, parts))
        changes[store_feed(unit)] = [add_order(transaction, there, goods)]
    if placing.code is not None and words.fulfilment in COLLECTED:
        transaction.counter.keep_code(words.order_number, placing.code)
    if words.paid_with is not UNSET:
        paid_with = words.paid_with
        transaction.counter.refunds.keep_tender(
            words.order_number, paid_with.kind, paid_with.reference
        )
    if words.customer is not None:
        transaction.orders.keep_customer(msgspec.structs.asdict(words.customer))
    publish(transaction.feeds, changes)
    return transaction.orders.placed(words.order_number)


def allocate(
    transaction: Transaction,
    order: NewOrder,
    lines: Iterable[NewOrderLine],
    without: frozenset[str] = frozenset(),
    kits: PartsOfKits = NO_KITS,
) -> list[Allocation]:
    """The stores that give the goods; what they have is locked until the end. Raises Refused not_available."""
    wanted = quantities_by_item((line.item_id, line.quantity_milli) for line in lines)
    is_collected = Fulfilment(order.fulfilment) in COLLECTED
    offers = [
        offer
        for offer in transaction.orders.offers(in_parts(wanted, kits))
        if offer.business_unit not in without and order.business_unit in ("", offer.business_unit)
    ]
    if order.business_unit and not offers:
        raise Refused(404, "unknown_business_unit", "There is no such store.")
    stores_max = 1 if is_collected or order.business_unit else STORES_PER_ORDER_MAX
    while offers:
        found = route(wanted, offers, order.place, stores_max, kits)
        if not found:
            break
        goods = [replace(each, quantities=in_parts(each.quantities, kits)) for each in found]
        offers, changed = _locked(transaction, offers, goods, in_parts(wanted, kits))
        if not changed:
            return found
    raise Refused(409, "not_available", "No store can give all of these goods now.")


def parts_of(
    lines: Iterable[NewOrderLine], allocations: Iterable[Allocation]
) -> list[list[NewOrderLine]]:
    """The lines of each store, in the order of the lines; together they are all that was asked for."""
    rest = list(lines)
    parts = []
    for allocation in allocations:
        left = dict(allocation.quantities)
        part, after = [], []
        for line in rest:
            given = min(line.quantity_milli, left.get(line.item_id, 0))
            left[line.item_id] = left.get(line.item_id, 0) - given
            if given:
                part.append(replace(line, quantity_milli=given))
            if line.quantity_milli > given:
                after.append(replace(line, quantity_milli=line.quantity_milli - given))
        parts.append(part)
        rest = after
    assert not rest, "an allocation gives all goods"
    return parts


def add_order(transaction: Transaction, order: NewOrder, lines: list[NewOrderLine]) -> Change:
    """Write an order of one store and hold its goods back; gives what its devices are to be told."""
    transaction.orders.add(order, lines)
    held = quantities_by_item((line.item_id, line.quantity_milli) for line in lines)
    stock = transaction.orders.hold(order.business_unit, held)
    record = transaction.orders.lock(order.order_number)
    assert record is not None, "it was written just now"
    return Change({**order_tables(record, OrderState.ALLOCATED), "stock": stock})


def _lines_of(transaction: Transaction, words: OrderWords) -> list[NewOrderLine]:
    """What is ordered, packs as what is in them. Raises Refused: unknown_item, unknown_pack, broken_kit."""
    items = transaction.orders.items_by_number({line.item_number for line in words.lines})
    unknown = sorted({line.item_number for line in words.lines} - items.keys())
    if unknown:
        raise Refused(404, "unknown_item", f"There is no item {unknown[0]}.")
    codes = {line.pack_gtin for line in words.lines if line.pack_gtin is not UNSET}
    packs = transaction.orders.kits.packs(codes)
    kits = transaction.orders.kits.parts(items.values())
    found: list[NewOrderLine] = []
    for each in words.lines:
        item_id, milli = items[each.item_number], each.quantity_milli
        agreed = "" if each.substitutes is UNSET else each.substitutes
        line = NewOrderLine(item_id, milli, each.price_minor, agreed)
        if milli % MILLI and (item_id in kits or each.pack_gtin is not UNSET):
            raise Refused(422, "broken_kit", "Kits and packs are ordered whole.")
        if each.pack_gtin is UNSET:
            found.append(line)
            continue
        pack = packs.get(each.pack_gtin)
        if pack is None or pack.item_id != item_id:
            raise Refused(
                404, "unknown_pack", f"No pack of this item has the code {each.pack_gtin}."
            )
        count = milli // MILLI
        pieces = replace(line, quantity_milli=count * pack.quantity_milli)
        found += at_price(pieces, count * each.price_minor)
    return found


def _locked(
    transaction: Transaction,
    offers: list[StoreOffer],
    found: list[Allocation],
    wanted: Mapping[int, int],
) -> tuple[list[StoreOffer], bool]:
    """Offers as they are once the chosen stores' stock is locked; True when another order was faster."""
    fresh = list(offers)
    changed = False
    for allocation in sorted(found, key=_unit_of):
        now = transaction.orders.lock_available(allocation.business_unit, wanted.keys())
        lacks = any(now.get(item, 0) < milli for item, milli in allocation.quantities.items())
        changed = changed or lacks
        fresh = [
            replace(offer, available_milli=now)
            if offer.business_unit == allocation.business_unit
            else offer
            for offer in fresh
        ]
    return fresh, changed


def _unit_of(allocation: Allocation) -> str:
    return allocation.business_unit


def _new_order(words: OrderWords, content_hash: str, placing: Placing) -> NewOrder:
    is_placed = words.latitude_micro is not None and words.longitude_micro is not None
    return NewOrder(
        order_number=words.order_number,
        business_unit=words.business_unit or "",
        customer_number=words.customer.customer_number if words.customer else "",
        channel=words.channel,
        fulfilment=words.fulfilment,
        promised_us=words.promised_us,
        paid=words.paid,
        gift=words.gift,
        alternate_person=words.alternate_person,
        vehicle=words.vehicle,
        address=words.address,
        place=Place(words.latitude_micro or 0, words.longitude_micro or 0) if is_placed else None,
        parent="",
        made_by=placing.made_by,
        content_hash=content_hash,
        created_us=placing.now_us,
    )
