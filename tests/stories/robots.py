"""The people of a story at the real screens; what they cannot see or touch there, they cannot do."""

from __future__ import annotations

from PySide6.QtCore import Qt

from storeday.hands import Hands
from storeday.shop import Person, Product

SENT_SECONDS = 60


class Cashier:
    """Whoever stands at the register."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands

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

    def types(self, text: str) -> None:
        """At a person's speed."""
        self.hands.types(text)

    def presses_enter(self) -> None:
        """On the keyboard."""
        self.hands.presses(Qt.Key.Key_Return)

    def presses_escape(self) -> None:
        """One step back."""
        self.hands.presses(Qt.Key.Key_Escape)

    def touches(self, *names: str) -> None:
        """Keys by the words on them."""
        self.hands.touches_each(*names)

    def is_told(self, words: str) -> None:
        """It stands on the screen, or soon does."""
        self.hands.waits_for(words)

    def is_not_told(self, words: str) -> None:
        """It does not stand on the screen."""
        assert not self.hands.sees(words), f"“{words}” is on the screen"

    def owes(self, amount: str) -> None:
        """The customer has to pay so much."""
        self.hands.waits_for(f"To pay {amount}")

    def pays(self, key: str = "Exact") -> None:
        """In cash by one of the quick keys; the sale is done."""
        self.hands.touches(key)
        self.hands.waits_for("Next customer")

    def sells(self, *products: Product) -> None:
        """A whole sale, paid exactly."""
        self.scans(*products)
        self.pays()

    def sees_all_sent(self) -> None:
        """The status at the top says that nothing waits; an impatient person touches "Try now"."""
        self.hands.waits_for("All sent", SENT_SECONDS)
