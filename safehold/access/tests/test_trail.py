"""What the audit trail promises: it cannot be changed, and if somebody who owns the database changes it, it is found."""

import random
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from safehold.access import audit, guards, seal
from safehold.access.actor import Actor
from safehold.access.checks import the_trail_is_guarded
from safehold.access.models import AuditLine, AuditLink
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from tests.proofs import count

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests", on=date(2021, 4, 30))
TRIES = count(100, 1000)


@pytest.fixture
def trail() -> list[AuditLine]:
    """Forty sealed lines by two people."""
    people = [actor(Role.LADO).at("192.0.2.1"), actor(Role.AGENCY_LEAD, agency="police")]
    for number in range(40):
        by = people[number % 2]
        audit.record(
            by, f"invented.done_{number % 5}", ("invented.notebook", f"uid-{number}"), count=number, step=number
        )
    seal.seal()
    return list(AuditLine.objects.order_by("pk"))


@contextmanager
def guards_lifted():
    """As whoever owns the database could do it."""
    with connection.cursor() as cursor:
        for table in guards.TABLES:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in guards.TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    guards.put_up()


def faults(**options) -> list[str]:
    return list(seal.verify(**options))


# --- the guards -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [AuditLine, AuditLink])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_itself_refuses_to_change_or_remove_a_line(trail, model, verb):
    field = {AuditLine: {"event": "x"}, AuditLink: {"mac": "x"}}[model]

    with pytest.raises(DatabaseError, match="The audit trail cannot be changed"), transaction.atomic():
        model.objects.update(**field) if verb == "update" else model.objects.all().delete()

    assert faults() == []


@pytest.mark.parametrize("table", guards.TABLES)
def test_the_trail_cannot_be_emptied(trail, table):
    emptying = f"TRUNCATE {table}" if connection.vendor == "postgresql" else f"DELETE FROM {table}"

    with pytest.raises(DatabaseError, match="The audit trail cannot be changed"), transaction.atomic():
        connection.cursor().execute(emptying)


def test_a_missing_guard_is_named_at_start():
    with guards_lifted():
        gone = the_trail_is_guarded(None, databases=["default"])
    back = the_trail_is_guarded(None, databases=["default"])

    assert "access_auditline_" in gone[0].msg
    assert back == []


APP, TRIED = (
    "safehold_app_of_a_test",
    (
        "UPDATE access_auditline SET event = 'x'",
        "DELETE FROM access_auditline",
        "TRUNCATE access_auditline",
        "ALTER TABLE access_auditline DISABLE TRIGGER USER",
        "DROP TRIGGER access_auditline_kept ON access_auditline",
        "UPDATE access_auditlink SET mac = 'x'",
        "DROP TABLE access_auditlink",
        "CREATE OR REPLACE FUNCTION row_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    ),
)


@contextmanager
def serving_role():
    """As the role that serves, with the rights that the production guide gives it and takes from it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {APP}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}")
        cursor.execute(f"REVOKE UPDATE, DELETE ON access_auditline, access_auditlink FROM {APP}")
        cursor.execute(f"SET LOCAL ROLE {APP}")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
@pytest.mark.parametrize("tried", TRIED)
def test_the_role_that_serves_can_add_to_the_trail_and_do_nothing_else_to_it(trail, tried):
    with serving_role() as cursor:
        audit.record(SYSTEM, "invented.done")
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
            cursor.execute(tried)

    assert AuditLine.objects.count() == 41


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_role_that_owns_the_tables_could(trail):
    """The control: what stops the serving role is that it is not the owner."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_auditline DISABLE TRIGGER USER")
    assert AuditLine.objects.filter(pk=trail[3].pk).update(event="x") == 1


# --- the seal -------------------------------------------------------------------------------------------------------


def alter_a_fact(line: AuditLine, dice: random.Random) -> int:
    changes = {
        "event": "invented.other",
        "by_name": "Somebody else",
        "by_id": -1,
        "agency_id": -1,
        "roles": "trail_auditor",
        "where_from": "203.0.113.9",
        "subject_uid": "uid-other",
        "subject_kind": "invented.other",
        "count": 999,
        "at": timezone.now(),
        "facts": {"step": -1},
    }
    field = dice.choice(sorted(changes))
    AuditLine.objects.filter(pk=line.pk).update(**{field: changes[field]})
    return line.pk


def remove_a_line(line: AuditLine, dice: random.Random) -> int:
    AuditLine.objects.filter(pk=line.pk).delete()
    return line.pk


