"""The pages: who may open what, what they show on which day, and how what is asked is done, refused or shown again."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from safehold.access.models import Agency, AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership import urls
from safehold.partnership.actions import agencies, groups, rows, seats, setup
from safehold.partnership.models import Amendment, Chair, Group, PackFile, Rule, Seat, SeatHolder, Word
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat
from safehold.partnership.tests.test_packs import TINY, loaded
from safehold.records.tests import promises

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HOME = "/partnership/"
SEES = {role for role in Role if role is not Role.DELEGATE}
NAMES_NOT_SHOWN = {
    Role.SYSTEM_ADMINISTRATOR,
    Role.TRAIL_AUDITOR,
    Role.EXTERNAL_REVIEWER,
    Role.TRAINER,
    Role.CASE_FILE_AUDITOR,
    Role.SCHOOL_LEAD,
}


def browser(who):
    return promises.sign_in(Client(), who)


@pytest.fixture
def board():
    """A board with one seat that Alex Fenwick fills for the fire service, and chairs."""
    by = manager()
    fire = agency("fire", by=by)
    made = group("board", by=by, kind="executive")
    alex = person(fire, name="Alex Fenwick")
    seats.fill_seat(seat(made, fire, by=by), by=by, user=alex, from_on=SINCE)
    groups.appoint_chair(made, by=by, user=alex, agency=fire, from_on=SINCE)
    agencies.add_contact(fire, by=by, purpose="Referrals", name="Alex Fenwick", email="a@example.org", from_on=SINCE)
    return made


# --- who may open what ---


def addresses(of):
    """Every address of the partnership, about things that are there."""
    fire = Agency.objects.get(code="fire")
    held = Seat.objects.get()
    facts = {
        "groups/<slug:uid>": {"uid": of.code},
        "agencies/<slug:uid>": {"uid": fire.code},
        "seats/<int:uid>": {"uid": held.pk},
        "packs/<int:uid>": {"uid": PackFile.objects.get().pk},
        "rows/<slug:kind>": {"kind": "seat", "uid": held.pk},
    }
    for pattern in urls.urlpatterns:
        route = str(pattern.pattern)
        kwargs = next((known for start, known in facts.items() if route.startswith(start)), {})
        yield pattern.name, reverse(f"partnership:{pattern.name}", kwargs=kwargs)


READ = {
    "partnership",
    "groups",
    "group",
    "terms",
    "group_history",
    "agencies",
    "agency",
    "agency_history",
    "areas",
    "calendar",
    "words",
    "choices",
    "rules",
    "time_limits",
}
PEOPLE = {"fill", "add_contact"}  # the agency's lead, and the business manager


def expected(name, role):
    """What a page answers to a role that acts for an agency with no part in it."""
    if role not in SEES:
        return 404 if name == "fill" or name in ABOUT_ONE else 403
    if name in READ:
        return 200
    if name == "holders":
        return 404 if role in NAMES_NOT_SHOWN else 200
    if name in PEOPLE | {"appoint_chair"}:
        return 200 if role == Role.BUSINESS_MANAGER else 403
    if name == "pack" and role not in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR):
        return 404
    return 200 if role in (Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR) else 403


ABOUT_ONE = {
    *("adopt_terms", "change_group", "rename_group", "close_group", "answer_to", "carry_out", "appoint_chair"),
    *("set_quorum", "give_seat", "change_agency", "rename_agency", "close_agency", "join_body", "add_contact"),
    *("pack", "end", "correct", "take_out"),
}


@pytest.mark.parametrize("role", list(Role))
def test_every_address_answers_each_role_as_the_table_says(board, role):
    PackFile.objects.create(
        file_name="tiny.yaml",
        text=TINY.read_text(),
        sha256="-",
        made_at="2021-04-30T09:00Z",
        changed_at="2021-04-30T09:00Z",
    )
    page = browser(actor(role, agency="elsewhere"))

    found = {name: page.get(address).status_code for name, address in addresses(board)}

    assert len(found) == len(urls.urlpatterns) >= 44
    assert found == {name: expected(name, role) for name in found}


def test_a_stranger_is_asked_to_sign_in_at_every_address(board):
    PackFile.objects.create(
        file_name="x", text="x", sha256="-", made_at="2021-04-30T09:00Z", changed_at="2021-04-30T09:00Z"
    )

    for _, address in addresses(board):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith("/account/login/"), address


@pytest.mark.parametrize("role", sorted(SEES))
def test_names_of_people_are_shown_to_those_who_reach_the_partnership_and_to_no_one_else(board, role):
    page = browser(actor(role, agency="elsewhere"))
    pages = ["/partnership/groups/board/", "/partnership/groups/board/history/", "/partnership/agencies/fire/"]

    shown = [name for name in pages if "Alex Fenwick" in page.get(name).text]

    assert shown == ([] if role in NAMES_NOT_SHOWN else pages)


def test_a_school_lead_sees_the_names_of_their_own_agency(board):
    page = browser(actor(Role.SCHOOL_LEAD, agency="fire"))

    assert "Alex Fenwick" in page.get("/partnership/groups/board/").text


def test_an_agency_lead_keeps_their_own_contacts_and_seats_and_gets_no_button_for_others(board):
    ours, theirs = (browser(actor(Role.AGENCY_LEAD, agency=code)) for code in ("fire", "police"))
    address = "/partnership/agencies/fire/"

    assert "Add a contact" in ours.get(address).text
    assert "Add a contact" not in theirs.get(address).text
    assert theirs.get("/partnership/agencies/fire/contacts/add/").status_code == 403
    assert AuditLine.objects.filter(event="refused", facts__tried="partnership.add_contact").count() == 1


# --- what is shown, on which day ---


def test_the_structure_is_shown_as_it_was_on_a_day(db):
    by = manager()
    group("board", by=by, kind="executive")
    group("late", by=by, founded_on=date(2020, 9, 1), from_on=date(2020, 9, 1), name="Late Group")
    page = browser(by)

    now = page.get(HOME).text
    june = page.get(HOME, {"day-day": "30", "day-month": "6", "day-year": "2020"}).text

    assert "Late Group" in now
    assert "Late Group" not in june
    assert "made up on 30 June 2020" in june
    assert now.count("<svg") == 1
    wrong = page.get(HOME, {"day-day": "31", "day-month": "2", "day-year": "2021"})
    assert wrong.status_code == 422
    assert "The day must be a real date" in wrong.text


def test_an_empty_installation_says_so_and_leads_to_a_pack():
    page = browser(actor(Role.SYSTEM_ADMINISTRATOR))

    shown = page.get(HOME)

    assert "Nobody has described this partnership yet" in shown.text
    assert reverse("partnership:send_pack") in shown.text


def test_a_page_says_what_an_agency_was_called_that_day(db):
    by = manager()
    health = agency("health", by=by, name="Clinical Commissioning Group")
    agencies.rename_agency(health, by=by, name="Integrated Care Board", from_on=date(2022, 7, 1))
    page = browser(by)

    assert (
        '<h1 class="govuk-heading-l">Clinical Commissioning Group</h1>'
        in page.get("/partnership/agencies/health/").text
    )
    listed = page.get("/partnership/agencies/", {"q": "integrated"}).text
    assert "Clinical Commissioning Group</a>" in listed


def test_a_closed_group_leaves_the_list_and_can_be_asked_for(board):
    by = manager()
    groups.close_group(group("website", by=by, name="Website Group"), by=by, closed_on=DAY)
    page = browser(by)

    assert "Website Group" not in page.get("/partnership/groups/").text
    assert "Website Group" in page.get("/partnership/groups/", {"closed": "on"}).text


def test_vacancies_stand_on_the_page_from_the_day_that_the_rule_says(board):
    by = manager()
    rows.end(SeatHolder.objects.get(), by=by, to_on=date(2021, 2, 1))
    page = browser(by)

    assert "1 seat" in page.get(HOME).text
    Rule.objects.create(
        key="vacancy.notice_days",
        from_on=SINCE,
        value=90,
        source="-",
        made_at="2021-04-30T09:00Z",
        changed_at="2021-04-30T09:00Z",
    )
    assert "None has been empty for 90 days" in page.get(HOME).text


@pytest.mark.parametrize(
    "address",
    [
        *("groups/", "agencies/", "groups/board/", "groups/board/history/", "groups/board/terms-of-reference/"),
        *("agencies/fire/", "agencies/fire/history/", "words/", "rules/", "time-limits/", ""),
    ],
)
def test_pages_make_as_many_queries_for_a_hundred_rows_as_for_one(board, address):
    by = manager()
    page = browser(by)

    def add(n):
        other = agency(f"agency-{n}", by=by)
        of = group(f"group-{n}", by=by)
        groups.answer_to(of, by=by, to_group=board, from_on=SINCE)
        seats.fill_seat(seat(of, other, by=by), by=by, user=person(other), from_on=SINCE)
        seat(board, other, by=by)
        seat(of, Agency.objects.get(code="fire"), by=by)
        groups.set_quorum(of, by=by, least_agencies=1, from_on=SINCE)
        groups.carry_out(board, by=by, body="RELEVANT_BODIES_ASB", from_on=DAY) if n == 0 else None

    add(0)
    page.get(HOME + address)
    few = promises.queries_of(lambda: page.get(HOME + address))
    for n in range(1, 100 if address in ("groups/", "groups/board/") else 9):
        add(n)

    assert promises.queries_of(lambda: page.get(HOME + address)) == few <= 12


def test_no_page_is_heavy(db):
    loaded(Path(__file__).parents[3] / "packs" / "westmere.yaml")
    page = browser(actor(Role.BUSINESS_MANAGER))

    for address in ("", "groups/", "agencies/", "groups/strategic-board/", "agencies/constabulary/", "packs/"):
        assert len(page.get(HOME + address).content) < 60_000, address


# --- what is asked ---


def test_a_group_is_added_given_a_seat_and_the_seat_filled_page_by_page(db):
    by = manager()
    fire = agency("fire", by=by)
    alex = person(fire, name="Alex Fenwick")
    page = browser(by)

    made = promises.ask_and_answer(
        page,
        "/partnership/groups/add/",
        name="Water Safety Group",
        code="water",
        kind="subgroup",
        purpose="To keep people safe by the water.",
        founded_on=date(2020, 6, 1),
    )
    assert made.url == "/partnership/groups/water/"
    given = promises.ask_and_answer(
        page, "/partnership/groups/water/seats/add/", agency="fire", kind="member", from_on=date(2020, 6, 1)
    )
    assert given.status_code == 302
    held = Seat.objects.get()
    promises.ask_and_answer(
        page, f"/partnership/seats/{held.pk}/fill/", user=alex.pk, capacity="main", from_on=date(2020, 6, 1)
    )

    shown = page.get("/partnership/groups/water/").text
    assert "Alex Fenwick" in shown
    assert "Vacant" not in shown
    assert "Founded 1 June 2020" in shown


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(board):
    page = browser(manager())

    wrong = promises.ask_and_answer(page, "/partnership/groups/add/", name="Typed", founded_on=date(2020, 1, 1))
    assert wrong.status_code == 422
    for words in ("Enter a code for the group", "Select the kind of group", "Enter what the group is for"):
        assert words in wrong.text
    assert 'value="Typed"' in wrong.text

    refused = promises.ask_and_answer(
        page, "/partnership/groups/board/chair/add/", user=Chair.objects.get().user_id, agency="fire", from_on=DAY
    )
    assert refused.status_code == 409
    assert "The group already has a chair on some of those days" in refused.text


@pytest.mark.parametrize(
    ("address", "answers", "reason"),
    [
        ("groups/board/answers-to/add/", {"from_on": DAY}, "Select one group or one statutory body"),
        (
            "agencies/fire/contacts/add/",
            {"purpose": "x", "from_on": DAY},
            "Enter an email address or a telephone number",
        ),
        ("describe/", {"name": "x", "website": "not a site"}, "Enter a web address, like https://example.org/"),
        ("groups/board/quorum/add/", {"least_agencies": "0"}, "The number of agencies must be 1 or more"),
    ],
)
def test_answers_that_cannot_be_are_refused_where_they_stand(board, address, answers, reason):
    wrong = promises.ask_and_answer(browser(manager()), HOME + address, **answers)

    assert wrong.status_code == 422
    assert reason in wrong.text


def test_a_seat_is_ended_corrected_and_taken_out_from_its_own_pages(board):
    by = manager()
    page = browser(by)
    other = seat(board, agency("police", by=by), by=by)
    at = f"/partnership/rows/seat/{other.pk}"

    corrected = promises.ask_and_answer(
        page, f"{at}/correct/", office="Chief constable", kind="member", from_on=date(2020, 1, 1), why="Misread"
    )
    assert corrected.status_code == 302
    promises.ask_and_answer(page, f"{at}/end/", to_on=DAY)
    other.refresh_from_db()
    assert (other.office, other.from_on, other.to_on) == ("Chief constable", date(2020, 1, 1), DAY)

    gone = promises.ask_and_answer(page, f"{at}/take-out/", why="Never was")
    assert gone.url == "/partnership/groups/board/"
    assert not Seat.objects.filter(pk=other.pk).exists()
    history = page.get("/partnership/groups/board/history/").text
    assert "Misread" in history
    assert "It was taken out" in history
    assert Amendment.objects.count() == 2
    assert page.get(f"{at}/end/").status_code == 404


def test_whoever_corrects_a_row_that_changed_meanwhile_is_told_and_keeps_what_they_typed(board):
    by = manager()
    page = browser(by)
    held = Seat.objects.get()
    address = f"/partnership/rows/seat/{held.pk}/correct/"
    shown = page.get(address)
    rows.correct(Seat.objects.get(), by=by, office="Area manager", why="First")

    answers = {"office": "Group manager", "kind": "member", "from_on": SINCE, "why": "Second"}
    late = page.post(address, promises.typed(answers) | promises.hidden_of(shown.text))

    assert late.status_code == 409
    assert "Group manager" in late.text
    held.refresh_from_db()
    assert held.office == "Area manager"


@pytest.mark.parametrize(
    "address", ["rows/user/1/end/", "rows/word/1/end/", "rows/seat/999/end/", "groups/none/", "agencies/none/"]
)
def test_what_is_not_there_is_not_there(board, address):
    assert browser(manager()).get(HOME + address).status_code == 404


def test_a_word_and_a_rule_are_chosen_from_a_day_and_corrected(db):
    page = browser(manager())
    promises.ask_and_answer(
        page, "/partnership/words/add/", code="subgroup", singular="circle", plural="circles", from_on=date(2021, 1, 1)
    )
    promises.ask_and_answer(
        page, "/partnership/rules/add/", key="vacancy.notice_days", value="30", from_on=DAY, source="Executive"
    )
    promises.ask_and_answer(
        page,
        f"/partnership/rows/rule/{Rule.objects.get().pk}/correct/",
        value="45",
        from_on=DAY,
        source="Executive",
        why="Typed wrongly",
    )
    refused = promises.ask_and_answer(
        page, "/partnership/rules/add/", key="vacancy.notice_days", value="soon", from_on=SINCE, source="Executive"
    )

    assert "circles" in page.get("/partnership/words/").text
    assert Rule.objects.get().value == 45
    assert "vacancy.notice_days is a whole number from 0 to 999" in refused.text
    assert Word.objects.get().from_on == date(2021, 1, 1)


def test_every_link_that_a_page_offers_leads_somewhere(db):
    """From the front page of the partnership on: what is offered to a business manager can be opened."""
    loaded()
    page = browser(manager())
    waiting, seen = [HOME], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        shown = page.get(address)
        assert shown.status_code == 200, address
        if shown["Content-Type"].startswith("text/html"):
            links = {link.partition("#")[0].partition("?")[0] for link in re.findall(r'href="([^"]+)"', shown.text)}
            waiting += [link for link in links if link.startswith(HOME) and link not in seen and link not in waiting]
    assert len(seen) > 80


# --- packs ---


def send(page, data, name="tiny.yaml"):
    shown = page.get("/partnership/packs/send/")
    return page.post(
        "/partnership/packs/send/", promises.hidden_of(shown.text) | {"file": SimpleUploadedFile(name, data)}
    )


def test_a_pack_is_sent_looked_at_and_loaded(db):
    page = browser(actor(Role.SYSTEM_ADMINISTRATOR, agency="it"))

    sent = send(page, TINY.read_bytes())
    pack = PackFile.objects.get()
    assert sent.url == f"/partnership/packs/{pack.pk}/"
    assert not Group.objects.exists()
    shown = page.get(sent.url)
    assert "harbour-group" in shown.text

    agreed = {"_differences": shown.text.split('name="_differences" value="')[1].split('"')[0]}
    done = page.post(sent.url, promises.hidden_of(shown.text) | agreed)

    assert done.status_code == 302
    assert Group.objects.count() == 2
    assert "rows written" in page.get(sent.url).text
    again = page.post(sent.url, promises.hidden_of(shown.text) | agreed)
    assert again.status_code == 302  # the same button pressed twice does nothing
    assert AuditLine.objects.filter(event="partnership.pack_loaded").count() == 1
    downloaded = page.get("/partnership/packs/download/")
    assert downloaded["Content-Disposition"] == 'attachment; filename="partnership.yaml"'
    assert "Lundsey Council" in downloaded.text


def test_a_pack_with_mistakes_is_not_kept_and_every_mistake_is_listed_with_its_line(db):
    page = browser(manager())

    wrong = send(page, b"words: [{code: agency}]\nrooms: []\n")

    assert wrong.status_code == 409
    assert "There are 4 things to put right in the pack" in wrong.text
    assert "There is no such section" in wrong.text
    assert "Enter the first day" in wrong.text
    assert not PackFile.objects.exists()
    assert "must be a YAML or YML" in send(page, b"x", name="pack.exe").text


def test_a_pack_that_would_be_refused_says_why_and_has_no_button(board):
    page = browser(manager())
    text = "seats: [{group: board, agency: fire, kind: observer, needed_for_quorum: yes, from_on: 2019-01-01, to_on: 2019-02-01}]"

    sent = send(page, text.encode())
    shown = page.get(sent.url).text

    assert "Only a member&#39;s seat can be needed for a quorum" in shown
    assert "Load the pack" not in shown


def test_a_pack_agreed_to_on_what_is_no_longer_so_is_shown_again(db):
    by = manager()
    page = browser(by)
    sent = send(page, TINY.read_bytes())
    shown = page.get(sent.url)
    agency("council", by=by)

    agreed = {"_differences": shown.text.split('name="_differences" value="')[1].split('"')[0]}
    late = page.post(sent.url, promises.hidden_of(shown.text) | agreed)

    assert late.status_code == 409
    assert "has changed since you were shown the differences" in late.text
    assert not Group.objects.exists()


def test_what_is_heard_of_a_marked_day_is_the_day_as_people_say_it(db):
    by = manager()
    setup.mark_day(by=by, day_on=date(2021, 8, 30), working=True, reason="The office is open")

    page = browser(by).get(HOME + "calendar/").text

    assert '<span class="govuk-visually-hidden"> 30 August 2021: The office is open</span>' in page
    assert "2021-08-30" not in page


def test_the_page_of_a_loaded_pack_and_the_list_of_packs_name_one_day(settings):
    """In the demonstration the list told of its one day, and the page of the real one."""
    settings.BUSINESS_DATE = date(2021, 4, 30)
    call_command("pack", "load", str(TINY), "--yes")
    client = browser(manager())
    address = reverse("partnership:pack", args=[PackFile.objects.get().pk])

    assert "It was loaded on 30 April 2021 at" in client.get(address).content.decode()
    assert "30 April 2021 at" in client.get(reverse("partnership:packs")).content.decode()
