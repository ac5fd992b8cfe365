"""How numbers and lists are written in a claims file and on a page."""

import re
from decimal import Decimal

from safehold.publications.claims.claim import Part

# Twelve digits are more than any partnership counts, and keep hostile input from costing time.
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}|\d{1,3}(?:, ?\d{3}){1,3})(?:\.\d{1,6})?", re.ASCII)
_NAMED = re.compile(r"(?P<name>[^\W\d][\w ]*)=(?P<value>.+)")
_RUN = re.compile(r"(?P<name>[^:]+):(?P<first>\d{1,6})-(?P<last>\d{1,6})", re.ASCII)
_MINUS_SIGNS = str.maketrans({"−": "-", "\u2010": "-", "\u2011": "-", "–": "-"})


class Unreadable(ValueError):  # noqa: N818 - named for what went wrong
    """Something in a claim is not written as it should be. The message is a sentence for the person who wrote it."""


def read_number(text: str) -> Decimal | None:
    """The number written, keeping its digits: ``-18.0``, ``1,040`` and ``1, 040`` are read; a blank is ``None``.

    Raises ``Unreadable`` for anything else: words, exponents, infinity, more than twelve digits.
    """
    text = text.strip()
    if not text:
        return None
    plain = text.translate(_MINUS_SIGNS)
    if not _NUMBER.fullmatch(plain):
        raise Unreadable(f"‘{text}’ must be a number, like 12 or -3.5")
    return Decimal(plain.replace(",", "").replace(" ", ""))


def read_part(text: str) -> Part:
    """One item of a list: ``7``, ``carers=11``, ``10.1:1-10`` (a run of labels), words, or a blank."""
    text = " ".join(text.split())
    if run := _RUN.fullmatch(text):
        first, last = int(run["first"]), int(run["last"])
        if last < first:
            raise Unreadable(f"‘{text}’ must run from the lower label to the higher")
        return Part(text=text, name=run["name"].strip(), labels=(first, last))
    if named := _NAMED.fullmatch(text):
        return Part(text=text, name=named["name"].replace("_", " ").strip(), value=read_number(named["value"]))
    try:
        return Part(text=text, value=read_number(text))
    except Unreadable:
        return Part(text=text)


def read_parts(text: str) -> tuple[Part, ...]:
    """Items parted by semicolons. An empty field holds none; ``7;;1`` holds three, the second not printed."""
    if not text.strip():
        return ()
    return tuple(read_part(item) for item in text.split(";"))


def read_printed(text: str) -> Decimal | None:
    """The number in what a page shows: ``25%``, ``−29.7%``, ``1,040``; ``None`` for a marker (``[c]``) or a dash."""
    text = text.strip().removesuffix("%").strip()
    if not text or text.startswith("[") or text in {"–", "—", "-"}:
        return None
    return read_number(text)
