"""The partnership’s own sections of a pack, in the order in which they load."""

from dataclasses import replace
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Circle, LegalBody, RoleTitle
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.partnership import circles, fitting, queries, rules, succession, words
from safehold.partnership.models import (
    AnswersTo,
    Area,
    Choice,
    ClosedDay,
    Group,
    GroupBody,
    GroupKind,
    GroupName,
    Partnership,
    Quorum,
    Rule,
    Seat,
    SeatKind,
    TermsOfReference,
    TimeLimit,
    Word,
)
from safehold.partnership.pack.agencies import AGENCIES, NAMES, SCHOOLS, latest_name, needs_name
from safehold.partnership.pack.shape import (
    Chosen,
    Code,
    Day,
    Flag,
    Key,
    Month,
    OneOf,
    Ons,
    Ref,
    Row,
    Text,
    Web,
    Whole,
)
from safehold.partnership.pack.table import Part, Sheet, Table
from safehold.records import writing

PARTNERSHIP = Sheet(
    name="partnership",
    title="The partnership",
    words="What the partnership is called, where it can be read about, and whether everything in it is invented.",
    model=Partnership,
    fields=(Text("name"), Text("short_name", most=40), Web("website", needed=False), Flag("invented")),
)
YEARS = Sheet(
    name="years",
    title="Years",
    words="The months in which the financial and the academic year begin.",
    model=Partnership,
    fields=(
        Month("financial_year_starts", attribute="financial_year_month"),
        Month("academic_year_starts", attribute="academic_year_month"),
    ),
    needs=frozenset({"name", "short_name"}),
    first="Describe the partnership first: its name and short name",
)
AREAS = Table(
    name="areas",
    title="Areas",
    words="The places that the partnership works in, as published figures name them.",
    model=Area,
    key=("code",),
    codes="area",
    fields=(Code("code", most=40), Text("name", most=120), Ons("ons_code", needed=False)),
)

# --- roles ---


def keeps_setting_up(row: Row) -> str:
    if row.facts["role"] in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR) and not row.facts["switched_on"]:
        return "This role is needed to set the partnership up, so it cannot be switched off"
    return ""


ROLES = Table(
    name="roles",
    title="Roles",
    words="What this partnership calls each role, and which of them it uses.",
    model=RoleTitle,
    key=("role",),
    fields=(
        OneOf("role", choices=tuple(Role.values)),
        Text("title", most=80),
        Text("description", most=240),
        Flag("on", attribute="switched_on", absent=True),
    ),
    veto=keeps_setting_up,
)

# --- groups and seats ---

CLAUSES = (
    "vision",
    "membership",
    "attendance",
    "chairing",
    "frequency",
    "resources",
    "support",
    "decisions",
    "information_sharing",
    "escalation",
    "quorum",
    "non_members",
)
DATES = (Day("from_on"), Day("to_on", needed=False))


def fresh_group(row: Row, by: Actor) -> dict[str, Any]:
    name = latest_name(row)
    circles = {field: writing.create(Circle, by=by, name=name).pk for field in ("circle_id", "inner_circle_id")}
    return {"current_name": name, **circles}


def settle_group(group: Group, by: Actor) -> None:
    succession.name_of_the_day(group, by=by)
    circles.refresh(group)
    fitting.must_hold(group)
    for row in group.answers_to.all():
        if queries.circular(group, row.from_on):
            raise Refused("This group answers, through others, to itself")


def settle_terms(terms: TermsOfReference, by: Actor) -> None:
    fitting.must_have_happened(terms, on=by.on)


def settle_seat(seat: Seat, by: Actor) -> None:
    fitting.must_fit(seat)
    if seat.holders.exists():
        circles.refresh(seat.group)


