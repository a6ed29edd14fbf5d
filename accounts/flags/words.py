"""Flags in words: a sentence for the request, a few words for the queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.flags.domains import readable
from accounts.flags.facts import Code, Flag

Params = Mapping[str, Any]

_SCRIPTS = {
    "ARABIC": gettext_lazy("Arabic"),
    "ARMENIAN": gettext_lazy("Armenian"),
    "CYRILLIC": gettext_lazy("Cyrillic"),
    "GEORGIAN": gettext_lazy("Georgian"),
    "GREEK": gettext_lazy("Greek"),
    "HEBREW": gettext_lazy("Hebrew"),
    "LATIN": gettext_lazy("Latin"),
}


def say(flag: Flag, state_names: Mapping[str, str] | None = None) -> str:
    """Return the sentence in the active language; states by name where known."""
    params = dict(flag.params)
    if "readable" not in params:
        params = {name: _shown(name, value) for name, value in params.items()}
    if flag.code in _LIKE_RECOGNISED and _is_only_recognised(params):
        return str(_LIKE_RECOGNISED[flag.code]) % params
    return _SENTENCES[flag.code]({**params, "names": state_names or {}})


def say_briefly(flag: Flag) -> str:
    return str(_BRIEF[flag.code])


def _is_only_recognised(params: Params) -> bool:
    """A known domain that was asked for, and that nobody was approved at yet."""
    return bool(params.get("is_recognised")) and not params["approved"]


def _shown(name: str, value: Any) -> Any:
    """Return the domains of a flag as people read them, with what mail writes."""
    if name == "usual":
        return [_shown("known", each) for each in value]
    if name not in ("domain", "known") or "xn--" not in value:
        return value
    return f"{readable(value)} ({value})"


def script_names(scripts: Iterable[str]) -> str:
    return _all(str(_SCRIPTS.get(each, each.capitalize())) for each in scripts)


def _edited(params: Params) -> str:
    if params.get("is_government"):
        return _(
            "The domain %(domain)s differs by a slip or two from %(known)s, which only"
            " public bodies have."
        ) % _plain(params)
    return ngettext(
        "The domain %(domain)s differs by a slip or two from %(known)s, approved"
        " %(approved)s time.",
        "The domain %(domain)s differs by a slip or two from %(known)s, approved"
        " %(approved)s times.",
        params["approved"],
    ) % _plain(params)


def _visual(params: Params) -> str:
    words = ngettext(
        "The domain %(domain)s looks like %(known)s, approved %(approved)s time.",
        "The domain %(domain)s looks like %(known)s, approved %(approved)s times.",
        params["approved"],
    )
    if params.get("is_government"):
        words = _(
            "The domain %(domain)s looks like %(known)s, which only public bodies have."
        )
    elif _is_only_recognised(params):
        words = _("The domain %(domain)s looks like %(known)s, recognised on request.")
    if not params.get("typed"):
        return words % _plain(params)
    swapped = _("In it, “%(typed)s” stands for “%(meant)s”.")
    return f"{words} {swapped}" % _plain(params)


def _sub_part(params: Params) -> str:
    if params.get("is_government"):
        return _(
            "%(known)s is only a part of the domain %(domain)s, which belongs to"
            " somebody else."
        ) % _plain(params)
    return ngettext(
        "%(known)s, approved %(approved)s time, is only a part of the domain"
        " %(domain)s, which belongs to somebody else.",
        "%(known)s, approved %(approved)s times, is only a part of the domain"
        " %(domain)s, which belongs to somebody else.",
        params["approved"],
    ) % _plain(params)


def _hyphens(params: Params) -> str:
    if params.get("is_government"):
        return _(
            "The domain %(domain)s is %(known)s with dots or hyphens moved; only"
            " public bodies have %(known)s."
        ) % _plain(params)
    return ngettext(
        "The domain %(domain)s is %(known)s with dots or hyphens moved; %(known)s was"
        " approved %(approved)s time.",
        "The domain %(domain)s is %(known)s with dots or hyphens moved; %(known)s was"
        " approved %(approved)s times.",
        params["approved"],
    ) % _plain(params)


def _ending(params: Params) -> str:
    return ngettext(
        "The domain %(domain)s has the name of %(known)s, approved %(approved)s time,"
        " under another ending.",
        "The domain %(domain)s has the name of %(known)s, approved %(approved)s times,"
        " under another ending.",
        params["approved"],
    ) % _plain(params)


def _mixed_script(params: Params) -> str:
    words = _(
        "The domain mixes %(scripts)s letters: %(readable)s, which is %(domain)s."
    ) % {**_plain(params), "scripts": script_names(params["scripts"])}
    return _with_twin(words, params)


def _disguised_script(params: Params) -> str:
    words = _(
        "The domain is written in %(scripts)s letters that look Latin: %(readable)s,"
        " which is %(domain)s."
    ) % {**_plain(params), "scripts": _odd_scripts(params)}
    return _with_twin(words, params)


def _odd_scripts(params: Params) -> str:
    return script_names(name for name in params["scripts"] if name != "LATIN")


def _with_twin(words: str, params: Params) -> str:
    if not params.get("twin"):
        return words
    if _is_only_recognised(params):
        reads = _("It reads like %(twin)s, recognised on request.")
        return f"{words} " + reads % _plain(params)
    if not params["approved"]:
        return f"{words} " + _("It reads like %(twin)s.") % _plain(params)
    reads = ngettext(
        "It reads like %(twin)s, approved %(approved)s time.",
        "It reads like %(twin)s, approved %(approved)s times.",
        params["approved"],
    )
    return f"{words} " + reads % _plain(params)


def _other_state(params: Params) -> str:
    states = _all(params["names"].get(code, code) for code in params["states"])
    words = _("The domain %(domain)s belongs to another state or area: %(states)s.")
    if not states:
        words = _(
            "The domain %(domain)s was approved for organisations only, and the"
            " applicant names a state or area."
        )
    elif params.get("is_organisation"):
        words = _(
            "The domain %(domain)s belongs to %(states)s, and the applicant names an"
            " organisation."
        )
    return words % {"domain": params["domain"], "states": states}


def _unseen(params: Params) -> str:
    state = params["names"].get(params["state"], params["state"])
    words = _(
        "The domain %(domain)s was not seen before for %(state)s, and is not one of"
        " its public bodies."
    ) % {"domain": params["domain"], "state": state}
    if not params["usual"]:
        return words
    usual = _("Approved so far: %(domains)s.") % {"domains": _all(params["usual"])}
    return f"{words} {usual}"


def _new_domain(params: Params) -> str:
    words = _("The domain %(domain)s was not seen before on this i-Map.")
    if not params["usual"]:
        return words % _plain(params)
    usual = _("Approved so far for the same state: %(domains)s.")
    return f"{words} {usual}" % {**_plain(params), "domains": _all(params["usual"])}


def _disposable(params: Params) -> str:
    return _("%(domain)s gives out disposable addresses.") % _plain(params)


def _free_mail(params: Params) -> str:
    return _(
        "Anybody can have an address at %(domain)s, and there is no letter of"
        " nomination and no recommendation."
    ) % _plain(params)


def _shared_mailbox(params: Params) -> str:
    return _(
        "Several people may read the mailbox “%(mailbox)s”; access is given to one"
        " person."
    ) % _plain(params)


def _variants(params: Params) -> str:
    return _(
        "The same mailbox asked under another spelling: %(addresses)s (%(rows)s)."
    ) % {
        "addresses": _all(params["addresses"]),
        "rows": _requests(params),
    }


def _refused_before(params: Params) -> str:
    return _("This address was not granted access before: %(rows)s.") % {
        "rows": _requests(params)
    }


def _repeated(params: Params) -> str:
    return _("This address has another open request: %(rows)s.") % {
        "rows": _requests(params)
    }


def _hidden_in_name(params: Params) -> str:
    return _("The name holds signs that cannot be seen: %(signs)s.") % {
        "signs": _all(each.lower() for each in params["signs"])
    }


def _mixed_name(params: Params) -> str:
    return _("A word of the name mixes %(scripts)s letters: %(word)s.") % {
        "scripts": script_names(params["scripts"]),
        "word": params["word"],
    }


def _namesake(params: Params) -> str:
    return _("A member has the same name and another address: %(name)s, %(email)s.") % {
        "name": params["name"],
        "email": params["email"],
    }


def _undelivered(params: Params) -> str:
    return _("Our mail did not reach this address: %(mails)s.") % {
        "mails": _all(f"“{each}”" for each in params["mails"])
    }


def _warned(params: Params) -> str:
    return _("The national contact point advises against: %(words)s") % _plain(params)


def _requests(params: Params) -> str:
    numbers = params["numbers"]
    return ngettext(
        "request no. %(numbers)s", "requests no. %(numbers)s", len(numbers)
    ) % {"numbers": _all(map(str, numbers))}


def _all(words: Iterable[str]) -> str:
    return get_text_list([str(each) for each in words], _("and"))


def _plain(params: Params) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name != "names"}


def _moved(params: Params) -> str:
    return _(
        "A member's address moves from %(old)s to %(new)s, which is at another domain."
    ) % _plain(params)


_SENTENCES: dict[Code, Callable[[Params], str]] = {
    Code.EDITED: _edited,
    Code.VISUAL: _visual,
    Code.SUB_PART: _sub_part,
    Code.HYPHENS: _hyphens,
    Code.ENDING: _ending,
    Code.MIXED_SCRIPT: _mixed_script,
    Code.DISGUISED_SCRIPT: _disguised_script,
    Code.OTHER_STATE: _other_state,
    Code.UNSEEN: _unseen,
    Code.NEW_DOMAIN: _new_domain,
    Code.DISPOSABLE: _disposable,
    Code.FREE_MAIL: _free_mail,
    Code.SHARED_MAILBOX: _shared_mailbox,
    Code.VARIANTS: _variants,
    Code.REFUSED_BEFORE: _refused_before,
    Code.REPEATED: _repeated,
    Code.HIDDEN_IN_NAME: _hidden_in_name,
    Code.MIXED_NAME: _mixed_name,
    Code.NAMESAKE: _namesake,
    Code.UNDELIVERED: _undelivered,
    Code.WARNED: _warned,
    Code.MOVED: _moved,
}
_LIKE_RECOGNISED = {
    Code.EDITED: gettext_lazy(
        "The domain %(domain)s differs by a slip or two from %(known)s, recognised on"
        " request."
    ),
    Code.SUB_PART: gettext_lazy(
        "%(known)s, recognised on request, is only a part of the domain %(domain)s,"
        " which belongs to somebody else."
    ),
    Code.HYPHENS: gettext_lazy(
        "The domain %(domain)s is %(known)s with dots or hyphens moved; %(known)s was"
        " recognised on request."
    ),
    Code.ENDING: gettext_lazy(
        "The domain %(domain)s has the name of %(known)s, recognised on request, under"
        " another ending."
    ),
}
_BRIEF = {
    Code.EDITED: gettext_lazy("Domain a slip or two away from a known one"),
    Code.VISUAL: gettext_lazy("Domain looks like a known one"),
    Code.SUB_PART: gettext_lazy("Known domain inside a foreign one"),
    Code.HYPHENS: gettext_lazy("Known domain with moved dots or hyphens"),
    Code.ENDING: gettext_lazy("Known domain under another ending"),
    Code.MIXED_SCRIPT: gettext_lazy("Domain mixes scripts"),
    Code.DISGUISED_SCRIPT: gettext_lazy("Domain only looks Latin"),
    Code.OTHER_STATE: gettext_lazy("Domain of another state or organisation"),
    Code.UNSEEN: gettext_lazy("Domain not seen before"),
    Code.NEW_DOMAIN: gettext_lazy("New domain"),
    Code.DISPOSABLE: gettext_lazy("Disposable address"),
    Code.FREE_MAIL: gettext_lazy("Free-mail address"),
    Code.SHARED_MAILBOX: gettext_lazy("Shared mailbox"),
    Code.VARIANTS: gettext_lazy("Several spellings of one address"),
    Code.REFUSED_BEFORE: gettext_lazy("Not granted before"),
    Code.REPEATED: gettext_lazy("Several requests"),
    Code.HIDDEN_IN_NAME: gettext_lazy("Hidden signs in the name"),
    Code.MIXED_NAME: gettext_lazy("Name mixes scripts"),
    Code.NAMESAKE: gettext_lazy("Name of a member"),
    Code.UNDELIVERED: gettext_lazy("Mail not delivered"),
    Code.WARNED: gettext_lazy("Contact point advises against"),
    Code.MOVED: gettext_lazy("Member with a new address elsewhere"),
}
