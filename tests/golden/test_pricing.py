"""Each worked example of a price, reckoned by hand, is what the command prints; each says why."""

import json
from pathlib import Path

import pytest

from pos_app.price_command import main

EXAMPLES = sorted((Path(__file__).parent / "pricing").glob("*.json"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_holds(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worked = json.loads(example.read_text(encoding="utf-8"), parse_float=str)
    assert worked["why"]
    document = tmp_path / "basket.json"
    document.write_text(json.dumps(worked["input"]), encoding="utf-8")
    assert main([str(document)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert pick(answer, worked["expected"]) == worked["expected"]


def pick(answer: object, expected: object) -> object:
    """Of an answer what an example speaks of; lists are compared entry by entry."""
    if isinstance(answer, dict) and isinstance(expected, dict):
        return {name: pick(answer.get(name), expected[name]) for name in expected}
    if isinstance(answer, list) and isinstance(expected, list) and len(answer) == len(expected):
        return [pick(one, other) for one, other in zip(answer, expected, strict=True)]
    return answer
