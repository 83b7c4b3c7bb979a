"""Order states knows the published life of a customer order, for each way of fulfilment."""

from __future__ import annotations

from central.core.refused import Refused
from pos_app.domain.customer_order import Fulfilment, OrderState

_S = OrderState

_IN_STORE: dict[OrderState, frozenset[OrderState]] = {
    _S.ALLOCATED: frozenset({_S.PICKING, _S.CANCELLED}),
    _S.PICKING: frozenset({_S.STAGED, _S.SHORT, _S.CANCELLED}),
    _S.SHORT: frozenset({_S.PICKING, _S.STAGED, _S.CANCELLED}),
    _S.STAGED: frozenset({_S.READY, _S.CANCELLED}),
    _S.READY: frozenset({_S.HANDED_OVER, _S.CANCELLED, _S.EXPIRED}),
    _S.HANDED_OVER: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.EXPIRED: frozenset(),
}
# Who comes to the store may say so; who waits at the kerb is brought the goods.
_COMING: dict[OrderState, frozenset[OrderState]] = {
    **_IN_STORE,
    _S.READY: _IN_STORE[_S.READY] | {_S.CUSTOMER_ON_THE_WAY, _S.ARRIVED},
    _S.CUSTOMER_ON_THE_WAY: frozenset({_S.ARRIVED, _S.HANDED_OVER, _S.CANCELLED, _S.EXPIRED}),
    _S.ARRIVED: frozenset({_S.HANDED_OVER, _S.CANCELLED}),
}
# A parcel does not wait for anybody, so it does not expire.
_LEAVING: dict[OrderState, frozenset[OrderState]] = {
    **_IN_STORE,
    _S.READY: frozenset({_S.HANDED_OVER, _S.CANCELLED}),
}
# A carrier takes what lies in parcels; a store without a pack station gives the goods out as they are.
_BY_CARRIER: dict[OrderState, frozenset[OrderState]] = {
    **_LEAVING,
    _S.STAGED: _LEAVING[_S.STAGED] | {_S.PACKED},
    _S.READY: _LEAVING[_S.READY] | {_S.PACKED},
    _S.PACKED: frozenset({_S.STAGED, _S.SHIPPED, _S.CANCELLED}),
    _S.SHIPPED: frozenset(),
}
NEXT: dict[Fulfilment, dict[OrderState, frozenset[OrderState]]] = {
    Fulfilment.PICKUP: _COMING,
    Fulfilment.CURBSIDE: _COMING,
    Fulfilment.SHIP_FROM_STORE: _BY_CARRIER,
    Fulfilment.DELIVERY: _LEAVING,
}


def check_step(fulfilment: Fulfilment, before: OrderState, after: OrderState) -> None:
    """Raises Refused 409 for a step that the life of such an order does not have."""
    if after not in NEXT[fulfilment].get(before, frozenset()):
        raise Refused(409, "no_such_step", f"An order that is {before} does not become {after}.")


def available_milli(on_hand_milli: int, reserved_milli: int, safety_milli: int) -> int:
    """What may be promised, in thousandths: on hand − reserved − safety stock, never below zero."""
    return max(0, on_hand_milli - reserved_milli - safety_milli)
