"""Wrapping key knows the centre's key pair, by which devices leave their journal's key without showing it."""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BITS = 3072
SECRET_BYTES = 32
_OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


class WrappingKey:
    """An RSA key in a file that its owner alone can read; made when it is not there."""

    def __init__(self, private: rsa.RSAPrivateKey) -> None:
        self._private = private

    @staticmethod
    def open(path: Path) -> WrappingKey:
        """The key of a file."""
        if not path.exists():
            _make(path)
        private = serialization.load_pem_private_key(path.read_bytes(), None)
        assert isinstance(private, rsa.RSAPrivateKey), "the key file holds another kind of key"
        return WrappingKey(private)

    @property
    def public_pem(self) -> str:
        """What a device wraps with."""
        return (
            self._private.public_key()
            .public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            .decode()
        )

    def secret_for(self, purpose: str) -> bytes:
        """32 bytes that follow from this key alone, others for every purpose; nothing is to be kept for them."""
        private = self._private.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return HKDF(hashes.SHA256(), SECRET_BYTES, None, purpose.encode()).derive(private)

    def unwrap(self, wrapped: str) -> str:
        """What a device wrapped; raises ValueError when it is not for this key."""
        return self._private.decrypt(base64.b64decode(wrapped, validate=True), _OAEP).decode()


def _make(path: Path) -> None:
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    # A second process that starts at the same moment must not have another key.
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
