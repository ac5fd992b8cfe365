"""The page of a small register: dated rows, those in force first, each of which can be ended or corrected."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

from safehold.access import audit
from safehold.access.policy import YES, Answer
from safehold.govuk.parts import Link
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS, Column, file_of, linked, uid_of

RowLink = Link  # something that can be done to one row: its words and where it is done


class RegisterPage(Page):
    """A register of dated rows. Subclasses say ``rows``, ``columns``, and where rows are added, ended and corrected.

    Registers are small (a partnership's groups, seats, names), so they are shown whole, up to ``MOST`` rows; beyond
    that the page says so, and a ``ListPage`` is the shape to use. One that is about a person's record sets ``recorded``.
    """

    MOST = 500
    columns: ClassVar[tuple[Column, ...]] = ()
    empty: ClassVar[str] = "There is nothing in this register yet."
    add_text: ClassVar[str] = "Add"
    template_name = "records/register.html"
    file_name: ClassVar[str] = "register"
    recorded = False
    cut = False  # whether there are more rows than the page shows

    def rows(self) -> QuerySet:
        raise NotImplementedError  # pragma: no cover  each register says its own

    def subject(self) -> Any:
        """What the register is about, for the trail; nothing where it is about no record."""
        return None

    def add_href(self) -> str:
        """Where a row is added; empty where this register grows some other way."""
        return ""

    def may_add(self) -> Answer:
        return YES

    def links(self, row: Any) -> Iterable[Link]:
        """What can be done to ``row`` by this actor."""
        return ()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = list(self.rows()[: self.MOST + 1])
        rows, self.cut = found[: self.MOST], len(found) > self.MOST
        uids = [uid_of(row) for row in rows]
        if request.GET.get("format") in FORMATS:
            kind = request.GET["format"]
            audit.record(
                self.actor,
                f"{self.file_name}.exported",
                self.subject(),
                count=len(rows),
                format=kind,
                uids_hash=audit.uids_digest(uids),
            )
            return file_of(self.columns, iter(rows), kind=kind, name=self.file_name)
        if self.recorded:
            audit.record(self.actor, f"{self.file_name}.listed", self.subject(), count=len(rows))
        on = self.actor.on
        return self.show(
            in_force=[row for row in rows if row.holds_on(on)],
            to_come=[row for row in rows if row.from_on > on],
            ended=[row for row in rows if row.to_on and row.to_on < on],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            columns=linked(self.columns),
            empty=self.empty,
            add_href=self.add_href(),
            may_add=self.may_add(),
            add_text=self.add_text,
            cut_at=self.MOST if self.cut else 0,
            **kwargs,
        )
