"""Set-up knows the three calls of a device that is being enrolled or gets its key back."""

from __future__ import annotations

from typing import TypeVar

import httpx
import msgspec

from sync.transport.answers import check, check_length, read, unreachable, whole
from sync.transport.patience import patience
from sync.transport.trust import trusted
from sync.wire.messages import (
    EnrolReply,
    EnrolRequest,
    RecoverReply,
    RecoverRequest,
    WrappedKey,
)

T = TypeVar("T")


class SetUpLine:
    """The centre as a machine sees it before it is a device; errors of every call: CallFailed."""

    def __init__(self, url: str, network: httpx.BaseTransport | None = None) -> None:
        self._url = url
        self._network = network

    def enrol(self, request: EnrolRequest) -> EnrolReply:
        """Trade the one-time code for an identity."""
        return self._send("POST", "/v1/enrol", request, EnrolReply)

    def recover(self, request: RecoverRequest) -> RecoverReply:
        """Trade a recovery code for the key and a new token."""
        return self._send("POST", "/v1/recover", request, RecoverReply)

    def leave_key(self, token: str, wrapped: str) -> None:
        """Leave the wrapped key of the journal at the centre."""
        check(self._request("PUT", "/v1/device/key", WrappedKey(wrapped), token))

    def _send(self, method: str, path: str, message: msgspec.Struct, expected: type[T]) -> T:
        return read(self._request(method, path, message), expected)

    def _request(
        self, method: str, path: str, message: msgspec.Struct, token: str | None = None
    ) -> httpx.Response:
        headers = {"Content-Type": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            with httpx.Client(
                base_url=self._url,
                timeout=patience(),
                transport=self._network,
                trust_env=False,
                verify=trusted(self._url),
            ) as client:
                body = msgspec.json.encode(message)
                with client.stream(method, path, content=body, headers=headers) as response:
                    return _heard(response)
        except httpx.HTTPError as error:
            raise unreachable(error) from error


def _heard(response: httpx.Response) -> httpx.Response:
    parts, have = [], 0
    for part in response.iter_bytes():
        have += len(part)
        check_length(have)
        parts.append(part)
    return whole(response, b"".join(parts))
