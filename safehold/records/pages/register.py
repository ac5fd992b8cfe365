"""The page of a small register: dated rows, those in force first, each of which can be ended or corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from safehold.access import audit
from safehold.access.policy import YES, Answer
from safehold.records.pages.base import Page
from safehold.records.pages.lists import Column, writing_response


@dataclass(frozen=True)
class RowLink:
    """Something that can be done to one row: its words and where it is done."""

    text: str
    href: str


class RegisterPage(Page):
    """A register of dated rows. Subclasses say ``rows``, ``columns``, and where rows are added, ended and corrected.

    Registers are small (a partnership's groups, seats, names), so they are shown whole, up to ``MOST`` rows.
    """

    MOST = 500
    columns: ClassVar[tuple[Column, ...]] = ()
    empty: ClassVar[str] = "There is nothing in this register yet."
    add_text: ClassVar[str] = "Add"
    template_name = "records/register.html"
    file_name: ClassVar[str] = "register"
    recorded = False

    def rows(self) -> QuerySet:
        raise NotImplementedError  # pragma: no cover  each register says its own

    def add_href(self) -> str:
        """Where a row is added; empty where this register grows some other way."""
        return ""

    def may_add(self) -> Answer:
        return YES

    def links(self, row: Any) -> Iterable[RowLink]:
        """What can be done to ``row`` by this actor."""
        return ()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = list(self.rows()[: self.MOST])
        if request.GET.get("format") in ("csv", "xlsx"):
            kind = request.GET["format"]
            audit.record(self.actor, f"{self.file_name}.exported", count=len(rows), format=kind)
            cells = ([column.says(row) for column in self.columns] for row in rows)
            return writing_response([column.heading for column in self.columns], cells, kind=kind, name=self.file_name)
        on = self.actor.on
        return self.show(
            in_force=[row for row in rows if row.holds_on(on)],
            to_come=[row for row in rows if row.from_on > on],
            ended=[row for row in rows if row.to_on and row.to_on < on],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            columns=self.columns,
            empty=self.empty,
            add_href=self.add_href(),
            may_add=self.may_add(),
            add_text=self.add_text,
            **kwargs,
        )
