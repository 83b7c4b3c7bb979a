"""Set-up tells a shop's machine what it lacks, survives being cut short, and is instant when done."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tidy.source_tree import ROOT

SCRIPT = "packaging/setup/prepare.sh"
INSTALLED = (
    "#!/bin/sh\nsed -e '/^#/d' -e '/^$/d' -e 's/.*| *//' -e 's/^/installed /' packages-here\n"
)


class Machine:
    """A checkout in a folder of its own, on a machine whose package tools are stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.tools = folder / "tools"
        self.tools.mkdir()
        (self.checkout / "packaging/setup").mkdir(parents=True)
        shutil.copy(ROOT / SCRIPT, self.checkout / SCRIPT)
        self.write("requirements.lock", "")
        self.write("packaging/setup/system-packages.txt", "# Qt\nlibnew | libold\nlibgl1\n")
        self.has_packages("libold", "libgl1")
        self.tool("dpkg-query", INSTALLED)
        self.tool("apt-get", '#!/bin/sh\necho "$@" >>apt-calls\n')
        self.tool("apt-cache", '#!/bin/sh\ntest "$2" != libnew\n')
        self.tool("python3", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        self.is_root(False)

    def write(self, path: str, text: str) -> None:
        (self.checkout / path).write_text(text)

    def tool(self, name: str, text: str) -> None:
        (self.tools / name).write_text(text)
        (self.tools / name).chmod(0o755)

    def has_packages(self, *names: str) -> None:
        self.write("packages-here", "".join(f"{name}\n" for name in names))

    def is_root(self, root: bool) -> None:
        self.tool("id", f"#!/bin/sh\necho {0 if root else 1000}\n")

    def prepares(self, **environment: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.tools}:/usr/bin:/bin"
        return subprocess.run(
            ["sh", SCRIPT],
            cwd=self.checkout,
            env={"PATH": path, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def apt_calls(self) -> list[str]:
        calls = self.checkout / "apt-calls"
        return calls.read_text().splitlines() if calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_who_is_not_root_is_told_the_one_command(machine: Machine) -> None:
    machine.has_packages("libold")
    run = machine.prepares()
    assert run.returncode == 2
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1"
        in run.stderr
    )
    assert machine.apt_calls() == []
    assert not (machine.checkout / ".venv").exists()


def test_of_two_names_the_one_that_the_machine_knows_is_installed(machine: Machine) -> None:
    machine.has_packages("libgl1")
    assert "libold" in machine.prepares().stderr
    machine.tool("apt-cache", "#!/bin/sh\nexit 0\n")
    assert "libnew" in machine.prepares().stderr


def test_root_gets_what_is_missing_installed(machine: Machine) -> None:
    machine.has_packages("libold")
    machine.is_root(True)
    run = machine.prepares()
    assert run.returncode == 0, run.stderr
    assert machine.apt_calls() == ["update", "install -y --no-install-recommends libgl1"]


def test_a_failed_installation_stops_and_shows_why(machine: Machine) -> None:
    machine.has_packages("libold")
    machine.is_root(True)
    machine.tool("apt-get", "#!/bin/sh\necho no network; exit 100\n")
    run = machine.prepares()
    assert run.returncode == 2
    assert "no network" in run.stderr


def test_an_old_python_is_refused_in_words(machine: Machine) -> None:
    machine.tool("python3", "#!/bin/sh\nexit 1\n")
    run = machine.prepares(PYTHON="python3")
    assert run.returncode == 2
    assert "Python 3.11 or newer is needed" in run.stderr


def test_a_set_up_that_stands_is_not_done_again(machine: Machine) -> None:
    first = machine.prepares()
    assert first.returncode == 0, first.stderr
    second = machine.prepares()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    machine.write("requirements.lock", "# changed\n")
    assert "installing the locked Python packages" in machine.prepares().stdout


def test_a_set_up_that_was_cut_short_starts_afresh(machine: Machine) -> None:
    machine.prepares()
    environment = machine.checkout / ".venv"
    (environment / "prepared").unlink()
    (environment / "unfinished").touch()
    (environment / "half").touch()
    run = machine.prepares()
    assert run.returncode == 0, run.stderr
    assert not (environment / "half").exists()
    assert not (environment / "unfinished").exists()
    assert (environment / "prepared").exists()
