"""What the gallery shows. Every person, agency and case here is invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from safehold.govuk import forms
from safehold.govuk.parts import Answer, Event, Identity, Link, Pages, Rating, Tag, Task, Tile

CONCERN, STATUS = "concern", "status"
STATUSES = {"new": Tag("New", "blue"), "open": Tag("Enquiry open", "teal"), "closed": Tag("Closed", "grey")}
AGENCIES = ("Westmere Council", "Fellside NHS Trust", "Westmere Constabulary", "Tarn Housing")


class Decision(forms.Form):
    """The questions of the gallery's question page: one of each kind that a case needs."""

    sections = (
        ("The decision", ("decided_on", "outcome")),
        ("The reasons", ("why", "told", "minutes")),
    )

    decided_on = forms.DateField(
        label="When was it decided?",
        called="Date decided",
        missing="Enter the date it was decided",
        must_be="today or in the past",
    )
    outcome = forms.ChoiceField(
        label="What was decided?",
        called="Decision",
        choices=[("enquiry", "Make enquiries"), ("other", "Do something else"), ("none", "Do nothing more")],
        item_hints={"enquiry": "Under section 42 of the Care Act 2014"},
        reveals={"other": ["instead"]},
        missing="Select what was decided",
    )
    instead = forms.CharField(
        label="What will be done instead?",
        called="What will be done",
        missing="Enter what will be done",
        max_length=200,
    )
    why = forms.TextField(
        label="Why was this decided?", called="Reason", missing="Enter why this was decided", max_length=2000
    )
    told = forms.MultipleChoiceField(
        label="Who has been told?",
        called="Who has been told",
        hint="Select all that apply",
        choices=[
            ("adult", "The adult"),
            ("advocate", "Their advocate"),
            ("referrer", "The referrer"),
            ("nobody", "Nobody yet"),
        ],
        exclusive="nobody",
        missing="Select who has been told, or that nobody has",
    )
    minutes = forms.FileField(
        label="Minutes of the discussion",
        hint="A PDF or Word document smaller than 10MB",
        suffixes=("pdf", "docx"),
        max_size=10 * 1024 * 1024,
        required=False,
    )


class Every(forms.Form):
    """One of every other kind of field."""

    name = forms.CharField(label="Full name", missing="Enter a full name", autocomplete="name", max_length=100)
    email = forms.EmailField(
        label="Email address", missing="Enter an email address", hint="We only use it to reply to you"
    )
    password = forms.PasswordField(label="Password", missing="Enter your password")
    places = forms.IntegerField(label="Places", missing="Enter how many places", min_value=1, max_value=400, width=4)
    charge = forms.DecimalField(label="Charge", missing="Enter the charge", prefix="£", width=5, decimal_places=2)
    reached = forms.DecimalField(label="Share reached", missing="Enter the share reached", suffix="%", width=4)
    lead = forms.ChoiceField(
        label="Lead agency",
        choices=[("", "Choose an agency"), *((name, name) for name in AGENCIES)],
        widget=forms.Select,
        missing="Select the lead agency",
    )
    repeat = forms.ChoiceField(
        label="Has this happened before?",
        called="Whether it happened before",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
        missing="Select yes if this has happened before",
    )
    checked = forms.BooleanField(
        label="I have checked these answers", missing="Confirm that you have checked these answers"
    )


class Filters(forms.Form):
    """The filters of the gallery's list."""

    q = forms.CharField(label="Reference or words", required=False, max_length=100)
    status = forms.MultipleChoiceField(
        label="Status",
        choices=[(code, tag.text) for code, tag in STATUSES.items()],
        required=False,
        small=True,
    )
    agency = forms.ChoiceField(
        label="Agency",
        choices=[("", "Any agency"), *((name, name) for name in AGENCIES)],
        widget=forms.Select,
        required=False,
    )


@dataclass(frozen=True)
class Column:
    """A column as the page shapes give it."""

    heading: str
    says: Any
    sort: str = ""
    numeric: bool = False


COLUMNS = (
    Column("Reference", lambda row: Link(row.reference, "#"), "reference"),
    Column("Raised", lambda row: row.raised_on, "raised"),
    Column("Agency", lambda row: row.agency, "agency"),
    Column("Contacts", lambda row: row.contacts, "contacts", numeric=True),
    Column("Status", lambda row: STATUSES[row.status]),
)
ROWS = [
    SimpleNamespace(
        reference=f"SA-{1040 - n}",
        raised_on=date(2021, 4, 29 - n),
        agency=AGENCIES[n % 4],
        contacts=(n * 397) % 1100,
        status=tuple(STATUSES)[n % 3],
    )
    for n in range(12)
]


