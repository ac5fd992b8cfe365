"""The door: what is found out about a file before anything of it is kept.

What a file really is, whether it is locked, carries macros or is a bomb, whether a virus is in it, and whether it has
the headings of its data set. Each refusal is one sentence for its sender.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from safehold.access.policy import Refused
from safehold.imports.data_sets import DATA_SETS
from safehold.intake import File, Limits, Unreadable, examine
from safehold.records.files import scanner

# beyond this a file is read by the worker, and its page says how far it is
READ_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Looked:
    """A file that may be taken in, and what it was found to be: ``file`` opens it. Only ``look`` makes one."""

    name: str
    data_set: str
    file: File
    scan: str

    @property
    def sha256(self) -> str:
        return self.file.sha256

    @property
    def is_long(self) -> bool:
        return self.file.size > READ_AT_ONCE


def look(source: bytes | Path, *, name: str, data_set: str) -> Looked:
    """Look a file over. Raises ``Refused`` where it cannot be taken in; then nothing of it was kept.

    ``source`` is the file's content, or where it lies on disk until it is received: that one is never held in memory
    whole. No lock is held meanwhile: it is called before the transaction that receives the file.
    """
    try:
        file = open_file(source, name=name)
        with file.opened() as stream:
            verdict = scanner.scan(stream)
        reading = DATA_SETS[data_set].schema().read(file)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    if not reading.has_headings:
        wanted = ", ".join(DATA_SETS[data_set].headings())
        raise Refused(f"The selected file must use the template: it has none of the headings {wanted}")
    return Looked(name=name, data_set=data_set, file=file, scan=verdict)


def open_file(source: bytes | Path, *, name: str) -> File:
    """The file, once everything that should stop us from opening it has been looked for. Raises ``Unreadable``."""
    return examine(source, name=name, limits=Limits(size=settings.UPLOAD_MAX_SIZE))
