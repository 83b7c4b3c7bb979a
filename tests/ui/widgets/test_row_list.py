"""Lists change by the smallest steps and always show whole rows."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.dressing import dress
from ui.theme.tokens import LIGHT, ROW_HEIGHT
from ui.widgets.line_list import LineList
from ui.widgets.row_model import RowModel
from ui.widgets.row_state import LineRow


def row(key: str, quantity: int = 1) -> LineRow:
    return LineRow(key, str(quantity), f"Item {key}", "", "", "£1.00")


class Heard:
    """Counts what a model told its view."""

    def __init__(self, model: RowModel) -> None:
        self.inserted = self.removed = self.redrawn = self.resets = 0
        model.rowsInserted.connect(self.insert)
        model.rowsRemoved.connect(self.remove)
        model.dataChanged.connect(self.redraw)
        model.modelReset.connect(self.reset)

    def insert(self) -> None:
        self.inserted += 1

    def remove(self) -> None:
        self.removed += 1

    def redraw(self) -> None:
        self.redrawn += 1

    def reset(self) -> None:
        self.resets += 1


def test_a_scan_inserts_one_row_and_resets_nothing() -> None:
    model = RowModel()
    model.show_rows([row("a"), row("b")])
    heard = Heard(model)
    model.show_rows([row("a"), row("b"), row("c")])
    assert (heard.inserted, heard.removed, heard.redrawn, heard.resets) == (1, 0, 0, 0)
    model.show_rows([row("a"), row("b", 2), row("c")])
    assert (heard.redrawn, heard.resets) == (1, 0)
    model.show_rows([row("b", 2), row("c")])
    assert (heard.removed, heard.resets) == (1, 0)


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, keys)
def test_a_model_always_becomes_what_it_is_told(before: list[str], after: list[str]) -> None:
    model = RowModel()
    model.show_rows([row(key) for key in before])
    model.show_rows([row(key, 2) for key in after])
    assert model.rows == tuple(row(key, 2) for key in after)
    assert model.rowCount() == len(after)


def shown_list(qapp: QApplication, rows: int) -> LineList:
    dress(qapp, LIGHT)
    lines = LineList("lines", "Lines")
    lines.resize(QSize(600, 300))
    lines.show()
    lines.render_rows(tuple(row(str(at)) for at in range(rows)), str(rows - 1))
    qapp.processEvents()
    return lines


def test_the_list_shows_whole_rows_and_follows_the_newest(qapp: QApplication) -> None:
    lines = shown_list(qapp, 20)
    assert lines.viewport().height() % ROW_HEIGHT == 0
    last = lines.visualRect(lines.model().index(19, 0))
    assert lines.viewport().rect().contains(last)
    assert lines.selected_key == "19"
    lines.close()


def test_touch_and_arrows_tell_which_row(qapp: QApplication) -> None:
    lines = shown_list(qapp, 3)
    told: list[str] = []

    def touched(key: str) -> None:
        told.append(f"touched {key}")

    def selected(key: str) -> None:
        told.append(f"selected {key}")

    def entered(key: str) -> None:
        told.append(f"entered {key}")

    lines.row_touched.connect(touched)
    lines.row_selected.connect(selected)
    lines.row_entered.connect(entered)
    place = lines.visualRect(lines.model().index(0, 0)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(lines, Qt.Key.Key_Down)
    QTest.keyClick(lines, Qt.Key.Key_Return)
    assert told == ["touched 0", "selected 1", "entered 1"]
    lines.close()
