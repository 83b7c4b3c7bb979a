"""Parcel rows knows how parcels of customer orders are kept, and the last number of each workstation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import Connection, Table, select

from central.core.parcel_ports import ParcelRecord
from central.storage.dialect import insert_or_replace
from central.storage.parcel_schema import ORDER_PARCEL, ORDER_TOTE, PARCEL_SERIAL

_PARCELS = select(ORDER_PARCEL)


class SqlParcels:
    """Keeps parcels; the order itself is locked by whoever writes here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, sscc: str) -> ParcelRecord | None:
        """A parcel, whosever order it is of."""
        row = self._connection.execute(_PARCELS.where(ORDER_PARCEL.c.sscc == sscc)).one_or_none()
        return None if row is None else ParcelRecord(**row._mapping)

    def of_order(self, order_number: str) -> tuple[ParcelRecord, ...]:
        """The parcels of an order, void ones too, by carton."""
        wanted = _PARCELS.where(ORDER_PARCEL.c.order_number == order_number)
        rows = self._connection.execute(wanted.order_by(ORDER_PARCEL.c.carton, ORDER_PARCEL.c.sscc))
        return tuple(ParcelRecord(**row._mapping) for row in rows)

    def put(self, parcel: ParcelRecord) -> None:
        """It is like that from now on."""
        self._put(ORDER_PARCEL, asdict(parcel))

    def last_number(self, business_unit: str, workstation: str) -> str:
        """The last number that a workstation has given."""
        of_station = (
            PARCEL_SERIAL.c.business_unit == business_unit,
            PARCEL_SERIAL.c.workstation == workstation,
        )
        return self._connection.scalar(select(PARCEL_SERIAL.c.sscc).where(*of_station)) or ""

    def keep_number(self, business_unit: str, workstation: str, sscc: str) -> None:
        """That is its last one."""
        row = {"business_unit": business_unit, "workstation": workstation, "sscc": sscc}
        self._put(PARCEL_SERIAL, row)

    def keep_tote(self, order_number: str, tote: str) -> None:
        """The goods of an order come in that tote."""
        self._put(ORDER_TOTE, {"order_number": order_number, "tote": tote})

    def _put(self, table: Table, row: Mapping[str, object]) -> None:
        self._connection.execute(insert_or_replace(self._connection, table, tuple(row)), row)
