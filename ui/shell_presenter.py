"""Shell presenter knows what stands around every screen: where one may go, who works here, what is sent."""

from __future__ import annotations

from pos_app.domain.operations.picking import READ_PICK_LISTS
from pos_app.domain.operations.pickup import FIND_ORDER
from pos_app.domain.operator import Operator
from pos_app.ports.replica import SendingStatus
from ui.figures import LocalTime
from ui.routes import AT_PICKING, AT_PICKUP, AT_STOCK, BELOW_MORE, Route
from ui.shell_state import PillState, RailItem, ShellState
from ui.translation import tr, tr_count

DAY_US = 24 * 3600 * 1_000_000
NO_CHROME = frozenset({Route.SET_UP, Route.SIGN_ON, Route.FAULT})
_UNDER_MORE = BELOW_MORE | {Route.MORE, Route.CLOSE_DAY}


def training_pill() -> PillState:
    """In a training nothing waits to be sent."""
    return PillState(tr("Training"), "offline", tr("Training"))


def pill_state(
    status: SendingStatus | None, waiting_receipts: int, local: LocalTime, now_us: int
) -> PillState:
    """The one calm status; a device to look at comes before contact, contact before the age of prices."""
    if waiting_receipts:
        text = tr_count("{count} receipt waits", "{count} receipts wait", waiting_receipts)
        return PillState(text, "fault", tr("Receipts"))
    if status is None:
        return PillState(tr("Starting"), "waiting")
    if status.refused_by_centre:
        return PillState(tr("Call head office"), "fault", tr("Call"))
    if status.offline_since_us is not None:
        since = local.clock(status.offline_since_us)
        return PillState(_offline(status, since), "offline", tr("Offline"))
    if status.waiting_count:
        text = tr("{count} going out", count=status.waiting_count)
        return PillState(text, "waiting", tr("{count} out", count=status.waiting_count))
    return _in_contact(status, local, now_us)


def _offline(status: SendingStatus, since: str) -> str:
    if not status.waiting_count:
        return tr("Offline {time}", time=since)
    return tr("Offline {time} · {count} safe here", time=since, count=status.waiting_count)


def _in_contact(status: SendingStatus, local: LocalTime, now_us: int) -> PillState:
    prices = status.prices_from_us
    if prices is not None and now_us - prices > DAY_US:
        text = tr("Prices from {time}", time=local.clock(prices))
        return PillState(text, "waiting", tr("Prices"))
    if status.last_proof_us is None:
        return PillState(tr("Not sent yet"), "waiting", tr("Not sent"))
    text = tr("All sent {time}", time=local.clock(status.last_proof_us))
    return PillState(text, "sent", tr("Sent"))


def shell_state(
    route: Route,
    operator: Operator | None,
    workstation: str,
    pill: PillState,
    clock: str,
    urgent_orders: int = 0,
) -> ShellState:
    """The frame for a place; only what the operator may do is on the rail. urgent_orders: who is here, or late."""
    title, strip_title = titles_of(route)
    hands_over = operator is not None and FIND_ORDER.is_for(operator)
    picks = operator is not None and READ_PICK_LISTS.is_for(operator)
    rail = (
        RailItem(Route.TILL, tr("Sell"), "basket"),
        RailItem(Route.PICKUP, tr("Pickup"), "package", urgent_orders, hands_over),
        RailItem(Route.PICK_LISTS, tr("Pick"), "clipboard-list", visible=picks),
        RailItem(Route.STOCK, tr("Stock"), "building-warehouse"),
        RailItem(Route.MORE, tr("More"), "dots"),
    )
    return ShellState(
        rail=rail,
        operator=operator.initials if operator is not None else None,
        workstation=tr("Register {number}", number=workstation),
        pill=pill,
        clock=clock,
        show_chrome=route not in NO_CHROME,
        title=title,
        strip_title=strip_title,
        place=_on_rail(route),
    )


def _on_rail(route: Route) -> Route:
    if route in AT_PICKUP:
        return Route.PICKUP
    if route in AT_PICKING:
        return Route.PICK_LISTS
    if route in AT_STOCK:
        return Route.STOCK
    return Route.MORE if route in _UNDER_MORE else Route.TILL


def titles_of(route: Route) -> tuple[str, str]:
    """What a screen is called in the bar of a handheld, and on the strip where nothing was scanned yet.

    Selling keeps the strip for what was scanned last.
    """
    titles = {
        Route.TILL: (tr("Sell"), ""),
        Route.TENDER: (tr("Pay"), tr("Take cash")),
        Route.DONE: (tr("Paid"), ""),
        Route.OPEN_TILL: (tr("Float"), tr("Start of the day")),
        Route.CLOSE_DAY: (tr("Count"), tr("End of the day")),
        Route.HELD_SALES: (tr("Held"), tr("Held sales")),
        Route.STYLE_GRID: (tr("Sizes"), tr("Sizes and colours")),
        Route.MORE: (tr("More"), tr("More")),
        Route.FIND_SALE: (tr("Return"), tr("Which sale comes back")),
        Route.RETURNING: (tr("Return"), tr("Return")),
        Route.RETURN_GOODS: (tr("Return"), tr("No receipt")),
        Route.FINISHED_SALE: (tr("Sale"), tr("Finished sale")),
        Route.CASH_MOVES: (tr("Cash"), tr("Cash in and out")),
        Route.DAY_FIGURES: (tr("Figures"), tr("Figures so far")),
        Route.WORK_FIGURES: (tr("Work"), tr("Picking and packing")),
        Route.PICKUP: (tr("Pickup"), tr("Pickup")),
        Route.PICKUP_CHECK: (tr("Check"), tr("Is it them?")),
        Route.HANDOVER: (tr("Order"), tr("Handover")),
        Route.UNSEEN_ORDER: (tr("Order"), tr("Order not here")),
        Route.PICK_LISTS: (tr("To pick"), tr("To pick")),
        Route.PICK_CART: (tr("Cart"), tr("Cart")),
        Route.PICK_STEP: (tr("Pick"), tr("Scan the item")),
        Route.STAGING: (tr("Bays"), tr("Bays")),
        Route.PACK_ORDERS: (tr("To pack"), tr("To pack")),
        Route.PACK_ORDER: (tr("Pack"), tr("Scan into the box")),
        Route.SEND_PARCELS: (tr("Carrier"), tr("For the carrier")),
        Route.STOCK: (tr("Stock"), tr("Stock")),
        Route.STOCK_ITEM: (tr("Stock"), tr("Stock")),
        Route.STOCK_ENTRY: (tr("Stock"), tr("Stock")),
        Route.STOCK_REDUCE: (tr("Stock"), tr("Stock")),
        Route.STOCK_COUNT: (tr("Count"), tr("Count")),
        Route.STOCK_DELIVERIES: (tr("Receive"), tr("Receive")),
        Route.STOCK_RECEIVE: (tr("Receive"), tr("Receive")),
        Route.STOCK_SEND: (tr("Send"), tr("Send")),
        Route.STOCK_TASKS: (tr("Today"), tr("Today")),
        Route.SENDING: (tr("Sent"), tr("Sent and waiting")),
        Route.DEVICES: (tr("Devices"), tr("Devices")),
    }
    return titles.get(route, ("", ""))
