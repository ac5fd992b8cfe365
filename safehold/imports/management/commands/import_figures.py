from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safehold.access.actor import Actor, memberships_of
from safehold.access.models import Agency, User
from safehold.access.policy import Refused
from safehold.access.today import business_date
from safehold.asks import actions as asks
from safehold.asks import policy
from safehold.asks.models import Submission
from safehold.imports.data_sets import BASIS, DATA_SETS, PLACE
from safehold.imports.naming import title_for
from safehold.imports.reading_in import Declared, read_in
from safehold.intake.columns import all_of
from safehold.measures import geography
from safehold.measures.models import Basis

TELL_EVERY = 10_000


class Command(BaseCommand):
    help = "Take in a file of figures. Problems are printed, one a line, and then nothing counts. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--data-set", required=True, choices=DATA_SETS)
        parser.add_argument("--agency", required=True, help="the code of the agency whose figures they are")
        parser.add_argument("--covers-from", required=True, type=date.fromisoformat, metavar="2020-04-01")
        parser.add_argument("--covers-to", required=True, type=date.fromisoformat, metavar="2021-03-31")
        parser.add_argument("--source", required=True, help="where the figures were taken from")
        parser.add_argument("--source-on", required=True, type=date.fromisoformat, help="when they were published")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who sends it")
        parser.add_argument("--title", default="", help="what to call it (worked out from what it covers without)")
        parser.add_argument("--place", default="", help="the place they are about, where the file does not say")
        parser.add_argument("--basis", default="", choices=[basis.value for basis in Basis if basis != Basis.COMPUTED])
        parser.add_argument("--accept", action="store_true", help="accept it, if no problem was found")

    def handle(self, *, file: Path, **told: Any) -> None:
        declared = self.declared(told)
        by = sender(told["by"], declared.agency)
        try:
            file.open("rb").close()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        try:
            submission = read_in(file, name=file.name, declared=declared, by=by, tell=self.tell())
            if submission.problem_count:
                self.list_problems(submission)
            if told["accept"]:
                asks.accept(submission, by=by)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"{submission.title}: {submission.row_count:,} rows, {submission.get_status_display().lower()}."
        )

    def declared(self, told: dict[str, Any]) -> Declared:
        data_set, covers = DATA_SETS[told["data_set"]], (told["covers_from"], told["covers_to"])
        agency = Agency.objects.filter(code=told["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no agency with the code {told['agency']}")
        for asked, option in ((PLACE, "place"), (BASIS, "basis")):
            if asked in data_set.asks and not told[option]:
                raise CommandError(f"This kind of file does not say it itself: add --{option}")
        places = geography.places()
        if PLACE in data_set.asks and places and told["place"] not in places:
            raise CommandError(f"--place must be one of the partnership's areas: {all_of(sorted(places))}")
        if told["basis"] == Basis.INVENTED and not geography.takes_invented():
            raise CommandError("Only an invented partnership takes invented figures: add --basis=printed or inferred")
        return Declared(
            data_set=data_set.code,
            agency=agency,
            title=told["title"] or title_for(data_set.code, agency, covers),
            covers=covers,
            source=told["source"],
            source_on=told["source_on"],
            geography=told["place"] if PLACE in data_set.asks else "",
            basis=told["basis"] if BASIS in data_set.asks else "",
        )

    def tell(self) -> Any:
        """Says how far the reading is, now and then."""
        said = 0

        def tell(rows: int) -> None:
            nonlocal said
            if rows - said >= TELL_EVERY:
                said = rows
                self.stderr.write(f"{rows:,} rows read")

        return tell

    def list_problems(self, submission: Submission) -> None:
        for problem in submission.problems:
            where = f"Row {problem['row']}" + (f", {problem['column']}" if problem["column"] else "")
            sent = f" [{problem['value']}]" if problem["value"] else ""
            self.stdout.write(f"{where}: {problem['message']}{sent}")
        listed = len(submission.problems)
        more = f"; the first {listed:,} are listed" if listed < submission.problem_count else ""
        found = "1 problem was" if submission.problem_count == 1 else f"{submission.problem_count:,} problems were"
        raise CommandError(f"{found} found{more}. Nothing was counted.")


def sender(email: str, agency: Agency) -> Actor:
    """The person with this address, acting as someone who may send for ``agency``."""
    on = business_date()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Nobody here has the address {email}")
    actors = [Actor.of(membership, on=on, where="a command") for membership in memberships_of(user, on=on)]
    for actor in actors:
        if policy.send_for(actor, agency.pk):
            return actor
    nobody = actors[0] if actors else Actor.nobody(user, on=on)
    raise CommandError(policy.send_for(nobody, agency.pk).reason)
