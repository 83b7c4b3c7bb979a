"""Day tells a store day on the real screens: each chapter is what people do, and what they must see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from pos_app.domain.currencies import CURRENCIES
from storeday.album import Album
from storeday.counter import Counter
from storeday.hands import Hands
from storeday.head_office import HeadOffice
from storeday.shop import (
    BREAD_ROLL,
    CAKE_STAND,
    FIRELOGS,
    HEART_LIGHT,
    JUMBO_BAG,
    LUNCH_BAG,
    MISREAD_CODE,
    OAT_DRINK,
    UNKNOWN_CODE,
    WINE,
    Person,
)

FLOAT, FLOAT_MINOR = "£100", 10_000
# What the sales of till 1 bring in, and a coin that rolled under the counter.
TAKEN_MINOR = 2_038 + 1_600 + 590 + 165 + 416
LOST_MINOR = 2
SAFE_MINOR = 3000


@dataclass(frozen=True, slots=True)
class Scene:
    """What every chapter plays on."""

    office: HeadOffice
    counter: Counter
    album: Album
    says: Callable[[str], None]

    @property
    def hands(self) -> Hands:
        """The hands at the counter."""
        return self.counter.hands

    def keeps(self, title: str) -> None:
        """A picture of the screen as it stands."""
        self.album.keeps(self.counter.window.shell, title)


def set_up(scene: Scene, business_unit: str, workstation: str) -> None:
    """Head office reads out a code, the register becomes one of the store's."""
    hands = scene.hands
    hands.waits_for("Set up this device")
    scene.keeps("set up")
    hands.touches("Code from head office")
    hands.types(scene.office.enrolment_code(business_unit, workstation))
    hands.touches("Set up")
    hands.waits_for("Touch your name")
    scene.says("A new register is set up with a code from head office; all items arrive")


def sign_on(scene: Scene, who: Person) -> None:
    """One wrong PIN, then the right one."""
    hands = scene.hands
    scene.keeps("sign on")
    hands.touches(who.tile)
    hands.types("0000")
    hands.waits_for("PIN does not match")
    scene.keeps("wrong pin")
    hands.keys_in(who.pin)
    hands.waits_for("Open till")
    scene.says(f"{who.name} signs on; a wrong PIN tells how many tries are left")


def open_till(scene: Scene) -> None:
    """The float is counted by note and coin."""
    hands = scene.hands
    scene.keeps("open till")
    hands.waits_for("Next note or coin")
    # 1 × £50, 2 × £20, 1 × £10
    for pieces in ("1", "2", "1"):
        hands.keys_in(pieces)
        hands.touches("Next note or coin")
    hands.waits_for("Counted £100.00")
    scene.keeps("count the float")
    hands.touches("Open with £100.00")
    hands.waits_for("Scan to start")
    scene.keeps("ready to sell")
    scene.says("The till opens with a counted float of £100.00")


def first_sale(scene: Scene) -> None:
    """Scan, scan again, search, refuse what is unknown, pay with one touch."""
    hands = scene.hands
    hands.scans(LUNCH_BAG.code)
    hands.waits_for("To pay £1.65")
    hands.scans(OAT_DRINK.code)
    hands.scans(OAT_DRINK.code)
    hands.scans(CAKE_STAND.code)
    hands.waits_for("To pay £18.30")
    scene.keeps("basket")
    scene.says("Four scans, three lines: what was scanned twice rises on its own line")
    hands.scans(UNKNOWN_CODE)
    hands.waits_for("Not in our list")
    scene.keeps("unknown code")
    hands.scans(MISREAD_CODE)
    hands.waits_for("Misread code")
    scene.says("An unknown code and a misread one say so, and change nothing")
    hands.types("jumbo red")
    hands.waits_for(JUMBO_BAG.name)
    scene.keeps("search")
    hands.presses(Qt.Key.Key_Return)
    hands.waits_for("To pay £20.38")
    hands.touches("Remove")
    hands.waits_for("Taken off")
    scene.keeps("taken off")
    hands.touches("Put back")
    hands.waits_for("To pay £20.38")
    scene.says("Found by name, taken off, put back")
    hands.touches("£30")
    hands.waits_for("Next customer")
    hands.waits_for("£9.62")
    scene.keeps("change")
    scene.says("£30 given, £9.62 back: one touch; durable before the drawer opened")


def age_check(scene: Scene) -> None:
    """Wine asks for age, then cash is typed."""
    hands = scene.hands
    hands.scans(WINE.code)
    hands.waits_for("ID checked")
    scene.keeps("age check")
    hands.touches("ID checked")
    hands.waits_for("To pay £8.50")
    hands.scans(FIRELOGS.code)
    hands.waits_for(FIRELOGS.name)
    hands.touches("Cash £16.00")
    hands.waits_for("Cash given")
    hands.keys_in("5000")
    hands.waits_for("Take £50.00")
    scene.keeps("cash typed")
    hands.touches("Take £50.00")
    hands.waits_for("Next customer")
    scene.says("Wine asks for age once; £50.00 is typed on the pad, filled from the right")


