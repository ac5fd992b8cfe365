"""What a section may say: fields with their types, and rows of fields. Everything wrong is noted, never the first only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from safehold.partnership.models.setup import MONTHS
from safehold.partnership.pack.reading import Mapping, Node, Problem, Scalar, Sequence

KEY = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ONS = re.compile(r"[A-Z]\d{8}", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
LABELS = {"from_on": "First day", "to_on": "Last day", "ons_code": "ONS code", "closed_on": "Day it closed"}
FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class Wrong(ValueError):  # noqa: N818  it becomes a sentence for whoever sent the file
    """A value is not what it should be; the sentence says what it should be."""


@dataclass
class Reading:
    """One reading of one pack: what is wrong so far, and which codes it may refer to, by kind."""

    problems: list[Problem] = field(default_factory=list)
    codes: dict[str, set[str]] = field(default_factory=dict)

    def wrong(self, node: Node, path: str, message: str) -> None:
        self.problems.append(Problem(node.line, path, message))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row that a pack, or the database, says: its facts, and its own rows by the name of their part."""

    line: int = 0
    path: str = ""
    facts: dict[str, Any]
    parts: dict[str, list["Row"]] = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """One named value. ``attribute`` is the model's name for it where that differs. ``absent`` stands for none."""

    name: str
    needed: bool = True
    attribute: str = ""
    absent: Any = None

    @property
    def kept_as(self) -> str:
        return self.attribute or self.name

    @property
    def label(self) -> str:
        return LABELS.get(self.name) or self.name.replace("_", " ").capitalize()

    def read(self, node: Node | None, reading: Reading, path: str) -> Any:
        """The value, or ``absent`` with the problem noted."""
        if node is None or (isinstance(node, Scalar) and node.absent):
            return self.absent
        if not isinstance(node, Scalar):
            reading.wrong(node, path, f"{self.label} is a single value, not a list or a group of values")
            return self.absent
        try:
            return self.value(node, reading)
        except Wrong as wrong:
            reading.wrong(node, path, str(wrong))
            return self.absent

    def value(self, scalar: Scalar, reading: Reading) -> Any:
        raise NotImplementedError  # pragma: no cover  each kind says its own

    def write(self, value: Any) -> Any:
        """The value as YAML writes it."""
        return value


@dataclass(frozen=True)
class Text(Field):
    most: int = 160
    absent: Any = ""

    def value(self, scalar: Scalar, reading: Reading) -> str:
        text = scalar.text.replace("\r\n", "\n").strip()
        if len(text) > self.most:
            raise Wrong(f"{self.label} must be {self.most:,} characters or less")
        if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
            raise Wrong(f"{self.label} has characters in it that cannot be shown")
        return text


@dataclass(frozen=True)
class Web(Text):
    def value(self, scalar: Scalar, reading: Reading) -> str:
        text = super().value(scalar, reading)
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            raise Wrong(f"{self.label} must be a web address, like https://example.org/") from None
        return text


@dataclass(frozen=True)
class Ons(Text):
    """A code of the Office for National Statistics: a letter and eight digits."""

    def value(self, scalar: Scalar, reading: Reading) -> str:
        if not ONS.fullmatch(scalar.text):
            raise Wrong(f"‘{scalar.text[:60]}’ is not an ONS code. They are a letter and 8 digits, like E06000022")
        return scalar.text


@dataclass(frozen=True)
class Code(Field):
    most: int = 60

    def value(self, scalar: Scalar, reading: Reading) -> str:
        if not CODE.fullmatch(scalar.text) or len(scalar.text) > self.most:
            raise Wrong(
                f"‘{scalar.text[:60]}’ is not a code. Codes have small letters, digits and hyphens, like fire-and-rescue"
            )
        return scalar.text


@dataclass(frozen=True)
class Key(Field):
    """The key of a rule or a time limit; those of the country’s limits have capitals."""

    def value(self, scalar: Scalar, reading: Reading) -> str:
        if not KEY.fullmatch(scalar.text) or len(scalar.text) > 80:
            raise Wrong(f"‘{scalar.text[:60]}’ is not a key. Keys are like RAPID_REVIEW or asb.acknowledge")
        return scalar.text


