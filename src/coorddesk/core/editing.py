"""Editing many records at once: the wish, and the plan that shows old and new of every record before any is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.fields import GONE, Field, Value, Way, said_value
from coorddesk.core.messages import Message, _, digits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion


@dataclass(frozen=True)
class Setting:
    """What becomes of one field: a value, nothing, or a line more."""

    field: str
    way: Way
    value: Value | None = None


@dataclass(frozen=True)
class Numbering:
    """New numbers, one after the other from `first` on, in the order of the records; `pattern` as it was typed."""

    pattern: str
    first: int = 1


@dataclass(frozen=True)
class BulkWish:
    """Which records, in which order, and what becomes of them.

    With `versions`, in the same order, records that somebody changed since are refused. `leaves_refused` writes the
    others all the same; without it, one that is refused stops all.
    """

    ids: tuple[int, ...]
    settings: tuple[Setting, ...] = ()
    numbering: Numbering | None = None
    versions: tuple[int, ...] = ()
    leaves_refused: bool = False
    note: str = ""


@dataclass(frozen=True)
class EditedRow:
    """One record, its values before and after in the order of the plan's fields, and why it cannot be so."""

    id: int
    version: int
    name: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]
    refusal: Message | None = None

    @property
    def is_changed(self) -> bool:
        """Whether anything would be written."""
        return self.refusal is None and self.before != self.after


@dataclass(frozen=True)
class EditPlan:
    """What a wish would do; `fields` are those it names and those that follow from them."""

    fields: tuple[Field, ...]
    rows: tuple[EditedRow, ...]

    @property
    def changed(self) -> int:
        """How many records would be written."""
        return sum(row.is_changed for row in self.rows)

    @property
    def refused(self) -> int:
        """How many cannot be."""
        return sum(row.refusal is not None for row in self.rows)


@dataclass(frozen=True)
class EditKind:
    """A kind of records that can be edited many at once; `pattern` is what new numbers look like, if it has any."""

    key: str
    title: Message
    noun: Callable[[int], Message] = field(repr=False)
    fields: Callable[[Session], Sequence[Field]] = field(repr=False)
    find: Callable[[Session, Sequence[Criterion]], Sequence[int]] = field(repr=False)
    plan: Callable[[Session, BulkWish], EditPlan] = field(repr=False)
    apply: Callable[[Session, BulkWish], EditPlan] = field(repr=False)
    pattern: str = ""


def checked_settings(session: Session, fields: Sequence[Field], wish: BulkWish) -> dict[str, tuple[Field, Setting]]:
    """What becomes of each field, by its key. Raises `UserError` for what no record could become."""
    known = {each.key: each for each in fields}
    settings: dict[str, tuple[Field, Setting]] = {}
    for setting in wish.settings:
        about = known.get(setting.field)
        if about is None or setting.way not in about.ways:
            raise UserError(_("This cannot be changed for many at once."), field=setting.field)
        if setting.field in settings:
            raise UserError(_("{field} is named twice.", field=about.title), field=setting.field)
        if setting.way is not Way.ERASE:
            _refuse_no_value(session, about, setting)
        settings[setting.field] = (about, setting)
    if not settings and wish.numbering is None:
        raise UserError(_("Say what should change."))
    return settings


def refuse_refused(plan: EditPlan, wish: BulkWish) -> None:
    """Stop where a record is refused and nobody said to leave such out, or where nothing would be written."""
    refusals = [row.refusal for row in plan.rows if row.refusal is not None]
    if refusals and not wish.leaves_refused:
        if len(refusals) == 1:
            raise UserError(refusals[0])
        others = len(refusals) - 1
        raise UserError(_("{reason} (And {count} more cannot be changed.)", reason=refusals[0], count=others))
    if not plan.changed:
        raise UserError(_("Nothing would change."))


def shown(value: Any, about: Field, names: dict[int, Message]) -> Any:
    """A stored value as columns hold it; `names` are those of the records it may point at."""
    if value is None or value == "":
        return None
    if about.is_record:
        return names.get(value, GONE)
    if about.choices:
        return next((title for choice, title in about.choices if choice == value), GONE)
    return value


def names_of(session: Session, about: Field, ids: set[Any]) -> dict[int, Message]:
    """What the records are called that a field points at; namesakes are told apart by their numbers."""
    if not about.is_record:
        return {}
    names = {row_id: said_value(session, about, row_id) for row_id in ids if row_id is not None}
    bearers = Counter(names.values())
    return {
        row_id: name if bearers[name] == 1 else _("{name} (no. {number})", name=name, number=digits(row_id))
        for row_id, name in names.items()
    }


def _refuse_no_value(session: Session, about: Field, setting: Setting) -> None:
    value = setting.value
    if value is None or value == "":
        raise UserError(_("Say what it becomes, or erase it."), field=setting.field)
    if (about.is_record or about.choices) and said_value(session, about, value) == GONE:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field=setting.field)
