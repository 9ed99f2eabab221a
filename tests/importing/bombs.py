"""Small files, or plain ones, that would fill any memory if they were believed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.importing.corpus import changed_zip, ods_file, xlsx_file, xlsx_of_xml

_SHEET = "xl/worksheets/sheet1.xml"
_HEADERS = ["N° inventaire", "Désignation"]
_NAMES = ("&a;", *(f"&{letter};" for letter in "bcdefghijk"))
MEBIBYTE = 1 << 20


def laughs() -> str:
    """A document type whose last name stands for ten thousand million of its first."""
    names = "".join(
        f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    return f'<!DOCTYPE x [<!ENTITY a "ha ha ha">{names}]>'


def packed_zeros(path: Path, size: int) -> Path:
    """A workbook whose sheet unpacks to `size` bytes, without anybody having packed them: one piece over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(MEBIBYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    times = size // MEBIBYTE
    base = xlsx_file(path.with_suffix(".base"), [_HEADERS])
    marker = b"x" * (len(piece) * times + 2)
    with ZipFile(base) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != _SHEET:
                new.writestr(member.filename, old.read(member))
        member = old.getinfo(_SHEET)
        member.compress_type = 0
        member.file_size = member.compress_size = len(marker)
        new.writestr(member, marker)
    data = path.read_bytes()
    start = data.index(marker)
    header = data.rindex(b"PK\x03\x04", 0, start)
    data = data.replace(marker, piece * times + b"\x03\x00")
    data = data[: header + 8] + b"\x08\x00" + data[header + 10 :]
    entry = data.index(_SHEET.encode(), start + len(marker)) - 46
    path.write_bytes(data[: entry + 10] + b"\x08\x00" + data[entry + 12 :])
    return path


def laughing_workbook(path: Path) -> Path:
    """Names within names in the texts of a workbook."""
    base = xlsx_file(path.with_suffix(".base"), [_HEADERS, ["A1", "haha"]]).read_bytes()
    texts = f'<?xml version="1.0"?>{laughs()}<sst><si><t>N° inventaire</t></si><si><t>&k;</t></si></sst>'
    return changed_zip(path, base, {"xl/sharedStrings.xml": lambda _: texts.encode()})


def laughing_document(path: Path) -> Path:
    """The same in a document of LibreOffice."""
    ods_file(path, "<table:table/>")
    content = '<?xml version="1.0"?>' + laughs() + "<office:document-content>&k;</office:document-content>"
    return changed_zip(path, path.read_bytes(), {"content.xml": lambda _: content.encode()})


def laughing_page(path: Path) -> Path:
    """The same in an XML file that is called .xls."""
    book = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    cells = "<Row><Cell><Data ss:Type='String'>N° inventaire</Data></Cell></Row><Row><Cell><Data ss:Type='String'>&k;"
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{laughs()}<Workbook {book}>'
        f'<Worksheet ss:Name="Parc"><Table>{cells}</Data></Cell></Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def wide_page(path: Path) -> Path:
    """A table of a web page whose cells claim a million columns and rows."""
    cells = '<td colspan="1000000" rowspan="1000000">a</td>' * 50
    path.write_text(
        f"<html><body><table><tr><th>N° inventaire</th></tr><tr>{cells}</tr></table></body></html>", encoding="utf-8"
    )
    return path


def formatted_rows(path: Path, rows: int) -> Path:
    """Coloured rows with coloured, empty cells to the very end of a sheet."""

    def xml() -> Iterator[str]:
        yield '<row r="1"><c r="A1" t="inlineStr"><is><t>N° inventaire</t></is></c></row>'
        yield '<row r="2"><c r="A2" t="inlineStr"><is><t>INV-1</t></is></c></row>'
        for row in range(3, rows + 1):
            yield f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>'

    return xlsx_of_xml(path, "".join(xml()))


def corner(path: Path, cell: str, row: int) -> Path:
    """A sheet declared to its last column, with one cell far away."""
    near = '<row r="1"><c r="A1" t="inlineStr"><is><t>N° inventaire</t></is></c></row>'
    near += '<row r="2"><c r="A2" t="inlineStr"><is><t>INV-1</t></is></c></row>'
    far = f'<row r="{row}"><c r="{cell}{row}"><v>1</v></c></row>'
    return xlsx_of_xml(path, near + far, head='<dimension ref="A1:XFD1048576"/>')


def repeated_cells(path: Path) -> Path:
    """One cell of LibreOffice that says it is a whole sheet."""
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    return ods_file(
        path,
        '<table:table table:name="Parc"><table:table-row table:number-rows-repeated="1048576">'
        f"{cell}</table:table-row></table:table>",
    )


def _text(write: Callable[[int], Iterator[str]]) -> Callable[[Path, int], Path]:
    def make(path: Path, size: int) -> Path:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(write(size))
        return path

    return make


@_text
def one_cell(size: int) -> Iterator[str]:
    """All the text in one cell."""
    yield "N° inventaire;Désignation\nINV-1;"
    yield from ("longue désignation " * 50 for _ in range(size // 1000))
    yield "\nINV-2;Souris\n"


@_text
def one_quoted_cell(size: int) -> Iterator[str]:
    """The same between quotation marks, with line breaks."""
    yield 'N° inventaire;Désignation\nINV-1;"'
    yield from ("longue désignation\n" * 50 for _ in range(size // 1000))
    yield '"\nINV-2;Souris\n'


@_text
def one_line(size: int) -> Iterator[str]:
    """All the text in one line of short cells."""
    yield "N° inventaire;Désignation\nINV-1;"
    yield from ("abc;" * 250 for _ in range(size // 1000))


@_text
def one_header_line(size: int) -> Iterator[str]:
    """Nothing but headers, and no end of them."""
    yield "N° inventaire;"
    yield from (";".join(f"colonne {number}" for number in range(70)) + ";" for _ in range(size // 1000))
    yield "\nINV-1;Souris\n"


@_text
def one_column(size: int) -> Iterator[str]:
    """All the text in one column."""
    yield "N° inventaire\n"
    yield from (f"INV-{number:011}\n" for number in range(size // 16))


@_text
def no_line(size: int) -> Iterator[str]:
    """Neither a line break nor a delimiter."""
    yield from ("abcdefghij" * 100 for _ in range(size // 1000))
