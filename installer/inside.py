"""Inside knows what other projects' packages hold of others: as their own bills say, or by a table without one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from installer.product import ROOT

NOTICES = ROOT / "packaging" / "notices"
COMMON_LICENCES = Path("/usr/share/common-licenses")
_BILL = "CycloneDX"
# A bill names them as optional: the locked package was built without the one, and finds the other on the system.
LEFT_OUT = ("libimagequant", "FriBiDi")


# One text for all who use it; where a licence leaves a choice, these are the ones we take.
_SHARED = {
    "Apache-2.0": COMMON_LICENCES / "Apache-2.0",
    "LGPL-2.1-or-later": COMMON_LICENCES / "LGPL-2.1",
    "Unicode-3.0": NOTICES / "Unicode-3.0.txt",
    "Unicode-DFS-2016": NOTICES / "ICU.txt",
}
# What a bill does not say of a library that somebody's system had.
_UNSAID = {
    "cyrus-sasl-lib": "BSD-4-Clause",
    "keyutils-libs": "LGPL-2.1-or-later",
    "libcom_err": "MIT",
    "libXau": "MIT-open-group",
    "openssl": "Apache-2.0",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's work inside a package that another project built; texts are the files of its notices."""

    name: str
    version: str
    licence: str

    @property
    def texts(self) -> tuple[Path, ...]:
        """Its own notice if there is one, else the texts that many share; none: the package around it has them."""
        own = NOTICES / f"{self.name}.txt"
        shared = (path for name, path in _SHARED.items() if name in self.licence)
        return (own,) if own.exists() else tuple(shared)


# Of those that are linked in so that no file tells, in the versions of the lock.
_TABLE: dict[str, tuple[Part, ...]] = {
    "PySide6_Essentials": (
        Part("ICU", "73", "ICU"),
        Part("HarfBuzz", "as in Qt", "MIT-Modern-Variant"),
        Part("libjpeg-turbo", "as in Qt", "IJG"),
        Part("double-conversion", "as in Qt", "BSD-3-Clause"),
        Part("md4c", "as in Qt", "MIT"),
        Part("FreeType", "as in Qt", "FTL"),
        Part("libpng", "1.6.59", "libpng-2.0"),
        Part("PCRE2", "as in Qt", "BSD-3-Clause"),
        Part("zlib", "as in Qt", "Zlib"),
    ),
    "PySide6_Addons": (Part("FFmpeg", "7 (libavcodec 61)", "LGPL-2.1-or-later"),),
    "sqlcipher3": (
        Part("SQLCipher", "4.19.0", "BSD-3-Clause"),
        Part("SQLite", "3.53.4", "blessing"),
        Part("OpenSSL", "3.6.0", "Apache-2.0"),
    ),
    "psycopg-binary": (
        Part("libpq", "18", "PostgreSQL"),
        Part("MIT Kerberos", "as in psycopg-binary", "MIT"),
        Part("OpenLDAP", "as in psycopg-binary", "OLDAP-2.8"),
        Part("OpenSSL", "3, as in psycopg-binary", "Apache-2.0"),
        Part("glibc's libcrypt", "as in psycopg-binary", "LGPL-2.1-or-later"),
    ),
}


def parts_of(distribution: Distribution) -> Iterator[Part]:
    """All that is known to be inside one installed package."""
    yield from _TABLE.get(distribution.name, ())
    for file in distribution.files or ():
        if "sboms" in file.parts and file.name.endswith(".json"):
            bill = json.loads(Path(str(distribution.locate_file(file))).read_text("utf-8"))
            parts = (_part(each) for each in bill.get("components", ()) if _is_inside(each))
            if bill.get("bomFormat") == _BILL:
                # its own modules bear its own version
                yield from (part for part in parts if part.version != distribution.version)


def _is_inside(told: dict[str, Any]) -> bool:
    return told.get("scope") != "excluded" and told["name"] not in LEFT_OUT


def _part(told: dict[str, Any]) -> Part:
    licences = [_licence(each) for each in told.get("licenses") or ()]
    unsaid = _UNSAID.get(told["name"], "see its text")
    licence = " AND ".join(filter(None, licences)) or unsaid
    return Part(told["name"], told.get("version") or "as bundled", licence)


def _licence(told: dict[str, Any]) -> str:
    named = told.get("license", {})
    return told.get("expression") or named.get("id") or named.get("name") or ""
