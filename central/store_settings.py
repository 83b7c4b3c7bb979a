"""Store settings knows what head office may set for a store's counter, and how its devices hear of it."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from central.core.feed import Change, publish, store_feed
from central.core.refused import Refused
from central.importing.loading import replace_rows
from central.storage.message_rows import PICKUP_DAYS_SETTING
from central.storage.schema import CONFIGURATION, STORE
from central.storage.sql_feeds import SqlFeeds
from pos_app.domain.card import ACCOUNT_OFFLINE
from pos_app.domain.customer import PRIVATE_DEPARTMENTS
from pos_app.domain.far_off import DIFFERENCE_MAX
from pos_app.domain.foreign_notes import FOREIGN_NOTES
from pos_app.domain.loyalty import EARN_MINOR, OFFLINE_POINTS, POINT_MINOR
from pos_app.domain.mentions import HOLD_OUT_PERCENT
from pos_app.domain.operator import IDLE_MINUTES
from pos_app.domain.pickup_code import CHECK_SETTING, CheckMethod
from pos_app.domain.signed_receipt import RECEIPT_CODE, SIGNED
from pos_app.domain.tender import CASHBACK_MAX

PROOF_SETTING = "pickup_proof"
_FIGURE = r"[0-9]{1,6}"
_RATE = r"[A-Z]{3}=[0-9]{1,6}(\.[0-9]{1,6})?"
_PERCENT = r"[0-9]|[1-4][0-9]|50"
# What each may be: a setting that is not here is not set by this way.
ALLOWED = {
    PRIVATE_DEPARTMENTS: re.compile(r"[^\x00-\x1f]{0,1000}"),
    CHECK_SETTING: re.compile("|".join(CheckMethod)),
    PROOF_SETTING: re.compile(r"(name|signature)?"),
    PICKUP_DAYS_SETTING: re.compile(r"[1-9]|[1-5][0-9]|60"),
    HOLD_OUT_PERCENT: re.compile(_PERCENT),
    EARN_MINOR: re.compile(_FIGURE),
    POINT_MINOR: re.compile(_FIGURE),
    OFFLINE_POINTS: re.compile(_FIGURE),
    ACCOUNT_OFFLINE: re.compile(_FIGURE),
    CASHBACK_MAX: re.compile(_FIGURE),
    FOREIGN_NOTES: re.compile(rf"({_RATE}(;{_RATE})*)?"),
    RECEIPT_CODE: re.compile(f"({SIGNED})?"),
    DIFFERENCE_MAX: re.compile(_FIGURE),
    IDLE_MINUTES: re.compile(r"[0-9]|[1-5][0-9]|60"),
}


def set_for_stores(connection: Connection, name: str, value: str, business_unit: str) -> list[str]:
    """Set it for one store, or for all where business_unit is ""; gives the stores.

    Raises Refused: unknown_setting, wrong_value, unknown_store.
    """
    if name not in ALLOWED:
        raise Refused(404, "unknown_setting", f"There are: {', '.join(sorted(ALLOWED))}.")
    if not ALLOWED[name].fullmatch(value):
        raise Refused(422, "wrong_value", "This setting cannot be that.")
    units = sorted(connection.scalars(select(STORE.c.business_unit)))
    wanted = [unit for unit in units if business_unit in ("", unit)]
    if not wanted:
        raise Refused(404, "unknown_store", "There is no such store.")
    rows = [{"business_unit": unit, "name": name, "value": value} for unit in wanted]
    replace_rows(connection, CONFIGURATION, rows)
    feeds = SqlFeeds(connection)
    heard = [unit for unit in wanted if feeds.head(store_feed(unit)) is not None]
    change = Change({"configuration": [(name, value)]})
    publish(feeds, {store_feed(unit): [change] for unit in heard})
    return wanted
