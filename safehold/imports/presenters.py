"""How submissions are shown: their states as tags, their story as events, their file as answers."""

from safehold.access.today import told
from safehold.asks.lifecycle import UNACCEPTED, Status
from safehold.asks.models import Submission
from safehold.govuk.filters import day, number, plural
from safehold.govuk.parts import Answer, Event, Tag
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.naming import span
from safehold.imports.queries import CHANGED, COUNTS, NEW, OUT, OVERTAKEN, SAME, Replacing
from safehold.measures.figures import said
from safehold.measures.models import Basis

STATUS_TAGS = {
    Status.RECEIVED: Tag("Being read", "blue"),
    Status.READY: Tag("Ready to accept", "teal"),
    Status.FAULTY: Tag("Has problems", "red"),
    Status.ACCEPTED: Tag("Accepted", "green"),
    Status.REPLACED: Tag("Replaced", "grey"),
    Status.WITHDRAWN: Tag("Withdrawn", "grey"),
    Status.DISCARDED: Tag("Discarded", "grey"),
}
STANDING_TAGS = {
    NEW: Tag("New", "blue"),
    CHANGED: Tag("Changed", "yellow"),
    SAME: Tag("Same as now", "grey"),
    COUNTS: Tag("Counts", "green"),
    OVERTAKEN: Tag("Overtaken", "grey"),
    OUT: Tag("Not counted", "grey"),
}
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows (cp1252)"}
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def status_tag(submission: Submission) -> Tag:
    return STATUS_TAGS[Status(submission.status)]


def standing(submission: Submission) -> list[Answer]:
    """What a submission is and how it stands, in few words."""
    return [Answer("Submission", submission.title), Answer("Status", status_tag(submission))]


def size(count: int) -> str:
    """A file's size for a reader: 812 bytes, 14 KB, 2.1 MB."""
    if count < 1000:
        return plural(count, "byte")
    if count < 1_000_000:
        return f"{count // 1000} KB"
    return f"{count // 1_000_000}.{count % 1_000_000 // 100_000} MB"


def about(submission: Submission) -> list[Answer]:
    """What was said of the file, and how it was read."""
    answers = [
        Answer("What it is", DATA_SETS[submission.data_set].title),
        Answer("From", submission.agency),
        Answer("Covers", span(submission.covers_from_on, submission.covers_to_on)),
        Answer("Source", f"{submission.source}, {day(submission.source_on)}"),
    ]
    if place := submission.told.get("geography"):
        answers.append(Answer("Place", place))
    if basis := submission.told.get("basis"):
        answers.append(Answer("Basis", Basis(basis).label))
    answers.append(Answer("File", f"{submission.file_name}, {size(submission.file_size)}"))
    if submission.read_at:
        answers += as_read(submission)
    if submission.held_as:
        answers.append(held(submission))
    return answers


def held(submission: Submission) -> Answer:
    """Until when the file is held, and what happens then."""
    until = day(submission.held_until_on)
    if submission.status in UNACCEPTED:
        return Answer("If nobody accepts it", f"Discarded after {until}, with its rows and its file")
    return Answer("The file itself", f"Held until {until}, then destroyed")


def as_read(submission: Submission) -> list[Answer]:
    """How the file was understood."""
    how = submission.read_as
    said_so = [
        f"sheet ‘{how['sheet']}’" if how.get("sheet") else "",
        f"{ENCODINGS.get(how['encoding'], how['encoding'])} text" if how.get("encoding") else "",
        f"separated by {DELIMITERS.get(how['delimiter'], 'something else')}" if how.get("delimiter") else "",
    ]
    answers = [Answer("Rows read", number(submission.row_count))]
    if told := ", ".join(filter(None, said_so)):
        answers.append(Answer("Read as", told[:1].upper() + told[1:]))
    if how.get("sheets_left_out"):
        answers.append(Answer("Sheets left out", how["sheets_left_out"]))
    dropped = ", ".join(submission.columns_dropped)
    answers.append(Answer("Columns left out", dropped or "None: every column was asked for"))
    return answers


def events(submission: Submission) -> list[Event]:
    """What happened to a submission, newest first."""
    found = []
    if submission.ended_on:
        word = STATUS_TAGS[Status(submission.status)].text
        found.append(Event(word, submission.ended_on, str(submission.ended_by or "Safehold"), submission.ended_why))
    if submission.accepted_at:
        text = f"In place of {submission.replaces}" if submission.replaces else ""
        found.append(Event("Accepted", told(submission.accepted_at), str(submission.accepted_by), text))
    if submission.read_at:
        text = f"{plural(submission.row_count, 'row')}, {problems_said(submission)}"
        found.append(Event("Read to the end", told(submission.read_at), "", text))
    found.append(Event("Sent", told(submission.made_at), str(submission.made_by or ""), f"From {submission.agency}"))
    return found


def problems_said(submission: Submission) -> str:
    return plural(submission.problem_count, "problem") if submission.problem_count else "no problems"


def replacing_said(found: Replacing) -> list[str]:
    """What would become of the figures of a submission that is replaced, as sentences: what would be lost comes first."""
    if not found.all:
        return ["None of its figures counts now, so none would be lost."]
    change, same = (number(many) if many else "none" for many in (found.change, found.same))
    of = f"Of the {plural(found.all, 'figure')} that {'counts' if found.all == 1 else 'count'} from it,"
    rest = f"{change} would change and {same} would stay the same."
    sentences = ["Every figure that counts from it would still be counted.", f"{of} {rest}"]
    if found.gone:
        has = "has" if found.gone == 1 else "have"
        lost = f"{number(found.gone)} {has} no counterpart in the new file and would no longer be counted"
        sentences = [f"{of} {lost}, {rest}"]
    if found.elsewhere:
        are, them = ("is", "it") if found.elsewhere == 1 else ("are", "them")
        absent = f"{number(found.elsewhere)} more {are} not in the new file"
        sentences.append(f"{absent}, and would count as another accepted submission gives {them}.")
    return sentences


def now_said(row) -> str:
    """What counts now under a row's key; nothing where nothing does."""
    return said(row.now_state, row.now_value, row.now_places) if row.now_state else ""
