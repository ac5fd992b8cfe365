"""Several people at one moment, at one draft, one link or one return: run in a process of its own on a real database.

``python -m safehold.asks.tests.together CASE`` does one case, as ``safehold.records.tests.together`` does.
"""

import json
import sys
from typing import Any

from safehold.records.tests.together import at_once, set_up

WORDS = ("alpha", "bravo", "charlie", "delta")


def one_answer() -> dict[str, Any]:
    """Four colleagues add a word each to one answer that nobody has begun, and send again whatever is refused."""
    from safehold.asks import actions, queries
    from safehold.asks.models import Wording
    from safehold.asks.tests.factories import asked, contributor
    from safehold.records.lifecycle import Changed

    ask = asked()
    people = [contributor() for _ in WORDS]
    shown = [queries.answer_at(ask, 2) for _ in WORDS]
    conflicts = []

    def write(which: int) -> str:
        answer = shown[which]
        while True:
            assert answer is not None
            try:
                actions.save_answer(answer, by=people[which], words=f"{answer.words} {WORDS[which]}".strip())
                return "saved"
            except Changed as changed:
                conflicts.append(which)
                answer = changed.record

    ended = at_once(len(WORDS), write)
    last = queries.answer_at(ask, 2)
    assert last is not None
    return {
        "ended": ended,
        "said": sorted(last.words.split()),
        "version": last.version,
        "wordings": Wording.objects.count(),
        "conflicts": len(conflicts),
    }


def one_link() -> dict[str, Any]:
    """Six presses of one link's button."""
    from safehold.access.models import AuditLine
    from safehold.asks import actions
    from safehold.asks.guest import Guest
    from safehold.asks.models import GuestLink
    from safehold.asks.tests.factories import asked, contact_of, office

    by = office()
    ask = asked()
    link = actions.send_link(ask, by=by, contact=contact_of(ask))
    shown = [GuestLink.objects.select_related("ask__entry", "ask__agency").get(pk=link.pk) for _ in range(6)]

    def press(which: int) -> str:
        actions.spend_link(shown[which], by=Guest.of(shown[which], on=by.on))
        return "spent"

    ended = at_once(6, press)
    return {"ended": ended, "lines": AuditLine.objects.filter(event="asks.guest_link_used").count()}


def one_return() -> dict[str, Any]:
    """Two colleagues return one thing, and a third refuses it."""
    from safehold.asks import actions
    from safehold.asks.models import Reply
    from safehold.asks.tests.factories import ask_of, asked, fill_in, lead

    ask, by = asked(), lead()
    fill_in(ask, by=by)
    shown = [ask_of(ask.call) for _ in range(3)]

    def answer(which: int) -> str:
        if which == 2:
            actions.refuse(shown[which], by=by, signatory="Ada Stone", words="No")
        else:
            actions.give_back(shown[which], by=by, signatory="Ada Stone")
        return "answered"

    ended = at_once(3, answer)
    return {"ended": ended, "replies": Reply.objects.count()}


def one_chase() -> dict[str, Any]:
    """Three colleagues chase one agency at one moment, and a fourth chases everybody who has not answered."""
    from safehold.asks import actions
    from safehold.asks.models import Happening, Kind
    from safehold.asks.tests.factories import ask_of, asked, lead, office

    lead()
    ask, by = asked(), office()
    shown = [ask_of(ask.call) for _ in range(4)]

    def chase(which: int) -> str:
        if which == 3:
            actions.chase_all(shown[which].call, by=by)
        else:
            actions.chase(shown[which], by=by)
        return "chased"

    ended = at_once(4, chase)
    return {"ended": ended, "chases": Happening.objects.filter(kind=Kind.CHASED).count()}


if __name__ == "__main__":
    set_up()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
