"""The corpus: sheets as programs and people make them, made anew for each test, with what must become of their rows."""

from tests.importing.corpus.files import (
    changed_zip,
    csv_file,
    ods_cell,
    ods_file,
    ods_table,
    xlsx_file,
    xlsx_of_xml,
)

__all__ = ["changed_zip", "csv_file", "ods_cell", "ods_file", "ods_table", "xlsx_file", "xlsx_of_xml"]
