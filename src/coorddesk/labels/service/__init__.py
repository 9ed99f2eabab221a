"""The verbs on labels: formats of the desk's own, numbers printed ahead, and pages filed by their codes."""

from coorddesk.labels.service.filing import FiledPage, file_pages
from coorddesk.labels.service.formats import FormatDetails, FormatEdit, create_format, delete_format, edit_format
from coorddesk.labels.service.printed import (
    MOST_AHEAD,
    Ahead,
    Linking,
    NewLinked,
    discard_labels,
    enter_linked,
    link_label,
    print_ahead,
)

__all__ = [
    "MOST_AHEAD",
    "Ahead",
    "FiledPage",
    "FormatDetails",
    "FormatEdit",
    "Linking",
    "NewLinked",
    "create_format",
    "delete_format",
    "discard_labels",
    "edit_format",
    "enter_linked",
    "file_pages",
    "link_label",
    "print_ahead",
]
