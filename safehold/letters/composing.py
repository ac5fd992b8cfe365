"""Making the files of a letter: the template's fields filled, its writer's words in their place, as Word and as PDF."""

from collections.abc import Mapping
from datetime import date

from safehold.letters.word.blocks import blocks_of, edges_of
from safehold.letters.word.checking import whole_text
from safehold.letters.word.filling import describe, fill
from safehold.letters.word.parcel import Parcel, opened
from safehold.letters.word.passages import split, words_of
from safehold.letters.word.rewriting import put_above, rewrite
from safehold.letters.word.setting import set_pdf


def filled(template: bytes, values: Mapping[str, str]) -> Parcel:
    """A template with its fields filled."""
    parcel = opened(template)
    fill(parcel, values)
    return parcel


def first_words(template: bytes, values: Mapping[str, str]) -> str:
    """What a letter says before anybody changed a word."""
    return words_of(filled(template, values))


def files(
    template: bytes,
    values: Mapping[str, str],
    *,
    words: str | None,
    title: str,
    author: str,
    dated: date,
    banner: str = "",
) -> tuple[bytes, bytes, str]:
    """The letter as PDF and as Word, and every word of it; with ``words``, as they were changed since its fields were
    filled."""
    parcel = filled(template, values)
    if words is not None:
        rewrite(parcel, words)
    describe(parcel, title=title, author=author, dated=dated)
    head, foot = edges_of(parcel)
    blocks = blocks_of(parcel)
    if banner:
        put_above(parcel, banner)
    pdf = set_pdf(blocks, title=title, author=author, dated=dated, head=head, foot=foot, banner=banner)
    return pdf, parcel.packed(), whole_text(parcel)


def refilled(template: bytes, words: str, *, was: Mapping[str, str], now: Mapping[str, str]) -> str:
    """``words`` with each paragraph as the fields fill it ``now``, where it stands as they filled it before. What its writer
    changed stays as they wrote it."""
    before, after = (split(first_words(template, values)) for values in (was, now))
    instead = dict(zip(before, after, strict=True))
    return "\n\n".join(instead.get(each, each) for each in split(words))


def without_gaps(address: str) -> str:
    """An address with its lines together: an empty line would make two paragraphs of it."""
    return "\n".join(line.strip() for line in address.splitlines() if line.strip())
