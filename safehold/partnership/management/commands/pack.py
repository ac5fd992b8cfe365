"""Shows, loads and exports packs."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.today import business_date
from safehold.govuk.filters import plural
from safehold.partnership.actions import packs
from safehold.partnership.pack import loading
from safehold.partnership.pack.reading import MOST_BYTES, Problem, Unreadable
from safehold.partnership.pack.section import Difference, Kind


class Command(BaseCommand):
    help = "Shows how a pack differs from this partnership (show), loads it (load), or writes this partnership as one (export)."

    def add_arguments(self, parser: CommandParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True)
        for name, words in (("show", "say how the pack differs, and load nothing"), ("load", "load the pack")):
            each = doing.add_parser(name, help=words)
            each.add_argument("file", type=Path, help="the pack, a YAML file")
            if name == "load":
                each.add_argument("--yes", action="store_true", help="do not ask")
        each = doing.add_parser("export", help="write this partnership as a pack")
        each.add_argument("file", type=Path, nargs="?", help="where to; left out, it is printed")

    def handle(self, *, doing: str, file: Path | None, yes: bool = False, **options: Any) -> None:
        by = Actor.system("pack command", on=business_date())
        if doing == "export" or file is None:
            text = packs.export_pack(by=by)
            if file:
                try:
                    file.write_text(text, encoding="utf-8")
                except OSError as wrong:
                    raise CommandError(f"{file} cannot be written: {wrong.strerror}") from wrong
                self.stdout.write(f"Written to {file}.")
            else:
                self.stdout.write(text)
            return
        try:
            self.take_in(file, by=by, load=doing == "load", yes=yes)
        except Unreadable as wrong:
            self.complain(wrong.problems)
            raise CommandError(
                f"{file.name} cannot be loaded: {plural(len(wrong.problems), 'thing')} to put right"
            ) from wrong
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def take_in(self, file: Path, *, by: Actor, load: bool, yes: bool) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}")
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except OSError as wrong:
            raise CommandError(f"{file} cannot be read: {wrong.strerror}") from wrong
        understood = loading.understand(data)
        differences = understood.differences()
        self.show(differences)
        if problems := loading.rehearse(understood, by=by):
            raise Unreadable(problems)
        if not load or all(each.kind is Kind.ONLY_HERE for each in differences):
            return
        if not yes and not self.agreed():
            self.stdout.write("Nothing was loaded.")
            return
        pack = packs.receive_pack(by=by, file_name=file.name, data=data)
        packs.load_pack(pack, by=by)
        self.stdout.write(f"Loaded {file.name}: {pack.changes:,} rows written.")

    def agreed(self) -> bool:
        """Whether whoever is at the keyboard says yes; where nobody is there, how to say it without."""
        try:
            return input("Load it? (yes or no) ").strip().lower() in ("y", "yes")
        except EOFError:
            raise CommandError("Nobody is here to ask, so nothing was loaded. Say --yes to load it unasked") from None

    def show(self, differences: list[Difference]) -> None:
        for kind in Kind:
            ours = [each for each in differences if each.kind is kind]
            if ours:
                self.stdout.write(f"{kind.value}: {len(ours):,}")
            for each in ours[:40]:
                self.stdout.write(f"  {each}")
            if len(ours) > 40:
                self.stdout.write(f"  and {len(ours) - 40:,} more")
        if all(each.kind is Kind.ONLY_HERE for each in differences):
            self.stdout.write("Loading this pack changes nothing.")

    def complain(self, problems: list[Problem]) -> None:
        for problem in problems[:200]:
            self.stderr.write(str(problem))
        if len(problems) > 200:
            self.stderr.write(f"And {len(problems) - 200:,} more. Put these right first.")
