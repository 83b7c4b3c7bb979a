"""Product knows which packages there are, their one version, and the moment that every file of them bears."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from resources.installation import version

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "var" / "package"
OUT = ROOT / "dist"
# Where sources come without their history.
_EPOCH_WITHOUT_HISTORY = 1_767_225_600


@dataclass(frozen=True, slots=True)
class Product:
    """One folder of programs, and the package that brings it to a machine."""

    name: str
    spec: str
    about: str
    # what the folder's libraries do not tell
    depends: tuple[str, ...]
    recommends: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """Where the programs and their libraries are."""
        return OUT / self.name

    @property
    def sources(self) -> Path:
        """What the package brings beside them."""
        return ROOT / "packaging" / "debian" / self.name


STOREFRONT = Product(
    "storefront",
    "storefront",
    "store app: checkout, pickup counter and picking, offline first\n"
    " The register of a store, with its sync agent as a service of the person's session.\n"
    " It sells with and without a network.",
    (
        "debconf (>= 0.5) | debconf-2.0",
        "ca-certificates",
        "fontconfig-config",
        "libstdc++6",
        "libx11-data",
        "libzbar0t64 | libzbar0",
        "tzdata",
        "xkb-data",
    ),
    ("systemd", "gnome-keyring", "libegl1", "libgl1"),
)
CENTRAL = Product(
    "storefront-central",
    "central",
    "central inventory and order service of a chain of stores\n"
    " Takes in what registers did, gives out items, prices, stock and orders.\n"
    " On SQLite by itself, on PostgreSQL by one setting.",
    ("debconf (>= 0.5) | debconf-2.0", "adduser", "libstdc++6", "openssl", "tzdata"),
    ("systemd", "postgresql-client"),
)
PRODUCTS = (STOREFRONT, CENTRAL)


def product_version() -> str:
    """As pyproject.toml says it."""
    return version()


def epoch() -> int:
    """Seconds of SOURCE_DATE_EPOCH, else of the newest change: a build of the same sources bears the same moment."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(said.stdout) if said.returncode == 0 and said.stdout else _EPOCH_WITHOUT_HISTORY
