"""Packages are the same for the same sources, keep what a person made, and ask twice before anything is lost."""

import hashlib
import os
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer import product as products
from installer.deb import make_deb
from installer.origins import Origin
from installer.product import CENTRAL, STOREFRONT, Product
from installer.tree import lay_out

MOMENT = 1_767_225_600
DATA = "var/people/till/.local/share/storefront"
PARTS = (
    Origin("pypi", "PySide6_Essentials", "6.11.3", "LGPL-3.0-only", (("LGPL-3", "its text"),)),
    Origin("deb", "libxcb-cursor0", "0.1.4-1", "see its text", (("copyright", "MIT"),)),
)
DEBCONF = """\
Config: config
Templates: templates

Name: config
Driver: File
Filename: /var/cache/debconf/config.dat

Name: templates
Driver: File
Filename: /var/cache/debconf/templates.dat
"""


@dataclass
class Machine:
    """A root of its own on which packages are installed without being root."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "root"

    def dpkg(self, *words: str) -> subprocess.CompletedProcess[str]:
        """As dpkg does it for a root that is not the running one."""
        forced = "--force-not-root,script-chrootless,depends,bad-path,confold"
        return subprocess.run(
            ["dpkg", f"--root={self.root}", f"--log={self.folder / 'dpkg.log'}", forced, *words],
            env={
                "PATH": f"{self.folder / 'tools'}:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME": str(self.folder),
                "DEBIAN_FRONTEND": "noninteractive",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def does(self, *words: str) -> str:
        done = self.dpkg(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def refuses(self, *words: str) -> str:
        done = self.dpkg(*words)
        assert done.returncode != 0, done.stdout
        return done.stdout + done.stderr

    def says(self, question: str, answer: str) -> None:
        """What a person answers."""
        subprocess.run(
            ["debconf-set-selections"],
            input=f"{question.partition('/')[0]} {question} boolean {answer}\n",
            env={"PATH": "/usr/bin:/bin", "DPKG_ROOT": str(self.root)},
            text=True,
            check=True,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    admin = made.root / "var/lib/dpkg"
    for name in ("info", "updates", "triggers"):
        (admin / name).mkdir(parents=True)
    (admin / "status").touch()
    (made.root / "etc").mkdir()
    (made.root / "etc/passwd").write_text("till:x:1000:1000::/var/people/till:/bin/sh\n")
    (made.root / "etc/debconf.conf").write_text(DEBCONF)
    (made.root / "var/cache/debconf").mkdir(parents=True)
    (tmp_path / "tools").mkdir()
    # The services of this machine are none of this root's.
    for name in ("deb-systemd-helper", "deb-systemd-invoke", "systemctl", "udevadm"):
        tool = tmp_path / "tools" / name
        tool.write_text("#!/bin/sh\n")
        tool.chmod(0o755)
    return made


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs of each product; a program is a line that answers as the test wrote it down."""
    monkeypatch.setattr(products, "OUT", tmp_path / "dist")
    for product in (STOREFRONT, CENTRAL):
        folder = tmp_path / "dist" / product.name
        (folder / "_internal").mkdir(parents=True)
        program = folder / product.name
        program.write_text('#!/bin/sh\ncat "$3/unsent"\n')
        program.chmod(0o755)
    (tmp_path / "dist/storefront/storefront-agent").touch()
    return tmp_path


def _package(folder: Path, version: str, product: Product = STOREFRONT) -> str:
    return str(make_deb(product, version, ("libc6 (>= 2.36)",), PARTS, MOMENT, folder / "debs"))


def _register(machine: Machine, waiting: str) -> Path:
    folder = machine.root / DATA
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "journal.db").write_text("sales")
    (folder / "unsent").write_text(waiting)
    return folder / "journal.db"


def test_the_same_sources_make_the_same_package(built: Path) -> None:
    first = hashlib.sha256(Path(_package(built, "1.0.0")).read_bytes()).hexdigest()
    for path in (built / "dist").rglob("*"):
        os.utime(path, (1, 1))
    assert hashlib.sha256(Path(_package(built, "1.0.0")).read_bytes()).hexdigest() == first


