"""A resolver over plain dictionaries: what a test or a small program needs to fill a document in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from safehold.publications.document.blocks import ChartBlock, Diagram, Glossary, ListBlock, ResolvedFigure, Table
from safehold.publications.document.resolve import Unknown


@dataclass(frozen=True)
class Shelf:
    """Figures by code, period and geography, and everything else by name."""

    period: str
    geography: str
    figures: Mapping[tuple[str, str, str], ResolvedFigure] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Callable[[], ChartBlock]] = field(default_factory=dict)
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    lists: Mapping[str, ListBlock] = field(default_factory=dict)
    terms: Glossary = field(default_factory=lambda: Glossary(()))

    def figure(self, code: str, *, period: str | None, geography: str | None) -> ResolvedFigure:
        key = (code, period or self.period, geography or self.geography)
        if key not in self.figures:
            raise Unknown(f"There is no figure {code} for {key[1]}, {key[2]}.")
        return self.figures[key]

    def table(self, name: str) -> Table:
        return _found(self.tables, name)

    def chart(self, name: str) -> ChartBlock:
        return _found(self.charts, name)()

    def diagram(self, name: str) -> Diagram:
        return _found(self.diagrams, name)

    def listing(self, name: str) -> ListBlock:
        return _found(self.lists, name)

    def glossary(self) -> Glossary:
        return self.terms

    def names(self, kind: str) -> set[str]:
        if kind == "figure":
            return {code for code, _, _ in self.figures}
        return set({"table": self.tables, "chart": self.charts, "diagram": self.diagrams, "list": self.lists}[kind])


def _found(shelf, name):
    if name not in shelf:
        raise Unknown
    return shelf[name]
