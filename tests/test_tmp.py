import hashlib, time
from datetime import date
from pathlib import Path
import pytest, yaml
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions as asks
from safehold.imports.reading_in import Declared, read_in
from safehold.measures.queries import book
from safehold.publications import actions as reports
from safehold.publications.making import make, write_files
from safehold.publications import checks
from safehold.clocks import Years
from safehold.charts.structure import Body, structure
from safehold.publications.document.blocks import Diagram, ListBlock, Paragraph, Text

@pytest.mark.django_db
def test_it():
    by = actor(Role.DATA_ANALYST, Role.BUSINESS_MANAGER)
    for name, ds in (("report_2020_21_figures.csv","figures"),("bnes_children_and_police_published_figures.csv","published_figures")):
        d = Declared(ds, AgencyFactory(), name, (date(2016,4,1), date(2022,3,31)), "The annual report", date(2021,4,30), "B&NES")
        asks.accept(read_in(Path("data/bnes",name).read_bytes(), name=name, declared=d, by=by), by=by)
    words = Path("/work/wt-report-words/data/bnes/report")
    p = reports.begin(by=by, title="Annual report", period="2020-21", geography="B&NES", wider_geography="Avon and Somerset", profile="public")
    for path in sorted(words.glob("[0-9][0-9]-*.md")):
        title, _, text = path.read_text().partition("\n")
        reports.add_section(p, by=by, number=int(path.name[:2]), title=title.removeprefix("#").strip(), agency=by.agency, words=text.strip()+"\n")
    for t in yaml.safe_load((words/"tables.yaml").read_text()): reports.add_table(p, by=by, **t)
    for t in yaml.safe_load((words/"glossary.yaml").read_text()): reports.add_term(p, by=by, **t)
    reports.ask_to_show_small_numbers(p, by=by, why="already public since 2021")
    svg = structure([Body("e","Executive"),Body("o","Operational Group",("e",)),Body("q","Quality and Performance",("o",))], title="Structure")
    diagrams={"structure": Diagram("structure","Who answers to whom","Words",svg,ListBlock(((Paragraph((Text("Executive"),)),),)))}
    t=time.time(); made = make(p, book(on=date(2021,4,30)), partnership="B&NES Community Safety & Safeguarding Partnership", on=date(2021,4,30), diagrams=diagrams); print("make", time.time()-t)
    for x in made.problems: print(x)
    print(len(made.document.figures), "figures", len(made.small), "small")
    c = checks.check_document(made.document, reporting="2020-21", years=Years())
    print(c.findings.summary, c.glossary)
    for f in c.findings.findings:
        if f.verdict.name not in ("HOLDS",): print(f.verdict.name, f.section, f.subject, f.how)
    t=time.time(); files = write_files(made.document); print("files", time.time()-t)
    out=Path("/tmp/report"); out.mkdir(exist_ok=True)
    for k, v in files.items(): (out/f"report.{k}").write_bytes(v); print(k, len(v))
