from project.music.lifespan import opened
from project.music.routers import clips, compositions, facade, imports, notation, playback, words

__all__ = ["endpoints", "opened", "routers"]

routers = [
    clips.router,
    compositions.router,
    imports.router,
    notation.router,
    notation.large,
    facade.router,
    facade.large,
    words.router,
    playback.router,
]
#: The links in `GET /`, in the original's form.
endpoints = {
    "sml": {
        "create_clip": "POST /clips/from-sml",
        "create_composition": "POST /compositions/from-sml",
        "read_composition": "GET /compositions/{composition_id}",
        "clips_by_name": "GET /clips/by-name",
        "clips_by_tag": "GET /clips/by-tag",
    },
    "facade": {
        "clip_to_dsl": "POST /facade/sml/clip-to-dsl",
        "composition_to_dsl": "POST /facade/sml/composition-to-dsl",
        "load_dsl": "POST /facade/dsl/load",
        "search_clips": "POST /facade/clips/search",
        "export_clip": "GET /facade/clips/{clip_id}/dsl",
        "export_composition": "GET /facade/compositions/{composition_id}/dsl",
        "export_midi": "POST /facade/compositions/{composition_id}/midi",
        "words_to_sml": "POST /facade/nl/clip-to-sml",
        "words_to_clip": "POST /facade/nl/clip-to-db",
    },
}
