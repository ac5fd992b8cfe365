"""Who may set out, write, submit and publish an annual report: each policy, asked by every role, against one table."""

from datetime import date

import pytest

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.roles import Role
from safehold.publications import policy
from safehold.publications.lifecycle import Status
from safehold.publications.models import Publication, Section

DAY = date(2021, 4, 30)
OURS, THEIRS, ME, OTHER = 1, 2, 10, 11
MANAGER = {Role.BUSINESS_MANAGER}
OF_AN_AGENCY = {Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR, Role.DATA_ANALYST}
APPROVERS = {Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER}
ANSWERERS = APPROVERS | {Role.BUSINESS_MANAGER, Role.DATA_ANALYST}


def who(role: Role) -> Actor:
    return Actor(name=role.label, on=DAY, roles=frozenset({role}), user=User(pk=ME, name="Me"), agency=Agency(pk=OURS))


def report(status: Status = Status.DRAFTING, submitted_by: int | None = None) -> Publication:
    return Publication(status=status, submitted_by_id=submitted_by)


def section(agency: int = THEIRS, writer: int | None = None, status: Status = Status.DRAFTING) -> Section:
    return Section(publication=report(status), agency_id=agency, writer_id=writer)


def allowed(asked, *facts) -> set[Role]:
    answers = {role: asked(who(role), *facts) for role in Role}
    assert all(answer or answer.reason for answer in answers.values())
    return {role for role, answer in answers.items() if answer}


@pytest.mark.parametrize(
    ("asked", "facts", "roles"),
    [
        (policy.begin, (), MANAGER),
        (policy.edit, (report(),), MANAGER),
        (policy.edit, (report(Status.SUBMITTED),), set()),
        (policy.edit, (report(Status.PUBLISHED),), set()),
        (policy.submit, (report(),), MANAGER),
        (policy.write, (section(),), MANAGER),
        (policy.write, (section(writer=OTHER),), MANAGER),
        (policy.write, (section(writer=ME),), set(Role)),
        (policy.write, (section(agency=OURS),), MANAGER | OF_AN_AGENCY),
        (policy.write, (section(agency=OURS, writer=ME, status=Status.SUBMITTED),), set()),
        (policy.approve, (report(Status.SUBMITTED, submitted_by=OTHER),), APPROVERS),
        (policy.approve, (report(Status.SUBMITTED, submitted_by=ME),), set()),
        (policy.accept_finding, (report(),), ANSWERERS),
        (policy.accept_finding, (report(Status.SUBMITTED),), set()),
        (policy.sign_gap, (report(),), APPROVERS),
        (policy.sign_gap, (report(Status.SUBMITTED),), set()),
        (policy.withdraw_gap, (report(),), APPROVERS | MANAGER),
        (policy.withdraw_gap, (report(Status.SUBMITTED),), set()),
    ],
)
def test_who_may_is_this_table(asked, facts, roles):
    assert allowed(asked, *facts) == roles


def test_a_section_without_a_writer_is_not_everybodys_who_has_no_account():
    nobodys = Actor(name="Nobody", on=DAY)

    assert not policy.write(nobodys, section(writer=None))
