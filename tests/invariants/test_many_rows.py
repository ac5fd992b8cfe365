"""What is true of every list: it asks the database as often for a hundred rows as for one.

Lists are found from the addresses. Each says here how one more row of it comes about; a new list without a line fails.
Pages about one record, however much hangs on it, are counted in their own packages.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver, reverse

from safehold.access import audit
from safehold.access.actions import invitations
from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, account, actor
from safehold.asks.tests import factories as asks
from safehold.assurance.tests import factories as assurance
from safehold.clocks import Unit
from safehold.imports.tests.factories import sent
from safehold.letters.models import TemplateVersion
from safehold.letters.tests import factories as letters
from safehold.measures.tests.factories import events, figures
from safehold.meetings.tests import factories as meetings
from safehold.partnership.actions import packs, setup
from safehold.partnership.tests.factories import agency, group, manager, seat
from safehold.plans.actions import bringing
from safehold.plans.tests import factories as thread
from safehold.plans.tests import planning
from safehold.policies.tests import factories as governed
from safehold.publications import actions as reports
from safehold.records import outbox
from safehold.records.actions import need_to_know
from safehold.records.files import examine
from safehold.records.pages import ListPage, RegisterPage
from safehold.records.tests.promises import browser, queries_of
from safehold.voice.tests import factories as voices
from tests.invented.factories import notebook

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
SINCE = date(2020, 4, 1)
MOST = 12
HUNDRED = 100
NOTICE = outbox.Notice("invented.waiting", "Something is waiting for you", "{who} asks you to look.")


AHEAD = timedelta(days=600)  # from the first day to one that is still to come


def day(n: int) -> date:
    return SINCE + timedelta(days=n)


def an_emergency(by: Actor, n: int) -> None:
    officer = actor(Role.REVIEW_OFFICER, agency=f"owner-{n}")
    who = actor(Role.ADULTS_PRACTITIONER, agency=f"taker-{n}")
    need_to_know.take_emergency_access(
        notebook(officer, title=f"Notebook {n}").entry, by=who, why="A child is in danger", hours=4
    )


def a_difference(by: Actor, n: int) -> None:
    year = 2016 + n
    covers = (date(year, 4, 1), date(year + 1, 3, 31))
    figures(f"sar.referrals,{year}-{year % 100 + 1},4", covers=covers, by=by)
    events(f"sar_referral,{year}-05-04", covers=covers, by=by)


def a_group(by: Actor, n: int) -> None:
    seat(group(f"group-{n}", by=by), agency(f"agency-{n}", by=by), by=by)


def a_rule(by: Actor, n: int) -> None:
    setup.choose(by=by, key="vacancy.notice_days", value=n, from_on=day(n), source="The Executive")


def a_limit(by: Actor, n: int) -> None:
    told = {"title": f"Answer {n}", "trigger": "The day it came", "source": "The Executive"}
    setup.set_limit(by=by, key=f"OWN_{n}", from_on=SINCE, length=5, unit=Unit.WORKING_DAY, **told)


def a_report(by: Actor, n: int) -> None:
    reports.begin(by=by, title=f"Report {n}", period="2020-21", geography="Here", profile="internal")


def a_tracker(by: Actor, n: int) -> None:
    file = examine(SimpleUploadedFile(f"tracker-{n}.csv", b"Action,Agency\nTell them,us\n"))
    bringing.receive_tracker(by=by, file=file, group=thread.receiving())


def a_letter(by: Actor, n: int, *, sent: bool = False) -> None:
    make = letters.sent if sent else letters.letter
    make(
        asks.asked(f"agency-{n}").entry,
        by=by,
        of=TemplateVersion.objects.first() or letters.version(),
        to=AgencyFactory(code=f"to-{n}"),
    )


Adding = Callable[[Actor, int], Any]
LISTS: dict[str, tuple[Role, Adding]] = {
    "publications:list": (Role.BUSINESS_MANAGER, a_report),
    "imports:list": (
        Role.DATA_ANALYST,
        lambda by, n: sent(by=by, title=f"Figures {n}", agency=f"agency-{n}"),
    ),
    "asks:calls": (Role.BUSINESS_MANAGER, lambda by, n: asks.prepared(by, title=f"Call {n}", due_on=by.on)),
    "asks:inbox": (Role.AGENCY_LEAD, lambda by, n: asks.asked("council", title=f"Ask {n}")),
    "plans:findings": (Role.BUSINESS_MANAGER, lambda by, n: thread.finding(by, title=f"Found {n}")),
    "plans:actions": (
        Role.BUSINESS_MANAGER,
        lambda by, n: thread.action(by=by, words=f"Do {n}", agency=AgencyFactory(code=f"agency-{n}")),
    ),
    "plans:trackers": (Role.BUSINESS_MANAGER, a_tracker),
    "plans:strategies": (Role.BUSINESS_MANAGER, lambda by, n: planning.strategy(by, title=f"Plan {n}")),
    "plans:deliveries": (Role.BUSINESS_MANAGER, lambda by, n: planning.delivery(by=by)),
    "plans:said_and_dids": (Role.BUSINESS_MANAGER, lambda by, n: planning.said_and_did(by)),
    "plans:contributions": (
        Role.BUSINESS_MANAGER,
        lambda by, n: planning.contribution(by, agency=AgencyFactory(code=f"agency-{n}")),
    ),
    "plans:spends": (Role.BUSINESS_MANAGER, lambda by, n: planning.spend(by)),
    "plans:in_hands": (Role.BUSINESS_MANAGER, lambda by, n: planning.in_hand(by)),
    "plans:bids": (Role.BUSINESS_MANAGER, lambda by, n: planning.bid(by)),
    "letters:letters": (Role.BUSINESS_MANAGER, lambda by, n: a_letter(by, n)),
    "letters:sent": (Role.BUSINESS_MANAGER, lambda by, n: a_letter(by, n, sent=True)),
    "letters:templates": (Role.BUSINESS_MANAGER, lambda by, n: letters.template(by=by, title=f"Template {n}")),
    "letters:copies": (Role.REVIEW_OFFICER, lambda by, n: letters.copy(by, letters.document(by, title=f"Case {n}"))),
    "voice:voices": (Role.BUSINESS_MANAGER, lambda by, n: voices.voice(by, title=f"Said {n}")),
    "policies:policies": (
        Role.BUSINESS_MANAGER,
        lambda by, n: governed.policy(by, title=f"Policy {n}", agency=AgencyFactory(code=f"agency-{n}")),
    ),
    "meetings:meetings": (Role.BUSINESS_MANAGER, lambda by, n: meetings.meeting(by, meets_on=day(n))),
    "meetings:forward_plan": (
        Role.BUSINESS_MANAGER,
        lambda by, n: meetings.item(meetings.meeting(by, meets_on=day(n) + AHEAD), f"Item {n}", by),
    ),
    "meetings:decisions": (Role.BUSINESS_MANAGER, lambda by, n: meetings.decision(by, day(n))),
    "meetings:challenges": (Role.BUSINESS_MANAGER, lambda by, n: meetings.challenged(by, day(n))),
    "assurance:reports": (Role.BUSINESS_MANAGER, lambda by, n: assurance.begun(by, from_on=day(n))),
    "assurance:risks": (Role.BUSINESS_MANAGER, lambda by, n: assurance.risk(by, title=f"Risk {n}")),
    "assurance:duties": (Role.BUSINESS_MANAGER, lambda by, n: assurance.duty(by, title=f"Duty {n}")),
    "assurance:disagreements": (Role.BUSINESS_MANAGER, lambda by, n: assurance.disagreement()),
    "assurance:register": (
        Role.BUSINESS_MANAGER,
        lambda by, n: assurance.expected(by, agency=AgencyFactory(code=f"agency-{n}")),
    ),
    "measures:differences": (Role.DATA_ANALYST, a_difference),
    "partnership:groups": (Role.BUSINESS_MANAGER, a_group),
    "partnership:agencies": (Role.BUSINESS_MANAGER, a_group),
    "partnership:areas": (Role.BUSINESS_MANAGER, lambda by, n: setup.add_area(by=by, code=f"a-{n}", name=f"Area {n}")),
    "partnership:calendar": (
        Role.BUSINESS_MANAGER,
        lambda by, n: setup.mark_day(by=by, day_on=day(n), reason="A fair", working=True),
    ),
    "partnership:words": (
        Role.BUSINESS_MANAGER,
        lambda by, n: setup.say(by=by, code="subgroup", from_on=day(n), singular=f"part {n}", plural=f"parts {n}"),
    ),
    "partnership:choices": (
        Role.BUSINESS_MANAGER,
        lambda by, n: setup.offer(by=by, of="venues", code=f"venue-{n}", label=f"Venue {n}", from_on=SINCE),
    ),
    "partnership:rules": (Role.BUSINESS_MANAGER, a_rule),
    "partnership:time_limits": (Role.BUSINESS_MANAGER, a_limit),
    "partnership:packs": (
        Role.BUSINESS_MANAGER,
        lambda by, n: packs.receive_pack(by=manager(), file_name=f"pack-{n}.yaml", data=f"areas: [] # {n}".encode()),
    ),
    "records:emergencies": (Role.CALDICOTT, an_emergency),
    "records:outbox": (
        Role.BUSINESS_MANAGER,
        lambda by, n: outbox.put(NOTICE, to=account(), by=by, who=by.user),
    ),
    "people:list": (
        Role.SYSTEM_ADMINISTRATOR,
        lambda by, n: account(Role.LADO, agency=f"agency-{n}", name=f"Person {n}"),
    ),
    "people:invitations": (
        Role.SYSTEM_ADMINISTRATOR,
        lambda by, n: invitations.invite(
            by=actor(Role.BUSINESS_MANAGER),
            email=f"new.{n}@example.org",
            name=f"New {n}",
            agency=AgencyFactory(code=f"agency-{n}"),
            roles=[Role.DELEGATE],
        ),
    ),
    "trail:list": (
        Role.TRAIL_AUDITOR,
        lambda by, n: audit.record(Actor.system("tests", on=SINCE), "invented.done", ("access.user", str(n))),
    ),
    "invented:list": (Role.REVIEW_OFFICER, lambda by, n: notebook(by, title=f"Notebook {n}")),
}
# what can be compared is a whole year, and there are few of them; a letter that was sent was set as a PDF first
FEWER = {"measures:differences": 5, "letters:sent": 20}
# lists of what hangs on one record or group: 1 row against many is in test_pages.py of asks, imports and meetings, in
# test_need_to_know.py of records and in test_delivery_pages.py of plans
OF_ONE_RECORD = {"asks:asked", "imports:figures", "meetings:standing_items", "plans:quarter_lines", "records:people"}


def lists(patterns: list, namespace: str = "") -> set[str]:
    """The names of the addresses whose page is a list or a register."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found |= lists(pattern.url_patterns, inner)
        elif issubclass(getattr(pattern.callback, "view_class", object), ListPage | RegisterPage):
            found.add(f"{namespace}{pattern.name}")
    return found


def test_every_list_of_the_project_is_here():
    found = lists(get_resolver().url_patterns)

    assert found >= {"people:list", "trail:list", "partnership:rules"}
    assert found - LISTS.keys() - OF_ONE_RECORD == set()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_makes_as_many_queries_for_a_hundred_rows_as_for_one(name):
    role, add = LISTS[name]
    by = actor(role)
    client, address = browser(by), reverse(name)

    def rows() -> int:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.text.count("<tr")

    add(by, 0)
    before = rows()  # and what is kept for a while is kept from here on
    few = queries_of(lambda: client.get(address))
    for n in range(1, FEWER.get(name, HUNDRED)):
        add(by, n)

    assert rows() > before
    assert few >= 4  # the session, the person, their memberships: none would prove nothing
    assert queries_of(lambda: client.get(address)) == few <= MOST
