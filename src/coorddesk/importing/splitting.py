"""Columns that say several things at once, and how their cells are taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import read_text

_MARKS = re.compile(r"\s+[/:–—-]\s+|\s*[;|\n\t•]\s*|,\s+")
_LEADING_MARKS = re.compile(r"[\s/|;:,–—-]+")
_OFTEN = 3  # different texts that begin with one word: it names who made them
_KEPT = 20_000  # texts of a column

Texts = Sequence[str]
"""A text for each field, "" where there is none."""


@dataclass(frozen=True)
class Split:
    """Headers of columns that say several things at once, the fields that they feed, and how a cell is taken apart.

    `cut(text, heads)` gives a text for each field and refuses what is not clear; `heads` are the folded names that are
    known of the first field. With a single field, `cut` spells the cell as the field wants it.
    """

    fields: tuple[str, ...]
    spellings: tuple[str, ...]
    cut: Callable[[str, Collection[str]], Texts]


class Cutter:
    """Takes the cells of one column apart, each text once."""

    def __init__(self, split: Split, heads: Collection[str]) -> None:
        """Cut as `split` says, with what is known of its first field."""
        self._cut = split.cut
        self._heads = heads
        self._blank = ("",) * len(split.fields)
        self._done: dict[str, Texts | CellRefused] = {}

    def __call__(self, cell: Cell) -> Texts:
        """What a cell says of each field; CellRefused where that is not clear."""
        text = read_text(cell)
        if text is None:
            return self._blank
        if text not in self._done:
            if len(self._done) >= _KEPT:
                self._done.clear()
            try:
                self._done[text] = self._cut(text, self._heads)
            except CellRefused as refused:
                self._done[text] = refused
        done = self._done[text]
        if isinstance(done, CellRefused):
            raise done
        return done


def cut_at_marks(count: int) -> Callable[[str, Collection[str]], Texts]:
    """Cut at " / ", " - ", commas and the like into as many texts as there are fields, or else refuse."""

    def cut(text: str, _heads: Collection[str]) -> Texts:
        for parts in (_MARKS.split(text), text.split("/")):
            if len(parts) == count and all(parts):
                return [part.strip() for part in parts]
        raise CellRefused(_("This column is taken as {count} fields: write “ / ” between their values.", count=count))

    return cut


def cut_after_head(text: str, heads: Collection[str]) -> Texts:
    """Cut "Dell Latitude 5420", "Dell / Latitude 5420" behind the maker; a text without a known one stays whole.

    Before a mark may stand an unknown maker, as long as it has no digit: "Latitude 5420 / i5" is all model.
    """
    known = _known_head(text, heads)
    if known:
        return known, _LEADING_MARKS.sub("", text[len(known) :], count=1)
    for mark in (_MARKS, re.compile("/")):
        head, *rest = mark.split(text, maxsplit=1)
        if rest and head and rest[0].strip() and not any(map(str.isdigit, head)):
            return head.strip(), rest[0].strip()
    return "", text


def cut_before_head(text: str, heads: Collection[str]) -> Texts:
    """Cut "Latitude 5420 / Dell" before the maker, which has no digit unless it is known."""
    for mark in (_MARKS, re.compile("/"), re.compile(r"\s")):
        parts = [part for part in mark.split(text) if part]
        tail = parts[-1].strip(" ()")
        known = fold(tail) in heads
        if len(parts) > 1 and (known or (mark is _MARKS and not any(map(str.isdigit, tail)))):
            return text[: text.rindex(parts[-1])].rstrip(" /|;:,–—-("), tail
    return ("", text) if fold(text) in heads else (text, "")


def frequent_heads(texts: Iterable[str]) -> frozenset[str]:
    """The folded first words that several texts of a column have, with something else behind each."""
    rests: dict[str, set[str]] = {}
    for text in texts:
        head, _blank, rest = fold(text).partition(" ")
        if rest and head.isalpha() and len(head) > 1:
            rests.setdefault(head, set()).add(rest)
    return frozenset(head for head, found in rests.items() if len(found) >= _OFTEN)


def _known_head(text: str, heads: Collection[str]) -> str:
    """The longest beginning of a text, up to a blank or mark, that is a known name."""
    ends = [*(found.start() for found in re.finditer(r"[\s/|;:,–—-]", text)), len(text)]
    return next((text[:end].rstrip() for end in reversed(ends) if fold(text[:end]) in heads), "")