def remove_a_line_with_its_link(line: AuditLine, dice: random.Random) -> str:
    link = AuditLink.objects.get(line_id=line.pk)
    if link.position == AuditLink.objects.count():
        return cut_off_the_end(line, dice)
    AuditLink.objects.filter(pk=link.pk).delete()
    AuditLine.objects.filter(pk=line.pk).delete()
    return f"Link {link.position} of the chain was removed"


def swap_two_lines(line: AuditLine, dice: random.Random) -> int:
    other = AuditLine.objects.exclude(pk=line.pk).order_by("pk")[dice.randrange(39)]
    facts = {name: (getattr(line, name), getattr(other, name)) for name in ("event", "count", "facts", "subject_uid")}
    AuditLine.objects.filter(pk=line.pk).update(**{name: theirs for name, (_, theirs) in facts.items()})
    AuditLine.objects.filter(pk=other.pk).update(**{name: ours for name, (ours, _) in facts.items()})
    return line.pk


def swap_two_links(line: AuditLine, dice: random.Random) -> int:
    link = AuditLink.objects.get(line_id=line.pk)
    other = AuditLink.objects.exclude(pk=link.pk).order_by("position")[dice.randrange(39)]
    AuditLink.objects.filter(pk=other.pk).update(line_id=-1)
    AuditLink.objects.filter(pk=link.pk).update(line_id=other.line_id)
    AuditLink.objects.filter(pk=other.pk).update(line_id=line.pk)
    return line.pk


def forge_a_link(line: AuditLine, dice: random.Random) -> int:
    AuditLine.objects.filter(pk=line.pk).update(event="invented.other")
    AuditLink.objects.filter(line_id=line.pk).update(mac="".join(dice.choices("0123456789abcdef", k=64)))
    return line.pk


def cut_off_the_end(line: AuditLine, dice: random.Random) -> str:
    position = AuditLink.objects.get(line_id=line.pk).position
    lines = list(AuditLink.objects.filter(position__gte=position).values_list("line_id", flat=True))
    AuditLink.objects.filter(position__gte=position).delete()
    AuditLine.objects.filter(pk__in=lines).delete()
    return f"The end was cut off: {position - 1} lines are sealed, and 40 were"


def cut_off_the_end_and_write_it_anew(line: AuditLine, dice: random.Random) -> str:
    cut_off_the_end(line, dice)
    while AuditLine.objects.count() < 40:
        audit.record(SYSTEM, "invented.done_0")
    seal.seal()
    return "The trail was rewritten: link 40 is not the one that was kept elsewhere"


TAMPERINGS = [
    alter_a_fact,
    remove_a_line,
    remove_a_line_with_its_link,
    swap_two_lines,
    swap_two_links,
    forge_a_link,
    cut_off_the_end,
    cut_off_the_end_and_write_it_anew,
]


def test_every_tampering_is_found_and_named(trail):
    """Random tamperings with the guards lifted, each undone before the next. Each must be found, and named."""
    dice = random.Random(20210430)  # the same tamperings each time
    kept = seal.head()
    missed = []
    with guards_lifted():
        for number in range(TRIES):
            tamper = TAMPERINGS[number % len(TAMPERINGS)]
            line = trail[dice.randrange(len(trail))]
            undo = transaction.savepoint()
            expected = tamper(line, dice)
            found = faults(expected=[kept])
            named = expected if isinstance(expected, str) else f"Line {expected} "
            if not any(fault.startswith(named) for fault in found):
                missed.append((tamper.__name__, line.pk, found[:3]))
            transaction.savepoint_rollback(undo)

    assert missed == []
    assert faults(expected=[kept]) == [], "the control: undone, nothing is found"


def test_without_the_key_outside_the_database_nothing_would_be_found(trail):
    """The control: whoever has the key makes the chain again over what they altered, and it verifies."""
    with guards_lifted():
        alter_a_fact(trail[7], random.Random(1))
        assert faults() != []
        AuditLink.objects.all().delete()
        seal.seal()

    assert faults() == []


def test_a_head_kept_elsewhere_finds_even_that(trail):
    kept = seal.head()
    with guards_lifted():
        AuditLine.objects.filter(pk=trail[7].pk).update(event="invented.other")
        AuditLink.objects.all().delete()
        seal.seal()

    assert faults(expected=[kept]) == ["The trail was rewritten: link 40 is not the one that was kept elsewhere"]


