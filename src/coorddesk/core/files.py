"""Attachments and logos by the SHA-256 of their bytes: a folder beside a SQLite desk, a table on a server.

A file is never changed nor removed, since the history may bring back a row that names it. It is on the
disk before the row that names it is committed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import insert, select

from coorddesk.core.desk_tables import StoredFile
from coorddesk.core.durable import write_whole
from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from coorddesk.core.jobs import Progress

_HASH = re.compile(r"[0-9a-f]{64}")


def put(session: Session, data: bytes) -> str:
    """Keep a file; returns the hash to find it by. Call it in the transaction that writes the hash."""
    return files_of(session.connection()).put(data)


def get(session: Session, file_hash: str) -> bytes:
    """The bytes of a file. Raises `Surroundings` if it is missing or damaged."""
    return files_of(session.connection()).get(file_hash)


class FileSource(Protocol):
    """Where files can be had from."""

    def get(self, file_hash: str) -> bytes:
        """The bytes of a file. Raises `Surroundings` if it is missing or damaged."""

    def hashes(self) -> set[str]:
        """The hashes of all files there."""


class FileTarget(Protocol):
    """Where files can be brought."""

    def put(self, data: bytes) -> str:
        """Keep a file, once however often it comes; returns its hash."""

    def hashes(self) -> set[str]:
        """The hashes of all files there."""


class Files(FileSource, FileTarget, Protocol):
    """The files of a desk."""


def files_of(connection: Connection) -> Files:
    """The files of the desk that the connection is to."""
    if connection.dialect.name != "sqlite":
        return TableFiles(connection)
    desk = connection.exec_driver_sql("SELECT file FROM pragma_database_list WHERE name = 'main'").scalar_one()
    return FolderFiles(files_folder(Path(desk)))


def files_folder(desk: Path) -> Path:
    """The folder with the files of a SQLite desk."""
    return desk.with_name(f"{desk.name}.files")


def copy_files(source: FileSource, target: FileTarget, progress: Progress) -> list[Message]:
    """Copy the files that the target lacks; returns what there is to say of those that could not be."""
    lacking = sorted(source.hashes() - target.hashes())
    troubles: list[Message] = []
    for done, file_hash in enumerate(lacking):
        progress(done, len(lacking), _("Copying files"))
        try:
            target.put(source.get(file_hash))
        except Surroundings as error:
            troubles.append(error.message)
    return troubles


class FolderFiles:
    """Files in a folder, each named by its hash below the first two letters of it."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, made when the first one comes."""
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep a file; one that was damaged meanwhile is made whole."""
        file_hash = hash_of(data)
        path = self._path(file_hash)
        if not (path.exists() and hash_of(path.read_bytes()) == file_hash):
            try:
                write_whole(path, data)
            except OSError as error:
                error.filename = str(self._folder)  # the name that people know
                raise
        return file_hash

    def get(self, file_hash: str) -> bytes:
        """The bytes of a file. Raises `Surroundings` if it is missing or damaged."""
        path = self._path(file_hash)
        try:
            return checked(path.read_bytes(), file_hash)
        except FileNotFoundError:
            raise missing(file_hash) from None

    def hashes(self) -> set[str]:
        """The hashes of all files kept."""
        return {path.name for path in self._folder.glob("??/*") if _HASH.fullmatch(path.name)}

    def _path(self, file_hash: str) -> Path:
        if not _HASH.fullmatch(file_hash):
            raise missing(file_hash)
        return self._folder / file_hash[:2] / file_hash


class TableFiles:
    """Files in the table `stored_file`, for a server that shares no folder with us."""

    def __init__(self, connection: Connection) -> None:
        """Read and write in the connection's transaction."""
        self._connection = connection

    def put(self, data: bytes) -> str:
        """Keep a file, once however often it comes; returns its hash."""
        file_hash = hash_of(data)
        if self._data(file_hash) is None:
            self._connection.execute(insert(StoredFile), {"hash": file_hash, "data": data})
        return file_hash

    def get(self, file_hash: str) -> bytes:
        """The bytes of a file. Raises `Surroundings` if it is missing or damaged."""
        data = self._data(file_hash)
        if data is None:
            raise missing(file_hash)
        return checked(data, file_hash)

    def hashes(self) -> set[str]:
        """The hashes of all files kept."""
        return set(self._connection.scalars(select(StoredFile.hash)))

    def _data(self, file_hash: str) -> bytes | None:
        return self._connection.scalar(select(StoredFile.data).where(StoredFile.hash == file_hash))


def hash_of(data: bytes) -> str:
    """The hash a file is found by."""
    return hashlib.sha256(data).hexdigest()


def checked(data: bytes, file_hash: str) -> bytes:
    """The bytes, if they are those that were kept."""
    if hash_of(data) != file_hash:
        raise Surroundings(
            _("An attached file ({name}) is damaged. Attach it again, or take it from a backup.", name=file_hash[:12])
        )
    return data


def missing(file_hash: str) -> Surroundings:
    """What is said of a file that is not there."""
    return Surroundings(
        _("An attached file ({name}) is missing. Attach it again, or take it from a backup.", name=file_hash[:12])
    )
