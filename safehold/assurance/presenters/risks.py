"""How risks are shown: scores with their level in words, how they moved, and the heat map."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.html import format_html

from safehold.assurance.lifecycle import LIVE, Borne
from safehold.assurance.models import Risk, RiskReview, RiskStep
from safehold.assurance.scale import IMPACTS, LIKELIHOODS, Level, Scale
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Link, Rating, Tag
from safehold.records.pages import Column

COLOURS: dict[str, Any] = {
    Borne.OPEN: "blue", Borne.TREATING: "yellow", Borne.TOLERATED: "green", Borne.ESCALATED: "orange", Borne.CLOSED: "grey",
}  # fmt: skip
LEVELS: dict[Level, Any] = {"low": "good", "medium": "watch", "high": "poor"}
STEPS = {
    "treat": "Being reduced", "escalate": "Escalated", "give_back": "Given back by the group above", "tolerate": "Lived with",
    "close": "Closed", "reopen": "Opened again", "hand_over": "Handed over",
}  # fmt: skip
REVIEW_HEADINGS = [
    Heading(each) for each in ("Reviewed", "Without controls", "With controls", "Lived with", "By", "What changed")
]
EXECUTIVE_HEADINGS = [Heading(each) for each in ("Risk", "Kept by", "Score", "Lived with", "What waits")]


# what a file has room for and a page has not
IN_FILE = (
    Column("Reference", lambda each: each.reference),
    Column("Kept by", lambda each: each.group),
    Column("Lived with up to", lambda each: each.tolerance, numeric=True),
    Column("What would cause it", lambda each: each.cause),
    Column("What would happen", lambda each: each.effect),
    Column("Controls", lambda each: each.controls),
)


def status(risk: Risk) -> Tag:
    return Tag(risk.get_status_display(), COLOURS[risk.status])


def score(value: int, scale: Scale) -> Rating:
    """A score with its level in words."""
    level = scale.level(value)
    return Rating(f"{value} {level}", LEVELS[level])


def score_words(value: int, scale: Scale) -> str:
    return f"{value} ({scale.level(value)})"


def trend(risk: Risk) -> str:
    """How the score after controls moved since the review before."""
    if risk.score_was is None:
        return "New"
    if risk.score == risk.score_was:
        return f"Steady at {risk.score}"
    return f"{'Rising' if risk.score > risk.score_was else 'Falling'}: {risk.score_was} to {risk.score}"


def against_tolerance(risk: Risk) -> str:
    return "Above what is lived with" if risk.above_tolerance else "Within what is lived with"


def owner(risk: Risk) -> Any:
    """Who owns it, in a narrow column."""
    return str(risk.risk_owner) if risk.risk_owner else Tag("Nobody", "orange")


def owned(risk: Risk) -> str:
    return f"{risk.risk_owner}, {risk.agency}" if risk.risk_owner else f"Nobody, {risk.agency}"


def review(risk: Risk, on: date) -> Any:
    """When it is reviewed next; that this is overdue in words."""
    if risk.status not in LIVE:
        return ""
    return Tag(f"Overdue since {day(risk.review_on)}", "orange") if risk.review_on < on else day(risk.review_on)


def scored(likelihood: int, impact: int) -> str:
    return f"{LIKELIHOODS[likelihood - 1]} ({likelihood}) and {IMPACTS[impact - 1].lower()} ({impact})"


def facts(risk: Risk, scale: Scale, on: date) -> list[Answer]:
    """What is said of a risk."""
    found = [
        Answer("Reference", risk.reference),
        Answer("What would cause it", risk.cause),
        Answer("What would happen", risk.effect),
        Answer("Kept by", str(risk.group)),
        Answer("Owned by", owned(risk)),
        Answer("Without controls", f"{score_words(risk.score_before, scale)}: "
               f"{scored(risk.likelihood_before, risk.impact_before).lower()}"),
        Answer("Controls", risk.controls or "None"),
        Answer("With controls", score(risk.score, scale)),
        Answer("That is", scored(risk.likelihood, risk.impact)),
        Answer("Lived with up to", f"{risk.tolerance}. {against_tolerance(risk)}"),
        Answer("Trend", trend(risk)),
        Answer("Scored", f"{day(risk.scored_on)}, by {risk.scored_by}"),
    ]  # fmt: skip
    if risk.status in LIVE:
        found.append(Answer("Next review", review(risk, on)))
    if risk.status == Borne.ESCALATED:
        found.append(
            Answer(f"{risk.raised_to} is asked", f"{risk.raised_why} ({day(risk.raised_on)}, {risk.raised_by})")
        )
    if risk.status == Borne.TOLERATED:
        found.append(
            Answer("Lived with because", f"{risk.tolerated_why} ({day(risk.tolerated_on)}, {risk.tolerated_by})")
        )
    if risk.status == Borne.CLOSED:
        found.append(Answer("Closed because", f"{risk.closed_why} ({day(risk.closed_on)}, {risk.closed_by})"))
    return found


def review_rows(reviews: Iterable[RiskReview], scale: Scale) -> list[list[Any]]:
    """Every review, the latest first: the trend of a risk."""
    return [
        [
            reviewed(each),
            score(each.score_before, scale),
            score(each.score, scale),
            str(each.tolerance),
            str(each.reviewed_by),
            each.words,
        ]
        for each in reviews
    ]


def reviewed(review: RiskReview) -> str:
    """When it was reviewed; that this was late in words."""
    late = review.due_on is not None and review.due_on < review.reviewed_on
    return f"{day(review.reviewed_on)}, due {day(review.due_on)}" if late else day(review.reviewed_on)


def happened(steps: Iterable[RiskStep]) -> Iterator[Event]:
    for each in steps:
        yield Event(
            STEPS.get(each.step, each.step), each.taken_on, by=str(each.taken_by or "Safehold"), text=each.words
        )


def executive_rows(risks: Iterable[Risk], scale: Scale) -> list[list[Any]]:
    """The risks that stand before the Executive, and those above tolerance that nobody has put there."""
    return [
        [
            Link(str(each), each.get_absolute_url()),
            str(each.group),
            score(each.score, scale),
            str(each.tolerance),
            what_waits(each),
        ]
        for each in risks
    ]


def what_waits(risk: Risk) -> Any:
    """Why a risk stands before the Executive."""
    if risk.status == Borne.ESCALATED:
        return risk.raised_why
    worse = f"Worse than when it was accepted at {risk.tolerated_score}"
    return Tag(worse if risk.status == Borne.TOLERATED else "Above tolerance, not escalated", "orange")


def map_headings(scale: Scale) -> list[Heading]:
    return [Heading("Likely ↓ Grave →"), *(Heading(f"{each}: {IMPACTS[each - 1]}") for each in scale.steps)]


def map_rows(squares: Counter[tuple[int, int]], scale: Scale) -> list[list[Any]]:
    """The heat map: how likely, from the likeliest down, by how grave. Each square says its level in words, and leads to the
    risks in it."""
    return [
        [
            f"{likely}: {LIKELIHOODS[likely - 1]}",
            *(square(squares[likely, grave], likely, grave, scale) for grave in scale.steps),
        ]
        for likely in reversed(scale.steps)
    ]


def square(many: int, likely: int, grave: int, scale: Scale) -> Any:
    level = scale.level(likely * grave)
    shown = Rating(f"{plural(many, 'risk')}, {level}" if many else level.capitalize(), LEVELS[level])
    return InSquare(shown, f"{reverse('assurance:risks')}?likelihood={likely}&impact={grave}" if many else "")


class InSquare:
    """A square of the heat map: its rating, which leads to its risks where there are any."""

    def __init__(self, shown: Rating, href: str) -> None:
        self.shown, self.href = shown, href

    def __str__(self) -> str:
        return str(self.shown)

    def __html__(self) -> str:
        if not self.href:
            return self.shown.__html__()
        return format_html('<a class="govuk-link" href="{}">{}</a>', self.href, self.shown)
