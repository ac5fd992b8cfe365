"""How the partnership’s rows are shown: in tables with what can be done to each, in the words of the day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Answer
from safehold.clocks import Basis, Rule
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Heading, Link, Tag
from safehold.partnership import policy
from safehold.partnership.models import Capacity, Group, Seat, SeatKind
from safehold.partnership.queries import Gap, vacant_since
from safehold.partnership.quorum import QuorumRule
from safehold.partnership.words import capital


@dataclass(frozen=True)
class Held:
    """A small table of dated rows on a page about something else: what stands there, and where a row is added."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Any]]
    empty: str
    add: Link | None = None


def group_href(group: Group) -> str:
    return group.get_absolute_url()


def agency_href(agency: Agency) -> str:
    return reverse("partnership:agency", args=[agency.code])


def kind_of(row: Any) -> str:
    """What kind of group or agency it is, in the words of the day (``kind_word``, as ``naming.kind_called`` gives it)."""
    return getattr(row, "kind_other", "") or capital(row.kind_word) or str(row.get_kind_display())


def to(name: str, text: str, *args: Any) -> Link:
    return Link(text, reverse(f"partnership:{name}", args=args))


def to_correct(thing: Model) -> Link:
    """Where the days of a group or an agency are put right."""
    return Link("Correct its days", reverse("partnership:correct", args=[thing._meta.model_name, thing.pk]))


def acts(actor: Actor, row: Model, *, ends: bool = True) -> list[Link]:
    """What ``actor`` can do to a row: end it, or correct it (where it can be taken out too). Nothing where they may not."""
    if not policy.keep(actor, row):
        return []
    kind, about = row._meta.model_name, str(row)
    links = [Link("Correct", reverse("partnership:correct", args=[kind, row.pk]), about=about)]
    if ends and hasattr(row, "to_on") and row.to_on is None:
        links.insert(0, Link("End", reverse("partnership:end", args=[kind, row.pk]), about=about))
    return links


def joined(links: Iterable[Any]) -> SafeString:
    """Links one after another in a cell."""
    return format_html("<div>{}</div>", format_html_join(SafeString("&ensp;"), "{}", ((link,) for link in links)))


def lines(parts: Iterable[Any]) -> SafeString:
    """One thing under another in a cell."""
    return format_html("<div>{}</div>", format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts)))


def held(
    title: str,
    columns: Sequence[tuple[str, Callable[[Any], Any]]],
    rows: Iterable[Any],
    *,
    actor: Actor,
    empty: str,
    add: Link | None = None,
    may_add: Answer | bool = True,
) -> Held:
    """Rows as a table; the last column is what this actor can do to each, and is there only where there is something."""
    found = list(rows)
    cells = [[says(row) for _, says in columns] for row in found]
    doable = [acts(actor, row) for row in found]
    headings = [Heading(heading) for heading, _ in columns]
    if any(doable):
        headings.append(Heading("What can be done"))
        cells = [[*row, joined(links)] for row, links in zip(cells, doable, strict=True)]
    return Held(title, headings, cells, empty, add if may_add else None)


def spell(row: Any) -> str:
    """From when to when a row holds."""
    return f"{day(row.from_on)} to {day(row.to_on)}" if row.to_on else f"since {day(row.from_on)}"


def there(group: Group) -> str:
    """From when to when a group was there, as far as is known."""
    begun = f"Founded {day(group.founded_on)}" if group.founded_on else "There since before these records begin"
    return f"{begun}; closed {day(group.closed_on)}" if group.closed_on else begun


def quorum_words(rule: QuorumRule | None) -> Any:
    """A quorum as a sentence, with a warning where no meeting could ever be quorate."""
    if rule is None:
        return "None has been set"
    return lines([rule.words, Tag("Cannot be met", "red"), f"{rule.impossible}."]) if rule.impossible else rule.words


def seat_words(seat: Seat) -> str:
    """What kind of seat it is, with what is special about it."""
    words = [seat.get_kind_display()]
    words += ["by law"] if seat.statutory else []
    words += ["needed for the quorum"] if seat.needed_for_quorum else []
    return ", ".join(words)


