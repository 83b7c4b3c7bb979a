"""Operator knows who may do what, and how long a person waits after wrong PINs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.ids import OperatorNumber

FREE_TRIES = 3
LOCK_SECONDS_FIRST = 30
LOCK_SECONDS_MAX = 3600


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
    CANCEL_SALE = "cancel_sale"
    CLOSE_DAY = "close_day"
    TAKE_OVER = "take_over"
    LET_IN = "let_in"
    SET_UP_DEVICE = "set_up_device"
    PICK = "pick"
    HAND_OVER = "hand_over"


_SELLING = frozenset(
    {
        Permission.SELL,
        Permission.OPEN_TILL,
        Permission.CANCEL_SALE,
        Permission.TAKE_OVER,
        Permission.CLOSE_DAY,
    }
)
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASHIER: _SELLING,
    Role.ASSOCIATE: _SELLING | {Permission.HAND_OVER},
    Role.PICKER: frozenset({Permission.PICK}),
    Role.MANAGER: frozenset(Permission),
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
        return "".join(part[0] for part in self.name.split()[:2]).upper()

    def may(self, permission: Permission) -> bool:
        """True when the role has the permission."""
        return permission in PERMISSIONS[self.role]


def lock_seconds(failures: int) -> int:
    """How long to wait after this many wrong PINs in a row: nothing for the first two, then doubling to an hour."""
    if failures < FREE_TRIES:
        return 0
    doublings = min(failures - FREE_TRIES, 12)
    return int(min(LOCK_SECONDS_FIRST << doublings, LOCK_SECONDS_MAX))
