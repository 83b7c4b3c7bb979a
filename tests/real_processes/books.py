"""Books hold at the end what registers, buyers and the centre know of the sales, and compare it to the penny."""

import json
import threading
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from central.storage.engine import Database
from central.storage.money_schema import SALE, SALE_TENDER
from central.storage.schema import (
    EXCEPTION,
    FACT,
    FEED,
    FEED_GROUP,
    INCARNATION,
    RECEIPT,
    STOCK,
    STOCK_MOVEMENT,
)
from pos_app.domain.facts import Fact, FactKind, first_break, read_body
from pos_app.domain.money import Rounding, divide
from pos_app.files.database import Connection, DatabaseError, open_reader
from pos_app.files.journal_reader import facts_after, incarnations
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import KeyFileSecrets, database_key
from pos_app.ports.faults import Fault
from tests.real_processes.register import Register
from tests.real_processes.shop import BUSINESS_UNIT, Shop
from tests.sync.agent_process import PATIENCE_S

ALL = 1_000_000
MILLION = 1_000_000
LOOK_SECONDS = 1 / 10
CURSOR = "SELECT epoch, position FROM feed_state WHERE complete = 1"
OUR_FEED = FEED.c.feed == f"store:{BUSINESS_UNIT}"
Figures = dict[int, int]


@dataclass(frozen=True, slots=True)
class RegisterBooks:
    """What one device holds: its facts by id, every link of its chains, its picture of the shop's stock."""

    facts: dict[str, Fact]
    links: dict[tuple[str, int], Fact]
    stock: Figures
    receipts: dict[str, str]
    cursor: tuple[str, int]


@dataclass(frozen=True, slots=True)
class CentreBooks:
    """What the centre holds; sales and movements with how often each is there."""

    links: dict[tuple[str, int], Row[Any]]
    ends: dict[str, int]
    statuses: dict[str, str]
    sales: dict[str, int]
    cash_minor: int
    stock: Figures
    moved: Counter[tuple[str, int]]
    cursor: tuple[str, int]
    told: Counter[str]


def read_register(register: Register) -> RegisterBooks:
    """Look into the files of a device, whoever else has them open."""
    folder = register.folder
    key = database_key(KeyFileSecrets(folder.key_file))
    journal = open_reader(folder.journal, key)
    links: dict[tuple[str, int], Fact] = {}
    for life in incarnations(journal):
        chain = facts_after(journal, life.id, 0, ALL)
        assert first_break(chain) is None, f"the chain of {folder.root.name} is broken"
        links |= {(life.id, fact.sequence): fact for fact in chain}
    journal.close()
    store, cursor = _current_store(folder, key)
    books = RegisterBooks(
        facts={fact.fact_id.hex: fact for fact in links.values()},
        links=links,
        stock=dict(store.execute("SELECT item_id, on_hand_milli FROM stock").fetchall()),
        receipts={
            fact_id.hex(): status
            for fact_id, status in store.execute("SELECT fact_id, status FROM receipt").fetchall()
        },
        cursor=cursor,
    )
    store.close()
    return books


def _current_store(folder: DeviceFolder, key: str) -> tuple[Connection, tuple[str, int]]:
    """The newest complete generation, open, and how far it has come; one that is being built is passed over."""
    for generation in folder.generations("store"):
        with ExitStack() as unless_found:
            store = open_reader(folder.replica("store", generation), key)
            unless_found.callback(store.close)
            with suppress(DatabaseError, Fault):
                for epoch, position in store.execute(CURSOR).fetchall():
                    unless_found.pop_all()
                    return store, (epoch, position)
    message = f"{folder.root.name} has no complete picture of the store"
    raise AssertionError(message)


def _cursor_of(register: Register) -> tuple[str, int]:
    store, cursor = _current_store(
        register.folder, database_key(KeyFileSecrets(register.folder.key_file))
    )
    store.close()
    return cursor


def _head(database: Database) -> tuple[str, int]:
    with database.read() as look:
        epoch, head = look.execute(select(FEED.c.epoch, FEED.c.head).where(OUR_FEED)).one()
    return epoch, head


def read_centre(url: str) -> CentreBooks:
    """Look into the database of the centre."""
    database = Database(url)
    with database.read() as look:
        rows = look.execute(select(FACT).order_by(FACT.c.incarnation, FACT.c.sequence)).all()
        tenders = look.execute(select(SALE_TENDER).where(SALE_TENDER.c.kind == "cash")).all()
        movements = look.execute(
            select(STOCK_MOVEMENT).join(RECEIPT, RECEIPT.c.fact_id == STOCK_MOVEMENT.c.source)
        ).all()
        stock = look.execute(select(STOCK).where(STOCK.c.business_unit == BUSINESS_UNIT)).all()
        epoch, head = look.execute(select(FEED.c.epoch, FEED.c.head).where(OUR_FEED)).one()
        groups = look.scalars(
            select(FEED_GROUP.c.payload)
            .where(FEED_GROUP.c.feed == f"store:{BUSINESS_UNIT}", FEED_GROUP.c.epoch == epoch)
            .order_by(FEED_GROUP.c.position)
        ).all()
        books = CentreBooks(
            links={(row.incarnation, row.sequence): row for row in rows},
            ends={row.incarnation: row.sequence for row in look.execute(select(INCARNATION))},
            statuses={row.fact_id: row.status for row in look.execute(select(RECEIPT))},
            sales={row.sale_id: row.total_minor for row in look.execute(select(SALE))},
            cash_minor=sum(row.given_minor - row.change_minor for row in tenders),
            stock={row.item_id: row.on_hand_milli for row in stock},
            moved=Counter((row.source, row.item_id) for row in movements),
            cursor=(epoch, head),
            told=Counter(
                told["fact_id"]
                for group in groups
                for told in json.loads(group).get("receipts", [])
                if told["status"] == "applied"
            ),
        )
    database.close()
    return books


