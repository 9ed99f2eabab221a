"""Texts without a folded copy stand in the order of the alphabet all the same, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, literal, select, union_all

from coorddesk.core.fold import fold
from coorddesk.core.fold_sql import folded

if TYPE_CHECKING:
    from coorddesk.core.database import Database

TEXTS = (
    "Souris",
    "Écran",
    "écran 2",
    "Câble",
    "CASQUE",
    "Clavier",
    "Œuvre",
    "Été",
    "L’armoire",
    "L'atelier",
    "Ça",
    "Noël",
)


def test_texts_are_sorted_without_their_accents(database: Database) -> None:
    texts = union_all(*(select(literal(text).label("text")) for text in TEXTS)).subquery()
    with database.reading() as session:
        told = {
            row.text: row.folded for row in session.execute(select(texts.c.text, folded(texts.c.text).label("folded")))
        }
        order = session.scalars(select(texts.c.text).order_by(folded(texts.c.text))).all()
        assert session.scalar(select(folded(func.nullif(literal(""), "")))) is None
    assert told == {text: fold(text) for text in TEXTS}
    assert order == sorted(TEXTS, key=fold)
