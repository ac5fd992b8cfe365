"""The page of many records: filtered, sorted, paged, and exported as CSV or XLSX."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO, ClassVar, cast
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.forms import Form
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer
from safehold.govuk.listing import shown
from safehold.govuk.parts import Link
from safehold.intake.writing import Table, write_csv, write_xlsx
from safehold.records.pages.base import Page
from safehold.records.pages.counting import PAGE, part_of

MOST_EXPORTED = 100_000
IN_ERROR = "in-error"  # the query's word: list what was recorded in error instead
FORMATS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 1024 * 1024


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a row says in it, and the field it sorts by (none where it does not).

    ``link`` leads from the cell to a page, such as the record's own. ``leaves`` is false for what is shown and never
    exported; ``in_file`` is what an exported file holds where a machine reads it another way than people do.
    """

    heading: str
    says: Callable[[Any], Any]
    sort: str = ""
    numeric: bool = False
    link: Callable[[Any], str] | None = None
    leaves: bool = True
    in_file: Callable[[Any], Any] | None = None


class ListPage(Page):
    """Rows that the actor may see. Subclasses say ``visible_to``, ``columns`` and, where wanted, a filter form.

    A filter form is an ordinary form read from the address; its ``narrow(rows)`` returns the rows that match, and its
    field ``q``, if it has one, is a search by words. Records made in error are left out; with ``lists_in_error`` they
    have a list of their own, one link away.
    """

    visible_to: ClassVar[Any]
    columns: ClassVar[tuple[Column, ...]] = ()
    # the fields that the columns read, of a list that has no use for the rest of its records; the uid comes with them
    reads: ClassVar[tuple[str, ...]] = ()
    filter_form: ClassVar[type[Form] | None] = None
    ordering: ClassVar[tuple[str, ...]] = ("-pk",)
    empty: ClassVar[str] = "There is nothing here yet."
    noun: ClassVar[str] = "record"
    nouns: ClassVar[str] = ""
    template_name = "records/list.html"
    file_name: ClassVar[str] = "list"
    lists_in_error: ClassVar[bool] = False

    @staticmethod
    def may_export(actor: Actor) -> Answer:
        return YES

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.refusal = ""
        self.in_error = self.lists_in_error and request.GET.get(IN_ERROR) == "yes"
        self.filters = self.filter_form(request.GET or None) if self.filter_form else None
        rows = self.narrowed(self.rows())
        if request.GET.get("format") in FORMATS:
            exported = self.export(rows, request.GET["format"])
            if exported is not None:
                return exported
        self.number = self.page_number()
        part = part_of(self.ordered(rows), self.number, indexed=not self.request.GET.get("sort"))
        if not part.rows and self.number > 1:
            return HttpResponseRedirect(self.link(page=None))
        self.count, self.more, self.has_next, self.shown = part.count, part.more, part.has_next, part.rows
        if self.recorded:
            self.record_shown()
        return self.show(status=422 if self.refusal or self.unclear() else 200)

    def rows(self) -> QuerySet:
        rows = type(self).visible_to(self.actor)
        if self.reads:
            wanted = (*self.reads, "entry__uid")
            beside = {name.rpartition("__")[0] for name in wanted if "__" in name}
            rows = rows.select_related(None).select_related(*beside).only(*wanted)
        if self.in_error:
            return rows.in_error()
        return rows.standing() if hasattr(rows, "standing") else rows

    def unclear(self) -> bool:
        """Whether a filter was not understood. Then nothing is listed, rather than more than was asked for."""
        return self.filters is not None and self.filters.is_bound and not self.filters.is_valid()

    def narrowed(self, rows: QuerySet) -> QuerySet:
        if self.filters is None or not self.filters.is_bound:
            return rows
        if not self.filters.is_valid():
            return rows.none()
        return self.filters.narrow(rows)  # type: ignore[attr-defined]

    def ordered(self, rows: QuerySet) -> QuerySet:
        wanted = self.request.GET.get("sort", "")
        known = {column.sort for column in self.columns if column.sort}
        if wanted.removeprefix("-") in known:
            # what has no value stands last either way, on both databases
            field = F(wanted.removeprefix("-"))
            return rows.order_by(field.desc(nulls_last=True) if wanted[0] == "-" else field.asc(nulls_last=True), "-pk")
        return rows.order_by(*self.ordering)

    def page_number(self) -> int:
        asked = self.request.GET.get("page", "1")
        return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1

    def record_shown(self) -> None:
        words = self.request.GET.get("q", "")
        facts = {"searched": audit.words_digest(words)} if words else {}
        audit.record(
            self.actor,
            f"{self.file_name}.{'searched' if words else 'listed'}",
            count=len(self.shown),
            uids=[uid_of(row) for row in self.shown],
            **facts,
        )

    # --- exports ---

    def export(self, rows: QuerySet, kind: str) -> HttpResponseBase | None:
        """The file, its line in the trail already written; nothing, and a sentence on the page, where it may not be."""
        answer = self.may_export(self.actor)
        many = rows.order_by()[: MOST_EXPORTED + 1].count() if answer else 0
        if many > MOST_EXPORTED:
            self.refusal = f"At most {MOST_EXPORTED:,} rows can be downloaded at once. Use the filters to ask for fewer"
        elif not answer:
            self.refusal = answer.reason
        if self.refusal:
            audit.refused(self.actor, f"{self.file_name}.exported", why=self.refusal)
            return None
        by_uid = "entry__uid" if hasattr(rows.model, "entry") else "pk"
        uids = rows.order_by().prefetch_related(None).values_list(by_uid, flat=True).iterator()
        words = self.request.GET.get("q", "")
        facts = {"searched": audit.words_digest(words)} if words else {}
        audit.record(
            self.actor,
            f"{self.file_name}.exported",
            count=many,
            format=kind,
            uids_hash=audit.uids_digest(str(uid) for uid in uids),
            **facts,
        )
        return file_of(self.columns, self.ordered(rows).iterator(chunk_size=500), kind=kind, name=self.file_name)

    # --- what the template asks for ---

    def link(self, **changes: Any) -> str:
        """This address with ``changes`` to its query; none takes a part away."""
        query = {name: self.request.GET.getlist(name) for name in self.request.GET if name != "format"}
        query |= {name: [value] if value is not None else [] for name, value in changes.items()}
        return "?" + urlencode(query, doseq=True)

    def sorted_by(self, column: Column) -> str:
        """‘ascending’, ‘descending’ or ‘none’, for ``aria-sort``."""
        sort = self.request.GET.get("sort", "")
        if sort == column.sort:
            return "ascending"
        return "descending" if sort == f"-{column.sort}" else "none"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            columns=linked(self.columns),
            rows=self.shown,
            filters=self.filters,
            count=self.count,
            more=self.more,
            number=self.number,
            has_next=self.has_next,
            pages=-(-self.count // PAGE) if not self.more else None,
            empty=self.empty,
            noun=self.noun,
            nouns=self.nouns,
            refusal=self.refusal,
            in_error=self.in_error,
            exports=bool(self.may_export(self.actor)),
            **kwargs,
        )


