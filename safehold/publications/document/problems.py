"""What is wrong in somebody's words, where, and what they may have meant. All of it at once, never only the first."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from safehold.publications.document.blocks import Place


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, in a sentence. An error stops publication; a warning asks for a second look."""

    line: int
    column: int
    message: str
    severity: Literal["error", "warning"] = "error"
    section: str = ""

    def __str__(self) -> str:
        where = f"{self.section}, line {self.line}" if self.section else f"Line {self.line}"
        return f"{where}, column {self.column}: {self.message}"


def error(at: Place, message: str) -> Problem:
    """Something that cannot be published as it is."""
    return Problem(at.line, at.column, message)


def warning(at: Place, message: str) -> Problem:
    """Something that is probably a slip."""
    return Problem(at.line, at.column, message, "warning")


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """ " Did you mean lado.contacts?" for a near miss, with its space before; nothing where nothing is near."""
    near = difflib.get_close_matches(typed, list(known), n=1, cutoff=0.75)
    return f" Did you mean {near[0]}?" if near else ""
