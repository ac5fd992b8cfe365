"""The page of many records: filtered, sorted, paged, and exported as CSV or XLSX."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from safehold.access import audit
from safehold.intake import writing
from safehold.records.pages.base import Page, Visible

PAGE = 25
CAP = 1000  # beyond this a count costs more than the page, and says “1,000+”


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a row says in it, and the field it sorts by (none where it does not)."""

    heading: str
    says: Callable[[Any], Any]
    sort: str = ""
    numeric: bool = False


class ListPage(Page):
    """Rows that the actor may see. Subclasses say ``visible_to``, ``columns`` and, where wanted, a filter form.

    A filter form is an ordinary form read from the address; its ``narrow(rows)`` returns the rows that match.
    """

    visible_to: ClassVar[Visible]
    columns: ClassVar[tuple[Column, ...]] = ()
    filter_form: ClassVar[type[Form] | None] = None
    ordering: ClassVar[tuple[str, ...]] = ("-pk",)
    empty: ClassVar[str] = "There is nothing here yet."
    template_name = "records/list.html"
    file_name: ClassVar[str] = "list"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.filters = self.filter_form(request.GET or None) if self.filter_form else None
        rows = self.narrowed(self.rows())
        if request.GET.get("format") in writing.FORMATS:
            return self.export(rows, request.GET["format"])
        number = self.page_number()
        self.count, self.more = capped_count(rows)
        start = (number - 1) * PAGE
        shown = list(self.ordered(rows)[start : start + PAGE + 1])
        self.number, self.has_next, self.shown = number, len(shown) > PAGE, shown[:PAGE]
        if self.recorded:
            self.record_shown()
        return self.show()

    def rows(self) -> QuerySet:
        return type(self).visible_to(self.actor)

    def narrowed(self, rows: QuerySet) -> QuerySet:
        if self.filters is not None and self.filters.is_bound and self.filters.is_valid():
            return self.filters.narrow(rows)  # type: ignore[attr-defined]
        return rows

    def ordered(self, rows: QuerySet) -> QuerySet:
        wanted = self.request.GET.get("sort", "")
        known = {column.sort for column in self.columns if column.sort}
        if wanted.removeprefix("-") in known:
            return rows.order_by(wanted, "-pk")
        return rows.order_by(*self.ordering)

    def page_number(self) -> int:
        asked = self.request.GET.get("page", "1")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1

    def record_shown(self) -> None:
        uids = [str(row.uid) for row in self.shown if hasattr(row, "uid")]
        words = self.request.GET.get("q", "")
        facts = {"searched": audit.words_digest(words)} if words else {}
        audit.record(self.actor, f"{self.file_name}.listed", count=len(self.shown), uids=uids, **facts)

    # --- exports ---

    def export(self, rows: QuerySet, kind: str) -> HttpResponse | StreamingHttpResponse:
        rows = self.ordered(rows)
        audit.record(self.actor, f"{self.file_name}.exported", count=rows.count(), format=kind)
        headings = [column.heading for column in self.columns]
        return writing_response(headings, self.cells(rows.iterator(chunk_size=500)), kind=kind, name=self.file_name)

    def cells(self, rows: Iterable[Any]) -> Iterable[list[Any]]:
        return ([column.says(row) for column in self.columns] for row in rows)

    # --- what the template asks for ---

    def link(self, **changes: Any) -> str:
        """This address with ``changes`` to its query; none takes a part away."""
        query = {name: self.request.GET.getlist(name) for name in self.request.GET}
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
            columns=self.columns,
            rows=self.shown,
            filters=self.filters,
            count=self.count,
            more=self.more,
            number=self.number,
            has_next=self.has_next,
            pages=-(-self.count // PAGE) if not self.more else None,
            empty=self.empty,
            **kwargs,
        )


def capped_count(rows: QuerySet) -> tuple[int, bool]:
    """How many rows there are, up to ``CAP``, and whether there are more than that."""
    count = rows.order_by()[: CAP + 1].count()
    return min(count, CAP), count > CAP


def writing_response(headings: list[str], cells: Iterable[Iterable[Any]], *, kind: str, name: str) -> HttpResponse:
    """A file to download, its formulas defused."""
    body, content_type = writing.as_file(kind, headings, islice(cells, writing.MOST_ROWS))
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
