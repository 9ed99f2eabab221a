"""What the cards of places, people and suppliers say, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.directory.queries import PersonRow, contacts, groups_of, person, place, supplier
from coorddesk.directory.rules import (
    GROUP_KIND_TITLES,
    PERSON_KIND_TITLES,
    PLACE_KIND_TITLES,
    SUPPLIER_KIND_TITLES,
    school_year_title,
)
from coorddesk.feature import Feature, belongings, story
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12


def place_card(session: Session, place_id: int, features: Sequence[Feature]) -> CardContent | None:
    """The card of a place; None if it is no longer there."""
    row = place(session, place_id)
    if row is None:
        return None
    facts = (
        Fact(_("Inside"), row.parent_path, None if row.parent_id is None else ("place", row.parent_id)),
        Fact(_("Code"), row.code),
        Fact(_("Address"), row.address),
    )
    return CardContent(
        title=row.name,
        badges=((PLACE_KIND_TITLES[row.kind], Tone.MUTED),),
        sections=(Section(None, facts), _notes(row.notes)),
        belongings=belongings(session, features, ("place", place_id), _FIRST),
        story=story(session, features, ("place", place_id)),
    )


def person_card(session: Session, person_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of a person; None if it is no longer there."""
    row = person(session, person_id)
    if row is None:
        return None
    today = clock_of(session).today()
    facts = (
        Fact(_("Department"), row.department or ""),
        Fact(_p("person", "Role"), row.role),
        *_ways(row.email, row.phone),
        Fact(_("Identifier"), row.identifier or ""),
        Fact(_("Date of birth"), "" if row.birth_date is None else _born(texts, row.birth_date, today)),
    )
    return CardContent(
        title=row.full_name,
        caption=row.group or row.department or row.role,
        badges=tuple(_person_badges(row, today)),
        sections=(Section(None, facts), _groups(session, person_id), _notes(row.notes)),
        belongings=belongings(session, features, ("person", person_id), _FIRST),
        story=story(session, features, ("person", person_id)),
    )


def supplier_card(session: Session, supplier_id: int, features: Sequence[Feature]) -> CardContent | None:
    """The card of a supplier; None if it is no longer there."""
    row = supplier(session, supplier_id)
    if row is None:
        return None
    facts = (
        Fact(_("Contact"), row.contact),
        *_ways(row.email, row.phone),
        Fact(_("Address"), row.address),
        Fact(_("Website"), row.website, address=_web(row.website)),
        Fact(_("Customer number"), row.customer_number),
        Fact(_("Company number (SIRET)"), row.company_number),
    )
    return CardContent(
        title=row.name,
        badges=((SUPPLIER_KIND_TITLES[row.kind], Tone.MUTED),),
        sections=(Section(None, facts), *_contacts(session, supplier_id), _notes(row.notes)),
        belongings=belongings(session, features, ("supplier", supplier_id), _FIRST),
        story=story(session, features, ("supplier", supplier_id)),
    )


def _person_badges(row: PersonRow, today: date) -> Iterator[tuple[Message, Tone]]:
    if row.kind is not None:
        yield PERSON_KIND_TITLES[row.kind], Tone.MUTED
    if row.left_on is not None:
        is_gone = row.left_on <= today
        yield (
            _("Left on {day}", day=row.left_on) if is_gone else _("Leaves on {day}", day=row.left_on),
            Tone.DANGER if is_gone else Tone.WARNING,
        )


def _groups(session: Session, person_id: int) -> Section:
    """Classes of every year, the latest first, then groups."""
    facts = tuple(
        Fact(
            verbatim(school_year_title(each.year)) if each.year else GROUP_KIND_TITLES[each.kind],
            each.name,
            ("person_group", each.id),
        )
        for each in groups_of(session, person_id)
    )
    return Section(_("Classes and groups"), facts)


def _born(texts: Texts, day: date, today: date) -> str:
    """The day, and how old somebody is by now."""
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return texts.say(_n("{day} ({count} year old)", "{day} ({count} years old)", age, day=day))


def _contacts(session: Session, supplier_id: int) -> Iterator[Section]:
    """Everybody there, each under their name."""
    for each in contacts(session, supplier_id):
        about = (Fact(_p("person", "Role"), each.role), *_ways(each.email, each.phone), Fact(Message(""), each.notes))
        if any(fact.text for fact in about):
            yield Section(verbatim(each.name), about)
        else:
            yield Section(None, (Fact(Message(""), each.name),))


def _ways(email: str, phone: str) -> tuple[Fact, Fact]:
    """How to reach somebody: a click writes or calls."""
    called = "".join(sign for sign in phone if sign.isdecimal() or sign == "+")
    return (
        Fact(_("E-mail"), email, address=f"mailto:{email}" if "@" in email else ""),
        Fact(_("Telephone"), phone, address=f"tel:{called}" if called else ""),
    )


def _web(text: str) -> str:
    """The address of a page, however it is written; what is no page is no address."""
    if not text or " " in text:
        return ""
    return text if text.startswith(("https://", "http://")) else f"https://{text}"


def _notes(text: str) -> Section:
    return Section(_("Notes"), (Fact(Message(""), text),))
