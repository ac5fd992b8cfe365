"""What Westmere's partnership asks its agencies for, wholly invented: a year that is finished, one that is under way, every
school, and a call that is still being prepared.

Each step is taken on its own day by somebody who could have taken it. Schools have few accounts here, so most of them
answer as guests, by a link.
"""

from dataclasses import replace
from datetime import date

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, AgencyKind, Grant
from safehold.access.roles import Role
from safehold.asks import actions, queries
from safehold.asks.guest import Guest
from safehold.asks.models import Ask, Call, GuestLink, Sort, Wanted, Whom
from safehold.asks.policy import ANSWER_FOR
from safehold.partnership.actions import agencies as partnership

TRAINING = (
    ("How many of your staff work with children or adults at risk?", Sort.NUMBER),
    ("How many of them were trained in the year?", Sort.NUMBER),
    ("What did the training change in practice?", Sort.TEXT),
    ("What will you do next year?", Sort.TEXT),
)
SCHOOL = (
    ("Does your school have a designated safeguarding lead and a deputy?", Sort.YES_NO),
    ("When did governors last read the safeguarding policy?", Sort.TEXT),
    ("How many concerns were recorded in the autumn term?", Sort.NUMBER),
)
LAST_YEAR, THIS_YEAR, SCHOOLS = date(2020, 5, 4), date(2021, 4, 6), date(2021, 3, 1)
ASKED = (
    "health-commissioner", "constabulary", "acute-trust", "mental-health-trust", "community-health", "probation",
    "fire-and-rescue", "tarn-homes", "haven", "gp-federation",
)  # fmt: skip
SAID_BEFORE = {
    "health-commissioner": ("212", "180", "Referrals name the harm more often.", "Train the new practice nurses."),
    "community-health": (
        "305",
        "288",
        "Health visitors ask about home each time.",
        "Repeat the course for night staff.",
    ),
}
SAID_NOW = {
    "community-health": (
        "318",
        "301",
        "Wards name the decision when they assess capacity.",
        "Join training with the acute trust.",
    ),
    "mental-health-trust": ("402", "371", "Plans say who tells whom.", "Train agency staff in their first week."),
    "haven": ("38", "38", "Every key worker knows how to refer.", "Ask survivors to speak at each course."),
}
ANSWERED_SCHOOLS = 24
MEMBERS = "What each member and partner did, 2020-21"
"""The call whose answers stand in the annual report of 2020-21."""
# what each member of the adults board, safeguarding partner and relevant agency returned for the annual report, by its code
PARTS = {
    "westmere-council": (
        "We kept a safeguarding worker on every shift through both lockdowns, and moved visits to the garden gate where a "
        "home could not be entered.",
        "The question who else lives here is on the form of all our services since January. We read forty forms to see "
        "whether it is asked, and will read forty more in the autumn.",
        "Children on a plan were seen in person throughout. Young people who leave care got a telephone and a person to ring.",
    ),
    "constabulary": (
        "Officers who are called to a home now name every adult and child in it on one form, which reaches the council "
        "the same day.",
        "We led the walk through six places where young people come to harm, and paid for the lights and the fence that "
        "were agreed there.",
    ),
    "health-commissioner": (
        "Every practice has a named lead for safeguarding, and their meetings went on line every month of the year.",
        "We paid for half of the recovery courses, and ask each trust every quarter how it assesses capacity.",
        "Our named doctor for children answered practices within the day, and they asked her more often than before.",
    ),
    "fire-and-rescue": (
        "Crews who fit smoke alarms look out for self-neglect and hoarding. They told the council of what they saw in the "
        "homes that they could enter, fewer than in other years.",
    ),
    "acute-trust": (
        "The room for advocates in the emergency department opened in January.",
        "Wards name the decision when they assess capacity. Staff moved to other wards in the pandemic had the course in "
        "their first week there.",
    ),
    "mental-health-trust": (
        "We held a half-day for each team on self-neglect and assessing capacity, and read assessments before and after.",
        "Plans now say who tells whom when somebody does not come.",
        "Our crisis team for young people answers at night since November, so that fewer of them wait in a hospital.",
    ),
    "community-health": (
        "Nurses who visit at home write down the decision and the day when they assess capacity.",
        "Health visitors saw new babies in person all year. Joint visits with midwives could not begin, because staff were "
        "moved to wards.",
    ),
    "probation": (
        "Whoever supervises somebody asks which children live with them or visit, and tells the council the same day.",
        "Courses that keep people from offending again went on line in June, and in person again in September.",
    ),
}


def _contact(ask: Ask, name: str, email: str, *, by: Actor) -> AgencyContact:
    """Somebody at the agency asked, recorded among its contacts before a link goes to them."""
    return partnership.add_contact(
        ask.agency, by=by, purpose="Safeguarding returns", name=name, email=email, from_on=by.on
    )


