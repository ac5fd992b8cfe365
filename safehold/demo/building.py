"""Building a demonstration partnership, step by step, by the actions that people use."""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.access.today import business_date
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Calling
from safehold.asks.lifecycle import Status as Sent
from safehold.asks.models import Call
from safehold.asks.queries import same_file
from safehold.demo import (
    asking,
    assurance,
    governed,
    groups,
    letters,
    meetings,
    members,
    people,
    plans,
    threads,
    voices,
)
from safehold.demo.partnerships import Demonstration, File, Report
from safehold.imports.naming import title_for
from safehold.imports.reading_in import Declared, read_in
from safehold.partnership.actions import packs
from safehold.publications import actions as reports
from safehold.publications import queries as report_queries
from safehold.publications.lifecycle import Status as Written
from safehold.publications.making import write_files
from safehold.publications.models import Publication
from safehold.publications.presenters import NAMES
from safehold.publications.readiness import fingerprint

FROM_RECORDS = re.compile(r"^\{\{ (?:records|quote) \S+ \}\}$\n*", re.MULTILINE)
QUOTED = re.compile(r"(?<=\{\{ quote )\S+(?= \}\})")
VOICES = settings.ROOT / "data" / "westmere" / "voices.yaml"
Tell = Callable[[str], None]


class Building:
    """Builds one demonstration, telling what it does. What is there already is left as it is."""

    def __init__(self, demonstration: Demonstration, *, tell: Tell) -> None:
        self.demonstration = demonstration
        self.tell = tell
        self.on = business_date()
        self.system = Actor.system("build the demonstration", on=self.on)
        self.acting: dict[Role, Actor] = {}

    def build(self) -> None:
        """Everything, in order. A second run takes up where an interrupted one stopped, and puts the report files out again."""
        self.set_up(seated=True)
        for file in self.demonstration.files:
            self.take_in(file)
        if self.demonstration.code == "westmere":
            with self.step("Telling what was found and what was done about it"), transaction.atomic():
                threads.tell(self.acting)
            with self.step("Telling what was planned, and what became of it"), transaction.atomic():
                plans.tell(self.acting, path=settings.ROOT / "data" / "westmere" / "plans.yaml")
            with self.step("Telling which policies were in force"), transaction.atomic():
                governed.tell(self.acting, path=settings.ROOT / "data" / "westmere" / "policies.yaml")
            with self.step("Writing down what people said"), transaction.atomic():
                voices.tell(self.acting, path=VOICES)
            with self.step("Asking agencies for something"), transaction.atomic():
                asking.ask(self.acting)
            with self.step("Telling a year of meetings"), transaction.atomic():
                meetings.tell(self.acting)
            with self.step("Writing letters"), transaction.atomic():
                letters.write(self.acting)
            with self.step("Telling who is assured of what"), transaction.atomic():
                assurance.tell(self.acting)
        for report in self.demonstration.reports:
            self.put_out(self.write(report), settings.ROOT / "build" / report.folder)
        for file in self.demonstration.sent:
            self.send(file)
        for report in self.demonstration.begun:
            self.begin(report)

    def build_without_files(self) -> None:
        """The partnership, its people and its figures, and its reports written and waiting for approval."""
        self.set_up()
        for file in self.demonstration.files:
            self.take_in(file)
        for report in self.demonstration.reports:
            self.compose(report, from_records=False)

    def set_up(self, *, seated: bool = False) -> None:
        """The partnership and its people: all of them or none, so that whoever is there is there with every role.

        ``seated`` is with those who only fill seats.
        """
        if User.objects.filter(is_demonstration=True).exists():
            self.acting = self.who_is_there()
            return
        with self.step("Loading the pack"):
            self.load_pack()
        with self.step(f"Letting in {len(self.demonstration.people)} invented people"), transaction.atomic():
            self.acting = people.let_in(self.demonstration.people, by=self.system)
            groups.fill(self.demonstration.code, by=self.system)
            if seated and self.demonstration.code == "westmere":
                members.seat(by=self.system)

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.tell(f"{words} ({time.monotonic() - started:.1f} s)")

    def who_is_there(self) -> dict[Role, Actor]:
        """Who acts in each role, in a demonstration that was built before."""
        found: dict[Role, Actor] = {}
        for membership in (
            Membership.objects.select_related("user", "agency").filter(user__is_demonstration=True).order_by("-pk")
        ):
            actor = Actor.of(membership, on=self.on)
            found |= dict.fromkeys(actor.roles, actor)
        return found

    def load_pack(self) -> None:
        pack = self.demonstration.pack
        received = packs.receive_pack(by=self.system, file_name=pack.name, data=pack.read_bytes())
        packs.load_pack(received, by=self.system)

    def take_in(self, file: File) -> None:
        """Read a file in and accept it, unless that was done before."""
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        same = same_file(file.data_set, people.agency_of(file.agency), digest)
        if same is not None and same.status == Sent.ACCEPTED:
            return
        by, declared = self.acting[Role.DATA_ANALYST], self.declared(file)
        with self.step(f"Taking in {file.path.name}"):
            submission = (
                same
                if same is not None and same.status == Sent.READY
                else read_in(file.path.read_bytes(), name=file.path.name, declared=declared, by=by)
            )
            if submission.problem_count:
                raise ValueError(f"{file.path.name} has problems: {submission.problems[:3]}")
            asks.accept(submission, by=by)

    def send(self, file: File) -> None:
        """Send a file in, and leave it where it is: to be accepted, or to be mended."""
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        if same_file(file.data_set, people.agency_of(file.agency), digest) is None:
            with self.step(f"Sending {file.path.name}"):
                by = self.acting[Role.DATA_ANALYST]
                read_in(file.path.read_bytes(), name=file.path.name, declared=self.declared(file), by=by)

    def declared(self, file: File) -> Declared:
        """What is said of a file when it is sent."""
        agency = people.agency_of(file.agency)
        return Declared(
            data_set=file.data_set,
            agency=agency,
            title=title_for(file.data_set, agency, file.covers),
            covers=file.covers,
            source=file.source,
            source_on=file.source_on,
            geography=file.geography,
            basis=file.basis,
        )

    def begin(self, report: Report) -> None:
        """Begin a report, unless that was done before: its first half is finished, the rest is still being written."""
        if not Publication.objects.filter(title=report.title, period=report.period).exists():
            with self.step(f"Beginning ‘{report.title}’, {report.period}"):
                self.compose(report, finished=6)

    def write(self, report: Report) -> Publication:
        """Write and publish a report, as far as that was not done before."""
        kept = {"title": report.title, "period": report.period, "geography": report.geography}
        publication = Publication.objects.filter(**kept).first()
        if publication is None or publication.status != Written.PUBLISHED:
            with self.step(f"Writing the annual report {report.period}, {report.geography}"):
                publication = publication or self.compose(report)
                self.publish(publication, report)
        return publication

    @transaction.atomic
    def compose(self, report: Report, *, finished: int | None = None, from_records: bool = True) -> Publication:
        """A report with all its words; the sections up to the number ``finished`` are finished, or all of them.

        Without ``from_records`` it has nothing of what is composed from plans, asks and meetings, and answers no duty.
        """
        by = self.acting[Role.BUSINESS_MANAGER]
        publication = reports.begin(
            by=by,
            title=report.title,
            period=report.period,
            geography=report.geography,
            wider_geography=report.wider_geography,
            profile=report.profile,
            duties=report.duties if from_records else (),
        )
        quoted = voices.quoted_as(VOICES) if from_records else {}
        for path in sorted(report.words.glob("[0-9][0-9]-*.md")):
            title, _, words = path.read_text(encoding="utf-8").partition("\n")
            section = reports.add_section(
                publication,
                by=by,
                number=int(path.name[:2]),
                title=title.removeprefix("#").strip(),
                agency=by.agency,  # type: ignore[arg-type]  # only Safehold itself acts for none
                writer=by.user,
            )
            words = QUOTED.sub(lambda name: quoted[name[0]], words) if from_records else FROM_RECORDS.sub("", words)
            reports.write(section, by=by, words=words.strip() + "\n")
            if finished is None or int(path.name[:2]) <= finished:
                reports.finish(section, by=by)
        for table in read_yaml(report.words / "tables.yaml"):
            reports.add_table(publication, by=by, **table)
        for term in read_yaml(report.words / "glossary.yaml"):
            reports.add_term(publication, by=by, **term)
        if from_records and (call := Call.objects.filter(title=report.call, status=Calling.ISSUED).first()):
            reports.choose_call(publication, by=by, call=call)
        if from_records:
            self.answer_the_law(publication, report, signing=finished is None)
        if report.override_why:
            reports.ask_to_show_small_numbers(publication, by=by, why=report.override_why)
        return publication

    def answer_the_law(self, publication: Publication, report: Report, *, signing: bool) -> None:
        """Where the report answers the law, and, where ``signing``, what a safeguarding partner signs is not in it."""
        by = self.acting[Role.BUSINESS_MANAGER]
        sections = {each.number: each for each in publication.sections.select_related("publication")}
        told = read_yaml(report.words / "coverage.yaml")
        for place in told:
            if number := place.get("section"):
                reports.name_place(
                    publication,
                    by=by,
                    requirement=place["asks"],
                    section=sections[number],
                    heading=place.get("heading", ""),
                )
        gaps = [each for each in told if "because" in each] if signing else []
        if gaps:
            asked = {each.code: each for each in report_queries.made(publication, on=self.on).document.asked}
            for gap in gaps:
                signatory = self.acting[Role.DELEGATED_PARTNER]
                reports.sign_gap(publication, by=signatory, asked=asked[gap["asks"]], why=gap["because"])

    def publish(self, publication: Publication, report: Report) -> None:
        """One asks for approval, another approves; where small numbers are shown, that is the two-person override."""
        made = report_queries.made(publication, on=self.on)
        if made.errors:
            raise ValueError(
                f"The report of {report.period} has errors: {[str(problem) for problem in made.errors[:5]]}"
            )
        if publication.status == Written.DRAFTING:
            reports.submit(publication, by=self.acting[Role.BUSINESS_MANAGER], made=made)
        chair = self.acting[Role.INDEPENDENT_CHAIR]
        files = write_files(made.document)
        reports.publish(publication, by=chair, made=made, files=files, read=fingerprint(made.document))

    def put_out(self, publication: Publication, folder: Path) -> None:
        """The four files of a published report, byte for byte as they were kept."""
        folder.mkdir(parents=True, exist_ok=True)
        for file in publication.files.all():
            with default_storage.open(file.kept_as) as kept:
                (folder / NAMES[file.kind]).write_bytes(kept.read())  # type: ignore[index]
        self.tell(f"{folder.relative_to(settings.ROOT)}/ holds {len(publication.files.all())} files")


def read_yaml(path: Path) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
