"""The addresses of the site with the invented pages beside them, for ``ROOT_URLCONF`` in tests."""

from django.urls import include, path

from safehold.config import urls

handler400, handler403, handler404, handler500 = (
    getattr(urls, name, f"django.views.defaults.{default}")
    for name, default in (
        ("handler400", "bad_request"),
        ("handler403", "permission_denied"),
        ("handler404", "page_not_found"),
        ("handler500", "server_error"),
    )
)

urlpatterns = [*urls.urlpatterns, path("invented/", include("tests.invented.urls"))]
