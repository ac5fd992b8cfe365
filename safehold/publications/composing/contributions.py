"""What each member did, in its own words: what agencies returned to the call that asked them for their part of the report."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from safehold.access.models import Agency, AgencyBody, LegalBody
from safehold.asks.lifecycle import Stage
from safehold.asks.models import Ask, Reply
from safehold.asks.presenters import kept_answers
from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.naming import called
from safehold.publications.composing.base import Asking, Composed, of_record, paragraphs, sentence
from safehold.publications.document.blocks import Block, Heading, Note, Paragraph, Text

MEMBER, PARTNER, RELEVANT = "member of the adults board", "safeguarding partner", "relevant agency"
PLACES: dict[str, str] = {LegalBody.SAB: MEMBER, LegalBody.SAFEGUARDING_PARTNERS: PARTNER}
ANSWERS = (
    ("sab.members", LegalBody.SAB, (MEMBER,)),
    ("children.contributions", LegalBody.SAFEGUARDING_PARTNERS, (PARTNER, RELEVANT)),
    ("children.partners", LegalBody.SAFEGUARDING_PARTNERS, (PARTNER,)),
)
"""What of the law is answered by the parts of whom: its code, the body, and what they are to it."""
NOT_HERE = "No contribution was received in time for this report."


class Given(NamedTuple):
    """What one agency returned and whoever asked accepted: the agency by its number and name, its ask, and the reply."""

    agency: int
    name: str
    uid: UUID
    reply: Reply


def compose(asking: Asking) -> Composed:
    """Each agency that the law wants a part of, and each other that answered, by name; one whose part is not here is named too.

    That is each member of the adults board, and, where the report is the safeguarding partners' too, each of them and each
    relevant agency. Only what whoever asked has accepted is printed. That some other agency was asked and did not answer is
    between the two.
    """
    if asking.call is None:
        raise NoData("Nobody has said which call asked the members for their part. Choose it on the report’s page.")
    wanted = _wanted(asking)
    accepted = {each.agency: each for each in _accepted(asking)}
    names = {each.agency: each.name for each in wanted} | {key: each.name for key, each in accepted.items()}
    places: dict[int, list[str]] = defaultdict(list)
    for each in wanted:
        places[each.agency].append(each.place)
    blocks: list[Block] = []
    for key, name in sorted(names.items(), key=lambda each: each[1]):
        blocks.append(Heading(1, name, ""))
        if key in accepted:
            blocks += _part(accepted[key], places[key])
        else:
            blocks.append(Note((Paragraph((Text(NOT_HERE),)),)))
    if not blocks:
        raise NoData(f"No agency was a member of the board in {asking.period.label}, and none returned its part.")
    return Composed(tuple(blocks), lacks=tuple(_lacks(asking, wanted, accepted)))


class Wanted(NamedTuple):
    """An agency of which the law wants a part, and what it is in law: a member of one body or another, by its code."""

    agency: int
    name: str
    body: str
    place: str


def _duties(asking: Asking) -> set[str]:
    """The bodies whose members are asked: those whose report this is; the adults board's where nobody has said whose it is."""
    return set(PLACES) & set(asking.duties) or {LegalBody.SAB}


def _wanted(asking: Asking) -> list[Wanted]:
    """Who belonged to each body on the last day of the year. A relevant agency is one that belongs to the safeguarding partners'
    arrangements and is none of the partners."""
    rows = (
        AgencyBody.objects.on(asking.last)
        .filter(body__in=_duties(asking))
        .annotate(shown_as=called(Agency, asking.last, "agency__"))
        .values_list("agency", "shown_as", "body", "statutory")
    )
    return sorted(
        Wanted(agency, name, body, PLACES[body] if statutory or body == LegalBody.SAB else RELEVANT)
        for agency, name, body, statutory in rows
    )


def _lacks(asking: Asking, wanted: list[Wanted], accepted: Collection[int]) -> Iterator[tuple[str, str]]:
    """What is not here, by what of the law it leaves unanswered."""
    for code, body, places in ANSWERS:
        if body not in _duties(asking):
            continue
        for place in places:
            of = [each for each in wanted if each.body == body and each.place == place]
            absent = sorted(each.name for each in of if each.agency not in accepted)
            if absent:
                yield code, f"Not returned and accepted: {'; '.join(absent)}"
            elif not of and body != LegalBody.SAB:
                yield code, f"Nobody has recorded a {place} for {asking.period.label}"


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


def _part(given: Given, places: list[str]) -> list[Block]:
    reply = given.reply
    if reply.kind == Reply.Kind.NIL:
        said = [sentence(f"It has nothing to report: {reply.words}")]
    else:
        said = [str(each.answer) for each in kept_answers(reply)]
    what = " and ".join(sorted(places))
    whose = [Text(f"{what[:1].upper()}{what[1:]}. ")] if what else []
    first: Block = Paragraph((*whose, of_record(f"Returned on {day(reply.given_on)}.", given.uid)))
    return [first, *(block for words in said for block in paragraphs(words))]
