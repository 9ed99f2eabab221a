"""The form of a contract: what it costs and how it goes on; what that means stands below as it is typed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.directory.queries import place_options
from coorddesk.feature import named
from coorddesk.licences.queries import licence_options
from coorddesk.maintenance.queries import asset_options, plan_options
from coorddesk.purchasing.queries.contracts import ContractRow, contract_row
from coorddesk.purchasing.queries.contracts_about import lot_options
from coorddesk.purchasing.rules.contract_words import CONTRACT_KIND_TITLES, RENEWAL_TITLES, ContractKind
from coorddesk.purchasing.rules.contracts import LONGEST, Contract, explained, trouble_with
from coorddesk.purchasing.service import (
    ContractDetails,
    ContractEdit,
    contract_as_written,
    create_contract,
    edit_contract,
)
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.pickers import supplier_picker
from coorddesk.purchasing.ui.shown_editor import ShownEditor
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.picked_editor import Picked, PickedEditor
from coorddesk.widgets.forms.rate_editor import RateEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 860
_SENTENCES = 4
_SEARCHES = {
    "licence": licence_options,
    "maintenance_plan": plan_options,
    "asset": asset_options,
    "lot": lot_options,
    "place": place_options,
}
_OF_RULE = {each.name for each in fields(Contract)} - {"steps"}


@dataclass(frozen=True)
class BegunContract:
    """What a new contract starts with, where a record is at hand that it is for."""

    name: str = ""
    supplier: Option | None = None
    kind: ContractKind = ContractKind.SUBSCRIPTION
    covered: tuple[Picked, ...] = ()
    net: int | None = None


class ContractDialog(RecordDialog):
    """Adds a contract or changes one."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: ContractRow | None, begun: BegunContract | None = None
    ) -> None:
        """`edited` is the contract to change, None for a new one, which may be `begun` already."""
        self._edited, self._begun = edited, begun or BegunContract()
        title = _("New contract") if edited is None else _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"), columns=4)
        self.setMinimumWidth(_WIDTH)
        self.form.changed.connect(self._tell)
        self._tell()

    def build(self, form: Form) -> None:
        """What it is, how long it lasts, what it costs, what it covers."""
        desk = self.desk
        form.add("name", _p("contract", "Contract"), TextEditor(desk), required=True)
        form.add("supplier_id", _("Supplier"), supplier_picker(desk), required=True)
        form.add("kind", _p("contract", "Kind"), ChoiceEditor(desk, list(CONTRACT_KIND_TITLES.items())))
        form.add("number", _("Contract number"), TextEditor(desk))
        form.add("started_on", _("Since"), DateEditor(desk, desk.clock), required=True)
        self._add_months(form, "months", _("First term"), 1)
        form.add("renewal", _p("contract", "Renewal"), ChoiceEditor(desk, list(RENEWAL_TITLES.items())))
        self._add_months(form, "renewal_months", _("Renewed by"), 1)
        self._add_months(form, "notice_months", _("Notice"), 0)
        every = _("1: every month, 3: every quarter, 12: every year")
        self._add_months(form, "every_months", _("An instalment every"), 1, every)
        form.add("net", _("Instalment, excl. VAT"), AmountEditor(desk), required=True)
        form.add("vat_rate", _("VAT rate"), RateEditor(desk), required=True)
        due = [(True, _("as its months begin")), (False, _("as its months end"))]
        form.add("is_in_advance", _p("instalment", "Due"), ChoiceEditor(desk, due))
        self._told = label(desk, wrap=True)
        self._told.setMinimumHeight(_SENTENCES * self._told.fontMetrics().lineSpacing())
        form.add("told", _("What this means"), ShownEditor(desk, self._told), wide=True)
        hint = _("A licence, a maintenance schedule, a device, a purchase lot, a place: type a part of its name")
        form.add("covered", _("What it covers"), PickedEditor(desk, _SEARCHES, hint, lines=2), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        self._begin()

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The contract to change."""
        return None if self._edited is None else partial(_load, self._edited.id, self.desk.features)

    def data(self) -> ContractDetails | ContractEdit:
        """The wish."""
        values = self.form.values()
        values.pop("told")
        covered = tuple((each.kind, each.id) for each in values.pop("covered"))
        details = ContractDetails(**values, covered=covered)
        if self._edited is None:
            return details
        assert self.version is not None
        return ContractEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be, and what is overspent by it."""
        name = self.form.editor("name").value()
        if self._edited is None:
            return _("“{name}” added.", name=name)
        return warned(_("“{name}” saved.", name=name), result)

    def _add_months(self, form: Form, key: str, title: Message, least: int, hint: Message | None = None) -> None:
        form.add(key, title, NumberEditor(self.desk, least, LONGEST, _("months")), required=True, hint=hint)

    def _begin(self) -> None:
        """What is most often so."""
        usual = ContractDetails("", 0, self.desk.clock.today())
        begun = self._begun
        values = {
            key: getattr(usual, key)
            for key in (*_OF_RULE, "kind", "number", "notes")
            if key not in {"started_on", "net"}
        }
        values |= {"name": begun.name, "supplier_id": begun.supplier, "kind": begun.kind, "covered": begun.covered}
        values["net"] = begun.net
        for key, value in values.items():
            self.form.editor(key).set_value(value)

    def _tell(self) -> None:
        """Say when it ends and by when notice is given, as far as it is typed."""
        self._told.setText("\n".join(map(self.desk.texts.say, self._meaning())))

    def _meaning(self) -> Sequence[Message]:
        values: dict[str, Any] = {}
        for key in _OF_RULE:
            try:
                values[key] = self.form.editor(key).value()
            except UserError:
                return ()
        if None in {values[key] for key in _OF_RULE - {"net"}}:
            return (_("Say since when it runs, and it is reckoned when it ends."),)
        steps = () if self._edited is None else self._edited.contract.steps
        contract = replace(Contract(**values | {"net": values["net"] or 0}), steps=steps)
        return () if trouble_with(contract) is not None else explained(contract, self.desk.clock.today())


def _load(contract_id: int, features: Sequence[Feature], session: Session) -> Loaded:
    """In the lane."""
    row = contract_row(session, contract_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    written = contract_as_written(session, contract_id)
    names = named(session, features, written.covered)
    covered = tuple(Picked(*subject, names.get(subject, "?")) for subject in written.covered)
    values = {each.name: getattr(written, each.name) for each in fields(written)}
    supplier = Option(row.supplier_id, row.supplier)
    return Loaded(row.version, values | {"supplier_id": supplier, "covered": covered})


def _save(wish: ContractDetails | ContractEdit, session: Session) -> Any:
    """In the lane."""
    if isinstance(wish, ContractDetails):
        return create_contract(session, wish)
    return edit_contract(session, wish)
