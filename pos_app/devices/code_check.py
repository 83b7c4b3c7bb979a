"""Code check compares a pickup code with what the centre made of it; argon2 is loaded for the first one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pos_app.ports.late import load

if TYPE_CHECKING:
    from pos_app.devices.code_hashes import CodeHashes


class Argon2CodeCheck:
    """Makes the hash of a code; who has only the hash cannot make the code."""

    def hash_code(self, code: str, salt: str) -> str:
        """In hexadecimal, as the salt is."""
        return self._hashes.hash_code(code, salt)

    @cached_property
    def _hashes(self) -> CodeHashes:
        hashes: CodeHashes = load("code_hashes")()
        return hashes
