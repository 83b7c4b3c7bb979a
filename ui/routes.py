"""Routes knows the names of the places that the app can show."""

from __future__ import annotations

from enum import StrEnum


class Route(StrEnum):
    """A screen by its name; the rail and the presenters know no more of one another."""

    SET_UP = "set_up"
    SIGN_ON = "sign_on"
    OPEN_TILL = "open_till"
    TILL = "till"
    TENDER = "tender"
    DONE = "done"
    CLOSE_DAY = "close_day"
    HELD_SALES = "held_sales"
    STYLE_GRID = "style_grid"
    MORE = "more"
    FIND_SALE = "find_sale"
    RETURNING = "returning"
    RETURN_GOODS = "return_goods"
    FINISHED_SALE = "finished_sale"
    CASH_MOVES = "cash_moves"
    DAY_FIGURES = "day_figures"
    WORK_FIGURES = "work_figures"
    PICKUP = "pickup"
    PICKUP_CHECK = "pickup_check"
    HANDOVER = "handover"
    UNSEEN_ORDER = "unseen_order"
    PICK_LISTS = "pick_lists"
    PICK_CART = "pick_cart"
    PICK_STEP = "pick_step"
    STAGING = "staging"
    PACK_ORDERS = "pack_orders"
    PACK_ORDER = "pack_order"
    SEND_PARCELS = "send_parcels"
    STOCK = "stock"
    STOCK_ITEM = "stock_item"
    STOCK_ENTRY = "stock_entry"
    STOCK_REDUCE = "stock_reduce"
    STOCK_COUNT = "stock_count"
    STOCK_DELIVERIES = "stock_deliveries"
    STOCK_RECEIVE = "stock_receive"
    STOCK_SEND = "stock_send"
    STOCK_TASKS = "stock_tasks"
    SENDING = "sending"
    DEVICES = "devices"
    FAULT = "fault"


# The way of an order from the queue to its customer; back leads to the queue.
AT_PICKUP = frozenset({Route.PICKUP, Route.PICKUP_CHECK, Route.HANDOVER, Route.UNSEEN_ORDER})
# Sales that are paid, and goods that come back.
AT_RETURNS = frozenset({Route.FIND_SALE, Route.RETURNING, Route.RETURN_GOODS, Route.FINISHED_SALE})
# Where goods are packed and sent.
AT_PACKING = frozenset({Route.PACK_ORDERS, Route.PACK_ORDER, Route.SEND_PARCELS})
# Where goods are fetched, put away and packed; back leads to the lists.
AT_PICKING = (
    frozenset({Route.PICK_LISTS, Route.PICK_CART, Route.PICK_STEP, Route.STAGING}) | AT_PACKING
)
# The stock room; back leads to where its works are listed.
AT_STOCK = frozenset(
    {
        Route.STOCK,
        Route.STOCK_ITEM,
        Route.STOCK_ENTRY,
        Route.STOCK_REDUCE,
        Route.STOCK_COUNT,
        Route.STOCK_DELIVERIES,
        Route.STOCK_RECEIVE,
        Route.STOCK_SEND,
        Route.STOCK_TASKS,
    }
)
# What is reached from the menu, and goes back to it.
BELOW_MORE = frozenset(
    {
        Route.CASH_MOVES,
        Route.DAY_FIGURES,
        Route.WORK_FIGURES,
        Route.SENDING,
        Route.DEVICES,
    }
)
