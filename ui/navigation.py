"""Navigation knows which screen is in front, and tells its presenter that it came there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.key_router import KeyRouter
from ui.routes import Route
from ui.shell import Shell
from ui.widgets.search_field import SearchField
from ui.widgets.top_bar import TopBar


class Navigation:
    """One screen in front at a time; a sheet is closed before the screen behind it goes."""

    def __init__(self, shell: Shell, keys: KeyRouter, moved: Callable[[Route], None]) -> None:
        self._shell = shell
        self._keys = keys
        self._moved = moved
        self._screens: dict[Route, QWidget] = {}
        self._opened: dict[Route, Callable[[], None]] = {}
        self._unmade: dict[Route, Callable[[], None]] = {}
        self.current = Route.SET_UP
        self.is_asking = False
        self.told: QWidget | None = None

    def add(self, route: Route, screen: QWidget, opened: Callable[[], None]) -> None:
        """Take a screen in."""
        self._unmade.pop(route, None)
        self._screens[route] = screen
        self._opened[route] = opened
        self._shell.add_screen(route, screen)

    def add_later(self, route: Route, make: Callable[[], None]) -> None:
        """Know how a screen is made, which takes itself in; nobody has opened it yet."""
        self._unmade[route] = make

    def make_one(self) -> None:
        """There is time: make the next screen that nobody has opened yet."""
        for make in tuple(self._unmade.values())[:1]:
            make()

    def go(self, route: Route) -> None:
        """Bring a screen to the front."""
        if route in self._unmade:
            self._unmade[route]()
        self.close_sheet()
        if self.current is Route.PICKUP is not route:
            # an order's number means nothing elsewhere
            self.clear_search()
        self.current = route
        self._shell.show_route(route)
        self._keys.serve(self._screens[route])
        self._moved(route)
        self._opened[route]()

    def close_window(self) -> None:
        """Nothing more is to be done here."""
        self._shell.close()

    def screen(self) -> QWidget:
        """The screen in front."""
        return self._screens[self.current]

    def clear_search(self) -> None:
        """The search is over: its field is empty and the keys go to the screen again."""
        field = self._shell.findChild(SearchField)
        if isinstance(field, SearchField):
            field.clear()
            field.clearFocus()

    def type_in_search(self, change: Callable[[str], str]) -> str:
        """Change the words of the top field as keys on screen do; gives the words after it."""
        field = self._shell.findChild(SearchField)
        assert isinstance(field, SearchField), "the top bar has a search field"
        field.setText(change(field.text()))
        return field.text()

    def start_search(self) -> None:
        """The field of the top bar takes the next letters."""
        field = self._shell.findChild(SearchField)
        if isinstance(field, SearchField):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_camera(self) -> None:
        """As by the key of the top bar."""
        bar = self._shell.findChild(TopBar)
        assert isinstance(bar, TopBar), "the shell has a top bar"
        bar.camera_touched.emit()

    def open_sheet(self, sheet: QWidget) -> None:
        """Ask something in front of the screen."""
        self.is_asking = True
        self.told = None
        self._shell.show_sheet(sheet)

    def tell_sheet(self, sheet: QWidget) -> None:
        """Say something in front of the screen, which asks for no answer: whatever is done next closes it."""
        self.told = sheet
        self._shell.show_sheet(sheet)

    def close_sheet(self) -> None:
        """The question is answered."""
        self.is_asking = False
        self.told = None
        self._shell.close_sheet()
