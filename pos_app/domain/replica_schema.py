"""Replica schema knows the tables of the three kinds of replica file, which can all be fetched anew."""

from __future__ import annotations

# A change of any table here raises the number. Tables that were only added are made in the file that is there; after
# any other change the agent builds a new generation beside the old one (sync/older_replica.py).
REPLICA_SCHEMA_VERSION = 4

# What a group of a feed may write: table -> columns, the key columns first. A row of a table or with a
# column that is not here is ignored (SYNC T14). The number is how many of the columns are the key.
FEED_TABLES: dict[str, dict[str, tuple[tuple[str, ...], int]]] = {
    "chain": {
        "item": (
            (
                "item_id",
                "number",
                "name",
                "department",
                "unit",
                "tax_code",
                "age_limit",
                "popularity",
            ),
            1,
        ),
        "item_code": (("gtin", "item_id"), 1),
        "tax_rate": (("code", "name", "basis_points"), 1),
        # How an item is kept and carried; 0 is not known.
        "item_storage": (
            (
                "item_id",
                "zone",
                "weight_grams",
                "width_mm",
                "depth_mm",
                "height_mm",
                "fragile",
            ),
            1,
        ),
        # The rate of a code from a day of the store on.
        "tax_change": (("code", "valid_from", "name", "basis_points"), 2),
        # What goes with an item, as pos_app.domain.neighbours packs it; only items of some baskets have a row.
        "item_neighbour": (("item_id", "baskets", "again_permille", "neighbours"), 1),
        # Items that were first sold a short time ago, with the day as 2026-11-22.
        "new_item": (("item_id", "first_sold_on"), 1),
        # Other units of an item under codes of their own: a case, a pair, a roll; in thousandths of the item's unit.
        "item_pack": (("gtin", "item_id", "pack", "quantity_milli"), 1),
        # Which style an item is a size or a colour of; one without a style left it.
        "item_variant": (("item_id", "style", "size", "colour"), 1),
        # What one of a kit holds of other items; a part of nothing is one that was taken out.
        "item_part": (("kit_id", "part_id", "quantity_milli"), 2),
        # Cards of the whole chain, by the salted hash of their numbers: one of another store is good here too.
        "gift_card": (("card", "kind", "currency", "state", "balance_minor"), 1),
        # How much may be owed on an account, which is a card of the kind `account` by its name.
        "account_limit": (("card", "limit_minor"), 1),
    },
    "zone": {
        "price": (("item_id", "price_minor"), 1),
        # Packs with a price of their own, by their code; any other costs what is in it.
        "pack_price": (("gtin", "price_minor"), 1),
        # Prices of lists count only while a row of `price_list` says so: thousands come first, and begin with one
        # row (SYNC T9). Of lists that hold now, the highest priority counts, then the latest beginning.
        "listed_price": (("item_id", "price_list", "price_minor"), 2),
        "price_list": (
            (
                "price_list",
                "from_milli",
                "priority",
                "customer_group",
                "valid_from_us",
                "valid_until_us",
            ),
            1,
        ),
        # The document is the one of docs/price-json.md; it counts between the two moments alone.
        "promotion": (("promotion_id", "valid_from_us", "valid_until_us", "document"), 1),
        # How often one that has a limit was used, in all and by each customer (`promotion_buyer`), and what it gave.
        "promotion_use": (("promotion_id", "buyer", "uses", "spent_minor"), 2),
    },
    "store": {
        "stock": (("item_id", "on_hand_milli", "reserved_milli", "safety_milli"), 1),
        "item_bin": (("item_id", "bin", "on_hand_milli"), 2),
        "favourite": (("place", "item_id", "name"), 1),
        "configuration": (("name", "value"), 1),
        "customer_order": (
            ("order_number", "fulfilment", "state", "promised_us", "piece_count", "staging"),
            1,
        ),
        # Lines of an order; thousandths, minor units for one.
        "order_line": (
            (
                "order_number",
                "line_number",
                "item_id",
                "quantity_milli",
                "picked_milli",
                "price_minor",
                "substitutes",
                "handed_milli",
            ),
            2,
        ),
        # Its bags: where each lies, who put it there and when, and when it was handed over.
        "order_piece": (
            (
                "order_number",
                "piece",
                "of_count",
                "zone",
                "bay",
                "operator",
                "placed_us",
                "left_us",
            ),
            2,
        ),
        # Who last did what with it: 'claimed' (goes to the customer) or 'handed_over'.
        "order_deed": (("order_number", "deed", "operator", "workstation", "at_us"), 2),
        # Its parcels by their numbers; packed, sent or void.
        "order_parcel": (
            (
                "sscc",
                "order_number",
                "carton",
                "box",
                "tracking",
                "carrier",
                "route",
                "weight_grams",
                "state",
                "operator",
                "at_us",
            ),
            1,
        ),
        # The tote in which its goods came from the shelves.
        "order_tote": (("order_number", "tote"), 1),
        # What was taken in the place of a line, in thousandths.
        "order_substitute": (("order_number", "line_number", "item_id", "quantity_milli"), 3),
        # Why not all of a line was found, as whoever looked for it has said.
        "order_short": (("order_number", "line_number", "reason"), 2),
        # Which kit a line is a part of.
        "order_kit": (("order_number", "line_number", "kit_id"), 2),
        # The highest parcel number of each workstation that head office has heard of.
        "parcel_serial": (("workstation", "sscc"), 1),
        "exception": (("exception_id", "kind", "fact_id", "state", "detail"), 1),
        # What the store sells of an item in a week, over the last months.
        "sales_rate": (("item_id", "weekly_milli"), 1),
        # Cards that were moved in this store, by the salted hash of their numbers.
        "card": (("card", "kind", "currency", "state", "balance_minor"), 1),
        # What is on its way to the store: a supplier's notice, or what another store has sent.
        "delivery": (("delivery", "kind", "source", "expected_on", "state"), 1),
        # How much is announced of an item, on which pallet, and how much has come; thousandths.
        "delivery_line": (
            (
                "delivery",
                "line",
                "item_id",
                "quantity_milli",
                "sscc",
                "received_milli",
                "damaged_milli",
            ),
            2,
        ),
        # What other stores have that goods are sent to, in thousandths, and when head office last heard of them.
        "sister_stock": (("item_id", "sister", "available_milli"), 2),
        "sister_store": (("sister", "as_of_us"), 1),
        # What came back to the store and was not put into a bin since, in thousandths.
        "to_put_back": (("item_id", "quantity_milli", "since_us"), 1),
        # What was sold and brought back in the store lately: the document is what a return needs of the fact.
        "past_sale": (
            ("sale_id", "receipt_number", "business_date", "completed_us", "document"),
            1,
        ),
        "past_return": (("fact_id", "sale_id", "business_date", "completed_us", "document"), 1),
        # What a register of the store holds, with what brings it back: 'held', or 'taken' with an empty document.
        "held_sale": (
            (
                "suspended",
                "workstation",
                "operator",
                "business_date",
                "held_us",
                "state",
                "document",
            ),
            1,
        ),
        # Labels of reduced pieces and slips for empties, which count once: 'spent', or 'free' when a sale was undone.
        "spent_once": (("once", "state"), 1),
    },
}

