"""Ids knows the names by which things are told apart; each is its own type, so that they cannot be swapped."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

DeviceId = NewType("DeviceId", str)
BusinessUnit = NewType("BusinessUnit", str)
Workstation = NewType("Workstation", str)
OperatorNumber = NewType("OperatorNumber", str)
ItemId = NewType("ItemId", int)
CustomerNumber = NewType("CustomerNumber", str)
OrderNumber = NewType("OrderNumber", str)
BusinessDate = NewType("BusinessDate", str)
IncarnationId = NewType("IncarnationId", str)
FactId = NewType("FactId", UUID)
SaleId = NewType("SaleId", UUID)
LineNumber = NewType("LineNumber", int)
