"""Addresses of those who write profiles."""

from __future__ import annotations

from tests.trust.row import For, Row

_I = "en/<dialogue:dialogue>/"
_E = _I + "edit/<iso3:iso3>/<slug:kind>/<slug:label>/"
_S = "<str:code>/<slug:language>/"
_T = _S + "comments/<int:number>/"
_G = _S + "suggestions/<int:number>/"
_R = "submission/"

EDIT_ROWS: dict[str, Row] = {
    _I + "edit/": Row(For.EDITORS, "/en/{d}/edit/"),
    _I + "edit/<iso3:iso3>/<slug:kind>/": Row(
        For.WRITERS, "/en/{d}/edit/{country}/{kind}/", post=200
    ),
    **{
        _E + tail: Row(
            For.REVIEWERS, f"/en/{{d}}/edit/{{country}}/extended/2031/{at}", *answers
        )
        for tail, at, answers in (
            ("", "", ()),
            ("names/<int:number>/", "names/{state_name}/", ()),
            ("pdf/<slug:language>/", "pdf/en/", (200, 302)),
            ("pdf/<slug:language>.pdf", "pdf/en.pdf", ()),
            (_S + "here/", "C4/en/here/", (405, 200)),
            (_S + "history/", "C4/en/history/", ()),
            (_S + "comments/", "C4/en/comments/", (405, 400)),
            (_S + "autosave/", "C4/en/autosave/", (405, 400)),
            (_S + "autosave/forget/", "C4/en/autosave/forget/", (405, 302)),
            (_S + "suggestions/", "C4/en/suggestions/", (405, 400)),
            (_G, "C4/en/suggestions/{suggestion}/", ()),
            (_G + "withdraw/", "C4/en/suggestions/{suggestion}/withdraw/", (405, 404)),
            (_T + "answer/", "C4/en/comments/{comment}/answer/", (405, 400)),
        )
    },
    _E + _S: Row(
        For.REVIEWERS,
        "/en/{d}/edit/{country}/extended/2031/C4/en/",
        post=400,
        post_for=For.WRITERS,
    ),
    **{
        _E + tail: Row(
            For.WRITERS, f"/en/{{d}}/edit/{{country}}/extended/2031/{at}", *answers
        )
        for tail, at, answers in (
            ("plan/", "plan/", (405, 400)),
            ("names/", "names/", (405, 400)),
            ("<str:code>/responsible/", "C4/responsible/", (200, 302)),
            (_S + "merge/", "C4/en/merge/", (405, 400)),
            (_S + "in-step/", "C4/en/in-step/", (405, 302)),
            (_S + "progress/", "C4/en/progress/", (405, 404)),
            (_S + "history/restore/", "C4/en/history/restore/", (405, 404)),
            (_T + "resolve/", "C4/en/comments/{comment}/resolve/", (405, 302)),
            (_T + "reopen/", "C4/en/comments/{comment}/reopen/", (405, 302)),
            (_G + "accept/", "C4/en/suggestions/{suggestion}/accept/", (405, 400)),
            (_G + "reject/", "C4/en/suggestions/{suggestion}/reject/", (405, 400)),
        )
    },
    # The draft of the other kind is with its state, and an endorsement is recorded.
    _E + _R: Row(
        For.REVIEWERS,
        "/en/{d}/edit/{country}/light/2032/submission/",
        post=409,
        post_for=For.WRITERS,
    ),
    _E + _R + "<slug:language>.pdf": Row(
        For.REVIEWERS, "/en/{d}/edit/{country}/light/2032/submission/en.pdf"
    ),
    **{
        _E + _R + tail: Row(
            For.WRITERS,
            f"/en/{{d}}/edit/{{country}}/light/2032/submission/{at}",
            *answers,
        )
        for tail, at, answers in (
            ("take-back/", "take-back/", (405, 400)),
            ("record/", "record/", (200, 400)),
            ("<uuid:key>/check/", "{endorsement}/check/", (405, 400)),
            ("<uuid:key>/scan/", "{endorsement}/scan/", ()),
        )
    },
    **{
        _E + _R + step: Row(
            For.PUBLISHERS,
            f"/en/{{d}}/edit/{{country}}/light/2032/submission/{step}",
            get=405,
            post=post,
        )
        for step, post in (("close/", 400), ("publish/", 409))
    },
    _E + "publication/": Row(
        For.REVIEWERS, "/en/{d}/edit/{country}/extended/2011/publication/"
    ),
    _E + "publication/withdraw/": Row(
        For.PUBLISHERS,
        "/en/{d}/edit/{country}/extended/2011/publication/withdraw/",
        get=405,
        post=400,
    ),
}
