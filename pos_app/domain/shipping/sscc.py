"""SSCC knows how parcels are numbered: eighteen digits that no other parcel of the company has had or will have."""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.gs1 import check_digit
from pos_app.domain.shipping.refusals import NoCompanyPrefix, NumbersUsedUp

# The company's GS1 prefix, and what head office gives to this store of the digits behind it.
PREFIX_SETTING = "gs1_company_prefix"
RANGE_SETTING = "sscc_range"
# GS1 General Specifications 3.2.1 (extension digit, company prefix, serial reference, check digit) and 1.4.4.
SSCC_DIGITS = 18
PREFIX_DIGITS = range(4, 13)
WORKSTATION_DIGITS = 2
COUNTED_DIGITS_MIN = 3
# A device that finds no number of its own begins so far behind the last one that head office has heard of: what was
# numbered on a lost disk, and never told, is left out.
LEFT_OUT = 1_000


@dataclass(frozen=True, slots=True)
class ParcelNumbers:
    """The numbers of one workstation: its part of the company's digits, and how many of them are counted up.

    The counted digits are the extension digit and those behind the workstation.
    """

    prefix: str
    counted_digits: int

    @property
    def count(self) -> int:
        """So many parcels have a number."""
        return int(10**self.counted_digits)

    def sscc(self, serial: int) -> str:
        """The number of a parcel. Errors: NumbersUsedUp."""
        if not 0 < serial < self.count:
            raise NumbersUsedUp
        digits = str(serial).zfill(self.counted_digits)
        body = f"{digits[0]}{self.prefix}{digits[1:]}"
        return body + check_digit(body)

    def serial_of(self, sscc: str) -> int | None:
        """Which parcel of this workstation that is, None for another's."""
        if not is_sscc(sscc) or sscc[1 : 1 + len(self.prefix)] != self.prefix:
            return None
        return int(sscc[0] + sscc[1 + len(self.prefix) : -1])


def parcel_numbers(company_prefix: str, of_store: str, workstation: str) -> ParcelNumbers:
    """The numbers of a workstation. Errors: NoCompanyPrefix when a setting or the workstation gives none."""
    digits = f"{company_prefix}{of_store}{workstation.zfill(WORKSTATION_DIGITS)}"
    counted = SSCC_DIGITS - 1 - len(digits)
    is_right = (
        len(company_prefix) in PREFIX_DIGITS
        and digits.isascii()
        and digits.isdigit()
        and counted >= COUNTED_DIGITS_MIN
    )
    if not is_right:
        raise NoCompanyPrefix
    return ParcelNumbers(digits, counted)


def next_serial(own_last: int | None, told_last: int) -> int:
    """The number after the last one.

    own_last: the highest that this device has given, None when it knows of none; told_last: the highest of its
    workstation that head office has heard of, 0 for none.
    """
    if own_last is None:
        return 1 if told_last == 0 else told_last + LEFT_OUT
    return max(own_last, told_last) + 1


def is_sscc(text: str) -> bool:
    """Eighteen digits with the right last one."""
    return (
        len(text) == SSCC_DIGITS
        and text.isascii()
        and text.isdigit()
        and check_digit(text[:-1]) == text[-1]
    )
