"""Drawing the files of a letter or of a copy. It takes long and writes nothing, so it is done before the transaction of whoever
keeps them: on an embedded database nobody else could write while it runs."""

from dataclasses import dataclass
from typing import Any

from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.letters import composing, policy, queries, redaction
from safehold.letters.models import Letter, RedactedCopy
from safehold.letters.queries.letters import partnership_called
from safehold.letters.sources import UNFINISHED, marked


@dataclass(frozen=True)
class Drawn:
    """The files of a letter, and the number of the draft that they say."""

    draft: int
    pdf: bytes
    docx: bytes


@dataclass(frozen=True)
class DrawnCopy:
    """The files of a copy, and the keys of the removals that were left out of them."""

    removals: tuple[int, ...]
    pdf: bytes
    docx: bytes


def letter_drawn(letter: Letter, *, by: Actor, banner: str = "") -> Drawn:
    """The newest words of a letter as they would leave. Raises ``Refused`` where they cannot leave so."""
    require(policy.prepare(by, letter))
    draft = queries.newest_draft(letter)
    if queries.proof_of(draft):
        raise Refused("There is a proof of these words already. Open it")
    if UNFINISHED in draft.words:
        raise Refused(f"Complete what is marked ‘{UNFINISHED.strip()} …]’ in the words first")
    pdf, docx, said = composing.files(
        bytes(letter.template_version.paper.content),
        letter.filled,
        words=draft.words,
        title=letter.title,
        author=partnership_called(),
        dated=letter.dated_on,
        banner=banner,
    )
    if left := marked(said):
        raise Refused(
            f"Not known yet, in a table or at the head or foot of the pages: {', '.join(left)}. Change whom it is for where"
            " that is what is missing. Otherwise complete the record, and begin another letter"
        )
    return Drawn(draft.number, pdf, docx)


def copy_drawn(copy: RedactedCopy, *, by: Actor, may_stand: bool = False, banner: str = "") -> DrawnCopy:
    """A copy built anew from what stays. ``may_stand`` says that somebody looked at the words that were removed in one place
    and stand in another, and leaves them there."""
    require(policy.prepare_copy(by, copy))
    removals = queries.removals_of(copy)
    if not removals:
        raise Refused("Nothing is removed yet. Remove something, or share the original")
    if (left := queries.still_stand(copy)) and not may_stand:
        numbers = ", ".join(map(str, left))
        raise Refused(
            f"Words that were removed stand elsewhere still, in paragraph {numbers}. Remove them there too, or say that they"
            " may stand there"
        )
    found, gone = queries.original(copy), queries.gone_of(removals)
    if redaction.stands_in(copy.title, redaction.texts(found), gone):
        raise Refused(
            "What the copy is called holds words that were removed from it, and is printed on it. Begin another copy, and"
            " call it something else"
        )
    count = len(removals)
    told: dict[str, Any] = {
        "title": copy.title,
        "author": partnership_called(),
        "dated": by.on,
        "note": f"A copy with {count} passage{'' if count == 1 else 's'} removed. Each is marked with the reason.",
        "banner": banner,
    }
    pdf, docx = redaction.files_of(redaction.without(found, gone), **told)
    return DrawnCopy(tuple(each.pk for each in removals), pdf, docx)
