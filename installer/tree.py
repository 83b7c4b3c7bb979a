"""Tree knows where each file of a package goes on a machine, with its mode and its words filled in."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from installer.bill import bill_of_materials
from installer.origins import Origin
from installer.product import ROOT, Product

PROGRAM, TEXT = 0o755, 0o644
# ending of a file beside the package's scripts -> where it goes, and its mode
PLACES = (
    (".sh", "usr/bin/{stem}", PROGRAM),
    (".desktop", "usr/share/applications/{name}", TEXT),
    (".svg", "usr/share/icons/hicolor/scalable/apps/{name}", TEXT),
    (".rules", "usr/lib/udev/rules.d/{name}", TEXT),
    (".conf", "etc/storefront/{name}", TEXT),
    (".path", "usr/lib/systemd/user/{name}", TEXT),
    (".service", "usr/lib/systemd/{manager}/{name}", TEXT),
    (".timer", "usr/lib/systemd/{manager}/{name}", TEXT),
    (".1", "usr/share/man/man1/{name}.gz", TEXT),
    (".8", "usr/share/man/man8/{name}.gz", TEXT),
)
# Those that do not go where others of their ending go.
ELSEWHERE = {
    "storefront-kiosk.desktop": "usr/share/storefront/storefront-kiosk.desktop",
    "storefront-central-certificate.sh": "usr/sbin/storefront-central-certificate",
}
_MANAGERS = {"storefront": "user", "storefront-central": "system"}
_RELINKING = """Qt, Qt for Python and Shiboken are used under the GNU Lesser General Public License, version 3.
Its text and the GNU General Public License's are beside this file. The libraries of FFmpeg that come with Qt Multimedia
(libavcodec, libavformat, libavutil, libswresample, libswscale) are used under version 2.1 of the former.

They are not linked into the program: each is a library of its own in
{place}/_internal/PySide6. Who wants to run this program with another Qt, changed or
not, replaces those files by a build of the same major version and the same binary
interface; no other file has to be changed, and nothing checks what they hold. This
program may be taken apart to find mistakes in such a change.

The sources of Qt and of Qt for Python, version {qt}, are offered by their makers under
the same version. Whoever hands this package on for three years hands on with it, on
request and for no more than the cost of doing so, the sources of that version.
"""


def lay_out(product: Product, root: Path, version: str, moment: int) -> None:
    """Programs, libraries, and what stands in the package's folder of sources."""
    shutil.copytree(product.folder, root / "usr/lib" / product.name, symlinks=True)
    words = {"@VERSION@": version, "@DATE@": f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}"}
    for source in sorted(product.sources.iterdir()):
        if place := _place(product, source.name):
            kept, mode = place
            text = source.read_text(encoding="utf-8")
            for word, meaning in words.items():
                text = text.replace(word, meaning)
            write(root / kept, text.encode(), mode)
    if product.spec == "storefront":
        (root / "usr/bin/storefront-agent").symlink_to("../lib/storefront/storefront-agent")


def add_notices(
    product: Product, root: Path, version: str, moment: int, parts: Sequence[Origin]
) -> None:
    """What the licences of all parts ask for, how Qt is replaced, the bill of materials, the changes."""
    folder = root / "usr/share/doc" / product.name
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    contents = "\n".join(f"{part.name} {part.version}: {part.licence}" for part in parts)
    write(folder / "copyright", f"Storefront {version}\n\n{own}\n\nIn it:\n{contents}\n".encode())
    for part in parts:
        for name, text in part.texts:
            write(folder / "notices" / part.name.replace(" / ", ", ") / name, text.encode())
    qt = next((part.version for part in parts if part.name == "PySide6_Essentials"), "")
    if qt:
        text = _RELINKING.format(place=f"/usr/lib/{product.name}", qt=qt)
        write(folder / "notices" / "replacing-qt.txt", text.encode())
    bill = bill_of_materials(product.name, version, parts, moment)
    write(folder / f"{product.name}.cdx.json", bill.encode())
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    write(folder / "changelog.gz", changes)


def write(path: Path, content: bytes, mode: int = TEXT) -> None:
    """A file with its folders, packed where its name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    path.chmod(mode)


def give_modes(root: Path, moment: int) -> None:
    """No file of a package depends on who built it, or when."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or bool(path.stat().st_mode & 0o100)
            path.chmod(PROGRAM if runs else TEXT)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _place(product: Product, name: str) -> tuple[str, int] | None:
    """Where a file goes, None for the scripts of the package."""
    for ending, place, mode in PLACES:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            manager = _MANAGERS[product.name]
            found = ELSEWHERE.get(name, place.format(name=name, stem=stem, manager=manager))
            return found, mode
    return None
