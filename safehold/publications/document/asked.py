"""What the law asks of a document and where the document answers it, as plain values that are kept with it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Spot:
    """A part of the document that answers something: what it is called and its address. ``key`` is how its editors know that
    they named it; nought where it was worked out from what stands there."""

    title: str
    anchor: str
    key: int = 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing that the law asks of the document, and how it stands: ``law`` is where that is laid down and ``held`` from when,
    ``spots`` answer it, ``missing`` says in sentences what still lacks. Where nothing answers it somebody may have signed why:
    then ``why``, ``signed_by`` and ``signed_on`` say so.
    """

    code: str
    body: str
    words: str
    law: str
    held: str = ""
    spots: tuple[Spot, ...] = ()
    missing: tuple[str, ...] = ()
    why: str = ""
    signed_by: str = ""
    signed_on: date | None = None

    @property
    def covered(self) -> bool:
        """Whether the document answers it."""
        return bool(self.spots) and not self.missing

    @property
    def signed(self) -> bool:
        """Whether it does not, and somebody signed why."""
        return not self.covered and bool(self.why)

    @property
    def empty(self) -> bool:
        """Whether it does not, and nobody answers for that."""
        return not self.covered and not self.why