def ask(acting: dict[Role, Actor]) -> None:
    """Ask everything once: whoever builds the demonstration again finds it as people left it."""
    if Call.objects.exists():
        return
    office = acting[Role.BUSINESS_MANAGER]
    before = _last_year(replace(office, on=LAST_YEAR))
    _this_year(office, before)
    _schools(office, acting[Role.SCHOOL_LEAD])
    _members(office)
    actions.prepare(
        by=office,
        title="What each authority did against crime and disorder, 2020-21",
        words="One page for the community safety plan: what your agency did to carry out the strategy.",
        wanted=Wanted.SECTION,
        legal_basis="Crime and Disorder Act 1998, section 6",
        working_days=20,
    )


def _last_year(by: Actor) -> Call:
    asked = (*SAID_BEFORE, "probation")
    call = _call(by, "Safeguarding training of staff, 2019-20", date(2020, 5, 29), TRAINING, asked)
    for code, words in SAID_BEFORE.items():
        each = _of(call, code)
        _answer(each, words, by=_lead(each, date(2020, 5, 20)))
        actions.accept_reply(each, by=replace(by, on=date(2020, 6, 2)))
    refused = _of(call, "probation")
    no = "The service was being brought together that year, and nobody’s register was whole."
    actions.refuse(
        refused, by=_lead(refused, date(2020, 5, 26)), signatory="Anil Deshpande, head of delivery unit", words=no
    )
    why = "The national figures were used instead, and the new service answers from next year"
    actions.note_refusal(_again_ask(refused), by=replace(by, on=date(2020, 6, 2)), why=why)
    return call


def _this_year(office: Actor, before: Call) -> None:
    """Overdue for two days: three have answered, one says nil, one refuses, one was queried, and the rest owe it."""
    by = replace(office, on=THIS_YEAR)
    call = _call(by, "Safeguarding training of staff, 2020-21", date(2021, 4, 28), TRAINING, ASKED, follows=before)
    for code, words in SAID_NOW.items():
        each = _of(call, code)
        _answer(each, words, by=_lead(each, date(2021, 4, 22)))
    actions.accept_reply(_of(call, "haven"), by=replace(office, on=date(2021, 4, 23)))
    why = "All staff, or those who work with children alone?"
    actions.query(
        _of(call, "mental-health-trust"), by=replace(office, on=date(2021, 4, 26)), words=why, due_on=date(2021, 5, 7)
    )
    homes = _of(call, "tarn-homes")
    nil = (
        "Nobody of ours works with children or adults at risk on their own. The register of posts was read on 19 April."
    )
    actions.say_nil(
        homes, by=_lead(homes, date(2021, 4, 20)), signatory="Angela Whitcombe, head of tenancies", words=nil
    )
    fire = _of(call, "fire-and-rescue")
    no = (
        "Our figures cover three partnerships, and cannot be told apart. We can give them for the whole county in June."
    )
    actions.refuse(fire, by=_lead(fire, date(2021, 4, 21)), signatory="Kirsty Langdale, group manager", words=no)
    probation = _of(call, "probation")
    actions.acknowledge(probation, by=_lead(probation, date(2021, 4, 8)))
    longer = "Staff were moved between regions in April"
    actions.give_more_time(probation, by=replace(office, on=date(2021, 4, 26)), due_on=date(2021, 5, 14), why=longer)
    police = _of(call, "constabulary")
    actions.acknowledge(police, by=_lead(police, date(2021, 4, 12)))
    _draft(police, ("655", "602"), by=_lead(police, date(2021, 4, 27)))
    wanted = "Officers on long shifts answer in the second week of May"
    actions.want_time(police, by=_lead(police, date(2021, 4, 28)), due_on=date(2021, 5, 14), why=wanted)
    surgery = _of(call, "gp-federation")
    actions.send_link(
        surgery, by=by, contact=_contact(surgery, "Jo Merrill", "practice.manager@gp.westmere.example", by=by)
    )
    actions.chase_all(_again(call), by=replace(office, on=date(2021, 4, 29)))


