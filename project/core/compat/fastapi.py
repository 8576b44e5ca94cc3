"""FastAPI's private names."""

from __future__ import annotations

from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from fastapi.routing import APIRoute, iter_route_contexts, serialize_response

__all__ = [
    "AsyncExitStackMiddleware",
    "Dependant",
    "ModelField",
    "embeds_body_fields",
    "iter_route_contexts",
    "request_body_to_args",
    "request_params_to_args",
    "serialize_response",
]


def embeds_body_fields(route: APIRoute) -> bool:
    """Tell whether the body is an object with a key for each body parameter, and not the one parameter itself."""
    return route._embed_body_fields
