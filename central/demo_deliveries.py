"""Demo deliveries knows what is on its way to the demo's stores, and where their goods may be sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from central.core.delivery_facts import EXPECTED
from central.core.stock_ports import AnnouncedLine, DeliveryRecord
from central.storage.stock_room_rows import SqlStockKeeping
from pos_app.domain.delivery import SISTERS_SETTING, DeliveryKind
from pos_app.domain.gs1 import check_digit
from pos_app.domain.quantity import MILLI
from resources.demo.readers import DemoStore

# Items by number, with how many pieces of each are announced.
BAKERY, DAIRY = ("Bakery", (("EV002", 24), ("EV003", 12))), ("Dairy", (("EV005", 24),))
# An invented company's units: extension digit, prefix, then the number of the pallet.
_SSCC_BEGINS = "3952001"
_SSCC_DIGITS = 17


def delivery_settings(store: DemoStore, stores: Sequence[DemoStore]) -> dict[str, str]:
    """Where the goods of a store may go."""
    others = [other for other in stores if other.business_unit != store.business_unit]
    return {SISTERS_SETTING: ", ".join(f"{o.business_unit}={o.name}" for o in others)}


def add_deliveries(
    connection: Connection, stores: Sequence[DemoStore], ids: Mapping[str, int], today: str
) -> None:
    """Two notices for each store, each on a pallet of its own."""
    keeping = SqlStockKeeping(connection)
    for number, store in enumerate(stores):
        for place, (source, goods) in enumerate((BAKERY, DAIRY)):
            pallet = pallet_code(2 * number + place)
            lines = tuple(
                AnnouncedLine(line, ids[item], pieces * MILLI, pallet)
                for line, (item, pieces) in enumerate(goods, start=1)
            )
            name = f"D-{store.business_unit}{88 + place}"
            record = DeliveryRecord(
                name, store.business_unit, DeliveryKind.NOTICE, source, today, EXPECTED, lines
            )
            keeping.add_delivery(record)


def pallet_code(number: int) -> str:
    """The serial shipping container code of a pallet."""
    digits = f"{_SSCC_BEGINS}{number:0{_SSCC_DIGITS - len(_SSCC_BEGINS)}}"
    return f"{digits}{check_digit(digits)}"
