"""Messages knows every JSON message between a device and the centre, as docs/wire.md describes them."""

from __future__ import annotations

from typing import Literal

import msgspec

PROTOCOL = 1
BATCH_FACTS_MAX = 200
GROUP_ROWS_MAX = 2_000
PAGE_BYTES_MAX = 256 * 1024


class Message(msgspec.Struct, frozen=True):
    """A message; a field that is not known here is ignored."""


class EnrolRequest(Message, frozen=True):
    """POST /v1/enrol: the one-time code and what the machine is.

    A device that is admitted again says who it has been: its id and its place; a new one leaves them empty.
    """

    code: str
    device_class: str
    fingerprint: str
    device_id: str = ""
    business_unit: str = ""
    workstation: str = ""


class EnrolReply(Message, frozen=True):
    """Who the device is now; `token` is shown this once. `wrapping_key` is an RSA public key in PEM."""

    device_id: str
    token: str
    business_unit: str
    workstation: str
    zone: str
    currency: str
    time_zone: str
    store_name: str
    wrapping_key: str


class WrappedKey(Message, frozen=True):
    """PUT /v1/device/key: the journal's key, RSA-OAEP-SHA256 under `wrapping_key`, in base64."""

    wrapped: str


class RecoverRequest(Message, frozen=True):
    """POST /v1/recover: a recovery code made at the centre for one device."""

    code: str
    fingerprint: str


class RecoverReply(Message, frozen=True):
    """The journal's key in hexadecimal, and a new token for the same device."""

    enrolment: EnrolReply
    database_key: str


class FactMessage(Message, frozen=True):
    """One fact as stored; `body` is base64 of the bytes, hashes and ids are hexadecimal."""

    fact_id: str
    sequence: int
    kind: str
    version: int
    business_unit: str
    workstation: str
    operator: str
    business_date: str
    wall_us: int
    monotonic_ns: int
    boot_id: str
    centre_offset_ms: int | None
    body: str
    previous_hash: str
    hash: str


class TailMessage(Message, frozen=True):
    """The end of a chain; sequence 0 with a hash of zeros is the empty one."""

    sequence: int
    hash: str


class JournalBatch(Message, frozen=True):
    """POST /v1/journal/{device}/{incarnation}: facts that continue `tail`.

    pruned_below: the device has let go of all facts up to `tail`, which the centre had acknowledged once.
    """

    tail: TailMessage
    facts: list[FactMessage]
    pruned_below: bool = False


class JournalReply(Message, frozen=True):
    """acknowledged: stored up to `tail`; gap: the centre holds up to `tail`; fork: chains differ after `tail`."""

    result: Literal["acknowledged", "gap", "fork"]
    tail: TailMessage


class HeadsReply(Message, frozen=True):
    """GET /v1/journal/{device}: what the centre holds of every incarnation."""

    heads: dict[str, TailMessage]


class TableRows(Message, frozen=True):
    """Rows of one table: `put` are written in the order of `columns`, `drop` are keys to remove."""

    table: str
    columns: list[str]
    put: list[list[int | str | None]] = []
    drop: list[list[int | str]] = []


class FactReceipt(Message, frozen=True):
    """What became of a fact."""

    fact_id: str
    status: Literal["applied", "parked"]


class Group(Message, frozen=True):
    """What changed together: applied whole, with its position."""

    position: int
    tables: list[TableRows]
    receipts: list[FactReceipt] = []
    needs: dict[str, int] = {}


class FeedPage(Message, frozen=True):
    """Groups from `first` to `last` of one feed and epoch, without a gap; the hashes before and after them."""

    feed: str
    epoch: str
    first: int
    last: int
    groups: list[Group]
    previous: str = ""
    hash: str = ""


class TailReply(Message, frozen=True):
    """GET /v1/tail: the groups after a position (maybe none), the hash after them, and the head."""

    feed: str
    epoch: str
    after: int
    head: int
    groups: list[Group]
    hash: str = ""


class PageEntry(Message, frozen=True):
    """One immutable page of a manifest."""

    first: int
    last: int
    sha256: str


class SnapshotFile(Message, frozen=True):
    """A finished SQLite file, compressed with zstd; `sha256` is of the compressed bytes."""

    path: str
    sha256: str
    size: int
    schema: int


