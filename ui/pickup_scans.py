"""Pickup scans knows what the codes of the pickup counter do wherever one is: a customer's code, the label of a bay."""

from __future__ import annotations

from pos_app.domain.operations import FIND_ORDER
from pos_app.domain.refusals import NotAllowed
from ui.application import Application
from ui.desk import Desk
from ui.fault_messages import notice_of
from ui.store_screens import StoreScreens


class PickupScans:
    """Who may not hand over is told so, and nothing else happens."""

    def __init__(self, application: Application, desk: Desk, screens: StoreScreens) -> None:
        self._application = application
        self._desk = desk
        self._screens = screens

    def code_scanned(self, text: str) -> None:
        """It opens its order, and its person is checked by it."""
        me = self._application.signed_on()
        if me is not None and FIND_ORDER.is_for(me):
            self._screens.later.counter.flow.code_scanned(text)
        else:
            self._desk.tell(notice_of(NotAllowed(FIND_ORDER.name)))

    def bay_scanned(self, bay: str) -> None:
        """What lies there of the order at hand is taken."""
        self._screens.later.counter.handover.bay_scanned(bay)
