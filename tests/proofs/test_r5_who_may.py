"""R5: every address by every role, to read and to post, there and absent, is decided in one table, and it holds.

Small: a hundred and fifty of its cells, another choice for each day; ``PROOF_DAY=2026-11-22`` chooses as that day did, and a
failure says which day it was. Full: all of them.
"""

import os
import random
import re

import pytest
from django.db.models import Q

from safehold.access.policy import YES
from safehold.access.roles import Role
from safehold.records import visibility
from tests.addresses import GUARDED, OPEN
from tests.proofs import DAY, PROVING, count, who_may, who_may_page
from tests.proofs.addresses import Place, places
from tests.world import World

WRITING = os.environ.get("WHO_MAY") == "write"
# the beginnings of the addresses that are asked anew, "meetings: plans:"; without one, every address
ONLY = tuple(os.environ.get("WHO_MAY_ONLY", "").split()) or ("",)
O, E, W, S, R, ABSENT, M, X, H = who_may.LETTERS.values()  # noqa: E741  the letters of the table
Cell = tuple[Place, str, Role | None]
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(0)]


def ours(world: World) -> list[Place]:
    """Our own pages; a library's are about oneself alone."""
    return [place for place in places(world) if place.name in {*GUARDED, *OPEN}]


def cells(world: World, only: tuple[str, ...] = ("",)) -> list[Cell]:
    asked = [place for place in ours(world) if place.name.startswith(only)]
    return [(place, verb, role) for place in asked for verb in who_may.VERBS for role in who_may.WHO]


def chosen(world: World) -> list[Cell]:
    every = cells(world)
    return random.Random(DAY).sample(every, min(count(150, len(every)), len(every)))


def answers(world: World, wanted: list[Cell]) -> dict[Cell, str]:
    wanted = sorted(wanted, key=lambda cell: who_may.WHO.index(cell[2]))
    clients = who_may.clients(world, tuple(dict.fromkeys(role for _, _, role in wanted)))
    return {(place, verb, role): who_may.ask(clients[role], place, verb)[0] for place, verb, role in wanted}


@pytest.mark.skipif(not WRITING, reason="only where WHO_MAY=write asks for it")
def test_write_the_table_anew(world: World):
    there = {who_may.key(place, verb) for place in ours(world) for verb in who_may.VERBS}
    rows = {what: row for what, row in who_may.read().items() if what in there and not what.startswith(ONLY)}
    for (place, verb, role), letter in answers(world, cells(world, ONLY)).items():
        rows.setdefault(who_may.key(place, verb), {})[who_may.column(role)] = letter
    who_may.write(rows)
    who_may_page.PAGE.write_text(who_may_page.written(rows, ours(world)), encoding="utf-8")


@pytest.mark.skipif(os.environ.get("WHO_MAY") != "page", reason="only where WHO_MAY=page asks for it")
def test_write_the_page_from_the_table(world: World):
    who_may_page.PAGE.write_text(who_may_page.written(who_may.read(), ours(world)), encoding="utf-8")


def test_the_page_that_people_read_says_what_the_table_says(world: World):
    assert who_may_page.PAGE.read_text(encoding="utf-8") == who_may_page.written(who_may.read(), ours(world)), (
        "make who-may"
    )


def test_every_address_has_its_rows_and_every_role_its_column(world: World):
    table = who_may.read()

    assert set(table) == {who_may.key(place, verb) for place in ours(world) for verb in who_may.VERBS}
    assert all(set(row) == set(map(who_may.column, who_may.WHO)) for row in table.values())


def test_the_site_does_what_the_table_says(world: World):
    table = who_may.read()
    wrong = {
        f"{who_may.key(place, verb)} by {who_may.column(role)}": f"{letter}, not {promised}"
        for (place, verb, role), letter in answers(world, chosen(world)).items()
        if letter != (promised := table.get(who_may.key(place, verb), {}).get(who_may.column(role)))
    }

    assert wrong == {}, f"To choose the same cells: PROOF_DAY={DAY}"


# --- what must be true of the table whatever it says ---------------------------------------------------------------------


def test_a_stranger_is_asked_to_sign_in_everywhere_but_on_the_way_in():
    for what, row in who_may.read().items():
        if what.split()[0] in GUARDED:
            assert row["stranger"] == S, what


def test_nothing_that_is_absent_is_opened_by_anybody():
    for what, row in who_may.read().items():
        if " absent " in what:
            # who reads the trail may ask it about anything, also about what is no longer there
            reads = {Role.TRAIL_AUDITOR.value} if what.startswith("trail:") else set()
            got = {letter for who, letter in row.items() if who not in reads}
            assert got <= {S, R, ABSENT, M, W}, what