GROUPS = Table(
    name="groups",
    title="Groups",
    words="The groups, what each is for, whose duties it carries out and whom it answers to.",
    model=Group,
    key=("code",),
    codes="group",
    order=("position", "code"),
    fields=(
        Code("code"),
        OneOf("kind", choices=tuple(GroupKind.values)),
        Whole("position"),
        Text("purpose", most=2000),
        Flag("outside"),
        Day("founded_on", needed=False),
        Day("closed_on", needed=False),
        Text("note", needed=False, most=240),
    ),
    parts=(
        replace(NAMES, model=GroupName, parent="group"),
        Part(
            name="bodies",
            title="statutory body",
            model=GroupBody,
            parent="group",
            key=("body", "from_on"),
            fields=(OneOf("body", choices=tuple(LegalBody.values)), *DATES),
        ),
        Part(
            name="answers_to",
            title="answers to",
            model=AnswersTo,
            parent="group",
            key=("to_group", "to_body", "from_on"),
            fields=(
                Ref("group", needed=False, attribute="to_group", to="group"),
                OneOf("body", needed=False, attribute="to_body", absent="", choices=tuple(LegalBody.values)),
                *DATES,
            ),
        ),
        Part(
            name="quorum",
            title="quorum",
            model=Quorum,
            parent="group",
            key=("from_on",),
            fields=(Whole("least_agencies", needed=True, least=1), *DATES),
        ),
        Part(
            name="terms",
            title="terms of reference",
            model=TermsOfReference,
            parent="group",
            key=("edition",),
            fields=(
                Text("edition", most=20),
                *DATES,
                Text("purpose", most=5000),
                *(Text(clause, needed=False, most=5000) for clause in CLAUSES),
                Day("review_on", needed=False),
                Day("approved_on", needed=False),
                Ref("approved_by", needed=False, attribute="approving_group", to="group"),
            ),
            settle=settle_terms,
        ),
    ),
    fresh=fresh_group,
    settle=settle_group,
    veto=needs_name,
)
SEATS = Table(
    name="seats",
    title="Seats",
    words="The seats that agencies hold in groups. Who fills them is never in a pack.",
    model=Seat,
    key=("group", "agency", "office", "from_on"),
    order=("group__position", "group__code", "agency__code", "office", "from_on"),
    fields=(
        Ref("group", to="group"),
        Ref("agency", to="agency"),
        Text("office", needed=False, most=120),
        OneOf("kind", needed=False, absent=SeatKind.MEMBER.value, choices=tuple(SeatKind.values)),
        Flag("statutory"),
        Flag("needed_for_quorum"),
        *DATES,
    ),
    settle=settle_seat,
)

# --- what is chosen locally ---


def names_a_term(row: Row) -> str:
    code = row.facts["code"]
    return "" if code in words.KNOWN else f"‘{code}’ is not one of: {', '.join(words.KNOWN)}"


def can_be_chosen(row: Row) -> str:
    return rules.refusal(row.facts["key"], row.facts["value"])


WORDS = Table(
    name="words",
    title="Words",
    words="What things are called, from which day on.",
    model=Word,
    key=("code", "from_on"),
    fields=(Code("code"), Day("from_on"), Text("singular", most=120), Text("plural", most=120)),
    veto=names_a_term,
)
CHOICES = Table(
    name="choices",
    title="Choices",
    words="The answers of lists that are chosen locally.",
    model=Choice,
    key=("of", "code", "from_on"),
    order=("of", "position", "code", "from_on"),
    fields=(
        Code("list", attribute="of"),
        Code("code"),
        Text("label", most=120),
        Whole("position"),
        *DATES,
    ),
)
CALENDAR = Table(
    name="calendar",
    title="Calendar",
    words="Days that are closed though others work, and days that are worked though others rest.",
    model=ClosedDay,
    key=("day_on",),
    fields=(Day("day", attribute="day_on"), Text("reason"), Flag("working")),
)
RULES = Table(
    name="rules",
    title="Rules",
    words="Rules that the partnership chose, from which day on, and where they were decided.",
    model=Rule,
    key=("key", "from_on"),
    fields=(Key("key"), Day("from_on"), Chosen("value"), Text("source", most=240)),
    veto=can_be_chosen,
)
TIME_LIMITS = Table(
    name="time_limits",
    title="Time limits",
    words="Time limits that the partnership set itself, in place of the country’s or beside them, and where they were decided.",
    model=TimeLimit,
    key=("key", "from_on"),
    fields=(
        Key("key"),
        *DATES,
        Text("title"),
        Text("trigger"),
        Whole("length", needed=True, least=-400, most=400),
        OneOf("unit", choices=tuple(unit for unit, _ in TimeLimit.UNITS)),
        Flag("first_day_counts"),
        Text("source", most=240),
        Text("note", needed=False, most=240),
    ),
)

SECTIONS = (
    PARTNERSHIP,
    YEARS,
    AREAS,
    AGENCIES,
    SCHOOLS,
    ROLES,
    GROUPS,
    SEATS,
    WORDS,
    CHOICES,
    CALENDAR,
    RULES,
    TIME_LIMITS,
)
