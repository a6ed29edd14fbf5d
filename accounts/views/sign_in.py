"""Beside allauth's pages: the forgotten user name, and a mailed key used once."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.account.utils import url_str_to_user_pk
from allauth.account.views import password_reset_from_key
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import UserNameForm
from accounts.mails import registrations as notifications
from accounts.models import User
from accounts.sign_in.network import network_of
from imap.core import limits
from imap.core.addresses import address_key
from imap.core.language import current
from imap.core.outbox import unasked

NETWORK_LIMIT = "20/h"
ADDRESS_LIMIT = "3/h"
TOO_MANY = 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def user_name(request: HttpRequest) -> HttpResponse:
    """Mail the user name; the screen is the same for every address."""
    form = UserNameForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/user_name.html", {"form": form})
    if not limits.count_within("user-name-network", network_of(request), NETWORK_LIMIT):
        return render(request, "429.html", status=TOO_MANY)
    _mail(form.cleaned_data["email"])
    return redirect("account_user_name_sent")


@never_cache
@require_safe
def user_name_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/user_name_sent.html")


@transaction.atomic
def reset_from_key(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """Set a password with a mailed key; of two at once the second finds it used."""
    if request.method == "POST":
        _lock(uidb36)
    answer: HttpResponse = password_reset_from_key(request, uidb36=uidb36, key=key)
    return answer


def _lock(uidb36: str) -> None:
    """Wait for whoever sets a password of this account; a key of nobody locks nothing.

    allauth asks for the key after this, when it no longer fits the new password.
    """
    try:
        number = url_str_to_user_pk(uidb36)
    except (ValidationError, ValueError, User.DoesNotExist):
        return
    User.objects.select_for_update(no_key=True).filter(pk=number).first()


def _mail(email: str) -> None:
    key = address_key(email)
    if not limits.count_within("user-name-address", key, ADDRESS_LIMIT):
        return
    if not unasked.may_go(email):
        return
    user = _holder(key)
    language = user.language if user else current()
    notifications.user_name(email, user, language)


def _holder(key: str) -> User | None:
    addresses = EmailAddress.objects.filter(email=key, verified=True)
    address = addresses.select_related("user").first()
    return address.user if address is not None and address.user.is_active else None
