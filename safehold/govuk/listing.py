"""Lists: how a value stands in a cell, where a heading sorts to, which filters are in use and how each is taken away.

The functions take anything of the right form: a column has ``heading``, ``says(row)``, ``sort`` and ``numeric``; a page
has ``link(**changes)``, which is its own address with changes to its query, and ``sorted_by(column)``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import QueryDict
from markupsafe import Markup, escape

from safehold.govuk.filters import breakable, day_and_time, number
from safehold.govuk.forms.days import PARTS, DateInput, TypedDay
from safehold.govuk.parts import Heading, Link, Pages, Results


class Column(Protocol):
    """One column of a list."""

    @property
    def heading(self) -> str: ...
    @property
    def says(self) -> Callable[[Any], Any]: ...
    @property
    def sort(self) -> str: ...
    @property
    def numeric(self) -> bool: ...


class Page(Protocol):
    """A page that knows its own address."""

    def link(self, **changes: Any) -> str: ...
    def sorted_by(self, column: Any) -> Literal["ascending", "descending", "none"]: ...


def shown(value: Any) -> Any:
    """A value as it stands in a cell: days and numbers in words, yes and no, nothing for ``None``."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_and_time(value)
    if isinstance(value, int | Decimal):
        return number(value)
    return value


def cells(columns: Iterable[Column], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Each row as what its columns say of it."""
    columns = tuple(columns)
    return ([shown(column.says(row)) for column in columns] for row in rows)


def drawn(headings: Sequence[Heading], rows: Iterable[Iterable[Any]], *, stacked: bool, row_headers: bool) -> Markup:
    """The rows of a table's body. Not in a template: there every cell cost as much as ten here, and a list has hundreds.

    Each cell is escaped as a template would; what knows its own HTML says it. The opening of a cell is its column's.
    """
    opening, closing = [], []
    for place, heading in enumerate(headings):
        said = Markup(' data-heading="{}"').format(heading.text) if stacked else ""
        if row_headers and not place:
            opening.append(f'<th scope="row" class="govuk-table__header"{said}>')
            closing.append("</th>")
        else:
            right = " govuk-table__cell--numeric" if heading.numeric else ""
            opening.append(f'<td class="govuk-table__cell{right}"{said}>')
            closing.append("</td>")
    lines = []
    for row in rows:
        lines.append('<tr class="govuk-table__row">')
        for place, cell in enumerate(row):
            lines += (
                opening[place],
                "" if cell is None else escape(breakable(cell) if type(cell) is str else cell),
                closing[place],
            )
        lines.append("</tr>\n")
    return Markup("".join(lines))  # noqa: S704  each part is our own or escaped


def headings(columns: Iterable[Column], page: Page | None = None) -> list[Heading]:
    """The headings of columns; on a ``page``, those that sort lead to the order they are not in."""
    return [_heading(column, page) for column in columns]


def _heading(column: Column, page: Page | None) -> Heading:
    if page is None or not column.sort:
        return Heading(column.heading, numeric=column.numeric)
    order = page.sorted_by(column)
    onward = f"-{column.sort}" if order == "ascending" else column.sort
    return Heading(column.heading, column.numeric, page.link(sort=onward, page=None), "" if order == "none" else order)


def pages(page: Page, number: int, last: int | None, has_next: bool) -> Pages:
    """Where one is in the list of ``page``."""
    return Pages(number, last, lambda n: page.link(page=n if n > 1 else None), more=has_next)


def results(count: int, more: bool, number: int, last: int | None, shown: int, noun: str, nouns: str = "") -> Results:
    """How many there are and which of them are shown: ``shown`` rows on page ``number`` of ``last``."""
    if number > 1 and number == last:
        first = count - shown + 1
    else:
        first = (number - 1) * shown + 1
    return Results(count, noun, nouns, first=first, last=first + shown - 1, capped=more)


def chips(filters: BaseForm | None) -> list[Link]:
    """The filters in use, each a link to the same list without it. Answers that were not understood are not in use."""
    if filters is None or not filters.is_bound:
        return []
    return [chip for bound in filters.visible_fields() if not bound.errors for chip in _chips(bound)]


def _chips(bound: BoundField) -> Iterator[Link]:
    value = bound.data
    if isinstance(bound.field.widget, DateInput):
        if any(value or ()):
            names = [f"{bound.html_name}-{part}" for part in PARTS]
            yield Link(f"{bound.label}: {_said(bound, value)}", _without(bound, *names))
    elif isinstance(value, list):
        for each in value:
            others = [one for one in value if one != each]
            yield Link(f"{bound.label}: {_said(bound, each)}", _without(bound, bound.html_name, keep=others))
    elif value not in (None, "", False):
        yield Link(f"{bound.label}: {_said(bound, value)}", _without(bound, bound.html_name))


def _said(bound: BoundField, value: Any) -> str:
    """An answer in the words in which it was offered."""
    if isinstance(value, TypedDay):
        return str(shown(bound.field.to_python(value)))
    if value is True:
        return "yes"
    for offered, words in getattr(bound.field, "choices", ()):
        pairs = words if isinstance(words, list | tuple) else [(offered, words)]
        for each, text in pairs:
            if str(each) == str(value):
                return str(text)
    return str(value)


def _without(bound: BoundField, *names: str, keep: Iterable[str] = ()) -> str:
    query = bound.form.data.copy() if isinstance(bound.form.data, QueryDict) else QueryDict(mutable=True)
    for name in (*names, "page"):
        query.pop(name, None)
    if keep:
        query.setlist(names[0], list(keep))
    return f"?{query.urlencode()}"
