"""Truths about people and places that need no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tidy import tidy

_BETWEEN_PLACES = re.compile(r"\s+[/>›»]\s*|\s*[/>›»]\s+")
_BETWEEN_WORDS = re.compile(r"[\s,.'\-]+")
_TITLES = frozenset({"m", "mr", "mrs", "ms", "mme", "mlle", "melle", "monsieur", "madame", "mademoiselle", "dr", "pr"})
_PARTICLES = frozenset({"d'", "da", "de", "del", "della", "der", "des", "di", "du", "el", "la", "le", "van", "von"})

_ELIDED = re.compile(r"[dl]['’]", re.IGNORECASE)
_TOGETHER = frozenset({"et", "and", "&"})

_LEVELS = tuple(
    re.compile(rf"{level}(?!\d)\w{{0,2}}")
    for level in (
        *("tps", "ps", "ms", "gs", "cp", "ce1", "ce2", "cm1", "cm2"),
        *("6e(?:me)?", "5e(?:me)?", "4e(?:me)?", "3e(?:me)?", "2n?de", "1[eè]?re", r"t(?:le|erm\w*)"),
    )
)

COUNTED = "counted"
"""The key of a table's info that says what a number of its rows is called: "3 devices"."""


class PlaceKind(StrEnum):
    """What a place is, from the outside in."""

    SITE = "site"
    BUILDING = "building"
    FLOOR = "floor"
    ROOM = "room"
    STORE = "store"


PLACE_KIND_TITLES: dict[PlaceKind, Message] = {
    PlaceKind.SITE: _("Site"),
    PlaceKind.BUILDING: _("Building"),
    PlaceKind.FLOOR: _("Floor"),
    PlaceKind.ROOM: _("Room"),
    PlaceKind.STORE: _p("place", "Store"),
}


class PersonKind(StrEnum):
    """What somebody is to the organisation."""

    STAFF = "staff"
    PUPIL = "pupil"
    PATRON = "patron"
    OUTSIDE = "outside"


PERSON_KIND_TITLES: dict[PersonKind, Message] = {
    PersonKind.STAFF: _p("person", "Staff"),
    PersonKind.PUPIL: _("Pupil"),
    PersonKind.PATRON: _("Patron"),
    PersonKind.OUTSIDE: _("From outside"),
}


class GroupKind(StrEnum):
    """What people are together for."""

    CLASS = "class"
    GROUP = "group"
    CONTACTS = "contacts"


GROUP_KIND_TITLES: dict[GroupKind, Message] = {
    GroupKind.CLASS: _("Class"),
    GroupKind.GROUP: _("Group"),
    GroupKind.CONTACTS: _("Contact group"),
}


class SupplierKind(StrEnum):
    """Whether we buy from somebody, do things together, or both."""

    SUPPLIER = "supplier"
    PARTNER = "partner"
    BOTH = "both"


SUPPLIER_KIND_TITLES: dict[SupplierKind, Message] = {
    SupplierKind.SUPPLIER: _("Supplier"),
    SupplierKind.PARTNER: _("Partner"),
    SupplierKind.BOTH: _("Supplier and partner"),
}


SUPPLIER_KIND_FILTERS: dict[SupplierKind, Message] = {
    SupplierKind.SUPPLIER: _p("filter", "Suppliers"),
    SupplierKind.PARTNER: _p("filter", "Partners"),
}
"""What a list is narrowed to; whoever is both is in each."""


class Presence(StrEnum):
    """Whether people are meant who are here, those who left, or both."""

    HERE = "here"
    LEFT = "left"
    ALL = "all"


_FIRST_MONTH = 8
_FIRST_LISTS = 6
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*[-/–]\s*((?:19|20)?\d\d))?")


def school_year_of(day: date) -> int:
    """The year in which the school year of a day begins; it does in August, when the class lists of September come."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def likely_school_year(day: date) -> int:
    """The school year that class lists of a day are most likely of: from June on, the next."""
    return day.year if day.month >= _FIRST_LISTS else day.year - 1


def school_year_title(year: int) -> str:
    """A school year as people write it: "2026-2027"."""
    return f"{year}-{year + 1}"


def school_year_said(text: str) -> int | None:
    """The year in which a written school year begins: "2026-2027", "2026/27" or "2026"; None where it is none."""
    found = _SCHOOL_YEAR.fullmatch(text.strip())
    if found is None:
        return None
    year, end = int(found[1]), found[2]
    return year if end is None or int(end) in {year + 1, (year + 1) % 100} else None


def group_title(name: str, year: int) -> str:
    """What a group is called where its year is not plain: "CM2 A (2026-2027)"; one that goes on has none."""
    return f"{name} ({school_year_title(year)})" if year else name


@dataclass(frozen=True)
class PersonName:
    """A person's name in its two parts; the first may be empty ("Accueil")."""

    last: str
    first: str = ""

    @property
    def full(self) -> str:
        """As it is said: "Inès Moreau"."""
        return f"{self.first} {self.last}".strip()

    @property
    def listed(self) -> str:
        """As lists are sorted: "Moreau Inès"."""
        return f"{self.last} {self.first}".strip()


def path_parts(text: str) -> tuple[str, ...]:
    """The names along a path, however it is written: "Site > Room", "Site / Floor /Room"; "Room 12/13" is one name."""
    parts = (tidy(part).strip("/>›» ") for part in _BETWEEN_PLACES.split(f" {text} "))
    return tuple(part for part in parts if part)


