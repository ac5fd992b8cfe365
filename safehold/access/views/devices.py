"""The way past the limits on guessing: show that the mailbox is yours, and this browser becomes a known one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from safehold.access import audit, devices, limits, links, mail, queries
from safehold.access.forms import DeviceLink
from safehold.access.signin.adapter import stranger
from safehold.access.views.shown import page

BODY = """Hello

Someone, we hope you, wants to sign in to Safehold from a new browser.

Open this link in that browser and press the button. You then sign in as usual:

{link}

It works once, for a quarter of an hour. If this was not you, do nothing.
"""
NOBODY = """Hello

Someone, perhaps you, wants to sign in to Safehold with this email address. There is no account with it.

If you have one with another address, use that one. If this was not you, do nothing.
"""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest) -> HttpResponse:
    """Send a link. Whether there is an account or not, the answer and the work are the same."""
    form = DeviceLink(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        if limits.allowed(request, "device_link", key=email):
            user = queries.open_account_of(email)
            body = BODY.format(link=links.to_device(user)) if user else NOBODY
            mail.send_later(email, "Sign in to Safehold from a new browser", body)
        return page(request, "device_sent", "Check your email")
    return page(request, "device", "Have a link sent to you", form=form, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def device_link(request: HttpRequest, token: str) -> HttpResponse:
    """Make this browser a known one, when the button is pressed."""
    user = links.device_owner(token)
    if user is None or (request.method == "POST" and not links.spend_device_link(token)):
        return page(request, "device_over", "This link does not work", status=410)
    if request.method != "POST":
        return page(request, "device_link", "Sign in from this browser")
    audit.record(stranger(request), "access.device_known", user)
    messages.success(request, "You can sign in from this browser now")
    response = HttpResponseRedirect(reverse("account_login"))
    devices.remember(response, devices.of(request).remembering(user))
    return response


@login_not_required
@require_http_methods(["GET", "HEAD"])
def no_account(request: HttpRequest) -> HttpResponse:
    """The organisation's service knows them, and we do not."""
    return page(request, "no_account", "You have no account here", status=403)
