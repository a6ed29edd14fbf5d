"""Editors of one section, whose steps Hypothesis draws, and what must hold after each.

Two to four people open, type, save, merge, suggest, decide, restore, submit and take
back. What the product keeps is compared after each step with a few lists that are kept
beside it. Whether two may do so at the very same moment is another question, which
`tests/profiles_apart/test_races.py` asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from accounts.models import User
from imap.core.exceptions import TransitionError
from profiles.editing import autosave, merging, saving, suggestions
from profiles.editing.autosave import Window
from profiles.editing.place import Place
from profiles.editing.saving import ConflictError
from profiles.endorsement import steps
from profiles.models import Autosave, Revision, SectionText, Submission, Suggestion
from profiles.text.differences import words
from profiles.text.merging import Choice, Merge
from profiles.text.tree import parse

WORDS = st.lists(
    st.sampled_from(["ash", "oak", "elm", "yew"]), min_size=1, max_size=2
).map(" ".join)
# What one does to a text, to which of its paragraphs, and the words it has then.
EDITS = st.tuples(
    st.sampled_from(["add", "change", "remove"]), st.integers(0, 3), WORDS
)
CHOICES = st.dictionaries(st.integers(0, 3), st.sampled_from(list(Choice)), max_size=3)
SOMEBODY, SOMETHING = st.integers(0, 3), st.integers(0, 11)


def said(body: str) -> list[str]:
    return [words(block) for block in parse(body).blocks]


def chosen(merge: Merge, choices: Mapping[int, Choice]) -> list[str]:
    """Return what a merge is to say, told from its rows."""
    return [
        words(block)
        for place, row in enumerate(merge.rows)
        for block in row.blocks(choices.get(place, row.default))
    ]


def edited(body: str, edit: tuple[str, int, str]) -> str:
    act, number, typed = edit
    blocks = body.split("\n") if body else []
    if act == "add" or not blocks:
        blocks.insert(number % (len(blocks) + 1), f"<p>{typed}</p>")
        return "\n".join(blocks)
    place = number % len(blocks)
    start, _rest = blocks[place].split(">", 1)
    blocks[place : place + 1] = [f"{start}>{typed}</p>"] if act == "change" else []
    return "\n".join(blocks)


@dataclass
class Page:
    """A section as somebody has it open: on which version, and typed in the field.

    `newest` is the version beside which a refused text was shown, to choose from both.
    """

    user: User
    window: Window
    version: int
    typed: str
    sequence: int = 0
    newest: int | None = None


class Editors(RuleBasedStateMachine):
    """A section of a draft and its editors, and what is known to have been accepted.

    `history` has the text of each version, `pending` the suggestions nobody decided on,
    `kept` the words of each window that are not saved.
    """

    place: ClassVar[Place]
    people: ClassVar[list[User]]

    def __init__(self) -> None:
        super().__init__()
        # The draft is made once; what an example does to it is undone.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.history: list[str] = []
        self.pending: dict[int, str] = {}
        self.kept: dict[tuple[int, str], str] = {}
        self.submission: Submission | None = None
        self.pages: list[Page] = []
        self.opened = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(count=st.integers(2, 4), first=WORDS)
    def begin(self, count: int, first: str) -> None:
        self.pages = [self._page(user) for user in self.people[:count]]
        page = self.pages[0]
        page.typed = f"<p>{first}</p>"
        self._save(page)
        self.pages = [self._page(user) for user in self.people[:count]]

    # --- Reading and typing ---

    @rule(who=SOMEBODY)
    def open(self, who: int) -> None:
        self.pages[who % len(self.pages)] = self._page(self._at(who).user)

    @rule(who=SOMEBODY)
    def take_up_words_that_were_not_saved(self, who: int) -> None:
        page = self._page(self._at(who).user)
        for row in autosave.waiting(self.place, page.user, page.window)[:1]:
            page.window = page.window.taking(row)
            page.version, page.typed = row.version, row.body
        self.pages[who % len(self.pages)] = page

    @rule(who=SOMEBODY, edit=EDITS, is_sent=st.booleans())
    def type(self, who: int, edit: tuple[str, int, str], is_sent: bool) -> None:  # noqa: FBT001
        """Type, and wait or do not wait until the script has sent it."""
        page = self._typed(who, edit)
        if not is_sent:
            return
        page.sequence += 1
        with self._refused_while_frozen():
            assert autosave.keep(
                self.place,
                page.typed,
                version=page.version,
                sequence=page.sequence,
                by=page.user,
                window=page.window,
            )
            self._keeps(page)

    # --- Saving ---

    @rule(who=SOMEBODY, edit=EDITS)
    def save(self, who: int, edit: tuple[str, int, str]) -> None:
        self._save(self._typed(who, edit))

    @rule(who=SOMEBODY)
    def save_as_it_is(self, who: int) -> None:
        self._save(self._at(who))

    @precondition(lambda self: any(page.newest is not None for page in self.pages))
    @rule(which=SOMETHING, choices=CHOICES)
    def merge(self, which: int, choices: dict[int, Choice]) -> None:
        refused = [page for page in self.pages if page.newest is not None]
        page = refused[which % len(refused)]
        assert page.newest is not None
        both = merging.beside(
            self.place, page.typed, begun=page.version, current=self.place.text()
        )
        try:
            with self._refused_while_frozen():
                text = merging.save(
                    self.place,
                    page.typed,
                    choices,
                    begun=page.version,
                    newest=page.newest,
                    by=page.user,
                )
                self._accepted(text, chosen(both, choices), on=page.newest)
                self._settled(page, text)
        except ConflictError as error:
            self._refused(page, error, on=page.newest)

    @rule(who=SOMEBODY, which=SOMETHING)
    def restore(self, who: int, which: int) -> None:
        page, body = self._at(who), self.history[which % len(self.history)]
        try:
            with self._refused_while_frozen():
                text = saving.save(
                    self.place,
                    body,
                    version=page.version,
                    by=page.user,
                    origin=Revision.Origin.RESTORED,
                )
                self._accepted(text, said(body), on=page.version)
        except ConflictError:
            assert page.version != len(self.history)

    # --- Suggesting ---

    @rule(who=SOMEBODY, edit=EDITS)
    def suggest(self, who: int, edit: tuple[str, int, str]) -> None:
        page = self._typed(who, edit)
        try:
            row = suggestions.suggest(
                self.place, page.typed, version=page.version, reason="", by=page.user
            )
        except TransitionError:
            known = (self._body(page.version), self._body(len(self.history)))
            is_new = said(page.typed) not in map(said, known)
            assert self.submission or not is_new or len(self.pending) >= 10
            return
        assert not self.submission
        self.pending[row.pk] = row.body
        autosave.settle(self.place, page.user, page.window)
        self._let_go(page)

    @precondition(lambda self: self.pending)
    @rule(who=SOMEBODY, which=SOMETHING, choices=CHOICES, has_looked=st.booleans())
    def accept(
        self,
        who: int,
        which: int,
        choices: dict[int, Choice],
        has_looked: bool,  # noqa: FBT001
    ) -> None:
        """Accept one, on the version of today or on the one that was opened."""
        page, row, current = self._at(who), self._waiting(which), self.place.text()
        newest = len(self.history) if has_looked else page.version
        expected = chosen(suggestions.beside(row, current), choices)
        try:
            row = suggestions.accept(row, choices, newest=newest, by=page.user)
        except ConflictError:
            assert newest != len(self.history)
        except TransitionError:
            is_nothing = expected == said(current.body if current else "")
            assert self.submission or is_nothing
        else:
            assert not self.submission
            self._accepted(self.place.text(), expected, on=newest)
            assert row.revision
            assert row.revision.version == len(self.history)
            del self.pending[row.pk]

    @precondition(lambda self: self.pending)
    @rule(who=SOMEBODY, which=SOMETHING)
    def reject(self, who: int, which: int) -> None:
        row = self._waiting(which)
        with self._refused_while_frozen():
            suggestions.reject(row, "No.", by=self._at(who).user)
            del self.pending[row.pk]

    # --- Before the state ---

    # Not at once, or most of what is drawn would meet a frozen draft.
    @precondition(lambda self: not self.submission and len(self.history) > 2)
    @rule(who=SOMEBODY)
    def submit(self, who: int) -> None:
        try:
            self.submission = steps.submit(self.place.edition, by=self._at(who).user)
        except TransitionError:
            assert not said(self.history[-1])

    @precondition(lambda self: self.submission)
    @rule(who=SOMEBODY)
    def take_back(self, who: int) -> None:
        assert self.submission
        back = Submission.Outcome.TAKEN_BACK
        steps.end(self.submission, back, "Once more.", by=self._at(who).user)
        self.submission = None

    # --- What holds after each step ---

    @invariant()
    def nothing_accepted_is_missing_from_the_history(self) -> None:
        rows = self.place.edition.revisions.order_by()
        kept = dict(rows.values_list("version", "body"))
        assert kept == dict(enumerate(self.history, 1))

    @invariant()
    def the_text_is_that_of_the_last_version(self) -> None:
        rows = self.place.edition.texts.order_by()
        told = list(rows.values_list("version", "body"))
        assert told == [(len(self.history), self.history[-1])]

    @invariant()
    def what_was_typed_and_not_saved_is_kept(self) -> None:
        rows = Autosave.objects.exclude(body="").order_by()
        kept = {
            (by, window): body
            for by, window, body in rows.values_list("by_id", "window", "body")
        }
        assert kept == self.kept

    @invariant()
    def suggestions_wait_until_somebody_decides_on_them(self) -> None:
        waiting = self.place.edition.suggestions.filter(state=Suggestion.State.PENDING)
        rows = waiting.order_by()
        assert dict(rows.values_list("pk", "body")) == self.pending

    # --- Inside ---

    def _at(self, who: int) -> Page:
        return self.pages[who % len(self.pages)]

    def _typed(self, who: int, edit: tuple[str, int, str]) -> Page:
        page = self._at(who)
        page.typed = edited(page.typed, edit)
        return page

    def _page(self, user: User) -> Page:
        self.opened += 1
        version = len(self.history)
        return Page(user, Window(f"w{self.opened}"), version, self._body(version))

    def _body(self, version: int) -> str:
        return self.history[version - 1] if version else ""

    def _waiting(self, which: int) -> Suggestion:
        keys = sorted(self.pending)
        return Suggestion.objects.get(pk=keys[which % len(keys)])

    @contextmanager
    def _refused_while_frozen(self) -> Iterator[None]:
        """A step inside is refused while the draft is with the state, and only then."""
        try:
            yield
        except TransitionError:
            assert self.submission
        else:
            assert not self.submission

    def _save(self, page: Page) -> None:
        try:
            with self._refused_while_frozen():
                text = saving.save(
                    self.place, page.typed, version=page.version, by=page.user
                )
                self._accepted(text, said(page.typed), on=page.version)
                self._settled(page, text)
        except ConflictError as error:
            self._refused(page, error, on=page.version)

    def _accepted(
        self, text: SectionText | None, expected: list[str], *, on: int
    ) -> None:
        """Take down what is now the text; equal to the one before it is no version."""
        version, body = (text.version, text.body) if text else (0, "")
        assert said(body) == expected
        if version == len(self.history):
            return
        assert on == len(self.history) == version - 1
        self.history.append(body)

    def _settled(self, page: Page, text: SectionText | None) -> None:
        """Go on in the window as it is after a save."""
        page.version, page.typed = (text.version, text.body) if text else (0, "")
        page.newest = None
        autosave.settle(self.place, page.user, page.window, version=page.version)
        self._let_go(page)

    def _refused(self, page: Page, error: ConflictError, *, on: int) -> None:
        """Show both texts; what was typed is kept."""
        assert on != len(self.history)
        assert error.version == page.version
        autosave.hold(
            self.place,
            page.typed,
            version=error.version,
            by=page.user,
            window=page.window,
        )
        page.newest = error.current.version if error.current else 0
        page.sequence = autosave.sequence(self.place, page.user, page.window)
        self._keeps(page)

    def _keeps(self, page: Page) -> None:
        self._let_go(page)
        if page.typed:
            self.kept[page.user.pk, page.window.name] = page.typed

    def _let_go(self, page: Page) -> None:
        """The words of the window are elsewhere now, and those that it took up."""
        self.kept.pop((page.user.pk, page.window.name), None)
        taken = {int(mark.split("-")[0]) for mark in page.window.marks}
        for row in Autosave.objects.filter(pk__in=taken):
            self.kept.pop((page.user.pk, row.window), None)
