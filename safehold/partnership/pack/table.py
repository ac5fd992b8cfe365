"""Sections that are rows of one model, with dated rows of other models hanging on them; and sections that are one row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Q

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.partnership.pack.reading import Mapping, Node, Problem, Scalar, Sequence
from safehold.partnership.pack.section import Difference, Kind, Loading
from safehold.partnership.pack.shape import Field, Reading, Ref, Row, key_of, plainly, read_row, read_rows
from safehold.records import writing

NOTHING: dict[str, Any] = {}
EVERY = Q()


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that hang on another row through the foreign key ``parent``. ``settle`` has the last word on each once written."""

    name: str
    title: str
    model: type[models.Model]
    parent: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    settle: Callable[[Any, Actor], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A section of rows, told apart by ``key``.

    ``fresh`` gives a new row what no pack says (a circle, the name that lists show); ``settle`` brings what is kept from a
    row up to date once it and its parts are written; ``veto`` refuses a row with a sentence; ``only`` narrows the rows
    of the model that belong to this section.
    """

    name: str
    title: str
    words: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    parts: tuple[Part, ...] = ()
    codes: str = ""
    order: tuple[str, ...] = ()
    only: Q = EVERY
    fresh: Callable[[Row, Actor], dict[str, Any]] | None = None
    settle: Callable[[Any, Actor], None] | None = None
    veto: Callable[[Row], str] | None = None

    # --- from the file ---

    def codes_in(self, node: Node) -> set[str]:
        items = node.items if isinstance(node, Sequence) else []
        codes = [item.items.get("code") for item in items if isinstance(item, Mapping)]
        return {code.text for code in codes if isinstance(code, Scalar)} if self.codes else set()

    def read(self, node: Node, reading: Reading) -> list[Row]:
        rows = read_rows(node, self.fields, self.parts, self.key, reading, self.name)
        for row in rows:
            if self.veto and (refusal := self.veto(row)):
                reading.problems.append(Problem(row.line, row.path, refusal))
        return rows

    # --- from the database ---

    def queryset(self) -> models.QuerySet:
        return self.model._default_manager.filter(self.only).order_by(*(self.order or self.key))

    def rows_by_code(self) -> dict[str, Any]:
        return {row.code: row for row in self.queryset()} if self.codes else {}

    def here(self) -> list[tuple[Any, Row]]:
        """Every row of the database with what it says, in one query and one more for each part."""
        hanging: dict[str, dict[int, list[Row]]] = {}
        for part in self.parts:
            held = hanging.setdefault(part.name, {})
            for each in part.model._default_manager.select_related(*refs(part.fields)).order_by(*ordering(part.key)):
                held.setdefault(getattr(each, f"{part.parent}_id"), []).append(said_by(each, part.fields))
        found = []
        for each in self.queryset().select_related(*refs(self.fields)):
            parts = {part.name: hanging[part.name].get(each.pk, []) for part in self.parts}
            found.append((each, replace(said_by(each, self.fields), parts=parts)))
        return found

    # --- between the two ---

    def difference(self, said: list[Row]) -> list[Difference]:
        found = []
        here = self.here()
        ours = {key_of(row, self.key): row for _, row in here}
        for kind, row, other in compared(said, [row for _, row in here], self.key):
            if kind is not None:
                found.append(differing(self.title, self.fields, self.key, kind, row, other))
            if kind is Kind.ADDED or kind is Kind.ONLY_HERE:
                continue
            for part in self.parts:
                about = f"{called(row, self.key)}, {part.title}"
                parts = ours[key_of(row, self.key)].parts[part.name]
                found += [
                    differing(self.title, part.fields, part.key, inner, each, was, about=about)
                    for inner, each, was in compared(row.parts.get(part.name, []), parts, part.key)
                    if inner is not None
                ]
        return found

    def load(self, said: list[Row], loading: Loading) -> None:
        here = {key_of(row, self.key): (each, row) for each, row in self.here()}
        for row in said:
            there = here.get(key_of(row, self.key))
            with loading.noting(row.line, row.path):
                if there is None:
                    facts = resolved(row, self.fields, loading) | (
                        self.fresh(row, loading.by) if self.fresh else NOTHING
                    )
                    made = writing.create(self.model, by=loading.by, **facts)
                elif changed := changes(row, there[1]):
                    facts = resolved(replace(row, facts=changed), self.fields, loading)
                    made = writing.change(there[0], by=loading.by, **facts)
                else:
                    continue
                loading.wrote(self.name, row)
                if self.settle and not self.parts:
                    self.settle(made, loading.by)

    def load_parts(self, said: list[Row], loading: Loading) -> None:
        if not self.parts:
            return
        here = {key_of(row, self.key): (each, row) for each, row in self.here()}
        for row in said:
            there = here.get(key_of(row, self.key))
            if there is None:
                continue  # it was refused, and its problem is noted
            for part in self.parts:
                self.load_part(part, row, there, loading)
            if self.settle and loading.touched(self.name, row):
                with loading.noting(row.line, row.path):
                    self.settle(there[0], loading.by)

    def load_part(self, part: Part, of: Row, there: tuple[Any, Row], loading: Loading) -> None:
        owner, was = there
        held = was.parts[part.name]
        rows = (
            part.model._default_manager.filter(**{part.parent: owner}).select_related(*refs(part.fields))
            if held
            else ()
        )
        instances = {key_of(said_by(each, part.fields), part.key): each for each in rows}
        compared_rows = list(compared(of.parts.get(part.name, []), held, part.key))
        # changes first: the row that follows may begin only when the one before has ended
        for kind, row, other in sorted(compared_rows, key=lambda each: each[0] is Kind.ADDED):
            with loading.noting(row.line, row.path):
                if kind is Kind.CHANGED and other is not None:
                    facts = resolved(replace(row, facts=changes(row, other)), part.fields, loading)
                    made = writing.change(instances[key_of(row, part.key)], by=loading.by, **facts)
                elif kind is Kind.ADDED:
                    facts = resolved(row, part.fields, loading)
                    made = writing.create(part.model, by=loading.by, **{part.parent: owner}, **facts)
                else:
                    continue
                loading.wrote(self.name, of)
                if part.settle:
                    part.settle(made, loading.by)

    def export(self) -> list[dict[str, Any]]:
        return [written(row, self.fields, self.parts) for _, row in self.here()]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A section that is some of the facts of the one row of a model.

    Where the row is not there yet, a section that does not say all it ``needs`` is refused with the sentence ``first``.
    """

    name: str
    title: str
    words: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    codes: str = ""
    needs: frozenset[str] = frozenset()
    first: str = ""

    def codes_in(self, node: Node) -> set[str]:
        return set()

    def rows_by_code(self) -> dict[str, Any]:
        return {}

    def read(self, node: Node, reading: Reading) -> Row | None:
        return read_row(node, self.fields, (), reading, self.name)

    def here(self) -> tuple[Any, Row] | None:
        row = self.model._default_manager.first()
        return (row, said_by(row, self.fields)) if row is not None else None

    def difference(self, said: Row | None) -> list[Difference]:
        there = self.here()
        if said is None:
            return []
        if there is None:
            return [Difference(self.title, Kind.ADDED, self.title)]
        found = changes(said, there[1])
        return [differing(self.title, self.fields, (), Kind.CHANGED, said, there[1], about=self.title)] if found else []

    def load(self, said: Row | None, loading: Loading) -> None:
        there = self.here()
        if said is None:
            return
        with loading.noting(said.line, said.path):
            if there is None:
                if self.needs and not said.facts.keys() >= self.needs:
                    raise Refused(self.first)
                writing.create(self.model, by=loading.by, **said.facts)
            elif changed := changes(said, there[1]):
                writing.change(there[0], by=loading.by, **changed)
            else:
                return
            loading.wrote(self.name, said)

    def load_parts(self, said: Row | None, loading: Loading) -> None:
        return

    def export(self) -> dict[str, Any]:
        there = self.here()
        return written(there[1], self.fields, ()) if there else {}


# --- rows, as the file and the database both say them ---


def said_by(instance: Any, fields: tuple[Field, ...]) -> Row:
    """What a row of the database says, references by their codes."""
    facts = {}
    for each in fields:
        value = getattr(instance, each.kept_as)
        facts[each.kept_as] = value.code if isinstance(each, Ref) and value is not None else value
    return Row(facts=facts)


def resolved(row: Row, fields: tuple[Field, ...], loading: Loading) -> dict[str, Any]:
    """The facts of ``row`` with the things that its references name."""
    facts = dict(row.facts)
    for each in fields:
        if isinstance(each, Ref) and facts.get(each.kept_as) is not None:
            facts[each.kept_as] = loading.find(each.to, facts[each.kept_as])
    return facts


def refs(fields: tuple[Field, ...]) -> list[str]:
    return [each.kept_as for each in fields if isinstance(each, Ref)]


def ordering(key: tuple[str, ...]) -> tuple[str, ...]:
    return ("from_on", "pk") if "from_on" in key else ("pk",)


def changes(row: Row, other: Row) -> dict[str, Any]:
    """The facts of ``row`` that ``other`` says differently."""
    return {name: value for name, value in row.facts.items() if other.facts[name] != value}


def compared(said: list[Row], here: list[Row], key: tuple[str, ...]) -> Iterator[tuple[Kind | None, Row, Row | None]]:
    """Each row of either side, with how they differ (``None`` where they agree) and its counterpart here."""
    ours = {key_of(row, key): row for row in here}
    for row in said:
        other = ours.pop(key_of(row, key), None)
        if other is None:
            yield Kind.ADDED, row, None
        else:
            yield (Kind.CHANGED if changes(row, other) else None), row, other
    for row in ours.values():
        yield Kind.ONLY_HERE, row, row


def differing(
    section: str,
    fields: tuple[Field, ...],
    key: tuple[str, ...],
    kind: Kind,
    row: Row,
    other: Row | None,
    about: str = "",
) -> Difference:
    labels = {each.kept_as: each.label for each in fields}
    changed = changes(row, other) if kind is Kind.CHANGED and other is not None else {}
    facts = tuple(
        (labels[name], plainly(other.facts[name] if other else None), plainly(value)) for name, value in changed.items()
    )
    what = ": ".join(part for part in (about, called(row, key)) if part)
    return Difference(section, kind, what, facts)


def called(row: Row, key: tuple[str, ...]) -> str:
    """What tells the row apart, as people would say it."""
    return ", ".join(plainly(value) for value in key_of(row, key) if value not in (None, ""))


def written(row: Row, fields: tuple[Field, ...], parts: tuple[Part, ...]) -> dict[str, Any]:
    """The row as YAML writes it: what is absent is left out."""
    out = {each.name: each.write(row.facts[each.kept_as]) for each in fields if row.facts[each.kept_as] != each.absent}
    for part in parts:
        if row.parts.get(part.name):
            out[part.name] = [written(below, part.fields, ()) for below in row.parts[part.name]]
    return out