@dataclass(frozen=True)
class Ref(Field):
    """A code that must be said elsewhere in the pack, or be here already. ``to`` is the kind of thing it names."""

    to: str = ""

    def value(self, scalar: Scalar, reading: Reading) -> str:
        if scalar.text not in reading.codes.get(self.to, set()):
            raise Wrong(f"There is no {self.to} with the code ‘{scalar.text[:60]}’, here or in the pack")
        return scalar.text

    def write(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Day(Field):
    def value(self, scalar: Scalar, reading: Reading) -> date:
        text = scalar.text.strip()
        iso, british = ISO.fullmatch(text), BRITISH.fullmatch(text)
        try:
            if iso:
                return date(*map(int, iso.groups()))
            if british:
                day = date(*map(int, reversed(british.groups())))
                raise Wrong(f"Write {text} as {day.isoformat()}")
        except Wrong:
            raise
        except ValueError:
            raise Wrong(f"{text} is not a real date") from None
        raise Wrong(f"{self.label} must be a date, like 2020-09-01")


@dataclass(frozen=True)
class OneOf(Field):
    """One of a fixed list of codes."""

    choices: tuple[str, ...] = ()

    def value(self, scalar: Scalar, reading: Reading) -> str:
        if scalar.text not in self.choices:
            raise Wrong(f"‘{scalar.text[:60]}’ is not one of: {', '.join(self.choices)}")
        return scalar.text


@dataclass(frozen=True)
class Flag(Field):
    needed: bool = False
    absent: Any = False

    def value(self, scalar: Scalar, reading: Reading) -> bool:
        if scalar.text.lower() not in FLAGS:
            raise Wrong(f"{self.label} must be yes or no")
        return FLAGS[scalar.text.lower()]


@dataclass(frozen=True)
class Whole(Field):
    least: int = 0
    most: int = 32767
    needed: bool = False
    absent: Any = 0

    def value(self, scalar: Scalar, reading: Reading) -> int:
        if not re.fullmatch(r"-?\d{1,9}", scalar.text, re.ASCII) or not self.least <= int(scalar.text) <= self.most:
            raise Wrong(f"{self.label} must be a whole number from {self.least} to {self.most:,}")
        return int(scalar.text)


@dataclass(frozen=True)
class Month(Field):
    def value(self, scalar: Scalar, reading: Reading) -> int:
        for number, name in MONTHS:
            if scalar.text.strip().lower() == name.lower():
                return number
        raise Wrong(f"{self.label} must be a month, like April")

    def write(self, value: Any) -> str:
        return dict(MONTHS)[value]


@dataclass(frozen=True)
class Chosen(Field):
    """A number, yes or no where it stands alone; a word otherwise, or where it stands in quotation marks."""

    def value(self, scalar: Scalar, reading: Reading) -> int | bool | str:
        if scalar.plain and re.fullmatch(r"-?\d{1,9}", scalar.text, re.ASCII):
            return int(scalar.text)
        if scalar.plain and scalar.text.lower() in FLAGS:
            return FLAGS[scalar.text.lower()]
        if len(scalar.text) > 240:
            raise Wrong(f"{self.label} must be 240 characters or less")
        return scalar.text


# --- rows ---


def read_row(
    node: Node, fields: Iterable[Field], parts: Iterable[Any], reading: Reading, path: str, *, named: str = ""
) -> Row | None:
    """One row: every field read, unknown names refused, and its parts' rows below it. None where it is no row."""
    fields, parts = tuple(fields), tuple(parts)
    if not isinstance(node, Mapping):
        reading.wrong(node, path, "This must be names and values, like ‘code: council’")
        return None
    path = named_path(path, node, named)
    known = [field.name for field in fields] + [part.name for part in parts]
    for name, value in node.items.items():
        if name not in known:
            reading.wrong(value, f"{path} › {name[:60]}", f"Nothing here is called this. Known are: {', '.join(known)}")
    before = len(reading.problems)
    facts = {}
    for each in fields:
        given = node.items.get(each.name)
        if each.needed and (given is None or (isinstance(given, Scalar) and (given.absent or not given.text.strip()))):
            reading.wrong(given or node, f"{path} › {each.name}", f"Enter the {each.label.lower()}")
            continue
        facts[each.kept_as] = each.read(given, reading, f"{path} › {each.name}")
    below = {
        part.name: read_rows(node.items.get(part.name), part.fields, (), part.key, reading, f"{path} › {part.name}")
        for part in parts
    }
    if len(reading.problems) > before:
        return None
    return Row(line=node.line, path=path, facts=facts, parts=below)


def read_rows(
    node: Node | None, fields: Iterable[Field], parts: Iterable[Any], key: tuple[str, ...], reading: Reading, path: str
) -> list[Row]:
    """A list of rows, of which no two have the same ``key``."""
    if node is None or (isinstance(node, Scalar) and node.absent):
        return []
    if not isinstance(node, Sequence):
        reading.wrong(node, path, "This must be a list: start each row with a hyphen")
        return []
    rows: list[Row] = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, item in enumerate(node.items, start=1):
        row = read_row(item, fields, parts, reading, f"{path} › {number}", named=key[0] if len(key) == 1 else "")
        if row is None:
            continue
        identity = key_of(row, key)
        if identity in seen:
            reading.wrong(item, row.path, f"This is already on line {seen[identity]}. Keep one of them")
            continue
        seen[identity] = item.line
        rows.append(row)
    return rows


def key_of(row: Row, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row.facts.get(name) for name in key)


def named_path(path: str, node: Mapping, name: str) -> str:
    """The way to a row, by its code where it has one: people look for ‘fire’, not for the seventh."""
    code = node.items.get(name) if name else None
    if name != "from_on" and isinstance(code, Scalar) and CODE.fullmatch(code.text):
        return f"{path.rpartition(' › ')[0]} › {code.text}"
    return path


def plainly(value: Any) -> str:
    """A value as a page shows it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.day} {value:%B %Y}"
    return str(value)