def test_the_data_outside_each_role_is_there_for_somebody_else():
    """A table of refusals would pass every test above: each page that is refused to one is opened by another."""
    # what nobody can do in the state that the world is in, and is proved in its own package's tests
    not_now = {
        "access:stay": "only posted to",
        "assurance:disagreement_reinstate": "nothing was recorded in error",
        "assurance:duty_reinstate": "nothing was recorded in error",
        "assurance:received_reinstate": "nothing was recorded in error",
        "assurance:report_reinstate": "nothing was recorded in error",
        "assurance:risk_reinstate": "nothing was recorded in error",
        "invented:reinstate": "nothing was recorded in error",
        "meetings:item_reinstate": "nothing was recorded in error",
        "meetings:meeting_reinstate": "nothing was recorded in error",
        "plans:action_reinstate": "nothing was recorded in error",
        "plans:bid_reinstate": "nothing was recorded in error",
        "plans:commitment_reinstate": "nothing was recorded in error",
        "plans:contribution_reinstate": "nothing was recorded in error",
        "plans:delivery_reinstate": "nothing was recorded in error",
        "plans:in_hand_reinstate": "nothing was recorded in error",
        "plans:objective_reinstate": "nothing was recorded in error",
        "plans:said_and_did_reinstate": "nothing was recorded in error",
        "plans:spend_reinstate": "nothing was recorded in error",
        "plans:strategy_reinstate": "nothing was recorded in error",
        "voice:reinstate": "nothing was recorded in error",
        "voice:told": "nothing was published with these words",
        "policies:interpretation_reinstate": "nothing was recorded in error",
        "policies:policy_reinstate": "nothing was recorded in error",
        "plans:finding_reinstate": "nothing was recorded in error",
        "plans:recommendation_reinstate": "nothing was recorded in error",
        "plans:hold": "nothing was released",
        "publications:accept_finding": "no check fails",
        "publications:file": "no report was published",
        "publications:printed_claims": "it stands in a demonstration alone",
        "publications:public": "no report was published",
        "publications:public_file": "no report was published",
        "records:emergency": "the practitioner has gone in already, and the manager works on the case",
        "records:let_in": "the request was decided",
        "records:unseal": "the record is not sealed",
    }
    shut = [
        what
        for what, row in who_may.read().items()
        if " there GET" in what and not {O, E, W} & set(row.values()) and what.split()[0] in GUARDED
    ]

    assert {what.split()[0] for what in shut} - not_now.keys() == set()


def test_the_system_administrator_and_the_trail_auditor_see_no_case():
    for what, row in who_may.read().items():
        if what.startswith(("records:", "imports:submission ", "imports:figures ")) and " there GET" in what:
            name = what.split()[0]
            if name in ("records:calendar", "records:calendar_add", "records:outbox", "records:message"):
                continue
            assert row[Role.SYSTEM_ADMINISTRATOR.value] != O, what
            assert row[Role.TRAIL_AUDITOR.value] != O or "emergenc" in name, what


def bare(page: str) -> str:
    """A page without what differs each time: nonces, tokens, addresses, and the seconds until signing out."""
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", page)
    page = re.sub(r'(nonce|value|content)="[^"]*"', "", page)
    return re.sub(r'"/[^"]*"', "", page)


def test_what_one_may_not_know_of_answers_in_the_words_of_what_is_not_there(world: World):
    table, seen = who_may.read(), 0
    by_name: dict[str, list[Place]] = {}
    for place in ours(world):
        by_name.setdefault(place.name, []).append(place)
    for role in (Role.DELEGATE, Role.SCHOOL_LEAD, Role.SYSTEM_ADMINISTRATOR, Role.TRAINER)[: None if PROVING else 1]:
        client = who_may.clients(world, (role,))[role]
        for name, pair in by_name.items():
            if len(pair) == 2 and table[f"{name} there GET"][who_may.column(role)] == ABSENT:
                (_, other), (_, nothing) = (who_may.ask(client, place, "GET") for place in pair)
                assert bare(other) == bare(nothing), f"{name} by {role}"
                seen += 1

    assert seen >= 10


# --- the controls ------------------------------------------------------------------------------------------------------


def differing(world: World, *names: str) -> int:
    table = who_may.read()
    wanted = [
        (place, "GET", role)
        for place in ours(world)
        if place.name in names and place.there
        for role in (Role.DELEGATE, Role.TRAINER, Role.SYSTEM_ADMINISTRATOR, Role.REVIEW_OFFICER)
    ]
    return sum(
        letter != table[who_may.key(place, verb)][who_may.column(role)]
        for (place, verb, role), letter in answers(world, wanted).items()
    )


def test_without_the_condition_on_entries_the_table_does_not_hold(world: World, monkeypatch):
    assert differing(world, "records:people", "imports:submission") == 0
    monkeypatch.setattr(visibility, "sees", lambda actor, prefix="": Q())

    assert differing(world, "records:people", "imports:submission") >= 2


def test_without_a_policy_the_table_does_not_hold(world: World, monkeypatch):
    assert differing(world, "people:list", "trail:list") == 0
    monkeypatch.setattr("safehold.website.people.views.everyone.People.may_open", staticmethod(lambda actor: YES))

    assert differing(world, "people:list", "trail:list") >= 2
