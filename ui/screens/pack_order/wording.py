"""Wording knows how an order that is packed is told on its screen."""

from __future__ import annotations

from pos_app.domain.quantity import Quantity
from pos_app.usecases.packing.pack_desk import PackLine, PackView
from ui.figures import part_of, quantity_text
from ui.screens.pack_order.view_state import PackOrderState
from ui.screens.pack_order.weighing import Weighing
from ui.shipping_messages import kilograms
from ui.translation import tr, tr_count
from ui.widgets.row_state import ChoiceRow


def state_of(view: PackView, weighing: Weighing) -> PackOrderState:
    """All words of the screen."""
    number = "" if view.order is None else view.order.number
    box = view.box.name if view.box else tr("none")
    asked = weighing.asked_grams is not None
    return PackOrderState(
        title=tr("Order {number}", number=number),
        rows=tuple(map(_row, view.lines)),
        instruction=_instruction(view, weighing),
        box=tr("Parcel {count}, box {box}", count=view.carton, box=box),
        weight=_weight(view),
        primary=tr("Close it as it is") if asked else tr("Close box, print label"),
        can_go=bool(view.open) and (not weighing.is_on or bool(weighing.typed)),
        weighs=weighing.is_on,
        typed=tr("{grams} g", grams=weighing.typed or "0"),
        is_done=_is_done(view),
    )


def _is_done(view: PackView) -> bool:
    return bool(view.lines) and not view.left_milli


def _instruction(view: PackView, weighing: Weighing) -> str:
    if weighing.is_on:
        return tr("Type what it weighs, in grams")
    if _is_done(view):
        return tr("All scanned. Put it on the scale.")
    left = sum(bool(line.left_milli) for line in view.lines)
    return tr_count("Scan each item: {count} line left", "Scan each item: {count} lines left", left)


def _weight(view: PackView) -> str:
    if not view.open:
        return ""
    weight = kilograms(view.expected.grams)
    if view.expected.is_whole:
        return tr("Should weigh {weight}", weight=weight)
    return tr("At least {weight}; some weights are not known", weight=weight)


def _row(line: PackLine) -> ChoiceRow:
    done = quantity_text(Quantity(line.packed_milli, line.item.unit))
    wanted = quantity_text(Quantity(line.wanted_milli, line.item.unit))
    kit = part_of(line.kit) if line.kit else ""
    words = (line.item.number, tr("fragile") if line.is_fragile else "", kit)
    return ChoiceRow(
        f"{line.line_number}-{line.item.item_id}",
        line.item.name,
        " · ".join(filter(None, words)),
        tr("{done} of {wanted}", done=done, wanted=wanted),
        mark="" if line.left_milli else "✓",
        mark_tone="" if line.left_milli else "success",
    )
