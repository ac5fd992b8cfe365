"""How the pages of assurance say what they show."""

from safehold.access.actor import Actor
from safehold.assurance.policy.disagreements import see_list
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Link

PARTS = (
    ("The Executive’s page", "assurance:executive"),
    ("Group reports", "assurance:reports"),
    ("Reports received", "assurance:register"),
    ("Risks", "assurance:risks"),
    ("Scrutiny", "assurance:scrutiny"),
    ("Assurance framework", "assurance:duties"),
    ("Disagreements", "assurance:disagreements"),
)


def parts(current: str, actor: Actor) -> list[Link]:
    """The parts of the partnership's assurance that the actor may open, one of them open."""
    hidden = () if see_list(actor) else ("assurance:disagreements",)
    return [Link(text, reverse(name), current=name == current) for text, name in PARTS if name not in hidden]
