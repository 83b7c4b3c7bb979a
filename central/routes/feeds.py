"""Routes of the feeds: sealed pages that any cache may keep, and how a device starts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import FileResponse

from central.core.feed import feed_kind, store_feed, zone_feed
from central.core.following import sealed_page
from central.core.records import Device
from central.core.refused import Refused
from central.openapi import described
from central.routes.exchange import JSON, Here, Speaker, answer
from sync.wire.messages import BootReply, DigestReply, FeedPage, SnapshotPage

ROUTER = APIRouter(tags=["feeds"])
Position = Annotated[int, Path(ge=0, le=2**53)]
FOR_EVER = "public, max-age=31536000, immutable"


@ROUTER.get("/v1/feed/{key}/{feed}/{epoch}/{first}-{last}", openapi_extra=described(FeedPage))
def get_page(
    centre: Here, key: str, feed: str, epoch: str, first: Position, last: Position
) -> Response:
    """A sealed page: the same bytes for ever, for whoever knows the key of the epoch."""

    page, sha256 = centre.read(
        lambda transaction: sealed_page(transaction.feeds, key, feed, epoch, first, last)
    )
    headers = {"Cache-Control": FOR_EVER, "ETag": f'"{sha256}"'}
    return Response(page, media_type=JSON, headers=headers)


@ROUTER.get("/v1/boot/{feed}", openapi_extra=described(BootReply))
def get_boot(centre: Here, device: Speaker, feed: str) -> Response:
    """How to start with a feed."""
    check_readable(centre_zone(centre, device), device, feed)
    return answer(centre.snapshots.boot(feed))


@ROUTER.get("/v1/digest/{feed}/{epoch}/{position}", openapi_extra=described(DigestReply))
def get_digest(
    centre: Here, device: Speaker, feed: str, epoch: str, position: Position
) -> Response:
    """What the rows of a feed are at a position, where that is known."""
    check_readable(centre_zone(centre, device), device, feed)
    digest = centre.digests.digest(feed, epoch, position)
    return answer(DigestReply(feed, epoch, position, digest))


@ROUTER.get(
    "/v1/snapshot/{feed}/{epoch}/{position}/{number}", openapi_extra=described(SnapshotPage)
)
def get_snapshot(
    centre: Here, device: Speaker, feed: str, epoch: str, position: Position, number: Position
) -> Response:
    """A page of a snapshot, from number 0."""
    check_readable(centre_zone(centre, device), device, feed)
    path = centre.snapshots.page(feed, epoch, position, number)
    return FileResponse(path, media_type=JSON, headers={"Cache-Control": "private"})


@ROUTER.get(
    "/v1/snapshot-file/{feed}/{epoch}/{position}",
    openapi_extra=described(None, media="application/zstd"),
)
def get_snapshot_file(
    centre: Here, device: Speaker, feed: str, epoch: str, position: Position
) -> Response:
    """A finished SQLite file, compressed with zstd; resumes by Range."""
    check_readable(centre_zone(centre, device), device, feed)
    path = centre.snapshots.file(feed, epoch, position)
    return FileResponse(path, media_type="application/zstd", headers={"Cache-Control": "private"})


def centre_zone(centre: Here, device: Device) -> str:
    """The price zone of a device's store."""
    store = centre.read(lambda transaction: transaction.devices.store(device.business_unit))
    assert store is not None, "a device belongs to a store"
    return store.zone


def check_readable(zone: str, device: Device, feed: str) -> None:
    """Refused 404 for the feed of another store or zone."""
    own = {"chain", zone_feed(zone), store_feed(device.business_unit)}
    if feed not in own:
        raise Refused(404, "unknown_feed", f"This device follows no such {feed_kind(feed)} feed.")
