"""Two people at one moment, at what somebody agreed to: run in a process of its own on a real database.

``python -m safehold.voice.tests.together CASE`` does one case, as ``safehold.records.tests.together`` does.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from safehold.records.tests.together import set_up, while_open


def agreed_first() -> dict[str, Any]:
    """Consent for training is being written down as somebody else writes down that all of it is withdrawn."""
    agree, withdraw, _, facts = _acts()
    return while_open(agree, withdraw) | facts()


def withdrawn_first() -> dict[str, Any]:
    """All of it is being withdrawn as somebody else types the words into a plan."""
    _, withdraw, use, facts = _acts()
    return while_open(withdraw, use) | facts()


def withdrawn_twice() -> dict[str, Any]:
    """Two people write down that all of it is withdrawn."""
    _, withdraw, _, facts = _acts()
    return while_open(withdraw, withdraw) | facts()


def _acts() -> tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any], Callable[[], dict[str, Any]]]:
    from safehold.partnership.tests.factories import DAY, manager
    from safehold.plans.tests.factories import finding
    from safehold.voice import actions, queries
    from safehold.voice.models import Use, UsedIn, Voice
    from safehold.voice.tests import factories

    by, other, made = manager(), manager(), factories.agreed(Use.PLAN)
    entry = finding().entry

    def shown() -> Voice:
        return Voice.objects.select_related("entry__circle", "group__circle").get(pk=made.pk)

    def agree() -> None:
        factories.agree(shown(), Use.TRAINING, by=by, from_on=DAY)

    def withdraw() -> None:
        actions.withdraw(shown(), by=other)

    def use() -> None:
        actions.use_in(shown(), by=by, use=Use.PLAN, entry=entry, where="The second line")

    def facts() -> dict[str, Any]:
        return {"agreed": queries.in_force(DAY).count(), "used": UsedIn.objects.count()}

    return agree, withdraw, use, facts


if __name__ == "__main__":
    set_up()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
