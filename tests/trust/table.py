"""The table: every address pattern, who it is for, and what it answers them.

A pattern that is not here fails the build. In `path`, `{d}` stands for the i-Map and
`{confirm}`, `{access}`, `{number}` for what `tests.trust.things` makes on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class For(Enum):
    EVERYBODY = auto()
    SIGNED_IN = auto()
    MEMBERS = auto()
    SECRETARIAT = auto()
    DATA = auto()


@dataclass(frozen=True)
class Row:
    """`get` and `post` are the answers to those the address is for.

    `post` is the answer to an empty form; 405 where there is no step. `stranger` is
    set for sign-in pages, which answer a stranger and a person signed in differently.
    `own_state` is set where the answer to a person depends on the own account (second
    factor, password): strangers are turned away, the person never meets an error.
    """

    audience: For
    path: str
    get: int = 200
    post: int = 405
    stranger: tuple[int, int] | None = None
    own_state: bool = False


_I = "en/<dialogue:dialogue>/"
_D = "<dialogue:dialogue>/data/"
_A = "en/accounts/"
_KEY = "0-0"

ROWS: dict[str, Row] = {
    # --- everybody -------------------------------------------------------------------
    "": Row(For.EVERYBODY, "/"),
    "healthz": Row(For.EVERYBODY, "/healthz"),
    "readyz": Row(For.EVERYBODY, "/readyz"),
    "robots.txt": Row(For.EVERYBODY, "/robots.txt"),
    "accounts/login/": Row(For.EVERYBODY, "/accounts/login/", get=302, post=302),
    "en/": Row(For.EVERYBODY, "/en/"),
    "en/legal/<slug:slug>/": Row(For.EVERYBODY, "/en/legal/notice/"),
    _I: Row(For.EVERYBODY, "/en/{d}/"),
    _I + "register/": Row(For.EVERYBODY, "/en/{d}/register/", post=200),
    _I + "register/sent/": Row(For.EVERYBODY, "/en/{d}/register/sent/"),
    # --- who holds the signed link ----------------------------------------------------
    _I + "register/confirm/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/confirm/{confirm}/", post=200
    ),
    _I + "register/access/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/access/{access}/", post=302
    ),
    # --- members of the i-Map ---------------------------------------------------------
    _I + "map/": Row(For.MEMBERS, "/en/{d}/map/"),
    _I + "countries/": Row(For.MEMBERS, "/en/{d}/countries/"),
    _I + "countries/<iso3:iso3>/": Row(For.MEMBERS, "/en/{d}/countries/{country}/"),
    _I + "profiles/<iso3:iso3>/<slug:kind>/<slug:label>/": Row(
        For.MEMBERS, "/en/{d}/profiles/{country}/extended/2011/"
    ),
    _I + "map/card/<iso3:iso3>/": Row(For.MEMBERS, "/en/{d}/map/card/{country}/"),
    _D + "indicators/<str:key>.json": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.json"
    ),
    _D + "indicators/<str:key>.exact.json": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.exact.json"
    ),
    _D + "indicators/<str:key>.csv": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.csv"
    ),
    _D + "status.json": Row(For.DATA, "/{d}/data/status.json"),
    _D + "status.csv": Row(For.DATA, "/{d}/data/status.csv"),
    # --- its secretariat --------------------------------------------------------------
    _I + "desk/registrations/": Row(For.SECRETARIAT, "/en/{d}/desk/registrations/"),
    _I + "desk/registrations/<int:number>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/registrations/{number}/"
    ),
    _I + "desk/registrations/<int:number>/approve/": Row(
        For.SECRETARIAT,
        "/en/{d}/desk/registrations/{number}/approve/",
        get=405,
        post=200,
    ),
    _I + "desk/registrations/<int:number>/refuse/": Row(
        For.SECRETARIAT,
        "/en/{d}/desk/registrations/{number}/refuse/",
        get=405,
        post=200,
    ),
    # --- signed in --------------------------------------------------------------------
    "en/me/": Row(For.SIGNED_IN, "/en/me/"),
    "en/me/language/": Row(For.SIGNED_IN, "/en/me/language/", get=405, post=302),
    # --- signing in: (stranger, signed in) --------------------------------------------
    _A + "login/": Row(
        For.EVERYBODY, "/en/accounts/login/", stranger=(200, 302), post=200
    ),
    _A + "signup/": Row(
        For.EVERYBODY, "/en/accounts/signup/", stranger=(302, 302), post=302
    ),
    _A + "inactive/": Row(For.EVERYBODY, "/en/accounts/inactive/"),
    _A + "username/": Row(For.EVERYBODY, "/en/accounts/username/", post=200),
    _A + "username/sent/": Row(For.EVERYBODY, "/en/accounts/username/sent/"),
    _A + "confirm-email/": Row(For.EVERYBODY, "/en/accounts/confirm-email/"),
    _A + "confirm-email/<key>/": Row(
        For.EVERYBODY, "/en/accounts/confirm-email/x/", post=404
    ),
    _A + "password/reset/": Row(
        For.EVERYBODY, "/en/accounts/password/reset/", post=200
    ),
    _A + "password/reset/done/": Row(
        For.EVERYBODY, "/en/accounts/password/reset/done/"
    ),
    _A + "password/reset/key/<uidb36>-<key>/": Row(
        For.EVERYBODY, f"/en/accounts/password/reset/key/{_KEY}/", post=200
    ),
    _A + "password/reset/key/done/": Row(
        For.EVERYBODY, "/en/accounts/password/reset/key/done/"
    ),
    # --- the own account --------------------------------------------------------------
    **{
        _A + route: Row(
            For.SIGNED_IN,
            "/en/accounts/" + route.replace("<int:pk>", "1"),
            own_state=True,
        )
        for route in (
            "logout/",
            "email/",
            "reauthenticate/",
            "sessions/",
            "password/change/",
            "password/set/",
            "2fa/",
            "2fa/authenticate/",
            "2fa/reauthenticate/",
            "2fa/recovery-codes/",
            "2fa/recovery-codes/download/",
            "2fa/recovery-codes/generate/",
            "2fa/totp/activate/",
            "2fa/totp/deactivate/",
            "2fa/webauthn/",
            "2fa/webauthn/add/",
            "2fa/webauthn/keys/<int:pk>/edit/",
            "2fa/webauthn/keys/<int:pk>/remove/",
            "2fa/webauthn/reauthenticate/",
        )
    },
}
