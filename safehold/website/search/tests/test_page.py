"""The box on every page: what it finds, what it says where it finds nothing, and what it leaves in the trail."""

import re
from html import unescape

import pytest

from safehold.access import audit
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.assurance.tests.factories import risk
from safehold.meetings.models import Decision
from safehold.meetings.tests.factories import decision, item, meeting, member, recused, secretary
from safehold.partnership.actions import agencies, groups
from safehold.partnership.models import Group
from safehold.partnership.tests.factories import DAY, group, manager
from safehold.plans.tests.factories import finding
from safehold.records import writing
from safehold.records.pages.counting import CAP
from safehold.records.tests.promises import browser, queries_of, without_nonce

pytestmark = pytest.mark.django_db
HIT = re.compile(r'<a class="govuk-link app-found__name" href="([^"]*)">([^<]*)</a>')


def ask(who, typed: str, **more):
    return browser(who).get("/search/", {"q": typed, **more})


def hits(who, typed: str, **more) -> list[str]:
    return [unescape(name) for _, name in HIT.findall(ask(who, typed, **more).text)]


def searched() -> list[AuditLine]:
    return list(AuditLine.objects.filter(event="website.searched").order_by("id"))


def test_the_box_stands_on_every_page_of_whoever_is_signed_in_and_on_no_other(client):
    box = 'name="q" type="search"'
    assert box in browser(actor(Role.DELEGATE)).get("/").text
    assert box in browser(manager()).get("/plans/").text
    assert box not in client.get("/").text
    assert client.get("/search/?q=plan").status_code == 302


def test_the_box_has_a_label_and_keeps_what_was_typed():
    page = ask(manager(), 'a "plan" <b>').text
    assert 'aria-label="Search by name or reference"' in page
    assert 'value="a &#34;plan&#34; &lt;b&gt;"' in page


def test_a_whole_reference_leads_straight_to_the_record():
    made = risk(by=manager())
    answer = ask(manager(), made.reference.lower().replace("-", ""))
    assert (answer.status_code, answer.headers["Location"]) == (302, made.get_absolute_url())
    assert searched()[-1].facts["uids"] == [str(made.uid)]


def test_the_reference_of_a_decision_leads_to_the_item_that_it_was_made_at():
    by = secretary()
    made = decision(by, DAY.replace(day=20))
    answer = ask(by, made.reference)
    assert answer.headers["Location"] == made.item.get_absolute_url()
    assert hits(actor(Role.AGENCY_LEAD, agency="health"), made.reference) == []  # who is not of the board


def test_what_is_found_says_what_it_is_and_whose():
    made = risk(by=manager(), title="Too few foster carers")
    page = ask(manager(), "foster", kind="assurance.risk").text
    assert HIT.findall(page) == [(made.get_absolute_url(), "Too few foster carers")]
    assert f"Risk, {made.entry.owner}, {made.reference}" in unescape(page)
    assert "<strong>1 result</strong>" in page


def test_agencies_and_groups_are_found_by_every_name_that_they_had():
    by = manager()
    AgencyFactory(code="ccg")
    agencies.rename_agency(
        AgencyFactory(code="ccg"), by=by, name="Westmere Integrated Care Board", from_on=DAY, short_name="ICB"
    )
    made = group("learning", by=by)
    groups.rename_group(made, by=by, name="Practice Circle", from_on=DAY)
    former = made.names.order_by("from_on").first().name

    assert hits(by, "icb") == ["Westmere Integrated Care Board"]
    assert hits(by, former, kind="group") == hits(by, "practice circ") == ["Practice Circle"]
    assert Group.objects.get(code="learning").current_name == "Practice Circle"


def test_a_person_is_found_by_whoever_keeps_accounts():
    somebody = actor(Role.AGENCY_LEAD, agency="police")
    assert hits(manager(), somebody.name, kind="person") == [somebody.name]
    assert hits(secretary(), somebody.name) == []


def test_a_member_who_steps_back_from_an_item_finds_nothing_of_it():
    police, health, by = member("police"), member("health"), secretary()
    one = item(meeting(by), title="Allegation about a manager", by=by)
    assert hits(police, "allegation manager") == ["Allegation about a manager"]

    recused(one, police, by)

    gone, never = ask(police, "allegation manager"), ask(police, "allegation manaqer")
    assert hits(police, "allegation manager") == []
    assert without_nonce(gone.text).replace("manager", "") == without_nonce(never.text).replace("manaqer", "")
    assert hits(health, "allegation manager") == ["Allegation about a manager"]


def test_what_came_out_of_a_hidden_record_is_hidden_too():
    by = manager()
    one = meeting(secretary())
    made = writing.create(
        type(finding()), by=by, out_of=one.entry, title="Sealed away", words="-", found_by="audit", found_on=DAY
    )
    outsider = actor(Role.AGENCY_LEAD, agency="health")
    assert hits(by, "sealed away") == [made.title]
    assert hits(outsider, "sealed away") == []


