"""How much is too much, and how a file is refused."""

from dataclasses import dataclass


class Unreadable(Exception):  # noqa: N818 - a refusal, not an error
    """The file cannot be read at all. Its text is one sentence for the sender, saying what to do."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that one file may be. The last two bound what opening a workbook may cost.

    A large load by an operator raises ``size`` and ``rows``; the others are far above any honest return.
    """

    size: int = 10_000_000
    """Bytes of the file as sent."""
    line: int = 1_000_000
    """Bytes between two line ends of a CSV file."""
    rows: int = 1_048_576
    """Rows of one sheet; Excel's own limit."""
    columns: int = 200
    cells: int = 2_000_000
    """Rows times columns of one sheet of a workbook: a workbook is unpacked whole in memory, a CSV file never is."""
    problems: int = 50_000
    """Problems after which reading stops: a file with more is wrong as a whole."""
    sheets: int = 50
    unpacked: int = 64_000_000
    """Bytes of a workbook's parts when unpacked."""
    ratio: int = 200
    """How many times larger a workbook's part may be unpacked; honest sheets reach about 30."""
    memory: int = 400_000_000
    """Bytes of address space for the process that opens a workbook."""
    seconds: int = 4
    """Processor seconds for the process that opens a workbook."""


def in_megabytes(size: int) -> str:
    """``10_000_000`` as ``10 MB``."""
    return f"{max(1, size // 1_000_000):,} MB"
