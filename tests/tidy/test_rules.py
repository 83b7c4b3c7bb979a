"""Holds every rule of the house over the whole repository, and shows that each rule can fail."""

import pytest

from tests.tidy import (
    content_rules,
    database_rules,
    import_rules,
    name_rules,
    size_rules,
    suppression_rules,
)
from tests.tidy.rule import Rule
from tests.tidy.source_tree import SourceFile, python_files, text_files

RULES = (
    *size_rules.RULES,
    *name_rules.RULES,
    *suppression_rules.RULES,
    *import_rules.RULES,
    *content_rules.RULES,
    *database_rules.RULES,
)
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@each_rule
def test_the_repository_keeps_the_rule(rule: Rule) -> None:
    violations = list(rule.violations(text_files()))
    if violations:
        pytest.fail("\n".join(violations), pytrace=False)


@each_rule
def test_a_planted_violation_is_caught(rule: Rule) -> None:
    assert rule.planted
    for path, text in rule.planted:
        assert list(rule.violations([SourceFile(path, text)])), (path, text)


@each_rule
def test_what_is_harmless_passes(rule: Rule) -> None:
    for path, text in rule.harmless:
        assert list(rule.violations([SourceFile(path, text)])) == []


def test_the_rules_look_at_all_of_the_code() -> None:
    seen = {file.path for file in python_files()}
    assert {"pos_app/domain/__init__.py", "tests/conftest.py", "bench/__init__.py"} <= seen
    assert "pyproject.toml" in {file.path for file in text_files()}
    assert not any(path.startswith((".venv", "var/")) for path in seen)