def test_a_hidden_reference_answers_like_one_that_never_was():
    made = decision(secretary(), DAY.replace(day=20))
    who = actor(Role.AGENCY_LEAD, agency="health")
    hidden, never = made.reference, "DEC-2222-2222"
    assert not Decision.objects.filter(reference=never).exists()
    there, absent = ask(who, hidden), ask(who, never)
    assert there.status_code == absent.status_code == 200
    assert without_nonce(there.text).replace(hidden, "") == without_nonce(absent.text).replace(never, "")


def test_each_search_is_one_line_that_says_what_was_shown_and_not_what_was_typed():
    made = finding(title="Capacity of the night staff")
    typed = "Night Capacity"

    ask(manager(), typed)

    (line,) = searched()
    assert line.count == 1
    assert line.facts == {"uids": [str(made.uid)], "searched": audit.words_digest(typed)}
    assert "night" not in str(line.__dict__).lower()


def test_the_trail_says_which_agencies_and_people_were_shown():
    somebody = actor(Role.AGENCY_LEAD, agency="police")
    ask(manager(), somebody.name, kind="person")
    assert searched()[-1].facts["named"] == [f"person:{somebody.user_id}"]


def test_without_words_nothing_is_searched_and_the_page_says_what_to_type():
    for typed in ("", "   ", "😀", "%", "\0"):
        page = ask(manager(), typed)
        assert page.status_code == 200
        assert "Enter a word, a name or a reference" in page.text
    assert searched() == []


def test_where_nothing_is_found_the_page_says_what_to_do():
    page = ask(manager(), "unheard of", kind="plans.finding").text
    assert "Nothing that you can see goes by this name or reference in this kind." in page
    assert "check the spelling" in page
    assert 'href="?q=unheard+of"' in page


@pytest.mark.parametrize(
    "typed",
    ["x" * 100_000, "ab " * 5000, "%_%", "'; DROP TABLE records_entry; --", '"\\', "\0\0", "e\u0301" * 300, "ﷺ" * 200,
     "🧑‍🤝‍🧑 plan", "\u202eplan", "a:* | !b", "<script>alert(1)</script>", "١٢٣", "計画"],
)  # fmt: skip
def test_whatever_is_typed_is_answered(typed):
    finding(title="Capacity")
    answer = ask(manager(), typed)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "Capacity" not in [name for _, name in HIT.findall(answer.text)]


@pytest.mark.parametrize("more", [{"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "٣"}])
def test_a_page_that_is_none_is_the_first(more):
    finding(title="Zenith")
    assert hits(manager(), "zenith", **more) == ["Zenith"]


@pytest.mark.parametrize("page", ["2", "11", "999999"])
def test_a_page_beyond_the_last_leads_back_to_the_first(page):
    finding(title="Capacity")
    assert ask(manager(), "capacity", page=page).headers["Location"] == "?q=capacity"


def test_a_kind_that_is_none_is_refused():
    answer = ask(manager(), "plan", kind="x")
    assert answer.status_code == 422
    assert searched() == []


def test_a_kind_narrows_what_is_found():
    finding(title="Capacity")
    risk(by=manager(), title="Capacity of the team")
    everything = hits(manager(), "capacity")
    assert everything[:2] == ["Capacity of the team", "Capacity"]
    assert everything[2:] == hits(manager(), "capacity", kind="figure") != []
    assert hits(manager(), "capacity", kind="plans.finding") == ["Capacity"]


def test_the_newest_come_first_twenty_five_to_a_page_and_no_more_are_counted_than_the_house_counts(monkeypatch):
    monkeypatch.setattr("safehold.website.search.queries.CAP", 30)
    assert CAP == 250
    by = manager()
    for number in range(32):
        finding(by, title=f"Zenith {number}")
    first, second = ask(by, "zenith").text, ask(by, "zenith", page=2).text
    assert [name for _, name in HIT.findall(first)] == [f"Zenith {number}" for number in range(31, 6, -1)]
    assert [name for _, name in HIT.findall(second)] == [f"Zenith {number}" for number in range(6, 1, -1)]
    assert "30+" in first
    assert "Add a word, or choose a kind." in first


def test_what_is_no_record_comes_first_and_pages_go_on_through_both():
    by = manager()
    for number in range(27):
        AgencyFactory(code=f"zeta-{number}")
    for each in [AgencyFactory(code=f"zeta-{number}") for number in range(27)]:
        agencies.rename_agency(each, by=by, name=f"Zeta {each.code[5:]:>02}", from_on=DAY)
    finding(by, title="Zeta of records")
    first, second = hits(by, "zeta"), hits(by, "zeta", page=2)
    assert first == [f"Zeta {number:02}" for number in range(25)]
    assert second == ["Zeta 25", "Zeta 26", "Zeta of records"]


def test_a_search_asks_no_more_for_many_than_for_one():
    by = manager()
    finding(by, title="Capacity 0")
    web = browser(by)
    web.get("/search/?q=capacity")
    few = queries_of(lambda: web.get("/search/?q=capacity"))
    for number in range(30):
        finding(by, title=f"Capacity {number}")
    assert queries_of(lambda: web.get("/search/?q=capacity")) == few <= 12
