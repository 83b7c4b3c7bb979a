"""Beside knows how a program of this folder runs beside a benchmark, from its first word to the end of the block."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside(module: str, first_word: str, *arguments: str) -> Iterator[None]:
    """Run it; the block begins when it has said its first word."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == first_word, f"{module} did not begin"
        yield
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
