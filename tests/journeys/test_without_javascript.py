"""The way in and the main pages, without JavaScript and on a narrow telephone."""

import pytest

from safehold.access.roles import Role

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]

PAGES = (
    "/",
    "/annual-reports/",
    "/figures/",
    "/figures/lado.contacts/",
    "/submissions/",
    "/meetings/",
    "/meetings/attendance/",
    "/meetings/forward-plan/",
    "/partnership/",
    "/partnership/groups/",
    "/partnership/agencies/",
)


def test_smoke_someone_signs_in_and_finds_their_way_without_javascript(westmere, someone):
    person = someone(javascript=False)
    person.goes_to("/")
    person.sees("Sign in")
    person.signs_in(westmere.user(Role.BUSINESS_MANAGER))
    for page in PAGES:
        person.goes_to(page)
        assert person.heading()


FAULTY = (
    "<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1><img src='/picture.png'></main>"
    "<script>document.querySelector('img').alt = 'mended by a script'</script></html>"
)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_control_a_page_that_only_a_script_mends_is_faulty_without_javascript_alone(someone, javascript):
    person = someone(javascript=javascript)
    person.page.route("**/*.png", lambda route: route.abort())
    person.page.route("**/faulty/", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))

    if javascript:
        person.goes_to("/faulty/")
    else:
        with pytest.raises(AssertionError, match="image-alt"):
            person.goes_to("/faulty/")


def test_every_main_page_stands_on_a_narrow_telephone(westmere, someone):
    person = someone(width=320)
    person.signs_in(westmere.user(Role.BUSINESS_MANAGER))
    for page in (*PAGES, "/people/", "/people/roles/", "/submissions/send/", "/annual-reports/printed-claims-2020-21/"):
        person.goes_to(page)
