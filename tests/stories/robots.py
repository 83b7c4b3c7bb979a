"""The people of a story, in the words of their work."""

from __future__ import annotations

from storeday.shop import Person, Product
from tests.stories.robot import Robot

SENT_SECONDS = 90
DENOMINATIONS = (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)


class Cashier(Robot):
    """Whoever stands at the register."""

    def touches_name(self, who: Person) -> None:
        """The tile at sign-on."""
        self.hands.touches(who.tile)

    def signs_on(self, who: Person) -> None:
        """Name and PIN."""
        self.touches_name(who)
        self.hands.keys_in(who.pin)

    def shows_badge(self, who: Person) -> None:
        """The badge, scanned."""
        self.hands.scans(who.badge)

    def opens_till(self, who: Person) -> None:
        """Sign on by badge and open the till with the float of the book."""
        self.hands.waits_for(who.tile)
        self.shows_badge(who)
        self.touches("It is £100")
        self.hands.waits_for("Scan to start")

    def scans(self, *products: Product) -> None:
        """One after the other; each line is looked at before the next scan."""
        for product in products:
            self.hands.scans(product.code)
            self.hands.waits_for(f", {product.name}, ")

    def scans_code(self, code: str) -> None:
        """Whatever stands under the bars."""
        self.hands.scans(code)

    def scans_at_once(self, *products: Product) -> None:
        """As fast as the scanner can, without a look at the screen."""
        self.hands.scans(*(product.code for product in products))

    def scans_with_caps_lock(self, code: str) -> None:
        """Somebody left Caps Lock on."""
        self.hands.scanner.reads_with_caps_lock(code)

    def scans_half_of(self, product: Product) -> None:
        """The end of the code is lost on the way."""
        self.hands.scanner.reads_half(product.code[:7])

    def owes(self, amount: str) -> None:
        """The customer has to pay so much."""
        self.hands.waits_for(f"To pay {amount}")

    def pays(self, key: str = "Exact") -> None:
        """In cash by one of the quick keys; the sale is done."""
        self.hands.touches(key)
        self.hands.waits_for("Next customer")

    def pays_by_card(self, amount: str) -> None:
        """One touch; the terminal is asked."""
        self.hands.touches(f"Card {amount}")

    def sells(self, *products: Product) -> None:
        """A whole sale, paid exactly."""
        self.scans(*products)
        self.pays()

    def locks(self) -> None:
        """Leave the register; the basket stays."""
        self.hands.touches("Lock, or change the person")
        self.hands.waits_for("Touch your name, or scan your badge")

    def counts_drawer(self, amount_minor: int) -> None:
        """So much money, by as few notes and coins as can be."""
        rest = amount_minor
        for denomination in DENOMINATIONS:
            pieces, rest = divmod(rest, denomination)
            self.hands.keys_in(str(pieces))
            if denomination > 1:
                self.hands.touches("Next note or coin")

    def closes_day(self, amount_minor: int, five_euro_notes: int = 0) -> None:
        """Count the drawer and end the day."""
        self.hands_count_in(amount_minor, five_euro_notes)
        self.hands.waits_for("Z report")

    def hands_count_in(self, amount_minor: int, five_euro_notes: int = 0) -> None:
        """Count the drawer and say so; euros come after the pence, the smallest note last."""
        self.hands.touches_each("More", "Close the day")
        self.hands.waits_for("Count the drawer")
        self.counts_drawer(amount_minor)
        if five_euro_notes:
            self.hands.touches_each(*["Next note or coin"] * 6)
            self.hands.keys_in(str(five_euro_notes))
        self.hands.touches("Close the day")

    def sees_all_sent(self) -> None:
        """The status at the top says that nothing waits; an impatient person touches "Try now"."""
        self.hands.waits_for("All sent", SENT_SECONDS)
