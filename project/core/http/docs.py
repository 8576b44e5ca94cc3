"""Swagger UI and ReDoc, self-hosted and under a strict CSP."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from string import Template

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

Endpoint = Callable[[Request], Awaitable[Response]]

ASSETS_PATH = "/docs/assets"
VENDOR_PACKAGE = "fastapi_offline"
VENDOR_FILES = ("swagger-ui.css", "swagger-ui-bundle.js", "redoc.standalone.js", "favicon.png")
OWN_FOLDER = Path(__file__).parent / "static"
OWN_FILES = ("swagger-init.js", "redoc-init.js")
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".png": "image/png"}

# ReDoc's attribution shows a logo from the internet and hides it once loading fails; an empty data URL fails at home.
REMOTE_LOGO = b"https://cdn.redoc.ly/redoc/logo-mini.svg"
NO_LOGO = b"data:,"

# Addresses are relative to the page, so that they also hold behind a proxy that strips a prefix.
SWAGGER_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" type="image/png" href="$favicon_png">
<link rel="stylesheet" href="$swagger_ui_css">
</head>
<body>
<div id="swagger-ui" data-openapi="$openapi"></div>
<script src="$swagger_ui_bundle_js"></script>
<script src="$swagger_init_js"></script>
</body>
</html>
""")

REDOC_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<link rel="icon" type="image/png" href="$favicon_png">
<style>body { margin: 0; padding: 0; }</style>
</head>
<body>
<div id="redoc" data-openapi="$openapi"></div>
<script src="$redoc_standalone_js"></script>
<script src="$redoc_init_js"></script>
</body>
</html>
""")


@dataclass(frozen=True)
class Asset:
    """A static file with a digest in its address, so that it can be cached for ever."""

    name: str
    content: bytes

    @property
    def path(self) -> str:
        """Below ASSETS_PATH, with a leading slash."""
        return f"/{sha256(self.content).hexdigest()[:12]}/{self.name}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.name).suffix]

    @property
    def placeholder(self) -> str:
        return self.name.replace("-", "_").replace(".", "_")


def add_docs(app: FastAPI) -> None:
    if app.openapi_url is None:
        raise RuntimeError("the documentation pages need an openapi_url")
    assets = load_assets()
    places = {asset.placeholder: relative(ASSETS_PATH + asset.path) for asset in assets}
    places |= {"title": escape(app.title), "openapi": escape(relative(app.openapi_url))}
    routes = [Route(asset.path, asset_endpoint(asset)) for asset in assets]
    app.router.routes.append(Mount(ASSETS_PATH, routes=routes, name="docs-assets"))
    app.add_route("/docs", page_endpoint(SWAGGER_PAGE.substitute(places)), include_in_schema=False)
    app.add_route("/redoc", page_endpoint(REDOC_PAGE.substitute(places)), include_in_schema=False)
    app.add_route("/favicon.ico", no_icon, include_in_schema=False)


@cache
def load_assets() -> tuple[Asset, ...]:
    folder = vendor_folder()
    files = [folder / name for name in VENDOR_FILES] + [OWN_FOLDER / name for name in OWN_FILES]
    return tuple(Asset(file.name, file.read_bytes().replace(REMOTE_LOGO, NO_LOGO)) for file in files)


def vendor_folder() -> Path:
    """Where fastapi-offline keeps its files; found without running its code."""
    spec = find_spec(VENDOR_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("fastapi-offline is not installed: /docs and /redoc have no assets")
    return Path(spec.submodule_search_locations[0]) / "static"


def relative(path: str) -> str:
    """The address seen from /docs and /redoc, which both lie at the root."""
    return path.removeprefix("/")


def page_endpoint(html: str) -> Endpoint:
    async def page(_: Request) -> Response:
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return page


def asset_endpoint(asset: Asset) -> Endpoint:
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}

    async def file(_: Request) -> Response:
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    return file


async def no_icon(_: Request) -> Response:
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})
