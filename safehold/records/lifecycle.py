"""A lifecycle is a table of named moves. The same table decides races, draws buttons and draws the diagram."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, TextChoices
from django.utils import timezone

from safehold.access.policy import YES, Answer, Refused, not_now


class Changed(Refused):
    """Someone else changed the record after it was shown. ``record`` is as it is now; ``shown`` the version seen."""

    def __init__(self, record: Any, shown: int) -> None:
        super().__init__(
            "Someone else changed this while you were working on it. Check what changed, then send yours again."
        )
        self.record = record
        self.shown = shown


@dataclass(frozen=True)
class Lifecycle:
    """``moves`` maps a move's name to (the state or states it starts from, the state it ends in)."""

    start: TextChoices
    moves: Mapping[str, tuple[Any, Any]]
    field: str = "status"

    def __post_init__(self) -> None:
        reached = {self.start} | {after for _, after in self.moves.values()}
        unreachable = [state for name in self.moves for state in self.before(name) if state not in reached]
        if unreachable:
            raise ValueError(f"No move leads to {unreachable[0]!r}")

    def before(self, name: str) -> tuple[Any, ...]:
        """The states that the move ``name`` starts from."""
        before = self.moves[name][0]
        return tuple(before) if isinstance(before, Iterable) and not isinstance(before, str) else (before,)

    def after(self, name: str) -> Any:
        """The state that the move ``name`` ends in."""
        return self.moves[name][1]

    def may(self, record: Any, name: str) -> Answer:
        """Whether ``record`` is in a state from which ``name`` can happen."""
        if getattr(record, self.field) in self.before(name):
            return YES
        return not_now(self._refusal(record, name))

    def move(self, record: Any, name: str, **facts: Any) -> None:
        """Make the move in one guarded UPDATE: of two people who try at once, one is refused and nothing is lost.

        Raises ``Refused`` where the record is not in a state the move starts from, and ``Changed`` where it is but
        someone changed it after it was shown. ``record`` then is as the database has it.
        """
        shown = record.version
        changed = (
            type(record)
            ._default_manager.filter(pk=record.pk, version=shown, **{f"{self.field}__in": self.before(name)})
            .update(**{self.field: self.after(name)}, **facts, version=F("version") + 1, changed_at=timezone.now())
        )
        record.refresh_from_db()
        if changed:
            return
        if getattr(record, self.field) in self.before(name):
            raise Changed(record, shown)
        raise Refused(self._refusal(record, name))

    def label(self, record: Any) -> str:
        """The state that ``record`` is in, in words."""
        return str(type(self.start)(getattr(record, self.field)).label)

    def mermaid(self) -> str:
        """The diagram for ``docs/reference/states.md``."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start.value}"]
        for name in self.moves:
            lines += [f"    {state.value} --> {self.after(name).value}: {name}" for state in self.before(name)]
        return "\n".join(lines)

    def _refusal(self, record: Any, name: str) -> str:
        wanted = " or ".join(f"‘{state.label}’" for state in self.before(name))
        return f"This is marked ‘{self.label(record)}’. It must be marked {wanted} first."
