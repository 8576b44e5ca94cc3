from collections.abc import AsyncIterator
from html.parser import HTMLParser

import httpx2
import pytest
from fastapi import FastAPI

from project.core.http.docs import Asset, add_docs, load_assets, vendor_folder

PAGES = ("/docs", "/redoc")


class Page(HTMLParser):
    """Gathers what a page loads and what it runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.references: list[str] = []
        self.scripts_without_src = 0
        self.handlers: list[str] = []
        self.title = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.references += [values[key] or "" for key in ("src", "href", "data-openapi") if key in values]
        self.scripts_without_src += tag == "script" and "src" not in values
        self.handlers += [key for key in values if key.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title" and not self.title:
            self.title = data


@pytest.fixture
def docs_app() -> FastAPI:
    app = FastAPI(title="Sums & <Scores>", docs_url=None, redoc_url=None)
    add_docs(app)
    return app


@pytest.fixture
async def client(docs_app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=docs_app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
async def test_page_is_html_in_utf8(client: httpx2.AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", PAGES)
async def test_page_is_titled_like_the_app(client: httpx2.AsyncClient, path: str) -> None:
    response = await client.get(path)

    assert Page(response.text).title == "Sums & <Scores>"


@pytest.mark.parametrize("path", PAGES)
async def test_page_has_no_inline_script(client: httpx2.AsyncClient, path: str) -> None:
    page = Page((await client.get(path)).text)

    assert page.scripts_without_src == 0
    assert page.handlers == []


@pytest.mark.parametrize("path", PAGES)
async def test_page_names_no_other_host(client: httpx2.AsyncClient, path: str) -> None:
    html = (await client.get(path)).text

    assert "//" not in html


@pytest.mark.parametrize("path", PAGES)
async def test_all_that_a_page_loads_is_there(client: httpx2.AsyncClient, path: str) -> None:
    page = Page((await client.get(path)).text)

    answers = [await client.get(f"/{reference}") for reference in page.references]

    assert len(answers) >= 4
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("asset", load_assets(), ids=lambda asset: asset.name)
async def test_asset_is_typed_and_kept_for_a_year(client: httpx2.AsyncClient, asset: Asset) -> None:
    response = await client.get(f"/docs/assets{asset.path}")

    assert response.content == asset.content
    assert response.headers["content-type"].split(";")[0] == asset.media_type
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_asset_answers_head(client: httpx2.AsyncClient) -> None:
    asset = load_assets()[0]

    response = await client.head(f"/docs/assets{asset.path}")

    assert response.headers["content-length"] == str(len(asset.content))


async def test_asset_of_another_version_is_not_found(client: httpx2.AsyncClient) -> None:
    response = await client.get("/docs/assets/000000000000/swagger-ui.css")

    assert response.status_code == 404


def test_redoc_fetches_no_logo_from_the_internet() -> None:
    contents = {asset.name: asset.content for asset in load_assets()}

    assert b"cdn.redoc.ly" in (vendor_folder() / "redoc.standalone.js").read_bytes()
    assert b"cdn.redoc.ly" not in contents["redoc.standalone.js"]


async def test_favicon_is_empty(client: httpx2.AsyncClient) -> None:
    response = await client.get("/favicon.ico")

    assert response.status_code == 204
    assert response.content == b""


async def test_pages_are_not_in_the_schema(client: httpx2.AsyncClient) -> None:
    response = await client.get("/openapi.json")

    assert response.json()["paths"] == {}


def test_app_without_schema_has_no_docs() -> None:
    app = FastAPI(openapi_url=None)

    with pytest.raises(RuntimeError, match="openapi_url"):
        add_docs(app)


def test_missing_assets_are_named_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project.core.http.docs.VENDOR_PACKAGE", "no_such_package")

    with pytest.raises(RuntimeError, match="fastapi-offline"):
        vendor_folder()
