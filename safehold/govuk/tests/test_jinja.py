import jinja2
import pytest
from django.template import engines
from django.test import RequestFactory

from safehold.govuk import macros
from safehold.govuk.parts import Link, Tag


@pytest.fixture
def draw():
    return lambda template, **context: engines["jinja2"].from_string(template).render(context)


@pytest.mark.parametrize(
    "template",
    [
        "{{ absent }}",
        "{{ absent.part }}",
        "{{ thing.absent }}",
        "{% for each in absent %}{% endfor %}",
        "{{ absent ~ 'x' }}",
        "{{ absent == 1 }}",
    ],
)
def test_a_name_that_was_not_given_cannot_be_printed(draw, template):
    with pytest.raises(jinja2.UndefinedError):
        draw(template, thing={})


def test_a_name_that_was_not_given_is_false_when_tested(draw):
    assert draw("{% if absent %}yes{% else %}no{% endif %}") == "no"
    assert draw("{{ absent or 'instead' }}{{ thing.absent | default('instead') }}", thing={}) == "insteadinstead"


def test_an_absent_name_given_to_an_official_macro_is_still_an_error(draw):
    with pytest.raises(jinja2.UndefinedError):
        draw('{{ govukInsetText({"text": absent}) }}')


def test_official_macros_are_loaded_once_and_stand_in_every_template(draw):
    assert macros.official() is macros.official()
    assert 'class="govuk-button"' in draw('{{ govukButton({"text": "Save"}) }}')


def test_nothing_that_carries_the_crown_is_there():
    assert not {"govukHeader", "govukFooter", "govukPhaseBanner", "govukCookieBanner"} & macros.official().keys()
    assert {"govukButton", "govukRadios", "govukDateInput", "govukErrorSummary"} <= macros.official().keys()


@pytest.mark.parametrize(
    "name", ["{{ words }}", '{{ govukInsetText({"text": words}) }}', "{{ Link(words, words) }}", "{{ Tag(words) }}"]
)
def test_words_are_escaped_wherever_they_stand(draw, name):
    assert "<script>" not in draw(name, words='"><script>alert(1)</script>')


def test_links_and_tags_know_their_html_and_their_words():
    assert Link("Change", "/a?b=1&c=2", about="the date").__html__() == (
        '<a class="govuk-link" href="/a?b=1&amp;c=2">Change<span class="govuk-visually-hidden"> the date</span></a>'
    )
    assert str(Tag("Closed", "grey")) == "Closed"


def test_every_page_has_the_facts_of_its_site_once(settings):
    settings.SITE_CONTEXT = "safehold.govuk.tests.sites.full"
    request = RequestFactory().get("/")

    page = engines["jinja2"].get_template("404.html").render({}, request)

    assert "Today is taken to be 30 April 2021." in page
    assert "Every person, case and agency here is invented." in page
    assert "acting for Westmere Council" in page


def test_without_a_named_function_a_site_is_plain_and_not_invented(settings):
    settings.SITE_CONTEXT = ""
    page = engines["jinja2"].get_template("404.html").render({}, RequestFactory().get("/"))

    assert "invented" not in page
    assert "Accessibility statement" in page


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_for_faults_lean_on_nothing(name):
    page = engines["jinja2"].get_template(name).render({}, None)

    assert "<script" not in page


def test_a_fault_page_stands_even_where_styles_were_never_collected(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    assert "there is a problem" in engines["jinja2"].get_template("500.html").render({}, None)