def test_without_a_head_kept_elsewhere_a_cut_off_end_is_not_found(trail):
    """The control for heads: the chain that is left is whole."""
    kept = seal.head()
    with guards_lifted():
        cut_off_the_end(trail[30], random.Random(1))

    assert faults() == []
    assert len(faults(expected=[kept])) == 1


# --- sealing --------------------------------------------------------------------------------------------------------


def test_sealing_twice_changes_nothing_and_goes_on_where_it_was(trail):
    first = seal.seal()
    audit.record(actor(Role.LADO, agency="school"), "invented.done_0")

    assert seal.seal().position == first.position + 1
    assert faults(expected=[first]) == []


def test_more_lines_than_one_batch_are_sealed_in_one_run(monkeypatch, trail):
    monkeypatch.setattr(seal, "BATCH", 7)
    for _ in range(20):
        audit.record(SYSTEM, "invented.done_0")

    assert seal.seal().position == 60
    assert faults() == []


def test_heads_are_kept_in_the_log_and_in_a_file_out_of_the_databases_reach(trail, settings, tmp_path, caplog):
    settings.AUDIT_HEADS = str(tmp_path / "heads")
    audit.record(SYSTEM, "invented.done_0")
    with caplog.at_level("INFO", logger="safehold.trail"):
        head = seal.seal()

    assert seal.kept_heads() == [head]
    assert str(head) in caplog.text
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "agrees with 1 head kept elsewhere" in out.getvalue()


def verified(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_audit", *arguments, stdout=out)
    return out.getvalue()


def test_without_a_head_the_answer_says_that_a_cut_off_end_could_not_be_looked_for(trail, settings, tmp_path):
    kept = str(seal.head())
    with guards_lifted():
        cut_off_the_end(trail[30], random.Random(1))

    settings.AUDIT_HEADS = ""
    assert "no head was given or kept, so a cut-off end could not be looked for" in verified()
    settings.AUDIT_HEADS = str(tmp_path / "never-written")
    assert "could not be looked for" in verified()
    assert "could not be looked for" in verified("--head", str(seal.Head(0, seal.START))), "the head of an empty trail"
    with pytest.raises(CommandError, match="not whole: 1 fault"):
        verified("--head", kept)


def test_with_a_head_the_answer_is_whole_without_a_but(trail):
    assert verified("--head", str(seal.head())) == (
        f"The audit trail is whole, and agrees with 1 head kept elsewhere. Head {seal.head()}\n"
    )


def test_the_command_names_what_is_wrong_and_fails(trail):
    with guards_lifted():
        AuditLine.objects.filter(pk=trail[3].pk).update(event="invented.other")
    out = StringIO()

    with pytest.raises(CommandError, match="not whole: 1 fault"):
        call_command("verify_audit", stdout=out)

    assert out.getvalue() == f"Line {trail[3].pk} was altered or moved\n"


def test_the_command_asks_for_a_head_that_is_one():
    with pytest.raises(CommandError, match="A head looks like"):
        call_command("verify_audit", "--head", "nonsense")


# --- what is in a line ----------------------------------------------------------------------------------------------


def test_a_line_names_who_for_whom_as_what_from_where_and_what():
    by = actor(Role.LADO, Role.AGENCY_LEAD).at("192.0.2.1")

    line = audit.record(by, "invented.done", ("invented.notebook", "uid"), count=2, step="x")

    assert (line.by_id, line.by_name, line.agency_id) == (by.user_id, by.name, by.agency_id)
    assert (line.roles, line.where_from) == ("agency_lead lado", "192.0.2.1")
    assert (line.subject_kind, line.subject_uid, line.count, line.facts) == (
        "invented.notebook",
        "uid",
        2,
        {"step": "x"},
    )


def test_only_plain_facts_are_kept():
    with pytest.raises(TypeError, match="plain values only: who is a User"):
        audit.record(by := actor(Role.LADO), "invented.done", who=by.user)


def test_search_words_can_be_known_again_and_not_read():
    assert audit.words_digest(" Smith ") == audit.words_digest("smith") != audit.words_digest("smyth")
    assert "smith" not in audit.words_digest("smith")


def test_a_line_falls_with_the_act_it_speaks_of():
    by = actor(Role.LADO)

    @transaction.atomic
    def act() -> None:
        audit.record(by, "invented.done")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act()

    assert not AuditLine.objects.exists()
