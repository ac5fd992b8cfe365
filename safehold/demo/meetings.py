"""A year of meetings of Westmere's groups, wholly invented: agendas, who was there, decisions, challenges and minutes.

Each step is taken on its own day by somebody who could have taken it. Who was there follows a fixed pattern, so that each
build tells the same year; where nobody holds a seat it is vacant.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.models import Agency, LegalBody, Membership
from safehold.access.roles import Role
from safehold.meetings import actions
from safehold.meetings.models import Decision, Item, ItemKind, Mark, Meeting, Nature
from safehold.meetings.queries import minutes, seats
from safehold.meetings.queries.seats import Marked
from safehold.partnership.models import Chair, Group
from safehold.records.actions.documents import add_document
from safehold.records.files import examine

DECISION, DISCUSSION, INFORMATION = ItemKind.DECISION, ItemKind.DISCUSSION, ItemKind.INFORMATION
STANDING = (
    ("Welcome, apologies and interests", INFORMATION, "Chair", 5, 10, ""),
    ("Minutes of the last meeting", DECISION, "Chair", 5, 20, "minutes"),
    ("Actions that are due", DISCUSSION, "Business manager", 15, 30, "actions"),
)
# who deputises where a seat's member cannot come; nobody who is here
DEPUTIES = ("Alwyn Trent", "Beatrix Sayle", "Conrad Emery", "Delphine Rook", "Edgar Mounsey", "Flora Tindle")
# each group meets at ten in the same weeks of the year
HELD = {
    "strategic-board": (date(2020, 6, 9), date(2020, 9, 8), date(2020, 12, 8), date(2021, 3, 9)),
    "board-of-delivery": (
        date(2020, 5, 12),
        date(2020, 7, 14),
        date(2020, 10, 13),
        date(2021, 1, 12),
        date(2021, 4, 13),
    ),
    "learning-and-review": (date(2020, 5, 21), date(2020, 8, 20), date(2020, 11, 19), date(2021, 2, 18)),
    "safer-homes": (date(2020, 7, 2), date(2020, 10, 1), date(2021, 1, 14), date(2021, 4, 15)),
    "safer-communities": (date(2020, 6, 25), date(2020, 9, 24), date(2021, 1, 28)),
    "assurance-and-data": (date(2020, 6, 16), date(2020, 9, 15), date(2020, 12, 15), date(2021, 3, 16)),
}
TO_COME = {
    "strategic-board": date(2021, 6, 8),
    "board-of-delivery": date(2021, 5, 11),
    "learning-and-review": date(2021, 5, 20),
    "assurance-and-data": date(2021, 5, 6),
}
# the minutes of meetings since then are still being written
DRAFT_SINCE = date(2021, 4, 1)
CANCELLED = ("safer-communities", date(2020, 11, 26), "Too many members were needed at the vaccination centres")
# at this meeting hardly anybody was there: what it decided is only recommended, until the next confirms it
INQUORATE = ("safer-homes", date(2020, 10, 1))


@dataclass(frozen=True)
class Matter:
    """Something that a group talked about: the minutes' words, and what was decided, challenged or agreed."""

    group: str
    on: date
    title: str
    kind: ItemKind
    presenter: str
    words: str
    decided: str = ""
    reasons: str = ""
    body: str = ""
    dissent: str = ""
    challenge: tuple[str, str, str] = ("", "", "")
    answer: tuple[str, date] | None = None
    act: tuple[str, str, str, str, date] | None = None
    confidential: bool = False
    recused: str = ""
    paper: str = ""
    refer_to: str = ""
    confirms: str = ""


