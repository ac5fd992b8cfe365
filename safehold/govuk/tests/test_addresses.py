"""What an address promises: it is always what Django says, whatever was kept of it before."""

from uuid import UUID, uuid4

import pytest
from django import urls
from django.test import override_settings
from django.urls import NoReverseMatch, include, path, set_script_prefix

from safehold.govuk.addresses import reverse


def page(request, **kwargs):
    raise AssertionError("nobody opens it")


urlpatterns = [
    path("things/", page, name="things"),
    path("things/<uuid:uid>/of/<uuid:other>/", page, name="both"),
    path("numbered/<int:number>/", page, name="numbered"),
    path("within/", include(([path("<uuid:uid>/", page, name="one")], "within"))),
]


class Elsewhere:
    urlpatterns = [path("elsewhere/", page, name="things")]


@pytest.fixture(autouse=True)
def here(settings):
    settings.ROOT_URLCONF = __name__


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("things", []),
        ("numbered", [7]),
        ("within:one", [uuid4()]),
        ("both", [uuid4(), uuid4()]),
        ("both", [UUID(int=2), UUID(int=1)]),
    ],
)
def test_an_address_is_what_django_says_the_first_time_and_after(name, args):
    said = urls.reverse(name, args=args)

    assert [reverse(name, args=args), reverse(name, args=args)] == [said, said]


def test_an_address_asked_for_by_words_is_what_django_says():
    assert reverse("numbered", kwargs={"number": 3}) == "/numbered/3/"


def test_another_site_and_another_place_have_addresses_of_their_own():
    assert reverse("things") == "/things/"
    with override_settings(ROOT_URLCONF=Elsewhere):
        assert reverse("things") == "/elsewhere/"
    set_script_prefix("/below/")
    try:
        assert reverse("things") == "/below/things/"
    finally:
        set_script_prefix("/")


def test_there_is_no_address_for_a_page_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        reverse("nothing")
    with pytest.raises(NoReverseMatch):
        reverse("numbered", args=[uuid4()])
