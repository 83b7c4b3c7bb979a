"""Tables knows a connection as sqlite-utils sees it: for schema work, full-text set-up and import, off the hot paths.

It stands apart from how files are opened: importing sqlite-utils takes 80 ms, and no start of the app waits for it.
"""

from __future__ import annotations

from typing import Any, cast

from sqlite_utils import Database as Tables

from pos_app.files.database import Connection


def tables(connection: Connection) -> Tables:
    """The same connection, with its transactions still ours."""
    return Tables(cast(Any, connection))
