"""Offers knows when a promotion's document is one, and when the terms of a price list can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass

from central.core.refused import Refused
from central.core.wire_facts import is_name
from pos_app.domain.pricing.promotion_reading import read_promotion
from pos_app.domain.pricing.reading import BadDocument

DOCUMENT_BYTES_MAX = 32 * 1024
TIME_US_MAX = 10**17
# The group of customers that everybody is in.
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion of a zone as it is kept: its document, and the moments (µs UTC) between which it holds."""

    promotion_id: str
    document: str
    valid_from_us: int
    valid_until_us: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """To whom a price list applies, from which quantity on, when (µs UTC), and before which others."""

    customer_group: str
    from_milli: int
    priority: int
    valid_from_us: int
    valid_until_us: int | None


def read_offer(raw: bytes, valid_from_us: int, valid_until_us: int | None) -> Offer:
    """Check a promotion's document; figures with a fraction stay texts in it.

    Raises Refused 422 bad_promotion that says where the document is wrong, or bad_validity.
    """
    check_validity(valid_from_us, valid_until_us)
    if len(raw) > DOCUMENT_BYTES_MAX:
        raise _bad("promotion: is too long")
    try:
        words = json.loads(raw, parse_float=str, parse_constant=str)
        promotion = read_promotion(words)
    except BadDocument as bad:
        raise _bad(str(bad)) from bad
    except (ValueError, RecursionError) as error:
        raise _bad("promotion: is no JSON") from error
    if not is_name(promotion.id):
        raise _bad("promotion.id: is too long or unprintable")
    document = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return Offer(promotion.id, document, valid_from_us, valid_until_us)


def check_validity(valid_from_us: int, valid_until_us: int | None) -> None:
    """Raises Refused 422 for moments that no offer can hold between."""
    until = TIME_US_MAX if valid_until_us is None else valid_until_us
    if not 0 <= valid_from_us < until <= TIME_US_MAX:
        raise Refused(422, "bad_validity", "It would end before it begins.")


def _bad(reason: str) -> Refused:
    return Refused(422, "bad_promotion", reason[:200])