MATTERS = (
    Matter(
        "strategic-board", date(2020, 6, 9), "How safeguarding goes on while most people stay at home", DECISION,
        "Director of children’s and adults’ services",
        "Contacts fell by a third in April and came back in May. Visits to the children who are most at risk went on in person."
        "\n\nMembers asked for the numbers each fortnight for as long as schools are closed to most children.",
        decided="Ask each agency for its contacts and visits every fortnight until schools are open to all",
        reasons="A fall in contacts is a fall in what is seen, not in what happens", body=LegalBody.SAFEGUARDING_PARTNERS,
        paper="Contacts from January to May 2020.\n\nJanuary 312, February 305, March 288, April 201, May 296.\n",
    ),
    Matter(
        "strategic-board", date(2020, 9, 8), "What each member gives to the partnership next year", DECISION,
        "Business manager", "Two ways of sharing the cost were compared. Members preferred the one by size of population.",
        decided="Share the cost of the partnership by population from April 2021",
        reasons="It can be explained, and it does not change with how busy an agency was", body=LegalBody.SAB,
        dissent="The probation service would have preferred equal shares",
    ),
    Matter(
        "strategic-board", date(2020, 12, 8), "Adults who hoard, and fires in their homes", DISCUSSION,
        "Group manager, prevention", "Four fires in two years began in homes that two agencies or more had visited.",
        challenge=("fire-and-rescue", "council-housing", "Why were three of the four homes never referred for a visit?"),
        answer=("Tenancy officers had no form for it. They have one since January.", date(2021, 1, 18)),
        act=(
            "Put the referral for a home fire safety visit into the tenancy visit checklist",
            "Twenty visits in homes with clutter lead to a referral", "council-housing", "Head of tenancies", date(2021, 5, 28),
        ),
    ),
    Matter(
        "strategic-board", date(2021, 3, 9), "The strategic plan in its second year", DECISION, "Business manager",
        "The plan was taken commitment by commitment. Members asked for the voice of carers to be in each.",
        decided="Keep the strategic plan for its second year, with the voice of carers in each of its commitments",
        reasons="It follows from the needs assessment and from what people said in the autumn", body=LegalBody.CSP,
    ),
    Matter(
        "board-of-delivery", date(2021, 1, 12), "Groups without a chair", DISCUSSION, "Business manager",
        "Two groups have had no chair since the summer. Their members meet and nobody leads them between meetings.",
        challenge=("wscsp-team", "constabulary", "Which of the two will the constabulary chair, and from when?"),
    ),
    Matter(
        "learning-and-review", date(2020, 11, 19), "What was learned about one child’s stay in custody", DECISION,
        "Review officer", "The timeline was read. It was agreed that the learning is for all three services.",
        decided="Take the learning to each of the three services by a briefing, and ask them in six months what changed",
        reasons="No single service could have acted otherwise on what it knew alone",
        confidential=True, recused="constabulary",
    ),
    Matter(
        "safer-homes", date(2020, 10, 1), "A room in the hospital for advocates", DECISION, "Service lead",
        "A room is free on two days a week. The trust needs an answer before the winter.",
        decided="Place an advocate in the emergency department on two days a week",
        reasons="Most people who were asked said that they would have spoken to somebody there",
    ),
    Matter(
        "safer-homes", date(2021, 1, 14), "The room in the hospital, again", DECISION, "Service lead",
        "The October meeting could only recommend it. Nothing has changed since.",
        decided="Confirm that an advocate is placed in the emergency department on two days a week",
        reasons="As recommended in October", confirms="A room in the hospital for advocates",
    ),
    Matter(
        "assurance-and-data", date(2021, 3, 16), "Who asks adults what they wanted to happen", DISCUSSION, "Data analyst",
        "Of the enquiries that ended in the quarter, the wish of the adult was recorded in seven of ten.",
        challenge=(
            "wscsp-team", "council-adults", "Why is the wish of the adult not asked for in three of ten enquiries?"
        ),
        answer=("It is asked, and often written in another place. The form now has one box for it.", date(2021, 4, 12)),
        refer_to="strategic-board",
    ),
)  # fmt: skip