def uid_of(row: Any) -> str:
    """What the trail calls a row: its uid, or its number where it has none of its own."""
    return str(getattr(row, "uid", row.pk))


def linked(columns: Iterable[Column]) -> list[Column]:
    """The columns as a page shows them: a cell with somewhere to go is a link."""

    def linking(column: Column) -> Column:
        says, link = column.says, column.link
        if link is None:
            return column
        return replace(column, says=lambda row: Link(str(shown(says(row))), link(row)))

    return [linking(column) for column in columns]


def file_of(columns: Iterable[Column], rows: Iterator[Any], *, kind: str, name: str) -> HttpResponseBase:
    """A CSV or XLSX file of ``rows`` to download, its formulas defused. A CSV is sent while it is read."""
    leaving = [column for column in columns if column.leaves]
    headings = [column.heading for column in leaving]
    cells = ([plain((column.in_file or column.says)(row)) for column in leaving] for row in rows)
    response: HttpResponseBase
    if kind == "csv":
        response = StreamingHttpResponse(write_csv(cells, headings), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    else:
        # handed to the response, which closes it
        into = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  the response closes it
        write_xlsx([Table(name, headings, cells)], into, made_at=timezone.localtime())
        into.seek(0)
        response = FileResponse(into, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    response["Cache-Control"] = "no-store"
    return response


def plain(value: Any) -> Any:
    """A cell's value for a file: numbers, days and yes or no as they are, tags, links and the like as their words."""
    return value if value is None or isinstance(value, bool | int | float | Decimal | date) else str(value)
