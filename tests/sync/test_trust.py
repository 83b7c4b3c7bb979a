"""A device tells its secrets to its centre, and to nobody on the way."""

import ssl

import pytest

from sync.transport.trust import is_private, trusted


@pytest.mark.parametrize(
    "url",
    [
        "https://centre.example.com",
        "https://10.0.0.5:8420",
        "http://127.0.0.1:8420",
        "http://localhost:8420",
        "http://[::1]:8420",
    ],
)
def test_what_nobody_on_the_way_can_read(url: str) -> None:
    assert is_private(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://centre.example.com",
        "http://10.0.0.5:8420",
        "http://127.0.0.1.example.com",
        "http://localhost@centre.example.com",
        "https://",
        "ftp://localhost.example.com",
        "http://[",
        "",
    ],
)
def test_what_somebody_on_the_way_can_read(url: str) -> None:
    assert not is_private(url)


def test_certificates_are_checked_against_the_machines_store_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda *_: asked.append("own"))
    context = trusted("https://centre.example.com")
    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert asked == ["own"]
    assert trusted("http://127.0.0.1:1") is True
