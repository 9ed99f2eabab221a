"""Who gives sessions and whom they are held with, as one cell names them: "Inès Moreau; Denis Faure (Emmaüs)"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import load_person_names
from coorddesk.directory.rules import without_remark
from coorddesk.importing.kind import Named
from coorddesk.importing.listing import joined, listed
from coorddesk.training.rules.sessions import PartnerWish, TrainerWish

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class GivenBy:
    """People and suppliers of the directory, and others by the name that a sheet gives them."""

    def __init__(self, session: Session) -> None:
        """Read everybody."""
        self._people = load_person_names(session)
        rows = session.execute(select(Supplier.id, Supplier.name, Supplier.name_folded)).all()
        self._suppliers = {row.id: row.name for row in rows}
        self._supplier_ids = {row.name_folded: row.id for row in rows}

    def trainers_named(self, text: str) -> Named:
        """Several trainers as they are called here."""
        return Named(self.trainers_said(self.trainers(text)), exists=True)

    def partners_named(self, text: str) -> Named:
        """Several partners as they are called here."""
        return Named(self.partners_said(self.partners(text)), exists=True)

    def trainers(self, text: str) -> tuple[TrainerWish, ...]:
        """Who is meant, each once: a person, a partner, or a name with the partner who sends them in brackets."""
        return tuple(dict.fromkeys(self._trainer(name) for name in listed(text)))

    def partners(self, text: str) -> tuple[PartnerWish, ...]:
        """Who is meant, each once."""
        return tuple(dict.fromkeys(self._partner(name) for name in listed(text)))

    def trainers_said(self, trainers: Iterable[TrainerWish]) -> str:
        """Trainers as one text."""
        return joined(map(self._trainer_said, trainers))

    def partners_said(self, partners: Iterable[PartnerWish]) -> str:
        """Partners as one text; what was agreed stays in the program."""
        return joined(each.name if each.supplier_id is None else self._suppliers[each.supplier_id] for each in partners)

    @cached_property
    def names(self) -> list[str]:
        """What people and partners are called."""
        return [*self._people.labels().values(), *self._suppliers.values()]

    def _trainer(self, text: str) -> TrainerWish:
        if fold(text) in self._supplier_ids:
            return TrainerWish(supplier_id=self._supplier_ids[fold(text)])
        name, remark = without_remark(text)
        sent_by = self._supplier_ids.get(fold(remark)) if remark else None
        if sent_by is None:
            person_id = self._people.find(text)
            return TrainerWish(person_id, None, "" if person_id is not None else _named(text))
        person_id = self._people.find(name)
        return TrainerWish(person_id, sent_by, "" if person_id is not None else _named(name))

    def _partner(self, text: str) -> PartnerWish:
        supplier_id = self._supplier_ids.get(fold(text))
        return PartnerWish(supplier_id, "" if supplier_id is not None else _named(text))

    def _trainer_said(self, trainer: TrainerWish) -> str:
        who = trainer.name if trainer.person_id is None else self._people.label(trainer.person_id)
        partner = "" if trainer.supplier_id is None else self._suppliers[trainer.supplier_id]
        return f"{who} ({partner})" if who and partner else who or partner


def _named(text: str) -> str:
    name = tidy(text)
    if not any(map(str.isalpha, name)):
        raise UserError(_("This is no name: it has no letter."))
    return name
