"""SQLite orders knows where customer orders stand: the centre's rows and the own facts that it has not counted yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from pos_app.domain.customer_order import (
    ENDED,
    CustomerOrder,
    Fulfilment,
    OrderDeed,
    OrderLine,
    OrderParcel,
    OrderPiece,
    OrderState,
    ParcelState,
    RingAnswer,
    RingAnswered,
    Substitute,
    pieces_in,
)
from pos_app.domain.facts import FactKind
from pos_app.domain.ids import ItemId, OperatorNumber, OrderNumber, Workstation
from pos_app.domain.order_told import with_told
from pos_app.domain.pickup_code import CheckMethod, OrderCheck, PickupSecret
from pos_app.files.database import Connection, Row, Value
from pos_app.storage.own_order_facts import OwnOrderFacts

# So many that left are shown beside those that wait.
LEFT_MAX = 20
_ORDER = """SELECT order_number, fulfilment, state, promised_us, piece_count, staging
    FROM store.customer_order"""
_ENDED = ", ".join(f"'{state}'" for state in sorted(ENDED))
OPEN = f"{_ORDER} WHERE state NOT IN ({_ENDED}) ORDER BY order_number"
# A bag that has not left keeps its order in sight, whatever became of that.
_IN_BAYS = "order_number IN (SELECT order_number FROM store.order_piece WHERE left_us IS NULL)"
UNFETCHED = f"{_ORDER} WHERE state IN ('cancelled', 'expired') AND {_IN_BAYS} ORDER BY order_number"
_LEFT = f"""order_number IN (SELECT order_number FROM store.order_deed
    WHERE deed = 'handed_over' AND at_us >= ? ORDER BY at_us DESC LIMIT {LEFT_MAX})"""
LEFT_SINCE = f"{_ORDER} WHERE {_LEFT}"
BY_NUMBER = f"{_ORDER} WHERE order_number = ?"
_IS_OPEN = f"""order_number IN (SELECT order_number FROM store.customer_order
    WHERE state NOT IN ({_ENDED}))"""
_LINES = """SELECT order_number, line_number, item_id, quantity_milli, picked_milli, price_minor,
    substitutes, handed_milli FROM store.order_line WHERE {where} ORDER BY order_number, line_number"""
_PIECES = """SELECT order_number, piece, of_count, zone, bay, operator, placed_us, left_us
    FROM store.order_piece WHERE {where} ORDER BY order_number, piece"""
_DEEDS = (
    "SELECT order_number, deed, operator, workstation, at_us FROM store.order_deed WHERE {where}"
)
_PARCELS = """SELECT order_number, sscc, carton, box, tracking, carrier, route, weight_grams, state,
    operator, at_us FROM store.order_parcel WHERE {where} ORDER BY order_number, carton"""
_SUBSTITUTES = """SELECT order_number, line_number, item_id, quantity_milli
    FROM store.order_substitute WHERE {where} ORDER BY order_number, line_number, item_id"""
_SHORTS = "SELECT order_number, line_number, reason FROM store.order_short WHERE {where}"
_KITS = "SELECT order_number, line_number, kit_id FROM store.order_kit WHERE {where}"
_TABLES = (_LINES, _PIECES, _DEEDS, _PARCELS, _SUBSTITUTES, _SHORTS, _KITS)
IN_TOTE = "SELECT order_number FROM store.order_tote WHERE tote = ? COLLATE NOCASE"
_CHECK = "SELECT order_number, method, salt, code_hash FROM store.order_check"
CHECKS = f"{_CHECK} ORDER BY order_number"
CHECK_OF = f"{_CHECK} WHERE order_number = ?"
_OF_ONE = "order_number = ?"
_COMMITS = "PRAGMA store.data_version"
# What a newer centre calls otherwise is not shown by an older program.
_FULFILMENTS, _STATES = frozenset(Fulfilment), frozenset(OrderState)
_METHODS, _PARCEL_STATES = frozenset(CheckMethod), frozenset(ParcelState)
CLAIMED, PICKING, HANDED_OVER, RUNG = "claimed", "picking", "handed_over", "rung"


# The file of the store that is attached, its last commit, and what this device has told of orders.
_Stamp = tuple[int, int, int]


class SqliteOrders:
    """Reads orders; a claim or a handover of this device counts before the centre has heard of it.

    All of them are read once for all who ask until one of the two files moves on: a handover asks eight times.
    """

    def __init__(self, connection: Connection, version: Callable[[], int]) -> None:
        self._connection = connection
        self._own = OwnOrderFacts(connection)
        # changes with every other file of the store that is attached
        self._version = version
        self._read_at: _Stamp = (0, 0, 0)
        self._read: dict[tuple[Value, ...], tuple[CustomerOrder, ...]] = {}

    def queue(self) -> tuple[CustomerOrder, ...]:
        """Every open order, by number; those that this device has ended are not among them."""
        return tuple(order for order in self._all(OPEN, _IS_OPEN) if order.is_open)

    def to_put_back(self) -> tuple[CustomerOrder, ...]:
        """Orders that nobody comes for any more, whose bags still lie in their bays."""
        ended = self._all(UNFETCHED, _IN_BAYS)
        return tuple(order for order in ended if order.is_to_put_back)

    def handed_over(self, since_us: int) -> tuple[CustomerOrder, ...]:
        """Orders that left since then (microseconds UTC), the newest first."""
        told = (*self._all(OPEN, _IS_OPEN), *self._all(LEFT_SINCE, _LEFT, since_us))
        left = [order for order in told if order.state is OrderState.HANDED_OVER]
        return tuple(sorted(left, key=_when_left, reverse=True)[:LEFT_MAX])

    def order(self, number: OrderNumber) -> CustomerOrder | None:
        """An order of this store, whatever its state."""
        return next(iter(self._orders(BY_NUMBER, _OF_ONE, number)), None)

    def was_handed_unseen(self, number: OrderNumber) -> bool:
        """This device gave out goods for it without having seen it, and the centre has not counted that."""
        told = self._own.by_order().get(number, ())
        return any(fact.kind == FactKind.ORDER_HANDED_UNSEEN for fact, _ in told)

    def in_tote(self, tote: str) -> tuple[CustomerOrder, ...]:
        """Orders whose goods came in a tote of that name, as far as head office has said it."""
        numbers = self._connection.execute(IN_TOTE, (tote,)).fetchall()
        found = (self.order(OrderNumber(row[0])) for row in numbers)
        return tuple(order for order in found if order is not None)

    def check(self, number: OrderNumber) -> OrderCheck | None:
        """How the person of an open order is checked, None before the centre has said it."""
        return next(iter(self._checks(CHECK_OF, number)), None)

    def checks(self) -> tuple[OrderCheck, ...]:
        """The same of all open orders that are collected."""
        return tuple(self._checks(CHECKS))

    def _checks(self, statement: str, *values: Value) -> list[OrderCheck]:
        rows = self._connection.execute(statement, values).fetchall()
        return [
            OrderCheck(
                OrderNumber(number),
                CheckMethod(method),
                PickupSecret(salt, code_hash) if code_hash else None,
            )
            for number, method, salt, code_hash in rows
            if method in _METHODS
        ]

    def _all(self, statement: str, where: str, *values: Value) -> tuple[CustomerOrder, ...]:
        stamp = self._stamp()
        if stamp != self._read_at:
            self._read_at, self._read = stamp, {}
        asked = (statement, *values)
        if asked not in self._read:
            self._read[asked] = tuple(self._orders(statement, where, *values))
        return self._read[asked]

    def _stamp(self) -> _Stamp:
        commits = self._connection.execute(_COMMITS).fetchone()[0]
        return self._version(), int(commits), self._own.changes()

    def _orders(self, statement: str, where: str, *values: Value) -> list[CustomerOrder]:
        own = self._own.by_order()
        rows = self._connection.execute(statement, values).fetchall()
        parts = [self._by_order(table.format(where=where), values) for table in _TABLES]
        return [
            with_told(_order(row, [part[row[0]] for part in parts]), own.get(row[0], ()))
            for row in rows
            if row[1] in _FULFILMENTS and row[2] in _STATES
        ]

    def _by_order(self, statement: str, values: Sequence[Value]) -> defaultdict[str, list[Row]]:
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for number, *row in self._connection.execute(statement, values).fetchall():
            found[number].append(tuple(row))
        return found


def _order(row: Row, parts: list[list[Row]]) -> CustomerOrder:
    lines, pieces, deeds, parcels, substitutes, shorts, kits = parts
    number, fulfilment, state, promised_us, piece_count, staging = row
    reasons: dict[int, str] = dict(shorts)
    kit_of: dict[int, ItemId] = dict(kits)
    did = {deed: OrderDeed(OperatorNumber(who), Workstation(at), us) for deed, who, at, us in deeds}
    return CustomerOrder(
        number=OrderNumber(number),
        fulfilment=Fulfilment(fulfilment),
        state=OrderState(state),
        promised_us=promised_us,
        piece_count=piece_count,
        lines=tuple(
            replace(
                _line(line, substitutes),
                short_reason=reasons.get(line[0], ""),
                kit_id=kit_of.get(line[0]),
            )
            for line in lines
        ),
        pieces=tuple(OrderPiece(*piece) for piece in pieces) or pieces_in(staging),
        claimed=did.get(CLAIMED),
        picking=did.get(PICKING),
        handed_over=did.get(HANDED_OVER),
        parcels=tuple(_parcel(parcel) for parcel in parcels if parcel[7] in _PARCEL_STATES),
        rung=did.get(RUNG),
        answered=_answered(did),
    )


def _when_left(order: CustomerOrder) -> int:
    return 0 if order.handed_over is None else order.handed_over.at_us


def _answered(did: dict[str, OrderDeed]) -> RingAnswered | None:
    """The newest answer: each kind stands by itself."""
    said = [RingAnswered(answer, did[answer]) for answer in RingAnswer if answer in did]
    return max(said, key=_when_answered, default=None)


def _when_answered(answered: RingAnswered) -> int:
    return answered.by.at_us


def _parcel(row: Row) -> OrderParcel:
    sscc, carton, box, tracking, carrier, route, grams, state, operator, at_us = row
    known = (sscc, carton, box, tracking, carrier, route, grams)
    return OrderParcel(*known, ParcelState(state), OperatorNumber(operator), at_us)


def _line(row: Row, substitutes: list[Row]) -> OrderLine:
    line_number, item_id, ordered, picked, price, agreed, handed = row
    instead = tuple(
        Substitute(ItemId(item), milli) for line, item, milli in substitutes if line == line_number
    )
    item = ItemId(item_id)
    return OrderLine(line_number, item, ordered, picked, price, agreed, handed, instead)