_FEED_STATE = (
    """CREATE TABLE feed_state (
        feed TEXT PRIMARY KEY, epoch TEXT NOT NULL, position INTEGER NOT NULL,
        schema INTEGER NOT NULL, complete INTEGER NOT NULL, applied_us INTEGER NOT NULL) WITHOUT ROWID""",
    # The hash of the chain of groups up to the position.
    "CREATE TABLE feed_chain (feed TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID",
)

CHAIN_SCHEMA = (
    *_FEED_STATE,
    """CREATE TABLE item (
        item_id INTEGER PRIMARY KEY, number TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL,
        department TEXT NOT NULL, unit TEXT NOT NULL, tax_code TEXT NOT NULL,
        age_limit INTEGER NOT NULL, popularity INTEGER NOT NULL)""",
    "CREATE INDEX item_by_number ON item(number)",
    "CREATE INDEX item_by_department ON item(department, popularity DESC)",
    "CREATE TABLE item_code (gtin TEXT PRIMARY KEY, item_id INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE tax_rate (
        code TEXT PRIMARY KEY, name TEXT NOT NULL, basis_points INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE item_storage (
        item_id INTEGER PRIMARY KEY, zone TEXT NOT NULL, weight_grams INTEGER NOT NULL,
        width_mm INTEGER NOT NULL, depth_mm INTEGER NOT NULL, height_mm INTEGER NOT NULL,
        fragile INTEGER NOT NULL)""",
    """CREATE TABLE tax_change (
        code TEXT NOT NULL, valid_from TEXT NOT NULL, name TEXT NOT NULL, basis_points INTEGER NOT NULL,
        PRIMARY KEY (code, valid_from)) WITHOUT ROWID""",
    """CREATE TABLE item_neighbour (
        item_id INTEGER PRIMARY KEY, baskets INTEGER NOT NULL, again_permille INTEGER NOT NULL,
        neighbours TEXT NOT NULL)""",
    "CREATE TABLE new_item (item_id INTEGER PRIMARY KEY, first_sold_on TEXT NOT NULL)",
    """CREATE TABLE item_pack (
        gtin TEXT PRIMARY KEY, item_id INTEGER NOT NULL, pack TEXT NOT NULL,
        quantity_milli INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE item_variant (
        item_id INTEGER PRIMARY KEY, style TEXT NOT NULL, size TEXT NOT NULL, colour TEXT NOT NULL)""",
    "CREATE INDEX item_variant_by_style ON item_variant(style)",
    """CREATE TABLE item_part (
        kit_id INTEGER NOT NULL, part_id INTEGER NOT NULL, quantity_milli INTEGER NOT NULL,
        PRIMARY KEY (kit_id, part_id)) WITHOUT ROWID""",
    """CREATE TABLE gift_card (
        card TEXT PRIMARY KEY, kind TEXT NOT NULL, currency TEXT NOT NULL, state TEXT NOT NULL,
        balance_minor INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE account_limit (card TEXT PRIMARY KEY, limit_minor INTEGER NOT NULL) WITHOUT ROWID",
)

ZONE_SCHEMA = (
    *_FEED_STATE,
    "CREATE TABLE price (item_id INTEGER PRIMARY KEY, price_minor INTEGER NOT NULL)",
    "CREATE TABLE pack_price (gtin TEXT PRIMARY KEY, price_minor INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE listed_price (
        item_id INTEGER NOT NULL, price_list TEXT NOT NULL, price_minor INTEGER NOT NULL,
        PRIMARY KEY (item_id, price_list)) WITHOUT ROWID""",
    """CREATE TABLE price_list (
        price_list TEXT PRIMARY KEY, from_milli INTEGER NOT NULL, priority INTEGER NOT NULL,
        customer_group TEXT NOT NULL, valid_from_us INTEGER NOT NULL, valid_until_us INTEGER)
        WITHOUT ROWID""",
    """CREATE TABLE promotion (
        promotion_id TEXT PRIMARY KEY, valid_from_us INTEGER NOT NULL, valid_until_us INTEGER,
        document TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE promotion_use (
        promotion_id TEXT NOT NULL, buyer TEXT NOT NULL, uses INTEGER NOT NULL, spent_minor INTEGER NOT NULL,
        PRIMARY KEY (promotion_id, buyer)) WITHOUT ROWID""",
)

STORE_SCHEMA = (
    *_FEED_STATE,
    """CREATE TABLE stock (
        item_id INTEGER PRIMARY KEY, on_hand_milli INTEGER NOT NULL,
        reserved_milli INTEGER NOT NULL, safety_milli INTEGER NOT NULL)""",
    """CREATE TABLE item_bin (
        item_id INTEGER NOT NULL, bin TEXT NOT NULL, on_hand_milli INTEGER NOT NULL,
        PRIMARY KEY (item_id, bin)) WITHOUT ROWID""",
    "CREATE TABLE favourite (place INTEGER PRIMARY KEY, item_id INTEGER NOT NULL, name TEXT NOT NULL)",
    "CREATE TABLE configuration (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE customer_order (
        order_number TEXT PRIMARY KEY, fulfilment TEXT NOT NULL, state TEXT NOT NULL,
        promised_us INTEGER, piece_count INTEGER NOT NULL, staging TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE order_line (
        order_number TEXT NOT NULL, line_number INTEGER NOT NULL, item_id INTEGER NOT NULL,
        quantity_milli INTEGER NOT NULL, picked_milli INTEGER NOT NULL, price_minor INTEGER NOT NULL,
        substitutes TEXT NOT NULL, handed_milli INTEGER NOT NULL,
        PRIMARY KEY (order_number, line_number)) WITHOUT ROWID""",
    """CREATE TABLE order_piece (
        order_number TEXT NOT NULL, piece INTEGER NOT NULL, of_count INTEGER NOT NULL, zone TEXT NOT NULL,
        bay TEXT NOT NULL, operator TEXT NOT NULL, placed_us INTEGER, left_us INTEGER,
        PRIMARY KEY (order_number, piece)) WITHOUT ROWID""",
    """CREATE TABLE order_deed (
        order_number TEXT NOT NULL, deed TEXT NOT NULL, operator TEXT NOT NULL,
        workstation TEXT NOT NULL, at_us INTEGER NOT NULL, PRIMARY KEY (order_number, deed)) WITHOUT ROWID""",
    "CREATE INDEX order_deed_handed_over ON order_deed(at_us) WHERE deed = 'handed_over'",
    """CREATE TABLE order_parcel (
        sscc TEXT PRIMARY KEY, order_number TEXT NOT NULL, carton INTEGER NOT NULL, box TEXT NOT NULL,
        tracking TEXT NOT NULL, carrier TEXT NOT NULL, route TEXT NOT NULL, weight_grams INTEGER NOT NULL,
        state TEXT NOT NULL, operator TEXT NOT NULL, at_us INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX order_parcel_by_order ON order_parcel(order_number)",
    "CREATE TABLE order_tote (order_number TEXT PRIMARY KEY, tote TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE order_substitute (
        order_number TEXT NOT NULL, line_number INTEGER NOT NULL, item_id INTEGER NOT NULL,
        quantity_milli INTEGER NOT NULL, PRIMARY KEY (order_number, line_number, item_id)) WITHOUT ROWID""",
    """CREATE TABLE order_short (
        order_number TEXT NOT NULL, line_number INTEGER NOT NULL, reason TEXT NOT NULL,
        PRIMARY KEY (order_number, line_number)) WITHOUT ROWID""",
    """CREATE TABLE order_kit (
        order_number TEXT NOT NULL, line_number INTEGER NOT NULL, kit_id INTEGER NOT NULL,
        PRIMARY KEY (order_number, line_number)) WITHOUT ROWID""",
    "CREATE TABLE parcel_serial (workstation TEXT PRIMARY KEY, sscc TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE exception (
        exception_id TEXT PRIMARY KEY, kind TEXT NOT NULL, fact_id TEXT NOT NULL,
        state TEXT NOT NULL, detail TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE sales_rate (item_id INTEGER PRIMARY KEY, weekly_milli INTEGER NOT NULL)",
    """CREATE TABLE card (
        card TEXT PRIMARY KEY, kind TEXT NOT NULL, currency TEXT NOT NULL, state TEXT NOT NULL,
        balance_minor INTEGER NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE delivery (
        delivery TEXT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, expected_on TEXT NOT NULL,
        state TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE delivery_line (
        delivery TEXT NOT NULL, line INTEGER NOT NULL, item_id INTEGER NOT NULL,
        quantity_milli INTEGER NOT NULL, sscc TEXT NOT NULL, received_milli INTEGER NOT NULL,
        damaged_milli INTEGER NOT NULL, PRIMARY KEY (delivery, line)) WITHOUT ROWID""",
    """CREATE TABLE sister_stock (
        item_id INTEGER NOT NULL, sister TEXT NOT NULL, available_milli INTEGER NOT NULL,
        PRIMARY KEY (item_id, sister)) WITHOUT ROWID""",
    "CREATE TABLE sister_store (sister TEXT PRIMARY KEY, as_of_us INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE to_put_back (
        item_id INTEGER PRIMARY KEY, quantity_milli INTEGER NOT NULL, since_us INTEGER NOT NULL)""",
    """CREATE TABLE past_sale (
        sale_id TEXT PRIMARY KEY, receipt_number TEXT NOT NULL, business_date TEXT NOT NULL,
        completed_us INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX past_sale_by_time ON past_sale(completed_us, receipt_number)",
    """CREATE TABLE past_return (
        fact_id TEXT PRIMARY KEY, sale_id TEXT NOT NULL, business_date TEXT NOT NULL,
        completed_us INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX past_return_by_sale ON past_return(sale_id)",
    """CREATE TABLE held_sale (
        suspended TEXT PRIMARY KEY, workstation TEXT NOT NULL, operator TEXT NOT NULL,
        business_date TEXT NOT NULL, held_us INTEGER NOT NULL, state TEXT NOT NULL,
        document TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE spent_once (once TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID",
    # What became of each fact of this store: 'applied' or 'parked'; written with the stock it changed.
    "CREATE TABLE receipt (fact_id BLOB PRIMARY KEY, status TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX receipt_parked ON receipt(fact_id) WHERE status = 'parked'",
    # Private documents of the store, never in a feed page.
    """CREATE TABLE operator (
        number TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash TEXT NOT NULL,
        badge_hash TEXT NOT NULL, under_18 INTEGER NOT NULL, last_used_us INTEGER NOT NULL DEFAULT 0)
        WITHOUT ROWID""",
    # Rows of one document lie together, so that it is written in few pages. phone_end: the digits of the number from
    # its end, so that the last ones typed begin it. Words stand in a plain table: a full-text index would keep those of
    # a person who left until it is merged.
    """CREATE TABLE customer (
        part TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL,
        phone TEXT NOT NULL, phone_end TEXT NOT NULL, loyalty_card TEXT NOT NULL, points INTEGER NOT NULL,
        sizes TEXT NOT NULL, tastes TEXT NOT NULL, purchases TEXT NOT NULL,
        PRIMARY KEY (part, number)) WITHOUT ROWID""",
    "CREATE INDEX customer_by_number ON customer(number)",
    # What staff noted about them, as JSON, the newest first.
    """CREATE TABLE customer_note (
        number TEXT PRIMARY KEY, part TEXT NOT NULL, notes TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX customer_by_card ON customer(loyalty_card) WHERE loyalty_card <> ''",
    "CREATE INDEX customer_by_phone ON customer(phone_end) WHERE phone_end <> ''",
    """CREATE TABLE customer_word (
        word TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (word, number)) WITHOUT ROWID""",
    """CREATE TABLE order_customer (
        order_number TEXT PRIMARY KEY, customer_number TEXT NOT NULL, name TEXT NOT NULL,
        email TEXT NOT NULL, phone TEXT NOT NULL, alternate_person TEXT NOT NULL, vehicle TEXT NOT NULL,
        address TEXT NOT NULL, gift INTEGER NOT NULL, paid INTEGER NOT NULL) WITHOUT ROWID""",
    # How the person of an open order is checked; never the code itself.
    """CREATE TABLE order_check (
        order_number TEXT PRIMARY KEY, method TEXT NOT NULL, salt TEXT NOT NULL,
        code_hash TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE erased_person (subject TEXT PRIMARY KEY) WITHOUT ROWID",
    # Numbers of people who left since the tables above were last written anew: of them bytes may still be here.
    "CREATE TABLE person_left (number TEXT PRIMARY KEY) WITHOUT ROWID",
    # What the slips of held sales are signed with: a private document too.
    "CREATE TABLE slip_key (key TEXT PRIMARY KEY) WITHOUT ROWID",
    # What receipts of all stores are signed with.
    "CREATE TABLE receipt_key (key TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE private_document (id TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID",
    # The agent's own notebook: what the centre acknowledged of each incarnation, and how contact stands.
    """CREATE TABLE acknowledged (
        incarnation TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
        acknowledged_us INTEGER NOT NULL) WITHOUT ROWID""",
    # Side records that the centre holds, as of an epoch of the store's feed: a restored centre gets all again.
    "CREATE TABLE side_record_held (commitment TEXT PRIMARY KEY, epoch TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE contact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

REPLICA_SCHEMAS = {"chain": CHAIN_SCHEMA, "zone": ZONE_SCHEMA, "store": STORE_SCHEMA}
