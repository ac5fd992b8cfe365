"""A pack from its bytes to the database and back: understood, compared, loaded, exported."""

import hashlib
from dataclasses import dataclass
from typing import Any

import yaml
from django.db import transaction

from safehold.access.actor import Actor
from safehold.partnership.pack.reading import Problem, Unreadable, read
from safehold.partnership.pack.section import Difference, Loading, Section, sections
from safehold.partnership.pack.shape import Reading


@dataclass(frozen=True)
class Understood:
    """What a pack says, section by section, every value checked."""

    said: tuple[tuple[Section, Any], ...]

    def differences(self) -> list[Difference]:
        """How it differs from the database, in the order of the sections."""
        return [difference for section, said in self.said for difference in section.difference(said)]


def understand(data: bytes) -> Understood:
    """Read and check a pack. ``Unreadable`` with everything that is wrong in it; nothing is written."""
    whole = read(data)
    known = {section.name: section for section in sections()}
    reading = Reading()
    for name, node in whole.items.items():
        if name not in known:
            reading.wrong(node, name[:60], f"There is no such section. Sections are: {', '.join(known)}")
    if not whole.items:
        reading.problems.append(Problem(1, "", "The pack is empty"))
    for section in known.values():
        if section.codes:
            there = reading.codes.setdefault(section.codes, set())
            there.update(section.rows_by_code())
            if section.name in whole.items:
                there.update(section.codes_in(whole.items[section.name]))
    said = tuple(
        (section, section.read(whole.items[section.name], reading))
        for section in known.values()
        if section.name in whole.items
    )
    if reading.problems:
        raise Unreadable(reading.problems)
    return Understood(said)


def load(pack: Understood, *, by: Actor) -> int:
    """Write what differs and say how many rows that was. ``Unreadable`` with every refusal; then nothing is written."""
    loading = Loading(by)
    with transaction.atomic():
        for section, said in pack.said:
            section.load(said, loading)
        for section, said in pack.said:
            section.load_parts(said, loading)
        if loading.problems:
            raise Unreadable(loading.problems)
    return loading.count


class _Rehearsed(Exception):  # noqa: N818  ends the rehearsal, so that the database forgets it
    pass


def rehearse(pack: Understood, *, by: Actor) -> list[Problem]:
    """What loading would be refused for, found by trying it and taking it all back."""
    try:
        with transaction.atomic():
            load(pack, by=by)
            raise _Rehearsed
    except _Rehearsed:
        return []
    except Unreadable as refused:
        return refused.problems


def digest(differences: list[Difference]) -> str:
    """A short hash of what was shown, to be sure that the same is loaded."""
    return hashlib.sha256("\n".join(map(str, differences)).encode()).hexdigest()[:16]


# --- writing ---


class Line(dict):
    """A row that is written on one line."""


class Dumper(yaml.SafeDumper):
    """Rows on one line where they fit, so that a pack can be read and edited as a table."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


Dumper.add_representer(
    Line, lambda dumper, row: dumper.represent_mapping("tag:yaml.org,2002:map", row, flow_style=True)
)
WIDEST = 150


def lined(value: Any) -> Any:
    """``value`` with every row that fits on one line marked to be written so."""
    if isinstance(value, list):
        return [lined(item) for item in value]
    if not isinstance(value, dict):
        return value
    below = {name: lined(item) for name, item in value.items()}
    simple = all(not isinstance(item, list | dict) for item in below.values())
    if simple and len(below) > 1 and sum(len(f"{name}: {item}, ") for name, item in below.items()) < WIDEST:
        return Line(below)
    return below


def export() -> str:
    """The whole partnership as a pack. Loading it again changes nothing."""
    out = []
    for section in sections():
        said = section.export()
        if said:
            rows = lined(said) if isinstance(said, list) else said
            text = yaml.dump(
                {section.name: rows}, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=WIDEST + 30
            )
            out.append(f"# {section.title}: {section.words}\n{text}")
    return "\n".join(out)
