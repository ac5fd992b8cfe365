"""Where the bytes of documents are: under their SHA-256, once, wherever ``STORAGES`` says."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from safehold.access.policy import Refused
from safehold.records.files import scanner
from safehold.records.files.kinds import Kind, Unwelcome, recognise

FOLDER = "documents"
# what a name may not carry: control characters, and marks that turn the direction of writing to hide an ending
NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\\\]")


class Damaged(Refused):
    """What is kept is not what was sent."""


@dataclass(frozen=True)
class Examined:
    """A file that was recognised, measured, scanned and kept. Only ``examine`` makes one."""

    name: str
    kind: Kind
    size: int
    sha256: str
    scan: str


def examine(upload: UploadedFile) -> Examined:
    """Find out what ``upload`` is, have it scanned, and keep its bytes. Raises ``Refused`` in words for its sender.

    Called before the transaction of the act: no lock is held while the scanner works. Bytes that no document comes to
    point at are swept away later.
    """
    if (upload.size or 0) > settings.UPLOAD_MAX_SIZE:
        raise Unwelcome(f"The selected file must be smaller than {settings.UPLOAD_MAX_SIZE // (1024 * 1024)}MB")
    name = clean_name(upload.name or "")
    upload.seek(0)
    content = upload.read()
    kind = recognise(name, content)
    verdict = scanner.scan(content)
    digest = hashlib.sha256(content).hexdigest()
    keep(digest, content)
    return Examined(name=name, kind=kind, size=len(content), sha256=digest, scan=verdict)


def clean_name(name: str) -> str:
    """The last part of a name, without what could mislead its reader, and short enough to keep."""
    last = NOT_IN_NAMES.sub("", PurePath(name.replace("\\", "/")).name).strip(" .")
    path = PurePath(last or "file")
    return f"{path.stem[: 190 - len(path.suffix)]}{path.suffix}"


def address(sha256: str) -> str:
    """Where in the storage the bytes with this digest are."""
    return f"{FOLDER}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(sha256: str, content: bytes) -> None:
    """Put ``content`` in its place, unless it is there whole. A half that a crash left behind is replaced."""
    place = address(sha256)
    if default_storage.exists(place):
        if default_storage.size(place) == len(content):
            return
        default_storage.delete(place)
    kept = default_storage.save(place, ContentFile(content))
    if kept != place:  # someone kept the same bytes at the same moment
        default_storage.delete(kept)


def read(sha256: str) -> bytes:
    """The bytes with this digest. Raises ``Damaged`` where they are gone or are no longer the same."""
    try:
        with default_storage.open(address(sha256)) as file:
            content = bytes(file.read())
    except OSError as error:
        raise Damaged("This file is missing. Tell your administrator") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged("This file is damaged and cannot be opened. Tell your administrator")
    return content
