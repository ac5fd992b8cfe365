"""What a section of a pack is. Packages say theirs with ``Table`` and ``Sheet``, or with anything that does the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.partnership.pack.reading import Node, Problem
from safehold.partnership.pack.shape import Reading, Row


class Kind(Enum):
    """How a pack and the database differ about something. What only the database has is left as it is."""

    ADDED = "Added"
    CHANGED = "Changed"
    ONLY_HERE = "Only here, and left as it is"


@dataclass(frozen=True)
class Difference:
    """One difference: the section, what it is about, and for a change each fact with what it was and will be."""

    section: str
    kind: Kind
    what: str
    facts: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        changes = "; ".join(f"{name} from {was} to {now}" for name, was, now in self.facts)
        return f"{self.section}: {self.what}" + (f" ({changes})" if changes else "")


class Loading:
    """One loading of one pack: who loads, what was refused where, and the rows it may refer to, by kind and code."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.problems: list[Problem] = []
        self.count = 0
        self._touched: set[tuple[str, str]] = set()
        self._found: dict[str, dict[str, Any]] = {}

    @contextmanager
    def noting(self, line: int, path: str) -> Iterator[None]:
        """A savepoint in which a refusal is noted as a problem of that line, so that the next row is tried as well."""
        try:
            with transaction.atomic():
                yield
        except Refused as refusal:
            self.problems.append(Problem(line, path, str(refusal)))

    def wrote(self, section: str, row: Row) -> None:
        self.count += 1
        self._touched.add((section, row.path))

    def touched(self, section: str, row: Row) -> bool:
        """Whether the row, or anything that hangs on it, was written."""
        return (section, row.path) in self._touched

    def find(self, to: str, code: str) -> Any:
        """The thing of the kind ``to`` with that code. ``Refused`` where it could not be made."""
        if to not in self._found or code not in self._found[to]:
            self._found[to] = {
                key: row for section in sections() if section.codes == to for key, row in section.rows_by_code().items()
            }
        if code not in self._found[to]:
            raise Refused(f"The {to} ‘{code}’ could not be made, so neither can this")
        return self._found[to][code]


class Section(Protocol):
    """One named part of a pack.

    ``name`` is its key in the file, ``title`` what people call it, ``words`` one sentence on what it holds. ``codes``
    is the kind of thing whose codes it gives (“agency”), empty where it gives none.
    """

    name: str
    title: str
    words: str
    codes: str

    def codes_in(self, node: Node) -> set[str]:
        """The codes that the file gives in this section."""

    def rows_by_code(self) -> dict[str, Any]:
        """What is here already, by code."""

    def read(self, node: Node, reading: Reading) -> Any:
        """What the file says, every problem noted in ``reading``."""

    def difference(self, said: Any) -> list[Difference]:
        """How what the file says differs from the database."""

    def load(self, said: Any, loading: Loading) -> None:
        """Write what differs, each refusal noted in ``loading``."""

    def load_parts(self, said: Any, loading: Loading) -> None:
        """Write what hangs on rows, after every section’s rows are there."""

    def export(self) -> Any:
        """What the database says, as the file would say it; nothing where there is nothing to say."""


def sections() -> list[Section]:
    """Every section of a pack, in the order in which they load: the setting ``PACK_SECTIONS`` names where they are."""
    return [section for path in settings.PACK_SECTIONS for section in import_string(path)]
