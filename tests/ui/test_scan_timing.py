"""Only a line that was painted has a time, and each scanner has its own."""

from pos_app.domain.scan import STANDARD_RULES
from pos_app.ports.device_lines import Reading
from ui.heard_scan import Scan
from ui.scan_timing import ScanTiming


def scan(heard_ns: int, source: str = "left") -> Scan:
    return Scan.of(Reading("96385074", source, heard_ns), STANDARD_RULES)


def test_without_a_scan_there_is_no_figure() -> None:
    timing = ScanTiming()
    timing.painted(9_000_000)
    assert (timing.count("left"), timing.percentile_us("left", 50)) == (0, 0)


def test_a_scan_lasts_until_its_line_is_painted() -> None:
    timing = ScanTiming()
    timing.line_ready(scan(1_000_000))
    assert timing.is_pending
    timing.painted(4_500_000)
    timing.painted(900_000_000)
    assert (timing.count("left"), timing.percentile_us("left", 99)) == (1, 3_500)


def test_two_lines_in_one_paint_are_two_scans_of_whoever_read_them() -> None:
    timing = ScanTiming()
    timing.line_ready(scan(1_000_000))
    timing.line_ready(scan(2_000_000))
    timing.line_ready(scan(500_000, "right"))
    timing.painted(5_000_000)
    assert [timing.count(source) for source in ("left", "right")] == [2, 1]
    assert [timing.percentile_us("left", percent) for percent in (0, 99)] == [3_000, 4_000]
    assert timing.percentile_us("right", 50) == 4_500
