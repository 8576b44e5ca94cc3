import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project.core.db.transactions import fetch
from project.core.errors import Stale
from project.core.http.etags import IfMatchGuard
from project.music.conversions import dsl_json
from project.music.errors import ClipNotFound, CompositionNotFound, NoSuchClip
from project.music.managers.like_patterns import regex_of
from project.music.models import Clip, ClipBar, Composition, Note, Track, TrackBar
from project.music.notation import sml_clips
from project.music.rows.clips import clip_of, clip_row
from project.music.rows.records import ClipRow
from project.music.stored_responses import stored_clip, stored_composition
from project.users.models import User
from tests.music.songs import bar, dsl, library_clip, make_clip, make_composition, note, sml_clip, track

ANY = IfMatchGuard()
PATTERNS = st.text("aBé%_\\.*+?()[]{}^$| \n", max_size=8)


async def names(queryset: Any) -> list[str]:
    return [row.name for row in await queryset.order_by("id")]


async def test_clips_are_stored_in_one_statement_however_many(alice: User, queries: list[str]) -> None:
    rows = [clip_row(sml_clips.read_clip(sml_clip(f"clip {i}", bar(0, "C4 half"), bar(1, "half")))) for i in range(5)]

    ids = await Clip.objects.store(alice.caller(), rows)

    assert (ids, len(queries)) == (sorted(ids), 1)


async def test_clips_are_read_whole_in_one_statement_however_many(alice: User, queries: list[str]) -> None:
    ids = [(await make_clip(alice, f"clip {i}", bar(0, "C4 half"), bar(1, "half"))).id for i in range(5)]
    queries.clear()

    found = await Clip.objects.whole(alice.caller(), ids)

    assert [row.name for row in found.values()] == [f"clip {i}" for i in range(5)]
    assert len(queries) == 1


async def test_a_clip_comes_back_as_it_was_stored(alice: User) -> None:
    curve = [{"time": 0, "value": 80}, {"time": 1 / 3, "value": 81.5}]
    expression = {"velocity_curve": curve, "cc": {"74": []}, "metadata": {"b": 1, "a": {"x": [None]}}}
    row = clip_row(
        sml_clips.read_clip(sml_clip("ä", bar(3, expression=expression), bar(-1, "A4 triplet_eighth"), tags=["x", ""]))
    )

    (clip_id,) = await Clip.objects.store(alice.caller(), [row])

    found = await Clip.objects.fetch_whole(alice.caller(), clip_id)
    assert clip_row(clip_of(found)) == row
    assert json.dumps(found.bars[1].metadata) == json.dumps(expression["metadata"])


async def test_text_that_looks_like_array_syntax_is_stored(alice: User) -> None:
    items = [{"note": "C4", "duration": "quarter", "articulation": text} for text in ("\x01", "NULL", '"', "\\", "")]
    clip = await make_clip(alice, "\x01", {"bar_index": 0, "items": items[:4]}, tags=["\x01", "NULL"])

    found = await Clip.objects.fetch_whole(alice.caller(), clip.id)

    assert (found.name, found.tags) == ("\x01", ["\x01", "NULL"])
    assert [n.articulation for n in found.bars[0].notes] == ["\x01", "NULL", '"', "\\"]


async def test_bars_of_one_index_and_notes_of_one_beat_keep_their_order(alice: User) -> None:
    voices = [bar(0, f"{pitch} whole") for pitch in ("G4", "C4", "E4")]
    clip = await make_clip(alice, "chord", *voices)

    found = await Clip.objects.fetch_whole(alice.caller(), clip.id)

    assert [b.notes[0].pitch for b in found.bars] == [67, 60, 64]


async def test_unset_fields_are_null_and_not_json_null(alice: User) -> None:
    await make_clip(alice, "plain", bar(0, "C4 whole"))

    count = await ClipBar.objects.with_expression(alice.caller(), "cc").count()

    assert count == 0


async def test_with_expression_finds_bars_with_that_column(alice: User) -> None:
    await make_clip(alice, "one", bar(0), bar(1, expression={"cc": {"1": [{"time": 0, "value": 3}]}}))

    (found,) = await ClipBar.objects.with_expression(alice.caller(), "cc")

    assert (found.bar_index, found.cc) == (1, {"1": [{"time": 0, "value": 3}]})


