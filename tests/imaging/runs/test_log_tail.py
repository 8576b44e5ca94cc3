from hypothesis import given
from hypothesis import strategies as st

from project.imaging.runs.log_tail import LogTail, lines_of


def printed(text: str, most: int = 100) -> LogTail:
    tail = LogTail(most)
    tail.add(text.encode())
    return tail


def test_what_fits_is_kept_as_it_was_printed() -> None:
    assert printed("one\ntwo\n").text == "one\ntwo\n"


def test_the_last_whole_lines_are_kept_and_the_rest_counted() -> None:
    assert printed("a\nbb\nccc\n", most=5).text == "[2 earlier lines left out]\nccc\n"


def test_a_line_without_end_is_cut() -> None:
    tail = printed("x" * 3000, most=10)

    assert tail.text == "x" * 10


def test_a_character_may_be_split_between_chunks() -> None:
    tail = LogTail()
    for byte in "π\r\nβ\r".encode():
        tail.add(bytes([byte]))
    tail.close()

    assert tail.text == "π\nβ\n"


def test_invalid_bytes_and_nul_are_replaced() -> None:
    tail = LogTail()
    tail.add(b"a\xffb\0c\n")

    assert tail.text == "a\ufffdb\ufffdc\n"


def test_only_complete_lines_are_returned() -> None:
    tail = printed("one\ntwo\nthr")

    assert tail.lines_after(0) == (1, ["one", "two"])
    assert tail.lines_after(1) == (2, ["two"])
    assert tail.lines_after(2) == (3, [])


def test_closing_completes_the_last_line() -> None:
    tail = printed("one\ntwo")
    tail.close()

    assert tail.lines_after(1) == (2, ["two"])


def test_dropped_lines_are_not_returned() -> None:
    assert printed("a\nbb\nccc\n", most=5).lines_after(1) == (3, ["ccc"])


def test_a_note_is_on_a_line_of_its_own() -> None:
    tail = printed("half")
    tail.note("[ended]")

    assert tail.text == "half\n[ended]\n"


def test_lines_are_counted_with_those_left_out() -> None:
    lines, total = lines_of(printed("a\nbb\nccc\n", most=5).text)

    assert (lines, total) == (["[2 earlier lines left out]\n", "ccc\n"], 3)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30)), st.integers(1, 60))
def test_any_chunks_end_like_the_whole_output(pieces: list[str], most: int) -> None:
    tail = LogTail(most)
    for piece in pieces:
        tail.add(piece.encode())
    whole = "".join(pieces)

    before, _, kept = ("", "", tail.text) if not tail._dropped else tail.text.partition("\n")
    assert whole.endswith(kept)
    assert tail._dropped + kept.count("\n") == whole.count("\n")
    assert bool(before) == bool(tail._dropped)
    assert len(kept) <= most
