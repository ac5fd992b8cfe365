"""The Design System's official macros, loaded once, each a plain function that takes one dictionary.

They were written for a template language in which an absent name is silent, so they have an environment of their own
in which it is. Our templates have another, in which it is an error (``safehold.config.jinja``).
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

Macro = Callable[..., Markup]
PACKAGE = "govuk_frontend_jinja"
# Carry the crown, or belong to services of the government's own site.
NOT_OURS = frozenset({"header", "footer", "phase-banner", "cookie-banner", "generic-header", "accordion"})


@cache
def official() -> Mapping[str, Macro]:
    """Every official macro that we draw with, by its own name: ``govukButton``, ``govukRadios`` and so on."""
    environment = jinja2.Environment(
        loader=jinja2.PrefixLoader({PACKAGE: jinja2.PackageLoader(PACKAGE)}),
        autoescape=True,
        undefined=jinja2.ChainableUndefined,
        auto_reload=False,  # otherwise every drawing looks at every file of the package
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found: dict[str, Macro] = {}
    for template in environment.list_templates():
        package, _, rest = template.partition("/components/")
        component = rest.removesuffix("/macro.html")
        if package == PACKAGE and rest != component and component not in NOT_OURS:
            module = environment.get_template(template).module
            found |= {name: getattr(module, name) for name in dir(module) if name.startswith("govuk")}
    return {name: macro for name, macro in found.items() if name not in {"govukAttributes", "govukI18nAttributes"}}


def draw(name: str, params: Mapping[str, Any]) -> Markup:
    """One component, by its official name and in its official parameters."""
    return official()[name](params).strip()
