"""What a line of the trail knows besides who, when and what: each fact's words, and how its value is said.

The trail keeps codes, counts and dates. This is the one table of what each of them is; a test finds every fact that
anything records and holds that it stands here.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, auto
from typing import Any, NamedTuple

from safehold.govuk.filters import day

MOST = 120  # characters of one fact that a page shows


class Of(Enum):
    """What a fact's value is."""

    PLAIN = auto()  # a code, a count or a name: said as it is
    DAY = auto()
    AGENCY = auto()  # its number, or its code
    PERSON = auto()  # their number
    ROLE = auto()
    WHY = auto()  # a sentence of our code


class Fact(NamedTuple):
    """The words before a fact's value, and what the value is."""

    words: str
    of: Of = Of.PLAIN


FACTS: dict[str, Fact] = {
    "absent": Fact("covers for", Of.PERSON),
    "accepted": Fact("checks accepted"),
    "account": Fact("digest of the address typed"),
    "agencies": Fact("agencies"),
    "agency": Fact("agency", Of.AGENCY),
    "asks_for": Fact("what is asked for"),
    "before": Fact("acted before for", Of.AGENCY),
    "body": Fact("statutory body"),
    "by_filters": Fact("filters used"),
    "call": Fact("call for contributions"),
    "capacity": Fact("capacity"),
    "characters": Fact("characters written"),
    "chart": Fact("chart"),
    "closed_on": Fact("closed", Of.DAY),
    "code": Fact("code"),
    "contact": Fact("number of the contact"),
    "csv": Fact("digest of the CSV file"),
    "data_set": Fact("kind of file"),
    "dated_on": Fact("evidence of", Of.DAY),
    "day_on": Fact("day", Of.DAY),
    "document": Fact("number of the document"),
    "documents": Fact("numbers of the documents"),
    "docx": Fact("digest of the Word file"),
    "due_on": Fact("due", Of.DAY),
    "duties": Fact("whose yearly report or plan"),
    "edition": Fact("edition"),
    "facts": Fact("what was changed"),
    "field": Fact("what was corrected"),
    "file_name": Fact("name of the file"),
    "format": Fact("format"),
    "found_by": Fact("found by"),
    "from_on": Fact("first day", Of.DAY),
    "gaps": Fact("gaps that somebody signed"),
    "granted": Fact("granted"),
    "group": Fact("group"),
    "hours": Fact("hours given"),
    "how": Fact("how it was sent"),
    "html": Fact("digest of the web page"),
    "invitation": Fact("number of the invitation"),
    "justified": Fact("found justified"),
    "kept": Fact("what was typed was kept"),
    "key": Fact("key"),
    "kind": Fact("kind"),
    "lead": Fact("led by", Of.PERSON),
    "least_agencies": Fact("fewest agencies"),
    "left_on": Fact("last day here", Of.DAY),
    "letter": Fact("reference of the letter"),
    "limit": Fact("limit reached"),
    "loose": Fact("files that belonged to nothing"),
    "meets_on": Fact("held", Of.DAY),
    "membership": Fact("number of the membership"),
    "moved": Fact("pieces of work handed over"),
    "name": Fact("name"),
    "named": Fact("agencies, groups, people and figures shown"),
    "nature": Fact("kind of interest"),
    "number": Fact("number of the section"),
    "of": Fact("list"),
    "other": Fact("number of the other record"),
    "ours": Fact("settled by this worker"),
    "outcome": Fact("what came of it"),
    "overdue": Fact("after its day"),
    "page": Fact("page"),
    "part": Fact("part of the minutes"),
    "pdf": Fact("digest of the PDF"),
    "period": Fact("period"),
    "present": Fact("seats filled"),
    "prints": Fact("which figure prints"),
    "problems": Fact("problems found"),
    "profile": Fact("who it is for"),
    "question": Fact("number of the question"),
    "quorate": Fact("quorate"),
    "reason": Fact("reason"),
    "received_on": Fact("received", Of.DAY),
    "recused": Fact("recused"),
    "replaced": Fact("number of the submission replaced"),
    "reply": Fact("number of the reply"),
    "requirement": Fact("what the law asks"),
    "response": Fact("answer"),
    "result": Fact("result"),
    "role": Fact("role", Of.ROLE),
    "roles": Fact("roles", Of.ROLE),
    "rule": Fact("time limit"),
    "said": Fact("what the mail server said"),
    "scan": Fact("virus scan"),
    "scope": Fact("who it is for"),
    "score": Fact("score with controls"),
    "searched": Fact("digest of the words searched for"),
    "sections": Fact("sections"),
    "sessions": Fact("sessions ended"),
    "sha256": Fact("digest of the file"),
    "shown": Fact("ways of signing in shown"),
    "size": Fact("size in bytes"),
    "small": Fact("small numbers shown"),
    "stage": Fact("stage"),
    "standing": Fact("standing"),
    "sure": Fact("how sure"),
    "switched_on": Fact("in use"),
    "taken_over": Fact("seats and chairs taken over"),
    "test_on": Fact("impact tested", Of.DAY),
    "through": Fact("signed in through"),
    "tier": Fact("tier"),
    "tied": Fact("records tied to it"),
    "told": Fact("messages sent about it"),
    "to": Fact("handed over to", Of.PERSON),
    "to_body": Fact("to the statutory body"),
    "to_group": Fact("to the group"),
    "to_on": Fact("last day", Of.DAY),
    "to_step": Fact("escalated to"),
    "tried": Fact("what was tried"),
    "type": Fact("kind of second factor"),
    "uids": Fact("numbers of the records"),
    "uids_hash": Fact("digest of the records"),
    "unreadable": Fact("values that could not be read"),
    "uses": Fact("uses"),
    "until": Fact("held until", Of.DAY),
    "until_on": Fact("asked for until", Of.DAY),
    "user": Fact("person", Of.PERSON),
    "verdict": Fact("what was answered"),
    "version": Fact("version"),
    "was_on": Fact("due before", Of.DAY),
    "what": Fact("what was encrypted"),
    "why": Fact("why", Of.WHY),
    "with_lists": Fact("lists and searches looked through"),
    "withdrawn": Fact("numbers of the invitations withdrawn"),
    "word": Fact("word explained"),
    "working": Fact("a working day"),
    "year": Fact("year"),
}
# where one event means another thing by a fact
OF_ONE_EVENT: dict[tuple[str, str], Fact] = {
    ("publications.section_moved", "to"): Fact("number of the section after it"),
}


