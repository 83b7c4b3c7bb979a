"""A machine becomes a device in steps that a crash may cut anywhere; its key is at the centre before it may sell."""

import base64
import json
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from pos_app.domain.refusals.set_up import CentreNotPrivate, CodeExpired, CodeUsed, CodeWrong
from pos_app.files.database import transaction
from pos_app.files.device_settings import KEY_FILE, DeviceSettings
from pos_app.files.layout import DeviceFolder
from pos_app.files.secrets import DATABASE_KEY, DEVICE_TOKEN, KeyFileSecrets
from pos_app.ports.enrolment import CatalogueProgress, DeviceClass
from pos_app.ports.faults import CentreUnreachable
from sync.enrolment import HttpEnrolment
from sync.notebook import ContactTable
from sync.replica import FeedReplica
from sync.transport.set_up import SetUpLine

CODE = "ABCD-EFGH"


class PowerCut(Exception):
    """The machine stops here."""


class SetUpCentre:
    """Knows one code, gives one identity, keeps one key; a cut stops the machine before or after a request."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.used = False
        self.key = ""
        self.refuses: str | None = None
        self.cut_before: str | None = None
        self.tokens = 0
        self.recovered_from: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == self.cut_before:
            self.cut_before = None
            raise PowerCut
        body = json.loads(request.content)
        match request.url.path:
            case "/v1/enrol":
                if self.refuses or self.used:
                    return self._no(self.refuses or "code_used")
                assert body["code"] == CODE
                self.used = True
                return self._say(self._identity())
            case "/v1/device/key":
                assert request.headers["authorization"] == f"Bearer token-{self.tokens}"
                oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
                wrapped = base64.b64decode(body["wrapped"])
                self.key = self.private.decrypt(wrapped, oaep).decode()
                return self._say({})
            case "/v1/recover":
                self.recovered_from.append(body["fingerprint"])
                return self._say({"enrolment": self._identity(), "database_key": self.key})
        raise AssertionError(request.url.path)

    def _identity(self) -> dict[str, str]:
        self.tokens += 1
        pem = self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return {
            "device_id": "d1",
            "token": f"token-{self.tokens}",
            "business_unit": "12",
            "workstation": "1",
            "zone": "uk",
            "currency": "GBP",
            "time_zone": "Europe/London",
            "store_name": "Leeds",
            "wrapping_key": pem.decode(),
        }

    def _say(self, message: object) -> httpx.Response:
        return httpx.Response(200, headers={"Storefront-Protocol": "1"}, json=message)

    def _no(self, code: str) -> httpx.Response:
        problem = {"code": code, "title": "", "status": 403}
        return httpx.Response(403, headers={"Storefront-Protocol": "1"}, json=problem)


@pytest.fixture
def folder(tmp_path: Path) -> DeviceFolder:
    return DeviceFolder(tmp_path / "till")


@pytest.fixture
def centre() -> SetUpCentre:
    return SetUpCentre()


def _enrolment(folder: DeviceFolder, centre: SetUpCentre) -> HttpEnrolment:
    line = SetUpLine("http://centre", httpx.MockTransport(centre))
    return HttpEnrolment(folder, "https://centre", KEY_FILE, "machine-1", line)


def _secret(folder: DeviceFolder, name: str) -> str | None:
    return KeyFileSecrets(folder.key_file).get(name)


def test_a_machine_becomes_a_device(folder: DeviceFolder, centre: SetUpCentre) -> None:
    _enrolment(folder, centre).enrol(f" {CODE} ", DeviceClass.TABLET, 125)
    settings = DeviceSettings.load(folder)
    assert settings is not None
    assert (settings.device_id, settings.device_class, settings.scale_percent) == (
        "d1",
        "tablet",
        125,
    )
    assert (settings.centre_url, settings.secrets) == ("https://centre", KEY_FILE)
    assert _secret(folder, DATABASE_KEY) == centre.key
    assert len(centre.key) == 64
    assert _secret(folder, DEVICE_TOKEN) == "token-1"
    assert not list(folder.root.glob("enrolling*"))


def test_without_its_key_at_the_centre_it_is_no_device_and_the_same_code_goes_on(
    folder: DeviceFolder, centre: SetUpCentre
) -> None:
    centre.cut_before = "/v1/device/key"
    with pytest.raises(PowerCut):
        _enrolment(folder, centre).enrol(CODE, DeviceClass.REGISTER, 100)
    assert DeviceSettings.load(folder) is None
    assert "token-1" not in (folder.root / "enrolling.json").read_text()
    key = _secret(folder, DATABASE_KEY)
    _enrolment(folder, centre).enrol(CODE, DeviceClass.REGISTER, 100)
    assert centre.key == key == _secret(folder, DATABASE_KEY)
    assert DeviceSettings.load(folder) is not None


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("code_wrong", CodeWrong), ("code_used", CodeUsed), ("code_expired", CodeExpired)],
)
def test_a_code_that_is_none_leaves_nothing(
    folder: DeviceFolder, centre: SetUpCentre, code: str, refusal: type[Exception]
) -> None:
    centre.refuses = code
    with pytest.raises(refusal):
        _enrolment(folder, centre).enrol(CODE, DeviceClass.REGISTER, 100)
    assert not list(folder.root.iterdir())


@pytest.mark.parametrize("url", ["http://centre", "http://10.0.0.5:8420"])
def test_where_others_can_read_along_nothing_is_told(
    folder: DeviceFolder, centre: SetUpCentre, url: str
) -> None:
    line = SetUpLine(url, httpx.MockTransport(centre))
    enrolment = HttpEnrolment(folder, url, KEY_FILE, "machine-1", line)
    with pytest.raises(CentreNotPrivate):
        enrolment.enrol(CODE, DeviceClass.REGISTER, 100)
    with pytest.raises(CentreNotPrivate):
        enrolment.recover("WXYZ-2345")
    assert not folder.root.exists()


def test_without_a_line_it_says_so(folder: DeviceFolder) -> None:
    def nobody(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    line = SetUpLine("http://centre", httpx.MockTransport(nobody))
    with pytest.raises(CentreUnreachable):
        HttpEnrolment(folder, "https://centre", KEY_FILE, "m", line).enrol(
            CODE, DeviceClass.REGISTER, 100
        )


def test_a_lost_keyring_gets_the_same_key_back(folder: DeviceFolder, centre: SetUpCentre) -> None:
    _enrolment(folder, centre).enrol(CODE, DeviceClass.REGISTER, 125)
    before = DeviceSettings.load(folder)
    folder.key_file.unlink()
    _enrolment(folder, centre).recover("WXYZ-2345")
    assert _secret(folder, DATABASE_KEY) == centre.key
    assert _secret(folder, DEVICE_TOKEN) == "token-2"
    assert DeviceSettings.load(folder) == before
    assert centre.recovered_from == ["machine-1"]


def test_progress_is_what_the_agent_wrote_down(folder: DeviceFolder, centre: SetUpCentre) -> None:
    enrolment = _enrolment(folder, centre)
    assert enrolment.progress() == CatalogueProgress(0, 0, complete=False)
    enrolment.enrol(CODE, DeviceClass.REGISTER, 100)
    assert enrolment.progress() == CatalogueProgress(0, 0, complete=False)
    store = FeedReplica(folder, "store:12", centre.key, lambda: 7)
    store.open({})
    connection = store.connection
    assert connection is not None
    contact = ContactTable(lambda: connection)
    with transaction(connection):
        contact.put("catalogue_items", "70")
        contact.put("catalogue_total", "100")
    assert enrolment.progress() == CatalogueProgress(70, 100, complete=False)
    with transaction(connection):
        contact.put("catalogue_complete", "1")
    assert enrolment.progress().complete
    store.close()
