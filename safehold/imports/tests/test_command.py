"""What the command promises: problems as lines and a failure, nothing counted without --accept, a sentence for each mistake."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from safehold.access.roles import Role
from safehold.access.tests.factories import UserFactory, actor, membership
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW
from safehold.measures.models import ReportedFigure
from safehold.partnership.models import Area, Partnership
from safehold.records import writing

pytestmark = pytest.mark.django_db
SENDER = "analyst@example.org"


@pytest.fixture(autouse=True)
def _people():
    membership(Role.DATA_ANALYST, user=UserFactory(email=SENDER))
    membership(Role.DELEGATE, user=UserFactory(email="delegate@example.org"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_text(HEADINGS + ROW + EARLIER)
    return path


def run(file, *more: str, **told) -> str:
    options = {
        "data-set": "figures", "agency": "council", "covers-from": "2016-04-01", "covers-to": "2022-03-31",
        "source": "Invented", "source-on": "2021-04-01", "by": SENDER,
    } | told  # fmt: skip
    out = StringIO()
    try:
        call_command(
            "import_figures", str(file), *(f"--{name}={said}" for name, said in options.items()), *more, stdout=out
        )
    except CommandError as error:
        raise CommandError(f"{out.getvalue()}{error}") from error
    return out.getvalue()


def test_a_good_file_waits_and_with_accept_it_counts(file):
    assert run(file) == "Figures under our own codes, 2016-17 to 2021-22, Westmere council: 2 rows, ready to accept.\n"
    Submission.objects.update(status=Status.DISCARDED)

    said = run(file, "--accept", title="Contacts")

    assert said == "Contacts: 2 rows, accepted.\n"
    assert Submission.objects.filter(status=Status.ACCEPTED).count() == 1


def test_problems_are_lines_and_a_failure_and_nothing_is_accepted(file):
    file.write_text(HEADINGS + ROW.replace("200", "many") + EARLIER.replace("printed", "guessed"))

    with pytest.raises(CommandError) as failed:
        run(file, "--accept")

    assert str(failed.value).splitlines() == [
        "Row 2, Value: Value must be a number, like 1,040.50; or c where it is hidden; or x where there is none [many]",
        "Row 3, Basis: Basis must be printed, inferred or invented [guessed]",
        "2 problems were found. Nothing was counted.",
    ]
    assert Submission.objects.get().status == Status.FAULTY
    assert not ReportedFigure.objects.filter(submission__status=Status.ACCEPTED).exists()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"agency": "nowhere"}, "There is no agency with the code nowhere"),
        ({"by": "nobody@example.org"}, "Nobody here has the address nobody@example.org"),
        ({"by": "delegate@example.org"}, "Only a data analyst, the business manager or an agency's lead"),
        ({"data-set": "published_figures"}, "This kind of file does not say it itself: add --place"),
        ({"covers-to": "2015-03-31"}, "The last day covered must be the same as or after the first"),
        ({"source-on": "2031-03-31"}, "The date of the source must be today or in the past"),
    ],
)
def test_a_mistake_is_a_sentence_and_nothing_is_kept(file, told, reason):
    with pytest.raises(CommandError, match=reason):
        run(file, **told)

    assert not Submission.objects.exists()


def test_a_file_that_is_not_there_or_no_table_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "absent.csv")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(CommandError, match="This is a picture, not a table"):
        run(tmp_path / "picture.csv")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"place": "Atlantis", "basis": "printed"}, "--place must be one of the partnership's areas: B&NES"),
        ({"place": "B&NES", "basis": "invented"}, "Only an invented partnership takes invented figures"),
    ],
)
def test_what_the_file_does_not_say_is_held_to_what_the_partnership_is(file, told, reason):
    by = actor(Role.BUSINESS_MANAGER)
    writing.create(Partnership, by=by, name="A partnership", short_name="AP", invented=False)
    writing.create(Area, by=by, code="bnes", name="B&NES")

    with pytest.raises(CommandError, match=reason):
        run(file, **{"data-set": "published_figures"} | told)

    assert not Submission.objects.exists()
