"""Who may see the figures before they are published, and who decides which of two prints."""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.reach import TABLE, Reach
from safehold.access.roles import Role
from safehold.measures import policy

DAY = date(2021, 4, 30)
OUTSIDE = {
    Role.EXTERNAL_REVIEWER, Role.SCHOOL_LEAD, Role.DELEGATE, Role.TRAINER, Role.TRAIL_AUDITOR, Role.CASE_FILE_AUDITOR,
    Role.SYSTEM_ADMINISTRATOR,
}  # fmt: skip


def allowed(asked) -> set[Role]:
    answers = {role: asked(Actor.standing_in(role, on=DAY)) for role in Role}
    assert all(answer or answer.reason for answer in answers.values())
    return {role for role, answer in answers.items() if answer}


def test_members_of_the_partnership_see_its_figures_and_nobody_else():
    assert allowed(policy.see) == set(Role) - OUTSIDE
    assert {role for role in Role if TABLE[role][1] == Reach.ALL} == set(Role) - OUTSIDE


def test_those_who_answer_for_the_figures_decide_which_prints():
    assert allowed(policy.decide) == {Role.BUSINESS_MANAGER, Role.DATA_ANALYST}


def test_safehold_itself_sees_the_figures_and_decides_nothing():
    system = Actor.system("a test", on=DAY)

    assert policy.see(system)
    assert not policy.decide(system)
