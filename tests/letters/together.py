"""Two people at one moment, at one letter or one copy: run in a process of its own on a real database.

``python -m tests.letters.together CASE`` does one case, as ``safehold.records.tests.together`` does.
"""

import json
import sys
import threading
from typing import Any

from safehold.records.tests.together import at_once, set_up

SECONDS = 30


def changed_while_drawn() -> dict[str, Any]:
    """One person makes a proof; while it is drawn another changes the words, and is kept from nothing."""
    from safehold.asks.tests.factories import asked
    from safehold.letters import actions, drawing
    from safehold.letters.models import Draft, Proof
    from safehold.letters.tests.factories import again, letter, office

    by = office()
    made = letter(asked("police").entry, by=by)
    shown = [again(made) for _ in range(2)]
    drawn, saved = threading.Event(), threading.Event()

    def act(which: int) -> str:
        if which:
            drawn.wait(SECONDS)
            actions.change_words(shown[1], by=by, words="Other words")
            saved.set()
            return "words changed"
        files = drawing.letter_drawn(shown[0], by=by)
        drawn.set()
        saved.wait(SECONDS)
        actions.make_proof(shown[0], by=by, drawn=files)
        return "proved"

    ended = at_once(2, act)
    again_drawn = drawing.letter_drawn(again(made), by=by)
    proof = actions.make_proof(again(made), by=by, drawn=again_drawn)
    return {"ended": ended, "proofs": Proof.objects.count(), "drafts": Draft.objects.count(), "of": proof.draft.number}


def two_proofs() -> dict[str, Any]:
    """Two people make a proof of the same words."""
    from safehold.asks.tests.factories import asked
    from safehold.letters import actions, drawing
    from safehold.letters.models import Paper, Proof
    from safehold.letters.tests.factories import again, letter, office

    by = office()
    made = letter(asked("police").entry, by=by)
    papers = Paper.objects.count()
    shown = [again(made) for _ in range(2)]
    files = drawing.letter_drawn(again(made), by=by)

    def act(which: int) -> str:
        actions.make_proof(shown[which], by=by, drawn=files)
        return "proved"

    ended = at_once(2, act)
    return {"ended": ended, "proofs": Proof.objects.count(), "papers": Paper.objects.count() - papers}


def put_back_while_drawn() -> dict[str, Any]:
    """One person finishes a copy; while it is drawn another leaves a passage in after all."""
    from safehold.letters import actions, drawing, queries
    from safehold.letters.models import Finishing
    from safehold.letters.tests.factories import GONE, copy, manager, redactor, same

    by, other = redactor(), manager()
    made = copy(by)
    for words, reason in GONE:
        actions.remove(made, by=by, words=words, reason=reason)
    shown = [same(made) for _ in range(2)]
    removal = queries.removals_of(made)[0]
    drawn, saved = threading.Event(), threading.Event()

    def act(which: int) -> str:
        if which:
            drawn.wait(SECONDS)
            actions.put_back(shown[1], by=other, removal=removal)
            saved.set()
            return "put back"
        files = drawing.copy_drawn(shown[0], by=by)
        drawn.set()
        saved.wait(SECONDS)
        actions.finish(shown[0], by=by, drawn=files)
        return "finished"

    ended = at_once(2, act)
    return {"ended": ended, "finished": Finishing.objects.count(), "status": same(made).status}


if __name__ == "__main__":
    set_up()
    print(json.dumps(globals()[sys.argv[1]]()))  # noqa: T201  the test that started this process reads it
