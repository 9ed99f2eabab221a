"""What licences do when two records become one: two licences, or two of those who sell, make or use them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.merging import Merge, MergeKind, merged, own_values
from coorddesk.core.messages import _
from coorddesk.core.repointing import point_elsewhere, repoint_all, repoint_views
from coorddesk.directory.service import EDITORS, both_as_seen, delete_unused
from coorddesk.licences.models import Licence
from coorddesk.licences.queries import licence_options
from coorddesk.licences.queries.merging import (
    LICENCE_FIELDS,
    find_licence,
    licence_consequences,
    likely_licences,
    mergeable_licence,
    twin_seats,
)
from coorddesk.licences.rules import licence_search, trouble_with
from coorddesk.licences.service.licences import refuse_twin
from coorddesk.licences.service.seats import end_seats, end_twin_seats

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.repointing import Keeper

_LICENCE = Licence.__tablename__
_LINKS = {"manufacturer": "manufacturer", "supplier": "supplier"}
"""The fields of a query for licences that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let licences and seats belong to another person, publisher or supplier; nobody has two seats of one licence."""
    if old[0] in {"person", "asset"}:
        end_twin_seats(session, old[0], old[1], new[1])
    point_elsewhere(session, "coorddesk.licences.models", old, new)
    repoint_views(session, "licences", _LINKS, old, new)


@allowed(*EDITORS)
def merge_licences(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one licence of two; who has a seat of both keeps one."""
    kept, gone = both_as_seen(session, Licence, wish)
    values = merged(LICENCE_FIELDS, wish, own_values(LICENCE_FIELDS, kept), own_values(LICENCE_FIELDS, gone))
    trouble = trouble_with(values["seats"], values["price"], values["start"], values["expiry"])
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    name = gone.name
    end_seats(session, twin_seats(session, kept.id, gone.id))
    repoint_all(session, features, (_LICENCE, gone.id), (_LICENCE, kept.id))
    delete_unused(session, gone, name)
    refuse_twin(session, values["name"], values["order_number"], kept.id)
    for key, value in values.items():
        setattr(kept, key, value)
    kept.name_folded = fold(kept.name)
    kept.search = licence_search(kept.name, kept.order_number, kept.invoice_number)
    session.flush()
    deed = _("Merge the licence “{gone}” into “{kept}”", gone=name, kept=kept.name)
    record(session, deed, (_LICENCE, wish.kept), (_LICENCE, wish.gone))


LICENCE_MERGE = MergeKind(
    _LICENCE,
    "licences",
    _("Licences"),
    LICENCE_FIELDS,
    read=mergeable_licence,
    merge=merge_licences,
    likely=likely_licences,
    find=find_licence,
    options=licence_options,
    consequences=licence_consequences,
)
