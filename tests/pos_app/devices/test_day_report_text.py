"""What stands on the report of a day."""

import pytest

from pos_app.devices.day_report_text import day_report_lines
from tests.pos_app.devices.receipts import settlement_of


def test_the_end_of_a_day_reads_like_this() -> None:
    assert "\n".join(line.text for line in day_report_lines(settlement_of(40_800))) == (
        "              Leeds Briggate\n"
        "              1201 Briggate\n"
        "              Leeds LS1 0ZZ\n"
        "          VAT no. GB 000 0000 00\n"
        "------------------------------------------\n"
        "                End of day\n"
        "Register 1                      2026-11-21\n"
        "------------------------------------------\n"
        "Sales                                   31\n"
        "Sales total                        £260.00\n"
        "Sales cancelled                          2\n"
        "Lines taken off                          3\n"
        "Drawer opened                            1\n"
        "------------------------------------------\n"
        "Float                              £150.00\n"
        "Cash sales                         £260.00\n"
        "Expected in drawer                 £410.00\n"
        "Counted                            £408.00\n"
        "Difference                          \u2212£2.00\n"
        "------------------------------------------\n"
        "Printed                  21 Nov 2026 18:05\n"
        "Closed by Carla Stone"
    )


@pytest.mark.parametrize(
    ("counted_minor", "said"),
    [(41_000, "£0.00"), (41_005, "+£0.05"), (40_995, "\u2212£0.05")],
)
def test_the_difference_is_found_at_a_glance(counted_minor: int, said: str) -> None:
    strong = [line.text for line in day_report_lines(settlement_of(counted_minor)) if line.strong]
    assert strong[-1].split() == ["Difference", said]
