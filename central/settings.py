"""Settings knows what an owner may decide about a centre: names that begin with CENTRAL_, in a file or around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

from sqlalchemy import make_url

DATABASE = "CENTRAL_DATABASE"
KEY_FILE = "CENTRAL_KEY_FILE"
CACHE_FOLDER = "CENTRAL_CACHE_FOLDER"
WITNESS_FILE = "CENTRAL_WITNESS_FILE"
CERTIFICATE = "CENTRAL_CERTIFICATE"
PRIVATE_KEY = "CENTRAL_PRIVATE_KEY"
REQUESTS_PER_MINUTE = "CENTRAL_REQUESTS_PER_MINUTE"
LOG = "CENTRAL_LOG"
FEED_DAYS = "CENTRAL_FEED_DAYS"
FEED_DAYS_MAX = "CENTRAL_FEED_DAYS_MAX"
MAIL_SERVER = "CENTRAL_MAIL_SERVER"
MAIL_FROM = "CENTRAL_MAIL_FROM"
RECOMMEND_HOURS = "CENTRAL_RECOMMEND_HOURS"
METRICS_FROM = "CENTRAL_METRICS_FROM"
HOST = "CENTRAL_HOST"
PORT = "CENTRAL_PORT"
SETTINGS_FILE = "CENTRAL_SETTINGS_FILE"
THIS_MACHINE = "127.0.0.0/8 ::1"
DEFAULT_DATABASE = "sqlite:///var/central/central.db"
# what a file of settings may say
NAMES = frozenset(
    {DATABASE, KEY_FILE, CACHE_FOLDER, WITNESS_FILE, CERTIFICATE, PRIVATE_KEY}
    | {REQUESTS_PER_MINUTE, LOG, FEED_DAYS, FEED_DAYS_MAX, MAIL_SERVER, MAIL_FROM}
    | {RECOMMEND_HOURS, METRICS_FROM, HOST, PORT}
)


class SettingsUnfit(Exception):
    """The file of settings says what nobody understands; the message names the line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the centre keeps its data, its key, the snapshots that can be made anew, and its witness; how it speaks.

    The witness belongs where a restored backup of the database does not bring it back, too.
    """

    database: str
    key_file: Path
    cache_folder: Path
    witness_file: Path
    # PEM files; with both the centre speaks TLS
    certificate: str | None = None
    private_key: str | None = None
    # of one token, or of one address without a token
    requests_per_minute: int = 6_000
    # "off", "refusals" or "all"
    log: str = "refusals"
    # a group of a feed is kept so long, and for a device that still comes at most so long
    feed_days: int = 30
    feed_days_max: int = 90
    # smtp://[user:password@]host[:port]; without one customers are told nothing
    mail_server: str = ""
    mail_from: str = "orders@localhost"
    # what goes with what is learned anew so often; 0: by command alone
    recommend_hours: int = 24
    # where it listens: without a word, to this machine alone
    host: str = "127.0.0.1"
    port: int = 8420
    # who reads /metrics without a token: addresses and networks, apart by spaces
    metrics_from: str = THIS_MACHINE

    def gives_metrics_to(self, address: str) -> bool:
        """Whether a machine may read the figures without a token."""
        try:
            theirs = ip_address(address)
        except ValueError:
            return False
        return any(theirs in ip_network(word, strict=False) for word in self.metrics_from.split())

    @property
    def erasures_file(self) -> Path:
        """Who was erased: beside the witness, for the same reason."""
        return self.witness_file.with_name(f"{self.witness_file.stem}-erased.json")

    @staticmethod
    def read(environment: Mapping[str, str], database: str | None) -> Settings:
        """Settings of an environment; the database of the command line wins."""
        url = database or environment.get(DATABASE, DEFAULT_DATABASE)
        beside = _folder_of(url)
        return Settings(
            url,
            Path(environment.get(KEY_FILE, str(beside / "central-key.pem"))),
            Path(environment.get(CACHE_FOLDER, str(beside / "snapshots"))),
            Path(environment.get(WITNESS_FILE, str(beside / "central-witness.json"))),
            environment.get(CERTIFICATE) or None,
            environment.get(PRIVATE_KEY) or None,
            int(environment.get(REQUESTS_PER_MINUTE, "6000")),
            environment.get(LOG, "refusals"),
            int(environment.get(FEED_DAYS, "30")),
            int(environment.get(FEED_DAYS_MAX, "90")),
            environment.get(MAIL_SERVER, ""),
            environment.get(MAIL_FROM, "orders@localhost"),
            int(environment.get(RECOMMEND_HOURS, "24")),
            environment.get(HOST, "127.0.0.1"),
            int(environment.get(PORT, "8420")),
            _networks(environment.get(METRICS_FROM, THIS_MACHINE)),
        )


def with_file(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment with what the file says that it names; the environment wins. Errors: SettingsUnfit."""
    place = environment.get(SETTINGS_FILE)
    if not place:
        return dict(environment)
    try:
        text = Path(place).read_text(encoding="utf-8")
    except OSError as error:
        message = f"{place} cannot be read: {error.strerror}"
        raise SettingsUnfit(message) from error
    return {**dict(_lines(place, text)), **environment}


def _lines(place: str, text: str) -> Iterator[tuple[str, str]]:
    """NAME=value, one a line; empty ones and those after # say nothing."""
    for number, line in enumerate(text.splitlines(), start=1):
        name, sign, value = (part.strip() for part in line.partition("="))
        if not name or name.startswith("#"):
            continue
        if not sign or name not in NAMES:
            message = f"{place}, line {number}: {name} is no setting of a centre"
            raise SettingsUnfit(message)
        yield name, value.strip()


def _networks(text: str) -> str:
    """Addresses and networks as they stand. Errors: SettingsUnfit."""
    for word in text.split():
        try:
            ip_network(word, strict=False)
        except ValueError as error:
            message = f"{METRICS_FROM}: {word} is no address and no network"
            raise SettingsUnfit(message) from error
    return text


def _folder_of(url: str) -> Path:
    """The folder of a SQLite file; for PostgreSQL the usual place."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return Path(parsed.database).parent
    return Path("var/central")
