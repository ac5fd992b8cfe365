"""Two people at one moment, at the versions of one policy: run in a process of its own on a real database.

``python -m safehold.policies.tests.together CASE`` does one case, as ``safehold.records.tests.together`` does.
"""

import json
import sys
from datetime import date
from typing import Any

from safehold.records.tests.together import at_once, set_up


def one_day() -> dict[str, Any]:
    """Three people bring in what was in force on the same days, each another version."""
    from safehold.policies.models import PolicyVersion
    from safehold.policies.tests.factories import brought_in, policy, secretary

    by = secretary()
    kept = policy(by)

    def bring(which: int) -> str:
        brought_in(kept, by=by, words=f"Version of thread {which}", from_on=date(2020, 3, 2 + which))
        return "in force"

    ended = at_once(3, bring)
    return {"ended": ended, "dated": PolicyVersion.objects.filter(status="dated").count()}


def one_version() -> dict[str, Any]:
    """Two people put one approved version in force, from two days."""
    from safehold.policies import actions
    from safehold.policies.models import PolicyVersion
    from safehold.policies.tests.factories import approved, in_force, secretary

    by = secretary()
    before = in_force(by=by)
    made = approved(before.policy, by=by)
    shown = [
        PolicyVersion.objects.select_related("entry", "policy__entry", "policy__group").get(pk=made.pk)
        for _ in range(2)
    ]

    def put(which: int) -> str:
        actions.take_effect(shown[which], by=by, from_on=date(2021, 5, 10 + which))
        return "in force"

    ended = at_once(2, put)
    spans = [
        [str(each.from_on), str(each.to_on)]
        for each in PolicyVersion.objects.filter(status="dated").order_by("from_on")
    ]
    return {"ended": ended, "spans": spans}


def one_answer() -> dict[str, Any]:
    """Two answers to one question are confirmed at once."""
    from safehold.policies import actions, queries
    from safehold.policies.models import Interpretation
    from safehold.policies.tests.factories import DAY, chair, policy, secretary, waiting

    kept, who = policy(), chair()
    made = [waiting(kept, answer=f"Answer {which}") for which in range(2)]
    shown = [Interpretation.objects.select_related("entry", "policy__entry", "group").get(pk=each.pk) for each in made]

    def confirm(which: int) -> str:
        actions.confirm(shown[which], by=who)
        return "confirmed"

    ended = at_once(2, confirm)
    return {"ended": ended, "held": len(queries.interpretations_in_force(secretary(), DAY))}


if __name__ == "__main__":
    set_up()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
