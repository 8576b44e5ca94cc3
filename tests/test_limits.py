"""Rate-limited operations of the apps."""

from fastapi import FastAPI

from project.core.http.openapi import operations


def test_operations_that_cost_are_limited(app: FastAPI) -> None:
    document = app.openapi()
    limited = {o["operationId"] for _, o in operations(document) if "429" in o["responses"]}

    asking = {"create_insight", "create_definition", "ask_about_insight", "start_chat", "ask_in_chat"}
    asking |= {"write_words", "create_clip_from_words", "play_words"}
    reading = {"read_reader", "create_link_code", "accept_link_code", "join_reader"}
    catalogue = {
        operation["operationId"]
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if path.startswith("/api/v1/")
    }
    catalogue -= {"read_catalogue_health"}
    assert limited == {"sign_in", "change_me", "export_data", "import_data"} | asking | reading | catalogue
