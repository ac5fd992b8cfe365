"""How the partnership is made up on a day: who answers to whom, as a drawing and as a list that says the same."""

from datetime import date

from django.db.models import BooleanField, IntegerField, Value

from safehold.access.models import LegalBody
from safehold.partnership.models import AnswersTo, Group, GroupBody, Partnership
from safehold.partnership.naming import called, kind_called
from safehold.partnership.structure.tree import Box, Branch, Structure
from safehold.partnership.words import capital, words

__all__ = ["Box", "Branch", "Structure", "structure"]


def structure(on: date, *, called_so: str | None = None) -> Structure:
    """The structure on ``on``: the groups that were there that day, under the names they had, and whom each answered to.

    ``called_so`` is the partnership's name, for a caller who has it. ``structure(on).to_svg()`` draws it, ``.nested()`` is
    the same as a list; both go into the annual report as they are.
    """
    groups = list(Group.objects.on(on).annotate(shown_as=called(Group, on), kind_word=kind_called(on)))
    said = words()
    codes = {group.pk: group.code for group in groups}
    place = {group.pk: number for number, group in enumerate(groups)}
    acts_for: dict[int, list[str]] = {}
    lines: list[tuple[str, str]] = []
    bodies: dict[str, Box] = {}
    for group, _, to_group, body, acts in sorted(ties(on), key=lambda tie: (place.get(tie[0], 0), tie[1])):
        if group not in codes:
            continue
        words_for = said.ours(LegalBody(body).label, on) if body else ""
        if acts:
            acts_for.setdefault(group, []).append(words_for)
        elif to_group in codes:
            lines.append((codes[group], codes[to_group]))
        elif body:
            key = f"body-{body.lower()}"
            bodies[key] = Box(key=key, name=words_for, kind="Statutory body", outside=True, is_body=True)
            lines.append((codes[group], key))
    boxes = [
        Box(
            key=group.code,
            name=group.shown_as,
            kind=capital(group.kind_word) or group.get_kind_display(),
            subgroup=group.kind == "subgroup",
            outside=group.outside,
            acts_for=tuple(sorted(acts_for.get(group.pk, ()))),
        )
        for group in groups
    ]
    return Structure(
        on=on,
        partnership=(name_of_ours() if called_so is None else called_so) or "The partnership",
        boxes=(*boxes, *bodies.values()),
        lines=tuple(lines),
    )


def name_of_ours() -> str:
    return Partnership.objects.values_list("name", flat=True).first() or ""


def ties(on: date) -> list[tuple[int, int, int | None, str, bool]]:
    """What joins groups to others on ``on``, in one query: the group, the row, the group and the body that it answers
    to, or (last, true) the body whose duties it carries out."""
    answers = AnswersTo.objects.on(on).order_by()
    acts = GroupBody.objects.on(on).order_by()
    return list(
        answers.values_list("group_id", "pk", "to_group_id", "to_body", Value(False, BooleanField())).union(
            acts.values_list("group_id", "pk", Value(None, IntegerField()), "body", Value(True, BooleanField())),
            all=True,
        )
    )
