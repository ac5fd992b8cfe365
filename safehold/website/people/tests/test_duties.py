"""That the sentences of the roles page say who, where the role alone does not settle it."""

import re

import pytest

from safehold.access.roles import Role
from safehold.publications import policy as publications
from safehold.website.people.duties import duties

# the policies that depend on a record too, and the roles that each asks for
ASKED_FOR = {
    "publications.edit": publications.EDITORS,
    "publications.submit": publications.EDITORS,
    "publications.accept_finding": publications.ANSWERERS,
    "publications.approve": publications.APPROVERS,
}


def words_of(name: str) -> str:
    package, _, duty = name.partition(".")
    return next(each.words for each in duties() if (each.package, each.name) == (package, duty))


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_rule_about_reports_names_every_role_that_it_asks_for_and_no_other(name):
    named = {role for role in Role if re.search(rf"\b{re.escape(role.label)}\b", words_of(name), re.IGNORECASE)}

    assert named == set(ASKED_FOR[name])


def test_the_rule_about_emergencies_says_that_practitioners_and_their_managers_go_in():
    assert words_of("records.take_emergency_access").startswith(
        "A safeguarding practitioner or their manager goes into"
    )
    assert "Caldicott officer" in words_of("records.review_emergency")