def vacant(seat: Seat) -> SafeString:
    """That nobody fills a seat of ``seats_on``, and since when."""
    since = f"since {day(vacant_since(seat))}"
    return format_html(
        '<span class="app-stack">{}<span class="app-stack__rest">{}</span></span>', Tag("Vacant", "yellow"), since
    )


def holders_of(seat: Seat, actor: Actor) -> Any:
    """Who fills the seat that day, or since when it is vacant. Names only for those who may see them."""
    main = [holder for holder in seat.held if holder.capacity == Capacity.MAIN]  # type: ignore[attr-defined]
    deputies = [holder for holder in seat.held if holder.capacity == Capacity.DEPUTY]  # type: ignore[attr-defined]
    nobody = "Nobody" if seat.kind == SeatKind.OBSERVER else vacant(seat)
    if not policy.see_names(actor, seat.agency_id):
        return "Filled" if main else nobody
    standing_in = [f"{holder.user.name} (deputy)" for holder in deputies]
    if main:
        return lines([*(holder.user.name for holder in main), *standing_in])
    return format_html("<div>{}{}</div>", nobody, lines(standing_in)) if standing_in else nobody


def seat_cell(seat: Any) -> SafeString:
    """The agency that holds a seat and, where it says one, the office."""
    link = Link(seat.agency_name, agency_href(seat.agency))
    return lines([link, seat.office] if seat.office else [link])


def seat_acts(actor: Actor, seat: Seat) -> SafeString:
    """What can be done about a seat and the people in it."""
    links = acts(actor, seat)
    if policy.fill(actor, seat):
        name, text = ("holders", "People") if seat.held else ("fill", "Fill")  # type: ignore[attr-defined]
        links.insert(0, Link(text, reverse(f"partnership:{name}", args=[seat.pk]), about=str(seat)))
    return joined(links) if links else SafeString("")


def empty_seats(gaps: Sequence[Gap]) -> str:
    """What of one group stands empty: “The chair and 3 seats”."""
    seats = sum(gap.agency is not None for gap in gaps)
    return empty(chair=seats < len(gaps), seats=seats)


def empty(*, chair: bool, seats: int) -> str:
    """The chair and so many seats, in words; nothing where neither stands empty."""
    return " and ".join([*(["The chair"] if chair else []), *([plural(seats, "seat")] if seats else [])])


def vacancies(group: Any) -> str:
    """What stands empty in a group of ``groups_counted``, in words."""
    if group.outside:
        return "Not recorded"
    return empty(chair=unchaired(group), seats=group.vacant_count) or "None"


def unchaired(group: Any) -> bool:
    """Whether a group that is there, and whose chair is this partnership’s to know, has none."""
    return group.chair_name is None and group.closed_on is None and not group.outside


def chair_of(group: Any, actor: Actor) -> Any:
    """Who chairs a group of ``groups_counted``: by name for those who may see it."""
    if group.chair_name is None:
        return Tag("Vacant", "yellow") if unchaired(group) else "Not recorded" if group.outside else ""
    return group.chair_name if policy.see_names(actor, group.chair_agency) else "Chaired"


def own_place(group: Any) -> str:
    """What the actor is in a group of ``groups_counted``: “Chair and member”."""
    seat = dict(SeatKind.choices) | {Capacity.DEPUTY.value: Capacity.DEPUTY.label}
    places = [*(["Chair"] if group.is_chair else []), *([str(seat[group.own_seat])] if group.own_seat else [])]
    return capital(" and ".join(places).lower())


def empty_for(days: int | None) -> str:
    return "Not known" if days is None else plural(days, "day")


WHOSE = {Basis.STATUTE: "Statute", Basis.GUIDANCE: "Guidance", Basis.LOCAL: "This partnership"}


def who_says(rule: Rule) -> str:
    """On whose word a time limit stands, where it is written, and what is to be known of it."""
    return f"{WHOSE[rule.basis]}: {rule.source}." + (f" {rule.note}" if rule.note else "")
