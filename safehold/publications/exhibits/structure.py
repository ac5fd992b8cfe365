"""Who answers to whom, as a diagram for the report: drawn from the groups that were there on a day."""

from datetime import date

from safehold.access.models import LegalBody
from safehold.charts.structure import Body, structure
from safehold.partnership.models import AnswersTo, Group
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Text

TITLE = "Who answers to whom"


def diagrams(*, on: date) -> dict[str, Diagram]:
    """The diagrams that a section can show by name, as they were on a day; none before there are groups."""
    bodies = bodies_on(on)
    if not bodies:
        return {}
    tops = [body for body in bodies if not body.answers_to]
    names = {body.key: body.name for body in bodies}
    several = [body for body in bodies if len(body.answers_to) > 1]
    words = f"{len(bodies)} groups and bodies. At the top: {', '.join(body.name for body in tops)}."
    if several:
        words += f" Answering to more than one: {', '.join(body.name for body in several)}."
    return {
        "structure": Diagram(
            name="structure",
            title=TITLE,
            alternative=words,
            svg=structure(bodies, title=TITLE),
            outline=outline(bodies, tops, names),
        )
    }


def bodies_on(on: date) -> list[Body]:
    """The partnership's own groups on a day, each with the groups and bodies that it answered to then."""
    groups = [group for group in Group.objects.prefetch_related("names") if group.there_on(on) and not group.outside]
    keys = {group.pk: f"group-{group.code}" for group in groups}
    above: dict[int, list[str]] = {group.pk: [] for group in groups}
    outside: dict[str, str] = {}
    for answer in AnswersTo.objects.on(on).filter(group__in=groups).order_by("pk"):
        if answer.to_group_id in keys:
            above[answer.group_id].append(keys[answer.to_group_id])
        elif answer.to_body:
            outside[f"body-{answer.to_body}"] = LegalBody(answer.to_body).label
            above[answer.group_id].append(f"body-{answer.to_body}")
    bodies = [Body(key, name) for key, name in outside.items()]
    return bodies + [Body(keys[group.pk], group.name_on(on), tuple(above[group.pk])) for group in groups]


def outline(bodies: list[Body], level: list[Body], names: dict[str, str]) -> ListBlock:
    """The same in words: each group under the first it answers to, the others named beside it."""
    items = []
    for body in level:
        also = [names[key] for key in body.answers_to[1:]]
        text = body.name + (f" (also answers to {' and '.join(also)})" if also else "")
        below = [each for each in bodies if each.answers_to[:1] == (body.key,)]
        item = (Paragraph((Text(text),)),)
        items.append((*item, outline(bodies, below, names)) if below else item)
    return ListBlock(tuple(items))
