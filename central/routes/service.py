"""Routes of the service itself: whether it lives, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Response

from central.openapi import described
from central.routes.exchange import Here, answer
from central.storage.admin_rows import figures

ROUTER = APIRouter(tags=["service"])


@ROUTER.get("/health", openapi_extra=described())
def get_health(centre: Here) -> Response:
    """Answers when the database answers."""
    facts = centre.query(figures)["facts"]
    return answer({"status": "ok", "facts": facts})


@ROUTER.get("/metrics", openapi_extra=described(media="text/plain"))
def get_metrics(centre: Here) -> Response:
    """Figures for Prometheus."""
    text = centre.measures.text(centre.query(figures))
    return Response(text, media_type="text/plain; version=0.0.4")