class Address:
    """What a page shape knows of its own address."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query

    def link(self, **changes: Any) -> str:
        kept = {name: self.query.getlist(name) for name in self.query}
        kept |= {name: [value] if value is not None else [] for name, value in changes.items()}
        return "?" + urlencode(kept, doseq=True)

    def sorted_by(self, column: Column) -> str:
        return {column.sort: "ascending", f"-{column.sort}": "descending"}.get(
            self.query.get("sort", "-raised"), "none"
        )

    def links(self, row: Any) -> list[Link]:
        return [Link("End", "#"), Link("Correct", "#")] if row.until is None else [Link("Correct", "#")]


def components() -> dict[str, Any]:
    """What the gallery's own page shows."""
    return {
        "every": Every(),
        "question": Decision(on=date(2021, 4, 30)),
        "wrong": Decision(_typed("wrong-", day="31", month="2"), on=date(2021, 4, 30), prefix="wrong"),
        "filters": Filters(QueryDict("status=open&agency=Westmere+Council")),
        "columns": COLUMNS,
        "rows": ROWS[:3],
        "address": Address(QueryDict("sort=-raised")),
        "pages": Pages(6, 42, lambda n: f"?page={n}#pagination"),
        "identity": IDENTITY,
        "tabs": TABS,
        "answers": ANSWERS,
        "events": EVENTS,
        "tasks": TASKS,
        "tiles": TILES,
        "ratings": [
            Rating("On target", "good"),
            Rating("Close to target", "watch"),
            Rating("Below target", "poor"),
            Rating("No target", "none"),
        ],
        "tags": [
            Tag("Not yet started", "grey"),
            Tag("In progress", "teal"),
            Tag("Waiting", "yellow"),
            Tag("Problem", "red"),
        ],
    }


def a_list(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": "Concerns",
        "noun": "concern",
        "columns": COLUMNS,
        "rows": ROWS,
        "filters": Filters(QueryDict("status=open&status=new&agency=Westmere+Council")),
        "count": 1000,
        "more": True,
        "number": 2,
        "pages": None,
        "has_next": True,
        "page": Address(request.GET),
        "actions": [Link("Report a concern", "#")],
    }


def an_unfiltered_list(request: HttpRequest) -> dict[str, Any]:
    return a_list(request) | {
        "filters": Filters(),
        "number": 1,
        "count": 12,
        "more": False,
        "pages": 1,
        "has_next": False,
    }


def an_empty_list(request: HttpRequest) -> dict[str, Any]:
    nothing = {"rows": [], "count": 0, "more": False, "number": 1, "pages": 0, "has_next": False}
    return a_list(request) | nothing


def a_record(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": IDENTITY.title,
        "identity": IDENTITY,
        "tabs": TABS,
        "answers": ANSWERS,
        "actions": [Link("Record the decision", "#"), Link("Ask another agency", "#")],
        "refusals": ["Only a practice manager can close this enquiry"],
        "events": EVENTS,
    }


def a_question(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": "Record what was decided",
        "caption": "Concern SA-1029",
        "form": Decision(on=date(2021, 4, 30)),
        "token": "shown-once",
        "version": 3,
        "button": "Save the decision",
        "cancel": "#",
    }


def mistakes(request: HttpRequest) -> dict[str, Any]:
    return a_question(request) | {"form": Decision(_typed(month="2", day="31", outcome="other"), on=date(2021, 4, 30))}


def a_conflict(request: HttpRequest) -> dict[str, Any]:
    form = Decision(_typed(outcome="enquiry", why="The adult asked for help.", told="adult"), on=date(2021, 4, 30))
    saved = SimpleNamespace(
        changed_at=datetime(2021, 4, 30, 9, 12, tzinfo=UTC),
        changed_by="Dafydd Marsh",
        decided_on=date(2021, 4, 28),
        outcome="none",
        why="The adult asked for help.",
    )
    form.add_error(None, "Someone else changed this while you were working on it")
    return a_question(request) | {"form": form, "changed": saved}


