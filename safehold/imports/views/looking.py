"""What arrived, one submission, its figures against those that count now, and its problems."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.access.policy import Answer
from safehold.access.today import told
from safehold.asks import policy, queries
from safehold.asks.lifecycle import LIFECYCLE, Status
from safehold.govuk.filters import day, number, plural
from safehold.govuk.parts import Heading, Identity, Link, Tile
from safehold.imports import forms, presenters
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.naming import span
from safehold.imports.queries import CHANGED, COUNTS, NEW, OVERTAKEN, SAME, figures_of, standings
from safehold.measures.catalogue import definition
from safehold.measures.paging import page_asked
from safehold.measures.presenters import href
from safehold.records.pages import Column, ListPage, RecordPage
from safehold.records.pages.base import Found, Page
from safehold.records.pages.lists import FORMATS, file_of

PROBLEMS_A_PAGE = 50
SECTION = "submissions"


def address(name: str, submission: Any) -> str:
    return reverse(f"imports:{name}", args=[submission.entry.uid])


class Submissions(ListPage):
    """Everything that arrived and that the actor may see."""

    title = "What partners have sent"
    section = SECTION
    template_name = "imports/submissions.html"
    visible_to = staticmethod(queries.visible_to)
    may_open = staticmethod(policy.see_what_came)
    filter_form = forms.Filters
    ordering = ("-made_at", "-pk")
    file_name = "submissions"
    noun = "submission"
    empty = "Nothing has been sent yet."
    columns = (
        Column("Submission", lambda row: row.title, "title", link=lambda row: row.get_absolute_url()),
        Column("Agency", lambda row: row.agency.current_name, "agency__current_name"),
        Column("Covers", lambda row: span(row.covers_from_on, row.covers_to_on), "covers_from_on"),
        Column("Sent", lambda row: told(row.made_at).date(), "made_at"),
        Column("Rows", lambda row: row.row_count, "row_count", numeric=True),
        Column("Status", presenters.status_tag, "status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [Link("Send figures", reverse("imports:send"))] if policy.send(self.actor) else []
        return super().get_context_data(actions=actions, **kwargs)


class Submission(RecordPage):
    """One submission: what it is, how it was read, what accepting it would change, and what became of it."""

    section = SECTION
    template_name = "imports/submission.html"
    visible_to = staticmethod(queries.visible_to)
    with_documents = False
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission = self.object
        acts = list(self.acts())
        replaced_by = submission.replaced_by.select_related("entry").first()
        return super().get_context_data(
            identity=identity(submission),
            tabs=tabs(submission, "submission"),
            crumbs=crumbs(),
            answers=presenters.about(submission),
            tiles=tiles(submission) if submission.status != Status.RECEIVED else [],
            events=presenters.events(submission),
            actions=[link for link, answer in acts if answer],
            refusals=[answer.reason for _, answer in acts if not answer],
            replaced_by=replaced_by,
            replaced_by_withdrawn=replaced_by is not None and replaced_by.status == Status.WITHDRAWN,
            reading=submission.status == Status.RECEIVED,
            faulty=submission.status == Status.FAULTY,
            counts=address("counts", submission) if DATA_SETS[submission.data_set].counted else "",
            **kwargs,
        )

    def acts(self) -> Any:
        """What can be done in the state that it is in, each with whether this actor may."""
        if self.object.status == Status.FAULTY:
            yield mending(self.object), policy.send_for(self.actor, self.object.agency_id)
        offered = (
            ("accept", "Accept", "accept", policy.accept),
            ("find_ready", "Read the file again", "read-again", policy.read),
            ("withdraw", "Withdraw", "withdraw", policy.withdraw),
            ("discard", "Discard", "discard", policy.discard),
        )
        for move, words, name, may in offered:
            if LIFECYCLE.may(self.object, move):
                answer: Answer = may(self.actor, self.object)
                yield Link(words, address(name, self.object)), answer


class Figures(Found, ListPage):
    """The figures that a submission holds, each beside the one that counts now."""

    section = SECTION
    template_name = "imports/figures.html"
    visible_to = staticmethod(queries.visible_to)
    filter_form = forms.FigureFilters
    ordering = ("row",)
    file_name = "figures"
    noun = "figure"
    empty = "This submission holds no figures."
    columns = (
        Column(
            "Measure",
            lambda row: words_of(row.code),
            "code",
            link=lambda row: href(row.code, row.period, row.geography),
        ),
        Column("Period", lambda row: span(row.first_on, row.last_on), "first_on", in_file=lambda row: row.period),
        Column("Place", lambda row: row.geography, "geography"),
        Column("Value", lambda row: presenters.said(row.state, row.value, row.places), "value", numeric=True),
        Column("Counts now", presenters.now_said, "now_value", numeric=True),
        Column("Standing", lambda row: presenters.STANDING_TAGS[row.standing], "standing"),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.object = self.find(request, kwargs["uid"])
        if DATA_SETS[self.object.data_set].counted:
            raise Http404("This submission holds rows, not figures")
        return super().get(request, **kwargs)

    def rows(self) -> QuerySet:
        return figures_of(self.object)

    def record_shown(self) -> None:
        audit.record(self.actor, "asks.figures_listed", self.object, count=len(self.shown))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            object=self.object,
            identity=identity(self.object),
            tabs=tabs(self.object, "figures"),
            crumbs=crumbs(),
            intro=STANDS[Status(self.object.status)],
            **kwargs,
        )

    def get_title(self) -> str:
        return f"{self.object.title}: figures"


class Problems(Found, Page):
    """What has to be put right in a file, by row and column; also as a file to work through."""

    section = SECTION
    template_name = "imports/problems.html"
    visible_to = staticmethod(queries.visible_to)
    columns = (
        Column("Row", lambda problem: problem["row"]),
        Column("Column", lambda problem: problem["column"] or "The whole row"),
        Column("What to put right", lambda problem: problem["message"]),
        Column("What was sent", lambda problem: problem["value"]),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.object = self.find(request, kwargs["uid"])
        problems = self.object.problems
        kind = request.GET.get("format")
        audit.record(self.actor, "asks.problems_shown", self.object, count=len(problems), format=kind or "page")
        if kind in FORMATS:
            return file_of(self.columns, iter(problems), kind=kind, name=f"problems-{self.object.sha256[:8]}")
        return self.page(problems)

    def page(self, problems: list[dict[str, Any]]) -> HttpResponse:
        place, pages = page_asked(self.request, len(problems), PROBLEMS_A_PAGE)
        start = (place - 1) * PROBLEMS_A_PAGE
        return self.show(
            object=self.object,
            identity=identity(self.object),
            tabs=tabs(self.object, "problems"),
            crumbs=crumbs(),
            headings=[Heading(column.heading, column.numeric) for column in self.columns],
            rows=[[column.says(problem) for column in self.columns] for problem in problems[start:][:PROBLEMS_A_PAGE]],
            kinds=[kind for kind in self.object.problem_kinds if kind[2] > 1],
            number=place,
            pages=pages,
            told=f"{plural(self.object.problem_count, 'problem')} to put right",
            listed=len(problems),
            more=self.object.problem_count > len(problems),
            actions=[mending(self.object)] if policy.send_for(self.actor, self.object.agency_id) else [],
        )

    def link(self, **changes: Any) -> str:
        return f"?page={changes['page']}" if changes.get("page") else "?"

    def get_title(self) -> str:
        return f"{self.object.title}: problems"


STANDS = {
    Status.RECEIVED: "The file is still being read. None of these figures counts.",
    Status.READY: "None of these figures counts until the submission is accepted.",
    Status.FAULTY: "These are the rows without a problem. None of them counts.",
    Status.ACCEPTED: "A figure counts unless a later accepted submission gives it anew.",
    Status.REPLACED: "None of these figures counts: another submission stands in their place.",
    Status.WITHDRAWN: "None of these figures counts: the submission was withdrawn.",
    Status.DISCARDED: "The rows of a discarded submission are gone.",
}


def identity(submission: Any) -> Identity:
    """What a submission is, above every page about it."""
    return Identity(
        kind="Submission",
        title=submission.title,
        status=presenters.status_tag(submission),
        facts=[
            ("From", submission.agency),
            ("Sent by", submission.made_by),
            ("Sent on", day(told(submission.made_at))),
        ],
    )


def mending(submission: Any) -> Link:
    """Where a file is sent that puts the problems of this one right."""
    where = reverse("imports:send-file", args=[submission.data_set])
    return Link("Send a mended file", f"{where}?mends={submission.uid}")


def crumbs() -> list[Link]:
    return [Link("What partners have sent", reverse("imports:list"))]


def tabs(submission: Any, current: str) -> list[Link]:
    """The pages about one submission, those that it has."""
    found = [("submission", "Summary")]
    if submission.status not in (Status.RECEIVED, Status.DISCARDED):
        found.append(("counts", "Figures") if DATA_SETS[submission.data_set].counted else ("figures", "Figures"))
        if submission.problem_count:
            found.append(("problems", f"Problems ({number(submission.problem_count)})"))
    return [Link(words, address(name, submission), current=name == current) for name, words in found]


def tiles(submission: Any) -> list[Tile]:
    """How its figures stand against those that count now, as numbers that lead to them."""
    if DATA_SETS[submission.data_set].counted:
        return []
    words = {NEW: "New", CHANGED: "Changed", SAME: "Same as now", COUNTS: "Count", OVERTAKEN: "Overtaken"}
    counts = standings(submission)
    shown = (COUNTS, OVERTAKEN) if submission.status == Status.ACCEPTED else (NEW, CHANGED, SAME)
    if submission.status not in (Status.READY, Status.ACCEPTED):
        return []
    where = address("figures", submission)
    return [
        Tile(number(counts.get(each, 0)), words[each], href=f"{where}?standing={each}" if counts.get(each) else "")
        for each in shown
    ]


def words_of(code: str) -> str:
    found = definition(code)
    return found.title if found else code
