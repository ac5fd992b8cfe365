"""The partnership’s words. What can be renamed is a code, and what it was called depends on the day.

In a template: ``{{ "asb_case_review" | word(on) }}``, and ``| word(on, 2)`` for more than one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import pass_context

from safehold.partnership.models import Word


@dataclass(frozen=True)
class Term:
    """Something that may be renamed: its code, what it means, and its words where a partnership has none of its own."""

    code: str
    meaning: str
    singular: str
    plural: str


TERMS = (
    Term("partnership", "What the whole is called in running text", "partnership", "partnerships"),
    Term("group", "A body of the partnership that meets", "group", "groups"),
    Term("subgroup", "A standing group under the operational group", "subgroup", "subgroups"),
    Term("agency", "A body that belongs to the partnership", "agency", "agencies"),
    Term("business_manager", "Whoever runs the partnership day to day", "business manager", "business managers"),
    Term("asb_case_review", "The review of how anti-social behaviour was dealt with", "ASB case review", "ASB case reviews"),
    Term(
        "domestic_homicide_review",
        "The review of a death through domestic abuse",
        "domestic homicide review",
        "domestic homicide reviews",
    ),
    Term(
        "health_commissioner",
        "The NHS body that is a safeguarding partner",
        "integrated care board",
        "integrated care boards",
    ),
    Term("probation", "The service that supervises people on probation", "Probation Service", "Probation Services"),
    Term(
        "child_practice_review",
        "The full review of a serious incident to a child",
        "local child safeguarding practice review",
        "local child safeguarding practice reviews",
    ),
    Term(
        "adult_review",
        "The review of an adult’s death or serious harm",
        "safeguarding adult review",
        "safeguarding adult reviews",
    ),
    Term(
        "risk_management_meeting",
        "The meeting about someone at high risk, as through self-neglect",
        "multi-agency risk management meeting",
        "multi-agency risk management meetings",
    ),
    Term(
        "youth_justice_service",
        "The service for children who offend",
        "youth justice service",
        "youth justice services",
    ),
    Term("early_help", "Help given before a need becomes acute", "early help", "early help"),
)  # fmt: skip
KNOWN = {term.code: term for term in TERMS}


class Words:
    """Every word of the partnership, read once."""

    def __init__(self, rows: Iterable[Word]) -> None:
        self._rows = defaultdict(list)
        for row in rows:
            self._rows[row.code].append(row)
        for held in self._rows.values():
            held.sort(key=lambda row: row.from_on, reverse=True)

    def say(self, code: str, on: date, number: int = 1) -> str:
        """What ``code`` is called on ``on``. ``LookupError`` where nobody has ever called it anything."""
        row = next((row for row in self._rows.get(code, ()) if row.from_on <= on), None) or KNOWN.get(code)
        if row is None:
            raise LookupError(f"Nothing is called ‘{code}’ on {on.isoformat()}")
        return row.singular if number == 1 else row.plural


def words() -> Words:
    """The words of this partnership, in one query."""
    return Words(Word.objects.all())


@pass_context
def word(context: Any, code: str, on: date, number: int = 1) -> str:
    """The filter ``word``. The words are read once for a request, and afresh where there is no request."""
    request = context.get("request")
    if not request:
        return words().say(code, on, number)
    if not hasattr(request, "partnership_words"):
        request.partnership_words = words()
    return request.partnership_words.say(code, on, number)
