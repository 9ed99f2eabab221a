"""What is asked about labels: formats, what stands on them, and the numbers that were printed ahead."""

from coorddesk.labels.queries.contents import (
    KINDS,
    devices_in,
    devices_of_lots,
    fields_of,
    labels_of,
)
from coorddesk.labels.queries.findings import findings
from coorddesk.labels.queries.formats import FormatRow, format_named, formats, own_format, own_formats
from coorddesk.labels.queries.printed import (
    PrintedRow,
    free_among,
    free_count,
    free_label,
    hits,
    names,
    printed_labels,
)

__all__ = [
    "KINDS",
    "FormatRow",
    "PrintedRow",
    "devices_in",
    "devices_of_lots",
    "fields_of",
    "findings",
    "format_named",
    "formats",
    "free_among",
    "free_count",
    "free_label",
    "hits",
    "labels_of",
    "names",
    "own_format",
    "own_formats",
    "printed_labels",
]
