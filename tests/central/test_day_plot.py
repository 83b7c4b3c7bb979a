"""The picture of a day's picking: a bar for each hour in which something was done, whatever the store is called."""

from xml.etree import ElementTree

from central.day_plot import day_plot

SVG = "{http://www.w3.org/2000/svg}"


def test_each_hour_with_work_has_its_bar_and_no_name_is_markup() -> None:
    by_hour = [0] * 24
    by_hour[9], by_hour[13] = 4, 16
    drawn = ElementTree.fromstring(day_plot(by_hour, '12 <b>"&'))
    bars = {
        int(bar.attrib["x"]) // 30: int(bar.attrib["height"]) for bar in drawn.iter(f"{SVG}rect")
    }
    assert bars.keys() == {9, 13} and bars[13] == 4 * bars[9]
    words = [label.text for label in drawn.iter(f"{SVG}text")]
    assert '12 <b>"&' in words and {"4", "16", "22"} <= {*words}


def test_a_day_without_work_is_an_empty_picture() -> None:
    assert not [*ElementTree.fromstring(day_plot([0] * 24, "12")).iter(f"{SVG}rect")]