def folded_path(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The names along a path as they are compared."""
    return tuple(map(fold, parts))


def join_path(*parts: str) -> str:
    """A path as it is stored and shown: "Site / Building / Room"."""
    return PATH_SEPARATOR.join(parts)


def kind_by_level(level: int, *, holds_others: bool) -> PlaceKind:
    """What a place that a sheet only names most likely is; `level` is 0 for the outermost."""
    if not holds_others:
        return PlaceKind.ROOM
    return PlaceKind.SITE if level == 0 else PlaceKind.BUILDING


def natural_order(folded: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts numbers in names by their value: room 9 before room 10."""
    pieces = re.findall(r"\d+|\D+", folded)
    return tuple((int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces)


def class_order(folded: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """A key that sorts classes as schools do, "CP" before "CE1" and "6e" before "5e"; others by their numbers."""
    level = folded.partition(" ")[0]
    rank = next((place for place, known in enumerate(_LEVELS) if known.fullmatch(level)), len(_LEVELS))
    return rank, natural_order(folded)


def without_remark(text: str) -> tuple[str, str]:
    """Take "Inès Moreau (3201)" apart; a text that is all in brackets, or has none, has no remark."""
    text = tidy(text)
    name, _bracket, remark = text.removesuffix(")").rpartition("(")
    return (name.strip(), remark.strip()) if text.endswith(")") and name.strip() else (text, "")


def _name_alone(text: str) -> str:
    """A written name without the remark behind it and the title before it: "Mme Inès Moreau (CDI)"."""
    words = without_remark(text)[0].split()
    titled = len(words) > 1 and fold(words[0]).removesuffix(".") in _TITLES
    return " ".join(words[1:] if titled else words)


def name_key(text: str) -> str:
    """What a person's name is recognised by: its words in any order, no accent, case, hyphen, remark or title."""
    return " ".join(sorted(word for word in _BETWEEN_WORDS.split(fold(_name_alone(text))) if word))


def split_name(text: str) -> PersonName:
    """Tell the last name of a written one: "Moreau, Inès", "MOREAU Inès", "Inès Moreau", "Inès de la Tour"."""
    text = _name_alone(text)
    if "," in text:
        last, _comma, first = (part.strip() for part in text.partition(","))
        return PersonName(last, first) if last else PersonName(first)
    words = text.split()
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if shouted and len(shouted) < len(words):
        return PersonName(" ".join(shouted), " ".join(word for word in words if word not in shouted))
    start = next((i for i, word in enumerate(words) if i and fold(word) in _PARTICLES), max(len(words) - 1, 0))
    return PersonName(" ".join(words[start:]), " ".join(words[:start]))


def shouted_name(text: str) -> PersonName | None:
    """The name whose surname is told by its capitals: "Zoé PETIT", "Mme de la TOUR Inès"; None where they tell nothing.

    Initials, and words with digits, such as those of classes, are no surname.
    """
    bare = _name_alone(text)
    if "," in bare:
        last, _comma, first = (part.strip() for part in bare.partition(","))
        is_told = all(map(_is_shouted, last.split())) and first and "," not in first
        return PersonName(last, first) if last and is_told else None
    words = bare.split()
    shouted = [place for place, word in enumerate(words) if _is_shouted(word)]
    if not shouted or fold(words[0]) in _TOGETHER:
        return None
    start, end = shouted[0], shouted[-1] + 1
    while start and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    if any(not _is_shouted(word) and fold(word) not in _PARTICLES for word in words[start:end]):
        return None
    if start and end < len(words):
        return None
    first = " ".join(words[:start] + words[end:])
    is_titled = bare != without_remark(text)[0]
    return PersonName(" ".join(words[start:end]), first) if first or is_titled else None


def _is_shouted(word: str) -> bool:
    """Whether a word is in capitals as surnames are written: "PETIT", "d'ARTAGNAN"."""
    rest = _ELIDED.sub("", word, count=1) if _ELIDED.match(word) else word
    return len(rest) > 1 and rest.isupper() and "." not in rest and not any(map(str.isdigit, rest))


def written_name(text: str, *, last_first: bool) -> PersonName | None:
    """Tell the last name where the order is known and capitals or a comma do not say it; None where that is not clear.

    "Moreau Inès", "de la Tour Inès" and "Inès de la Tour" are clear in their order, "Ben Ali Samir" is in none.
    """
    bare = _name_alone(text)
    words = bare.split()
    shouted = [word for word in words if len(word) > 1 and word.isupper()]
    if "," in bare or len(words) < 2 or 0 < len(shouted) < len(words):
        return split_name(text)
    particles = [place for place, word in enumerate(words) if fold(word) in _PARTICLES]
    if not particles:
        last, first = words[:2] if last_first else words[1::-1]
        return PersonName(last, first) if len(words) == 2 else None
    if last_first and particles[0] == 0:
        end = next(place for place, word in enumerate([*words, ""]) if fold(word) not in _PARTICLES) + 1
        return PersonName(" ".join(words[:end]), words[end]) if end == len(words) - 1 else None
    if not last_first and particles[0] == 1:
        return PersonName(" ".join(words[1:]), words[0])
    return None


def person_copies(last: str, first: str, *others: str | None) -> dict[str, str]:
    """The folded copies of a person's names, and the one that a search looks through, with `others`."""
    names = {"last_name_folded": fold(last), "first_name_folded": fold(first)}
    return names | {"search": fold(" ".join(text for text in (first, last, *others) if text))}


def place_copies(path: str, name: str) -> dict[str, str]:
    """The folded copies of a place's path and name."""
    return {"path_folded": fold(path), "name_folded": fold(name)}
