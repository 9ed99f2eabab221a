"""What sheets may bring of who is in which group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.group_link import GroupLink, GroupName
from coorddesk.directory.imports.groups import GROUP_KINDS
from coorddesk.directory.imports.links import PersonLink
from coorddesk.directory.models import Membership, Person, PersonGroup
from coorddesk.directory.rules import GROUP_KIND_TITLES, GroupKind
from coorddesk.directory.service import add_memberships, settle_classes
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField(
        "group",
        _("Group"),
        FieldType.LINK,
        (*spellings.GROUP_NAMES, *spellings.GROUPS),
        link=_("Group"),
        parts=(spellings.GROUPS, spellings.SCHOOL_YEARS),
        required=True,
        example="6e B (2026-2027)",
    ),
    ImportField(
        "member",
        _("Member"),
        FieldType.LINK,
        (*spellings.FULL_NAMES, *spellings.EMAILS),
        link=_("Person"),
        parts=(spellings.FIRST_NAMES, spellings.LAST_NAMES),
        required=True,
        example="Marie Dupont",
        several=_("This could be several people: give each a row of their own."),
    ),
    ImportField("kind", _("Kind of group"), FieldType.CHOICE, spellings.GROUP_KINDS, choices=GROUP_KINDS),
)


class MemberTarget(SimpleTarget):
    """Who is in which group, within one import; groups and people that are not there yet are made with it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._groups = GroupLink(session)
        self._people = PersonLink(session)
        self._classes: dict[tuple[str, int], str] = {}
        self._kinds: dict[str, GroupKind | None] = {}

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Everybody in each group, in the order in which they came."""
        for row in self._session.execute(_ROWS.order_by(Membership.id)):
            group = self._groups.named_by_id(row.group_id)
            values = self._values(row.group_id, row.person_id)
            if group.year:
                self._classes[fold(values["member"]), group.year] = values["group"]
            yield Known(row.id, 0, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Everybody in each group, the latest classes first."""
        by_group = (PersonGroup.kind, PersonGroup.year.desc(), PersonGroup.name_folded, PersonGroup.id)
        by_name = (Person.last_name_folded, Person.first_name_folded, Person.id)
        wanted = _ROWS.join(PersonGroup, PersonGroup.id == Membership.group_id)
        wanted = wanted.join(Person, Person.id == Membership.person_id).order_by(*by_group, *by_name)
        for row in self._session.execute(wanted):
            yield self._values(row.group_id, row.person_id)

    def named(self, field_key: str, name: str) -> Named:
        """The group or the person of a name; an address that nobody has is no name of somebody new."""
        if field_key == "group":
            return self._groups.named(name)
        named = self._people.named(name)
        if not named.exists and "@" in name:
            raise UserError(_("Nobody has this e-mail address. Add the person first, or write the name."))
        return named

    def names(self, field_key: str) -> Iterable[str]:
        """What every group, or everybody, is called."""
        return (self._groups if field_key == "group" else self._people).names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A group stays what it is; somebody is in one class a year."""
        if known is not None:
            return "kind", _("This group is of another kind, which a list of its members does not change.")
        group, folded = self._groups.meant(values["group"]), fold(values["group"])
        group = group._replace(kind=group.kind or self._kinds.get(folded))  # what another row says of a new one
        kind = values.get("kind")
        if group.kind is None and kind is None and not group.year:
            return "kind", _("There is no such group yet: say what kind of group it is.")
        if kind is not None and group.kind not in {None, kind}:
            return "kind", _("This group is there as another kind: {kind}.", kind=GROUP_KIND_TITLES[group.kind])
        if (group.kind or kind) == GroupKind.CLASS and not group.year:
            return "group", _("This is a class: write its school year too, like “6e B (2026-2027)”.")
        if group.kind is None and kind not in {None, GroupKind.CLASS} and group.year:
            return "kind", _("A class has a school year, and nothing else has one.")
        self._kinds[folded] = group.kind or kind
        return self._in_another_class(values, group)

    def accepts(self, rows: NewRows) -> bool:
        """Each group is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Put people into groups."""
        listed = list(rows)
        groups = self._groups.ids({row["group"]: self._kinds[fold(row["group"])] for row in listed})
        people = self._people.ids({row["member"]: None for row in listed})
        pairs = [(groups[row["group"]], people[row["member"]]) for row in listed]
        add_memberships(self._session, pairs)
        settle_classes(self._session, dict.fromkeys(person_id for _group, person_id in pairs))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Nothing changes of who is in which group: they are in it, or not."""
        raise AssertionError(changes)

    def _in_another_class(self, values: Mapping[str, Any], group: GroupName) -> tuple[str, Message] | None:
        if not group.year:
            return None
        stands = self._classes.setdefault((fold(values["member"]), group.year), values["group"])
        if fold(stands) == fold(values["group"]):
            return None
        said = _(
            "{person} is in “{group}” already: somebody is in one class a year.", person=values["member"], group=stands
        )
        return "group", said

    def _values(self, group_id: int, person_id: int) -> dict[str, Any]:
        return {
            "group": self._groups.names[group_id],
            "member": self._people.names[person_id],
            "kind": self._groups.named_by_id(group_id).kind,
        }


_ROWS: Select[*tuple[Any, ...]] = select(Membership.id, Membership.group_id, Membership.person_id)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return MemberTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import members of groups: {new} new, {changed} changed", new=new, changed=changed)


MEMBERS = ImportKind(
    key="members",
    title=_("Members of groups"),
    fields=FIELDS,
    keys=(Key(("group", "member")),),
    open=MemberTarget,
    deed=_deed,
    rows=_rows,
)
