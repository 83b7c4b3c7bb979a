"""Operator knows who may do what, and how long a person waits after wrong PINs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.clock import TimeReading
from pos_app.domain.ids import OperatorNumber

FREE_TRIES = 3
LOCK_SECONDS_FIRST = 30
LOCK_SECONDS_MAX = 3600

# Name of the store's configuration: after so many minutes without a hand the screen locks, 0 for never.
IDLE_MINUTES = "idle_lock_minutes"
IDLE_MINUTES_DEFAULT = 5


class Role(StrEnum):
    """What a person is in the store; a role is a set of permissions."""

    CASHIER = "cashier"
    ASSOCIATE = "associate"
    PICKER = "picker"
    MANAGER = "manager"


class Permission(StrEnum):
    """One thing that a role allows."""

    SELL = "sell"
    OPEN_TILL = "open_till"
    OPEN_DRAWER = "open_drawer"
    MOVE_TO_SAFE = "move_to_safe"
    MOVE_CASH = "move_cash"
    CANCEL_SALE = "cancel_sale"
    CLOSE_DAY = "close_day"
    SETTLE_DIFFERENCE = "settle_difference"
    TAKE_OVER = "take_over"
    LET_IN = "let_in"
    RETURN_ANYWAY = "return_anyway"
    VOID_SALE = "void_sale"
    TRAIN = "train"
    SELL_TO_STAFF = "sell_to_staff"
    SET_UP_DEVICE = "set_up_device"
    PICK = "pick"
    HAND_OVER = "hand_over"
    KEEP_STOCK = "keep_stock"
    ADJUST_STOCK = "adjust_stock"


_SELLING = frozenset(
    {
        Permission.SELL,
        Permission.OPEN_TILL,
        Permission.MOVE_TO_SAFE,
        Permission.CANCEL_SALE,
        Permission.TAKE_OVER,
        Permission.CLOSE_DAY,
    }
)
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASHIER: _SELLING,
    Role.ASSOCIATE: _SELLING | {Permission.HAND_OVER, Permission.KEEP_STOCK},
    Role.PICKER: frozenset({Permission.PICK, Permission.KEEP_STOCK}),
    Role.MANAGER: frozenset(Permission),
}


# So much of a price a role takes off by itself, in hundredths of a percent; more needs somebody who may.
WHOLE_BP = 10_000
TAKE_OFF_MAX_BP: dict[Role, int] = {
    Role.CASHIER: 1_000,
    Role.ASSOCIATE: 1_000,
    Role.PICKER: 0,
    Role.MANAGER: WHOLE_BP,
}


@dataclass(frozen=True, slots=True)
class Operator:
    """A person who signs on; `pin_hash` is an argon2id hash, never the PIN."""

    number: OperatorNumber
    name: str
    role: Role
    pin_hash: str
    badge_hash: str
    under_18: bool = False

    @property
    def initials(self) -> str:
        """The first letters of the first two names."""
        return initials_of(self.name)

    def may(self, permission: Permission) -> bool:
        """True when the role has the permission."""
        return permission in PERMISSIONS[self.role]

    def may_take_off(self, share_bp: int) -> bool:
        """True when the role may take so much off a price, in hundredths of a percent of it."""
        return share_bp <= TAKE_OFF_MAX_BP[self.role]


def is_left_alone(text: str, minutes: int) -> bool:
    """Whether a screen locks after so many minutes without a hand; text: what the store has set, "" for nothing."""
    limit = int(text) if text.isascii() and text.isdecimal() else IDLE_MINUTES_DEFAULT
    return 0 < limit <= minutes


def initials_of(name: str) -> str:
    """The first letters of the first two names."""
    return "".join(part[0] for part in name.split()[:2]).upper()


def badge_hash(badge: str) -> str:
    """What is stored of a badge: the SHA-256 of its whole text, as hexadecimal digits."""
    return hashlib.sha256(f"badge:{badge}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WrongPins:
    """Wrong PINs in a row, and what the clocks said at the last of them, None when there is none."""

    failures: int = 0
    last: TimeReading | None = None

    @property
    def tries_left(self) -> int:
        """How many more are free."""
        return max(FREE_TRIES - self.failures, 0)

    def one_more(self, now: TimeReading) -> WrongPins:
        """After another wrong PIN."""
        return WrongPins(self.failures + 1, now)

    def seconds_left(self, now: TimeReading) -> int:
        """How long nobody may try.

        Within one boot the monotonic clock counts, which no setting of the clock moves; after another boot the
        wall clock, and one that went backwards since shortens nothing.
        """
        if self.last is None:
            return 0
        if now.boot_id == self.last.boot_id:
            passed = (now.monotonic_ns - self.last.monotonic_ns) // 1_000_000_000
        else:
            passed = (now.wall_us - self.last.wall_us) // 1_000_000
        return max(lock_seconds(self.failures) - max(passed, 0), 0)

    def clock_went_back(self, now: TimeReading) -> bool:
        """True when the wait has to be counted anew from now, lest it last until the old time comes again."""
        return (
            self.last is not None
            and now.boot_id != self.last.boot_id
            and now.wall_us < self.last.wall_us
        )


def lock_seconds(failures: int) -> int:
    """How long to wait after this many wrong PINs in a row: nothing for the first two, then doubling to an hour."""
    if failures < FREE_TRIES:
        return 0
    doublings = min(failures - FREE_TRIES, 12)
    return int(min(LOCK_SECONDS_FIRST << doublings, LOCK_SECONDS_MAX))
