"""Accounts of a plan, and those that a plan begins with: what a coordinator of technology spends on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coorddesk.budget.rules.words import Chart, Section


@dataclass(frozen=True)
class AccountDetails:
    """An account as it is written, with the section and the chapter in which its lines usually stand."""

    number: str
    label: str
    chart: Chart = Chart.OWN
    section: Section = Section.OPERATING
    chapter: str = ""


# Numbers and labels that published plans agree on, and no others: where a plan goes into more detail than is sure here,
# the account above stands, and an import brings the rest.
_M57 = (
    ("011", "60632", "Fournitures de petit équipement"),
    ("011", "6064", "Fournitures administratives"),
    ("011", "6065", "Livres, disques, cassettes"),
    ("011", "6067", "Fournitures scolaires"),
    ("011", "6068", "Autres matières et fournitures"),
    ("011", "611", "Contrats de prestations de services"),
    ("011", "6135", "Locations mobilières"),
    ("011", "61558", "Entretien et réparations, autres biens mobiliers"),
    ("011", "6156", "Maintenance"),
    ("011", "616", "Primes d’assurances"),
    ("011", "617", "Études et recherches"),
    ("011", "6182", "Documentation générale et technique"),
    ("011", "6184", "Versements à des organismes de formation"),
    ("011", "6188", "Autres frais divers"),
    ("011", "6228", "Rémunérations d’intermédiaires, divers"),
    ("011", "6236", "Catalogues et imprimés"),
    ("011", "6251", "Voyages, déplacements et missions"),
    ("011", "626", "Frais postaux et frais de télécommunications"),
    ("011", "6262", "Frais de télécommunications"),
    ("011", "6281", "Concours divers (cotisations)"),
    ("65", "6581", "Redevances pour concessions, brevets, licences"),
    ("20", "2031", "Frais d’études"),
    ("20", "2051", "Concessions et droits similaires"),
    ("21", "21831", "Matériel informatique scolaire"),
    ("21", "21838", "Autre matériel informatique"),
    ("21", "21841", "Matériel de bureau et mobilier scolaires"),
    ("21", "21848", "Autres matériels de bureau et mobiliers"),
    ("21", "2185", "Matériel de téléphonie"),
    ("21", "2188", "Autres immobilisations corporelles"),
)
_EPLE = (
    ("", "6063", "Fournitures d’entretien et de petit équipement"),
    ("", "6064", "Fournitures administratives"),
    ("", "6067", "Fournitures et matériels d’enseignement"),
    ("", "6068", "Autres matières et fournitures"),
    ("", "611", "Sous-traitance générale"),
    ("", "6135", "Locations mobilières"),
    ("", "6155", "Entretien et réparations sur biens mobiliers"),
    ("", "6156", "Maintenance"),
    ("", "616", "Primes d’assurance"),
    ("", "617", "Études et recherches"),
    ("", "618", "Divers"),
    ("", "6236", "Catalogues et imprimés"),
    ("", "6251", "Voyages et déplacements"),
    ("", "626", "Frais postaux et de télécommunications"),
    ("", "628", "Divers"),
    ("", "651", "Redevances pour concessions, brevets, licences, logiciels"),
    ("", "205", "Concessions, brevets, licences, logiciels"),
    ("", "2183", "Matériel de bureau et matériel informatique"),
    ("", "2184", "Mobilier"),
    ("", "2188", "Autres immobilisations corporelles"),
)
_ASSOCIATION = (
    ("60", "6063", "Fournitures d’entretien et de petit équipement"),
    ("60", "6064", "Fournitures administratives"),
    ("60", "6068", "Autres matières et fournitures"),
    ("61", "611", "Sous-traitance générale"),
    ("61", "6132", "Locations immobilières"),
    ("61", "6135", "Locations mobilières"),
    ("61", "6155", "Entretien et réparations sur biens mobiliers"),
    ("61", "6156", "Maintenance"),
    ("61", "616", "Primes d’assurance"),
    ("61", "617", "Études et recherches"),
    ("61", "6181", "Documentation générale"),
    ("61", "6183", "Documentation technique"),
    ("61", "6185", "Frais de colloques, séminaires, conférences"),
    ("62", "622", "Rémunérations d’intermédiaires et honoraires"),
    ("62", "623", "Publicité, publications, relations publiques"),
    ("62", "6251", "Voyages et déplacements"),
    ("62", "626", "Frais postaux et de télécommunications"),
    ("62", "628", "Divers"),
    ("65", "651", "Redevances pour concessions, brevets, licences, logiciels"),
    ("20", "205", "Concessions, brevets, licences, logiciels"),
    ("21", "2183", "Matériel de bureau et matériel informatique"),
    ("21", "2184", "Mobilier"),
)
_PLANS = {Chart.M57: _M57, Chart.EPLE: _EPLE, Chart.ASSOCIATION: _ASSOCIATION}


def accounts_of(chart: Chart) -> tuple[AccountDetails, ...]:
    """The accounts that a plan begins with; their labels are those of the plan, in its language. Our own has none."""
    every = (AccountDetails(number, label, chart, chapter=chapter) for chapter, number, label in _PLANS.get(chart, ()))
    return tuple(replace(each, section=section_of(each)) for each in every)


def section_of(account: AccountDetails) -> Section:
    """The section in which the number of an account stands by the plan it is of: class 2 is capital."""
    is_capital = account.chart is not Chart.OWN and account.number.startswith("2")
    return Section.CAPITAL if is_capital else account.section
