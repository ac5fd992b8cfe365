"""Our own report's figures and how they hang together, as claims for the same rules.

The publication hands over every figure as it is printed, and relations between figures by their keys. What a
relation cannot see on the page stays blank in its claim, and the rules then say what a reader could work out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from safehold.publications.claims.claim import Claim, Part
from safehold.publications.claims.grammar import read_printed

KEPT_BACK = "[c]"
"""What stands on a page in place of a number that was kept back so that nobody can be recognised."""


class ResolvedFigure(Protocol):
    """A figure as it stands in a document.

    ``key`` is its reference (code, period and geography in the pack's grammar), ``printed`` exactly what the page
    shows, ``value`` the signed number behind it (``None`` where it is kept back or not known).
    """

    @property
    def key(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def printed(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Figure:
    """The plainest ``ResolvedFigure``."""

    key: str
    printed: str
    section: str = ""
    title: str = ""
    period: str = ""
    value: Decimal | None = None


@dataclass(frozen=True)
class PartsOf:
    """These figures are all the parts of that total."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """Each of these figures is counted inside the one before it, the first inside the whole."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class ShareOf:
    """A percentage, the count it is of, and the base; a count that the document does not print is ``None``."""

    share: str
    part: str | None
    base: str | None


@dataclass(frozen=True)
class ChangeOf:
    """A percentage change, the later and the earlier count, and their difference, where printed."""

    share: str
    current: str | None
    before: str | None
    change: str | None = None


@dataclass(frozen=True)
class Differenced:
    """Wholes and parts of them that are both printed: a reader can subtract one from the other."""

    wholes: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """A figure says how many items a list in the document has."""

    said: str
    items: int


@dataclass(frozen=True)
class Labelled:
    """The labels of all the figures and tables of a document, as printed."""

    labels: tuple[str, ...]
    section: str = ""


Relation = PartsOf | Within | ShareOf | ChangeOf | Differenced | Listed | Labelled


class UnknownFigure(LookupError):  # noqa: N818 - named for what went wrong
    """A relation names a figure that the document does not hold. The message is a sentence."""


def claims_from_document(figures: Iterable[ResolvedFigure], relations: Iterable[Relation]) -> tuple[Claim, ...]:
    """One claim for each relation, made from what the pages print.

    A figure printed as ``[c]`` is a blank that was kept back: the check then fails if it can be worked out. A change
    whose page shows no sign (the words beside it say fell or rose) takes the sign of its value.

    Raises ``UnknownFigure`` for a key that is not among the figures and ``Unreadable`` for a figure whose printed
    form is no number.
    """
    known = {figure.key: figure for figure in figures}
    return tuple(_claim(relation, known) for relation in relations)


def _claim(relation: Relation, known: Mapping[str, ResolvedFigure]) -> Claim:
    match relation:
        case PartsOf(total, parts):
            return _about(known, total, "parts_sum", total=(total,), parts=parts)
        case Within(whole, parts):
            return _about(known, whole, "subset", total=(whole,), parts=parts)
        case ShareOf(share, part, base):
            return _about(known, share, "percent", parts=_present(part), base=base, printed=share)
        case ChangeOf(share, current, before, change):
            parts = _present(current)
            return _about(known, share, "change_percent", parts=parts, base=before, change=change, printed=share)
        case Differenced(wholes, parts):
            return _about(known, wholes[0], "differencing", total=wholes, parts=parts)
        case Listed(said, items):
            claim = _about(known, said, "list_length", total=(said,))
            return replace(claim, parts=(Part(text=str(items), value=Decimal(items)),))
        case Labelled(labels, section):
            parts_named = tuple(Part(text=label) for label in labels)
            return Claim(id=f"unique_labels:{section}", section=section, kind="unique_labels", parts=parts_named)


def _present(key: str | None) -> tuple[str, ...]:
    return () if key is None else (key,)


def _about(
    known: Mapping[str, ResolvedFigure],
    subject: str,
    kind: str,
    *,
    total: tuple[str, ...] = (),
    parts: tuple[str, ...] = (),
    base: str | None = None,
    change: str | None = None,
    printed: str | None = None,
) -> Claim:
    """The claim of ``kind`` whose numbers are what the pages print for these keys."""
    keys = [*total, *parts, *(key for key in (base, change, printed) if key is not None)]
    figures = {key: _find(known, key) for key in (subject, *keys)}
    main = figures[subject]
    return Claim(
        id=f"{kind}:{subject}",
        section=main.section,
        kind=kind,
        subject=main.title or main.key,
        period=main.period,
        total=tuple(_part(figures[key]) for key in total),
        parts=tuple(_part(figures[key]) for key in parts),
        base=None if base is None else read_printed(figures[base].printed),
        change=None if change is None else _signed(figures[change]),
        printed=None if printed is None else _signed(figures[printed]),
        unit="percent" if main.printed.strip().endswith("%") else "count",
        keeps_back=any(figures[key].printed.strip() == KEPT_BACK for key in keys),
    )


def _find(known: Mapping[str, ResolvedFigure], key: str) -> ResolvedFigure:
    try:
        return known[key]
    except KeyError:
        raise UnknownFigure(f"No figure in this report is called ‘{key}’.") from None


def _part(figure: ResolvedFigure) -> Part:
    value = read_printed(figure.printed)
    return Part(text="" if value is None else figure.printed.strip(), value=value, name=figure.title)


def _signed(figure: ResolvedFigure) -> Decimal | None:
    number = read_printed(figure.printed)
    if number is None or number < 0 or figure.value is None or figure.value >= 0:
        return number
    return -number
