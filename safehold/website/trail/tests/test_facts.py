"""What stands beside a line of the trail says what it is: no bare numbers."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import safehold
from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, AgencyFactory, account
from safehold.website.trail import presenters
from safehold.website.trail.facts import FACTS, OF_ONE_EVENT
from safehold.website.trail.subjects import called

ROOT = Path(safehold.__file__).parent
NO_FACTS = {"by", "subject", "count"}  # what a line has fields of its own for
# read out of a call by hand, for it takes them from a function: what each kind of published file hashes to
PUBLISHED = {"html", "pdf", "docx", "csv"}


def recorded(tree: ast.AST) -> Iterator[str]:
    """The name of every fact that a call of ``audit.record`` in this code gives, those in a dictionary of facts too."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"audit.record", "record"}:
                for given in call.keywords:
                    yield from [given.arg] if given.arg else keys(given.value, function)


def keys(given: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The keys of the dictionaries that ``given`` is, or was made of in ``function``."""
    names = {each.id for each in ast.walk(given) if isinstance(each, ast.Name)}
    made: list[ast.AST] = [given]
    for each in ast.walk(function):
        if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            made += [each.value] if any(isinstance(one, ast.Name) and one.id in names for one in targets) else []
    for part in made:
        for each in ast.walk(part):
            if isinstance(each, ast.Dict):
                yield from (key.value for key in each.keys if isinstance(key, ast.Constant))


def every_fact() -> set[str]:
    files = [path for path in ROOT.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    found = {fact for path in files for fact in recorded(ast.parse(path.read_text(encoding="utf-8")))}
    return (found - NO_FACTS) | PUBLISHED


def test_every_fact_that_anything_records_has_words_and_no_words_are_for_nothing():
    found = every_fact()

    assert len(found) > 50
    assert found == FACTS.keys()
    assert {name for _, name in OF_ONE_EVENT} <= FACTS.keys()


def test_a_fact_without_words_would_be_found():
    code = "def act(by):\n facts = {'one': 1} if by else {}\n audit.record(by, 'a.b', two=2, **facts, **{'three': 3})"

    assert set(recorded(ast.parse(code))) == {"one", "two", "three"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "facts", "words"),
    [
        ("access.agency_chosen", {"before": "AGENCY"}, "acted before for: Westmere police"),
        ("access.account_closed", {"to": "PERSON", "sessions": 2}, "sessions ended: 2; handed over to: Ada Lowe"),
        (
            "publications.section_moved",
            {"number": 3, "to": 4},
            "number of the section: 3; number of the section after it: 4",
        ),
        (
            "access.role_given",
            {"role": "lado", "from_on": "2021-04-01", "to_on": None},
            "first day: 1 April 2021; role: {lado}",
        ),
        ("records.let_in", {"user": 987654, "hours": 4}, "hours given: 4; person: number 987654"),
        ("partnership.chair_appointed", {"agency": "police"}, "agency: police"),
        ("records.access_decided", {"granted": False}, "granted: no"),
        ("a.forgotten", {"old_fact": 1, "nothing": None, "none_of": []}, "old fact: 1"),
    ],
)
def test_a_fact_is_said_with_what_it_is(event, facts, words):
    ada, police = account(Role.LADO, name="Ada Lowe"), AgencyFactory(code="police")
    numbers = {"PERSON": ada.pk, "AGENCY": police.pk}
    given = {name: numbers.get(fact, fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    audit.record(Actor.system("tests", on=DAY), event, **given)
    line = AuditLine.objects.latest("pk")
    said = presenters.Said.here(lambda sentence: sentence)

    found = presenters.facts(line, said, called([line], said.titles))

    assert found == words.replace("{lado}", Role.LADO.label)
