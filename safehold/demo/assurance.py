"""What Westmere is assured of, wholly invented: groups' reports and the Executive's answers, reports received, risks, the
assurance framework, and three professional disagreements.

Each step is taken on its own day by somebody who could have taken it.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency, LegalBody, Membership
from safehold.access.roles import Role
from safehold.assurance import actions
from safehold.assurance.lifecycle import Told
from safehold.assurance.models import (
    AskedFor,
    AssuredDuty,
    GroupReport,
    LookKind,
    Outcome,
    ReceivedReport,
    Sure,
    Verdict,
)
from safehold.assurance.queries import duties
from safehold.assurance.queries import reports as read
from safehold.partnership.models import Chair, Group

Q3, Q4 = (date(2020, 10, 1), date(2020, 12, 31)), (date(2021, 1, 1), date(2021, 3, 31))
EXECUTIVE, BELOW = "strategic-board", "board-of-delivery"
QUARTER = timedelta(days=91)

# group, quarter, the day it is submitted (none is a draft), progress, barriers, what is asked, and what was answered and when
REPORTS: tuple[tuple[str, tuple[date, date], date | None, str, str, tuple[str, str], tuple[str, str, date] | None], ...] = (
    (
        "safer-homes", Q3, date(2021, 1, 20),
        "The protocol for disclosures in court was agreed with four services, and its first training day was full.",
        "Two housing providers have nobody who can take referrals from the advocates on a Friday.",
        (AskedFor.ASSISTANCE, "Will the Board ask the two housing providers to name somebody for Fridays by the end of March?"),
        (Verdict.GIVEN, "The chair wrote to both chief executives. Each has named a manager, who began on 29 March.",
         date(2021, 3, 9)),
    ),
    (
        "assurance-and-data", Q3, date(2021, 2, 15),
        "The first six files of the themed audit were read, and the data set of two agencies was agreed.",
        "Three agencies have sent no data for two quarters, and the group has had no chair since the summer.",
        (AskedFor.DIRECT_ACTION, "Will the Board name a chair for this group, and have the three agencies send their data?"),
        None,
    ),
    (
        "learning-and-review", Q4, date(2021, 4, 12),
        "All four services use the new first-visit form. Two learning reviews were finished, and their lessons taught.",
        "It is not agreed which group follows up lessons that are for commissioners.",
        (AskedFor.GUIDANCE, "Which group should be assured of actions that only a commissioner can take?"),
        None,
    ),
    (
        "exploitation-and-missing", Q4, date(2021, 4, 19),
        "The daily meeting now sees every child who was missing twice in a month. Four in five had a talk on their return.",
        "", ("", ""), None,
    ),
    (
        "early-support", Q4, date(2021, 4, 14),
        "A map of what there is for children is on the website, with a guide for those who have lost somebody.",
        "Midwives and health visitors work on the wards, so that no joint visit before a birth could begin.",
        (AskedFor.ASSISTANCE, "Will the Board ask the trusts when midwives and health visitors come back from the wards?"),
        None,
    ),
    (
        "youth-justice-board", Q3, date(2021, 1, 18),
        "The youth justice plan and a plan for recovery were agreed, and those at most risk were seen in person all year.",
        "The court sat seldom, and young people waited months to know what happens.", ("", ""), None,
    ),
    (
        "capacity-and-liberty", Q4, date(2021, 4, 16),
        "The audit of capacity across four agencies was read, and the backlog of authorisations is counted each month.",
        "Care homes closed to visitors, so that assessors worked by video.", ("", ""), None,
    ),
    (
        "learning-and-workforce", Q4, date(2021, 4, 20),
        "Courses cost the same for every agency, and the indicators of training were agreed.", "", ("", ""), None,
    ),
    (
        "lockdown-contact", (date(2020, 4, 6), date(2020, 9, 30)), date(2020, 10, 20),
        "Every child and adult on the shared list was seen or spoken to each week until schools opened. The list was handed to "
        "the daily meeting about exploitation and to the teams for adults.",
        "Some homes let nobody in, and video was not enough there.", ("", ""), None,
    ),
    (
        "safer-communities", Q4, None,
        "The night-time patrols began again in two towns, and the first problem-solving plan was closed.",
        "", ("", ""), None,
    ),
)  # fmt: skip

# kind, whose, year, when due, who reads it first, when it came, and what became of it, group by group
RECEIVED: tuple[tuple[str, str, str, date, str, date | None, tuple[tuple[date, str], ...]], ...] = (
    (
        "lado", "council-children", "2019-20", date(2020, 7, 31), "learning-and-review", date(2020, 7, 20),
        ((date(2020, 8, 20), "Clear, and fuller than last year's."), (date(2020, 10, 13), ""), (date(2020, 12, 8), "")),
    ),
    (
        "iro", "council-children", "2019-20", date(2020, 9, 30), "learning-and-review", date(2020, 9, 28),
        ((date(2020, 11, 19), "Asks for figures on advocacy next year."), (date(2021, 1, 12), ""), (date(2021, 3, 9), "")),
    ),
    (
        "section-175", "council-education", "2019-20", date(2020, 10, 30), "learning-and-review", date(2020, 10, 23),
        ((date(2020, 11, 19), ""), (date(2021, 1, 12), ""), (date(2021, 3, 9), "")),
    ),
    (
        "constabulary", "constabulary", "2019-20", date(2020, 6, 30), "safer-communities", date(2020, 6, 22),
        ((date(2020, 9, 24), "Read beside the calls of the summer."),),
    ),
    (
        "section-11", "council-children", "2020-21", date(2021, 2, 12), "learning-and-review", date(2021, 2, 5),
        ((date(2021, 2, 18), "The evidence behind some of the ratings is thin. The group will visit."),),
    ),
    ("section-175", "council-education", "2020-21", date(2021, 4, 16), "learning-and-review", None, ()),
    ("constabulary", "constabulary", "2020-21", date(2021, 6, 30), "safer-communities", None, ()),
    (
        "private-fostering", "council-children", "2019-20", date(2020, 9, 30), "safer-homes", date(2020, 9, 14),
        ((date(2020, 10, 1), ""), (date(2020, 10, 13), ""), (date(2020, 12, 8), "")),
    ),
)  # fmt: skip

# title, cause, effect, controls, group, owner's role, scores (before, with controls, reviewed), and what was done
RISKS: tuple[tuple[str, str, str, str, str, Role, tuple[int, ...], tuple[int, int], str], ...] = (
    (
        "Too few people can write safeguarding adult reviews", "Reviewers are paid less here than next door",
        "Reviews finish late, and families wait", "A shared list of reviewers with three neighbours", "learning-and-review",
        Role.REVIEW_OFFICER, (4, 4, 4, 4), (4, 4), "escalate",
    ),
    (
        "Young people are not followed when they turn eighteen", "Services for children and adults have different systems",
        "Somebody at risk of exploitation is lost from sight", "A monthly meeting about each of them",
        "exploitation-and-missing", Role.AGENCY_CONTRIBUTOR, (4, 5, 3, 4), (3, 3), "",
    ),
    (
        "Agencies send no data", "Analysts were moved to other work in the pandemic",
        "The Board decides without knowing how often something happens", "A reminder every quarter", "assurance-and-data",
        Role.DATA_ANALYST, (5, 4, 4, 3), (5, 3), "",
    ),
    (
        "Fewer people refer while homes are closed to visitors", "Visits happen by telephone",
        "Harm in the home is seen late", "Calls to every home on the list, and a poster in pharmacies", "safer-homes",
        Role.ADULTS_MANAGER, (4, 4, 3, 3), (2, 3), "tolerate",
    ),
    (
        "The money for the advocates ends in March", "The grant was for one year",
        "Survivors wait for an advocate", "A bid for two more years", "safer-homes", Role.AGENCY_LEAD, (4, 4, 3, 4), (1, 4),
        "close",
    ),
    (
        "New staff do not know the escalation policy", "It is in no induction", "Disagreements are not raised",
        "A page in the induction of two agencies", BELOW, Role.TRAINING_COORDINATOR, (3, 3, 3, 2), (2, 2), "",
    ),
)  # fmt: skip

READ = ("acute-trust", "constabulary", "council-adults", "council-children")

# title, what, where laid down, body, who carries it out, who is assured, evidence (day, words), how sure, and why
DUTIES: tuple[tuple[str, str, str, str, str, str, tuple[tuple[date, str], ...], str, str], ...] = (
    (
        "Whom agencies take on is checked first", "Staff and volunteers are checked before they work with people at risk",
        "Children Act 2004, section 11", LegalBody.SAFEGUARDING_PARTNERS, "", "learning-and-review",
        ((date(2021, 2, 12), "Forty files of new staff were read in four agencies. Thirty-nine had every check."),),
        Sure.REASONABLE, "Forty files of four agencies were read, and the one gap was closed within a week.",
    ),
    (
        "Enquiries ask adults what they want", "The adult's own wishes are asked and recorded at the start and the end",
        "Care Act 2014, section 42, and its guidance", LegalBody.SAB, "council-adults", "learning-and-review",
        ((date(2019, 11, 18), "Twelve files were read. Nine say what the adult wanted."),),
        Sure.LIMITED, "The figures are good, and the only files that were read are from before the pandemic.",
    ),
    (
        "Capacity is assessed one decision at a time", "Assessments name the decision and the day",
        "Mental Capacity Act 2005, sections 2 and 3", LegalBody.SAB, "acute-trust", "capacity-and-liberty",
        ((date(2021, 3, 3), "A sample of thirty assessments in March: twenty-four name one decision."),),
        Sure.REASONABLE, "Better than the nine of twelve a year ago, and the training goes on.",
    ),
    (
        "Allegations against staff are brought to the LADO within one day", "Employers tell within one working day",
        "Working Together, chapter on people in positions of trust", LegalBody.SAFEGUARDING_PARTNERS, "", "learning-and-review",
        (), "", "",
    ),
    (
        "Reviews change practice", "What a review recommends is done, evidenced, and tested for what it changed",
        "Care Act 2014, section 44; Children Act 2004, section 16F", LegalBody.SAB, "", "review-actions",
        ((date(2020, 2, 6), "The tracker: eleven of fourteen actions done, four with evidence."),),
        Sure.NOT, "Done is not evidence, and nobody has tested what changed.",
    ),
    (
        "Repeat victims of antisocial behaviour are heard", "Anybody can ask for a case review, and is told how",
        "Anti-social Behaviour, Crime and Policing Act 2014, section 104", LegalBody.CSP, "council-community-safety",
        "safer-communities",
        ((date(2020, 12, 14), "Seven applications were read: each was acknowledged in time, one was answered late."),),
        Sure.FULL, "Every application of the year was read by another agency.",
    ),
    (
        "Children who go missing are seen when they come back", "A talk on return is offered within three days",
        "Statutory guidance on children who run away or go missing, 2014", LegalBody.SAFEGUARDING_PARTNERS,
        "council-children", "exploitation-and-missing",
        ((date(2021, 3, 31), "Of forty-one returns in the quarter, thirty-three had a talk, thirty in three days."),),
        Sure.LIMITED, "Four in five, and nobody has asked the children what the talk was worth.",
    ),
)  # fmt: skip


def tell(acting: dict[Role, Actor]) -> None:
    """Tell it all, once: whoever builds the demonstration again finds it as people left it."""
    if GroupReport.objects.exists():
        return
    _reports(acting)
    _received(acting)
    _risks(acting)
    _duties(acting)
    _disagreements(acting)


def _by(who: Actor, on: date) -> Actor:
    return replace(who, on=on)


def _group(code: str) -> Group:
    return Group.objects.get(code=code)


def _chair(code: str, on: date, otherwise: Actor) -> Actor:
    """Whoever chairs a group that day; somebody else where nobody does."""
    there = Chair.objects.on(on).filter(group__code=code).select_related("user", "agency").first()
    if there is None:
        return _by(otherwise, on)
    return Actor.of(Membership.objects.get(user=there.user, agency=there.agency), on=on)


def _reports(acting: dict[Role, Actor]) -> None:
    manager = acting[Role.BUSINESS_MANAGER]
    for code, (from_on, until_on), submitted_on, progress, barriers, (kind, ask), answered in REPORTS:
        on = submitted_on or date(2021, 4, 28)
        chair = _chair(code, on, manager)
        report = actions.begin_report(
            by=chair, group=_group(code), to_group=_group(EXECUTIVE), from_on=from_on, until_on=until_on
        )
        told: dict[str, Any] = {"progress": progress, "barriers": barriers, "asks_for": kind, "ask": ask}
        actions.write_report(report, by=chair, plan=read.of_group(report, chair).first(), **told)
        if submitted_on is None:
            continue
        actions.submit_report(report, by=chair)
        if answered is not None:
            verdict, words, answered_on = answered
            above = _chair(EXECUTIVE, answered_on, manager)
            actions.answer_report(report, by=above, verdict=verdict, answer=words)
            later = answered_on + timedelta(days=37)
            actions.hear_answer(report, by=_chair(code, later, manager))
        elif report.due_on and report.due_on < manager.on:
            actions.chase_report(report, by=_by(manager, date(2021, 4, 6)))
    heard = GroupReport.objects.filter(status=Told.HEARD).first()
    if heard is not None:
        actions.note_report(heard, by=_by(manager, date(2021, 4, 20)), words="It was three housing providers, not two.")


def _received(acting: dict[Role, Actor]) -> None:
    manager = acting[Role.BUSINESS_MANAGER]
    for kind, whose, year, due_on, first, came_on, passed in RECEIVED:
        agency = Agency.objects.get(code=whose)
        told: dict[str, Any] = {
            "report_kind": kind,
            "year": year,
            "agency": agency,
            "first_group": _group(first),
            "due_on": due_on,
        }
        report = actions.expect_report(by=_by(manager, date(2020, 4, 6)), **told)
        if came_on is None:
            continue
        actions.receive_report(report, by=_by(manager, came_on), received_on=came_on)
        for on, words in passed:
            at = report.steps.select_related("group").get(outcome="")
            actions.ratify_report(report, by=_chair(at.group.code, on, manager), words=words)

    audit = ReceivedReport.objects.get(report_kind="section-175", year="2020-21")
    why = "Half of the schools answered, and the rest were closed until March."
    actions.move_report_due(audit, by=_by(manager, date(2021, 4, 20)), due_on=date(2021, 5, 21), why=why)


def _risks(acting: dict[Role, Actor]) -> None:
    manager = acting[Role.BUSINESS_MANAGER]
    raised_on, reviewed_on, decided_on = date(2020, 7, 13), date(2021, 2, 8), date(2021, 3, 9)
    names = ("likelihood_before", "impact_before", "likelihood", "impact")
    for title, cause, effect, controls, code, role, scores, later, done in RISKS:
        owner = acting[role]
        assert owner.user is not None
        assert owner.agency is not None
        told: dict[str, Any] = {"title": title, "cause": cause, "effect": effect, "group": _group(code)}
        scored: dict[str, Any] = dict(zip(names, scores, strict=True))
        risk = actions.raise_risk(
            by=_by(manager, raised_on), owner=owner.user, agency=owner.agency, controls=controls,
            tolerance=12, review_on=reviewed_on, **told, **scored,
        )  # fmt: skip
        anew: dict[str, Any] = dict(zip(names, (*scores[:2], *later), strict=True))
        late = date(2021, 4, 19) if code == BELOW else date(2021, 5, 10)
        actions.review_risk(
            risk, by=_by(owner, reviewed_on), controls=controls, tolerance=12, review_on=late,
            words="Looked at again with the quarter's figures.", **anew,
        )  # fmt: skip
        if done == "escalate":
            why = "Agree one rate of pay with the three neighbours, and find the money for it."
            actions.escalate_risk(risk, by=_by(owner, decided_on), to_group=_group(EXECUTIVE), why=why)
        elif done == "tolerate":
            actions.tolerate_risk(
                risk, by=_by(manager, decided_on), why="It falls with each month, and is looked at again."
            )
        elif done == "close":
            actions.close_risk(risk, by=_by(manager, decided_on), why="The bid was won, for two years.")


def _duties(acting: dict[Role, Actor]) -> None:
    manager, scrutineer = acting[Role.BUSINESS_MANAGER], acting[Role.INDEPENDENT_SCRUTINEER]
    for title, words, basis, body, whose, code, evidence, sure, why in DUTIES:
        agency = Agency.objects.get(code=whose) if whose else None
        told: dict[str, Any] = {"title": title, "words": words, "basis": basis, "body": body, "agency": agency}
        duty = actions.add_duty(by=_by(manager, date(2020, 10, 20)), group=_group(code), **told)
        for on, shows in evidence:
            actions.give_duty_evidence(duty, by=_by(manager, max(on, date(2020, 10, 21))), words=shows, dated_on=on)
        if sure:
            looks = _by(scrutineer, date(2021, 4, 8))
            # of every agency's, four were read: the others wait
            read_ones = [] if agency else [each for each in duties.to_assess(duty, looks) if each.code in READ]
            actions.assess_duty(duty, by=looks, sure=sure, words=why, agencies=read_ones)
        if sure == Sure.LIMITED:
            asked = _by(scrutineer, date(2021, 4, 8))
            actions.challenge_duty(duty, by=asked, words="Who has asked the people it is done for?")
            look: dict[str, Any] = {
                "look_kind": LookKind.TALK,
                "words": "Six people it was done for",
                "due_on": date(2021, 5, 27),
            }
            actions.plan_look(duty, by=asked, **look)
    _looked(scrutineer)


def _looked(scrutineer: Actor) -> None:
    """A visit that was done, and one that is overdue."""
    first, last = AssuredDuty.objects.order_by("pk")[0], AssuredDuty.objects.order_by("-pk")[1]
    then = _by(scrutineer, date(2021, 1, 18))
    done = actions.plan_look(
        first, by=then, look_kind=LookKind.SAMPLE, words="Ten files of volunteers", due_on=date(2021, 3, 1)
    )
    found = "Nine of ten had every check. The tenth began before the last came."
    actions.record_look(done, by=_by(scrutineer, date(2021, 3, 4)), found=found, done_on=date(2021, 3, 4))
    words = "The desk where applications are taken"
    actions.plan_look(last, by=then, look_kind=LookKind.VISIT, words=words, due_on=date(2021, 4, 12))


def _disagreements(acting: dict[Role, Actor]) -> None:
    """One that was settled between the two agencies, one that goes on, and one that came before the Executive's chair."""
    worker, officer, lead = acting[Role.ADULTS_PRACTITIONER], acting[Role.AGENCY_CONTRIBUTOR], acting[Role.AGENCY_LEAD]
    there = {each: Membership.objects.get(pk=each.membership_id or 0) for each in (worker, officer, lead)}
    first = date(2021, 1, 11)
    settled = actions.raise_disagreement(
        by=_by(worker, first), to=there[officer], issue="information", about="WAS-20417",
        words="What was seen at the address in December was not passed on, and the enquiry began without it.",
        wanted="Pass on what was seen, within the day.",
    )  # fmt: skip
    told = "It was held back while a case was open. It can be passed on now, and was today."
    actions.answer_disagreement(settled, by=_by(officer, date(2021, 1, 12)), answer=told)
    actions.resolve_disagreement(
        settled, by=_by(worker, date(2021, 1, 13)), outcome=Outcome.COMPROMISE,
        settled="What was seen is passed on. What is held back for a case is named as held back from now on.",
    )  # fmt: skip
    learned = "Say what is held back and until when, instead of saying nothing."
    actions.close_disagreement(settled, by=_by(worker, date(2021, 1, 15)), told_on=date(2021, 1, 14), learning=learned)

    goes_on = actions.raise_disagreement(
        by=_by(officer, date(2021, 4, 23)), to=there[worker], issue="referral", about="C-88213",
        words="A referral was closed without a visit, on the word of a relative.", wanted="Visit, and tell us what was found.",
    )  # fmt: skip
    no = "The relative holds a lasting power of attorney, and the manager agreed the closure."
    actions.answer_disagreement(goes_on, by=_by(worker, date(2021, 4, 26)), answer=no)
    further = "The relative is the person the referral is about. Nobody of ours or yours has seen the adult."
    actions.take_disagreement_further(goes_on, by=_by(officer, date(2021, 4, 29)), words=further)

    before = actions.raise_disagreement(
        by=_by(worker, date(2021, 4, 27)), to=there[lead] if lead.agency != worker.agency else there[officer],
        issue="threshold", about="WAS-21102",
        words="A discharge was agreed to a home that cannot meet the need.", wanted="Stop the discharge until it is assessed.",
    )  # fmt: skip
    risk = "The discharge is on Friday, and there is nobody at night."
    actions.jump_disagreement(before, by=_by(worker, date(2021, 4, 28)), stage=4, at_risk=risk)
