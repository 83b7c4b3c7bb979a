"""The price command: a file or standard input, an answer in JSON, and where a document is wrong."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pos_app.price_command import main

BASKET: dict[str, Any] = {
    "currency": "GBP",
    "items": [{"id": "A", "price_minor": 100}],
    "promotions": [{"id": "P", "kind": "n_for_m", "take": 3, "pay": 2}],
    "lines": [{"item": "A", "quantity": 2}],
}


def test_standard_input_is_priced_and_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(BASKET)))
    assert main(["-"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["to_pay_minor"] == 200
    words = "P: finds too few pieces; fires with 1 more of any goods"
    assert [one["text"] for one in answer["promotions"]] == [words]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON document"),
        ("[]", "$: is an object"),
        (json.dumps({**BASKET, "lines": [{"item": "B"}]}), "$.lines[0].item: is not the id"),
        (json.dumps({**BASKET, "rebate": 1}), "$.rebate: is not a field"),
        (json.dumps({**BASKET, "discount": 1}), "$.discount: is an object"),
        (json.dumps({**BASKET, "at": "today"}), "$.at: is a local date"),
        (json.dumps({**BASKET, "items": BASKET["items"] * 2}), "$.items[1].id: is there twice"),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "basket.json"
    document.write_text(text, encoding="utf-8")
    assert main([str(document)]) == 1
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json")]) == 3
    assert "none.json" in capsys.readouterr().err
