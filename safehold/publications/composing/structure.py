"""How the partnership is made up, as a table: each group as it was on the last day of the year."""

from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.models import Chair, Group
from safehold.partnership.structure import structure
from safehold.publications.composing.base import Asking, Composed, listed, of_group, words
from safehold.publications.composing.standing import SHOWN, chaired_as, ended, groups_of_the_year
from safehold.publications.document.blocks import Column, Row, Table

NOBODY = "No chair"


def compose(asking: Asking) -> Composed:
    """The groups, what each is for, which agency chairs it and whom it answers to."""
    groups = {
        each.code: each
        for each in Group.objects.on(asking.last).filter(kind__in=SHOWN, outside=False).order_by("position")
    }
    drawn = structure(asking.last)
    names = {box.key: box.name for box in drawn.boxes}
    chairs: dict[str, str] = {}
    chaired = Chair.objects.on(asking.last).filter(group__in=[each.pk for each in groups.values()])
    for chair in chaired.annotate(agency_name=chaired_as(asking.last)).select_related("group"):
        chairs[chair.group.code] = chair.agency_name
    rows = []
    for code, group in groups.items():
        answers = listed(names[to] for who, to in drawn.lines if who == code)
        acts = listed(body for box in drawn.boxes if box.key == code for body in box.acts_for)
        said = "; ".join(filter(None, (answers, acts and f"acts for {acts}")))
        rows.append(
            Row(
                (
                    (of_group(names[code], code),),
                    words(group.purpose),
                    words(chairs.get(code, NOBODY)),
                    words(f"{said[:1].upper()}{said[1:]}" or "–"),
                )
            )
        )
    if not rows:
        raise NoData(f"There are no groups on the last day of {asking.period.label}.")
    columns = (Column("Group"), Column("What it is for"), Column("Chaired by"), Column("Answers to, or acts for"))
    gone = [f"{each.shown_as} on {day(each.closed_on)}" for each in groups_of_the_year(asking) if ended(each, asking)]
    notes = ["As it was on the last day of the year. Chairs are named by the agency that they act for."]
    notes += [f"Ended in the year: {'; '.join(gone)}."] if gone else []
    return Composed((Table("structure", "The groups of the partnership", columns, tuple(rows), notes=tuple(notes)),))
