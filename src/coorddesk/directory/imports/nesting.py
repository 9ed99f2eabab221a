"""Where the places of a sheet stand that says of each only what is around it: "Room 3" in "Wing B" in "Site A"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coorddesk.directory.rules import folded_path

Path = tuple[str, ...]
"""The names on the way to a place, the outermost first."""


def nested(paths: Iterable[Path], known: Collection[Path]) -> dict[Path, Path]:
    """The whole path of each new one, by its folded path as the sheet says it.

    Where a path begins with the name of exactly one other new place that is inside of something, it goes on from
    there; `known` are the folded paths of places that are there already, and go before.
    """
    said = {folded_path(path): path for path in paths}
    inner: dict[str, list[Path]] = {}
    for folded in said:
        if len(folded) > 1:
            inner.setdefault(folded[-1], []).append(folded)

    def whole(folded: Path, below: frozenset[Path]) -> Path:
        first = folded[:1]
        around = inner.get(first[0], [])
        if len(folded) == 1 or first in said or first in known or len(around) != 1 or around[0] in below:
            return said[folded]
        return whole(around[0], below | {folded}) + said[folded][1:]

    return {folded: whole(folded, frozenset({folded})) for folded in said}
