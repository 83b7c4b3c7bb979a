"""Origins knows from which project each file of a folder came, its version, and the licence texts that go with it."""

from __future__ import annotations

import ast
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from installer.inside import COMMON_LICENCES, NOTICES, Part, parts_of
from installer.product import ROOT, WORK, Product

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_QT = ("PySide6_Essentials", "PySide6_Addons", "shiboken6")
# What every program of PyInstaller's begins with.
_BOOTLOADER = "pyinstaller"


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody's work that is in a package: kind is pypi, deb or generic, as package addresses name it."""

    kind: str
    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, str], ...]

    @property
    def has_text(self) -> bool:
        """Whether anybody who has the package can read under which licence this part is."""
        return any(text.strip() for _, text in self.texts)


def origins(product: Product) -> list[Origin]:
    """All that is in a product's folder and is not our own, by name; the folder was just built.

    Ends the build when something in it has no licence text.
    """
    owners = _owners()
    found: dict[tuple[str, str], Origin] = {}
    system: set[Path] = set()
    for source in _sources(product):
        if source in owners:
            distribution = owners[source]
            if ("pypi", distribution.name) not in found:
                around = found[("pypi", distribution.name)] = _of_distribution(distribution)
                for part in parts_of(distribution):
                    key = ("generic", f"{part.name} {part.version}")
                    found.setdefault(key, of_part(part, around))
        elif not source.is_relative_to(ROOT) and not _is_pythons(source):
            system.add(source)
    for origin in (*_fixed(product), *_of_system(system)):
        found.setdefault((origin.kind, origin.name), origin)
    if silent := sorted(part.name for part in found.values() if not part.has_text):
        raise SystemExit(f"make package: no licence text of {', '.join(silent)}")
    return [found[key] for key in sorted(found, key=lambda key: (key[1].lower(), key[0]))]


def _sources(product: Product) -> Iterator[Path]:
    """Where PyInstaller took each file and each module from."""
    folder = WORK / "work" / product.spec
    for name in ("COLLECT-00.toc", "PYZ-00.toc"):
        content = ast.literal_eval((folder / name).read_text(encoding="utf-8"))
        for part in content:
            if isinstance(part, list):
                for _place, source, *_kind in part:
                    if source and Path(source).is_absolute():
                        yield Path(source).resolve()


def _owners() -> Mapping[Path, metadata.Distribution]:
    owners: dict[Path, metadata.Distribution] = {}
    for distribution in metadata.distributions():
        for file in distribution.files or ():
            owners[Path(str(distribution.locate_file(file))).resolve()] = distribution
    return owners


def _of_distribution(distribution: metadata.Distribution) -> Origin:
    licence = _licence_of(distribution.metadata)
    texts = [
        (
            "-".join(Path(str(file)).parts[1:]),
            Path(str(distribution.locate_file(file))).read_text("utf-8", "replace"),
        )
        for file in distribution.files or ()
        if ".dist-info" in str(file) and _LICENCE_FILE.search(Path(str(file)).name)
    ]
    notice = NOTICES / f"{distribution.name}.txt"
    if not texts and notice.exists():
        texts = list(_text_of(notice, distribution.name))
    if distribution.name in _QT:
        texts += [(name, _common(name)) for name in ("LGPL-3", "GPL-3", "LGPL-2.1")]
        licence = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
    first_line = licence.strip().splitlines()[0] if licence.strip() else "see its text"
    return Origin("pypi", distribution.name, distribution.version, first_line[:100], tuple(texts))


def of_part(part: Part, around: Origin) -> Origin:
    """What lies inside a package; what has no notice of its own stands in that package's."""
    own = tuple((path.name, path.read_text(encoding="utf-8")) for path in part.texts)
    return Origin("generic", part.name, part.version, part.licence, own or around.texts)


def _licence_of(told: metadata.PackageMetadata) -> str:
    """As the project says it: in one field, in an older one, or among its classifiers."""
    for field in ("License-Expression", "License"):
        if field in told and told[field].strip():
            return told[field]
    kinds = told.get_all("Classifier") or []
    return " AND ".join(kind.rsplit(" :: ", 1)[1] for kind in kinds if kind.startswith("License"))


def _fixed(product: Product) -> Iterator[Origin]:
    """Python itself, the program that starts it, and what lies among our own files."""
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    yield Origin(
        "generic", "CPython", platform.python_version(), "PSF-2.0", _text_of(python, "Python")
    )
    yield _of_distribution(metadata.distribution(_BOOTLOADER))
    if product.spec == "storefront":
        fonts, icons = ROOT / "resources/fonts/LICENSE_FONT", ROOT / "resources/icons/LICENSE"
        yield Origin("generic", "IBM Plex", "as bundled", "OFL-1.1", _text_of(fonts, "IBM Plex"))
        yield Origin("generic", "Tabler Icons", "as bundled", "MIT", _text_of(icons, "Tabler"))


def _text_of(path: Path, name: str) -> tuple[tuple[str, str], ...]:
    if path.exists():
        return ((path.name, path.read_text(encoding="utf-8", errors="replace")),)
    # Debian keeps Python's licence with its other notices.
    return ((f"{name}.txt", _debian_notice(f"lib{Path(sys.executable).resolve().name}")),)


def _is_pythons(source: Path) -> bool:
    places = (sysconfig.get_path("stdlib"), sysconfig.get_config_var("LIBDIR"))
    inside = source.is_relative_to(Path(sys.base_prefix)) and not source.is_relative_to(
        "/usr/lib/x86_64-linux-gnu"
    )
    return "libpython" in source.name or (
        inside and any(source.is_relative_to(place) for place in places)
    )


def _of_system(files: set[Path]) -> Iterator[Origin]:
    """The packages of this system whose libraries PyInstaller took along."""
    names = sorted({name for name in map(package_of, sorted(files)) if name})
    for name in names:
        said = subprocess.run(
            ["dpkg-query", "--show", "--showformat", "${Version}", name],
            capture_output=True,
            text=True,
            check=True,
        )
        text = _debian_notice(name)
        yield Origin(
            "deb", name, said.stdout.splitlines()[0], "see its text", (("copyright", text),)
        )


def package_of(path: Path) -> str:
    """The package of this system that a file belongs to, "" when none does; merged folders have two names."""
    for name in (str(path), str(path).removeprefix("/usr"), f"/usr{path}"):
        said = subprocess.run(
            ["dpkg-query", "--search", name], capture_output=True, text=True, check=False
        )
        if said.returncode == 0:
            return said.stdout.split(": ", 1)[0].split(",")[0].split(":")[0]
    return ""


def _debian_notice(package: str) -> str:
    place = Path("/usr/share/doc") / package / "copyright"
    return place.read_text(encoding="utf-8", errors="replace") if place.exists() else ""


def _common(name: str) -> str:
    return (COMMON_LICENCES / name).read_text(encoding="utf-8")
