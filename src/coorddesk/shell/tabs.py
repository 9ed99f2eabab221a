"""The tabs of the window, one line each; a tab's page is imported when it is first looked at."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from coorddesk.widgets.page import Page


@dataclass(frozen=True)
class Tab:
    """A place in the navigation.

    `page` is "module:Class", `records` are the kinds of record (names of tables) that are shown there, `imports` the
    keys of the sheets that bring them and what belongs to them, the most usual first; `settings` is their part there.
    """

    key: str
    title: Message
    icon: str
    page: str
    records: tuple[str, ...]
    imports: tuple[str, ...] = ()
    settings: str = ""


TABS = (
    Tab(
        "inventory",
        _("Inventory"),
        "laptop",
        "coorddesk.inventory.ui.page:InventoryPage",
        ("asset", "lot"),
        ("assets", "categories", "models", "manufacturers", "fields", "addresses", "lots"),
    ),
    Tab(
        "helpdesk",
        _p("tab", "Help desk"),
        "life-buoy",
        "coorddesk.helpdesk.ui.tab:HelpdeskTab",
        ("ticket", "problem"),
        ("tickets", "ticket-categories", "causes"),
        settings="helpdesk",
    ),
    Tab(
        "agenda",
        _("Agenda"),
        "calendar",
        "coorddesk.agenda.ui.agenda_page:AgendaPage",
        ("agenda_event",),
        ("closures",),
        settings="hours",
    ),
    Tab("rounds", _p("tab", "Rounds"), "footprints", "coorddesk.rounds.ui.page:RoundsPage", ("round",), ("rounds",)),
    Tab(
        "lending",
        _("Loans"),
        "hand-helping",
        "coorddesk.lending.ui.page:LendingPage",
        ("loan", "kit"),
        ("loans", "kits"),
    ),
    Tab(
        "maintenance",
        _("Maintenance"),
        "wrench",
        "coorddesk.maintenance.ui.page:MaintenancePage",
        ("maintenance_plan", "repair", "maintenance_entry"),
        ("maintenance-plans", "maintenance-log", "checklists"),
    ),
    Tab(
        "stock",
        _("Stock"),
        "boxes",
        "coorddesk.stock.ui.page:StockPage",
        ("stock_item",),
        ("stock", "stock-moves"),
    ),
    Tab(
        "stocktaking",
        _("Stocktakes"),
        "clipboard-check",
        "coorddesk.stocktaking.ui.page:StocktakesPage",
        ("stocktake",),
        ("scans",),
    ),
    Tab(
        "licences",
        _("Licences"),
        "key-round",
        "coorddesk.licences.ui.page:LicencesPage",
        ("licence",),
        ("licences", "licence-seats"),
    ),
    Tab(
        "knowledge", _p("tab", "Knowledge base"), "book-open", "coorddesk.knowledge.ui.page:KnowledgePage", ("article",)
    ),
    Tab(
        "notices",
        _p("tab", "Messages"),
        "mail",
        "coorddesk.notices.ui.page:MessagesPage",
        ("notice",),
        settings="messages",
    ),
    Tab(
        "training",
        _("Training"),
        "graduation-cap",
        "coorddesk.training.ui.page:TrainingPage",
        ("training_session", "course", "programme", "support_log"),
        ("sessions", "courses", "participants"),
    ),
    Tab(
        "surveys",
        _("Surveys"),
        "clipboard-list",
        "coorddesk.surveys.ui.page:SurveysPage",
        ("questionnaire",),
        ("questionnaires", "survey-answers"),
    ),
    Tab(
        "budget",
        _("Budget"),
        "coins",
        "coorddesk.shell.budget_tab:BudgetTab",
        (
            *("budget_line", "budget_move", "purchase_request", "purchase_order", "invoice", "contract"),
            *("budget_decision", "fiscal_year", "funding_source", "scenario"),
        ),
        ("budget-lines", "accounts", "orders", "invoices", "contracts", "bank-lines"),
    ),
    Tab("places", _("Places"), "map-pin", "coorddesk.directory.ui.places_page:PlacesPage", ("place",), ("places",)),
    Tab(
        "people",
        _("People"),
        "users",
        "coorddesk.directory.ui.people_page:PeoplePage",
        ("person", "person_group"),
        ("people", "departments", "groups", "members"),
    ),
    Tab(
        "suppliers",
        _("Suppliers"),
        "truck",
        "coorddesk.directory.ui.suppliers_page:SuppliersPage",
        ("supplier",),
        ("suppliers", "contacts"),
    ),
)


def keys_of(place: int) -> str:
    """What turns to the tab at a place, from 1: Ctrl+1 … Ctrl+9, Ctrl+0 for the tenth; those after it have none."""
    return f"Ctrl+{place % 10}" if place <= _WITH_KEYS else ""


_WITH_KEYS = 10


def page_class(tab: Tab) -> type[Page]:
    """The class of a tab's page."""
    module, name = tab.page.split(":")
    found: type[Page] = getattr(importlib.import_module(module), name)
    return found
