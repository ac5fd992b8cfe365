"""Reading a pack: YAML with every value's line, and none of what YAML can do beyond lists, names and values.

A file from elsewhere is not trusted. Aliases (with which nine lines become a billion), tags, several documents, deep
nesting and huge files are refused before anything is built from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from safehold.access.policy import Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_VALUES = 50_000
MOST_DEPTH = 10
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the line of the file, the way to it (``groups › executive › founded_on``), a sentence."""

    line: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"Line {self.line}" if self.line else "The file"
        return f"{where}, {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class Unreadable(Refused):
    """The file cannot be loaded. ``problems`` says everything that is wrong with it, in order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            f"There are {len(problems)} things to put right in the pack" if len(problems) > 1 else str(problems[0])
        )
        self.problems = sorted(problems)


@dataclass(frozen=True)
class Scalar:
    """A single value as it was typed. ``plain`` where it stands without quotation marks."""

    line: int
    text: str
    plain: bool = True

    @property
    def absent(self) -> bool:
        return self.plain and self.text in ("", "~", "null")


@dataclass
class Sequence:
    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass
class Mapping:
    line: int
    items: dict[str, "Node"] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def read(data: bytes) -> Mapping:
    """The file's content. ``Unreadable`` where it is no YAML, too large, or more than a pack may be."""
    if len(data) > MOST_BYTES:
        raise refusal(0, "The file must be smaller than 10MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise refusal(line, "This is not text in UTF-8. Save the file as UTF-8") from wrong
    try:
        found = Building(yaml.parse(text, Loader=LOADER)).whole()
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
        line = mark.line + 1 if mark else text[: getattr(wrong, "position", 0)].count("\n") + 1
        raise refusal(
            line, "This cannot be read. Check the spaces, colons and quotation marks here and above"
        ) from wrong
    if not isinstance(found, Mapping):
        raise refusal(1, "A pack is made of named sections, like ‘partnership:’ and ‘agencies:’")
    return found


def refusal(line: int, message: str, path: str = "") -> Unreadable:
    return Unreadable([Problem(line, path, message)])


class Building:
    """Builds the content from the parser's events, and stops at the first thing that a pack may not have."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.count = 0

    def whole(self) -> Node | None:
        found: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise refusal(line_of(event), "A pack is one document. Take out the line ‘---’")
                found = self.node(next(self.events), depth=0)
        return found

    def node(self, event: Any, *, depth: int) -> Node:
        line = line_of(event)
        self.count += 1
        if self.count > MOST_VALUES:
            raise refusal(line, f"A pack holds at most {MOST_VALUES:,} values")
        if depth > MOST_DEPTH:
            raise refusal(line, "This is nested too deeply for a pack")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refusal(line, "Anchors and aliases (& and *) are not used in packs. Write the value out")
        if getattr(event, "tag", None):
            raise refusal(line, "Tags (!) are not used in packs. Write the value alone")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, event.value, plain=event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            listed = Sequence(line)
            while not isinstance(following := next(self.events), yaml.SequenceEndEvent):
                listed.items.append(self.node(following, depth=depth + 1))
            return listed
        named = Mapping(line)
        while not isinstance(following := next(self.events), yaml.MappingEndEvent):
            key = self.node(following, depth=depth + 1)
            if not isinstance(key, Scalar):
                raise refusal(key.line, "The name of a value is a word, not a list")
            if key.text in named.items:
                raise refusal(key.line, f"‘{key.text[:60]}’ is here twice. Keep one of them")
            named.items[key.text] = self.node(next(self.events), depth=depth + 1)
        return named


def line_of(event: Any) -> int:
    return event.start_mark.line + 1
