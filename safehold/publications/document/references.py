"""The small grammar of references: ``{{ figure CODE key=value }}``, ``{{ table NAME }}`` and their like.

It is ours and closed: a word from ``KINDS``, a name, then options. Nothing is ever evaluated.

    {{ figure lado.contacts }}
    {{ figure lado.contacts period=2019-20 geography="B&NES" as=words }}
    {{ figure lado.contacts.change_pct places=1 direction=fell }}
    {{ table kpi }}   {{ chart lado-by-year }}   {{ diagram structure }}   {{ list courses }}
    {{ records said-and-did }}   {{ glossary }}   {{ quote SAID-7H3K-9QXM }}
"""

import re
from typing import get_args

from safehold.publications.document.blocks import BlockKind, BlockRef, FigureRef, Place
from safehold.publications.document.numbers import DIRECTIONS, STYLES
from safehold.publications.document.problems import Problem, did_you_mean, error

BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
KINDS = ("figure", *BLOCK_KINDS)
OPTIONS = ("period", "geography", "as", "places", "direction")

CALLED = {"records": "part made from records"}
"""What a kind is called in a sentence, where that is not its own word."""

OPENING, CLOSING = "{{", "}}"
MAX_PLACES = 6

_WORD = re.compile(r"\s*(?:(?P<key>[A-Za-z_]+)\s*=\s*)?(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s\"=]+))")
_CODE = re.compile(r"[a-z0-9_]+(?:[.\-][a-z0-9_]+)*", re.IGNORECASE)


def parse_reference(inside: str, at: Place) -> tuple[FigureRef | BlockRef | None, list[Problem]]:
    """What stands between the braces, as a reference, with every problem in it; None where it cannot be one."""
    words, problems = _words(inside, at)
    if problems:
        return None, problems
    if not words:
        return None, [error(at, "Write what to insert between the braces, like {{ figure lado.contacts }}.")]
    (first_key, kind), *rest = words
    if first_key or kind not in KINDS:
        meant = did_you_mean(kind, KINDS)
        return None, [error(at, f"‘{kind}’ cannot be inserted. Use {_either(KINDS)}.{meant}")]
    names = [value for key, value in rest if not key]
    options = {key: value for key, value in rest if key}
    if kind == "figure":
        return _figure(names, options, [key for key, _ in rest if key], at)
    return _block(kind, names, options, at)


def _words(inside: str, at: Place) -> tuple[list[tuple[str, str]], list[Problem]]:
    words, position, inside = [], 0, inside.rstrip()
    while position < len(inside):
        found = _WORD.match(inside, position)
        if not found:
            stray = inside[position:].strip()
            hint = "Close the quotation mark." if stray.count('"') % 2 else f"Take out ‘{stray[:20]}’."
            return [], [error(at, f"This reference cannot be read. {hint}")]
        plain, quoted = found["plain"], found["quoted"]
        words.append((found["key"] or "", plain if plain is not None else quoted))
        position = found.end()
    return words, []


def _figure(
    names: list[str], options: dict[str, str], keys: list[str], at: Place
) -> tuple[FigureRef | None, list[Problem]]:
    problems = []
    if not names:
        return None, [error(at, "Write the code of the figure, like {{ figure lado.contacts }}.")]
    if not _CODE.fullmatch(names[0]):
        problems.append(error(at, f"‘{names[0]}’ cannot be the code of a figure. A code looks like lado.contacts."))
    problems += [
        error(at, f"Take out ‘{extra}’, or put quotation marks around a name of several words.") for extra in names[1:]
    ]
    for key in options:
        if key not in OPTIONS:
            meant = did_you_mean(key, OPTIONS)
            problems.append(error(at, f"A figure has no option ‘{key}’. Use {_either(OPTIONS)}.{meant}"))
    problems += [error(at, f"‘{key}’ is given twice. Keep one.") for key in sorted(set(keys)) if keys.count(key) > 1]
    problems += [error(at, f"Write something after ‘{key}=’, or take it out.") for key in options if not options[key]]
    style, direction, places = options.get("as"), options.get("direction"), options.get("places")
    if style and style not in STYLES:
        problems.append(
            error(at, f"A figure cannot print as ‘{style}’. Use {_either(STYLES)}.{did_you_mean(style, STYLES)}")
        )
    if direction and direction not in DIRECTIONS:
        meant = did_you_mean(direction, DIRECTIONS)
        problems.append(error(at, f"‘{direction}’ is not a direction. Use {_either(DIRECTIONS)}.{meant}"))
    if direction and style not in (None, "change", "percent", "number"):
        problems.append(error(at, f"A figure cannot print with a direction and as {style}. Keep one of them."))
    if places and not (places.isascii() and places.isdigit() and int(places) <= MAX_PLACES):
        problems.append(error(at, f"‘places’ must be a whole number from 0 to {MAX_PLACES}, not ‘{places}’."))
    if problems:
        return None, problems
    return (
        FigureRef(
            code=names[0],
            period=options.get("period"),
            geography=options.get("geography"),
            style=style,
            places=int(places) if places else None,
            direction=direction,
            at=at,
        ),
        [],
    )


def _block(kind: str, names: list[str], options: dict[str, str], at: Place) -> tuple[BlockRef | None, list[Problem]]:
    block_kind = next(each for each in BLOCK_KINDS if each == kind)
    called = CALLED.get(kind, kind)
    problems = [error(at, f"A {called} has no options. Take out ‘{key}=’.") for key in options]
    if kind == "glossary":
        problems += [error(at, f"There is one glossary. Take out ‘{name}’.") for name in names]
        names = [""]
    elif not names:
        problems.append(error(at, f"Write the name of the {called}, like {{{{ {kind} name }}}}."))
    problems += [error(at, f"Take out ‘{extra}’: one {called} at a time.") for extra in names[1:]]
    return (None, problems) if problems else (BlockRef(block_kind, names[0], at), [])


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
