"""Small numbers about people in words that came from records or are somebody's own, which nobody wrote for the public.

A figure below 5 is hidden wherever it is a reference. A record says its numbers in words, and those nobody can hide without
changing what was said: so a report for the public is stopped until somebody says why they may stand, or the part is left out.
"""

import re
from collections.abc import Iterable, Iterator

from safehold.publications.claims.prose import sentences_of
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.smallness import SMALL

KIND = "small_in_words"
SAYS = f"A count of people below {SMALL}, in words from a record or a quotation, could point at somebody."
_NUMBER = r"(?:[1-4](?![\d,.]\d|\d|%| ?per cent)|one|two|three|four)"
_PEOPLE = (
    r"(?:people|persons?|adults?|child(?:ren)?|wom[ae]n|m[ae]n|girls?|boys?|bab(?:y|ies)|famil(?:y|ies)|patients?|residents?|"
    r"victims?|survivors?|mothers?|fathers?|parents?|carers?|pupils?|students?|deaths?)"
)
_FOUND = re.compile(rf"(?<![\w.,]){_NUMBER} (?:[a-z]+ )?{_PEOPLE}\b", re.IGNORECASE)


def check_small_in_words(texts: Iterable[str], *, section: str) -> list[Finding]:
    """A finding for each sentence that counts fewer than five people, in the order in which they stand."""
    return list(_findings(texts, section))


def _findings(texts: Iterable[str], section: str) -> Iterator[Finding]:
    for text in texts:
        for sentence in sentences_of(text, section=section):
            if found := _FOUND.search(sentence.text):
                yield Finding(
                    id=f"{KIND}:{found[0].lower()}",
                    section=section,
                    subject="",
                    kind=KIND,
                    says=SAYS,
                    verdict=Verdict.FAILS,
                    how=f"‘{found[0]}’ counts fewer than {SMALL} people.",
                    note=sentence.text,
                )
