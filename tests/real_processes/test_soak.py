"""What the soak calls growth: more than noise between the second quarter and the last."""

import pytest

from tests.real_processes.soak import Sample, growth

STEADY = Sample(memory_kb=100_000, files=30, log_bytes=300_000, sale_ms=40)


def test_what_stays_as_it_is_is_no_growth() -> None:
    wild_start = Sample(memory_kb=10, files=900, log_bytes=0, sale_ms=9_000)
    assert growth([wild_start] * 3 + [STEADY] * 13) == []


@pytest.mark.parametrize("name", ["memory_kb", "files", "log_bytes", "sale_ms"])
def test_each_figure_that_grows_is_named(name: str) -> None:
    figures = {
        "memory_kb": STEADY.memory_kb,
        "files": STEADY.files,
        "log_bytes": STEADY.log_bytes,
        "sale_ms": STEADY.sale_ms,
    }
    samples = [Sample(**{**figures, name: figures[name] * n}) for n in range(1, 41)]
    assert [found.partition(" ")[0] for found in growth(samples)] == [name]
