"""Delivery knows what is announced to a store, what of it has come, and how the two differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from pos_app.domain.facts import Body, Fact, FactDraft, FactKind, read_body
from pos_app.domain.ids import BusinessUnit, ItemId

# The stores to which goods are sent: number=name, apart by commas.
SISTERS_SETTING = "transfer_stores"
_SIGNS: dict[str, int] = {FactKind.GOODS_RECEIVED: 1, FactKind.STOCK_UNDONE: -1}


class DeliveryKind(StrEnum):
    """How a delivery is known; what nobody has announced builds its own list."""

    NOTICE = "notice"
    TRANSFER = "transfer"
    BLIND = "blind"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """An item of a delivery, in thousandths; expected_milli: 0 for what was not announced."""

    item_id: ItemId
    expected_milli: int
    received_milli: int = 0
    damaged_milli: int = 0
    sscc: str = ""

    @property
    def short_milli(self) -> int:
        """What is missing; less than nothing for what is over."""
        return self.expected_milli - self.received_milli - self.damaged_milli


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is on its way, or has come; source: a supplier, or the number of the store that sent it."""

    delivery: str
    kind: DeliveryKind
    source: str
    expected_on: str
    lines: tuple[DeliveryLine, ...]


@dataclass(frozen=True, slots=True)
class SentLine:
    """So much of an item goes to another store."""

    item_id: ItemId
    quantity_milli: int


def goods_received(
    delivery: Delivery, item_id: ItemId, milli: int, damaged_milli: int, sscc: str
) -> FactDraft:
    """Goods have come: good ones, which are stock, and damaged ones, which are not."""
    body: Body = {
        "delivery": delivery.delivery,
        "kind": str(delivery.kind),
        "item_id": item_id,
        "quantity_milli": milli,
        "damaged_milli": damaged_milli,
        "sscc": sscc,
    }
    return FactDraft(FactKind.GOODS_RECEIVED, body)


def delivery_received(delivery: Delivery, temperature_tenths: int | None) -> FactDraft:
    """All has come that comes; temperature_tenths: of cold goods, in tenths of a degree Celsius, else None."""
    body: Body = {
        "delivery": delivery.delivery,
        "kind": str(delivery.kind),
        "source": delivery.source,
        "temperature_tenths": temperature_tenths,
        "lines": [
            {
                "item_id": line.item_id,
                "expected_milli": line.expected_milli,
                "received_milli": line.received_milli,
                "damaged_milli": line.damaged_milli,
            }
            for line in delivery.lines
        ],
    }
    return FactDraft(FactKind.DELIVERY_RECEIVED, body)


def transfer_sent(transfer: str, to_unit: BusinessUnit, lines: Iterable[SentLine]) -> FactDraft:
    """Goods have left for another store; until they are there they are in no store's stock."""
    body: Body = {
        "transfer": transfer,
        "to_unit": to_unit,
        "lines": [
            {"item_id": line.item_id, "quantity_milli": line.quantity_milli} for line in lines
        ],
    }
    return FactDraft(FactKind.TRANSFER_SENT, body)


def with_received(delivery: Delivery, facts: Iterable[Fact]) -> Delivery:
    """A delivery once these facts are counted too, in their order."""
    lines = {line.item_id: line for line in delivery.lines}
    for fact in facts:
        body = read_body(fact)
        sign = _SIGNS.get(fact.kind, 0)
        if not sign or body.get("delivery") != delivery.delivery:
            continue
        item_id = ItemId(_number(body["item_id"]))
        line = lines.get(item_id, DeliveryLine(item_id, 0))
        lines[item_id] = replace(
            line,
            received_milli=line.received_milli + sign * _number(body["quantity_milli"]),
            damaged_milli=line.damaged_milli + sign * _number(body["damaged_milli"]),
        )
    return replace(delivery, lines=tuple(lines.values()))


def last_received(facts: Iterable[Fact], delivery: str) -> Fact | None:
    """What was received last of a delivery and not undone."""
    known = [fact for fact in facts if fact.kind in _SIGNS]
    undone = {read_body(fact)["fact_id"] for fact in known if fact.kind == FactKind.STOCK_UNDONE}
    found = [
        fact
        for fact in known
        if fact.kind == FactKind.GOODS_RECEIVED
        and fact.fact_id.hex not in undone
        and read_body(fact)["delivery"] == delivery
    ]
    return found[-1] if found else None


def finished(facts: Iterable[Fact]) -> frozenset[str]:
    """The deliveries of which these facts say that all has come."""
    done = [fact for fact in facts if fact.kind == FactKind.DELIVERY_RECEIVED]
    return frozenset(str(read_body(fact)["delivery"]) for fact in done)


def sister_stores(setting: str) -> tuple[tuple[BusinessUnit, str], ...]:
    """Number and name of each store that goods may be sent to; what cannot be read is passed over."""
    pairs = [word.partition("=") for word in setting.split(",")]
    return tuple(
        (BusinessUnit(number.strip()), name.strip() or number.strip())
        for number, _, name in pairs
        if number.strip()
    )


def _number(value: object) -> int:
    assert isinstance(value, int), "a figure in a fact is a whole number"
    return value
