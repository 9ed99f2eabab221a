"""What screens, pickers, papers and imports read about people, places, departments and suppliers."""

from coorddesk.directory.queries.findings import findings
from coorddesk.directory.queries.found import hits
from coorddesk.directory.queries.names import (
    PersonNames,
    PlaceNames,
    Unclear,
    load_person_names,
    load_place_names,
)
from coorddesk.directory.queries.options import (
    Option,
    department_options,
    person_options,
    place_options,
    supplier_options,
)
from coorddesk.directory.queries.people import (
    PERSON_COLUMNS,
    GroupRow,
    PersonQuery,
    PersonRow,
    groups,
    person,
    person_ids,
    person_page,
)
from coorddesk.directory.queries.places import (
    PLACE_COLUMNS,
    PlaceRow,
    place,
    place_ids,
    place_page,
    place_tree,
    places_below,
)
from coorddesk.directory.queries.suppliers import (
    SUPPLIER_COLUMNS,
    DepartmentRow,
    SupplierQuery,
    SupplierRow,
    departments,
    supplier,
    supplier_ids,
    supplier_page,
)
from coorddesk.directory.queries.timelines import timeline
from coorddesk.directory.queries.uses import first_use

__all__ = [
    "PERSON_COLUMNS",
    "PLACE_COLUMNS",
    "SUPPLIER_COLUMNS",
    "DepartmentRow",
    "GroupRow",
    "Option",
    "PersonNames",
    "PersonQuery",
    "PersonRow",
    "PlaceNames",
    "PlaceRow",
    "SupplierQuery",
    "SupplierRow",
    "Unclear",
    "department_options",
    "departments",
    "findings",
    "first_use",
    "groups",
    "hits",
    "load_person_names",
    "load_place_names",
    "person",
    "person_ids",
    "person_options",
    "person_page",
    "place",
    "place_ids",
    "place_options",
    "place_page",
    "place_tree",
    "places_below",
    "supplier",
    "supplier_ids",
    "supplier_options",
    "supplier_page",
    "timeline",
]