def open_exceptions(url: str) -> list[str]:
    """What waits for a person, by kind."""
    database = Database(url)
    with database.read() as look:
        kinds = list(look.scalars(select(EXCEPTION.c.kind).where(EXCEPTION.c.state == "open")))
    database.close()
    return kinds


def wait_until_quiet(shop: Shop) -> None:
    """Until every register has every fact at the centre and has heard of everything, and its app knows."""
    database = Database(shop.database)
    deadline = time.monotonic() + PATIENCE_S
    while not _is_quiet(shop, database):
        assert time.monotonic() < deadline, "the store does not come to rest"
        threading.Event().wait(LOOK_SECONDS)
    database.close()


def _is_quiet(shop: Shop, database: Database) -> bool:
    for register in shop.registers:
        register.looks()
    head = _head(database)
    if any(_cursor_of(register) != head for register in shop.registers):
        return False  # the cheap question first: this is asked many times a second
    centre = read_centre(shop.database)
    registers = [read_register(register) for register in shop.registers]
    return all(
        books.cursor == centre.cursor
        and books.facts.keys() <= centre.statuses.keys()
        and books.links.keys() - _superseded(books) <= centre.links.keys()
        for books in registers
    )


def check_books(shop: Shop, stock_before: Figures) -> CentreBooks:
    """Every sale of every buyer once, to the penny and the unit; chains whole; all copies of the stock alike."""
    centre = read_centre(shop.database)
    bodies = {
        row.fact_id: json.loads(row.body)
        for row in centre.links.values()
        if row.kind == FactKind.SALE_COMPLETED
    }
    assert set(centre.statuses.values()) == {"applied"}
    totals = {body["sale_id"]: body["total_minor"] for body in bodies.values()}
    assert len(totals) == len(bodies), "two facts tell of one sale"
    assert centre.sales == totals
    assert centre.cash_minor == sum(totals.values())
    _check_promotions(list(bodies.values()))
    _check_chains(centre)
    _check_stock(centre, bodies, stock_before)
    for register in shop.registers:
        assert register.receipts, "nobody bought anything here"
        assert register.receipts.items() <= totals.items()
        _check_register(read_register(register), centre)
    return centre


def _superseded(books: RegisterBooks) -> set[tuple[str, int]]:
    """Links behind a fork: their facts stand in another chain, too."""
    seen = Counter(fact.fact_id for fact in books.links.values())
    return {link for link, fact in books.links.items() if seen[fact.fact_id] > 1}


def _check_promotions(sales: list[dict[str, Any]]) -> None:
    """What every buyer saved stands in the fact, and what was paid is the rest of the price."""
    for sale in sales:
        sold = [line for line in sale["lines"] if not line["voided"]]
        for line in sold:
            taken = [one["amount_minor"] for one in line.get("discounts", ())]
            full = divide(
                line["unit_price_minor_milli"] * line["quantity_milli"], MILLION, Rounding.HALF_UP
            )
            assert taken, f"no promotion lowered {line['name']}"
            assert line["amount_minor"] == full - sum(taken)
        assert sale["total_minor"] == sum(line["amount_minor"] for line in sold)


def _check_chains(centre: CentreBooks) -> None:
    for (incarnation, sequence), row in centre.links.items():
        before = centre.links.get((incarnation, sequence - 1))
        assert before is None or before.hash == row.previous_hash
        assert (before is None) == (sequence == 1)
    counts = Counter(incarnation for incarnation, _ in centre.links)
    assert counts == {incarnation: end for incarnation, end in centre.ends.items() if end}


def _check_stock(
    centre: CentreBooks, bodies: dict[str, dict[str, Any]], stock_before: Figures
) -> None:
    expected, moved = Counter(stock_before), Counter[tuple[str, int]]()
    for fact_id, body in bodies.items():
        for line in body["lines"]:
            if not line["voided"]:
                expected[line["item_id"]] -= line["quantity_milli"]
                moved[fact_id, line["item_id"]] = 1
    assert centre.stock == dict(expected)
    assert centre.moved == moved
    assert max(centre.told.values(), default=1) == 1, "a receipt was told twice"


def _check_register(register: RegisterBooks, centre: CentreBooks) -> None:
    assert register.stock == centre.stock
    assert register.cursor == centre.cursor
    for fact_id, fact in register.facts.items():
        assert register.receipts[fact_id] == "applied"
        if fact.kind == FactKind.SALE_COMPLETED:
            assert read_body(fact)["sale_id"] in centre.sales
    for link, fact in register.links.items():
        row = centre.links.get(link)
        if row is not None and row.fact_id == fact.fact_id.hex:
            assert (row.hash, row.body) == (fact.hash, fact.body)
