"""Roles knows who may do what at the centre: administrators by their role, and the online shop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from central.core.refused import Refused


class AdminRole(StrEnum):
    """What the bearer of a token is."""

    OWNER = "owner"
    SUPPORT = "support"
    READ_ONLY = "read_only"
    SHOP = "shop"


class Right(StrEnum):
    """What can be done at the addresses that are no device's."""

    READ = "read"
    WORK = "work"
    OWN = "own"
    SELL = "sell"
    # to read what names a person beside a fact; who did is written down
    SEE_PEOPLE = "see_people"


_R = Right
RIGHTS: dict[AdminRole, frozenset[Right]] = {
    AdminRole.OWNER: frozenset(Right),
    AdminRole.SUPPORT: frozenset({_R.READ, _R.WORK, _R.SELL, _R.SEE_PEOPLE}),
    AdminRole.READ_ONLY: frozenset({_R.READ}),
    AdminRole.SHOP: frozenset({_R.SELL}),
}


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who speaks; the name stands beside what was done."""

    name: str
    role: AdminRole

    def check(self, right: Right) -> None:
        """Raises Refused 403 for what this role may not do."""
        if right not in RIGHTS[self.role]:
            raise Refused(403, "not_allowed", f"The role {self.role} may not do this.")
