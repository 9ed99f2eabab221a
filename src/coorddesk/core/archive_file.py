"""The zip behind a `.coorddesk` archive: manifest.json, the desk as a SQLite file, attached files under their hashes.

What comes from elsewhere is checked before anything of it is used: names, sizes, hashes, and the desk itself.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
import struct
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from coorddesk.core.errors import Refused
from coorddesk.core.files import checked, hash_of, missing
from coorddesk.core.messages import _
from coorddesk.core.revision import refuse_newer
from coorddesk.core.snapshot import verified
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from coorddesk.core.jobs import Progress

FORMAT = 1
DESK = "desk.sqlite"
_MANIFEST = "manifest.json"
_NAME = re.compile(r"manifest\.json|desk\.sqlite|files/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_LONGEST_MANIFEST = 1 << 20  # bytes
_LARGE = 64 << 20  # bytes from which on something that shrank to a two-hundredth is a bomb and no desk
_SMALLEST_PART = 200
_READ_AT_A_TIME = 1 << 20
_NOT_READ = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself: how to read it, its schema, who wrote it and when (UTC), how much is in it."""

    format: int
    revision: str
    program: str
    moment: str
    rows: dict[str, int]
    files: int
    sha256: str  # of the desk


class ArchiveWriter:
    """An archive being packed: the desk first, then the files, the manifest last."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Write into an open zip."""
        self._archive = archive
        self._hashes: set[str] = set()

    def put_desk(self, desk: Path) -> None:
        """Pack the desk, a SQLite file that nobody has open."""
        self._archive.write(desk, DESK, zipfile.ZIP_DEFLATED)

    def put(self, data: bytes) -> str:
        """Pack a file, as it is: pictures and documents are packed already."""
        file_hash = hash_of(data)
        self._archive.writestr(_file_name(file_hash), data)
        self._hashes.add(file_hash)
        return file_hash

    def hashes(self) -> set[str]:
        """The hashes of the files packed so far."""
        return self._hashes

    def finish(self, manifest: Manifest) -> None:
        """Pack the manifest."""
        self._archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def reading(path: Path) -> Iterator[ArchiveReader]:
    """An archive that looks right from outside. Raises `Refused` if it is newer, damaged or suspicious."""
    with told_apart(), path.open("rb") as file, ArchiveReader(path, file) as archive:
        yield archive


class ArchiveReader:
    """An archive from anywhere; nothing in it is believed before it has been checked."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Read `file`, which people know as `path`."""
        self._path = path
        with self._read():
            self._archive = zipfile.ZipFile(file)
        self._refuse_bombs()
        self.manifest = self._read_manifest()
        names = (_NAME.fullmatch(name) for name in self._archive.namelist())
        self._hashes = {name[2] for name in names if name and name[2]}

    def __enter__(self) -> ArchiveReader:
        """Be read within a block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of the zip."""
        self._archive.close()

    def hashes(self) -> set[str]:
        """The hashes of the files in it."""
        return self._hashes

    def get(self, file_hash: str) -> bytes:
        """The bytes of a file. Raises `Surroundings` if they are not those that were packed."""
        if file_hash not in self._hashes:
            raise missing(file_hash)
        with self._read():
            return checked(self._archive.read(_file_name(file_hash)), file_hash)

    def unpack_desk(self, folder: Path) -> Path:
        """Write the desk into a folder, checked."""
        needed, free = sum(info.file_size for info in self._archive.infolist()), shutil.disk_usage(folder).free
        if needed > free:
            raise Refused(
                _(
                    "The archive needs {needed} MB, and only {free} MB are free here. Make some room, then try again.",
                    needed=needed >> 20,
                    free=free >> 20,
                )
            )
        desk = folder / DESK
        with self._read(), self._archive.open(DESK) as packed, desk.open("wb") as file:
            shutil.copyfileobj(packed, file)
        if digest_of(desk) != self.manifest.sha256 or verified(desk).revision != self.manifest.revision:
            raise self._damaged()
        return desk

    def check(self, progress: Progress) -> None:
        """Read everything in it once. Raises `Refused` or `Surroundings` unless all of it is as it was packed."""
        digest = hashlib.sha256()
        with self._read(), self._archive.open(DESK) as desk:
            while part := desk.read(_READ_AT_A_TIME):
                digest.update(part)
        if digest.hexdigest() != self.manifest.sha256 or len(self._hashes) != self.manifest.files:
            raise self._damaged()
        for done, file_hash in enumerate(sorted(self._hashes)):
            progress(done, self.manifest.files, _("Checking the archive"))
            self.get(file_hash)

    def _refuse_bombs(self) -> None:
        infos = self._archive.infolist()
        named = [info.filename for info in infos]
        if len(set(named)) != len(named) or not all(map(_NAME.fullmatch, named)) or not {DESK, _MANIFEST} <= set(named):
            raise self._damaged()
        if any(info.file_size > max(_LARGE, _SMALLEST_PART * info.compress_size) for info in infos):
            raise self._damaged()

    def _read_manifest(self) -> Manifest:
        if self._archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
            raise self._damaged()
        with self._read():
            text = self._archive.read(_MANIFEST)
        try:
            data = json.loads(text)
            if data["format"] > FORMAT:
                raise Refused(
                    _("This archive was made by a newer version of CoordDesk. Update CoordDesk, then try again.")
                )
            manifest = Manifest(**data)
            refuse_newer(manifest.revision)
        except (ValueError, TypeError, KeyError):
            raise self._damaged() from None
        return manifest

    @contextmanager
    def _read(self) -> Iterator[None]:
        """What zipfile says of a broken or encrypted archive, in our words."""
        try:
            yield
        except _NOT_READ:
            raise self._damaged() from None
        except OSError as error:
            if error.errno == errno.EINVAL:  # told to look before the beginning of the file
                raise self._damaged() from None
            raise

    def _damaged(self) -> Refused:
        return Refused(
            _(
                "{name} is damaged or no CoordDesk archive. Nothing was read from it; use another copy.",
                name=str(self._path),
            )
        )


def digest_of(desk: Path) -> str:
    """The hash by which a manifest knows its desk."""
    with desk.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _file_name(file_hash: str) -> str:
    return f"files/{file_hash[:2]}/{file_hash}"
