"""Every code there is. One file for each part of the work; ``definition(code)`` finds one."""

from safehold.measures.catalogue import adults, children, community, governance, indicators, lado, police, training
from safehold.measures.definition import Definition

DEFINITIONS: tuple[Definition, ...] = (
    *governance.DEFINITIONS,
    *training.DEFINITIONS,
    *indicators.DEFINITIONS,
    *children.DEFINITIONS,
    *adults.DEFINITIONS,
    *lado.DEFINITIONS,
    *police.DEFINITIONS,
    *community.DEFINITIONS,
)
BY_CODE: dict[str, Definition] = {definition.code: definition for definition in DEFINITIONS}

if len(BY_CODE) != len(DEFINITIONS):
    codes = [definition.code for definition in DEFINITIONS]
    raise ValueError(f"Defined twice: {sorted({code for code in codes if codes.count(code) > 1})}")


def definition(code: str) -> Definition | None:
    """The definition of ``code``; none where nothing in the catalogue has it."""
    return BY_CODE.get(code)
