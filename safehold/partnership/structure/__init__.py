"""How the partnership is made up on a day: who answers to whom, as a drawing and as a list that says the same."""

from datetime import date

from safehold.partnership.models import AnswersTo, Group, GroupBody, Partnership
from safehold.partnership.naming import called
from safehold.partnership.structure.tree import Box, Branch, Structure

__all__ = ["Box", "Branch", "Structure", "structure"]


def structure(on: date, *, of: Partnership | None = None) -> Structure:
    """The structure on ``on``: the groups that were there that day, under the names they had, and whom each answered to.

    ``of`` is the partnership, where it was read already.

    ``structure(on).to_svg()`` draws it, ``.nested()`` is the same as a list; both go into the annual report as they are.
    """
    partnership = of or Partnership.objects.first()
    groups = list(Group.objects.on(on).annotate(shown_as=called(Group, on)))
    there = {group.pk for group in groups}
    acts_for: dict[int, list[str]] = {}
    for body in GroupBody.objects.on(on).filter(group__in=there).order_by("body"):
        acts_for.setdefault(body.group_id, []).append(body.get_body_display())
    boxes = [
        Box(
            key=group.code,
            name=group.shown_as,
            kind=group.get_kind_display(),
            subgroup=group.kind == "subgroup",
            outside=group.outside,
            acts_for=tuple(acts_for.get(group.pk, ())),
        )
        for group in groups
    ]
    codes = {group.pk: group.code for group in groups}
    lines: list[tuple[str, str]] = []
    bodies: dict[str, Box] = {}
    for row in AnswersTo.objects.on(on).filter(group__in=there).order_by("group__position", "id"):
        if row.to_group_id in codes:
            lines.append((codes[row.group_id], codes[row.to_group_id]))
        elif row.to_body:
            key = f"body-{row.to_body.lower()}"
            bodies[key] = Box(
                key=key, name=row.get_to_body_display(), kind="Statutory body", outside=True, is_body=True
            )
            lines.append((codes[row.group_id], key))
    return Structure(
        on=on,
        partnership=partnership.name if partnership else "The partnership",
        boxes=(*boxes, *bodies.values()),
        lines=tuple(lines),
    )
