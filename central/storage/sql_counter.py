"""SQL counter knows how the bags of customer orders are kept, their codes, and who did what with them last."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, Table, delete, select, update

from central.core.records import NewPickupCode, OrderDeedRecord, OrderPieceRecord
from central.pickup_codes import secret_of
from central.storage.dialect import insert_or_ignore, insert_or_replace
from central.storage.order_sale_rows import SqlOrderSales
from central.storage.order_schema import (
    CUSTOMER_NOTE,
    ORDER_DEED,
    ORDER_PIECE,
    ORDER_SHORT,
    ORDER_SUBSTITUTE,
    PICKUP_CODE,
)
from central.storage.refund_rows import SqlRefunds
from central.storage.schema import CUSTOMER_ORDER, CUSTOMER_ORDER_LINE
from pos_app.domain.pickup_code import SecretHash

_PIECES = select(*(column for column in ORDER_PIECE.c if column.name != "order_number"))
_SALT = re.compile(f"[0-9a-f]{{{2 * SecretHash.SALT_BYTES}}}")
_DEEDS = select(*(column for column in ORDER_DEED.c if column.name != "order_number"))


class SqlCounter:
    """Keeps what the pickup counter works with; the order itself is locked by whoever writes here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_piece(self, order_number: str, piece: OrderPieceRecord) -> None:
        """A bag lies there from now on."""
        self._put(ORDER_PIECE, {"order_number": order_number, **asdict(piece)})

    def set_left(self, order_number: str, pieces: Collection[int] | None, left_us: int) -> None:
        """These bags were handed over; None: all that are still here."""
        of_order = ORDER_PIECE.c.order_number == order_number
        wanted = update(ORDER_PIECE).where(of_order, ORDER_PIECE.c.left_us.is_(None))
        if pieces is not None:
            wanted = wanted.where(ORDER_PIECE.c.piece.in_(sorted(pieces)))
        self._connection.execute(wanted.values(left_us=left_us))

    def add_handed(self, order_number: str, line: int, milli: int) -> None:
        """The customer took so much more of a line, in thousandths."""
        lines = CUSTOMER_ORDER_LINE.c
        wanted = update(CUSTOMER_ORDER_LINE).where(
            lines.order_number == order_number, lines.line == line
        )
        self._connection.execute(wanted.values(handed_milli=lines.handed_milli + milli))

    def set_deed(self, order_number: str, deed: OrderDeedRecord) -> None:
        """This is who did it last."""
        self._put(ORDER_DEED, {"order_number": order_number, **asdict(deed)})

    def drop_deed(self, order_number: str, deed: str) -> None:
        """Nobody is doing it any more."""
        of_order = ORDER_DEED.c.order_number == order_number
        self._connection.execute(delete(ORDER_DEED).where(of_order, ORDER_DEED.c.deed == deed))

    def put_substitute(self, order_number: str, line: int, item_id: int, milli: int) -> None:
        """So much of another item lies there for a line."""
        row = {"order_number": order_number, "line_number": line, "item_id": item_id}
        self._put(ORDER_SUBSTITUTE, {**row, "quantity_milli": milli})

    def put_short(self, order_number: str, line: int, reason: str) -> None:
        """This is why not all of a line was found."""
        row: dict[str, object] = {"order_number": order_number, "line_number": line}
        self._put(ORDER_SHORT, {**row, "reason": reason})

    def keep_note(self, commitment: str, customer: str, operator: str, noted_us: int) -> None:
        """Somebody noted something about a customer; the words come beside the fact."""
        row = {"commitment": commitment, "customer_number": customer, "operator": operator}
        kept = {**row, "noted_us": noted_us}
        self._connection.execute(insert_or_ignore(self._connection, CUSTOMER_NOTE), kept)

    def keep_code(self, order_number: str, code: NewPickupCode) -> None:
        """What the customer of an order will show; the first one stays."""
        row = {"order_number": order_number, **asdict(code)}
        self._connection.execute(insert_or_ignore(self._connection, PICKUP_CODE), row)

    def is_code(self, order_number: str, salt: str, code_hash: str) -> bool:
        """A device made this hash of the order's own code; False for an order without one.

        Of an order that a till has sold only the hash is known, which every device makes with the same salt.
        """
        wanted = select(PICKUP_CODE).where(PICKUP_CODE.c.order_number == order_number)
        kept = self._connection.execute(wanted).one_or_none()
        if kept is None or not _SALT.fullmatch(salt):
            return False
        if not kept.code:
            return salt == kept.salt and hmac.compare_digest(kept.code_hash, code_hash)
        return hmac.compare_digest(secret_of(kept.code, bytes.fromhex(salt)).code_hash, code_hash)

    def is_paid(self, order_number: str) -> bool:
        """It was paid online."""
        wanted = select(CUSTOMER_ORDER.c.paid).where(CUSTOMER_ORDER.c.order_number == order_number)
        return bool(self._connection.scalar(wanted))

    @property
    def refunds(self) -> SqlRefunds:
        """What goes back to whoever paid online."""
        return SqlRefunds(self._connection)

    @property
    def order_sales(self) -> SqlOrderSales:
        """What has left, and may come back."""
        return SqlOrderSales(self._connection)

    def _put(self, table: Table, row: dict[str, object]) -> None:
        self._connection.execute(insert_or_replace(self._connection, table, tuple(row)), row)


def pieces_of(connection: Connection, order_number: str) -> tuple[OrderPieceRecord, ...]:
    """The bags of an order, by number."""
    wanted = _PIECES.where(ORDER_PIECE.c.order_number == order_number)
    rows = connection.execute(wanted.order_by(ORDER_PIECE.c.piece))
    return tuple(OrderPieceRecord(*row) for row in rows)


def deeds_of(connection: Connection, order_number: str) -> tuple[OrderDeedRecord, ...]:
    """Who did what with an order last."""
    wanted = _DEEDS.where(ORDER_DEED.c.order_number == order_number)
    rows = connection.execute(wanted.order_by(ORDER_DEED.c.deed))
    return tuple(OrderDeedRecord(*row) for row in rows)


def pickup_codes(connection: Connection, orders: Collection[str]) -> dict[str, str]:
    """The codes of those that have one, by order."""
    wanted = select(PICKUP_CODE.c.order_number, PICKUP_CODE.c.code)
    rows = connection.execute(wanted.where(PICKUP_CODE.c.order_number.in_(orders)))
    return {row.order_number: row.code for row in rows}