class BootReply(Message, frozen=True):
    """GET /v1/boot/{feed}: how to start. Rows are fetched as snapshot pages, or as one file.

    hash: that of the chain of groups at `position`.
    """

    feed: str
    epoch: str
    key: str
    position: int
    schema: int
    row_count: int
    digest: str
    snapshot_pages: int
    file: SnapshotFile | None
    pages: list[PageEntry]
    hash: str = ""


class DigestReply(Message, frozen=True):
    """GET /v1/digest/{feed}/{epoch}/{position}: what the rows of a feed are there."""

    feed: str
    epoch: str
    position: int
    digest: str


class SnapshotPage(Message, frozen=True):
    """GET /v1/snapshot/{feed}/{epoch}/{position}/{number}: rows as of one position."""

    feed: str
    epoch: str
    position: int
    number: int
    tables: list[TableRows]
    receipts: list[FactReceipt]


class PrivateVersion(Message, frozen=True):
    """One entry of the version list of a store's private documents."""

    id: str
    version: str


class PrivateList(Message, frozen=True):
    """GET /v1/private: what this device should hold, and nothing else."""

    documents: list[PrivateVersion]


class OperatorDocument(Message, frozen=True):
    """GET /v1/private/operators: who may sign on here."""

    operators: list[OperatorEntry]


class OperatorEntry(Message, frozen=True):
    """One operator; hashes only."""

    number: str
    name: str
    role: str
    pin_hash: str
    badge_hash: str
    under_18: bool


class OrderCustomerEntry(Message, frozen=True):
    """Who waits for an open order, and what the store must know to hand it over."""

    order_number: str
    customer_number: str
    name: str
    email: str
    phone: str
    alternate_person: str
    vehicle: str
    address: str
    gift: bool
    paid: bool


class OrderCustomerDocument(Message, frozen=True):
    """GET /v1/private/order-customers: the people of the store's open orders."""

    orders: list[OrderCustomerEntry]


class OrderCheckEntry(Message, frozen=True):
    """How the person of an open order is checked: `code`, `id` or `name_phone`; of a code its hash alone."""

    order_number: str
    method: str
    salt: str
    code_hash: str


class OrderCheckDocument(Message, frozen=True):
    """GET /v1/private/order-checks: how the people of the store's open orders are checked."""

    orders: list[OrderCheckEntry]


class PurchaseEntry(Message, frozen=True):
    """An earlier order of a customer, in any channel; amounts in minor units, and the items as far as known."""

    order_number: str
    ordered_on: str
    channel: str
    total_minor: int
    goods: str
    items: list[int] = []
    returned_minor: int = 0


class NoteEntry(Message, frozen=True):
    """What somebody of the staff noted about a customer."""

    commitment: str
    note: str
    operator: str
    noted_us: int


class CustomerEntry(Message, frozen=True):
    """A customer who shopped here and consented; the newest purchases first."""

    customer_number: str
    name: str
    email: str
    phone: str
    loyalty_card: str
    points: int
    sizes: str
    tastes: str
    purchases: list[PurchaseEntry]
    notes: list[NoteEntry] = []


class CustomerDocument(Message, frozen=True):
    """GET /v1/private/customers/{part}: one part of the store's directory."""

    customers: list[CustomerEntry]


class ErasedDocument(Message, frozen=True):
    """GET /v1/private/erased: people whose side records are deleted on every device."""

    subjects: list[str]


class SlipKeyDocument(Message, frozen=True):
    """GET /v1/private/slip-key: what slips of held sales are signed with in a store, in hexadecimal.

    receipt_key: the same for receipts in all stores of the chain; an older centre has none.
    """

    key: str
    receipt_key: str = ""


class SideRecord(Message, frozen=True):
    """What a fact names by `commitment` alone: HMAC-SHA256 of `record` (UTF-8) under `key`, both in hexadecimal."""

    subject: str
    commitment: str
    key: str
    record: str


class SideRecords(Message, frozen=True):
    """POST /v1/private: at most 200 side records of a device."""

    records: list[SideRecord]


class SideRecordsReply(Message, frozen=True):
    """Which of them are held now, by commitment; those of people who were erased are not."""

    held: list[str]


class Problem(Message, frozen=True):
    """Every refusal of the centre (RFC 9457): `code` is for programs, `title` for people."""

    code: str
    title: str
    status: int
