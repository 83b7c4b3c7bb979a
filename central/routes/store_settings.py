"""Routes of settings: what head office decides about the counters of its stores."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Response

from central.openapi import described
from central.routes.exchange import Body, Here, Owner, answer, read
from central.store_settings import set_for_stores

ROUTER = APIRouter(tags=["administration"])


class SettingRequest(msgspec.Struct, frozen=True):
    """What a setting is from now on; for all stores where none is named."""

    value: str
    business_unit: str = ""


class SettingReply(msgspec.Struct, frozen=True):
    """The stores for which it was set."""

    business_units: list[str]


@ROUTER.put("/v1/admin/settings/{name}", openapi_extra=described(SettingReply, SettingRequest))
def put_setting(centre: Here, _by: Owner, name: str, body: Body) -> Response:
    """Set private_departments, pickup_check, pickup_proof, pickup_days, suggestions_hold_out_percent or points.

    Points are loyalty_earn_minor (a point for each full amount), loyalty_point_minor (what one pays) and
    loyalty_offline_points (how many a device takes on its own). account_offline_minor is what a device sells on one
    account on its own, cashback_max_minor how much cash a card payment may bring a buyer,
    foreign_notes what one unit of other currencies pays (EUR=0.85;USD=0.74). After idle_lock_minutes without a hand a
    screen locks, 0 for never, 5 where nothing is set. A drawer that is more than drawer_difference_max_minor over or
    short is settled by a manager, 1000 where nothing is set.
    """
    wanted = read(body, SettingRequest)
    units = centre.database.write(
        lambda connection: set_for_stores(connection, name, wanted.value, wanted.business_unit)
    )
    return answer(SettingReply(units))
