"""What a kiosk shows, as the desk publishes it for those that have no database: no personal data is in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from coorddesk.surveys.rules import Language, QuestionKind

T = TypeVar("T")

_VERSION = 1


@dataclass(frozen=True)
class Room:
    """A place: its name, its whole path, and the place that it is in."""

    id: int
    name: str
    path: str
    parent_id: int | None


@dataclass(frozen=True)
class Device:
    """A device that is in use: `code` is what its label says, folded, and `serial` too."""

    id: int
    called: str
    name: str
    code: str
    serial: str
    category_id: int | None
    place_id: int | None


@dataclass(frozen=True)
class Tile:
    """A common fault with its picture; without a category it is shown for whatever has none of its own."""

    id: int
    title: str
    icon: str
    category_id: int | None


@dataclass(frozen=True)
class Known:
    """A trouble that is reported already, by its ticket; an outage may have none. `since` is a day, YYYY-MM-DD."""

    id: int | None
    title: str
    since: str
    is_major: bool
    me_too: int
    place_id: int | None
    devices: list[int]


@dataclass(frozen=True)
class Tip:
    """An article for everybody: what one may try before a fault is sent."""

    id: int
    title: str
    body: str
    keywords: str
    language: str
    category_id: int | None


@dataclass(frozen=True)
class Ready:
    """A device that came back from its repair and waits to be collected."""

    called: str
    name: str


@dataclass(frozen=True)
class Solved:
    """A fault that was reported at a kiosk, and is resolved: what a smiley may be given for."""

    id: int
    kiosk: str
    title: str


@dataclass(frozen=True)
class Stand:
    """In which room a kiosk stands, by its name."""

    kiosk: str
    place_id: int


@dataclass(frozen=True)
class Survey:
    """A questionnaire to offer, at one kiosk by its name or at each of them; `until` is a day or nothing."""

    id: int
    kiosk: str
    questionnaire_id: int
    name: str
    title: str
    intro: str
    language: Language
    is_anonymous: bool
    about_kind: str
    about_id: int | None
    until: str

    def __post_init__(self) -> None:
        """Take the language as it stands in a file; a `ValueError` for one that is none."""
        object.__setattr__(self, "language", Language(self.language))


@dataclass(frozen=True)
class Question:
    """What a questionnaire asks, in order."""

    id: int
    questionnaire_id: int
    section: str
    kind: QuestionKind
    text: str
    choices: list[str]
    is_required: bool

    def __post_init__(self) -> None:
        """Take the kind as it stands in a file; a `ValueError` for one that is none."""
        object.__setattr__(self, "kind", QuestionKind(self.kind))


@dataclass(frozen=True)
class Catalogue:
    """All that a kiosk shows; `mark` changes with it."""

    organisation: str
    rooms: tuple[Room, ...] = ()
    devices: tuple[Device, ...] = ()
    tiles: tuple[Tile, ...] = ()
    known: tuple[Known, ...] = ()
    tips: tuple[Tip, ...] = ()
    ready: tuple[Ready, ...] = ()
    solved: tuple[Solved, ...] = ()
    stands: tuple[Stand, ...] = ()
    surveys: tuple[Survey, ...] = ()
    questions: tuple[Question, ...] = ()


EMPTY = Catalogue("")
"""What a kiosk shows that has never seen its desk."""


def written_catalogue(catalogue: Catalogue) -> bytes:
    """A catalogue as a file, in UTF-8."""
    return json.dumps({"version": _VERSION} | asdict(catalogue), ensure_ascii=False).encode()


def catalogue_of(data: bytes) -> Catalogue:
    """The catalogue in a file; a `ValueError` for anything else."""
    try:
        said = json.loads(data.decode("utf-8"))
        if said["version"] != _VERSION:
            raise ValueError("of another version")
        parts = {each.name: said[each.name] for each in fields(Catalogue)}
        return Catalogue(parts.pop("organisation"), **{name: _each(_PARTS[name], rows) for name, rows in parts.items()})
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no catalogue: {error!r}") from error


def _each(kind: type[T], rows: list[dict[str, Any]]) -> tuple[T, ...]:
    return tuple(kind(**row) for row in rows)


_PARTS: dict[str, type[Any]] = {
    "rooms": Room,
    "devices": Device,
    "tiles": Tile,
    "known": Known,
    "tips": Tip,
    "ready": Ready,
    "solved": Solved,
    "stands": Stand,
    "surveys": Survey,
    "questions": Question,
}
