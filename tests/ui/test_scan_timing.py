"""Only a line that was painted has a time."""

from ui.scan_timing import ScanTiming


def test_without_a_scan_there_is_no_figure() -> None:
    timing = ScanTiming()
    timing.painted(9_000_000)
    assert (timing.count, timing.percentile_us(50)) == (0, 0)


def test_a_scan_lasts_until_its_line_is_painted() -> None:
    timing = ScanTiming()
    timing.line_ready(1_000_000)
    assert timing.is_pending
    timing.painted(4_500_000)
    timing.painted(900_000_000)
    assert (timing.count, timing.percentile_us(99)) == (1, 3_500)


def test_two_lines_in_one_paint_are_two_scans() -> None:
    timing = ScanTiming()
    timing.line_ready(1_000_000)
    timing.line_ready(2_000_000)
    timing.painted(5_000_000)
    assert (timing.count, timing.percentile_us(0), timing.percentile_us(99)) == (2, 3_000, 4_000)
