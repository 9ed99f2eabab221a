"""What sheets may bring of contracts: a row for each, with its dates and its price however they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.directory.imports import NamedLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Supplier
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.purchasing.imports import headers
from coorddesk.purchasing.imports.contract_cells import (
    USUAL_MONTHS,
    every_spelt,
    months_between,
    net_meant,
    rate_meant,
    trouble_with_amounts,
)
from coorddesk.purchasing.imports.rates import rate_said, rate_spelt
from coorddesk.purchasing.models import Contract, Instalment
from coorddesk.purchasing.rules.contract_words import CONTRACT_KIND_TITLES, RENEWAL_TITLES, ContractKind, Renewal
from coorddesk.purchasing.rules.contracts import LONGEST
from coorddesk.purchasing.service.contracts import (
    ContractDetails,
    add_contract,
    change_contract,
    contract_as_written,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KINDS = {
    ContractKind.SUBSCRIPTION: ("Abonnement", "Abonnements", "SaaS", "Télécom", "Forfait", "Subscription"),
    ContractKind.MAINTENANCE: ("Maintenance", "Entretien", "Assistance", "Support", "Contrat de maintenance"),
    ContractKind.LEASE: ("Location", "Bail", "Crédit-bail", "Leasing", "LLD", "Location financière", "Rental"),
    ContractKind.LICENCE: ("Licence", "Licences", "Logiciel", "Licence logicielle", "License", "Software"),
    ContractKind.SERVICE: ("Prestation", "Service", "Services", "Prestation de service", "Hébergement"),
    ContractKind.OTHER: ("Autre", "Divers", "Assurance", "Other"),
}
_RENEWALS = {
    Renewal.TACIT: ("Tacite", "Tacite reconduction", "Reconduction tacite", "Automatique", "Oui", "Tacit", "Auto"),
    Renewal.EXPRESS: ("Expresse", "Reconduction expresse", "Sur demande", "Express"),
    Renewal.NONE: ("Aucune", "Non", "Sans", "Sans reconduction", "Durée ferme", "Ferme", "Unique", "None", "No"),
}
_NUMBERS = ("N° contrat", "N° de contrat", "Numéro de contrat", "Réf. contrat", "Référence", "Contract number", "N°")
_NAMES = ("Contrat", "Nom du contrat", "Intitulé", "Objet", "Libellé", "Désignation", "Nom", "Contract", "Name")
_STARTS = ("Début", "Date de début", "Date d'effet", "Prise d'effet", "Depuis", "Start date", "Start", "Since")
_ENDS = ("Fin", "Date de fin", "Échéance", "Date d'échéance", "Fin de contrat", "Terme", "End date", "End", "Expiry")
_MONTHS = ("Durée", "Durée initiale", "Durée (mois)", "Durée du contrat", "Engagement", "Duration", "Term")
_RENEWAL = ("Reconduction", "Renouvellement", "Type de reconduction", "Tacite reconduction", "Renewal")
_RENEWAL_MONTHS = ("Durée de reconduction", "Période de reconduction", "Reconduit pour", "Renewal period")
_NOTICES = ("Préavis", "Préavis (mois)", "Délai de préavis", "Délai de résiliation", "Notice", "Notice period")
_EVERY = ("Périodicité", "Fréquence", "Facturation", "Périodicité de facturation", "Rythme", "Billing", "Frequency")
_NETS = ("Montant HT", "Prix HT", "Montant de l'échéance HT", "Redevance HT", "Échéance HT", "Montant", "Amount")
_GROSS = ("Montant TTC", "Prix TTC", "Redevance TTC", "Échéance TTC", "Amount incl. VAT")
_YEARLY = ("Montant annuel HT", "Coût annuel HT", "Montant annuel", "Coût annuel", "Annual cost", "Yearly amount")
_ADVANCE = ("Terme à échoir", "À échoir", "D'avance", "Payable d'avance", "In advance")


def _choices(titles: Mapping[Any, Message], spellings: Mapping[Any, tuple[str, ...]]) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, title, spellings[each]) for each, title in titles.items())


FIELDS = (
    ImportField(
        "name", _p("contract", "Contract"), spellings=_NAMES, spelt=tidy, required=True, example=_("Copiers, hall")
    ),
    ImportField(
        "supplier",
        _("Supplier"),
        FieldType.LINK,
        headers.SUPPLIERS,
        link=_("Supplier"),
        required=True,
        example="Vallon Informatique",
    ),
    ImportField(
        "kind",
        _p("contract", "Kind"),
        FieldType.CHOICE,
        ("Type", *headers.KINDS),
        choices=_choices(CONTRACT_KIND_TITLES, _KINDS),
    ),
    ImportField("number", _("Contract number"), FieldType.CODE, _NUMBERS, example="KM-4411"),
    ImportField("started_on", _("Since"), FieldType.DATE, _STARTS, required=True, example=date(2026, 1, 1)),
    ImportField("months", _("First term (months)"), FieldType.MONTHS, _MONTHS, example=36),
    ImportField("end", _("End of the first term"), FieldType.DATE, _ENDS, aside=True),
    ImportField(
        "renewal", _p("contract", "Renewal"), FieldType.CHOICE, _RENEWAL, choices=_choices(RENEWAL_TITLES, _RENEWALS)
    ),
    ImportField("renewal_months", _("Renewed by (months)"), FieldType.MONTHS, _RENEWAL_MONTHS, example=12),
    ImportField("notice_months", _("Notice (months)"), FieldType.MONTHS, _NOTICES, example=3),
    ImportField("every_months", _("An instalment every (months)"), spellings=_EVERY, spelt=every_spelt, example="3"),
    ImportField("net", _("Instalment, excl. VAT"), FieldType.AMOUNT, _NETS, example=45_000),
    ImportField("gross", _("Instalment, incl. VAT"), FieldType.AMOUNT, _GROSS, aside=True),
    ImportField("yearly", _("In a year, excl. VAT"), FieldType.AMOUNT, _YEARLY, aside=True),
    ImportField("vat_rate", _("VAT rate"), spellings=headers.VAT_RATES, spelt=rate_spelt, example="20 %"),
    ImportField("is_in_advance", _("Due in advance"), FieldType.YES_NO, _ADVANCE),
    notes_field(_("To be compared before it is renewed")),
)
_OWN = ("number", "months", "renewal_months", "notice_months", "net", "is_in_advance", "notes")


class ContractTarget(SimpleTarget):
    """The contracts within one import, through their verbs; suppliers that are not there yet are made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._today = clock_of(session).today()
        self._suppliers = NamedLink(session, Supplier.__tablename__)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every contract."""
        for row, supplier in self._rows():
            values = _values(row, supplier)
            yield Known(row.id, row.version, tuple(values.get(key) for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every contract, as our own sheets write it."""
        for row, supplier in self._rows():
            yield _values(row, supplier)

    def named(self, field_key: str, name: str) -> Named:
        """The supplier of that name."""
        return self._suppliers.named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """The name of every supplier."""
        return self._suppliers.names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Terms of whole months, amounts that fit together, days that were not committed for."""
        if known is not None:
            return self._trouble_with_change(values, known.id)
        for key in ("months", "renewal_months"):
            if values.get(key) is not None and not 0 < values[key] <= LONGEST:
                return key, _("Write a whole number from {least} to {most}.", least=1, most=LONGEST)
        start, end = values.get("started_on"), values.get("end")
        if start is not None and end is not None and values.get("months") is None and not months_between(start, end):
            return "end", _("From its start to this day is no whole number of months: say how long the term lasts.")
        every = int(values.get("every_months") or USUAL_MONTHS)
        if net_meant(values, every) is None:
            return "net", _("Say what an instalment costs.")
        return trouble_with_amounts(values, every)

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Write contracts down."""
        listed = list(rows)
        suppliers = self._supplier_ids(listed)
        for values in listed:
            usual = ContractDetails(values["name"], suppliers[values["supplier"]], values["started_on"])
            add_contract(self._session, _said(usual, values))

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change contracts; what was committed and not invoiced follows."""
        suppliers = self._supplier_ids([change.values for change in changes])
        for change in changes:
            there = contract_as_written(self._session, change.id)
            if change.values.get("supplier") is not None:
                there = replace(there, supplier_id=suppliers[change.values["supplier"]])
            change_contract(self._session, change.id, _said(there, change.values))

    def _trouble_with_change(self, values: Mapping[str, Any], contract_id: int) -> tuple[str, Message] | None:
        days = [key for key in ("started_on", "every_months", "is_in_advance") if values.get(key) is not None]
        there = select(Instalment.id).where(Instalment.contract_id == contract_id).limit(1)
        if days and self._session.scalar(there) is not None:
            return days[0], _(
                "Instalments were committed for these days. Take them back first, or write a new contract."
            )
        return None

    def _supplier_ids(self, rows: Sequence[Mapping[str, Any]]) -> Mapping[Any, int]:
        return self._suppliers.ids(dict.fromkeys(name for row in rows if (name := row.get("supplier"))))

    def _rows(self) -> Iterator[tuple[Contract, str]]:
        wanted = select(Contract, Supplier.name).join(Supplier, Supplier.id == Contract.supplier_id)
        found = self._session.execute(wanted.order_by(Contract.name_folded, Contract.id))
        return ((row, supplier) for row, supplier in found)


def _values(row: Contract, supplier: str) -> dict[str, Any]:
    own = {key: getattr(row, key) for key in ("name", "started_on", *_OWN)}
    return own | {
        "supplier": supplier,
        "number": row.number or None,
        "notes": row.notes or None,
        "kind": row.kind.value,
        "renewal": row.renewal.value,
        "every_months": str(row.every_months),
        "vat_rate": rate_said(row.vat_rate),
    }


def _said(details: ContractDetails, values: Mapping[str, Any]) -> ContractDetails:
    """What a contract becomes when a row says something of it; blanks say nothing."""
    said = {key: values[key] for key in ("name", "started_on", *_OWN) if values.get(key) is not None}
    if values.get("kind"):
        said["kind"] = ContractKind(values["kind"])
    if values.get("renewal"):
        said["renewal"] = Renewal(values["renewal"])
    if values.get("every_months"):
        said["every_months"] = int(values["every_months"])
    if values.get("vat_rate"):
        said["vat_rate"] = rate_meant(values)
    start = said.get("started_on", details.started_on)
    if values.get("end") is not None and "months" not in said:
        said["months"] = months_between(start, values["end"]) or details.months
    net = net_meant(values, said.get("every_months", details.every_months))
    return replace(details, **(said if net is None else said | {"net": net}))


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return ContractTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import contracts: {new} new, {changed} changed", new=new, changed=changed)


CONTRACTS = ImportKind(
    key="contracts",
    title=_("Contracts"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=ContractTarget,
    deed=_deed,
    rows=_rows,
)
