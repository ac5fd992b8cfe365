"""What happened to actions, for whoever asks how they stood on a day that is past."""

from collections.abc import Iterable

from django.db.models import Value

from safehold.plans.models import DueChange, Evidence, ImpactTest
from safehold.plans.progress import Given, History, Moved, Outcome


def histories(actions: Iterable[int]) -> dict[int, History]:
    """What happened to each of some actions, asked in one question: to say how they stood on a day that is past."""
    keys = list(actions)
    given = Evidence.objects.filter(action__in=keys).order_by()
    moved = DueChange.objects.filter(action__in=keys).order_by()
    tested = ImpactTest.objects.filter(action__in=keys).order_by()
    rows = given.values_list("action", Value("given"), "pk", "given_on", "judged", "judged_on").union(
        moved.values_list("action", Value("moved"), "pk", "agreed_on", Value(""), "from_on"),
        tested.values_list("action", Value("tested"), "pk", "tested_on", "result", "due_on"),
        all=True,
    )
    found: dict[int, History] = {key: History() for key in keys}
    for action, what, pk, day, word, other in rows:
        history = found[action]
        if what == "given":
            history.given.append(Given(pk, day, word, other))
        elif what == "moved":
            history.moved.append(Moved(pk, day, other))
        else:
            history.tested.append(Outcome(word, day))
    return found
