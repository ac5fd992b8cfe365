"""Setting blocks as a PDF."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from safehold.access.policy import Refused
from safehold.letters.word.blocks import Block
from safehold.printing import pdf


def set_pdf(
    blocks: Sequence[Block],
    *,
    title: str,
    author: str,
    dated: date,
    head: Sequence[str] = (),
    foot: Sequence[str] = (),
    banner: str = "",
    note: str = "",
    shown_title: bool = False,
) -> bytes:
    """A tagged PDF of blocks. ``shown_title`` puts the title on the page too: a letter says by itself what it is about."""
    given = {
        "title": title,
        "author": author,
        "dated": [dated.year, dated.month, dated.day],
        "head": list(head),
        "foot": list(foot),
        "banner": banner,
        "note": note,
        "shown_title": shown_title,
        "blocks": gathered(blocks),
    }
    try:
        return pdf.compiled(_template(), given, dated=dated)
    except pdf.CannotSet as error:
        raise Refused("No PDF can be made of this. Make it simpler in Word, and tell your administrator") from error


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """The same, the points of one list together, and no level of heading left out: whoever hears the page goes by them
    (ISO 14289-1, 7.4.2)."""
    found: list[Block] = []
    last = 0
    for each in blocks:
        if each["is"] == "heading":
            last = min(each["depth"], last + 1)
            found.append(each | {"depth": last})
        elif each["is"] != "item":
            found.append(each)
        elif found and found[-1]["is"] == "items":
            found[-1]["items"].append(each)
        else:
            found.append({"is": "items", "items": [each]})
    return found


@cache
def _template() -> bytes:
    return (files(__package__) / "letter.typ").read_bytes()