async def test_bars_and_notes_are_found_in_order(alice: User) -> None:
    clip = await make_clip(alice, "one", bar(2), bar(0, "E4 quarter", "quarter", "C3 quarter", "C6 quarter"), bar(1))
    caller = alice.caller()

    bars = await ClipBar.objects.in_clip(caller, clip.id)

    assert [b.bar_index for b in bars] == [0, 1, 2]
    assert await ClipBar.objects.in_clip(caller, clip.id).filter(bar_index=1).first() == bars[1]
    first = bars[0].id
    assert [n.pitch for n in await Note.objects.in_bar(caller, first)] == [64, None, 48, 84]
    assert [n.start_beat for n in await Note.objects.rests(caller, first)] == [1.0]
    assert [n.pitch for n in await Note.objects.pitched(caller, first, 48, 64)] == [64, 48]
    assert await Note.objects.pitch_range(caller, first) == (48, 84)
    assert await Note.objects.pitch_range(caller, bars[1].id) is None


async def test_tracks_and_their_bars_are_found(alice: User) -> None:
    clip, caller = await make_clip(alice), alice.caller()
    made = await make_composition(alice, track("lead", clip.id, (2, 0), (1, 0)), track("lead", clip.id), track("b", 0))

    lead = await Track.objects.named(caller, made.id, "lead")

    assert lead is not None
    assert [b.bar_index for b in lead.bars] == [1, 2]
    assert await Track.objects.named(caller, made.id, "Lead") is None
    assert [t.name for t in await Track.objects.in_composition(caller, made.id)] == ["lead", "lead", "b"]
    assert [b.bar_index for b in await TrackBar.objects.on_track(caller, lead.id)] == [1, 2]
    assert await TrackBar.objects.on_track(caller, lead.id).filter(bar_index=2).first() == lead.bars[1]
    assert await TrackBar.objects.playing(caller, clip.id).count() == 2


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("%lead%", ["Lead one", "my lead"]), ("lead _ne", ["Lead one"]), ("lead", []), ("100\\%", ["100%"])],
)
async def test_a_name_is_searched_with_the_callers_own_wild_cards(alice: User, pattern: str, found: list[str]) -> None:
    for name in ("Lead one", "my lead", "100%", "100x"):
        await make_clip(alice, name)

    assert await names(Clip.objects.like(alice.caller(), pattern)) == found


@given(st.lists(st.tuples(PATTERNS.filter(lambda text: not text.endswith("\\")), PATTERNS), min_size=50, max_size=50))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_pattern_matches_what_ilike_matches(alice: User, pairs: list[tuple[str, str]]) -> None:
    patterns, texts = zip(*pairs, strict=True)

    rows = await fetch(
        "SELECT text ILIKE pattern AS ilike, text ~* regex AS ours, pattern, text "
        "FROM unnest($1::text[], $2::text[]) AS a (pattern, regex) CROSS JOIN unnest($3::text[]) AS b (text)",
        [list(patterns), list(map(regex_of, patterns)), [*texts, *patterns]],
    )

    assert [dict(row) for row in rows if row["ilike"] != row["ours"]] == []


async def test_tags_are_searched_by_any_of_them_exactly(alice: User) -> None:
    for name, tags in (("a", ["jazz", "slow"]), ("b", ["Jazz"]), ("c", ["slow"]), ("d", None), ("e", ["jazzy"])):
        await make_clip(alice, name, tags=tags)

    assert await names(Clip.objects.tagged(alice.caller(), "jazz", "slow")) == ["a", "c"]


async def test_a_search_by_tag_reads_an_index(alice: User) -> None:
    await fetch("SET LOCAL enable_seqscan = off", [])

    plan = await fetch("EXPLAIN SELECT id FROM clip WHERE tags && $1::text[]", [["jazz"]])

    assert "clip_tags" in "\n".join(row[0] for row in plan)


