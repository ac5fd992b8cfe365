"""What a partner sends, declared: columns, checks of a row, checks of the whole file."""

from array import array
from collections.abc import Callable, Generator, Iterable
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar

from safehold.intake.columns import Column
from safehold.intake.headings import normal
from safehold.intake.limits import Limits
from safehold.intake.reading import File, examine
from safehold.intake.rows import Reading

Row = dict[str, Any]
Found = Iterable[tuple[int, str]]
"""Row numbers, each with the sentence that says what is wrong there."""
Watching = Generator[None, tuple[int, Row] | None, Found | None]
"""A whole-file check under way: sent one row with its number after another, then ``None``, it returns what it found."""


RowCheck = tuple[str, str, tuple[str, ...], Callable[[Row], bool]]
"""The sentence of a ``@check``, the heading to put right, the names of the cells it looks at, and the check itself."""


def check(
    sentence: str, *, column: str = "", of: tuple[str, ...] = ()
) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Declare a method ``(self, row) -> bool`` as a check of one row; ``sentence`` is said where it is false.

    ``column`` is the heading to put right, where one is. A check that can say it better for the row at hand raises
    ``Wrong`` with its own sentence, and one that finds out which of several spellings is meant may put the settled one
    into the row, for the checks after it and for ``Once``; one that cannot leaves what was typed.

    ``of`` names the cells that the check looks at: it is made as soon as these could be read. Without it the check looks
    at the whole row, and a row with a bad cell is not checked.
    """

    def declare(method: Callable[..., bool]) -> Callable[..., bool]:
        method.checks = (sentence, column, of)  # type: ignore[attr-defined]  # a mark on a function, read by its schema
        return method

    return declare


def check_all(method: Callable[[Any], Watching]) -> Callable[[Any], Watching]:
    """Declare a generator method as a check of the good rows of the whole file, one by one, so that it keeps only what
    it needs::

    @check_all
    def every_month_is_here(self):
        seen = set()
        while entry := (yield):
            number, row = entry
            seen.add(row["month"])
        return [(1, f"Add the figures for {month:%B %Y}") for month in self.context["months"] if month not in seen]
    """
    method.checks_all = True  # type: ignore[attr-defined]  # as above
    return method


class Once:
    """A whole-file check: no two rows have the same values in these columns. Says "Row 12 repeats row 5".

    It compares every row in which these cells could be read, whatever else is wrong with the row. It keeps 12 bytes a
    row. Two keys are taken for the same when their 64-bit hashes are, which over a million rows of honest data is
    expected once in some 40 million files.
    """

    BUCKETS = 256

    def __init__(self, *names: str) -> None:
        self.names = names

    def watch(self, columns: dict[str, Column]) -> Watching:
        """Begin to watch a file."""
        key = itemgetter(*self.names)
        hashes = [array("q") for _ in range(self.BUCKETS)]
        numbers = [array("I") for _ in range(self.BUCKETS)]
        while entry := (yield):
            number, row = entry
            mark = hash(str(key(row)))  # of the text, because the hash of -1 is that of -2
            hashes[mark & 255].append(mark)
            numbers[mark & 255].append(number)
        headings = " and ".join(f"‘{columns[name].heading}’" for name in self.names)
        return self._repeats(hashes, numbers, headings)

    @staticmethod
    def _repeats(hashes: list[array], numbers: list[array], headings: str) -> Found:
        for marks, rows in zip(hashes, numbers, strict=True):
            first: dict[int, int] = {}
            for mark, number in zip(marks, rows, strict=True):
                if (earlier := first.setdefault(mark, number)) != number:
                    yield number, f"Row {number} repeats row {earlier}: it has the same {headings}"


class Schema:
    """One kind of file. A subclass declares ``Column``s, ``Once``s and methods marked ``@check`` or
    ``@check_all``.

    What is passed when it is made is its ``context``, for the checks:
    ``AttendanceReturn(quarter=quarter).read(path)``. A file with headings and no rows is a problem unless
    ``may_be_empty``.
    """

    columns: ClassVar[dict[str, Column]] = {}
    may_be_empty: ClassVar[bool] = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        said = {name: thing for base in reversed(cls.__mro__) for name, thing in vars(base).items()}
        cls.columns = {name: thing for name, thing in said.items() if isinstance(thing, Column)}
        headings = [normal(text) for column in cls.columns.values() for text in (column.heading, *column.also)]
        if len(set(headings)) != len(headings) or "" in headings:
            raise TypeError(f"{cls.__name__}: two columns have the same heading, or one has none")

    def __init__(self, **context: Any) -> None:
        self.context = context

    @classmethod
    def headings(cls) -> list[str]:
        """The headings in order: the first line of an empty file to fill in."""
        return [column.heading for column in cls.columns.values()]

    @classmethod
    def guide(cls) -> list[tuple[str, str, bool]]:
        """(heading, what it must be, whether it is required), for the page that explains the file to its sender."""
        return [(column.heading, column.explained(), column.required) for column in cls.columns.values()]

    def row_checks(self) -> list[RowCheck]:
        """Each ``@check``, in the order they are written."""
        return [(*method.checks, getattr(self, name)) for name, method in self._methods() if hasattr(method, "checks")]

    def whole_checks(self) -> list[tuple[tuple[str, ...], Watching]]:
        """Each ``Once`` and ``@check_all``, begun, with the cells that are enough for it: none where only a good row is."""
        watching = [(thing.names, thing.watch(self.columns)) for _, thing in self._methods() if isinstance(thing, Once)]
        watching += [((), getattr(self, name)()) for name, method in self._methods() if hasattr(method, "checks_all")]
        for _, watch in watching:
            next(watch)
        return watching

    def _methods(self) -> list[tuple[str, Any]]:
        said = {name: thing for base in reversed(type(self).__mro__) for name, thing in vars(base).items()}
        return list(said.items())

    def read(self, source: File | bytes | str | Path, *, name: str = "", limits: Limits | None = None) -> Reading:
        """Begin to read a file: its headings are looked at now, its rows as they are asked for. Raises
        ``Unreadable``.
        """
        file = source if isinstance(source, File) else examine(source, name=name, limits=limits)
        return Reading(self, file)
