"""Hiding numbers small enough to point at somebody, where a publication is for the public.

Primary: a count about people that is from 1 to 4, and a change or share that alone would tell such a count. Secondary:
what is hidden beside those until nothing hidden can be worked out (``attack``), nor known to be small, from all that is
shown, in this publication and in earlier ones, by the sums in which it stands (``relations``): a total and its parts, a
year and its quarters, a count inside a count, a year and the year before. A rest that nobody prints is protected like a
number that is printed. What is worked out from a hidden number (a change, a share) is hidden too.

What is small is said once, in ``smallness``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from safehold.clocks import BadPeriod, Years
from safehold.measures.catalogue import definition
from safehold.measures.definition import ChangeOf, ChangePercentOf, ShareOf
from safehold.measures.figures import Figure, Key
from safehold.measures.models import State
from safehold.publications import smallness
from safehold.publications.attack import given_away
from safehold.publications.relations import Sum, sums
from safehold.tally import change_percent, share_percent

FEW = 10
"""So many counts, from nought, are tried to see whether a share or a change would tell a small one."""


def is_small(figure: Figure) -> bool:
    """Whether this number alone could point at somebody."""
    return figure.definition.about_people and figure.value is not None and smallness.is_small(figure.value)


def small(figures: Iterable[Figure]) -> list[Figure]:
    return [figure for figure in figures if is_small(figure)]


@dataclass(frozen=True)
class Hidden:
    """The keys that a publication for the public hides, and why each is; and those that nothing here can protect,
    because what gives them away has been published already."""

    primary: frozenset[Key]
    secondary: frozenset[Key]
    unprotected: frozenset[Key] = frozenset()

    def hides(self, figure: Figure) -> bool:
        """Whether ``figure`` is hidden, itself or because of what it was worked out from."""
        if figure.key in self.primary or figure.key in self.secondary:
            return True
        return any(self.hides(part) for part in figure.made_of)

    def apply(self, figure: Figure) -> Figure:
        if not figure.is_number or not self.hides(figure):
            return figure
        return replace(
            figure,
            state=State.SUPPRESSED,
            value=None,
            calculation="Hidden, because it is small or would give a small number away",
        )


NOTHING = Hidden(frozenset(), frozenset())


def hidden(
    figures: Iterable[Figure], *, years: Years | None = None, earlier: Mapping[Key, Decimal | None] | None = None
) -> Hidden:
    """What is hidden among ``figures``, taken together.

    ``earlier`` is what publications before this one showed to the public: each number, and none where they hid it.
    """
    return _Sheet({figure.key: figure for figure in figures}, years or Years(), earlier or {}).hidden()


@dataclass
class _Sheet:
    """Every number of a publication, and of what can be worked out from it, while it is decided what is hidden."""

    printed: dict[Key, Figure]
    years: Years
    earlier: Mapping[Key, Decimal | None]
    # what each number truly is, the unprinted ones too
    true: dict[Key, Fraction] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    # the rest of each sum that has one
    rests: dict[Sum, Key] = field(default_factory=dict)
    sensitive: set[Key] = field(default_factory=set)

    def hidden(self) -> Hidden:
        self._read()
        primary = {key for key, figure in self.printed.items() if is_small(figure)}
        primary |= {key for key, figure in self.printed.items() if self._tells_a_small_one(figure)}
        primary |= self._worked_out_from(primary)
        gone, unprotected = set(primary), set[Key]()
        while found := self._given_away(gone) - unprotected:
            protected = self._beside(min(found), gone)
            if protected is None:
                unprotected.add(min(found))
                continue
            gone.add(protected)
            gone |= self._worked_out_from(gone)
        return Hidden(frozenset(primary), frozenset(gone - primary), frozenset(unprotected))

    # --- what there is ---

    def _read(self) -> None:
        for figure in _and_what_they_are_made_of(self.printed.values()):
            if figure.value is not None:
                self.true[figure.key] = Fraction(figure.value)
            elif figure.state == State.NOT_SUPPLIED:  # whoever subtracts takes it for nothing
                self.true[figure.key] = Fraction(0)
            if is_small(figure):
                self.sensitive.add(figure.key)
        for key, value in self.earlier.items():
            if value is not None:
                self.true.setdefault(key, Fraction(value))
        held_back = {key for key, value in self.earlier.items() if value is None}
        held_back |= {key for key, figure in self.printed.items() if figure.state == State.SUPPRESSED}
        self.sensitive |= held_back
        for each in sums(self.true.keys() | held_back, self.years):
            self._complete(each)
        self.sums = [each for each in self.sums if all(key in self.true for key in self._keys(each))]

    def _complete(self, each: Sum) -> None:
        """Say what the one number is that a sum leaves unsaid: a year before that is not printed, what a partner hid, or
        the rest."""
        self.sums.append(each)
        keys = (each.whole, *each.parts)
        unsaid = [key for key in keys if key not in self.true]
        if not unsaid:
            rest = self._less_parts(each)
            if each.rest and rest >= 0:
                key = self.rests[each] = (f"rest of {each.whole[0]} less {len(self.rests)}", *each.whole[1:])
                self.true[key] = rest
                if self._about_people(each.whole) and all(map(self._about_people, each.parts)):
                    self._mind(key, rest)
        elif len(unsaid) == 1 and not each.rest:
            (key,) = unsaid
            value = -self._less_parts(each) if key == each.whole else self._less_parts(each)
            self.true[key] = value
            if self._about_people(key):
                self._mind(key, value)

    def _less_parts(self, each: Sum) -> Fraction:
        return self.true.get(each.whole, Fraction(0)) - sum(self.true.get(part, Fraction(0)) for part in each.parts)

    def _mind(self, key: Key, value: Fraction) -> None:
        if smallness.is_small(value):
            self.sensitive.add(key)

    def _keys(self, each: Sum) -> Iterator[Key]:
        yield each.whole
        yield from each.parts
        if each in self.rests:
            yield self.rests[each]

    @staticmethod
    def _about_people(key: Key) -> bool:
        found = definition(key[0])
        return found is not None and found.about_people

    # --- what gives what away ---

    def _is_known(self, key: Key, gone: set[Key]) -> bool:
        """Whether a reader sees this number, here or in an earlier publication."""
        if self.earlier.get(key) is not None and Fraction(self.earlier[key] or 0) == self.true.get(key):
            return True
        return key in self.printed and key not in gone and self.printed[key].state != State.SUPPRESSED

    def _given_away(self, gone: set[Key]) -> set[Key]:
        """The numbers that ought not to be known and can be worked out."""
        equations: list[tuple[dict[Key, int], Fraction]] = []
        for each in self.sums:
            times = dict.fromkeys(self._keys(each), -1) | {each.whole: 1}
            # what does not add up is known not to: whoever subtracts may know by how much
            total = sum((times[key] * self.true[key] for key in times), Fraction(0))
            unknown = {key: count for key, count in times.items() if not self._is_known(key, gone)}
            equations.append((unknown, total - sum(times[key] * self.true[key] for key in times.keys() - unknown)))
        least = {key: self._least(key) for terms, _ in equations for key in terms}
        guarded = self.sensitive | gone
        small = {key for key in self.sensitive & least.keys() if smallness.is_small(self.true[key])}
        found = given_away(equations, least, guarded=small, below=smallness.SMALL)
        return {key for key in found if key in guarded}

    def _least(self, key: Key) -> int | None:
        """The least that a number can be, as its reader knows: nought is shown, so that a hidden count is at least one."""
        found = definition(key[0])
        if self.true[key] < 0 or (found is not None and found.is_change):
            return None
        return 1 if self._about_people(key) and self.true[key] >= 1 and self._was_printed(key) else 0

    def _was_printed(self, key: Key) -> bool:
        return key in self.printed or key in self.earlier

    def _beside(self, key: Key, gone: set[Key]) -> Key | None:
        """What to hide so that ``key`` is not given away: of what stands in one sum with it, first a change, then the
        smallest part, then the whole; and where that is not enough, of what stands in a sum with those."""
        reached, seen = {key}, set[Key]()
        while reached - seen:
            seen |= reached
            near = [each for each in self.sums if reached & set(self._keys(each))]
            offers = {
                (not self._is_change(other), other == each.whole, abs(self.true[other]), other)
                for each in near
                for other in self._keys(each)
                if other in self.printed and other not in gone and self._may_hide(other)
            }
            if offers:
                return min(offers)[3]
            reached = {other for each in near for other in self._keys(each)}
        return None

    def _may_hide(self, key: Key) -> bool:
        return bool(self.true[key]) and self.earlier.get(key) is None and self.printed[key].is_number

    @staticmethod
    def _is_change(key: Key) -> bool:
        found = definition(key[0])
        return found is not None and found.is_change

    # --- changes and shares ---

    def _worked_out_from(self, gone: set[Key]) -> set[Key]:
        """The printed changes and shares of a number that is gone."""
        return {
            key
            for key, figure in self.printed.items()
            if key not in gone
            and (
                any(each in gone for each in self._operands(figure)) or any(part.key in gone for part in figure.made_of)
            )
        }

    def _operands(self, figure: Figure) -> tuple[Key, ...]:
        _, period, place = figure.key
        match figure.definition.binding:
            case ChangeOf(code) | ChangePercentOf(code):
                try:
                    before = str(self.years.read(period).year_before)
                except BadPeriod:
                    return ((code, period, place),)
                return (code, period, place), (code, before, place)
            case ShareOf(part, whole):
                return (part, period, place), (whole, period, place)
        return ()

    def _tells_a_small_one(self, figure: Figure) -> bool:
        """Whether a percentage, with one number beside it, leaves only small counts for another that is not printed."""
        if figure.value is None or not isinstance(figure.definition.binding, ChangePercentOf | ShareOf):
            return False
        operands = self._operands(figure)
        unprinted = [key for key in operands if key not in self.printed]
        if len(operands) != 2 or len(unprinted) != 1 or not self._about_people(unprinted[0]):
            return False
        (other,) = set(operands) - set(unprinted)
        beside = self.printed[other].whole
        if beside is None:
            return False
        work = share_percent if isinstance(figure.definition.binding, ShareOf) else change_percent
        fits = [
            count
            for count in range(FEW)
            if work(*((count, beside) if unprinted[0] == operands[0] else (beside, count)), figure.places)
            == figure.value
        ]
        return bool(fits) and all(map(smallness.is_small, fits))


def _and_what_they_are_made_of(figures: Iterable[Figure]) -> Iterator[Figure]:
    for figure in figures:
        yield from _and_what_they_are_made_of(figure.made_of)
        yield figure