def cut_off(scene: Scene) -> None:
    """The centre stops in the middle of a sale; nobody at the counter has to know."""
    hands = scene.hands
    hands.scans(HEART_LIGHT.code)
    hands.waits_for("To pay £2.95")
    scene.office.stop()
    hands.scans(HEART_LIGHT.code)
    hands.waits_for("To pay £5.90")
    hands.touches("Exact")
    hands.waits_for("Next customer")
    hands.scans(LUNCH_BAG.code)
    hands.waits_for("To pay £1.65")
    hands.touches("Exact")
    hands.waits_for("Next customer")
    hands.waits_for("Offline", patience_seconds=60)
    scene.keeps("offline")
    hands.touches("Offline")
    hands.waits_for("Can I switch off?")
    scene.keeps("sent and waiting")
    hands.touches("Sell")
    scene.says("Head office is cut off in mid-sale: two sales, all safe here and listed")


def day_offline(scene: Scene, who: Person) -> None:
    """Another till opens, sells and is left while nobody can reach head office."""
    hands = scene.hands
    hands.touches(who.tile)
    hands.keys_in(who.pin)
    hands.touches(f"It is {FLOAT}")
    hands.waits_for("Scan to start")
    for _ in range(3):
        hands.scans(LUNCH_BAG.code)
    hands.waits_for("To pay £4.95")
    hands.scans(BREAD_ROLL.code)
    hands.waits_for("To pay £5.40")
    scene.keeps("till two offline")
    hands.touches("£10")
    hands.waits_for("£4.60")
    scene.says(f"{who.name} opens till 2 and sells, with head office still out of reach")


def back_online(scene: Scene) -> None:
    """Head office answers again, and everything goes out by itself."""
    scene.office.start()
    scene.hands.waits_for("All sent", patience_seconds=90)
    scene.says("Head office is back: till 2 sends what it kept, once")


def morning_after(scene: Scene, who: Person) -> None:
    """The first till, switched off with unsent sales, is switched on again."""
    hands = scene.hands
    hands.waits_for(who.tile)
    hands.touches(who.tile)
    hands.keys_in(who.pin)
    hands.waits_for("Scan to start")
    hands.waits_for("All sent", patience_seconds=90)
    hands.touches("All sent")
    hands.waits_for("was handed over twice")
    scene.keeps("all sent and one needs a look")
    hands.touches("Sell")
    scene.says(
        "Register 1 was switched off meanwhile; switched on, it sends too, and hears of a question"
    )


def take_over(scene: Scene, owner: Person, other: Person) -> None:
    """Lock, another badge, the basket goes on; then it is given up."""
    hands = scene.hands
    hands.scans(OAT_DRINK.code)
    hands.waits_for("To pay £1.95")
    hands.touches("Lock, or change the person")
    hands.waits_for(other.tile)
    hands.scans(other.badge)
    hands.waits_for(f"{owner.name}’s basket")
    scene.keeps("take over")
    hands.touches("Take over")
    hands.waits_for("To pay £1.95")
    hands.touches_each("More for this sale", "Cancel sale")
    hands.waits_for("Hold the key for 1 second")
    scene.keeps("cancel")
    hands.holds("Cancel sale")
    hands.waits_for("Scan to start")
    scene.says(f"{owner.name} locks; {other.name} takes the basket over by badge, and cancels it")


def devices(scene: Scene) -> None:
    """What is connected, and how fast a scan is."""
    hands = scene.hands
    hands.touches("More")
    hands.waits_for("What to do")
    scene.keeps("more")
    hands.touches("Devices")
    hands.waits_for("Test the printer")
    scene.keeps("devices")
    hands.touches("Sell")
    scene.says("Devices: what is connected, and how long a scan takes to its line")


def cash_to_safe(scene: Scene) -> None:
    """What the drawer does not need goes to the safe, and the X report tells of it."""
    hands = scene.hands
    hands.touches_each("More", "Cash in and out", "Cash to the safe")
    hands.keys_in(str(SAFE_MINOR))
    scene.keeps("cash to the safe")
    hands.touches("Take £30.00 to the safe")
    hands.waits_for("Drawer is open")
    hands.touches("Figures so far")
    hands.waits_for("To the safe")
    scene.keeps("figures so far")
    hands.touches("Back")
    scene.says("£30.00 go to the safe; the figures so far, any time")


def close_day(scene: Scene, besides_minor: int) -> None:
    """The drawer is counted blind, then the difference is shown, then the Z report; besides: taken at the counter."""
    hands = scene.hands
    counted_minor = FLOAT_MINOR + TAKEN_MINOR + besides_minor - SAFE_MINOR - LOST_MINOR
    hands.touches("More")
    hands.touches("Close the day")
    hands.waits_for("Count the drawer")
    rest = counted_minor
    for denomination in CURRENCIES["GBP"].pieces:
        pieces, rest = divmod(rest, denomination)
        hands.keys_in(str(pieces))
        if denomination > 1:
            hands.touches("Next note or coin")
    scene.keeps("count the drawer")
    hands.touches("Close the day")
    hands.waits_for("Z report")
    hands.waits_for("Short")
    scene.keeps("z report")
    scene.says("The drawer is counted blind, the day is closed, the Z report printed")
    hands.waits_for("All sent", patience_seconds=60)
