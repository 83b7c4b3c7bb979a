"""Stock effects knows what each fact of the stock room does to the figure of its item."""

from __future__ import annotations

from pos_app.domain.facts import Body, FactKind

# The field of the body that has the figure, and which way it goes.
_FIGURES: dict[str, tuple[str, int]] = {
    FactKind.STOCK_ADJUSTED: ("difference_milli", 1),
    FactKind.STOCK_WASTED: ("quantity_milli", -1),
    FactKind.STOCK_UNDONE: ("difference_milli", 1),
    FactKind.BIN_CHECKED: ("difference_milli", 1),
    FactKind.STOCK_COUNTED: ("counted_milli", 1),
    # what is damaged is beside the good ones, and is no stock
    FactKind.GOODS_RECEIVED: ("quantity_milli", 1),
}
# What moves no figure.
_STILL = (
    FactKind.DELIVERY_RECEIVED,
    FactKind.SHELF_LABELLED,
    FactKind.DATES_CHECKED,
    FactKind.GOODS_REDUCED,
)
_OTHERS = (*_STILL, FactKind.STOCK_MOVED, FactKind.TRANSFER_SENT)
STOCK_ROOM_FACTS = tuple(sorted({*map(str, _FIGURES), *map(str, _OTHERS)}))


def difference_of(kind: str, body: Body) -> int:
    """In thousandths; a count means the difference between what was seen and what was expected."""
    name, sign = _FIGURES.get(kind, ("", 0))
    value = body.get(name, 0)
    expected = body["expected_milli"] if kind == FactKind.STOCK_COUNTED else 0
    assert isinstance(value, int), "a figure in a fact is a whole number"
    assert isinstance(expected, int), "a figure in a fact is a whole number"
    return sign * value - expected


def effects_of(kind: str, body: Body) -> tuple[tuple[int, int], ...]:
    """Items with their differences, as the journal keeps them beside the fact; nothing when there are none."""
    if kind == FactKind.TRANSFER_SENT:
        sent = body["lines"]
        assert isinstance(sent, list | tuple), "a transfer has lines"
        return tuple((int(line["item_id"]), -int(line["quantity_milli"])) for line in sent)
    if kind in _STILL:
        return ()
    item_id, difference = body["item_id"], difference_of(kind, body)
    assert isinstance(item_id, int), "an item is a number"
    return ((item_id, difference),) if difference else ()
