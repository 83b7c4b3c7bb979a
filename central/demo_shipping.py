"""Demo shipping knows the boxes, numbers and addresses with which the demo's stores send parcels; all are invented."""

from __future__ import annotations

import zlib

from pos_app.domain.customer_order import COLLECTED
from pos_app.domain.shipping.cartons import CARTONS_SETTING
from pos_app.domain.shipping.destination import COUNTRY_SETTING
from pos_app.domain.shipping.sscc import PREFIX_SETTING, RANGE_SETTING
from resources.demo.readers import DemoOrder, DemoStore

COUNTRY = "GB"
# GS1 keeps 952 for examples (GS1 General Specifications 1.4.1).
COMPANY_PREFIX = "9520123"
CARTONS = "S=300x220x150:110:6000 M=400x300x250:240:12000 L=600x400x400:480:22000"
# A house of nobody: the districts are real, ZZ ends no postcode.
_STREETS = ("Kirkgate", "Coppergate", "Swinegate", "Micklegate", "Boar Lane", "Vicar Lane")
_TOWNS = (("Leeds", "LS"), ("York", "YO"), ("Harrogate", "HG"), ("Bradford", "BD"))


def shipping_settings(store: DemoStore) -> dict[str, str]:
    """What a pack station needs of a store."""
    return {
        COUNTRY_SETTING: COUNTRY,
        PREFIX_SETTING: COMPANY_PREFIX,
        RANGE_SETTING: store.business_unit,
        CARTONS_SETTING: CARTONS,
    }


def address_of(order: DemoOrder) -> str:
    """Where an order is brought or sent, "" for one that is fetched; always the same for the same order."""
    if order.fulfilment in COLLECTED:
        return ""
    draw = zlib.crc32(order.order_number.encode())
    town, area = _TOWNS[draw % len(_TOWNS)]
    street = _STREETS[draw // 7 % len(_STREETS)]
    return f"{draw % 89 + 901} {street}\n{town}\n{area}{draw % 9 + 1} {draw // 11 % 9}ZZ"


def measures_of(item_number: str) -> tuple[int, int, int, int]:
    """What a piece weighs and how large it is: grams and millimetres, always the same for the same item."""
    draw = zlib.crc32(item_number.encode())
    sides = (60 + draw % 120, 50 + draw // 120 % 90, 30 + draw // 10_800 % 80)
    # about as dense as what is made of wood, paper and china
    grams = max(20, sides[0] * sides[1] * sides[2] * 45 // 100_000)
    return grams, *sides
