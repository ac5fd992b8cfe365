"""Policies on paper: one version, or all that was in force on a day, in the words that they had then."""

from collections.abc import Sequence
from datetime import date

from safehold.govuk.filters import day
from safehold.meetings.paper.sheets import Block, Sheet, facts, heading, paragraph, paragraphs
from safehold.policies import presenters
from safehold.policies.models import Interpretation, PolicyVersion


def of_version(
    version: PolicyVersion, held: Sequence[Interpretation], *, partnership: str, on: date, banner: str = ""
) -> Sheet:
    """One version, and how it is read here on a day."""
    title = str(version)
    blocks = [*said_of(version, on), *words(version)]
    blocks += interpreted(held)
    return Sheet(title, partnership, f"{title}, as on {day(on)}", blocks, banner)


def in_force(
    versions: Sequence[PolicyVersion],
    held: Sequence[Interpretation],
    wrong: Sequence[PolicyVersion] = (),
    *,
    on: date,
    partnership: str,
    banner: str = "",
) -> Sheet:
    """Everything that was in force on a day, each in the words that it had then; and what stood as in force then and was found
    to be ``wrong``."""
    title = f"Policies in force on {day(on)}"
    blocks: list[Block] = []
    for version in versions:
        blocks += [heading(str(version)), *said_of(version, on), *words(version)]
        blocks += interpreted([each for each in held if each.policy_id == version.policy_id], depth=2)
    alone = [each for each in held if each.policy_id not in {version.policy_id for version in versions}]
    blocks += interpreted(alone)
    if wrong:
        blocks.append(heading("What was put right since"))
        blocks += [paragraph(f"{each}, {presenters.span(each)}. {presenters.put_right(each)}.") for each in wrong]
    if not blocks:
        blocks = [paragraph("Nothing is known to have been in force on that day.")]
    return Sheet(title, partnership, title, blocks, banner)


def said_of(version: PolicyVersion, on: date) -> list[Block]:
    policy = version.policy
    pairs = [
        ("Kind", version.get_sort_display()),
        ("Owner", policy.owner_name),
        ("Who it is for", policy.audience),
        ("In force", presenters.span(version)),
        ("Status", str(presenters.status(version, on))),
        ("Approved by", str(presenters.approved(version))),
    ]
    return [facts(pairs), *([paragraph(presenters.WITH_THE_DAY)] if version.brought_in else [])]


def words(version: PolicyVersion) -> list[Block]:
    if version.words.strip():
        return paragraphs(version.words)
    return [paragraph("Its words are in the file that belongs to it.")]


def interpreted(held: Sequence[Interpretation], depth: int = 1) -> list[Block]:
    """How it was read here."""
    blocks: list[Block] = [heading("How it is read here", depth)] if held else []
    for each in held:
        blocks.append(heading(each.question, 2))
        blocks += paragraphs(each.answer)
        blocks.append(paragraph(f"{presenters.span(each)}. {presenters.late_note(each)}".strip()))
    return blocks
