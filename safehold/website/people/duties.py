"""Who may do what, asked of the policies themselves: every public function of an ``actor`` that gives an ``Answer``.

A policy that needs nothing but the actor is asked once for each role, as nobody in particular who holds it. One that
needs a record too depends on the record; its own sentence says how.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from django.apps import apps

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.access.roles import Role

T = TypeVar("T")
MODULES = ("policy", "policies")
# what each package's policies are about, in the words of the page
AREAS = {
    "access": "Accounts, roles and the audit trail",
    "records": "Records about people",
    "partnership": "How the partnership is set up",
    "asks": "What agencies are asked, and what they send",
    "letters": "Letters, templates and redacted copies",
    "plans": "Plans, findings, recommendations and actions",
    "voice": "Lived experience",
    "policies": "Policies and protocols",
    "meetings": "Meetings and minutes",
    "assurance": "Reports, risks and who is assured of what",
    "measures": "Figures",
    "publications": "Annual reports",
}


@dataclass(frozen=True)
class Duty:
    """One policy: where it stands, what it is called, what its own words say of it, and what it depends on."""

    package: str
    name: str
    words: str
    depends_on: tuple[str, ...]
    ask: Callable[..., Answer]

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def area(self) -> str:
        return AREAS.get(self.package, self.package.capitalize())

    def allows(self, role: Role, *, on: date) -> bool | None:
        """Whether ``role`` alone is enough; none where it depends on more."""
        if self.depends_on:
            return None
        return bool(self.ask(Actor.standing_in(role, on=on)))


@cache
def duties() -> tuple[Duty, ...]:
    """Every policy of every installed package of ours, in the order of the packages and of their files."""
    return tuple(duty for module in policy_modules() for duty in duties_of(module))


def policy_modules() -> Iterator[ModuleType]:
    for config in apps.get_app_configs():
        if config.name.startswith(("safehold.", "tests.")):
            for name in MODULES:
                if find_spec(f"{config.name}.{name}"):
                    module = import_module(f"{config.name}.{name}")
                    yield module
                    for part in iter_modules(getattr(module, "__path__", ())):
                        yield import_module(f"{module.__name__}.{part.name}")


def duties_of(module: ModuleType) -> Iterator[Duty]:
    """The policies that ``module`` itself says, not those it imports."""
    for name, function in vars(module).items():
        if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
            continue
        signature = inspect.signature(function)
        names = list(signature.parameters)
        if names[:1] != ["actor"] or signature.return_annotation is not Answer:
            continue
        rest = list(signature.parameters.values())[1:]
        # what may be left out is still what a role alone does not settle, where it says whose agency it is about
        needed = tuple(
            each.name for each in rest if each.default is inspect.Parameter.empty or each.name.endswith("_id")
        )
        yield Duty(module.__name__.split(".")[1], name, first_sentence(function), needed, function)


def first_sentence(function: Callable) -> str:
    """What a policy's own docstring says first: the sentence that the page shows."""
    words = " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
    return words.split(". ")[0].rstrip(".") + "." if words else ""


def by_area(found: Iterable[T], of: Callable[[T], Duty]) -> list[tuple[str, list[T]]]:
    """The same, under the areas that they are about, in the order of the packages."""
    areas: dict[str, list[T]] = {}
    for each in found:
        areas.setdefault(of(each).area, []).append(each)
    return list(areas.items())


def who_may(duty: Duty, *, on: date) -> list[Role]:
    """The roles that are enough by themselves, in the order of the roles page."""
    return [role for role in Role if duty.allows(role, on=on)]
