"""Any verbs on the desk's own fields, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.inventory.queries import category_cards, custom_fields, custom_uses
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    CategoryDetails,
    CategoryEdit,
    FieldDeletion,
    FieldDetails,
    FieldEdit,
    create_category,
    create_field,
    delete_field,
    edit_category,
    edit_field,
    order_fields,
    seed_labels,
    write_custom,
)
from tests.factories import make_asset
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.inventory.queries import FieldRow
    from tests.desks import Desks

WORDS = ("Un", "Deux", "Trois", "Quatre")


def field_at(session: Session, place: int) -> FieldRow:
    fields = custom_fields(session)
    if place >= len(fields):
        raise UserError(verbatim("There are fewer fields."))
    return fields[place]


def say(session: Session, assets: list[int], place: int, word: str | None) -> None:
    """Let devices say something in one of the fields, if it takes that."""
    field = field_at(session, place)
    if field.type is CustomType.YES_NO:
        write_custom(session, {asset: {field.id: word == WORDS[0] if word else None} for asset in assets})
    else:
        write_custom(session, {asset: {field.id: word} for asset in assets})
    record(session, verbatim("Say"))


def change(session: Session, place: int, name: str, choices: list[str], renamed: dict[str, str]) -> None:
    field = field_at(session, place)
    details = FieldDetails(name, field.type, tuple(choices), categories=frozenset({len(choices)}))
    edit_field(session, FieldEdit(field.id, field.version, details, renamed))


def drop(session: Session, place: int) -> None:
    field = field_at(session, place)
    delete_field(session, FieldDeletion(field.id, field.version, custom_uses(session).get(field.id, 0)))


def furnish(session: Session, name: str, pattern: str, places: set[int]) -> None:
    chosen = frozenset(field_at(session, place).id for place in places)
    card = category_cards(session)[0]
    edit_category(session, CategoryEdit(card.id, card.version, CategoryDetails(name, pattern, fields=chosen)))


some_place = st.integers(0, 1)
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True)
deeds = st.one_of(
    st.builds(
        lambda n, k, c: lambda s: create_field(s, FieldDetails(n, k, tuple(c))),
        st.sampled_from("AB"),
        st.sampled_from([CustomType.TEXT, CustomType.CHOICE, CustomType.YES_NO]),
        some_words,
    ),
    st.builds(
        lambda a, p, w: lambda s: say(s, a, p, w),
        st.lists(st.integers(1, 3), min_size=1, unique=True),
        some_place,
        st.none() | st.sampled_from(WORDS),
    ),
    st.builds(
        lambda p, n, c, r: lambda s: change(s, p, n, c, r),
        some_place,
        st.sampled_from("AB"),
        some_words,
        st.dictionaries(st.sampled_from(WORDS), st.sampled_from(WORDS), max_size=2),
    ),
    st.builds(lambda p: lambda s: drop(s, p), some_place),
    st.builds(lambda: lambda s: order_fields(s, [field.id for field in reversed(custom_fields(s))])),
    st.builds(
        lambda n, p, f: lambda s: furnish(s, n, p, f),
        st.sampled_from("XY"),
        st.sampled_from(["", "PC-{#}"]),
        st.sets(some_place),
    ),
    st.builds(lambda n: lambda s: make_asset(s, None, draw_tag=True, category_id=n), st.integers(1, 2)),
)


@PROOF
@given(todo=st.lists(deeds, max_size=10))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        for name in ("Portable", "Tablette", "Écran"):
            create_category(session, name)
        system = create_field(session, FieldDetails("A", CustomType.CHOICE, WORDS))
        create_field(session, FieldDetails("B", CustomType.TEXT, everywhere=True))
        for number in range(3):
            make_asset(session, f"CD-{number}", custom={system: WORDS[number]})
    undone_and_redone(desk, todo)
    desk.close()
