"""Nexo security knows how messages are sealed between register and terminal (AES-256-CBC with HMAC-SHA256)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pos_app.devices.nexo_messages import Message, NotNexo, decode, encode

# As Adyen's terminals derive keys from the passphrase that both were given.
_SALT = b"AdyenNexoV1Salt"
_ROUNDS = 4_000
_HMAC_BYTES, _KEY_BYTES, _IV_BYTES = 32, 32, 16
_CRYPTO_VERSION = 1
_BLOCK_BITS = 128


@dataclass(frozen=True, slots=True)
class SharedKey:
    """What terminal and register share; written in one line as `identifier:version:passphrase`."""

    identifier: str
    version: int
    passphrase: str

    @staticmethod
    def read(line: str) -> SharedKey:
        """What a line says."""
        identifier, version, passphrase = line.split(":", 2)
        return SharedKey(identifier, int(version), passphrase)


class Sealing:
    """Seals what is sent and opens what comes; what was not sealed by the same key is no message."""

    def __init__(self, key: SharedKey) -> None:
        derived = hashlib.pbkdf2_hmac(
            "sha1", key.passphrase.encode(), _SALT, _ROUNDS, _HMAC_BYTES + _KEY_BYTES + _IV_BYTES
        )
        self._key = key
        self._hmac_key = derived[:_HMAC_BYTES]
        self._cipher_key = derived[_HMAC_BYTES:-_IV_BYTES]
        self._iv = derived[-_IV_BYTES:]

    def seal(self, kind: str, message: Message) -> bytes:
        """The bytes to send; the header stays readable."""
        plain = encode(kind, message)
        nonce = secrets.token_bytes(_IV_BYTES)
        padder = padding.PKCS7(_BLOCK_BITS).padder()
        cipher = self._cipher(nonce).encryptor()
        blob = cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()
        sealed: dict[str, Any] = {
            "MessageHeader": message["MessageHeader"],
            "NexoBlob": base64.b64encode(blob).decode(),
            "SecurityTrailer": {
                "AdyenCryptoVersion": _CRYPTO_VERSION,
                "KeyIdentifier": self._key.identifier,
                "KeyVersion": self._key.version,
                "Nonce": base64.b64encode(nonce).decode(),
                "Hmac": base64.b64encode(self._hmac(plain)).decode(),
            },
        }
        return encode(kind, sealed)

    def open(self, text: bytes, kind: str) -> Message:
        """What was sealed. Errors: NotNexo when it was not, or by another key."""
        sealed = decode(text, kind)
        try:
            trailer = sealed["SecurityTrailer"]
            cipher = self._cipher(base64.b64decode(trailer["Nonce"])).decryptor()
            padded = cipher.update(base64.b64decode(sealed["NexoBlob"])) + cipher.finalize()
            unpadder = padding.PKCS7(_BLOCK_BITS).unpadder()
            plain = unpadder.update(padded) + unpadder.finalize()
            known = base64.b64decode(trailer["Hmac"])
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise NotNexo from error
        if not hmac.compare_digest(known, self._hmac(plain)):
            raise NotNexo
        return decode(plain, kind)

    def _cipher(self, nonce: bytes) -> Cipher[modes.CBC]:
        iv = bytes(ours ^ theirs for ours, theirs in zip(self._iv, nonce, strict=True))
        return Cipher(algorithms.AES(self._cipher_key), modes.CBC(iv))

    def _hmac(self, plain: bytes) -> bytes:
        return hmac.new(self._hmac_key, plain, "sha256").digest()
