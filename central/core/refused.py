"""Refused knows how the centre says no: a code for programs, a title for people, a status for HTTP."""

from __future__ import annotations

from sync.wire.messages import Problem


class Refused(Exception):
    """The centre does not do what a message asks; nothing has changed."""

    def __init__(
        self, status: int, code: str, title: str, *, retry_after_s: int | None = None
    ) -> None:
        super().__init__(code)
        self.retry_after_s = retry_after_s
        self.problem = Problem(code=code, title=title, status=status)
