"""The bytes of a receipt: text in the printer's code page, and nothing that the printer takes for a question."""

import os
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pos_app.devices.code_page import printable
from pos_app.devices.escpos_receipt import DRAWER_PULSE, receipt_bytes
from pos_app.devices.receipt_text import receipt_text
from tests.pos_app.devices.receipts import receipt_of, sale_line, small_receipt

REAL_TIME_COMMAND = re.compile(rb"\x10[\x04\x05\x14]")
INITIALISE, CODE_PAGE_858, FULL_CUT = b"\x1b@", b"\x1bt\x13", b"\x1dV\x00"


def test_a_job_starts_fresh_prints_every_line_and_cuts() -> None:
    job = receipt_bytes(small_receipt())
    assert job.startswith(INITIALISE + CODE_PAGE_858)
    assert job.endswith(FULL_CUT)
    for line in receipt_text(small_receipt()):
        assert line.encode("cp858") + b"\n" in job


def test_a_receipt_alone_opens_no_drawer() -> None:
    assert DRAWER_PULSE not in receipt_bytes(small_receipt())
    assert DRAWER_PULSE == b"\x1bp\x0022"


def test_pound_euro_and_minus_are_printed() -> None:
    assert printable("\u2212£4.20 €5 × é ’").encode("cp858") == b"-\x9c4.20 \xd55 \x9e \x82 '"


def test_a_letter_that_the_printer_lacks_becomes_its_likeness() -> None:
    assert printable("ők 中 Ș") == "ok ? S"


@given(st.text())
def test_every_text_keeps_its_columns(text: str) -> None:
    assert len(printable(text).encode("cp858")) == len(text)


@given(st.text(max_size=60), st.integers(0, 99_999))
def test_no_job_holds_a_question_to_the_printer(name: str, price_minor: int) -> None:
    job = receipt_bytes(receipt_of(sale_line(1, name, price_minor)))
    assert REAL_TIME_COMMAND.search(job) is None


def test_the_store_s_own_profile_is_used_and_nothing_is_left_behind(tmp_path: Path) -> None:
    program = (
        "from pos_app.devices import escpos_receipt\n"
        "from escpos import capabilities\n"
        "print(*capabilities.CAPABILITIES['profiles'])"
    )
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=surroundings
    )
    assert done.stdout.split() == [b"default"]
    assert list(tmp_path.iterdir()) == []
