"""``docs/reference``: what the code says of itself, written out for people and held current by ``make check``."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from safehold.access.reach import BY_KIND, DUTY_HOLDERS, TABLE, Reach, Tier
from safehold.access.roles import FACTS, Role, needs_mfa
from safehold.measures.reference import measures_page
from safehold.records.reference import states

WRITTEN = "<!-- Written by `make reference`. Change the code, not this page. -->\n"
CLASSES = ("plain", "personal", "special", "criminal", "protected")
REACHES = {
    Reach.NONE: "nothing",
    Reach.MEMBER: "where a member",
    Reach.CARD: "where a member; a card for the rest",
    Reach.OWN: "all of their own agency’s",
    Reach.ALL: "all",
}


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def roles() -> str:
    facts = [
        [
            role.label,
            FACTS[role].description,
            "yes" if needs_mfa(frozenset({role})) else "no",
            "yes" if FACTS[role].for_a_time else "",
        ]
        for role in Role
    ]
    reach = [[role.label, *(REACHES[far] for far in TABLE[role])] for role in Role]
    wider = [
        [f"`{kind}`", Role(role).label, REACHES[far]]
        for table_of in (DUTY_HOLDERS, BY_KIND)
        for kind, held in table_of.items()
        for role, far in held.items()
    ]
    return (
        "# Roles\n\n"
        + table(["Role", "What they do", "Second factor", "For a time"], facts)
        + "\n## How far each role sees\n\n"
        + table(["Role", *(f"{tier} {tier.label}" for tier in Tier)], reach)
        + "\n## Kinds of record that a role sees further\n\n"
        + table(["Kind", "Role", "Sees"], wider)
    )


def privacy() -> str:
    rows = []
    for model in our_models():
        for field in model._meta.concrete_fields:
            kind = class_of(model, field.name)
            if kind != "plain":
                rows.append([f"`{model._meta.label}`", f"`{field.name}`", kind])
    words = "Every field that is not plain: it leaves its module only through a named reduction.\n\n"
    return f"# Privacy\n\n{words}{table(['Model', 'Field', 'Class'], rows)}"


def class_of(model: type[Model], field: str) -> str:
    privacy = getattr(model, "Privacy", None)
    return next((name for name in CLASSES if field in getattr(privacy, name, ())), "unclassified")


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("safehold.")]


def routes() -> str:
    rows = [
        [f"`{name}`", f"`/{route}`"]
        for name, route in sorted(set(addresses(get_resolver("safehold.config.urls").url_patterns)))
    ]
    words = "Bookmarks and messages lead to these: one that goes away is missed.\n\n"
    return f"# Routes\n\n{words}{table(['Name', 'Address'], rows)}"


def addresses(patterns: list, name: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{name}{pattern.namespace}:" if pattern.namespace else name
            yield from addresses(pattern.url_patterns, inner, route + str(pattern.pattern))
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{name}{pattern.name}", route + str(pattern.pattern)


PAGES: dict[str, Callable[[], str]] = {
    "states": states,
    "measures": measures_page,
    "roles": roles,
    "privacy": privacy,
    "routes": routes,
}


def written(name: str) -> str:
    """The whole page called ``name``."""
    return WRITTEN + "\n" + PAGES[name]()
