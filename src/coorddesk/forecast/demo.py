"""Two scenarios of the demo: replacements put off, and a plan that costs less a year, each with what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import FiscalYear
from coorddesk.core.messages import _
from coorddesk.forecast.rules.scenarios import Change, ScenarioDetails
from coorddesk.forecast.rules.words import ChangeKind
from coorddesk.forecast.service.scenarios import Changing, add_change, create_scenario
from coorddesk.inventory.models import Category
from coorddesk.purchasing.models import Contract

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_DESKTOPS, _SCREENS, _PROJECTORS = "Ordinateur fixe", "Écran", "Vidéoprojecteur"
_COPIERS = "Copieurs, entretien et pages"


def fill(session: Session, demo: DemoDesk) -> None:
    """What could be done otherwise in the years to come; nothing where there is no budget."""
    demo.progress(0, 1, _("Looking ahead"))
    if session.scalar(select(FiscalYear.id).limit(1)) is None:
        return
    categories = dict(session.execute(select(Category.name, Category.id)).all())
    if not {_DESKTOPS, _SCREENS, _PROJECTORS} <= categories.keys():
        return
    later = ScenarioDetails(
        "Postes fixes un an de plus",
        notes="Garder les postes sous garantie étendue ; réserver dix unités de rechange.",
        recommendation="Retenir ce scénario : la dépense est étalée sans panne prévisible avant la sixième année.",
    )
    _add(
        session,
        later,
        [Change(ChangeKind.DELAY, ("category", categories[each]), years=1) for each in (_DESKTOPS, _SCREENS)],
    )
    following = demo.today.year + 1
    lean = ScenarioDetails(
        "Sobriété",
        notes="Deux vidéoprojecteurs sur trois ne sont plus remplacés ; un écran mobile par étage à la place.",
    )
    changes = [
        Change(ChangeKind.DROP, ("category", categories[_PROJECTORS]), following),
        Change(ChangeKind.ADD, year=following, quantity=2, cents=149_000, words="Écrans mobiles sur roulettes"),
    ]
    contract = session.scalar(select(Contract.id).where(Contract.name == _COPIERS))
    if contract is not None:
        changes.append(Change(ChangeKind.PRICE, ("contract", contract), following, percent=-1_500))
    _add(session, lean, changes)


def _add(session: Session, details: ScenarioDetails, changes: list[Change]) -> None:
    scenario_id = create_scenario(session, details)
    for change in changes:
        add_change(session, Changing(scenario_id, change))
