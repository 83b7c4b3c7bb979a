"""Bench store names the one store, till and person of every bench device."""

from __future__ import annotations

# A bench device holds nothing worth a secret; the key only makes the file an encrypted one.
KEY = "5e" * 32
BUSINESS_UNIT, WORKSTATION, ZONE = "12", "1", "uk"
OPERATOR, PIN, BADGE = "1001", "1234", "OP-1001-000000"