def test_everything_is_in_its_place(built: Path) -> None:
    said = subprocess.run(
        ["dpkg-deb", "--contents", _package(built, "1.0.0")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = {line.split()[5].removeprefix("./") for line in said.splitlines()}
    assert {line.split()[1] for line in said.splitlines()} == {"root/root"}
    assert {
        "usr/bin/storefront",
        "usr/bin/storefront-kiosk",
        "usr/lib/storefront/storefront-agent",
        "usr/lib/systemd/user/storefront-agent.service",
        "usr/lib/systemd/user/storefront-agent.path",
        "usr/lib/systemd/user/storefront-kiosk.service",
        "usr/lib/udev/rules.d/70-storefront.rules",
        "usr/share/applications/storefront.desktop",
        "usr/share/icons/hicolor/scalable/apps/storefront.svg",
        "usr/share/man/man1/storefront.1.gz",
        "usr/share/doc/storefront/notices/PySide6_Essentials/LGPL-3",
        "usr/share/doc/storefront/notices/replacing-qt.txt",
        "usr/share/doc/storefront/storefront.cdx.json",
        "etc/storefront/storefront.conf",
    } <= names


def test_an_upgrade_keeps_settings_and_data_and_a_downgrade_is_refused(
    machine: Machine, built: Path
) -> None:
    old, new = _package(built, "1.0.0"), _package(built, "1.1.0")
    machine.does("--install", old)
    settings = machine.root / "etc/storefront/storefront.conf"
    settings.write_text("STOREFRONT_CENTRE=https://centre.example\n")
    journal = _register(machine, "3")
    machine.does("--install", new)
    assert settings.read_text() == "STOREFRONT_CENTRE=https://centre.example\n"
    said = machine.refuses("--install", old)
    assert "storefront 1.0.0 is older than 1.1.0" in said
    assert "Nothing was changed" in said
    assert journal.read_text() == "sales"
    machine.does("--remove", "storefront")
    # what lies there is still the newer one's
    assert "is older than 1.1.0" in machine.refuses("--install", old)
    assert journal.exists()


def test_removing_keeps_the_journal_and_so_does_a_purge_that_nobody_answers(
    machine: Machine, built: Path
) -> None:
    machine.does("--install", _package(built, "1.0.0"))
    journal = _register(machine, "0")
    machine.does("--remove", "storefront")
    assert "the data stay where they are" in machine.does("--purge", "storefront")
    assert journal.exists()


@pytest.mark.parametrize(("waiting", "words"), [("3", "3"), ("", "an unknown number of")])
def test_a_purge_refuses_to_lose_facts_unless_it_is_told_twice(
    machine: Machine, built: Path, waiting: str, words: str
) -> None:
    package = _package(built, "1.0.0")
    machine.does("--install", package)
    journal = _register(machine, waiting)
    machine.says("storefront/delete-data", "true")
    said = machine.refuses("--purge", "storefront")
    assert f"{words} facts have not reached head office" in said
    assert journal.exists()
    machine.does("--install", package)
    machine.says("storefront/delete-unsent", "true")
    machine.does("--purge", "storefront")
    assert not journal.parent.exists()


def test_with_everything_sent_one_yes_is_enough(machine: Machine, built: Path) -> None:
    machine.does("--install", _package(built, "1.0.0"))
    journal = _register(machine, "0")
    machine.says("storefront/delete-data", "true")
    machine.does("--purge", "storefront")
    assert not journal.parent.exists()


def test_an_open_app_is_not_taken_away(machine: Machine, built: Path) -> None:
    machine.does("--install", _package(built, "1.0.0"))
    process = machine.root / "proc/4711"
    process.mkdir(parents=True)
    (process / "exe").symlink_to("/usr/lib/storefront/storefront")
    for words in (("--install", _package(built, "1.1.0")), ("--remove", "storefront")):
        assert "The store app is open on this machine" in machine.refuses(*words)
    shutil.rmtree(process)
    machine.does("--install", _package(built, "1.1.0"))


def test_the_centre_keeps_its_database_and_nobody_else_reads_its_settings(
    machine: Machine, built: Path
) -> None:
    machine.does("--install", _package(built, "1.0.0", CENTRAL))
    settings = machine.root / "etc/storefront/central.conf"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o640
    database = machine.root / "var/lib/storefront-central/central.db"
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700
    database.touch()
    said = machine.does("--purge", "storefront-central")
    assert "database and key stay" in said
    assert database.exists()


@pytest.mark.parametrize("product", [STOREFRONT, CENTRAL], ids=lambda product: product.name)
def test_systemd_understands_every_unit(built: Path, tmp_path: Path, product: Product) -> None:
    root = tmp_path / "laid-out"
    lay_out(product, root, "1.0.0", MOMENT)
    manager = "user" if product is STOREFRONT else "system"
    units = sorted(str(path) for path in (root / "usr/lib/systemd" / manager).iterdir())
    done = subprocess.run(
        ["systemd-analyze", f"--{manager}", "verify", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "SYSTEMD_LOG_LEVEL": "warning"},
    )
    lines = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in lines if "storefront" in line] == []


def test_the_service_of_the_centre_may_do_little(tmp_path: Path) -> None:
    unit = CENTRAL.sources / "storefront-central.service"
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=25", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-400:] + done.stderr