def _schools(office: Actor, teacher: Actor) -> None:
    """Every school, by a day in May: some have answered as guests, one is at it, most have not begun."""
    by = replace(office, on=SCHOOLS)
    schools = list(Agency.objects.filter(kind=AgencyKind.SCHOOL, closed_on=None).order_by("code"))
    call = _prepared(
        by, "Safeguarding in schools: spring check, 2021", date(2021, 5, 14), "Education Act 2002, section 175", SCHOOL
    )
    actions.choose_bodies(call, by=by, whom=Whom.KIND, bodies=schools, agency_kind=AgencyKind.SCHOOL)
    actions.issue(call, by=by)
    asks = (
        Ask.objects.filter(call=call)
        .select_related("entry", "agency", "call__entry", "call__keeper")
        .order_by("agency__code")
    )
    others = [each for each in asks if each.agency_id != teacher.agency_id][:ANSWERED_SCHOOLS]
    for number, each in enumerate(others):
        on = date(2021, 3, 8 + number % 20)
        mailbox = _contact(each, "School office", f"office@{each.agency.code}.westmere.example", by=by)
        actions.send_link(each, by=by, contact=mailbox)
        link = GuestLink.objects.select_related("ask__entry", "ask__agency").get(ask=each, revoked_on=None)
        guest = Guest.of(actions.spend_link(link, by=Guest.of(link, on=on)), on=on)
        _answer(each, ("Yes", "Autumn term 2020", str(3 + number % 9)), by=guest)
        if number % 3 == 0:
            actions.accept_reply(_again_ask(each), by=replace(office, on=date(2021, 4, 15)))
    own = next(each for each in asks if each.agency_id == teacher.agency_id)
    actions.acknowledge(own, by=replace(teacher, on=date(2021, 3, 4)))
    _draft(own, ("Yes",), by=replace(teacher, on=date(2021, 4, 20)))


def _members(office: Actor) -> None:
    """What each member of the adults board and each partner for children did in the year: asked, returned and accepted."""
    by = replace(office, on=date(2021, 4, 1))
    call = actions.prepare(
        by=by,
        title=MEMBERS,
        words="Half a page for the annual report: what your agency did in the year to carry out the board’s strategy, and under "
        "the arrangements for children.",
        wanted=Wanted.SECTION,
        legal_basis="Care Act 2014, schedule 2, paragraph 4(1)(c); Children Act 2004, section 16G(7)(a)",
        due_on=date(2021, 4, 23),
    )
    bodies = list(Agency.objects.filter(code__in=PARTS))
    actions.choose_bodies(call, by=by, whom=Whom.LIST, bodies=bodies)
    actions.issue(call, by=by)
    for code, said in PARTS.items():
        each = _of(call, code)
        _answer(each, ("\n\n".join(said),), by=_lead(each, date(2021, 4, 20)))
        actions.accept_reply(each, by=replace(office, on=date(2021, 4, 26)))


def _prepared(
    by: Actor,
    title: str,
    due_on: date,
    basis: str,
    questions: tuple[tuple[str, Sort], ...],
    follows: Call | None = None,
) -> Call:
    words = "For the annual report. Speak to the partnership’s office if a question does not fit your agency."
    call = actions.prepare(
        by=by, title=title, words=words, wanted=Wanted.FORM, legal_basis=basis, due_on=due_on, follows=follows
    )
    return actions.set_questions(call, by=by, questions=[(each, str(sort)) for each, sort in questions])


def _call(
    by: Actor,
    title: str,
    due_on: date,
    questions: tuple[tuple[str, Sort], ...],
    codes: tuple[str, ...],
    follows: Call | None = None,
) -> Call:
    call = _prepared(by, title, due_on, "Care Act 2014, section 45; Children Act 2004, section 16H", questions, follows)
    bodies = list(Agency.objects.filter(code__in=codes))
    actions.choose_bodies(call, by=by, whom=Whom.LIST, bodies=bodies)
    return actions.issue(call, by=by)


def _of(call: Call, code: str) -> Ask:
    rows = Ask.objects.select_related("entry", "agency", "call__entry", "call__keeper", "handler")
    return rows.get(call=call, agency__code=code)


def _again(call: Call) -> Call:
    return Call.objects.select_related("entry__owner").get(pk=call.pk)


def _again_ask(each: Ask) -> Ask:
    return _of(each.call, each.agency.code)


def _lead(each: Ask, on: date) -> Actor:
    """Whoever answers for the agency; where nobody with such a role acts for it, whoever helps to prepare its answers."""
    grants = (
        Grant.objects.on(on)
        .filter(membership__agency=each.agency)
        .select_related("membership__user", "membership__agency")
    )
    found = (
        grants.filter(role__in=ANSWER_FOR).order_by("pk").first() or grants.filter(role=Role.AGENCY_CONTRIBUTOR).first()
    )
    if found is None:
        raise LookupError(f"Nobody answers for {each.agency}")
    return Actor.of(found.membership, on=on)


def _draft(each: Ask, words: tuple[str, ...], *, by: Actor) -> None:
    for number, said in enumerate(words, 1):
        answer = queries.answer_at(each, number)
        assert answer is not None
        actions.save_answer(answer, by=by, words=said)


def _answer(each: Ask, words: tuple[str, ...], *, by: Actor) -> None:
    """Draft every answer and return it."""
    _draft(each, words, by=by)
    actions.give_back(each, by=by, signatory=by.name if not isinstance(by, Guest) else "The head teacher")
