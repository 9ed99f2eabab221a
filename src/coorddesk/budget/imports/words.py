"""The words of a budget as sheets say them."""

from __future__ import annotations

import re

from coorddesk.budget.rules.words import (
    CHART_TITLES,
    ON_OVERSPENDING_TITLES,
    SECTION_TITLES,
    Chart,
    OnOverspending,
    Section,
)
from coorddesk.core.tidy import tidy
from coorddesk.importing.kind import Choice

_SECTIONS = {
    Section.OPERATING: ("Fonctionnement", "F", "Fonct.", "Exploitation", "Section de fonctionnement", "SF", "Revenue"),
    Section.CAPITAL: ("Investissement", "I", "Invest.", "Section d'investissement", "Opérations en capital", "OPC"),
}
_CHARTS = {
    Chart.EPLE: ("EPLE", "M9-6", "M9.6", "M96", "Op@le", "Opale"),
    Chart.M57: ("M57", "M57 développée", "M57 abrégée", "Communes", "Collectivités"),
    Chart.ASSOCIATION: ("Association", "Associations", "ANC 2018-06", "PCA"),
    Chart.OWN: ("Propre", "Interne", "Le nôtre", "Own"),
}
_OVERSPENDING = {
    OnOverspending.WARN: ("Avertir", "Avertissement", "Alerte", "Warn", "Warning"),
    OnOverspending.BLOCK: ("Refuser", "Bloquer", "Bloquant", "Block", "Refuse"),
}
SECTION_CHOICES = tuple(Choice(each.value, title, _SECTIONS[each]) for each, title in SECTION_TITLES.items())
CHART_CHOICES = tuple(Choice(each.value, title, _CHARTS[each]) for each, title in CHART_TITLES.items())
OVERSPENDING_CHOICES = tuple(
    Choice(each.value, title, _OVERSPENDING[each]) for each, title in ON_OVERSPENDING_TITLES.items()
)

_CODE_AND_LABEL = re.compile(r"^([0-9A-Z]{1,8})\s*(?:[-–—:]|\s)\s*(\D.*)$")


def chapter_spelt(text: str) -> str:
    """A chapter by its number alone: of "011 - Charges à caractère général", 011."""
    found = _CODE_AND_LABEL.match(tidy(text))
    return found[1] if found and found[1][0].isdigit() else tidy(text)


def account_said(text: str) -> tuple[str, str]:
    """The number of an account and its label, as far as a cell says both: "60632 Fournitures de petit équipement"."""
    said = tidy(text)
    number, _blank, rest = said.partition(" ")
    if any(map(str.isdigit, number)):
        return number.rstrip(":-–—."), rest.lstrip(" -–—:")
    return said, ""
