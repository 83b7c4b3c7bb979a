"""Routes of prices and promotions: what tills charge, from when on, and for whom."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from central.centre import now_us
from central.core.offers import EVERYBODY, TIME_US_MAX, Terms, check_validity, read_offer
from central.core.refused import Refused
from central.core.wire_facts import is_name
from central.openapi import described
from central.routes.exchange import Body, Here, Owner, Reader, answer, read
from sync.wire.messages import GROUP_ROWS_MAX

ROUTER = APIRouter(tags=["prices and promotions"])
Price = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=TIME_US_MAX)]
Milli = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
Priority = Annotated[int, msgspec.Meta(ge=-1_000_000, le=1_000_000)]
Points = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Zone = str


class PricesRequest(msgspec.Struct, frozen=True):
    """Prices in minor units by item number."""

    zone: str
    prices: dict[str, Price]


class PromotionWords(msgspec.Struct, frozen=True):
    """A promotion as docs/price-json.md has it, and the moments (µs UTC) between which it holds."""

    promotion: msgspec.Raw
    valid_from_us: Moment = 0
    valid_until_us: Moment | None = None


class PromotionsRequest(msgspec.Struct, frozen=True):
    """Promotions of one zone; one whose id is there becomes a new version of it."""

    promotions: Annotated[list[PromotionWords], msgspec.Meta(max_length=500)]


class StageRequest(msgspec.Struct, frozen=True):
    """More prices of a list, in minor units by item number; no till counts by them yet."""

    prices: dict[str, Price]


class BeginRequest(msgspec.Struct, frozen=True):
    """When a list holds (µs UTC), for which group of customers (all when empty), and from which quantity on."""

    valid_from_us: Moment | None = None
    valid_until_us: Moment | None = None
    customer_group: str = EVERYBODY
    from_milli: Milli = 0
    priority: Priority = 0


class TaxRequest(msgspec.Struct, frozen=True):
    """A rate in hundredths of a percent as receipts name it: from now on, or from a day of the store on."""

    basis_points: Points
    name: str
    valid_from: str = ""


@ROUTER.post("/v1/admin/prices", openapi_extra=described(None, PricesRequest))
def post_prices(centre: Here, _by: Owner, body: Body) -> Response:
    """Change prices of a zone from now on, in minor units by item number; tills hear of it at once."""
    request, now = read(body, PricesRequest), now_us()
    _check_count(request.prices)
    changed = centre.write(
        lambda transaction: transaction.prices.change(request.zone, request.prices, now)
    )
    return answer({"changed": changed})


@ROUTER.get("/v1/admin/promotions/{zone}", openapi_extra=described())
def get_promotions(centre: Here, _by: Reader, zone: Zone) -> Response:
    """The promotions of a zone, each with its version."""
    found = centre.read(lambda transaction: transaction.promotions.of_zone(zone))
    return answer({"promotions": found})


@ROUTER.get("/v1/admin/promotions/{zone}/{promotion_id}", openapi_extra=described())
def get_versions(centre: Here, _by: Reader, zone: Zone, promotion_id: str) -> Response:
    """All that a promotion ever was, oldest first."""
    found = centre.read(lambda t: t.promotions.versions(zone, promotion_id))
    if not found:
        raise Refused(404, "unknown_promotion", "There is no such promotion.")
    return answer({"versions": found})


@ROUTER.post("/v1/admin/promotions/{zone}", openapi_extra=described(None, PromotionsRequest))
def post_promotions(centre: Here, by: Owner, zone: Zone, body: Body) -> Response:
    """Put promotions; all of them or, when one cannot be read, none."""
    words, now = read(body, PromotionsRequest).promotions, now_us()
    offers = [
        read_offer(bytes(one.promotion), one.valid_from_us, one.valid_until_us) for one in words
    ]
    versions = centre.write(lambda t: t.promotions.put(zone, offers, by.name, now))
    return answer({"versions": versions})


@ROUTER.post("/v1/admin/promotions/{zone}/{promotion_id}/end", openapi_extra=described())
def post_end(centre: Here, by: Owner, zone: Zone, promotion_id: str) -> Response:
    """A promotion holds no longer."""
    now = now_us()
    version = centre.write(lambda t: t.promotions.end(zone, promotion_id, by.name, now))
    return answer({"version": version})


@ROUTER.get("/v1/admin/price-lists/{zone}", openapi_extra=described())
def get_price_lists(centre: Here, _by: Reader, zone: Zone) -> Response:
    """The price lists that tills of a zone hold, in force or not."""
    found = centre.read(lambda transaction: transaction.price_lists.of_zone(zone))
    return answer({"price_lists": found})


@ROUTER.post(
    "/v1/admin/price-lists/{zone}/{name}/prices", openapi_extra=described(None, StageRequest)
)
def post_listed(centre: Here, by: Owner, zone: Zone, name: str, body: Body) -> Response:
    """Add prices to a list that is not in force; as often as needed, no till shows any of them."""
    request, now = read(body, StageRequest), now_us()
    _check_count(request.prices)
    staged = centre.write(lambda t: t.price_lists.stage(zone, name, request.prices, by.name, now))
    return answer({"staged": staged})


@ROUTER.post(
    "/v1/admin/price-lists/{zone}/{name}/begin", openapi_extra=described(None, BeginRequest)
)
def post_begin(centre: Here, _by: Owner, zone: Zone, name: str, body: Body) -> Response:
    """Bring a list in force, now or at a moment to come: every till shows all of it or nothing."""
    request, now = read(body, BeginRequest), now_us()
    since = now if request.valid_from_us is None else request.valid_from_us
    check_validity(since, request.valid_until_us)
    if not is_name(request.customer_group):
        raise Refused(422, "unprintable_name", "A name is one short line.")
    terms = Terms(
        request.customer_group,
        request.from_milli,
        request.priority,
        since,
        request.valid_until_us,
    )
    count = centre.write(lambda t: t.price_lists.begin(zone, name, terms))
    return answer({"price_count": count, "valid_from_us": since})


@ROUTER.post("/v1/admin/price-lists/{zone}/{name}/end", openapi_extra=described())
def post_end_list(centre: Here, _by: Owner, zone: Zone, name: str) -> Response:
    """A list is in force no more: what was charged before it is charged again."""
    centre.write(lambda t: t.price_lists.end(zone, name))
    return answer({})


@ROUTER.get("/v1/admin/taxes", openapi_extra=described())
def get_taxes(centre: Here, _by: Reader) -> Response:
    """Every rate with the changes that are to come."""
    return answer({"taxes": centre.read(lambda transaction: transaction.taxes.rates())})


@ROUTER.post("/v1/admin/taxes/{code}", openapi_extra=described(None, TaxRequest))
def post_tax(centre: Here, _by: Owner, code: str, body: Body) -> Response:
    """Set a rate from now on, or from a day on."""
    request = read(body, TaxRequest)
    points = request.basis_points
    if request.valid_from:
        centre.write(lambda t: t.taxes.set_change(code, request.valid_from, request.name, points))
    else:
        centre.write(lambda t: t.taxes.set_rate(code, request.name, points))
    return answer({})


@ROUTER.post("/v1/admin/taxes/{code}/{valid_from}/drop", openapi_extra=described())
def post_drop_tax(centre: Here, _by: Owner, code: str, valid_from: str) -> Response:
    """A change of a rate that was announced does not come."""
    centre.write(lambda t: t.taxes.drop_change(code, valid_from))
    return answer({})


def _check_count(prices: dict[str, int]) -> None:
    if len(prices) > GROUP_ROWS_MAX:
        raise Refused(413, "too_many_prices", f"At most {GROUP_ROWS_MAX} prices at a time.")