def tell(acting: dict[Role, Actor]) -> None:
    """Tell the year, once: whoever builds the demonstration again finds the meetings as people left them."""
    if Meeting.objects.exists():
        return
    office = acting[Role.BUSINESS_SUPPORT]
    groups = {group.code: group for group in Group.objects.filter(code__in=HELD)}
    for group in groups.values():
        for title, kind, presenter, allotted, position, brings in STANDING:
            actions.add_standing_item(
                group, by=replace(office, on=date(2020, 4, 1)), title=title, item_kind=kind, presenter=presenter,
                allotted=allotted, position=position, brings=brings, from_on=date(2020, 4, 1),
            )  # fmt: skip
    told: dict[str, Decision] = {}
    for on, code in sorted((on, code) for code, days in HELD.items() for on in days):
        _told(groups[code], on, office, told)
    _cancelled(groups[CANCELLED[0]], office)
    for code, on in TO_COME.items():
        _to_come(groups[code], on, office)


def _planned(group: Group, on: date, by: Actor) -> Meeting:
    place = "Committee room 2, County Hall" if on > date(2021, 4, 30) else ""
    return actions.plan(
        by=by, group=group, meets_on=on, starts_at=time(10), ends_at=time(12), place=place,
        link="https://meet.westmere.example/groups",
    )  # fmt: skip


def _told(group: Group, on: date, office: Actor, told: dict[str, Decision]) -> None:
    before = replace(office, on=on - timedelta(days=21))
    meeting = _planned(group, on, before)
    matters = [each for each in MATTERS if (each.group, each.on) == (group.code, on)]
    items = [(each, _on_the_agenda(meeting, each, before)) for each in matters]
    actions.issue(meeting, by=replace(office, on=on - timedelta(days=7)))
    that_day = replace(office, on=on)
    actions.record_attendance(meeting, by=that_day, marks=_who_was_there(meeting))
    actions.hold(meeting, by=that_day)
    for matter, item in items:
        item.refresh_from_db()
        _written_down(matter, item, that_day, told)
    meeting.refresh_from_db()
    actions.draft_minutes(meeting, by=replace(office, on=on + timedelta(days=2)))
    for matter, item in items:
        item.passage.refresh_from_db()
        actions.write_passage(item.passage, by=replace(office, on=on + timedelta(days=3)), words=matter.words)
    _agreed(meeting, group, on, office)


def _agreed(meeting: Meeting, group: Group, on: date, office: Actor) -> None:
    """The chair agrees the minutes within a fortnight; the meeting after it agrees those of the one before, where it can."""
    agrees_on = on + timedelta(days=14)
    if agrees_on <= office.on and on < DRAFT_SINCE:
        chair = _who_chairs(group, agrees_on, office)
        actions.agree_as_chair(meeting, by=chair, read=minutes.state_of(meeting, chair))
    if meeting.quorate is not False:
        for earlier in Meeting.objects.filter(group=group, meets_on__lt=on, status="minutes_chair_ok").order_by(
            "meets_on"
        ):
            actions.agree_minutes(earlier, by=replace(office, on=on), at=meeting)


def _who_chairs(group: Group, on: date, office: Actor) -> Actor:
    """Whoever chairs the group that day; the business manager where nobody does."""
    chair = Chair.objects.on(on).filter(group=group).first()
    wanted = {"user": chair.user, "agency": chair.agency} if chair else {"grants__role": Role.BUSINESS_MANAGER}
    membership = Membership.objects.filter(**wanted).select_related("user", "agency").order_by("pk")[0]
    return Actor.of(membership, on=on)


def _on_the_agenda(meeting: Meeting, matter: Matter, by: Actor) -> Item:
    item = actions.add_item(
        meeting, by=by, title=matter.title, item_kind=matter.kind, presenter=matter.presenter, allotted=30,
        paper_expected=bool(matter.paper), confidential=matter.confidential,
    )  # fmt: skip
    if matter.paper:
        _paper(item, matter.paper, by)
    return item


