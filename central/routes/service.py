"""Routes of the service itself: whether it lives, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from central.core.roles import Right
from central.openapi import described
from central.routes.exchange import Authorization, Here, answer
from central.storage.admin_rows import figures

ROUTER = APIRouter(tags=["service"])


@ROUTER.get("/health", openapi_extra=described())
def get_health(centre: Here) -> Response:
    """Answers when the database answers."""
    facts = centre.query(figures)["facts"]
    return answer({"status": "ok", "facts": facts})


@ROUTER.get("/metrics", openapi_extra=described(media="text/plain"))
def get_metrics(centre: Here, request: Request, authorization: Authorization = None) -> Response:
    """Figures for Prometheus: from an address that the settings name, else with the token of an administrator."""
    address = request.client.host if request.client is not None else ""
    if not centre.settings.gives_metrics_to(address):
        centre.administrator(authorization, Right.READ)
    text = centre.measures.text(centre.query(figures))
    return Response(text, media_type="text/plain; version=0.0.4")
