"""Only what a program's own modules ask for is shipped, and the bill of materials says the same of the same parts."""

import json
from importlib import metadata
from pathlib import Path

import PySide6
import pytest
import sqlcipher3
from PIL import features

from installer.bill import bill_of_materials
from installer.contents import BY_NAME, is_shipped
from installer.inside import LEFT_OUT, parts_of
from installer.needs import needed_packages
from installer.origins import Origin, of_part
from installer.reachable import leading_to, reachable
from pos_app.__main__ import COMMANDS

LINKS = {
    "/lib/window.so": (("libQt6Gui.so.6", "/lib/libQt6Gui.so.6"), ("libc.so.6", None)),
    "/lib/libQt6Gui.so.6": (("libicu.so", None),),
    "/lib/libqpdf.so": (("libQt6Pdf.so.6", "/lib/libQt6Pdf.so.6"),),
}
FOUND = [
    ("window.so", "/lib/window.so", "EXTENSION"),
    ("Qt/lib/libQt6Gui.so.6", "/lib/libQt6Gui.so.6", "BINARY"),
    ("Qt/lib/libQt6Pdf.so.6", "/lib/libQt6Pdf.so.6", "BINARY"),
    ("Qt/lib/libicu.so", "/other/libicu.so", "BINARY"),
    ("Qt/plugins/imageformats/libqpdf.so", "/lib/libqpdf.so", "BINARY"),
]


def test_a_library_that_nothing_kept_asks_for_is_left_out() -> None:
    kept = reachable(FOUND, is_shipped, lambda path: LINKS.get(path, ()))
    assert [place for place, _, _ in kept] == [
        "Qt/lib/libQt6Gui.so.6",
        "Qt/lib/libicu.so",
        "window.so",
    ]
    links = [
        ("libQt6Gui.so.6", "Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Pdf.so.6", "Qt/lib/libQt6Pdf.so.6", "SYMLINK"),
        ("resources/a.svg", "/src/a.svg", "DATA"),
    ]
    assert leading_to(kept, links) == [links[0], links[2]]


def test_what_is_loaded_by_name_is_told_to_the_tool() -> None:
    assert set(COMMANDS.values()) <= set(BY_NAME)
    assert not is_shipped("libstdc++.so.6")
    assert is_shipped("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not is_shipped("PySide6/Qt/plugins/platforms/libqeglfs.so")


def test_the_bill_is_the_same_for_the_same_parts() -> None:
    parts = (
        Origin("pypi", "PySide6_Essentials", "6.11.3", "LGPL-3.0-only", ()),
        Origin("deb", "libxcb-cursor0", "0.1.4-1", "see its text", ()),
    )
    first = bill_of_materials("storefront", "1.0.0", parts, 1_767_225_600)
    assert bill_of_materials("storefront", "1.0.0", parts, 1_767_225_600) == first
    told = json.loads(first)
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"]["component"]["version"] == "1.0.0"
    assert {each["purl"] for each in told["components"]} == {
        "pkg:pypi/pyside6-essentials@6.11.3",
        "pkg:deb/debian/libxcb-cursor0@0.1.4-1",
    }


def test_a_folder_needs_what_its_programs_are_linked_to(tmp_path: Path) -> None:
    (tmp_path / "program").write_bytes(Path("/bin/ls").read_bytes())
    libc, *others = needed_packages(tmp_path)
    assert libc.startswith("libc6 (>= 2.")
    assert "libselinux1" in others


def test_what_lies_inside_others_packages_is_named_as_it_is_there() -> None:
    told = {
        (name, part.name): part
        for name in ("PySide6_Essentials", "PySide6_Addons", "sqlcipher3", "cryptography")
        for part in parts_of(metadata.distribution(name))
    }
    connection = sqlcipher3.connect(":memory:")
    connection.execute("PRAGMA key = 'any'")
    (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    connection.close()
    assert cipher.split()[0] == told["sqlcipher3", "SQLCipher"].version
    assert told["sqlcipher3", "OpenSSL"].version in provider
    assert sqlcipher3.sqlite_version == told["sqlcipher3", "SQLite"].version
    libraries = Path(PySide6.__file__).parent / "Qt/lib"
    assert (libraries / f"libicuuc.so.{told['PySide6_Essentials', 'ICU'].version}").exists()
    assert (libraries / "libavcodec.so.61").exists(), "FFmpeg 7"
    assert ("cryptography", "openssl") in told
    assert "libimagequant" in LEFT_OUT and not features.check("libimagequant")


@pytest.mark.parametrize(
    "name",
    [
        *("PySide6_Essentials", "PySide6_Addons", "sqlcipher3", "cryptography"),
        *("psycopg-binary", "pydantic_core", "pillow"),
    ],
)
def test_everything_inside_others_packages_has_its_licence_text(name: str) -> None:
    distribution = metadata.distribution(name)
    around = Origin("pypi", name, "1", "MIT", (("LICENSE", "All parts: as they say."),))
    parts = [of_part(part, around) for part in parts_of(distribution)]
    assert len({part.name for part in parts}) >= 1
    assert [part.name for part in parts if not part.has_text] == []
    if name != "pillow":  # its own file has the texts of all that it bundles
        left = {part.name for part in parts if part.texts == around.texts}
        assert left == set()
