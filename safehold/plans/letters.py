"""What may be filled into a letter about a recommendation, or about an action.

What was found is no field: whoever may see a recommendation need not see its finding.
"""

from safehold.letters.sources import Field, LetterKind
from safehold.plans.models import Recommendation


def answer(one: Recommendation) -> str:
    """What was answered; nothing while it waits."""
    return one.get_response_display() if one.answered_on else ""


RECOMMENDATION = LetterKind(
    kind="plans.recommendation",
    words="A recommendation",
    fields=(
        Field("recommendation.words", "What is recommended", "Assess capacity at every visit", lambda one: one.words),
        Field("recommendation.made", "The day it was made", "4 January 2021", lambda one: one.made_on),
        Field("recommendation.group", "The group that it is made to", "Quality and performance", lambda one: one.group),
        Field("recommendation.scope", "Who it is for", "One agency", lambda one: one.get_scope_display()),
        Field("recommendation.answer", "What the group answered", "Partly accepted", answer),
        Field("recommendation.answered", "The day it was answered", "8 February 2021", lambda one: one.answered_on),
        Field(
            "recommendation.reason",
            "Why it is not accepted, or accepted in part",
            "The law changes in May",
            lambda one: one.answered_why,
        ),
    ),
)
ACTION = LetterKind(
    kind="plans.action",
    words="An action",
    fields=(
        Field(
            "action.words", "What is to be done", "Train every sergeant in assessing capacity", lambda one: one.words
        ),
        Field("action.measure", "How it will be known", "An audit finds it in nine of ten", lambda one: one.measure),
        Field("action.agency", "The agency that does it", "Westmere Constabulary", lambda one: one.agency),
        Field("action.lead", "Who leads it", "Head of public protection", lambda one: one.lead or one.lead_role),
        Field("action.group", "The group that receives it", "Quality and performance", lambda one: one.group),
        Field("action.agreed", "The day it was agreed", "8 February 2021", lambda one: one.agreed_on),
        Field("action.due", "The day it is due now", "12 April 2021", lambda one: one.due_on),
        Field("action.status", "How far it is", "Evidence given", lambda one: one.get_status_display()),
    ),
    to=lambda one: one.agency_id,
)
