"""The words of a label set into the room there is: smaller where they must be, cut with an ellipsis, never beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coorddesk.reporting.paper import BLACK, GREY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.reporting.typeface import Faces, Typeface

LEADING = 1.18  # line height, in sizes of its letters
_SCALES = (1.0, 0.92, 0.85, 0.78, 0.7)
_TITLE, _LINE, _OWNER = 0.115, 0.08, 0.066  # of a label's height
_LARGEST, _SMALLEST = (17.0, 12.0, 9.0), (5.2, 4.6, 4.2)  # points: of a title, of a line, of the owner
_MOST_OWNER_LINES = 2
_WAYS = tuple((titles, lines, scale) for titles, lines in ((3, 2), (3, 1), (2, 1), (1, 1)) for scale in _SCALES)
"""In how many lines the title may stand, and each field, and how much smaller than it should: the best first."""


class Word(NamedTuple):
    """One line of text: its letters, and how far its baseline is below the top of the room, in points."""

    face: Typeface
    size: float
    grey: float
    down: float
    text: str


class Words(NamedTuple):
    """Lines from the top down, how high they are together, and whether no field had to be left out."""

    lines: tuple[Word, ...]
    height: float
    is_whole: bool


class Typesetter:
    """Sets the words of labels of one height."""

    def __init__(self, faces: Faces, height: float) -> None:
        """`height` of a label, in points: what its letters are measured by."""
        self._faces = faces
        self._sizes = tuple(
            min(most, max(least, share * height))
            for share, most, least in zip((_TITLE, _LINE, _OWNER), _LARGEST, _SMALLEST, strict=True)
        )

    def set(self, title: str, lines: Sequence[str], owner: str, room: tuple[float, float]) -> Words:
        """The largest letters at which all of it stands in the room, long fields in two lines or cut in one.

        Where even the smallest are too many, the last fields are left out.
        """
        for way in _WAYS[:-1]:
            words = self._set(title, lines, owner, room, way)
            if words.is_whole:
                return words
        return self._set(title, lines, owner, room, _WAYS[-1])

    def has_room(self, caption: str, width: float) -> bool:
        """Whether a caption stands whole in a width."""
        return self._faces.bold.width(caption, _SMALLEST[2]) <= width

    def caption(self, text: str, width: float, largest: float) -> Word:
        """The readable text below a code, on one line: as large as fits, and cut only at the smallest."""
        face = self._faces.bold
        size = max(_SMALLEST[2], min(largest, width / max(face.width(text, 1), 0.1)))
        return Word(face, size, BLACK, size, face.clipped(text, size, width))

    def _set(
        self, title: str, lines: Sequence[str], owner: str, room: tuple[float, float], way: tuple[int, int, float]
    ) -> Words:
        """The words in a way of _WAYS; where fields may still take two lines, none is whole that is cut."""
        (width, height), (titles, most, scale) = room, way
        sizes = [max(least, size * scale) for size, least in zip(self._sizes, _SMALLEST, strict=True)]
        bold, regular = self._faces.bold, self._faces.regular
        wanted = [(bold, sizes[0], BLACK, text) for text in _at_most(titles, bold, title, sizes[0], width)]
        ends = [
            (regular, sizes[2], GREY, text) for text in _at_most(_MOST_OWNER_LINES, regular, owner, sizes[2], width)
        ]
        for line in lines:
            wanted += [(regular, sizes[1], BLACK, text) for text in _at_most(most, regular, line, sizes[1], width)]
        kept = list(_fitting(wanted, height - sum(size * LEADING for _face, size, *_rest in ends)))
        is_cut = any(text.endswith("…") for *_rest, text in (*wanted, *ends))
        whole = len(kept) == len(wanted) and (most == 1 or not is_cut)
        if wanted and not kept:
            kept, ends = list(_fitting(wanted, height)), []  # what it is goes before whose it is
        return _down([*kept, *ends], is_whole=whole)


def draw_words(canvas: Canvas, words: Sequence[Word], left: float, top: float, centred_in: float | None = None) -> None:
    """Draw lines from a left edge and a top on, or in the middle of so much room from there."""
    for word in words:
        x = left if centred_in is None else left + (centred_in - word.face.width(word.text, word.size)) / 2
        canvas.setFont(word.face.name, word.size)
        canvas.setFillGray(word.grey)
        canvas.drawString(x, top - word.down, word.text)


def _at_most(count: int, face: Typeface, text: str, size: float, width: float) -> list[str]:
    """A text in so many lines, the last cut where there is more."""
    lines = list(face.lines(text, size, width))
    if len(lines) <= count:
        return lines
    rest = " ".join(lines[count - 1 :])
    return [*lines[: count - 1], face.clipped(f"{rest} …", size, width)]


def _fitting(
    lines: Sequence[tuple[Typeface, float, float, str]], height: float
) -> Iterator[tuple[Typeface, float, float, str]]:
    used = 0.0
    for line in lines:
        used += line[1] * LEADING
        if used > height + 0.01:
            return
        yield line


def _down(lines: Sequence[tuple[Typeface, float, float, str]], *, is_whole: bool) -> Words:
    words, down = [], 0.0
    for face, size, grey, text in lines:
        words.append(Word(face, size, grey, down + size * 0.95, text))
        down += size * LEADING
    return Words(tuple(words), down, is_whole)
