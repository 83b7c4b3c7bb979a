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
_COMMON_LICENCES = Path("/usr/share/common-licenses")
_BILL = "CycloneDX"
# A bill names them as optional: the locked package was built without the one, and finds the other on the system.
LEFT_OUT = ("libimagequant", "FriBiDi")


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's work inside a package that another project built; text is a file of its notice."""

    name: str
    version: str
    licence: str
    text: Path | None = None


def _with_notice(name: str, version: str, licence: str) -> Part:
    return Part(name, version, licence, NOTICES / f"{name}.txt")


# Of those that are linked in so that no file tells, in the versions of the lock.
_TABLE: dict[str, tuple[Part, ...]] = {
    "PySide6_Essentials": (
        _with_notice("ICU", "73", "ICU"),
        _with_notice("HarfBuzz", "as in Qt", "MIT-Modern-Variant"),
        _with_notice("libjpeg-turbo", "as in Qt", "IJG"),
        _with_notice("double-conversion", "as in Qt", "BSD-3-Clause"),
        _with_notice("md4c", "as in Qt", "MIT"),
        Part("FreeType", "as in Qt", "FTL"),
        Part("libpng", "1.6.59", "libpng-2.0"),
        Part("PCRE2", "as in Qt", "BSD-3-Clause"),
        Part("zlib", "as in Qt", "Zlib"),
    ),
    "PySide6_Addons": (
        Part("FFmpeg", "7 (libavcodec 61)", "LGPL-2.1-or-later", _COMMON_LICENCES / "LGPL-2.1"),
    ),
    "sqlcipher3": (
        _with_notice("SQLCipher", "4.19.0", "BSD-3-Clause"),
        Part("SQLite", "3.53.4", "blessing"),
        Part("OpenSSL", "3.6.0", "Apache-2.0", _COMMON_LICENCES / "Apache-2.0"),
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
    licence = " AND ".join(filter(None, licences)) or "see its text"
    return Part(told["name"], told.get("version") or "as bundled", licence)


def _licence(told: dict[str, Any]) -> str:
    named = told.get("license", {})
    return told.get("expression") or named.get("id") or named.get("name") or ""
