"""Customer orders as the agent would leave them on a device, with their people and their codes."""

from typing import Any

from pos_app.domain.ids import OrderNumber
from pos_app.domain.neighbours import pack
from tests.pos_app.fakes import START_US
from tests.pos_app.storage.device import agent
from tests.pos_app.till import Till

MINUTE_US = 60_000_000
SALT = "5a"
# number, fulfilment, state, promised in minutes, bays, customer, name, phone, alternate, vehicle, gift, paid
ORDERS: tuple[tuple[Any, ...], ...] = (
    (
        "4709",
        "pickup",
        "ready",
        30,
        "B5",
        "P1",
        "Ada Marlowe",
        "0161 496 1234",
        "Otto Marlowe",
        "",
        0,
        1,
    ),
    ("4710", "pickup", "ready", 40, "B2", "P2", "Basil Grün", "0161 496 2345", "", "", 1, 1),
    (
        "4711",
        "curbside",
        "arrived",
        20,
        "B3 F1",
        "P1",
        "Ada Marlowe",
        "0161 496 1234",
        "",
        "Grey VW",
        0,
        1,
    ),
    ("4715", "pickup", "ready", 50, "B5", "P3", "Cleo Dunn", "0161 496 3456", "", "", 0, 0),
    ("4718", "pickup", "short", 60, "", "P4", "Dora Ek", "0161 496 4567", "", "", 0, 1),
    ("4721", "pickup", "picking", 90, "", "P5", "Edgar Fox", "0161 496 5678", "", "", 0, 1),
    ("4724", "pickup", "allocated", -12, "", "P6", "Fay Gold", "0161 496 6789", "", "", 0, 1),
    ("4706", "pickup", "expired", -9000, "B6", "", "", "", "", "", 0, 1),
    ("4731", "delivery", "ready", 200, "B3", "P7", "Gus Hale", "0161 496 7890", "", "", 0, 1),
)
READY, GIFT, CAR, UNPAID, SHORT, PICKING, LATE, UNFETCHED, DELIVERY = (
    OrderNumber(order[0]) for order in ORDERS
)
_PICKED = {"ready": 2000, "arrived": 2000, "short": 1000, "expired": 2000}


BOUGHT = (
    '[{"order_number": "B1", "ordered_on": "2025-05-12", "channel": "web",'
    ' "total_minor": 4820, "goods": "Jumbo bag red", "items": [1]},'
    ' {"order_number": "B2", "ordered_on": "2025-02-03", "channel": "store",'
    ' "total_minor": 1990, "goods": "Jumbo bag red", "items": [1], "returned_minor": 195}]'
)


def fill_shelf(till: Till, method: str = "code", *, wine: bool = False) -> None:
    """Write all orders; the second line of each is wine where that is wanted."""
    with agent(till.device) as store:
        for number, fulfilment, state, promised, bays, person, *rest in ORDERS:
            name, phone, alternate, vehicle, gift, paid = rest
            promised_us = START_US + promised * MINUTE_US
            store.execute(
                "INSERT INTO customer_order VALUES (?, ?, ?, ?, 3, ?)",
                (number, fulfilment, state, promised_us, bays),
            )
            picked = _PICKED.get(state, 0)
            lines = [(1, 1, 2000, picked, 195), (2, 4 if wine else 3, 1000, picked and 1000, 210)]
            store.executemany(
                "INSERT INTO order_line VALUES (?, ?, ?, ?, ?, ?, '', 0)",
                [(number, *line) for line in lines],
            )
            places = bays.split()
            store.executemany(
                "INSERT INTO order_piece VALUES (?, ?, ?, 'ambient', ?, 'dev', ?, NULL)",
                [
                    (number, piece, len(places), bay, START_US - 40 * MINUTE_US)
                    for piece, bay in enumerate(places, start=1)
                ],
            )
            if state == "expired":
                continue
            store.execute(
                "INSERT INTO order_customer VALUES (?, ?, ?, '', ?, ?, ?, '', ?, ?)",
                (number, person, name, phone, alternate, vehicle, gift, paid),
            )
            store.execute(
                "INSERT INTO order_check VALUES (?, ?, ?, ?)",
                (number, method, SALT, f"{SALT}:{code_of(number)}"),
            )
        store.execute(
            """INSERT INTO customer (part, number, name, email, phone, phone_end, loyalty_card,
            points, sizes, tastes, purchases) VALUES ('customers/1', 'P1', 'Ada Marlowe', '',
            '0161 496 1234', '4321694610', 'LC1', 240, 'shoe 38', 'tweed', ?)""",
            (BOUGHT,),
        )
    till.files.news.changed()


def goes_together(till: Till) -> None:
    """What the centre learned: who has the bag often takes one of three other things, two of them new here."""
    with agent(till.device, "chain") as chain:
        chain.executemany(
            "INSERT INTO item (item_id, number, name, department, unit, tax_code, age_limit, popularity)"
            " VALUES (?, ?, ?, ?, 'each', 'S', 0, 1)",
            [
                (7, "20725", "Lunch bag red spotty", "Bags"),
                (8, "84991", "Cake cases 72", "Kitchen"),
            ],
        )
        known = (1, 100, 100, pack([(2, 900, 30), (7, 400, 26), (8, 300, 20)]))
        chain.execute("INSERT INTO item_neighbour VALUES (?, ?, ?, ?)", known)
    with agent(till.device, "zone") as zone:
        zone.execute("INSERT INTO price (item_id, price_minor) VALUES (7, 165), (8, 55)")
    with agent(till.device) as store:
        store.execute("INSERT INTO stock VALUES (7, 38000, 0, 0), (8, 120000, 0, 0)")
        store.execute(
            "INSERT INTO item_bin (bin, item_id, on_hand_milli) VALUES ('A04-12-C', 7, 38000)"
        )
    till.files.news.changed()


def code_of(number: str) -> str:
    """The code of an order: DEMO and its number."""
    return f"DEM0{number}"
