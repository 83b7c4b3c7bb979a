"""Destination knows where a parcel goes: the lines of an address, its postcode and its country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pos_app.domain.shipping.refusals import NoAddress, NoRoute

# The country of a store, in two letters (ISO 3166-1); where an address names none it is meant.
COUNTRY_SETTING = "country"
_COUNTRY = re.compile(r"[A-Z]{2}")
# UPU S42 has a form for each country; these are those of most of Europe, others begin or end with their digits.
_FORMS = {
    "GB": r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}",
    "IE": r"[A-Z]\d[\dW]\s*[A-Z\d]{4}",
    "NL": r"\d{4}\s*[A-Z]{2}",
    "PL": r"\d{2}-\d{3}",
    "PT": r"\d{4}-\d{3}",
    "SE": r"\d{3}\s?\d{2}",
}
_OTHER_FORM = r"\d{3,6}"


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom a parcel is for and where it goes; the postcode without spaces, the country in two letters."""

    name: str
    lines: tuple[str, ...]
    postcode: str
    country: str


def read_destination(order: str, name: str, address: str, home: str) -> Destination:
    """home: the country where the address names none. Errors: NoAddress, NoRoute without a postcode of its country."""
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    country = home.strip().upper()
    if lines and _COUNTRY.fullmatch(lines[-1].upper()) and len(lines) > 1:
        country = lines.pop().upper()
    if not lines:
        raise NoAddress(order)
    if not _COUNTRY.fullmatch(country):
        raise NoRoute(lines[-1])
    form = re.compile(rf"(?<![A-Z\d]){_FORMS.get(country, _OTHER_FORM)}(?![A-Z\d])")
    # it stands in one of the last lines; a house number in the first
    for line in reversed(lines[1:] or lines):
        found = form.findall(line.upper())
        if found:
            postcode = re.sub(r"[^A-Z\d]", "", found[-1])
            return Destination(name, tuple(lines), postcode, country)
    raise NoRoute(lines[-1])
