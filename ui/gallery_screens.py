"""Sample screens with sample words, shaped like the real ones, for the gallery."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.form import Form, side_width_px
from ui.notice_state import NoticeKind, NoticeState
from ui.shell_state import PillState, RailItem, ShellState
from ui.theme.tokens import SPACE_M, SPACE_S
from ui.translation import tr
from ui.widgets.big_text import BigText
from ui.widgets.card import Card
from ui.widgets.choice_list import ChoiceList
from ui.widgets.digit_pad import DigitPad
from ui.widgets.empty_state import EmptyState
from ui.widgets.key import Key, KeyKind, PrimaryKey
from ui.widgets.labels import Tone, set_tone, text_label
from ui.widgets.line_list import LineList
from ui.widgets.money_field import MoneyField
from ui.widgets.pin_dots import PinDots
from ui.widgets.progress_line import ProgressLine
from ui.widgets.quick_cash import CashOffer, QuickCash
from ui.widgets.row_state import ChoiceRow, LineRow
from ui.widgets.stepper import Stepper
from ui.widgets.tab_row import TabRow
from ui.widgets.tile_grid import Tile, TileGrid
from ui.widgets.total_panel import TotalPanel, TotalState


def sample_shell_state() -> ShellState:
    """A shell in the middle of a day."""
    return ShellState(
        rail=(
            RailItem("till", tr("Sell"), "basket"),
            RailItem("pickup", tr("Pickup"), "package", badge=4),
            RailItem("pick", tr("Pick"), "clipboard-list", badge=2),
            RailItem("stock", tr("Stock"), "building-warehouse"),
            RailItem("more", tr("More"), "dots"),
        ),
        operator="AM",
        workstation=tr("Register 2"),
        pill=PillState(tr("All sent {time}", time="14:02"), "sent", tr("Sent")),
        clock="14:03",
        title=tr("Stop {stop} of {stops}", stop=7, stops=23),
    )


def sample_lines() -> tuple[LineRow, ...]:
    """Seven lines of a basket."""
    saving = tr("3 for 2: {item} {amount}", item="Sparkling water", amount="−£3.00")
    member = tr("Member price {amount}", amount="−£0.30")
    later = tr("Pick up later here · {day}", day="Sat 22 Nov")
    return (
        LineRow("1", "1", "White hanging heart T-light holder", "85123A", "", "£2.95"),
        LineRow("2", "2", "Oat drink barista 1 L", "2 × £2.10", "", "£4.20"),
        LineRow("3", "3", "Sparkling water 6 × 500 ml", "3 × £3.00", saving, "£6.00"),
        LineRow("4", "1", "Bananas, loose", "0.742 kg × £1.05/kg", "", "£0.78"),
        LineRow("5", "1", "Regency cakestand 3 tier", later, "", "£12.75"),
        LineRow(
            "6",
            "1",
            "Cabernet Sauvignon 750 ml",
            tr("18+ checked · lot {lot}", lot="L2231"),
            "",
            "£8.99",
        ),
        LineRow(
            "7",
            "1",
            "Jumbo bag red retrospot, a very long product name that has to be cut",
            "",
            member,
            "£1.95",
        ),
    )


class CheckoutSample(QWidget):
    """The shape of the checkout: lines and keys, and beside them what is paid."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "screen")
        self.lines = LineList("lines", tr("Lines of this sale"))
        self.lines.render_rows(sample_lines(), "7")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self._columns.setSpacing(SPACE_M)
        self._strip = QVBoxLayout()
        self._rare: list[Key] = []
        main = QVBoxLayout()
        main.setSpacing(SPACE_S)
        main.addLayout(self._strip)
        card = Card("linesCard", padded=False)
        card.inside.addWidget(self.lines)
        main.addWidget(card, 1)
        main.addLayout(self._action_keys())
        self._side = QWidget()
        self._side.setLayout(self._pay_column())
        self._columns.addLayout(main, 1)
        self._columns.addWidget(self._side)

    def strip_slot(self) -> QLayout:
        """Above the lines, beside the customer."""
        return self._strip

    def set_form(self, form: Form) -> None:
        """Side by side when wide, one below the other when upright."""
        wide = form is Form.WIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self._tiles.set_shape(
            3 if form is not Form.UPRIGHT else 4, 0 if form is Form.HANDHELD else 3 if wide else 2
        )
        self._tabs.setVisible(wide)
        for key in self._rare:
            key.setVisible(form is not Form.HANDHELD)
        self.primary.set_form(form)
        self._fit_side(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side column follows the window's width."""
        super().resizeEvent(event)
        self._fit_side(self._columns.direction() == QBoxLayout.Direction.LeftToRight)

    def _fit_side(self, wide: bool) -> None:
        width = side_width_px(self.window().width())
        self._side.setMinimumWidth(width if wide else 0)
        self._side.setMaximumWidth(width if wide else 16777215)

    def _action_keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        keys = (
            ("Qty", "hash"),
            ("Discount", "discount"),
            ("Remove", "trash"),
            ("Hold", "player-pause"),
        )
        for word, icon in (*keys, ("More", "dots")):
            key = Key(tr(word), f"key{word}", icon=icon)
            self._rare += [key] if word in ("Discount", "Hold") else []
            row.addWidget(key, 1)
        return row

    def _pay_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        words = (tr("Favourites"), tr("Departments"), tr("Numbers"))
        self._tabs = TabRow("tabs", tuple(zip("fdn", words, strict=True)))
        self._tiles = TileGrid("favourites")
        names = (
            "Bananas",
            "Bag 10p",
            "Apples",
            "Croissant",
            "Bread roll",
            "Coffee",
            "Flowers",
            "Deposit",
            "Onions",
        )
        self._tiles.render_tiles(tuple(Tile(name, tr(name)) for name in names))
        hint = text_label(tr("One more sparkling water is free (3 for 2)"), "hint", "hint")
        set_tone(hint, "saving")
        total = TotalPanel()
        save = tr("You save {amount}", amount="£3.30")
        total.render_total(TotalState("£37.62", tr("{count} items", count=10), save, tr("To pay")))
        cash = QuickCash()
        offers = (CashOffer("40", "£40"), CashOffer("50", "£50"), CashOffer("cash", tr("Cash…")))
        cash.render_offers(offers, enabled=True)
        self.primary = PrimaryKey(tr("Card  {amount}", amount="£37.62"), "primary")
        column.addWidget(self._tabs)
        column.addWidget(self._tiles)
        column.addStretch(1)
        for widget in (hint, total, cash, self.primary):
            column.addWidget(widget)
        return column


class PiecesSample(QWidget):
    """Every other widget once."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "screen")
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self._columns.setSpacing(SPACE_M)
        self._columns.addLayout(self._choices(), 1)
        self._columns.addLayout(self._entry(), 1)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def set_form(self, form: Form) -> None:
        """Two columns when wide, else one."""
        wide = form is Form.WIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        for row in (self._chips, self._kinds):
            row.setDirection(_row_of(form))

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        column.addWidget(text_label(tr("Here now"), "title"))
        self.waiting = ChoiceList("waiting", tr("Who waits"))
        self.waiting.render_rows(sample_choices(), "4711")
        card = Card("waitingCard", padded=False)
        card.inside.addWidget(self.waiting)
        card.setMinimumHeight(300)
        column.addWidget(card, 1)
        well = Card("words")
        well.inside.addWidget(text_label(tr("Go to"), "muted"))
        place = BigText("bin")
        place.render_text("A04 · 12 · C")
        well.inside.addWidget(place)
        progress = ProgressLine("progress")
        progress.render_progress(7, 23)
        well.inside.addWidget(progress)
        self._chips = chips = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tones: tuple[Tone, ...] = ("", "success", "warn")
        for at, tone in enumerate(tones):
            chip = text_label(f"{at} × 20p", "chip")
            set_tone(chip, tone)
            chips.addWidget(chip)
        chips.addStretch(1)
        well.inside.addLayout(chips)
        column.addWidget(well)
        self._kinds = kinds = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        kinds.setSpacing(SPACE_S)
        for kind in (KeyKind.PLAIN, KeyKind.PRIMARY, KeyKind.DANGER, KeyKind.QUIET):
            kinds.addWidget(Key(tr("Take over"), f"kind-{kind.value}", kind=kind), 1)
        column.addLayout(kinds)
        return column

    def _entry(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE_S)
        field = MoneyField("given", tr("Given"), _pounds)
        field.set_value(1250)
        dots = PinDots()
        dots.render_count(2, 4)
        stepper = Stepper("pieces", tr("Pieces"))
        stepper.render_value("2")
        off = Key(tr("Gift card"), "off", icon="gift-card")
        off.setEnabled(False)
        busy = Key(tr("Print again"), "busy", icon="printer")
        busy.set_busy(True)
        waiting = PrimaryKey(tr("Scan {count} more piece", count=1), "waitingPrimary")
        waiting.set_waiting(True)
        empty = EmptyState("emptyBasket", "scan", tr("Scan to start"), tr("Print again"))
        for widget in (field, DigitPad(), dots, stepper, off, busy, empty, waiting):
            column.addWidget(widget)
        return column


def _row_of(form: Form) -> QBoxLayout.Direction:
    side, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    return down if form is Form.HANDHELD else side


def _pounds(minor: int) -> str:
    return f"£{minor // 100}.{minor % 100:02}"


def sample_choices() -> tuple[ChoiceRow, ...]:
    """Three orders that wait."""
    ready = tr("until {day}", day="Sun")
    car = tr("Car, bay {bay}, grey VW", bay=3)
    return (
        ChoiceRow("4711", "4711  A. M.", car, "B3", tr("Arrived {time}", time="3 min"), "info"),
        ChoiceRow("4698", "4698  B. K.", tr("{count} pieces", count=12), "", tr("Late"), "warn"),
        ChoiceRow("4702", "4702  C. D.", ready, "B1", icon="package"),
    )


def sample_notices() -> tuple[NoticeState, ...]:
    """One notice of each kind."""
    code = "5 012345 678900"
    return (
        NoticeState(NoticeKind.ACCEPTED, "Jumbo bag red retrospot", amount="£1.95"),
        NoticeState(
            NoticeKind.REFUSAL,
            tr("Not in our list: {code}. Type its name.", code=code),
            key_text=tr("Search"),
            key_action="search",
        ),
    )
