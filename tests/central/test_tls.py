"""With a certificate the centre speaks TLS, and only that."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.contract.centre_process import CentreProcess

ADDRESS = "127.0.0.1"


def _self_signed(folder: Path) -> tuple[Path, Path]:
    """PEM files of a certificate for this machine alone, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ADDRESS)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(ADDRESS))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "centre.pem", folder / "centre-key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_file, key_file


def test_a_centre_with_a_certificate_is_spoken_to_by_tls_alone(tmp_path: Path) -> None:
    certificate, key = _self_signed(tmp_path)
    process = CentreProcess(tmp_path / "centre")
    process.start("--certificate", str(certificate), "--private-key", str(key))
    try:
        assert process.url.startswith("https://")
        trusting = ssl.create_default_context(cafile=str(certificate))
        health = httpx.get(f"{process.url}/health", verify=trusting)
        assert health.json()["status"] == "ok"
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{process.url}/health")
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"{process.url.replace('https', 'http')}/health")
    finally:
        process.stop()
