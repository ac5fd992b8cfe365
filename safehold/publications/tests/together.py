"""Two people at one moment, at a report and at what it quotes: run in a process of its own on a real database.

``python -m safehold.publications.tests.together CASE`` does one case, as ``safehold.records.tests.together`` does.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from safehold.records.tests.together import set_up, while_open


def withdrawn_first() -> dict[str, Any]:
    """Somebody takes their words back, and before that is kept a report that quotes them is published."""
    withdraw, publish, facts = _both()
    return while_open(withdraw, publish) | facts()


def marked_first() -> dict[str, Any]:
    """The same, where the words should never have been written down."""
    from safehold.voice import actions as voices

    _, publish, facts = _both()
    heard, by = _heard()
    return while_open(lambda: voices.enter_in_error(heard, by=by, why="They were promised"), publish) | facts()


def published_first() -> dict[str, Any]:
    """The report is published, and before that is kept somebody takes their words back."""
    withdraw, publish, facts = _both()
    return while_open(publish, withdraw) | facts()


def _both() -> tuple[Callable[[], Any], Callable[[], Any], Callable[[], dict[str, Any]]]:
    """Taking words back, publishing a report that was drawn with them, and what came of both."""
    from safehold.access.roles import Role
    from safehold.access.tests.factories import actor
    from safehold.partnership.tests.factories import DAY, manager
    from safehold.publications import actions, queries
    from safehold.publications.models import Profile, Publication
    from safehold.publications.readiness import fingerprint
    from safehold.publications.tests.factories import report, taken_in
    from safehold.voice import actions as voices
    from safehold.voice import queries as said
    from safehold.voice.models import Use, Voice
    from safehold.voice.tests.factories import agreed

    by, chair = manager(), actor(Role.INDEPENDENT_CHAIR)
    heard = agreed(Use.REPORT)
    taken_in(by)
    draft = report(by, f"{{{{ quote {heard.reference} }}}}", profile=Profile.INTERNAL)
    made = queries.made(draft, on=DAY)
    actions.submit(draft, by=by, made=made)

    def withdraw() -> None:
        voices.withdraw(Voice.objects.select_related("entry__circle", "group__circle").get(pk=heard.pk), by=by)

    def publish() -> None:
        shown = Publication.objects.select_related("entry").get(pk=draft.pk)
        actions.publish(shown, by=chair, made=made, files={}, read=fingerprint(made.document))

    def facts() -> dict[str, Any]:
        return {
            "printed": "six times" in (Publication.objects.get(pk=draft.pk).frozen or ""),
            "agreed": said.in_force(DAY).count(),
            "listed": [str(each.published_on) for each in said.quoting(heard)],
        }

    return withdraw, publish, facts


def _heard() -> tuple[Any, Any]:
    from safehold.partnership.tests.factories import manager
    from safehold.voice.models import Voice

    return Voice.objects.select_related("entry__circle", "group__circle").get(), manager()


if __name__ == "__main__":
    set_up()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
