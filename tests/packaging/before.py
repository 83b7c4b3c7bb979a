"""Before knows the packages of the version before: released ones, or those of the oldest commit that can be packed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installer.product import ROOT, WORK, Product, product_version

# The first commit with an installer. Its programs have older migrations and an older replica schema than today's.
OLDEST = "674e219"
RELEASED = WORK / "released"
_VERSION = re.compile(r'^version = "[^"]+"$', re.MULTILINE)


def package_before(product: Product) -> Path:
    """The newest of those that were released; without one, what that commit makes of itself (minutes, once)."""
    released = sorted(RELEASED.glob(f"{product.name}_*.deb"))
    if released:
        return released[-1]
    folder = WORK / f"before-{OLDEST}"
    if not (folder / "made").exists():
        _make(folder)
    return next((folder / "dist").glob(f"{product.name}_*.deb"))


def version_of(package: Path) -> str:
    """As its name says it."""
    return package.name.split("_")[1]


def _make(folder: Path) -> None:
    """Its own installer over its own sources, beside today's libraries; its version sorts before today's."""
    print(f"the packages of {OLDEST} are built, once (minutes)", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sources = subprocess.run(["git", "archive", OLDEST], cwd=ROOT, capture_output=True, check=False)
    assert sources.returncode == 0, (
        f"this checkout has no history: fetch it, or put released packages into {RELEASED}"
    )
    subprocess.run(["tar", "-x"], input=sources.stdout, cwd=folder, check=True)
    project = folder / "pyproject.toml"
    told, count = _VERSION.subn(
        f'version = "{product_version()}~{OLDEST}"', project.read_text(encoding="utf-8")
    )
    assert count == 1
    project.write_text(told, encoding="utf-8")
    moment = _said("git", "log", "-1", "--format=%ct", OLDEST)
    for step in ("folders", "debs"):
        subprocess.run(
            [sys.executable, "-m", "installer", step],
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": moment},
            check=True,
        )
    (folder / "made").touch()


def _said(*words: str) -> str:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
