"""The table: every address pattern, who it is for, and what it answers them.

A pattern that is not here fails the build. In `path`, `{d}` stands for the i-Map and
`{confirm}`, `{access}`, `{number}` for what `tests.trust.things` makes on it.
"""

from __future__ import annotations

from tests.trust.edit_table import EDIT_ROWS
from tests.trust.row import For, Row

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
    "en/legal/notice/<dialogue:i_map>/": Row(For.EVERYBODY, "/en/legal/notice/bmp/"),
    "en/legal/notice/<dialogue:i_map>/<slug:version>/": Row(
        For.EVERYBODY, "/en/legal/notice/mtm/2026-11/"
    ),
    _I: Row(For.EVERYBODY, "/en/{d}/"),
    _I + "register/": Row(For.EVERYBODY, "/en/{d}/register/", post=200),
    _I + "register/sent/": Row(For.EVERYBODY, "/en/{d}/register/sent/"),
    _I + "register/resend/": Row(For.EVERYBODY, "/en/{d}/register/resend/", post=200),
    _I + "register/resend/sent/": Row(For.EVERYBODY, "/en/{d}/register/resend/sent/"),
    # --- who holds the signed link ----------------------------------------------------
    _I + "register/confirm/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/confirm/{confirm}/", post=200
    ),
    _I + "register/confirm/<str:token>/delete/": Row(
        For.EVERYBODY, "/en/{d}/register/confirm/{confirm}/delete/", get=405, post=302
    ),
    _I + "register/invited/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/invited/{invited}/", post=200
    ),
    _I + "register/invitation/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/invitation/{invitation}/", post=200
    ),
    **{
        _I + "register/request/<str:token>/" + step: Row(
            For.EVERYBODY,
            "/en/{d}/register/request/{request}/"
            + step.replace("<uuid:key>", "00000000-0000-4000-8000-000000000000"),
            get=get,
            post=post,
        )
        for step, get, post in (
            ("", 200, 405),
            ("correct/", 200, 200),
            ("answer/", 405, 200),
            ("attach/", 405, 200),
            ("letters/<uuid:key>/remove/", 405, 302),
            ("resend/", 405, 302),
            ("withdraw/", 200, 302),
            ("reopen/", 405, 409),
        )
    },
    _I + "register/renew/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/renew/{renew}/", post=200
    ),
    _A + "email/confirm/<str:token>/": Row(
        For.EVERYBODY, "/en/accounts/email/confirm/{address}/", post=200
    ),
    _A + "email/stop/<str:token>/": Row(
        For.EVERYBODY, "/en/accounts/email/stop/{address_stop}/", post=200
    ),
    _I + "check/": Row(For.EVERYBODY, "/en/{d}/check/"),
    _I + "in-focus/": Row(For.EVERYBODY, "/en/{d}/in-focus/"),
    _I + "register/access/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/access/{access}/", post=302
    ),
    _I + "notice/": Row(For.MEMBERS, "/en/{d}/notice/", post=200),
    _I + "map/": Row(For.MEMBERS, "/en/{d}/map/"),
    _I + "sources/": Row(For.MEMBERS, "/en/{d}/sources/"),
    _I + "countries/": Row(For.MEMBERS, "/en/{d}/countries/"),
    _I + "countries/<iso3:iso3>/": Row(For.MEMBERS, "/en/{d}/countries/{country}/"),
    _I + "profiles/<iso3:iso3>/<slug:kind>/<slug:label>/": Row(
        For.MEMBERS, "/en/{d}/profiles/{country}/extended/2011/"
    ),
    _I + "profiles/<iso3:iso3>/<slug:kind>/<slug:label>/changes/": Row(
        For.MEMBERS, "/en/{d}/profiles/{country}/extended/2011/changes/"
    ),
    _I + "profiles/<iso3:iso3>/<slug:kind>/<slug:label>.pdf": Row(
        For.MEMBERS, "/en/{d}/profiles/{country}/extended/2011.pdf"
    ),
    _I + "brief/": Row(For.MEMBERS, "/en/{d}/brief/", get=302),
    _I + "brief/<iso3:first>/<iso3:second>/": Row(
        For.MEMBERS, "/en/{d}/brief/{country}/DEU/"
    ),
    _I + "brief/<iso3:first>/<iso3:second>.pdf": Row(
        For.MEMBERS, "/en/{d}/brief/{country}/DEU.pdf"
    ),
    _I + "brief/<iso3:first>/<iso3:second>.docx": Row(
        For.MEMBERS, "/en/{d}/brief/{country}/DEU.docx"
    ),
    _I + "map/indicators.json": Row(For.MEMBERS, "/en/{d}/map/indicators.json"),
    _I + "map/flows.json": Row(For.MEMBERS, "/en/{d}/map/flows.json"),
    _I + "map/view.<slug:form>": Row(For.MEMBERS, "/en/{d}/map/view.txt"),
    _I + "map/card/<iso3:iso3>/": Row(For.MEMBERS, "/en/{d}/map/card/{country}/"),
    _D + "indicators/<str:key>.json": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.json"
    ),
    _D + "indicators/<str:key>.csv": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.csv"
    ),
    _D + "indicators/<str:key>.xlsx": Row(
        For.DATA, "/{d}/data/indicators/IMM.STK@UNDESA2020.xlsx"
    ),
    _D + "flows/<iso3:iso3>.xlsx": Row(For.DATA, "/{d}/data/flows/{country}.xlsx"),
    _D + "<slug:file>.xlsx": Row(For.DATA, "/{d}/data/status.xlsx"),
    _D + "flows/<iso3:iso3>.json": Row(For.DATA, "/{d}/data/flows/{country}.json"),
    _D + "flows/<iso3:iso3>.csv": Row(For.DATA, "/{d}/data/flows/{country}.csv"),
    _D + "<slug:file>.json": Row(For.DATA, "/{d}/data/status.json"),
    _D + "<slug:file>.csv": Row(For.DATA, "/{d}/data/status.csv"),
    _I + "register/letter/<str:token>/": Row(
        For.EVERYBODY, "/en/{d}/register/letter/{passing_on}/", post=200
    ),
    **EDIT_ROWS,
    _I + "desk/": Row(For.SECRETARIAT, "/en/{d}/desk/"),
    _I + "desk/mailbox/": Row(For.SECRETARIAT, "/en/{d}/desk/mailbox/"),
    _I + "desk/mailbox/<int:number>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mailbox/{enquiry}/"
    ),
    _I + "desk/mailbox/<int:number>/people/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mailbox/{enquiry}/people/", post=200
    ),
    _I + "desk/mailbox/<int:number>/request/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mailbox/{enquiry}/request/", post=200
    ),
    **{
        _I + f"desk/mailbox/<int:number>/{step}/": Row(
            For.SECRETARIAT,
            f"/en/{{d}}/desk/mailbox/{{{thing}}}/{step}/",
            get=405,
            post=answer,
        )
        for step, thing, answer in (
            *(("kind", "enquiry", 200), ("reply", "enquiry", 200)),
            *(("draft", "enquiry", 409), ("note", "enquiry", 200)),
            *(("put-off", "enquiry", 200), ("link", "enquiry", 200)),
            *(("bring-back", "enquiry", 302), ("unschedule", "enquiry", 302)),
            # Nobody holds it; a draft stands there; an answer to what was not shown; it
            # is not closed.
            *(("assign", "enquiry", 302), ("release", "enquiry", 409)),
            *(("other", "enquiry", 409), ("reopen", "enquiry", 409)),
            *(("claim", "closed_enquiry", 409), ("close", "closed_enquiry", 409)),
        )
    },
    _I + "desk/mailbox/attachments/<uuid:key>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mailbox/attachments/{file}/"
    ),
    # --- its secretariat --------------------------------------------------------------
    _I + "desk/registrations/": Row(For.SECRETARIAT, "/en/{d}/desk/registrations/"),
    _I + "desk/registrations/<int:number>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/registrations/{number}/"
    ),
    _I + "desk/registrations/batch/": Row(
        For.SECRETARIAT, "/en/{d}/desk/registrations/batch/", get=405, post=400
    ),
    # An empty form is shown again; an empty step is taken or comes too late.
    **{
        _I + f"desk/registrations/<int:number>/{step}/": Row(
            For.SECRETARIAT,
            f"/en/{{d}}/desk/registrations/{{number}}/{step}/",
            get=405,
            post=answer,
        )
        for step, answer in (
            *(("approve", 200), ("ask", 200), ("refuse", 200), ("preview", 200)),
            # Nobody holds it.
            *(("claim", 302), ("release", 409), ("second", 200), ("return", 200)),
            *(("reopen", 200), ("undo", 409), ("send", 409)),
        )
    },
    _I + "desk/registrations/<int:number>/letter/<uuid:key>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/registrations/{number}/letter/{letter}/"
    ),
    _I + "desk/domains/": Row(For.SECRETARIAT, "/en/{d}/desk/domains/"),
    **{
        _I + f"desk/domains/<uuid:key>/{step}/": Row(
            For.SECRETARIAT, f"/en/{{d}}/desk/domains/{{domain}}/{step}/", get, post
        )
        for step, get, post in (
            ("letter", 200, 405),
            ("agree", 405, 302),
            ("return", 405, 200),
        )
    },
    _I + "desk/mail/": Row(For.SECRETARIAT, "/en/{d}/desk/mail/"),
    _I + "desk/mail/<uuid:key>/": Row(For.SECRETARIAT, "/en/{d}/desk/mail/{mail}/"),
    _I + "desk/mail/<uuid:key>/again/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mail/{mail}/again/", get=405, post=409
    ),
    _I + "desk/mail/<uuid:key>/cancel/": Row(
        For.SECRETARIAT, "/en/{d}/desk/mail/{mail}/cancel/", get=405, post=302
    ),
    _I + "desk/audit/": Row(For.SECRETARIAT, "/en/{d}/desk/audit/"),
    # --- people named in a letter -----------------------------------------------------
    _I + "desk/nominations/": Row(For.SECRETARIAT, "/en/{d}/desk/nominations/"),
    _I + "desk/nominations/new/": Row(
        For.SECRETARIAT, "/en/{d}/desk/nominations/new/", post=200
    ),
    **{
        _I + "desk/nominations/drafts/<uuid:key>/" + step: Row(
            For.SECRETARIAT,
            "/en/{d}/desk/nominations/drafts/{draft}/"
            + step.replace("<int:number>", "0"),
            get=get,
            post=post,
        )
        for step, get, post in (
            ("", 200, 405),
            ("columns/", 405, 302),
            ("rows/<int:number>/", 405, 200),
            ("take/", 405, 409),
            ("enter/", 405, 409),
            ("discard/", 405, 302),
        )
    },
    _I + "desk/nominations/<uuid:key>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/nominations/{nomination}/"
    ),
    _I + "desk/nominations/<uuid:key>/take-back/": Row(
        For.SECRETARIAT,
        "/en/{d}/desk/nominations/{nomination}/take-back/",
        get=405,
        post=409,
    ),
    _I + "desk/nominations/<uuid:key>/people/<int:number>/resend/": Row(
        For.SECRETARIAT,
        "/en/{d}/desk/nominations/{nomination}/people/{named}/resend/",
        get=405,
        post=302,
    ),
    # --- members ----------------------------------------------------------------------
    **{
        _I + "desk/members/" + step: Row(
            For.SECRETARIAT,
            "/en/{d}/desk/members/"
            + step.replace("roles/<uuid:key>", "roles/{proposal}").replace(
                "<uuid:key>", "{member}"
            ),
            get=get,
            post=post,
        )
        for step, get, post in (
            ("", 200, 405),
            ("export/", 405, 200),
            ("review/", 200, 405),
            ("review/looked-at/", 405, 302),
            ("roles/", 200, 405),
            ("roles/<uuid:key>/", 302, 405),
            ("roles/<uuid:key>/confirm/", 405, 302),
            ("roles/<uuid:key>/return/", 405, 200),
            ("roles/<uuid:key>/withdraw/", 405, 403),
            ("<uuid:key>/", 200, 405),
            ("<uuid:key>/renew/", 405, 409),
            ("<uuid:key>/until/", 405, 200),
            ("<uuid:key>/suspend/", 405, 200),
            ("<uuid:key>/resume/", 405, 409),
            ("<uuid:key>/end/", 405, 200),
            ("<uuid:key>/reviewed/", 405, 302),
            ("<uuid:key>/role/", 405, 200),
        )
    },
    _I + "desk/evidence/<uuid:key>/": Row(
        For.SECRETARIAT, "/en/{d}/desk/evidence/{evidence}/"
    ),
    # --- its contact points, of the own state -----------------------------------------
    _I + "state/": Row(For.CONTACT_POINT, "/en/{d}/state/"),
    _I + "state/requests/<int:number>/": Row(
        For.CONTACT_POINT, "/en/{d}/state/requests/{of_state}/", post=200
    ),
    _I + "state/people/": Row(For.CONTACT_POINT, "/en/{d}/state/people/"),
    _I + "state/people/<uuid:key>/leaver/": Row(
        For.CONTACT_POINT, "/en/{d}/state/people/{person}/leaver/", post=302
    ),
    _I + "state/people/<uuid:key>/leaver/withdraw/": Row(
        For.CONTACT_POINT,
        "/en/{d}/state/people/{person}/leaver/withdraw/",
        get=405,
        post=302,
    ),
    _I + "state/invitations/": Row(For.CONTACT_POINT, "/en/{d}/state/invitations/"),
    _I + "state/invitations/new/": Row(
        For.CONTACT_POINT, "/en/{d}/state/invitations/new/", post=200
    ),
    # A colleague's invitation, of the same state: not one's own to withdraw.
    _I + "state/invitations/<uuid:key>/withdraw/": Row(
        For.CONTACT_POINT,
        "/en/{d}/state/invitations/{invitation_key}/withdraw/",
        get=405,
        post=404,
    ),
    _I + "state/domains/": Row(For.CONTACT_POINT, "/en/{d}/state/domains/", post=200),
    # A colleague's request, of the same state: not one's own to withdraw.
    _I + "state/domains/<uuid:key>/withdraw/": Row(
        For.CONTACT_POINT,
        "/en/{d}/state/domains/{domain}/withdraw/",
        get=405,
        post=404,
    ),
    _I + "state/handover/": Row(For.CONTACT_POINT, "/en/{d}/state/handover/", post=200),
    _I + "state/handover/<uuid:key>/withdraw/": Row(
        For.CONTACT_POINT,
        "/en/{d}/state/handover/{invitation_key}/withdraw/",
        get=405,
        post=404,
    ),
    # --- signed in --------------------------------------------------------------------
    "en/me/": Row(For.SIGNED_IN, "/en/me/"),
    "en/me/data/": Row(For.SIGNED_IN, "/en/me/data/"),
    "en/me/data/file/": Row(For.SIGNED_IN, "/en/me/data/file/", get=405, post=200),
    "en/me/erase/": Row(For.SIGNED_IN, "/en/me/erase/", post=200),
    "en/me/erase/keep/": Row(For.SIGNED_IN, "/en/me/erase/keep/", get=405, post=409),
    "en/me/user-name/": Row(For.SIGNED_IN, "/en/me/user-name/", post=200),
    "en/me/language/": Row(For.SIGNED_IN, "/en/me/language/", get=405, post=302),
    # --- signing in: (stranger, signed in) --------------------------------------------
    _A + "login/": Row(
        For.EVERYBODY, "/en/accounts/login/", stranger=(200, 302), post=200
    ),
    _A + "login/code/": Row(
        For.EVERYBODY, "/en/accounts/login/code/", stranger=(200, 302), post=200
    ),
    _A + "login/code/confirm/": Row(
        For.EVERYBODY,
        "/en/accounts/login/code/confirm/",
        stranger=(302, 302),
        post=302,
    ),
    _A + "2fa/webauthn/login/": Row(
        For.EVERYBODY, "/en/accounts/2fa/webauthn/login/", stranger=(302, 302), post=302
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
            "/en/accounts/"
            + route.replace("<int:pk>", "1").replace("<int:number>", "0"),
            own_state=True,
        )
        for route in (
            "logout/",
            "email/",
            "reauthenticate/",
            "sessions/",
            "sessions/<int:number>/end/",
            "step-up/",
            "password/change/",
            "password/set/",
            "2fa/",
            "2fa/authenticate/",
            "2fa/reauthenticate/",
            "2fa/recovery-codes/",
            "2fa/recovery-codes/download/",
            "2fa/recovery-codes/print/",
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