async def test_compositions_are_found_by_name_and_tempo(alice: User) -> None:
    for name, tempo in (("A", 90), ("B", 120), ("Ab", 121)):
        await make_composition(alice, name=name, tempo_bpm=tempo)
    caller = alice.caller()

    assert await names(Composition.objects.like(caller, "a%")) == ["A", "Ab"]
    assert await names(Composition.objects.between(caller, 90, 120)) == ["A", "B"]
    assert await Composition.objects.of(caller).count() == 3


async def test_a_stranger_finds_nothing(alice: User, bob: User) -> None:
    clip = await make_clip(alice, tags=["t"])
    made = await make_composition(alice, track("lead", clip.id, (1, 0)))
    caller = bob.caller()

    assert await Clip.objects.whole(caller, [clip.id]) == {}
    assert await names(Clip.objects.tagged(caller, "t")) == []
    assert await Clip.objects.find(caller, ["t"], "%") == ([], False)
    with pytest.raises(ClipNotFound):
        await Clip.objects.remove(caller, clip.id, ANY)
    with pytest.raises(CompositionNotFound):
        await Composition.objects.whole(caller, made.id)
    with pytest.raises(NoSuchClip):
        await make_composition(bob, track("lead", clip.id, (1, 0)))


async def test_a_composition_is_loaded_in_two_statements_and_read_in_two(alice: User, queries: list[str]) -> None:
    body = dsl([library_clip(1, note(60)), library_clip(2, note(62))], a=[{"clip_id": 1}], b=[{"clip_id": 2}])
    row, library = await dsl_json.read_project(body["dsl_json"])

    made, clip_ids = await Composition.objects.load(alice.caller(), row, library)

    writing = [statement for statement in queries if "INSERT" in statement]
    assert len(writing) == 2
    queries.clear()
    found, clips = await Composition.objects.whole(alice.caller(), made)
    assert len(queries) == 2
    assert ([t.bars[0].clip_id for t in found.tracks], [c.id for c in clips]) == (clip_ids, clip_ids)


async def test_a_row_deleted_meanwhile_is_not_found(alice: User) -> None:
    clip, made, caller = await make_clip(alice), await make_composition(alice), alice.caller()
    await Clip.objects.remove(caller, clip.id, ANY)
    await Composition.objects.remove(caller, made.id, ANY)

    with pytest.raises(ClipNotFound):
        await stored_clip(caller, clip.id)
    with pytest.raises(CompositionNotFound):
        await stored_composition(caller, made.id)


async def test_a_change_to_an_older_version_is_refused(alice: User) -> None:
    clip = await make_clip(alice)
    await Clip.objects.change(alice.caller(), clip.id, {"name": "new"}, IfMatchGuard('"1"'))

    with pytest.raises(Stale):
        await Clip.objects.change(alice.caller(), clip.id, {"name": "newer"}, IfMatchGuard('"1"'))

    assert (await Clip.get(id=clip.id)).name == "new"


async def test_deleting_a_clip_changes_the_version_of_its_compositions(alice: User) -> None:
    clip, other = await make_clip(alice), await make_clip(alice)
    used = await make_composition(alice, track("lead", clip.id, (1, 0), (2, 0)), track("bass", other.id, (1, 0)))
    unused = await make_composition(alice, track("lead", other.id, (1, 0)))

    assert await Clip.objects.remove(alice.caller(), clip.id, ANY) == [used.id]

    found, _ = await Composition.objects.whole(alice.caller(), used.id)
    assert [len(t.bars) for t in found.tracks] == [0, 1]
    assert ((await Composition.get(id=used.id)).version, (await Composition.get(id=unused.id)).version) == (2, 1)


async def test_an_id_that_no_column_holds_is_unknown(alice: User) -> None:
    for key in (2**31, 2**63, -1, 0, 10**30):
        assert await Clip.objects.at(alice.caller(), key).exists() is False
        assert await Clip.objects.whole(alice.caller(), [key]) == {}


async def test_half_a_library_is_not_stored(alice: User) -> None:
    broken = ClipRow(name="x" * 300)

    with pytest.raises(Exception, match="too long"):
        await Clip.objects.store(alice.caller(), [clip_row(sml_clips.read_clip(sml_clip("fine"))), broken])
