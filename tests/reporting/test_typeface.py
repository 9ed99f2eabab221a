from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.reporting.typeface import Faces, Typeface, load_faces

SIZE = 10
WORDS = st.text(st.sampled_from("aé€ \n\t-/ÆW…\N{NO-BREAK SPACE}漢"), max_size=60)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return load_faces()


@pytest.fixture
def face(faces: Faces) -> Typeface:
    return faces.regular


def test_bold_is_wider(faces: Faces) -> None:
    assert faces.bold.width("Total", SIZE) > faces.regular.width("Total", SIZE)


def test_a_line_may_break_within_a_word_behind_a_sign(face: Typeface) -> None:
    assert face.longest_piece("Bat-médiathèque or\nBat-B", SIZE) == face.width("médiathèque", SIZE)
    assert face.longest_piece("", SIZE) == 0


def test_width_grows_with_size_and_knows_each_character(face: Typeface) -> None:
    assert face.width("mm", SIZE) == pytest.approx(2 * face.width("m", SIZE))
    assert face.width("m", 2 * SIZE) == pytest.approx(2 * face.width("m", SIZE))
    assert face.width("i", SIZE) < face.width("m", SIZE)


@given(WORDS, st.floats(1, 200))
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    face = load_faces().regular
    lines = face.lines(text, SIZE, room)
    assert all(face.width(line, SIZE) <= room + 1e-6 or len(line) == 1 for line in lines)
    assert "".join(lines).split() == "".join(lines).split()
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        (" \t ", ()),
        ("one", ("one",)),
        ("one two three four", ("one two", "three four")),
        ("one\ntwo", ("one", "two")),
        ("one\r\ntwo\rthree\u2028four", ("one", "two", "three", "four")),
        ("a\tb\x00\x1b\u200b\u00adc", ("a bc",)),
        ("e\u0301te\u0301", ("été",)),
        ("Bâtiment-administratif", ("Bâtiment-", "administratif")),
        ("ABCDEFGHIJKLMNOP", ("ABCDEFGHIJ", "KLMNOP")),
        ("Annexe DDD / Hall", ("Annexe", "DDD / Hall")),
        ("MÉDIATHÈQU / Hall", ("MÉDIATHÈQ", "U / Hall")),
        ("1\N{NARROW NO-BREAK SPACE}234 567", ("1\N{NARROW NO-BREAK SPACE}234 567",)),
    ],
)
def test_text_is_broken_between_words_and_after_signs(face: Typeface, text: str, lines: tuple[str, ...]) -> None:
    assert face.lines(text, SIZE, 66) == lines


def test_no_break_spaces_hold(face: Typeface) -> None:
    room = face.width("12 345 678", SIZE)
    assert face.lines("x 12\N{NARROW NO-BREAK SPACE}345", SIZE, room * 0.6) == ("x", "12\N{NARROW NO-BREAK SPACE}345")


def test_a_very_long_word_is_broken_in_linear_time(face: Typeface) -> None:
    lines = face.lines("x" * 200_000, SIZE, 100)
    assert "".join(lines) == "x" * 200_000


def test_a_room_too_narrow_for_a_letter_still_gets_each_letter(face: Typeface) -> None:
    assert face.lines("abc", SIZE, 1) == ("a", "b", "c")


def test_clipped_text_says_that_there_is_more(face: Typeface) -> None:
    assert face.clipped("École\nmédiathèque", SIZE, 500) == "École médiathèque"
    clipped = face.clipped("École médiathèque", SIZE, 60)
    assert clipped == "École mé…"
    assert face.width(clipped, SIZE) <= 60


def test_the_longest_word_decides_how_narrow_a_column_may_be(face: Typeface) -> None:
    assert face.longest_word("Date\nd’achat du", SIZE) == face.width("d’achat", SIZE)
    assert face.longest_word("", SIZE) == 0