def _paper(item: Item, words: str, by: Actor) -> None:
    file = SimpleUploadedFile("paper.txt", words.encode(), content_type="text/plain")
    add_document(item, by=by, file=examine(file), title=item.title)


def _who_was_there(meeting: Meeting) -> dict[int, Marked]:
    """How each seat was filled, by a fixed pattern: mostly by its member."""
    marks = {}
    few = meeting.group is not None and (meeting.group.code, meeting.meets_on) == INQUORATE
    for place, seat in enumerate(seats.seats_of(meeting)):
        holder = seats.holder_of(seat)
        if holder is None:
            continue
        turn = (place * 7 + meeting.number * 3) % 11
        if few and place > 1:
            turn = 0
        elif seat.needed_for_quorum and turn <= 1:
            turn = 2  # whoever the group cannot do without sends somebody
        if turn == 0:
            marks[seat.pk] = Marked(Mark.APOLOGIES)
        elif turn == 1:
            marks[seat.pk] = Marked(Mark.ABSENT)
        elif turn in (2, 3):
            marks[seat.pk] = Marked(Mark.DEPUTY, None, DEPUTIES[(place + meeting.number) % len(DEPUTIES)])
        else:
            marks[seat.pk] = Marked(Mark.MEMBER, holder)
    return marks


def _written_down(matter: Matter, item: Item, by: Actor, told: dict[str, Decision]) -> None:
    if matter.recused:
        whose = next(
            holder
            for seat in seats.seats_of(item.meeting)
            if seat.agency.code == matter.recused and (holder := seats.holder_of(seat))
        )
        interest = {"nature": Nature.PROFESSIONAL, "words": "The custody suite is their command"}
        actions.declare(item, by=by, user=whose, recused=True, **interest)
        item.refresh_from_db()
    if matter.decided:
        told[matter.title] = actions.decide(
            item, by=by, words=matter.decided, reasons=matter.reasons, body=matter.body, dissent=matter.dissent,
            confirms=told.get(matter.confirms),
        )  # fmt: skip
    challenger, challenged, words = matter.challenge
    if challenger:
        asked = actions.challenge(
            item, by=by, challenger=_agency(challenger), challenged=_agency(challenged), words=words
        )
        if matter.answer:
            actions.answer_challenge(
                asked, by=replace(by, on=matter.answer[1]), answer=matter.answer[0], answered_on=matter.answer[1]
            )
    if matter.act:
        words, measure, agency, lead_role, due_on = matter.act
        actions.agree_action(
            item, by=by, words=words, measure=measure, agency=_agency(agency), lead_role=lead_role, due_on=due_on
        )
    if matter.refer_to:
        asks = "Will the Board ask each agency for the wish of the adult in its own returns from July?"
        title = "The wish of the adult in each agency’s returns"
        actions.refer(item, by=by, to_group=Group.objects.get(code=matter.refer_to), title=title, words=asks)


def _agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def _cancelled(group: Group, office: Actor) -> None:
    _, on, why = CANCELLED
    meeting = _planned(group, on, replace(office, on=on - timedelta(days=21)))
    actions.cancel(meeting, by=replace(office, on=on - timedelta(days=2)), why=why)


def _to_come(group: Group, on: date, office: Actor) -> None:
    """The next meeting: its agenda, with a paper that has come and one that is awaited."""
    meeting = _planned(group, on, office)
    told: dict[str, Any] = {"by": office, "item_kind": DISCUSSION, "allotted": 20, "paper_expected": True}
    come = actions.add_item(meeting, title="How the year went, in figures", presenter="Data analyst", **told)
    actions.add_item(meeting, title="What we will do in the year to come", presenter="Business manager", **told)
    _paper(come, "The year in figures: an invented paper.\n\nIt is read before the meeting.\n", office)
    if meeting.papers_due_on <= office.on:
        actions.issue(meeting, by=office)
