"""Two records that turn out to be one: how they are compared, and what becomes of their fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.core.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.repointing import Keeper


@dataclass(frozen=True)
class Merge:
    """The wish to let `gone` become part of `kept`, each as its author saw it.

    Where both say something else in a field, `kept` is right, unless the field is one of `from_gone`. `from_kept` are
    those of which that was said in so many words; a field that must be asked about is refused without.
    """

    kept: int
    kept_version: int
    gone: int
    gone_version: int
    from_gone: frozenset[str] = frozenset()
    from_kept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MergeField:
    """A field of records that may be merged.

    Two that differ are a choice, unless both are kept, one under the other (`joined`); where each tells one record
    from all others (`asked`), nobody may choose in silence. Nothing is filled in where nothing says something too
    (`says_nothing`: no day on which somebody left).
    """

    key: str
    title: Message
    kind: Kind = Kind.TEXT
    joined: bool = False
    asked: bool = False
    says_nothing: bool = False

    def is_choice(self, kept: Any, gone: Any) -> bool:
        """Whether somebody has to choose between two values."""
        blanks = not self.says_nothing and (_is_blank(kept) or _is_blank(gone))
        return not self.joined and not blanks and kept != gone


@dataclass(frozen=True)
class Mergeable:
    """A record as people compare it with another: its name, a word that tells it from others, its values by field."""

    id: int
    version: int
    name: str
    values: Mapping[str, Any]
    detail: str = ""


@dataclass(frozen=True)
class Likely:
    """Two records that may be one, and why."""

    one: Option
    other: Option
    why: Message


@dataclass(frozen=True)
class MergeKind:
    """How records of a kind (the name of their table) are compared, found alike, and merged; a script says its `key`.

    `merge(session, wish, features)` is a verb; the features are handed in, as those above keep records that must
    follow. `find` tells which record a text means, `options` what a picker offers, `consequences` what the deed does
    that the fields do not show, `unasked` the fields that are no choice between two records, whatever they say.
    """

    kind: str
    key: str
    title: Message
    fields: Sequence[MergeField]
    read: Callable[[Session, int], Mergeable | None] = field(repr=False)
    merge: Callable[[Session, Merge, Sequence[Keeper]], None] = field(repr=False)
    likely: Callable[[Session], Sequence[Likely]] = field(repr=False)
    find: Callable[[Session, str], int | None] = field(repr=False)
    options: Callable[[Session, str, int], Sequence[Option]] = field(repr=False)
    consequences: Callable[[Session, int, int], Sequence[Message]] | None = field(default=None, repr=False)
    unasked: Callable[[Session, int, int], frozenset[str]] | None = field(default=None, repr=False)


def merged(
    fields: Sequence[MergeField], wish: Merge, kept: Mapping[str, Any], gone: Mapping[str, Any]
) -> dict[str, Any]:
    """The values by field that the record has in the end; blanks never win over what is written."""
    values = {each.key: _merged(each, kept[each.key], gone[each.key], wish) for each in fields}
    unknown = (wish.from_gone | wish.from_kept) - values.keys()
    assert not unknown, f"no fields of these records: {sorted(unknown)}"
    return values


def own_values(fields: Sequence[MergeField], row: object) -> dict[str, Any]:
    """What a row says, field by field."""
    return {each.key: getattr(row, each.key) for each in fields}


def _merged(each: MergeField, kept: Any, gone: Any, wish: Merge) -> Any:
    if each.joined:
        return _joined(kept, gone)
    if not each.is_choice(kept, gone):
        return gone if _is_blank(kept) else kept
    if each.asked and each.key not in wish.from_gone | wish.from_kept:
        raise UserError(
            _("{field}: “{one}” or “{other}”? Say which one stays.", field=each.title, one=kept, other=gone),
            field=each.key,
        )
    return gone if each.key in wish.from_gone else kept


def _joined(kept: str, gone: str) -> str:
    """Both texts, line under line, what is in both once."""
    missing = Counter(gone.splitlines())
    missing.subtract(kept.splitlines())
    lines = [line for line in gone.splitlines() if line.strip() and missing[line] > 0]
    return "\n".join(part for part in (kept, "\n".join(lines)) if part)


def _is_blank(value: Any) -> bool:
    return value is None or value == ""