def fact_of(event: str, name: str) -> Fact:
    """The words for a fact of ``event``; its own name for one that nothing records any more."""
    return OF_ONE_EVENT.get((event, name)) or FACTS.get(name) or Fact(name.replace("_", " "))


def people_in(event: str, facts: Mapping[str, Any]) -> set[str]:
    """The numbers of the people that a line's facts are about."""
    return {str(value) for name, value in facts.items() if value is not None and fact_of(event, name).of is Of.PERSON}


class Sayers(NamedTuple):
    """How the values that have names of their own are said: an agency, a person, roles, and why."""

    agency: Callable[[Any], str]
    person: Callable[[Any], str]
    roles: Callable[[str], str]
    why: Callable[[str], str]


def said(event: str, facts: Mapping[str, Any], how: Sayers) -> list[str]:
    """A line's facts, each as “its words: its value”; those that are empty say nothing."""
    told = [(fact_of(event, name), value) for name, value in sorted(facts.items()) if value not in (None, "", [])]
    return [f"{fact.words}: {value_said(fact.of, value, how)}" for fact, value in told]


def value_said(of: Of, value: Any, how: Sayers) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if of is Of.ROLE:
        return how.roles(" ".join(map(str, value if isinstance(value, list) else [value])))
    if of is Of.AGENCY:
        return how.agency(value)
    if of is Of.PERSON:
        return how.person(value)
    if of is Of.DAY:
        return day_said(str(value))
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    words = how.why(words) if of is Of.WHY else words
    return words if len(words) <= MOST else f"{words[:MOST]}…"


def day_said(written: str) -> str:
    """A day that the trail keeps, in words; anything else as it was written."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written
