"""Own routing knows how parcels are routed without a carrier's service: by country and postcode, with numbers of ours.

A carrier's own label needs its service; this one needs nothing, and is what a courier of the town works with.
"""

from __future__ import annotations

import string

from pos_app.domain.shipping.destination import Destination

NAME = "Courier"
TRACKING_BEGINS = "SH"
# ISO/IEC 7064 MOD 37,36: one check character for letters and digits, as on most parcels.
_CHARACTERS = string.digits + string.ascii_uppercase
_RADIX = len(_CHARACTERS)


def routing_code(destination: Destination) -> str:
    """GB-LS1-4DY: the country, the district, and the rest of the postcode."""
    code = destination.postcode
    split = -3 if destination.country == "GB" else 2
    return f"{destination.country}-{code[:split]}-{code[split:]}"


def tracking_number(sscc: str) -> str:
    """The number by which a parcel is asked for; with its last character a slip of the pen is noticed."""
    body = TRACKING_BEGINS + sscc[:-1].lstrip("0")
    return body + check_character(body)


def is_tracking_number(text: str) -> bool:
    """Whether a number is one of ours and its last character is right."""
    return (
        text.startswith(TRACKING_BEGINS)
        and set(text) <= set(_CHARACTERS)
        and check_character(text[:-1]) == text[-1]
    )


def check_character(text: str) -> str:
    """The character behind letters and digits (ISO/IEC 7064, hybrid system MOD 37,36)."""
    rest = _RADIX
    for character in text:
        rest = (rest + _CHARACTERS.index(character)) % _RADIX or _RADIX
        rest = rest * 2 % (_RADIX + 1)
    return _CHARACTERS[(_RADIX + 1 - rest) % _RADIX]
