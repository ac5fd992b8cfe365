"""A short document of questions and answers, written with the same tools as a report: for packages below this one, which
name the function in the setting ``PAPERS``."""

from collections.abc import Sequence
from datetime import date

from safehold.partnership.queries import the_partnership
from safehold.publications.document import pdf, word
from safehold.publications.document.blocks import (
    Block,
    Document,
    Heading,
    LineBreak,
    Meta,
    Paragraph,
    Section,
    Strong,
    Text,
)
from safehold.publications.making import banner

Said = Sequence[tuple[str, str]]  # each question with its answer


def paper(kind: str, *, title: str, receipt: str, on: date, facts: Said, sections: Sequence[tuple[str, Said]]) -> bytes:
    """What was returned as a PDF (``pdf``) or a Word document (``docx``): ``facts`` about the return, line by line, then
    ``sections`` of questions and answers. Raises what the writers raise."""
    ours = the_partnership()
    meta = Meta(
        title=title,
        partnership=ours.name if ours else "A new partnership",
        period=receipt,
        period_called="Receipt",
        published_on=on,
        banner=banner(),
        dated="Returned",
    )
    about = Section("About this return", "about", tuple(_fact(question, said) for question, said in facts))
    made = tuple(
        Section(heading, f"part-{number}", tuple(_blocks(number, said)))
        for number, (heading, said) in enumerate(sections, 1)
    )
    document = Document(meta=meta, sections=(about, *made))
    return pdf.write(document, {}) if kind == "pdf" else word.write(document, {})


def _fact(question: str, said: str) -> Paragraph:
    return Paragraph((Strong((Text(f"{question}: "),)), *_lines(said)))


def _blocks(number: int, said: Said) -> list[Block]:
    found: list[Block] = []
    for place, (question, answer) in enumerate(said, 1):
        found += [Heading(2, question, f"part-{number}-{place}"), Paragraph(_lines(answer or "Not provided"))]
    return found


def _lines(words: str) -> tuple[Text | LineBreak, ...]:
    """Words as their writer broke them into lines."""
    found: list[Text | LineBreak] = []
    for line in words.strip().splitlines():
        found += [LineBreak(), Text(line)] if found else [Text(line)]
    return tuple(found)
