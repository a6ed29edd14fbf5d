"""How many wrong passwords are checked, and for whom.

A network may try ten an hour for one name and fifty for all, counted before anything is
checked. Who signed in with this browser before has ten of the own, whatever others in
the network do, and so has who has just set a new password by mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accounts.sign_in import backend, devices
from accounts.sign_in.network import network_of
from imap.core import limits
from imap.core.addresses import readable_key
from imap.core.audit import log as audit

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

# Counted for one network and one name together: guessing from one place never keeps
# the person away who signs in from another.
OF_A_PAIR = "10/h"
OF_A_NETWORK = "50/h"
# Counted for the person: a new cookie of the same browser brings no new tries.
OF_A_KNOWN_BROWSER = "10/h"
_PAIR, _NETWORK, _BROWSER = "sign-in", "sign-in-network", "sign-in-browser"
_RESET = "password_was_reset"


@dataclass(frozen=True)
class Try:
    """One password that may be checked, by what it was counted."""

    pair: str = ""
    network: str = ""
    browser: str = ""


def begin(request: HttpRequest, credentials: dict[str, Any]) -> Try | None:
    """Count a try before the password is checked; None where it is one too many."""
    name = str(credentials.get("email") or credentials.get("username") or "")
    user = backend.named(name)
    if user is not None and _is_known(request, user):
        browser = str(user.pk)
        if limits.count_within(_BROWSER, browser, OF_A_KNOWN_BROWSER):
            return Try(browser=browser)
    return _by_network(request, name, user)


def succeed(attempt: Try) -> None:
    """Forget the failures of a person who is in; those of the network stay."""
    if attempt.browser:
        limits.forget(_BROWSER, attempt.browser)
        return
    limits.forget(_PAIR, attempt.pair)
    limits.give_back(_NETWORK, attempt.network)


def begin_anew(request: HttpRequest, email: str) -> None:
    """Let in who has just set a new password by mail; the network's count stays."""
    user = backend.named(email)
    if user is None:
        return
    for name in (email, user.username):
        limits.forget(_PAIR, _pair(network_of(request), name))
    limits.forget(_BROWSER, str(user.pk))
    request.session[_RESET] = user.pk


def tell(kind: str, user: User | None) -> None:
    """Record that a limit has begun to shut."""
    audit.record("account.blocked", user, chain=audit.PLATFORM, kind=kind)


def _by_network(request: HttpRequest, name: str, user: User | None) -> Try | None:
    network = network_of(request)
    pair = _pair(network, name)
    of_pair = limits.count(_PAIR, pair, OF_A_PAIR)
    if of_pair.is_first_beyond:
        tell("name", user)
    if not of_pair.holds:
        return None
    of_network = limits.count(_NETWORK, network, OF_A_NETWORK)
    if of_network.is_first_beyond:
        tell("network", None)
    if not of_network.holds:
        limits.give_back(_PAIR, pair)
        return None
    return Try(pair=pair, network=network)


def _is_known(request: HttpRequest, user: User) -> bool:
    return devices.is_known(request, user) or request.session.get(_RESET) == user.pk


def _pair(network: str, name: str) -> str:
    return f"{network} {readable_key(name)}"
