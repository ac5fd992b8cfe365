"""Addresses inside a document: readable, stable for the same words, never used twice."""

import re
import unicodedata

CONTENTS_ANCHOR = "contents"
HOW_MADE_ANCHOR = "how-each-figure-was-made"
ACCEPTED_ANCHOR = "checks-that-fail-and-were-accepted"
ASKED_ANCHOR = "what-the-law-asks"


def slug(words: str) -> str:
    """Lower-case letters, digits and hyphens; "part" where nothing is left."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "part"


class Anchors:
    """Gives out addresses for one document: "training", then "training-2"."""

    def __init__(self) -> None:
        self.given = {CONTENTS_ANCHOR, HOW_MADE_ANCHOR, ACCEPTED_ANCHOR, ASKED_ANCHOR}

    def new(self, words: str) -> str:
        """An address made from these words that nothing else in the document has."""
        base = slug(words)
        anchor, count = base, 1
        while anchor in self.given:
            count += 1
            anchor = f"{base}-{count}"
        self.given.add(anchor)
        return anchor
