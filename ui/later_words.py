"""Later words knows the sentences of all places but the till, which the first refusal there loads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.account_words import ACCOUNT_WORDS
from ui.finished_sale_messages import FINISHED_SALE_WORDS
from ui.loyalty_messages import LOYALTY_WORDS
from ui.notice_state import NoticeState
from ui.order_messages import ORDER_WORDS
from ui.picking_messages import PICKING_WORDS
from ui.return_messages import RETURN_WORDS
from ui.set_up_messages import SET_UP_WORDS
from ui.shipping_messages import SHIPPING_WORDS
from ui.stock_messages import STOCK_WORDS

LATER_WORDS: dict[type, Callable[[Any], NoticeState]] = {
    **ACCOUNT_WORDS,
    **LOYALTY_WORDS,
    **ORDER_WORDS,
    **PICKING_WORDS,
    **FINISHED_SALE_WORDS,
    **RETURN_WORDS,
    **SET_UP_WORDS,
    **SHIPPING_WORDS,
    **STOCK_WORDS,
}