def a_register(request: HttpRequest) -> dict[str, Any]:
    def seat(agency: str, person: str, start: date, end: date | None = None) -> SimpleNamespace:
        return SimpleNamespace(agency=agency, person=person, since=start, until=end)

    return {
        "title": "Seats on the Executive",
        "intro": "An agency holds a seat; a person fills it.",
        "columns": (
            Column("Agency", lambda row: row.agency),
            Column("Filled by", lambda row: row.person or Tag("Vacant", "yellow")),
            Column("From", lambda row: row.since),
            Column("To", lambda row: row.until),
        ),
        "in_force": [
            seat("Westmere Council", "Imogen Okafor", date(2019, 9, 1)),
            seat("Fellside NHS Trust", "", date(2020, 9, 1)),
        ],
        "to_come": [],
        "ended": [seat("Westmere Constabulary", "Rhys Aldous", date(2019, 9, 1), date(2021, 1, 31))],
        "add_href": "#",
        "may_add": True,
        "add_text": "Add a seat",
        "empty": "No agency holds a seat.",
        "page": Address(request.GET),
    }


def a_confirmation(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": "Destroy these 14 records?",
        "caption": "Retention",
        "consequences": [
            "The records and their documents are destroyed and cannot be brought back.",
            "A certificate is kept that says what was destroyed, when, by whom and under which rule.",
        ],
        "answers": [Answer("Rule", "Enquiries closed six years ago"), Answer("Legal hold", "None")],
        "button": "Destroy 14 records",
        "grave": True,
        "cancel": "#",
    }


def done(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": "Return sent",
        "reference": "S11-2021-07",
        "next": ["The partnership’s audit lead reads it by 28 May 2021.", "You can read and download it at any time."],
        "onward": [Link("Download your return (PDF)", "#"), Link("Go to your work", "#")],
    }


def refused(request: HttpRequest) -> dict[str, Any]:
    return {"may": {"reason": "Only a chair can decide what happens next", "by_access": True}}


def too_many(request: HttpRequest) -> dict[str, Any]:
    return {"wait": 300}


def too_large(request: HttpRequest) -> dict[str, Any]:
    return {"file_most": 10 * 1024 * 1024, "typed_most": 2 * 1024 * 1024}


def nothing(request: HttpRequest) -> dict[str, Any]:
    return {}


def _typed(under: str = "", *, day: str = "30", month: str = "April", year: str = "2021", **others: str) -> QueryDict:
    date_typed = {
        f"{under}decided_on-{part}": typed for part, typed in (("day", day), ("month", month), ("year", year))
    }
    return QueryDict(urlencode(date_typed | others))


IDENTITY = Identity(
    kind="Safeguarding adults concern",
    title="SA-1029",
    status=STATUSES["open"],
    marking="Official – sensitive",
    facts=[("Raised", "29 April 2021"), ("Lead", "Westmere Council"), ("Decide by", "5 May 2021")],
)
TABS = [
    Link("Overview", "#", current=True),
    Link("People", "#"),
    Link("Meetings", "#"),
    Link("Documents", "#"),
    Link("Who looked at this", "#"),
]
ANSWERS = [
    Answer("Raised by", "Tarn Housing", "#"),
    Answer("Kind of concern", "Self-neglect", "#"),
    Answer("Where it happened", "The adult’s own home", "#"),
    Answer("Advocate", None, "#"),
]
EVENTS = [
    Event(
        "Enquiry opened",
        datetime(2021, 4, 30, 9, 12, tzinfo=UTC),
        "Imogen Okafor",
        "The three tests of section 42 are met.",
    ),
    Event(
        "Adult spoken to",
        datetime(2021, 4, 29, 14, 0, tzinfo=UTC),
        "Dafydd Marsh",
        "Wants help with the house, not a move.",
    ),
    Event("Concern raised", date(2021, 4, 29), "Tarn Housing"),
]
TASKS = [
    Task("Your agency", "Completed", "#"),
    Task("Safer recruitment", Tag("In progress", "teal"), "#", "Questions 1.1 to 1.9"),
    Task("Training", Tag("Not yet started", "blue"), "#"),
    Task("Check answers and send", "Cannot start yet"),
]
TILES = [
    Tile("1,123", "concerns raised", "2020 to 2021"),
    Tile("612", "enquiries", "54.5% of concerns", "#"),
    Tile("[c]", "in custody", "Too few to show"),
]
