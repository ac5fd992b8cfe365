"""What each member did, in its own words: what agencies returned to the call that asked them for their part of the report."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from safehold.access.models import Agency, AgencyBody, LegalBody
from safehold.asks.lifecycle import Stage
from safehold.asks.models import Ask, Reply
from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.naming import called
from safehold.publications.composing.base import Asking, Composed, of_record, paragraphs, sentence
from safehold.publications.document.blocks import Block, Heading, Note, Paragraph, Text

NOT_HERE = "No contribution was received in time for this report."


class Given(NamedTuple):
    """What one agency returned and whoever asked accepted: the agency by its number and name, its ask, and the reply."""

    agency: int
    name: str
    uid: UUID
    reply: Reply


def compose(asking: Asking) -> Composed:
    """Each member of the board and each other agency that answered, by name; a member whose part is not here is named too.

    Only what whoever asked has accepted is printed. That some other agency was asked and did not answer is between the two.
    """
    if asking.call is None:
        raise NoData("Nobody has said which call asked the members for their part. Choose it on the report’s page.")
    members = dict(
        AgencyBody.objects.on(asking.last)
        .filter(body=LegalBody.SAB)
        .annotate(shown_as=called(Agency, asking.last, "agency__"))
        .values_list("agency", "shown_as")
    )
    accepted = {each.agency: each for each in _accepted(asking)}
    names = members | {key: each.name for key, each in accepted.items()}
    blocks: list[Block] = []
    missing = []
    for key, name in sorted(names.items(), key=lambda each: each[1]):
        blocks.append(Heading(1, name, ""))
        if key in accepted:
            blocks += _part(accepted[key])
        else:
            missing.append(name)
            blocks.append(Note((Paragraph((Text(NOT_HERE),)),)))
    if not blocks:
        raise NoData(f"No agency was a member of the board in {asking.period.label}, and none returned its part.")
    return Composed(tuple(blocks), (f"Not returned and accepted: {', '.join(missing)}",) if missing else ())


def _accepted(asking: Asking) -> list[Given]:
    """What was returned to the call and accepted by the day, each with its last reply."""
    last = Reply.objects.filter(ask=OuterRef("pk")).order_by("-number").values("pk")[:1]
    asks = (
        Ask.objects.filter(
            call=asking.call,
            status=Stage.ACCEPTED,
            accepted_on__lte=asking.on,
            entry__sealed=False,
            entry__in_error_on=None,
            entry__source=None,
        )
        .annotate(shown_as=called(Agency, asking.last, "agency__"), last_reply=Subquery(last))
        .values_list("agency", "shown_as", "entry__uid", "last_reply")
    )
    found = list(asks)
    replies = Reply.objects.in_bulk([reply for *_, reply in found])
    return [Given(agency, name, uid, replies[reply]) for agency, name, uid, reply in found]


def _part(given: Given) -> list[Block]:
    reply = given.reply
    if reply.kind == Reply.Kind.NIL:
        said = [sentence(f"It has nothing to report: {reply.words}")]
    else:
        said = [each["answer"] for each in reply.kept.get("answers", ())]
    blocks = [block for words in said for block in paragraphs(words)]
    blocks.append(Paragraph((of_record(f"Returned on {day(reply.given_on)}.", given.uid),)))
    return blocks
