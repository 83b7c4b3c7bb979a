"""GTINs of the demo store: which real ones are usable, and how invented ones are made."""

from pos_app.domain.gs1 import check_digit

# GS1 General Specifications, prefixes 20 to 29: restricted circulation within one company.
# 20 carries price codes in Great Britain and 21 to 25 weight or price codes elsewhere,
# so fixed items stay above them.
GIFT_PREFIX = "28"
EVERYDAY_PREFIX = "29"
VARIANT_PREFIX = "27"


def restricted_gtin(prefix: str, number: int) -> str:
    """Return the 14 digits of the GTIN-13 with a two-digit prefix and a running number."""
    body = f"{prefix}{number:010d}"
    return f"0{body}{check_digit(body)}"


def is_public_gtin12(code: str) -> bool:
    """Tell whether a GTIN-12 has a right check digit and may be scanned in any store.

    GS1 General Specifications, section 1.4: 2 and 4 are restricted circulation, 5 is coupons,
    and 000000 is the room of the GTIN-8.
    """
    if len(code) != 12 or not code.isdigit():
        return False
    if code[0] in "245" or code.startswith("000000"):
        return False
    return check_digit(code[:11]) == code[11]
