"""Trust knows to whom a device tells its secrets: by TLS alone, but on this machine, and by which certificates."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

_TLS = "https"


def is_private(url: str) -> bool:
    """Whether nobody on the way can read what is said to this address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (parts.scheme == _TLS and bool(host)) or _is_this_machine(host)


def trusted(url: str) -> ssl.SSLContext | bool:
    """The public certificate authorities, and those that this machine's owner has added to its own store."""
    if not url.startswith(f"{_TLS}:"):
        return True
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
