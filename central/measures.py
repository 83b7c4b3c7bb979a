"""Measures knows what this process has answered so far: how often, how fast, and how many are being served."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Mapping

# Upper bounds in milliseconds; a long poll is not timed.
BOUNDS_MS = (5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)


class Measures:
    """Counts of one process; whoever reads several adds them up by the label `process`."""

    def __init__(self) -> None:
        self._answered: dict[tuple[str, int], int] = defaultdict(int)
        self._within: dict[tuple[str, int], int] = defaultdict(int)
        self._sum_us: dict[str, int] = defaultdict(int)
        self._counts: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self.in_flight = 0

    def answered(self, route: str, status: int, took_us: int | None) -> None:
        """One more answer."""
        with self._lock:
            self._answered[route, status] += 1
            if took_us is None:
                return
            self._counts[route] += 1
            self._sum_us[route] += took_us
            for bound in BOUNDS_MS:
                if took_us <= bound * 1000:
                    self._within[route, bound] += 1
                    break

    def text(self, figures: Mapping[str, int]) -> str:
        """Everything as Prometheus reads it; `figures` are the centre's own, from its database."""
        lines = []
        for name, value in figures.items():
            lines += [f"# TYPE centre_{name} gauge", f"centre_{name} {value}"]
        process = f'process="{os.getpid()}"'
        lines += ["# TYPE centre_requests_in_flight gauge"]
        lines += [f"centre_requests_in_flight{{{process}}} {self.in_flight}"]
        with self._lock:
            lines.append("# TYPE centre_requests_total counter")
            for (route, status), count in sorted(self._answered.items()):
                labels = f'{process},route="{route}",status="{status}"'
                lines.append(f"centre_requests_total{{{labels}}} {count}")
            lines.append("# TYPE centre_request_seconds histogram")
            for route in sorted(self._counts):
                lines += self._histogram(route, f'{process},route="{route}"')
        return "\n".join([*lines, ""])

    def _histogram(self, route: str, labels: str) -> list[str]:
        name, total, lines = "centre_request_seconds", 0, []
        for bound in BOUNDS_MS:
            total += self._within[route, bound]
            seconds = f"{bound // 1000}.{bound % 1000:03}"
            lines.append(f'{name}_bucket{{{labels},le="{seconds}"}} {total}')
        lines.append(f'{name}_bucket{{{labels},le="+Inf"}} {self._counts[route]}')
        spent = self._sum_us[route]
        lines.append(f"{name}_sum{{{labels}}} {spent // 1_000_000}.{spent % 1_000_000:06}")
        lines.append(f"{name}_count{{{labels}}} {self._counts[route]}")
        return lines
