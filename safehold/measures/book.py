"""The book of figures: every figure there is, which of two prints, and where they do not say the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from safehold.clocks import Period, Years
from safehold.measures.catalogue import definition
from safehold.measures.counting import Counting
from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf
from safehold.measures.derived import derive
from safehold.measures.figures import Figure, Key
from safehold.tally import round_half_up


@dataclass(frozen=True)
class Beside:
    """Everything known under one key. ``derived`` is worked out from other figures, ``counted`` from rows."""

    prints: Figure
    reported: Figure | None
    derived: Figure | None
    counted: Figure | None

    @property
    def computed(self) -> Figure | None:
        return self.derived or self.counted

    @property
    def differs(self) -> bool:
        """Whether two of them are numbers and not the same number, as far as the reported one was written out."""
        numbers = [figure for figure in (self.reported, self.derived, self.counted) if figure and figure.is_number]
        return any(differ(numbers[0], other) for other in numbers[1:])


class Book:
    """Every accepted figure, read once: ask it for one by its key, and it works out what nobody reported.

    Where accepted submissions overlap, the later accepted one counts. Which of a reported and a computed figure prints is
    a person's decision (``PrintDecision``); until there is one, the reported figure does. A figure is computed from other
    figures where its code is bound to them, so that it agrees with what prints beside it, and else from counted rows.
    """

    def __init__(
        self,
        reported: dict[Key, Figure],
        *,
        computed_codes: frozenset[str],
        years: Years,
        counting: Counting | None = None,
    ) -> None:
        self.reported = reported
        self.computed_codes = computed_codes
        self.years = years
        self.counting = counting
        self._derived: dict[Key, Figure | None] = {}

    def find(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure that prints under this key; none where it was neither reported nor can be worked out."""
        reported = self.reported.get((code, period, geography))
        if reported and code not in self.computed_codes:
            return reported
        return self.computed(code, period, geography) or reported

    def computed(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure made here, whether or not it prints."""
        return self.derived(code, period, geography) or self.counted(code, period, geography)

    def derived(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure worked out from other figures, whether or not it prints."""
        key = (code, period, geography)
        if key not in self._derived:
            found = definition(code)
            self._derived[key] = derive(found, period, geography, find=self.find, years=self.years) if found else None
        return self._derived[key]

    def counted(self, code: str, period: str, geography: str) -> Figure | None:
        """The figure counted from rows, whether or not it prints."""
        return self.counting.figure(code, period, geography) if self.counting else None

    def beside(self, code: str, period: str, geography: str) -> Beside | None:
        """Everything known under one key; none where nothing is."""
        prints = self.find(code, period, geography)
        if prints is None:
            return None
        key = (code, period, geography)
        return Beside(prints, self.reported.get(key), self.derived(*key), self.counted(*key))

    def keys(self, code: str) -> set[Key]:
        """The keys under ``code`` for which there is a figure; of counted ones, those of whole years."""
        found = {key for key in self.reported if key[0] == code}
        if self.counting:
            found |= set(self.counting.keys(code))
        binding = getattr(definition(code), "binding", None)
        if isinstance(binding, ChangeOf | ChangePercentOf | ShareOf):
            part = binding.part if isinstance(binding, ShareOf) else binding.code
            found |= {(code, *key[1:]) for key in self.keys(part) if self.derived(code, *key[1:])}
        return found

    def every(self, code: str) -> list[Beside]:
        """Everything under ``code``, latest period first, then by place."""
        found = [self.beside(*key) for key in self.keys(code)]
        known = sorted((each for each in found if each), key=lambda each: each.prints.geography)
        return sorted(known, key=lambda each: self.when(each.prints), reverse=True)

    def latest(self, code: str) -> Figure | None:
        """The figure of the latest period that has one, in the place with most of them; none where there is none."""
        keys = self.keys(code)
        places = Counter(key[2] for key in keys)
        by_period = sorted(keys, key=lambda key: (self.years.read(key[1]), places[key[2]], key[2]), reverse=True)
        return next((figure for key in by_period if (figure := self.find(*key))), None)

    def series(self, code: str, geography: str) -> list[Figure]:
        """Every reported figure under ``code`` in one place, oldest first."""
        found = [figure for key, figure in self.reported.items() if key[0] == code and key[2] == geography]
        return sorted(found, key=self.when)

    def when(self, figure: Figure) -> Period:
        """The period of a figure. A key that this partnership cannot read would not be in the book."""
        return self.years.read(figure.period)

    def differences(self) -> Iterator[tuple[Figure, Figure]]:
        """The pairs (reported, computed) under one key that do not say the same: checks, for a person to decide."""
        for key, figure in self.reported.items():
            if not figure.is_number:
                continue
            for computed in (self.derived(*key), self.counted(*key)):
                if computed and computed.value is not None and differ(figure, computed):
                    yield figure, computed

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.reported.values())

    def __len__(self) -> int:
        return len(self.reported)


def differ(reported: Figure, computed: Figure) -> bool:
    """Whether a computed number, with as many decimals as the reported one, is another number."""
    assert computed.value is not None
    return round_half_up(computed.value, reported.places) != reported.value
