"""What the pages of roles say is what the policies answer, and a role bears the partnership's own words."""

import re

import html5lib
import pytest
from django.urls import reverse

from safehold.access.models import RoleTitle
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, actor
from safehold.website.people import duties
from safehold.website.people.tests.sending import send

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def test_the_roles_page_says_who_may_do_what_from_the_policies_themselves(browser):
    page = browser.get(reverse("people:role", args=[Role.TRAIL_AUDITOR])).content.decode()
    may, depends, may_not = (
        page.split(heading)[1] for heading in ("What it may do", "What depends", "What it may not do")
    )

    assert "See trail" in may.split("What depends")[0]
    assert "Close account" in depends.split("What it may not do")[0]
    assert "Retitle roles" in may_not


def test_every_package_says_its_policies_and_those_of_the_actor_alone_answer_for_every_role():
    found = duties.duties()

    assert {"access", "records"} <= {duty.package for duty in found}
    for duty in found:
        if not duty.depends_on:
            assert all(duty.allows(role, on=DAY) in (True, False) for role in Role), duty.name


@pytest.mark.parametrize("duty", duties.duties(), ids=lambda duty: f"{duty.package}.{duty.name}")
def test_what_a_policy_says_of_itself_is_a_sentence_for_whoever_reads_the_page(duty):
    if duty.package != "invented":
        assert duty.words.endswith(".")
        assert not {"`", "actor", "entry"} & set(re.findall(r"`|\w+", duty.words))
        assert duty.area in duties.AREAS.values()


@pytest.mark.parametrize("role", list(Role))
def test_what_the_page_says_of_a_role_is_what_somebody_who_holds_it_is_answered(role):
    """The page asks as nobody in particular: a rule that looked at who asks, or for whom, would make it untrue."""
    somebody = actor(role)
    asked = [duty for duty in duties.duties() if not duty.depends_on]

    assert len(asked) > 10
    assert {duty.name: duty.allows(role, on=DAY) for duty in asked} == {
        duty.name: bool(duty.ask(somebody)) for duty in asked
    }


def test_the_roles_page_says_of_each_thing_who_may_do_it(browser):
    page = browser.get(reverse("people:roles")).content.decode()
    rows = {
        row.find(".//th//strong").text: row.find("td").text
        for row in html5lib.parse(page, namespaceHTMLElements=False).findall(".//tr")
        if row.find(".//th//strong") is not None
    }

    assert rows["See trail"] == "Trail auditor"
    assert rows["Retitle roles"] == "Business manager and System administrator"
    assert rows["See roles"] == "Everybody who acts for an agency"
    assert rows["See what came"].startswith("Independent chair")


def test_a_kind_of_record_that_a_role_sees_further_is_on_its_page(browser):
    shown = browser.get(reverse("people:role", args=[Role.AGENCY_CONTRIBUTOR])).content.decode()
    plain = browser.get(reverse("people:role", args=[Role.TRAINER])).content.decode()

    assert ("Submissions</dt>" in shown, "Submissions</dt>" in plain) == (True, False)


def test_a_changed_policy_changes_the_page(browser, monkeypatch):
    """The control: what the page says is asked, not written."""
    duty = next(duty for duty in duties.duties() if duty.name == "see_trail")
    before = duty.allows(Role.DELEGATE, on=DAY)
    changed = duties.Duty(duty.package, duty.name, duty.words, (), lambda actor: actor.is_any(Role.DELEGATE))

    assert (before, changed.allows(Role.DELEGATE, on=DAY)) == (False, True)


def test_a_role_is_retitled_in_the_partnerships_own_words(browser):
    send(
        browser,
        reverse("people:retitle", args=[Role.TRAINER]),
        title="Pool trainer",
        description="Trains with others.",
        switched_on="on",
    )

    assert RoleTitle.objects.get().title == "Pool trainer"
    assert "Pool trainer" in browser.get(reverse("people:roles")).content.decode()


def test_a_role_that_is_not_one_is_not_there(browser):
    assert browser.get(reverse("people:role", args=["emperor"])).status_code == 404
