"""The demo store's terminal is the register's: it may be asked at once, and remembers over a restart."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from pos_app.bootstrap import card_terminal
from pos_app.devices.terminal_thread import TerminalThread
from pos_app.domain.money import Money
from pos_app.files.device_settings import DeviceSettings
from pos_app.ports.terminal import TerminalAsk, TerminalWord
from storeday.card_terminal import CardTerminal
from tests.pos_app.storage.device import new_device

PATIENCE_SECONDS = 60
ASK = TerminalAsk("0207111617", "sale-1", Money(3762, "GBP"), 1_763_719_200_000_000)


def test_it_takes_a_card_and_knows_it_when_it_is_switched_on_again(tmp_path: Path) -> None:
    device = new_device(tmp_path / "register")
    device.folder.root.mkdir()
    device.settings.save(device.folder)
    demo = CardTerminal(tmp_path / "terminal")
    words = []
    for question in ("pay", "ask_status"):
        demo.start(device.folder)
        settings = DeviceSettings.load(device.folder)
        assert settings is not None
        terminal = card_terminal(device.folder, settings)
        assert isinstance(terminal, TerminalThread)
        heard = Event()
        terminal.listen(heard.set)
        getattr(terminal, question)(ASK)
        assert heard.wait(PATIENCE_SECONDS)
        terminal.close()
        words += [answer.word for answer in terminal.answers()]
        demo.stop()
    assert words == [TerminalWord.APPROVED, TerminalWord.APPROVED]
