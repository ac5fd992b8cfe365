"""What became of what was found: each recommendation, what was answered, what each agency did by the end of the year, and what
was decided not to be done, with the reason."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, Q

from safehold.access.models import Agency
from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.models import Group
from safehold.partnership.naming import called
from safehold.plans.lifecycle import Response
from safehold.plans.models import Evidence, Found, ImpactTest, Judged, PlannedAction, Recommendation, Result
from safehold.publications.composing.base import Asking, Composed, may_be_printed, of_record, sentence, words
from safehold.publications.document.blocks import (
    Block,
    Column,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)

OF_REVIEWS = ("sab.findings_acted_on", "sab.findings_refused", "children.recommendations")
"""What the rows answer where one of them comes from a review."""
ANSWERED = {
    Response.ACCEPTED: "accepted it",
    Response.PARTLY: "accepted it in part",
    Response.NOT_ACCEPTED: "did not accept it",
}
NOTHING, NOT_SAID = "No action was agreed.", "–"
"""What stands where there is no action, and where there is one that not everybody may know of."""
SHOWN = {
    Result.SHOWN: "it made the difference that was wanted",
    Result.PARTIAL: "it made a part of the difference that was wanted",
    Result.NONE: "it made no difference",
}


def compose(asking: Asking) -> Composed:
    """Each recommendation that was answered in the year, or on which an agency still worked in it; then what was decided not
    to be done, or that nothing was."""
    rows = _rows(asking)
    if not rows:
        raise NoData(f"No recommendation was answered or worked on in {asking.period.label}.")
    done = _done(rows, asking)
    cells = tuple(Row((_found(each), _answer(each), done[each.pk])) for each in rows)
    columns = (Column("What was found"), Column("What was recommended"), Column(f"What was done by {day(asking.last)}"))
    caption = f"What was recommended, and what became of it by the end of {asking.period.label}"
    blocks: list[Block] = [Table("recommendations", caption, columns, cells), *_refused(rows, asking)]
    of_reviews = any(each.finding.found_by == Found.REVIEW for each in rows)
    return Composed(tuple(blocks), answers=OF_REVIEWS if of_reviews else ())


def _rows(asking: Asking) -> list[Any]:
    """Answered by the end of the year; of those answered before it, the ones with work that was not assured before it."""
    working = Q(actions__assured_on=None, actions__ended_on=None) | Q(actions__assured_on__gte=asking.first)
    rows = Recommendation.objects.filter(
        Q(answered_on__gte=asking.first) | (Q(actions__isnull=False) & working),
        may_be_printed(),
        may_be_printed("finding__entry__"),
        answered_on__lte=asking.last,
    )
    named = rows.annotate(group_name=called(Group, asking.last, "group__")).select_related("entry", "finding__entry")
    return list(named.distinct().order_by("finding__found_on", "pk"))


def _done(rows: list[Any], asking: Asking) -> dict[int, tuple[Inline, ...]]:
    """By recommendation, what each agency undertook, and how far that was on the last day of the year."""
    evidence = Evidence.objects.filter(given_on__lte=asking.last).order_by("given_on", "pk")
    tests = ImpactTest.objects.filter(tested_on__lte=asking.last).order_by("tested_on", "pk")
    actions: Any = (
        PlannedAction.objects.filter(may_be_printed(), recommendation__in=rows, agreed_on__lte=asking.last)
        .annotate(agency_name=called(Agency, asking.last, "agency__"))
        .select_related("entry")
        .prefetch_related(
            Prefetch("evidence", evidence, to_attr="given"), Prefetch("impact_tests", tests, to_attr="tested")
        )
    )
    found: dict[int, list[Inline]] = defaultdict(list)
    for each in actions.order_by("agency_name", "pk"):
        runs = found[each.recommendation_id]
        runs += [LineBreak()] if runs else []
        runs += [Strong((Text(f"{each.agency_name}."),)), Text(" "), of_record(sentence(each.words), each.entry.uid)]
        runs.append(Text(f" {_state(each, asking)}"))
    standing = PlannedAction.objects.filter(
        recommendation__in=rows, agreed_on__lte=asking.last, entry__in_error_on=None
    )
    agreed = set(standing.order_by().values_list("recommendation", flat=True))
    return {each.pk: tuple(found[each.pk]) or words(NOT_SAID if each.pk in agreed else NOTHING) for each in rows}


def _state(action: Any, asking: Asking) -> str:
    """How far an action was on the last day of the year: done is not assured, and assured is not impact."""
    if action.ended_on is not None and action.ended_on <= asking.last:
        return f"Ended on {day(action.ended_on)}."
    assured = [each for each in action.given if each.judged == Judged.ACCEPTED and each.judged_on <= asking.last]
    if assured and action.tested:
        return f"Assured, and tested on {day(action.tested[-1].tested_on)}: {SHOWN[Result(action.tested[-1].result)]}."
    if assured:
        return f"Assured on {day(assured[-1].judged_on)}; whether it made a difference is not tested yet."
    if action.given:
        return f"Evidence was given on {day(action.given[-1].given_on)}, and nobody was assured of it by then."
    late = action.due_on <= asking.last
    return f"Under way; it {'was' if late else 'is'} due by {day(action.due_on)}."


def _found(row: Any) -> tuple[Inline, ...]:
    where = row.finding.source_name.strip() or row.finding.get_found_by_display()
    return (of_record(sentence(row.finding.title), row.finding.entry.uid), Text(f" {sentence(where)}"))


def _answer(row: Any) -> tuple[Inline, ...]:
    answer = f" The {row.group_name} {ANSWERED[Response(row.response)]} on {day(row.answered_on)}."
    return (of_record(sentence(row.words), row.entry.uid), Text(answer))


def _refused(rows: list[Any], asking: Asking) -> list[Block]:
    """What was decided in the year not to be done, with the reason that an adults board has to publish."""
    refused = [each for each in rows if each.response != Response.ACCEPTED and each.answered_on >= asking.first]
    blocks: list[Block] = [Heading(1, "What was decided not to be done, and why", "")]
    if not refused:
        told = f"Each recommendation that was answered in {asking.period.label} was accepted in full."
        return [*blocks, Paragraph((Text(told),))]
    items = []
    for each in refused:
        answer = f" The {each.group_name} {ANSWERED[Response(each.response)]} on {day(each.answered_on)}: "
        why = sentence(" ".join(each.answered_why.split()))
        items.append((Paragraph((of_record(sentence(each.words), each.entry.uid), Text(f"{answer}“{why}”"))),))
    return [*blocks, ListBlock(tuple(items))]
