"""Which column feeds which field by what its header says: the whole of a field, a part of one, or several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coorddesk.core.messages import Message, _
from coorddesk.importing.finding.table import Header
from coorddesk.importing.kind import ImportField
from coorddesk.importing.splitting import Split
from coorddesk.importing.words import HeaderWords, Match


@dataclass(frozen=True)
class Decision:
    """Something that was decided about a column, for people to see."""

    column: str
    text: Message


@dataclass
class Chosen:
    """What feeds what so far: by field its columns, and the split by which one is taken apart; by column what and why.

    Columns that are `dropped` mean something that is fed already.
    """

    headers: dict[str, list[Header]] = field(default_factory=dict)
    feeds: dict[Header, tuple[str, ...]] = field(default_factory=dict)
    splits: dict[str, Split] = field(default_factory=dict)
    whys: dict[Header, Message] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    dropped: set[Header] = field(default_factory=set)

    def feed(self, keys: Sequence[str], header: Header, why: Message, split: Split | None = None) -> None:
        """Let a column feed one field, or several that its cells are split between."""
        for key in keys:
            self.headers.setdefault(key, []).append(header)
            if split is not None:
                self.splits[key] = split
        self.feeds[header] = tuple(keys)
        self.whys[header] = why

    def feed_instead(self, key: str, header: Header, why: Message) -> None:
        """Let a column that fed one field feed another."""
        (before,) = self.feeds[header]
        self.headers.pop(before)
        self.feed([key], header, why)

    @property
    def used(self) -> set[Header]:
        """The columns that are spoken for."""
        return self.feeds.keys() | self.dropped


def choose_by_words(headers: Sequence[Header], fields: Sequence[ImportField], words: HeaderWords, into: Chosen) -> None:
    """Add what the words of headers say, the surest first; a field is fed once, whole or by its parts."""
    found = {header: match for header in headers if (match := _match(header, words))}
    ranked = dict(sorted(found.items(), key=lambda pair: (pair[1].rank, pair[0].index)))
    for one in fields:
        if one.parts:
            _choose_parts(one, headers, ranked, words, into)
    for header, match in ranked.items():
        if match.split is not None and len(match.split.fields) > 1 and not _said_alone(match.split, header, ranked):
            _choose(header, match, match.split.fields, into)
    for header, match in ranked.items():
        if match.part is None and (match.split is None or len(match.split.fields) == 1):
            _choose(header, match, (match.field.key,), into)


def _choose(header: Header, match: Match, keys: Sequence[str], into: Chosen) -> None:
    """Let a column feed what its header means, unless something does already."""
    if header not in into.used and not into.headers.keys() & set(keys):
        into.feed(keys, header, _why(match), match.split)
        if match.near:
            into.decisions.append(Decision(header.label, _("read as “{field}”", field=match.field.title)))


def _match(header: Header, words: HeaderWords) -> Match | None:
    """What a header means by the best of its names."""
    exact = (match for name in header.names or (header.text,) if (match := words.match(name)))
    return next(exact, None) or words.near(header.text)


def _choose_parts(
    one: ImportField, headers: Sequence[Header], ranked: Mapping[Header, Match], words: HeaderWords, into: Chosen
) -> None:
    """Feed a field by columns that make it up, unless one column is the whole of it.

    A word that also means another field ("Nom") is a part only next to one that cannot mean anything else ("Prénom").
    """
    places = {
        header: place
        for header in (*ranked, *headers)
        if header not in into.used and (place := _part(header, one, words)) is not None
    }
    sure = [header for header in places if header in ranked and ranked[header].part is not None]
    for header in [header for header in places if ranked[header].field is not one]:
        if any(abs(header.index - other.index) == 1 for other in sure):
            continue
        del places[header]
    by_place: dict[int, Header] = {}
    for header in sorted(places, key=lambda each: ranked[each].field is not one):
        by_place.setdefault(places[header], header)
    parts = [by_place[place] for place in sorted(by_place)]
    whole = any(match.field is one and match.part is None and header not in places for header, match in ranked.items())
    if whole or one.key in into.headers:
        into.dropped.update(header for header in parts if ranked[header].field is not one)
    elif len(parts) > 1 or (one.joint == " " and any(header in sure for header in parts)):
        for header in parts:
            into.feed([one.key], header, _("by its header"))


def _part(header: Header, one: ImportField, words: HeaderWords) -> int | None:
    """Which part of a field a header names by any of its names."""
    places = (words.parts(name).get(one.key) for name in header.names or (header.text,))
    return next((place for place in places if place is not None), None)


def _said_alone(split: Split, header: Header, ranked: Mapping[Header, Match]) -> bool:
    """Whether other columns say all that a split one says, each on its own."""
    alone = {match.field.key for other, match in ranked.items() if other is not header and match.split is None}
    return alone.issuperset(split.fields)


def _why(match: Match) -> Message:
    return _("by its header, read as “{field}”", field=match.field.title) if match.near else _("by its header")
